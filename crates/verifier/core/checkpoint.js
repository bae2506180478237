// Checkpoints: what a log is at a moment, signed.

const CHECKPOINT = "duheng checkpoint v1";

// A checkpoint with its signature; null when the text is none.
const readSigned = (text) => {
  const lines = text.split("\n");
  if (text.includes("\r") || lines.length !== 7 || lines[6] !== "") return null;
  const [head, origin, sizeText, rootText, time, seal] = lines;
  const [algorithm, keyText, signatureText, ...more] = seal.split(" ");
  if (head !== CHECKPOINT || more.length > 0 || signatureText === undefined) return null;
  const [size, root] = [whole(sizeText, 64), unhex(rootText, 32)];
  const [key, signature] = [unhex(keyText), unhex(signatureText)];
  if (size === null || root === null || key === null || signature === null) return null;
  const body = lines.slice(0, 5).join("\n") + "\n";
  return { origin, size, root, time, body, algorithm, key, signature };
};

const isSigned = ({ algorithm, key, body, signature }) => algorithm === "sm2" && sm2Verify(key, utf8(body), signature);

const fingerprint = (key) => hex(sm3(key).subarray(0, 8));
