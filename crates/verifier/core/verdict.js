// What is said of a file: it holds under the key that the reader names; it is consistent and nobody's key was checked; or
// it is refused, and then nothing of it is told but why.

const verdict = (bytes, key = "") => {
  const text = fromUtf8(bytes);
  if (text === null) return refused([finding("file.text", "不是UTF-8文字", "not a text in UTF-8")]);
  try {
    return judged(readCertificate(text), key.trim());
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    return refused([finding("draw.form", `第${error.line}行：${error.zh}`, `line ${error.line}: ${error.en}`)]);
  }
};

const refused = (findings) => ({ assurance: "refused", findings, told: [], fingerprint: "" });

const judged = (certificate, key) => {
  const findings = certificateFindings(certificate);
  if (findings.length > 0) return refused(findings);
  const signer = certificate.registration.key;
  const [told, print] = [certificateTold(certificate), fingerprint(signer)];
  if (key === "") return { assurance: "consistent", findings, told, fingerprint: print };
  if (isKey(signer, key)) return { assurance: "holds", findings, told, fingerprint: print };
  const zh = `签名的钥匙是${print}，不是所给的那一把`;
  const en = `the key that signed is ${print}, not the one given`;
  return { assurance: "refused", findings: [finding("draw.key", zh, en)], told, fingerprint: print };
};
