// The draw itself: lots to objects, then inspectors to objects. All of it is whole-number arithmetic.

const MOST_WEIGHT = 1000000;

const ceiling = (number, by) => (number + by - 1n) / by;

// The objects of each stratum: how many, how many drawn earlier, those in the urn, how many are drawn now.
const strataOf = (plan) => {
  const inside = plan.strata.map(() => ({ size: 0, drawn: 0, urn: [] }));
  const named = new Map();
  plan.strata.forEach(({ name }, at) => named.has(name) || named.set(name, at));
  let astray = 0;
  plan.objects.forEach((object, at) => {
    const of = named.get(object.stratum);
    if (of === undefined) {
      astray += 1;
      return;
    }
    inside[of].size += 1;
    inside[of].drawn += object.drawn > 0 ? 1 : 0;
    if (plan.repeat || object.drawn === 0) inside[of].urn.push(at);
  });
  plan.strata.forEach((stratum, at) => (inside[at].quota = quotaOf(plan, stratum, inside[at])));
  return { inside, astray };
};

// The quota of a stratum, or more when the year's floor needs it, spread over the draws that are left.
const quotaOf = (plan, stratum, { size, drawn, urn }) => {
  const share = (parts) => ceiling(BigInt(size) * BigInt(parts), 10000n);
  let quota = BigInt(stratum.many);
  if (stratum.kind === "share") {
    const wanted = share(stratum.many);
    quota = wanted < BigInt(urn.length) ? wanted : BigInt(urn.length);
  }
  const short = share(stratum.floor) - BigInt(drawn);
  const lacking = short > 0n ? short : 0n;
  const left = BigInt(Math.max(plan.draws - plan.draw, 0) + 1);
  const needed = ceiling(lacking, left);
  return quota > needed ? quota : needed;
};

// What speaks against drawing by this plan, whatever the seed.
const faults = (plan, { inside, astray }) => {
  const found = [];
  const when = (is, zh, en) => is && found.push({ zh, en });
  const blank = (text) => text.trim() === "";
  const { source, issue, day } = plan.announced;
  when(blank(plan.number), "没有写明抽取编号", "no number of the draw");
  when(
    blank(source) || blank(issue) || dayNumber(day) === null,
    "没有写明种子等哪一个公开值",
    "the public value waited for is not named",
  );
  when(planSections(plan).some((text) => UNSHOWN.test(text)), "名单或规则里有控制字符", "control characters in lists or rule");
  when(blank(plan.title), "没有写明抽取的名目", "no title");
  when(plan.team < 2, "每个对象至少派2名检查人员", "fewer than two inspectors for an object");
  when(plan.load === 0, "每名检查人员至多0个对象", "no object for any inspector");
  when(plan.draw === 0 || plan.draws === 0, "第几次抽取和全年最少次数都从1起", "draws are counted from 1");
  when(plan.strata.length === 0, "没有写明抽多少", "no stratum");
  when(new Set(plan.strata.map(({ name }) => name)).size < plan.strata.length, "一层写了两次", "a stratum twice");
  plan.strata.forEach((stratum, at) => {
    const parts = stratum.kind === "count" ? stratum.floor : Math.max(stratum.many, stratum.floor);
    when(parts > 10000, `层“${stratum.name}”的比例超过全部`, `the share of “${stratum.name}” is more than all`);
    when(stratum.floor > 0 && plan.repeat, "定了全年下限，抽过的对象就不能再放回", "a floor, and objects drawn again");
    when(inside[at].quota > BigInt(inside[at].urn.length), `层“${stratum.name}”不够抽`, `too few in “${stratum.name}”`);
  });
  const drawn = inside.reduce((sum, { quota }) => sum + quota, 0n);
  when(drawn === 0n && plan.strata.length > 0, "按这个规则一个也不抽", "nothing is drawn by this rule");
  const room = BigInt(plan.inspectors.length) * BigInt(plan.load);
  when(drawn * BigInt(plan.team) > room, "检查人员的人次不够", "too few inspectors for all that is drawn");
  listFaults(plan, astray, when);
  return found;
};

const listFaults = (plan, astray, when) => {
  const objects = new Map(plan.objects.map((object) => [object.id, object]));
  const inspectors = new Set(plan.inspectors.map(({ id }) => id));
  when(astray > 0, "有对象的层没有写明抽多少", "an object of an unknown stratum");
  when(objects.size < plan.objects.length, "对象名单里有重复", "an object twice");
  when(objects.has("") || inspectors.has(""), "有人或对象没有编号", "somebody or something without an id");
  const heavy = ({ weight }) => weight === 0 || weight > MOST_WEIGHT;
  when(plan.objects.some(heavy), "权重不在范围内", "a weight out of range");
  when(inspectors.size < plan.inspectors.length, "检查人员名单里有重复", "an inspector twice");
  const pairs = new Set(plan.conflicts.map(({ inspector, object }) => JSON.stringify([inspector, object])));
  when(pairs.size < plan.conflicts.length, "一条回避写了两次", "a withdrawal twice");
  const known = ({ inspector, object }) => inspectors.has(inspector) && objects.has(object);
  when(!plan.conflicts.every(known), "回避的人或对象不在名单里", "a withdrawal of somebody not in the lists");
  if (plan.inspectors.length < plan.team) {
    when(true, "检查人员少于每个对象须派的", "fewer inspectors than one object needs");
    return;
  }
  for (const [id, barred] of barredFrom(plan)) {
    const left = plan.inspectors.length - barred.size;
    const object = objects.get(id);
    when(left < plan.team && (plan.repeat || object.drawn === 0), `对象“${id}”无人可派`, `nobody is left for “${id}”`);
  }
};

