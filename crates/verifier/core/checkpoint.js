// Checkpoints: what a log is at a moment, as a signed note of C2SP, and the two keys that sign it.

const DASH = "\u2014 ";
const ED25519_KIND = 0x01;
// The kind that C2SP leaves to others, and what stands behind it.
const SM2_KIND = concat(new Uint8Array([0xff]), utf8("duheng/sm2-sm3"));

// Whether a key may be called so.
const isName = (name) => name !== "" && !/[\p{White_Space}\p{Cc}+]/u.test(name);

const keyId = (name, material) => sha256(utf8(name), utf8("\n"), material).subarray(0, 4);

// Name and kind with key of a line `name+id+key`; null when it is none.
const keyMaterial = (line) => {
  const parts = line.split("+");
  const [name, id] = parts;
  const material = unbase64(parts.slice(2).join("+"));
  if (parts.length < 3 || material === null || !isName(name)) return null;
  return hex(keyId(name, material)) === id ? { name, material } : null;
};

// Both keys of a log out of their two lines, Ed25519 first; null when they are none.
const readKey = (first, second) => {
  const [one, other] = [keyMaterial(first), keyMaterial(second)];
  if (one === null || other === null || one.name !== other.name) return null;
  const at = SM2_KIND.length;
  if (one.material.length !== 33 || one.material[0] !== ED25519_KIND) return null;
  if (other.material.length !== at + 65 || !same(other.material.subarray(0, at), SM2_KIND)) return null;
  const [ed25519, sm2] = [one.material.subarray(1), other.material.subarray(at)];
  return { name: one.name, ed25519, sm2, ids: [one, other].map(({ name, material }) => keyId(name, material)), lines: [first, second] };
};

const readNoteSignature = (text) => {
  if (!text.startsWith(DASH)) return null;
  const at = text.indexOf(" ", DASH.length);
  if (at < 0) return null;
  const [name, bytes] = [text.slice(DASH.length, at), unbase64(text.slice(at + 1))];
  if (!isName(name) || bytes === null || bytes.length < 5) return null;
  return { name, id: bytes.subarray(0, 4), signature: bytes.subarray(4) };
};

// A checkpoint with its signatures; null when the text is none.
const readSigned = (text) => {
  const at = text.lastIndexOf("\n\n");
  if (at < 0 || !text.endsWith("\n")) return null;
  const [body, rest] = [text.slice(0, at + 1), text.slice(at + 2, -1)];
  const signatures = rest.split("\n").map(readNoteSignature);
  const lines = body.split("\n");
  if (signatures.includes(null) || signatures.length > 32 || lines.length !== 7 || lines[6] !== "") return null;
  const [origin, sizeText, twinText, rootText, rowsText, timeText] = lines;
  const named = (line, name) => (line.startsWith(name + " ") ? line.slice(name.length + 1) : null);
  const digest = (coded) => (coded === null ? null : unbase64(coded, 32));
  const [size, twin, root, rows] = [whole(sizeText, 64), unbase64(twinText, 32), digest(named(rootText, "sm3")), digest(named(rowsText, "rows"))];
  const time = named(timeText, "time");
  if (!isName(origin) || size === null || twin === null || root === null || rows === null || time === null) return null;
  if (/[\p{Cc}]/u.test(body.replaceAll("\n", ""))) return null;
  return { origin, size, root, twin, rows, time, body, signatures };
};

// Whether that key signed these very lines both ways, in the name of the log.
const isSigned = ({ origin, body, signatures }, key) => {
  const by = (at) => signatures.find(({ name, id }) => name === origin && same(id, keyId(origin, concat(...materialOf(key)[at]))));
  const [one, other] = [by(0), by(1)];
  if (one === undefined || other === undefined) return false;
  return edVerify(key.ed25519, utf8(body), one.signature) && sm2Verify(key.sm2, utf8(body), other.signature);
};

const materialOf = ({ ed25519, sm2 }) => [
  [new Uint8Array([ED25519_KIND]), ed25519],
  [SM2_KIND, sm2],
];

const fingerprint = ({ sm2, ed25519 }) => hex(sm3(sm2, ed25519).subarray(0, 16));

// Whether a reader means this key: by its fingerprint, or by its two lines.
const isKey = (key, named) => {
  if (named === fingerprint(key)) return true;
  const lines = named.split("\n");
  const other = lines.length === 2 ? readKey(...lines) : null;
  return other !== null && fingerprint(other) === fingerprint(key);
};
