// Checkpoints: what a log is at a moment, as a C2SP checkpoint in a signed note, and the keys that sign it.

const isName = (name) => name !== "" && !/[\p{White_Space}\p{Cc}+]/u.test(name);

// A note: its text with the last line end, and its signatures; null when it is none, or has none or too many.
const readNote = (note) => {
  const at = note.lastIndexOf("\n\n");
  if (at < 0 || !note.endsWith("\n") || note.length < at + 3) return null;
  const [text, lines] = [note.slice(0, at + 1), note.slice(at + 2, -1).split("\n")];
  const signatures = lines.map(readSignature);
  if (signatures.includes(null) || signatures.length > 32 || /[^\P{Cc}\n]/u.test(text)) return null;
  return { text, signatures };
};

const readSignature = (line) => {
  if (!line.startsWith("— ")) return null;
  const [name, coded, ...more] = line.slice(2).split(" ");
  const bytes = coded === undefined || more.length > 0 ? null : unbase64(coded);
  if (bytes === null || bytes.length < 5 || !isName(name)) return null;
  return { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) };
};

// A checkpoint with its signatures; null when the text is none.
const readSigned = (note) => {
  const read = readNote(note);
  if (read === null) return null;
  const [origin, sizeText, twinText, ...rest] = read.text.split("\n");
  const [sm3Line, rowsLine, timeLine, end, ...more] = rest;
  if (end !== "" || more.length > 0) return null;
  const tagged = (line, tag) => (line.startsWith(tag + " ") ? line.slice(tag.length + 1) : null);
  const digest = (text) => (text === null ? null : unbase64(text, 32));
  const [size, twin, root] = [whole(sizeText, 64), digest(twinText), digest(tagged(sm3Line, "sm3"))];
  const [rows, time] = [digest(tagged(rowsLine, "rows")), tagged(timeLine, "time")];
  if (!isName(origin) || [size, twin, root, rows, time].includes(null)) return null;
  return { origin, size, twin, root, rows, time, text: read.text, signatures: read.signatures };
};

const SM2_KIND = concat(Uint8Array.of(0xff), utf8("duheng/sm2-sm3"));

// The public key of a log from its two lines `name+id+key`, Ed25519 first; null for anything else.
const readKey = (text) => {
  const lines = text.split("\n");
  if (lines.length !== 3 || lines[2] !== "") return null;
  const [first, second] = lines.slice(0, 2).map(readMaterial);
  if (first === null || second === null || first.name !== second.name) return null;
  if (first.bytes.length !== 33 || first.bytes[0] !== 1 || !same(second.bytes.subarray(0, SM2_KIND.length), SM2_KIND)) {
    return null;
  }
  const [ed, sm2] = [first.bytes.subarray(1), second.bytes.subarray(SM2_KIND.length)];
  return { name: first.name, ed, sm2, edId: first.id, sm2Id: second.id, lines: text };
};

const readMaterial = (line) => {
  const [name, id, ...rest] = line.split("+");
  if (rest.length === 0) return null;
  const bytes = unbase64(rest.join("+"));
  if (bytes === null || !isName(name)) return null;
  const own = sha256(utf8(name), utf8("\n"), bytes).subarray(0, 4);
  return hex(own) === id ? { name, id: own, bytes } : null;
};

const fingerprint = ({ sm2, ed }) => hex(sm3(sm2, ed).subarray(0, 16));

const ROTATION = "duheng-rotation/1";

// A change of the key: a note that the old key and the new one signed both ways; null for anything else.
const readRotation = (note) => {
  const read = readNote(note);
  if (read === null || read.signatures.length !== 4) return null;
  const [head, origin, entryText, ...lines] = read.text.split("\n");
  if (head !== ROTATION || lines.length !== 5 || lines[4] !== "") return null;
  const [old, next] = [lines.slice(0, 2), lines.slice(2, 4)].map((pair) => readKey(pair.join("\n") + "\n"));
  const entry = whole(entryText, 64);
  if (old === null || next === null || entry === null || entry >= 1n << 63n) return null;
  if (old.name !== origin || next.name !== origin || fingerprint(old) === fingerprint(next)) return null;
  const said = (signatures) => ({ origin, text: read.text, signatures });
  const holds = isSignedBy(said(read.signatures.slice(0, 2)), old) && isSignedBy(said(read.signatures.slice(2)), next);
  return holds ? { entry, old, next } : null;
};

// The keys of a log, from the two lines of the first and the note of each change; null for anything else.
const readKeys = (text) => {
  const [lines, ...notes] = text.split("\n\n");
  if (notes.length % 2 !== 0) return null;
  const first = readKey(notes.length > 0 ? lines + "\n" : lines);
  if (first === null) return null;
  const keys = { name: first.name, all: [first], from: [0n] };
  for (let at = 0; at < notes.length; at += 2) {
    const rotation = readRotation(`${notes[at]}\n\n${notes[at + 1]}${at + 2 === notes.length ? "" : "\n"}`);
    if (rotation === null || rotation.old.name !== first.name) return null;
    const prints = keys.all.map(fingerprint);
    if (fingerprint(rotation.old) !== prints.at(-1) || prints.includes(fingerprint(rotation.next))) return null;
    // Each comes later than the one before: no two share an entry.
    if (keys.all.length > 1 && rotation.entry + 1n <= keys.from.at(-1)) return null;
    keys.all.push(rotation.next);
    keys.from.push(rotation.entry + 1n);
  }
  return keys;
};

// The keys that have to sign a checkpoint of that size: one, and two over the entry of a change.
const keysOf = ({ all, from }, size) =>
  all.filter((_, at) => from[at] <= size && (at + 1 === all.length || size <= from[at + 1]));

const isSignedByKeys = (signed, keys) =>
  keys.name === signed.origin && keysOf(keys, signed.size).every((key) => isSignedBy(signed, key));

// Whether somebody means these keys: by the fingerprint of one, or by a text of keys of which the ones are a run of the others.
const meansKeys = (keys, named) => {
  const prints = keys.all.map(fingerprint);
  if (prints.includes(named)) return true;
  const others = readKeys(named + "\n")?.all.map(fingerprint) ?? null;
  if (others === null) return false;
  const [short, long] = prints.length < others.length ? [prints, others] : [others, prints];
  return long.some((_, at) => short.every((print, step) => long[at + step] === print));
};

// Whether that key, in the name of the log, signed the checkpoint both ways. Lines of other keys are passed over.
const isSignedBy = ({ origin, text, signatures }, { name, ed, sm2, edId, sm2Id }) => {
  if (name !== origin) return false;
  const of = (id) => signatures.find((one) => one.name === name && same(one.id, id))?.bytes;
  const [edBytes, sm2Bytes] = [of(edId), of(sm2Id)];
  if (edBytes === undefined || sm2Bytes === undefined) return false;
  return edVerify(ed, utf8(text), edBytes) && sm2Verify(sm2, utf8(text), sm2Bytes);
};