// By id of the object, the positions of inspectors who may not be sent there.
const barredFrom = (plan) => {
  const positions = new Map(plan.inspectors.map(({ id }, at) => [id, at]));
  const objects = new Set(plan.objects.map(({ id }) => id));
  const barred = new Map();
  for (const { inspector, object } of plan.conflicts) {
    if (!positions.has(inspector) || !objects.has(object)) continue;
    if (!barred.has(object)) barred.set(object, new Set());
    barred.get(object).add(positions.get(inspector));
  }
  return barred;
};

// Numbers below n, each equally likely: the k-th is the first 64 bits of SM3(`<seed>/<stream>/<k>`).
const stream = (seed, name) => {
  const front = `${hex(seed)}/${name}/`;
  let next = 0;
  return (n) => {
    // As many numbers at the top are passed over: 2^64 mod n.
    const surplus = (1n << 64n) % n;
    for (;;) {
      const number = bigBE(sm3(utf8(front + next)).subarray(0, 8));
      next += 1;
      if (number < (1n << 64n) - surplus) return Number(number % n);
    }
  };
};

// An urn: every object holds as many consecutive lots as its weight; sums in a tree (Fenwick).
const urnOf = (weights) => {
  const sums = new Array(weights.length + 1).fill(0);
  weights.forEach((weight, at) => {
    for (let node = at + 1; node < sums.length; node += node & -node) sums[node] += weight;
  });
  let total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    total: () => total,
    // The holder of a lot; its lots leave.
    take: (lot) => {
      let [at, rest, step] = [0, lot, 1];
      while (step * 2 < sums.length) step *= 2;
      for (; step > 0; step = Math.floor(step / 2)) {
        if (at + step < sums.length && sums[at + step] <= rest) {
          at += step;
          rest -= sums[at];
        }
      }
      const weight = weights[at];
      weights[at] = 0;
      total -= weight;
      for (let node = at + 1; node < sums.length; node += node & -node) sums[node] -= weight;
      return at;
    },
  };
};

// The outcome, or `{ refused }` with the reasons.
const select = (plan, seed) => {
  const lists = strataOf(plan);
  const refused = faults(plan, lists);
  if (refused.length > 0) return { refused };
  const chosen = [];
  plan.strata.forEach((stratum, at) => {
    const { urn, quota } = lists.inside[at];
    const lots = urnOf(urn.map((position) => plan.objects[position].weight));
    const below = stream(seed, `objects/${stratum.name}`);
    for (let drawn = 0n; drawn < quota && lots.total() > 0; drawn++) {
      chosen.push(urn[lots.take(below(BigInt(lots.total())))]);
    }
  });
  const teams = assign(plan, chosen, seed);
  if (teams === null) return { refused: [{ zh: "怎样调配都派不满检查人员", en: "no way to send enough inspectors" }] };
  const slip = (position, at) => [plan.objects[position].id, ...teams[at].map((one) => plan.inspectors[one].id)];
  return { slips: chosen.map(slip) };
};

// The teams of the objects drawn, by positions; null when there is no assignment at all.
const assign = (plan, chosen, seed) => {
  const all = barredFrom(plan);
  const barred = chosen.map((position) => all.get(plan.objects[position].id) ?? new Set());
  const teams = chosen.map(() => []);
  const sent = plan.inspectors.map(() => []);
  const may = (at, one) => !barred[at].has(one) && !teams[at].includes(one);
  const below = stream(seed, "inspectors");
  for (let at = 0; at < chosen.length; at++) {
    for (let seat = 0; seat < plan.team; seat++) {
      const open = [...sent.keys()].filter((one) => sent[one].length < plan.load && may(at, one));
      const least = open.reduce((least, one) => Math.min(least, sent[one].length), plan.load);
      const candidates = open.filter((one) => sent[one].length === least);
      if (candidates.length === 0) {
        if (!exchange(at, { teams, sent, may, load: plan.load })) return null;
        continue;
      }
      const one = candidates[below(BigInt(candidates.length))];
      teams[at].push(one);
      sent[one].push(at);
    }
  }
  return teams;
};

// Fills a seat by the shortest chain: somebody comes who is elsewhere, is replaced there by another, and so on.
const exchange = (object, { teams, sent, may, load }) => {
  const [comes, leaves, seen, waiting] = [new Map(), new Map(), new Set([object]), [object]];
  while (waiting.length > 0) {
    const at = waiting.shift();
    for (let one = 0; one < sent.length; one++) {
      if (comes.has(one) || !may(at, one)) continue;
      comes.set(one, at);
      if (sent[one].length < load) {
        follow(one, comes, leaves, teams, sent);
        return true;
      }
      for (const other of sent[one]) {
        if (seen.has(other)) continue;
        seen.add(other);
        leaves.set(other, one);
        waiting.push(other);
      }
    }
  }
  return false;
};

// Carries a chain out from its end.
const follow = (last, comes, leaves, teams, sent) => {
  for (let coming = last; comes.has(coming); ) {
    const object = comes.get(coming);
    sent[coming].push(object);
    if (!leaves.has(object)) {
      teams[object].push(coming);
      return;
    }
    const leaving = leaves.get(object);
    const seat = teams[object].indexOf(leaving);
    if (seat >= 0) teams[object][seat] = coming;
    sent[leaving] = sent[leaving].filter((other) => other !== object);
    coming = leaving;
  }
};
