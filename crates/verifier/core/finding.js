// Findings: what speaks against a file, by the codes that the first verifier has, in both languages.

const finding = (code, zh, en) => ({ code, zh, en });

// A text that is not the canonical text of what it should be.
class Misread extends Error {
  constructor(line, zh, en) {
    super(zh);
    Object.assign(this, { line, zh, en });
  }
}
