// What is said of a file: it holds under the key that the reader names; it is consistent and nobody's key was checked; or
// it is refused, and then nothing of it is told but why.

const verdict = (bytes, named = "") => {
  const text = fromUtf8(bytes);
  if (text === null) return refused([finding("file.text", "不是UTF-8文字", "not a text in UTF-8")]);
  const [code, verdict] = kindOf(text);
  try {
    return verdict(text, named);
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    return refused([finding(code, `第${error.line}行：${error.zh}`, `line ${error.line}: ${error.en}`)]);
  }
};

// What a text is taken for by how it begins: the code of what is said when it is not of that form, and its verdict.
const kindOf = (text) => {
  if (/^[ \t\r\n]*\{/.test(text)) return ["proof.form", proofVerdict];
  if (!text.startsWith("duheng-draw") && text.includes("\n\n— ")) return ["checkpoint.form", checkpointVerdict];
  return ["draw.form", certificateVerdict];
};

const refused = (findings) => ({ assurance: "refused", findings, told: [], fingerprint: "" });

const certificateVerdict = (text, named) => {
  const certificate = readCertificate(text);
  const findings = certificateFindings(certificate);
  if (findings.length > 0) return refused(findings);
  const { key } = certificate.registration;
  const means = (given) => given === fingerprint(key) || (readKeys(given + "\n")?.all.map(fingerprint).includes(fingerprint(key)) ?? false);
  return underKey(key, named, means, certificateTold(certificate), "draw.key");
};

const proofVerdict = (text, named) => {
  const proof = readProof(text);
  const findings = proofFindings(proof);
  if (findings.length > 0) return refused(findings);
  const newest = keysOf(proof.keys, proof.signed.size).at(-1);
  return underKey(newest, named, (given) => meansKeys(proof.keys, given), proofTold(proof), "proof.other-key");
};

// A key is named by its fingerprint, or by a text of keys: `means` says whether it is.
const underKey = (key, given, means, told, code) => {
  const [named, print] = [given.trim(), fingerprint(key)];
  if (named === "") return { assurance: "consistent", findings: [], told, fingerprint: print };
  if (means(named)) {
    return { assurance: "holds", findings: [], told, fingerprint: print };
  }
  const zh = `签名的钥匙是${print}，不是所给的那一把`;
  const en = `the key that signed is ${print}, not the one given`;
  return { assurance: "refused", findings: [finding(code, zh, en)], told: [], fingerprint: print };
};

// A checkpoint by itself carries no key: only the two lines of the key that the reader knows can tell whether it holds.
const checkpointVerdict = (text, named) => {
  const signed = readSigned(text);
  if (signed === null) throw new Misread(1, "不是检查点", "not a checkpoint");
  const keys = readKeys(named.trim() + "\n");
  if (keys === null) {
    const zh = "检查点里没有公钥：请填公钥的两行，指纹不够";
    return refused([finding("checkpoint.key", zh, "a checkpoint carries no key: give both lines of it, the fingerprint is not enough")]);
  }
  if (!isSignedByKeys(signed, keys)) {
    return refused([finding("checkpoint.signature", "检查点不是这把钥匙签的", "the checkpoint is not signed by this key")]);
  }
  const told = [
    ["日志", "Log", signed.origin],
    ["条目数", "Entries", `${signed.size} · ${signed.time}`],
    ["SM3根", "SM3 root", hex(signed.root)],
    ["SHA-256根", "SHA-256 root", hex(signed.twin)],
  ];
  return { assurance: "holds", findings: [], told, fingerprint: fingerprint(keysOf(keys, signed.size).at(-1)) };
};
