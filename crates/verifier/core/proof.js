// A proof that an entry stands in a log: the leaf from text and salt, the paths to both roots, both signatures.

const PROOF = "duheng-inclusion-proof/2";
const PROOF_FIELDS = ["format", "entry", "body", "salt", "leaf", "path", "twin", "twin_path", "checkpoint", "key"];

// What the file says, in its form; a Misread for anything else.
const readProof = (text) => {
  const refuse = (zh, en) => {
    throw new Misread(1, zh, en);
  };
  const file = readJson(text);
  if (!(file instanceof Map) || [...file.keys()].some((name) => !PROOF_FIELDS.includes(name))) {
    refuse("不是存在证明文件", "not a proof file");
  }
  const field = (name) => file.get(name) ?? null;
  const word = (name) => (typeof field(name) === "string" ? field(name) : refuse(`“${name}”不对`, `“${name}” is wrong`));
  const digest = (text) => (typeof text === "string" ? unhex(text.toLowerCase(), 32) : null) ?? refuse("杂凑值读不成", "a digest is wrong");
  const path = (name) => (Array.isArray(field(name)) ? field(name).map(digest) : refuse(`“${name}”不对`, `“${name}” is wrong`));
  if (word("format") !== PROOF) refuse("不认识的证明格式", "an unknown form of proof");
  const entry = field("entry");
  if (typeof entry !== "bigint" || entry >= 1n << 64n) refuse("条目号不对", "the number of the entry is wrong");
  const [leaf, twin, steps, twinSteps] = [digest(word("leaf")), digest(word("twin")), path("path"), path("twin_path")];
  const signed = readSigned(word("checkpoint")) ?? refuse("检查点读不成", "the checkpoint is wrong");
  const keys = readKeys(word("key")) ?? refuse("公钥读不成", "the key is wrong");
  const [body, salt] = [field("body"), field("salt")];
  if ((body === null) !== (salt === null)) refuse("内容和盐要么都在，要么都不在", "text and salt are there both or neither");
  if (body !== null && (typeof body !== "string" || typeof salt !== "string")) refuse("内容或盐不对", "text or salt is wrong");
  const saltBytes = salt === null ? null : unhex(salt.toLowerCase(), 16) ?? refuse("盐读不成", "the salt is wrong");
  return { entry, body, salt: saltBytes, leaf, twin, path: steps, twinPath: twinSteps, signed, keys };
};

// The first thing that does not hold; none when all does.
const proofFindings = ({ entry, body, salt, leaf, twin, path, twinPath, signed, keys }) => {
  if (body !== null) {
    const own = (hash, digest) => same(saltedLeaf(hash, salt, utf8(body)), digest);
    if (!own(sm3, leaf) || !own(sha256, twin)) {
      return [finding("proof.leaf", "条目的内容与叶子不符：内容被改动过", "the text is not that of the leaf")];
    }
  }
  if (!isSignedByKeys(signed, keys)) {
    return [finding("proof.signature", "检查点的签名不成立", "the signature of the checkpoint does not hold")];
  }
  const refused =
    inclusionRefused(sm3, entry, signed.size, leaf, path, signed.root) ??
    inclusionRefused(sha256, entry, signed.size, twin, twinPath, signed.twin);
  if (refused === null) return [];
  return [finding("proof.path", `条目不在检查点的日志里（${refused}）`, `the entry is not in the log (${refused})`)];
};

const proofTold = ({ entry, body, signed }) => [
  ["日志", "Log", signed.origin],
  ["条目", "Entry", `${entry} / ${signed.size} · ${signed.time}`],
  ["条目的内容", "What the entry says", body ?? "—"],
];
