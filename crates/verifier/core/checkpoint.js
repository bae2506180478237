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

// Whether that key, in the name of the log, signed the checkpoint both ways. Lines of other keys are passed over.
const isSignedBy = ({ origin, text, signatures }, { name, ed, sm2, edId, sm2Id }) => {
  if (name !== origin) return false;
  const of = (id) => signatures.find((one) => one.name === name && same(one.id, id))?.bytes;
  const [edBytes, sm2Bytes] = [of(edId), of(sm2Id)];
  if (edBytes === undefined || sm2Bytes === undefined) return false;
  return edVerify(ed, utf8(text), edBytes) && sm2Verify(sm2, utf8(text), sm2Bytes);
};
