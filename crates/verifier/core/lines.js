// Lines of canonical text: fields separated by TAB, ended by LF, with `\\`, `\t`, `\n`, `\r` for the four letters that
// would be mistaken for structure.

// Letters that a screen obeys instead of showing.
const UNSHOWN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/;

const escaped = (field) =>
  field.replace(/[\\\t\n\r]/g, (letter) => ({ "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" })[letter]);

const line = (...fields) => fields.map((field) => escaped(String(field))).join("\t") + "\n";

// A field without its escapes; null when there is one that nobody knows.
const plain = (field) => {
  if (!/^([^\\]|\\[\\tnr])*$/su.test(field)) return null;
  return field.replace(/\\(.)/gsu, (_, letter) => ({ "\\": "\\", t: "\t", n: "\n", r: "\r" })[letter]);
};

class Lines {
  constructor(text) {
    Object.assign(this, { text, at: 0, line: 0 });
  }

  refuse(zh, en) {
    throw new Misread(this.line, zh, en);
  }

  ahead(word) {
    return this.text.startsWith(word + "\t", this.at) || this.text.startsWith(word + "\n", this.at);
  }

  done() {
    return this.at === this.text.length;
  }

  next() {
    this.line += 1;
    const end = this.text.indexOf("\n", this.at);
    if (end < 0) this.refuse("文件不完整", "the file is cut off");
    const line = this.text.slice(this.at, end);
    this.at = end + 1;
    if (UNSHOWN.test(line) || line.includes("\r")) this.refuse("含有控制字符", "control characters");
    const fields = line.split("\t").map(plain);
    if (fields.includes(null)) this.refuse("不认识的转义", "an unknown escape");
    return fields;
  }

  // The fields of the next line behind its name.
  named(name, count) {
    const fields = this.next();
    if (fields[0] !== name || fields.length !== count + 1) {
      this.refuse(`这里应是“${name}”一行，其后${count}项`, `“${name}” with ${count} fields is wanted here`);
    }
    return fields.slice(1);
  }

  section(name) {
    if (this.named("section", 1)[0] !== name) this.refuse(`这里应是“${name}”一节`, `the section “${name}” is wanted here`);
  }

  // The head of a section that lists something, and how many.
  list(name) {
    const [found, count] = this.named("section", 2);
    if (found !== name) this.refuse(`这里应是“${name}”一节`, `the section “${name}” is wanted here`);
    return this.number(count, 64);
  }

  // A line of a list: its number, which must be the one that comes next, then its fields.
  item(number, count) {
    const fields = this.next();
    if (fields[0] !== String(number)) this.refuse(`序号应是${number}`, `number ${number} is wanted here`);
    if (count !== undefined && fields.length !== count + 1) {
      this.refuse(`序号之后应有${count}项`, `${count} fields are wanted behind the number`);
    }
    return fields.slice(1);
  }

  number(text, bits = 32) {
    const number = whole(text, bits);
    if (number === null) this.refuse(`“${text}”不是这里该有的整数`, `“${text}” is not a whole number that fits here`);
    return bits === 32 ? Number(number) : number;
  }

  bytes(text, length) {
    const bytes = unhex(text, length);
    if (bytes === null) this.refuse(`“${text}”不是小写十六进制`, `“${text}” is not lower-case hexadecimal`);
    return bytes;
  }
}
