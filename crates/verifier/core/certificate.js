// The certificate of a draw: everything in it recomputed.

const readCertificate = (text) => {
  const lines = new Lines(text);
  const head = lines.next();
  if (head.length !== 2 || head[0] !== "duheng-draw" || head[1] !== "2") {
    lines.refuse("不是第2版督衡抽取证书", "not a certificate of a draw of version 2");
  }
  const plan = readPlan(lines);
  lines.section("commitment");
  const stated = SECTIONS.map((name) => lines.bytes(lines.named(name, 1)[0], 32));
  lines.section("seed");
  const commitment = lines.bytes(lines.named("commitment", 1)[0], 32);
  const [value] = lines.named("value", 1);
  if (value.trim() === "") lines.refuse("没有公开值", "no public value");
  const secret = lines.ahead("secret") ? lines.bytes(lines.named("secret", 1)[0], 32) : null;
  const slips = [];
  for (let at = 1n, count = lines.list("result"); at <= count; at++) {
    const slip = lines.item(at);
    if (slip.length === 0) lines.refuse("没有对象", "no object");
    slips.push(slip);
  }
  const seed = lines.bytes(lines.named("seed", 1)[0], 32);
  const registration = readRegistration(lines);
  const end = lines.next();
  if (end.length !== 1 || end[0] !== "end") lines.refuse("这里应是“end”一行", "“end” is wanted here");
  if (!lines.done()) lines.refuse("结束之后还有内容", "something behind the end");
  const certificate = { plan, stated, commitment, value, secret, slips, seed, registration };
  if (printCertificate(certificate) !== text) {
    throw new Misread(1, "不是规范写法", "not written in the canonical way");
  }
  return certificate;
};

const readRegistration = (lines) => {
  lines.section("registration");
  const entry = lines.number(lines.named("entry", 1)[0], 64);
  const salt = lines.bytes(lines.named("salt", 1)[0], 16);
  const [text] = lines.named("text", 1);
  const path = [];
  while (lines.ahead("path")) path.push(lines.bytes(lines.named("path", 1)[0], 32));
  lines.section("checkpoint");
  const key = readKey([1, 2].map(() => lines.named("key", 1)[0] + "\n").join(""));
  if (key === null) lines.refuse("不是公钥的两行", "not the two lines of a public key");
  const [note] = lines.named("note", 1);
  const signed = readSigned(note);
  if (signed === null || signed.origin !== key.name) {
    lines.refuse("不是以这把钥匙的名义签的检查点", "not a checkpoint signed in the name of this key");
  }
  return { entry, salt, text, path, key, note, signed };
};

const seedText = ({ commitment, value, secret }) =>
  line("section", "seed") +
  line("commitment", hex(commitment)) +
  line("value", value) +
  (secret === null ? "" : line("secret", hex(secret)));

const printCertificate = (certificate) => {
  const { plan, stated, slips, seed, registration } = certificate;
  const { entry, salt, text, path, key, note } = registration;
  return (
    line("duheng-draw", "2") +
    planSections(plan).join("") +
    line("section", "commitment") +
    commitmentLines(stated) +
    seedText(certificate) +
    line("section", "result", slips.length) +
    slips.map((slip, at) => line(at + 1, ...slip)).join("") +
    line("seed", hex(seed)) +
    line("section", "registration") +
    line("entry", entry) +
    line("salt", hex(salt)) +
    line("text", text) +
    path.map((step) => line("path", hex(step))).join("") +
    line("section", "checkpoint") +
    key.lines.split("\n").slice(0, 2).map((one) => line("key", one)).join("") +
    line("note", note) +
    line("end")
  );
};

