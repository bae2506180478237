// JSON (RFC 8259), read strictly: a name twice in an object, which most readers let pass, is refused. Whole numbers come
// out as BigInt, others are refused.

const readJson = (text) => {
  let at = 0;
  const refuse = () => {
    throw new Misread(1, "不是JSON", "not JSON");
  };
  const space = () => {
    while (" \n\t\r".includes(text[at] ?? "x")) at += 1;
  };
  const take = (word) => {
    if (!text.startsWith(word, at)) refuse();
    at += word.length;
  };
  const string = () => {
    const found = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
    found.lastIndex = at;
    const match = found.exec(text);
    if (match === null) refuse();
    at += match[0].length;
    const string = JSON.parse(match[0]);
    // A half of a pair by itself is no letter.
    if (/\p{Cs}/u.test(string)) refuse();
    return string;
  };
  const list = (open, close, one) => {
    take(open);
    space();
    if (text[at] === close) return take(close);
    for (;;) {
      one();
      space();
      if (text[at] === close) return take(close);
      take(",");
      space();
    }
  };
  const value = () => {
    space();
    if (text[at] === '"') return string();
    if (text[at] === "[") {
      const items = [];
      list("[", "]", () => items.push(value()));
      return items;
    }
    if (text[at] === "{") {
      const fields = new Map();
      list("{", "}", () => {
        const name = string();
        space();
        take(":");
        if (fields.has(name)) refuse();
        fields.set(name, value());
      });
      return fields;
    }
    const number = /(?:0|[1-9][0-9]{0,19})(?![0-9.eE])/y;
    number.lastIndex = at;
    const match = number.exec(text);
    if (match !== null) {
      at += match[0].length;
      return BigInt(match[0]);
    }
    take("null");
    return null;
  };
  const found = value();
  space();
  if (at !== text.length) refuse();
  return found;
};
