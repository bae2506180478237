// The plan of a draw: lists and rule, with the public value that is waited for.

const SECTIONS = ["rule", "objects", "inspectors", "conflicts"];

const readPlan = (lines) => {
  lines.section("rule");
  const [number] = lines.named("number", 1);
  const [title] = lines.named("title", 1);
  const [yearText] = lines.named("year", 1);
  if (!/^(0|-?[1-9][0-9]{0,9})$/.test(yearText) || Number(yearText) !== (Number(yearText) | 0)) {
    lines.refuse(`“${yearText}”不是这里该有的整数`, `“${yearText}” is not a whole number that fits here`);
  }
  const [draw, draws] = lines.named("draw", 2).map((text) => lines.number(text));
  const [team] = lines.named("team", 1).map((text) => lines.number(text));
  const [load] = lines.named("load", 1).map((text) => lines.number(text));
  const [repeat] = lines.named("repeat", 1);
  if (repeat !== "yes" && repeat !== "no") lines.refuse("repeat 是 yes 或 no", "repeat is yes or no");
  const [source, issue, day] = lines.named("public", 3);
  const sealed = lines.ahead("sealed") ? lines.bytes(lines.named("sealed", 1)[0], 32) : null;
  const strata = [];
  while (lines.ahead("stratum")) {
    const [name, kind, many, word, floor] = lines.named("stratum", 5);
    if ((kind !== "count" && kind !== "share") || word !== "floor") {
      lines.refuse("分层写作 count 或 share，其后 floor", "a stratum is a count or a share, and its floor");
    }
    strata.push({ name, kind, many: lines.number(many), floor: lines.number(floor) });
  }
  const objects = [];
  for (let at = 1n, count = lines.list("objects"); at <= count; at++) {
    const [id, name, stratum, weight, drawn] = lines.item(at, 5);
    objects.push({ id, name, stratum, weight: lines.number(weight), drawn: lines.number(drawn) });
  }
  const inspectors = [];
  for (let at = 1n, count = lines.list("inspectors"); at <= count; at++) {
    const [id, name, unit] = lines.item(at, 3);
    inspectors.push({ id, name, unit });
  }
  const conflicts = [];
  for (let at = 1n, count = lines.list("conflicts"); at <= count; at++) {
    const [inspector, object, reason] = lines.item(at, 3);
    conflicts.push({ inspector, object, reason });
  }
  const rule = { number, title, year: yearText, draw, draws, team, load, repeat: repeat === "yes" };
  return { ...rule, announced: { source, issue, day }, sealed, strata, objects, inspectors, conflicts };
};

// The canonical text of the four sections.
const planSections = (plan) => {
  const { source, issue, day } = plan.announced;
  const rule =
    line("section", "rule") +
    line("number", plan.number) +
    line("title", plan.title) +
    line("year", plan.year) +
    line("draw", plan.draw, plan.draws) +
    line("team", plan.team) +
    line("load", plan.load) +
    line("repeat", plan.repeat ? "yes" : "no") +
    line("public", source, issue, day) +
    (plan.sealed === null ? "" : line("sealed", hex(plan.sealed))) +
    plan.strata.map(({ name, kind, many, floor }) => line("stratum", name, kind, many, "floor", floor)).join("");
  const list = (name, rows) =>
    line("section", name, rows.length) + rows.map((row, at) => line(at + 1, ...row)).join("");
  return [
    rule,
    list("objects", plan.objects.map(({ id, name, stratum, weight, drawn }) => [id, name, stratum, weight, drawn])),
    list("inspectors", plan.inspectors.map(({ id, name, unit }) => [id, name, unit])),
    list("conflicts", plan.conflicts.map(({ inspector, object, reason }) => [inspector, object, reason])),
  ];
};

const commitmentLines = (digests) => SECTIONS.map((name, at) => line(name, hex(digests[at]))).join("");