// Everything that differs, in the order in which the first verifier tells it.
const certificateFindings = (certificate) => {
  const { plan, stated, commitment, secret, slips, seed, registration } = certificate;
  const found = [];
  const when = (is, ...told) => is && found.push(finding(...told));
  planSections(plan).forEach((section, at) => {
    const [name, zh] = [SECTIONS[at], ["抽取规则", "对象名单", "检查人员名单", "回避情形"][at]];
    when(!same(sm3(utf8(section)), stated[at]), "draw.section", `${zh}与事先承诺的不同`, `the section “${name}” is not the one committed to`);
  });
  const whole = sm3(utf8(commitmentLines(stated)));
  when(!same(whole, commitment), "draw.commitment", "承诺值不是由所列四个杂凑值算出的", "the commitment is not over the four digests");
  const seal = secret === null ? null : sm3(utf8(hex(secret)));
  const kept = (plan.sealed === null) === (seal === null) && (seal === null || same(seal, plan.sealed));
  when(!kept, "draw.secret", "密数与事先承诺的不符，或者缺了、多了", "the secret is not the one committed to");
  when(!same(sm3(utf8(seedText(certificate))), seed), "draw.seed", "种子不是由所写来历算出的", "the seed does not follow from its origin");
  const { refused, slips: computed } = select(plan, seed);
  if (refused) {
    const why = (language) => refused.map((one) => one[language]).join(language === "zh" ? "；" : "; ");
    found.push(finding("draw.unfit", `按证书所写不能抽取：${why("zh")}`, `nothing can be drawn by this plan: ${why("en")}`));
  } else {
    slipFindings(slips, computed, when);
  }
  registrationFindings(plan, commitment, registration, when);
  return found;
};

const slipFindings = (slips, computed, when) => {
  const [many, wanted] = [slips.length, computed.length];
  when(many !== wanted, "draw.count", `证书写抽出${many}个，重算应为${wanted}个`, `${many} drawn, computed ${wanted}`);
  const shown = ([object, ...sent]) => `${object}（${sent.join("、")}）`;
  slips.slice(0, wanted).forEach((slip, at) => {
    if (JSON.stringify(slip) === JSON.stringify(computed[at])) return;
    const [one, other] = [shown(slip), shown(computed[at])];
    when(true, "draw.slip", `第${at + 1}签：证书写${one}，重算应为${other}`, `slip ${at + 1}: ${one}, computed ${other}`);
  });
};

const registrationFindings = (plan, commitment, { entry, salt, text, path, key, signed }, when) => {
  // The entry registers this commitment and no other: one that named many would leave the choice open.
  const digests = text.match(/[0-9a-f]{64,}/g) ?? [];
  const [whole, secret] = [hex(commitment), plan.sealed === null ? null : hex(plan.sealed)];
  const named =
    digests.filter((one) => one === whole).length === 1 && digests.every((one) => one === whole || one === secret);
  when(!named, "draw.registration-text", "所指日志条目没有写这个承诺值，或者不止写了这一个", "the entry does not carry this commitment alone");
  const refused = inclusionRefused(sm3, entry, signed.size, saltedLeaf(sm3, salt, utf8(text)), path, signed.root);
  when(refused !== null, "draw.registration-path", `所指条目不在检查点的日志里（${refused}）`, `the entry is not in the log (${refused})`);
  const { day } = plan.announced;
  const early = isBefore(signed.time, day) !== true;
  when(early, "draw.early", `封存名单的检查点（${signed.time}）不早于公开值的日期（${day}）`, `the checkpoint (${signed.time}) is not before the day of the value (${day})`);
  // Nobody else signed it here: what nobody verifies stands in no certificate.
  const own = signed.signatures.length === 2 && isSignedBy(signed, key);
  when(!own, "draw.signature", "检查点的签名不成立", "the signature does not hold");
};

// What a certificate tells, once nothing differs.
const certificateTold = ({ plan, commitment, value, slips, registration }) => {
  const { signed, entry } = registration;
  const { source, issue, day } = plan.announced;
  return [
    ["抽取", "Draw", `${plan.title}（${plan.number}）`],
    ["抽出", "Drawn", String(slips.length)],
    ["日志", "Log", `${signed.origin} · ${entry} / ${signed.size} · ${signed.time}`],
    ["承诺值", "Commitment", hex(commitment)],
    ["公开值", "Public value", value],
    ["请到出处核对", "Compare it with", `${source} · ${issue} · ${day}`],
  ];
};
