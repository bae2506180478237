// The grid of a register: enhancement only. Without it the same block is written into a text and checked as a page.
// Rows are never changed in place: a state is a list of rows and the columns in use, and undo goes back to the one before.
"use strict";
{
const host = document.getElementById("grid");
const form = document.getElementById("block");
if (host && form) {

const HIGH = 28, SPARE = 30, KEPT = 100;
const fields = JSON.parse(host.dataset.fields), words = JSON.parse(host.dataset.words);
const say = (sentence, ...values) => sentence.replace(/\{\}/g, () => values.shift() ?? "");
const make = (name, about = {}, ...inside) => {
  const one = Object.assign(document.createElement(name), about);
  one.append(...inside);
  return one;
};

// ---- a block as text
function read(text) {
  const whole = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"), rows = [];
  const quoted = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y, plain = /[^\t\n]*/y;
  let row = [], at = 0;
  for (;;) {
    quoted.lastIndex = plain.lastIndex = at;
    const found = whole[at] === '"' ? quoted.exec(whole) : null;
    row.push(found ? found[1].replaceAll('""', '"') : plain.exec(whole)[0]);
    at = found ? quoted.lastIndex : plain.lastIndex;
    if (whole[at] !== "\t") { rows.push(row); row = []; }
    if (at++ >= whole.length) break;
  }
  while (rows.length && rows.at(-1).every((cell) => !cell.trim())) rows.pop();
  return rows;
}
const written = (rows) => rows.map((row) => row.map((cell) =>
  /[\t\n"]/.test(cell) ? '"' + cell.replaceAll('"', '""') + '"' : cell).join("\t")).join("\n");
const columnsOf = (cells) => cells.map((cell) => fields.findIndex((field) => field.name === cell.trim()));
const isHead = (columns) => columns.filter((at) => at >= 0).length >= Math.min(2, fields.length);

// ---- the state
let state = { rows: [], used: new Set() }, past = [], future = [];
let here = { row: 0, column: 0 }, there = here;
const told = new WeakMap();
const blank = () => ({ cells: fields.map(() => ""), number: null, entry: null });
const range = () => ({
  top: Math.min(here.row, there.row), bottom: Math.max(here.row, there.row),
  left: Math.min(here.column, there.column), right: Math.max(here.column, there.column),
});

function become(next) {
  past.push(state);
  if (past.length > KEPT) past.shift();
  future = [];
  state = next;
  changed();
}

// Puts cells: [row, column, text], with rows below the last as far as they are needed.
function put(cells) {
  const rows = state.rows.slice(), used = new Set(state.used), fresh = new Map();
  for (const [row, column, text] of cells) {
    if (column >= fields.length) continue;
    while (rows.length <= row) rows.push(blank());
    if (rows[row].number !== null && fields[column].key) continue;
    if (!fresh.has(row)) fresh.set(row, rows[row] = { ...rows[row], cells: rows[row].cells.slice() });
    rows[row].cells[column] = text;
    used.add(column);
  }
  if (fresh.size) become({ rows, used });
}

function back(from, to) {
  if (!from.length) return;
  to.push(state);
  state = from.pop();
  changed();
}

function paste(text) {
  const block = read(text), { top, left, bottom, right } = range();
  if (!block.length) return;
  const cells = [], columns = columnsOf(block[0]);
  if (block.length === 1 && block[0].length === 1) {
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++) cells.push([row, column, block[0][0]]);
  } else if (isHead(columns)) {
    // Named columns go where they belong; rows below the last.
    const first = state.rows.length ? Math.max(top, 0) : 0;
    block.slice(1).forEach((row, nth) => columns.forEach((column, at) =>
      column >= 0 && cells.push([first + nth, column, row[at] ?? ""])));
  } else {
    block.forEach((row, nth) => row.forEach((cell, at) => cells.push([top + nth, left + at, cell])));
    there = { row: top + block.length - 1, column: Math.min(fields.length, left + block[0].length) - 1 };
    here = { row: top, column: left };
  }
  put(cells);
}

function spread(text, fromTop) {
  const { top, left, bottom, right } = range(), cells = [];
  for (let column = left; column <= right; column++) {
    const value = fromTop ? state.rows[top]?.cells[column] ?? "" : text;
    for (let row = fromTop ? top + 1 : top; row <= bottom; row++) cells.push([row, column, value]);
  }
  put(cells);
}

function takeOut() {
  const { top, bottom } = range();
  become({ rows: state.rows.filter((_, at) => at < top || at > bottom), used: state.used });
}

// ---- what is shown
const least = fields.map((field) => Math.max(84, Math.min(220, field.name.length * 15 + 30)));
// Where there is room, columns are as wide as it allows.
const room = (form.clientWidth - 64 - 48) / least.reduce((sum, width) => sum + width, 0);
const wide = least.map((width) => Math.floor(width * Math.max(1, Math.min(2.2, room))));
const lefts = wide.reduce((sums, width) => [...sums, sums.at(-1) + width], [64]);
const body = make("tbody"), head = make("tr", {}, make("th", { scope: "col", lang: document.documentElement.lang, textContent: words.row }));
fields.forEach((field) => head.append(make("th",
  { scope: "col", title: field.note ?? "", className: field.required ? "must" : "" }, field.name,
  ...(field.unit ? [make("span", { className: "unit", textContent: field.unit })] : []))));
const columns = make("colgroup", {}, make("col"), ...fields.map(() => make("col")));
[64, ...wide].forEach((width, at) => { columns.children[at].style.width = width + "px"; });
// Fields and cells are as the pack and the rows have them.
const table = make("table", { className: "cells", lang: "zh" }, columns, make("thead", {}, head), body);
table.style.width = lefts.at(-1) + "px";
table.setAttribute("role", "grid");
const pen = make("input", { className: "pen", autocomplete: "off", spellcheck: false });
const box = make("div", { className: "box" }, table, pen);
const about = make("p", { className: "about", id: "about-cell" });
about.setAttribute("aria-live", "polite");
pen.setAttribute("aria-describedby", "about-cell");
const buttons = make("p", { className: "tools" });
const button = (name, work) => {
  const one = make("button", { type: "button", textContent: name });
  one.addEventListener("click", () => { finish(); work(); pen.focus({ preventScroll: true }); });
  buttons.append(one);
};
button(words.undo, () => back(past, future));
button(words.redo, () => back(future, past));
button(words.fillDown, () => spread("", true));
button(words.fillAll, () => spread(state.rows[range().top]?.cells[range().left] ?? "", false));
button(words.deleteRows, takeOut);
const tally = make("span", { className: "small faint", id: "tally" });
buttons.append(tally);
host.append(buttons, box, about, make("p", { className: "small faint", textContent: words.keys }));

let labels = fields.map(() => new Map());
const worst = { error: 3, doubt: 2, warning: 1, note: 0 };

function cellOf(row, at, column) {
  const cell = make("td"), text = row?.cells[column] ?? "", said = row && told.get(row);
  const before = said?.before?.get(column), label = labels[column].get(text.trim());
  if (before !== undefined) cell.append(make("del", { textContent: before || "—" }), " ");
  cell.append(text);
  if (label) cell.append(make("span", { className: "faint", textContent: " " + label }));
  const own = said?.said.filter((word) => word.at === column) ?? [];
  const grave = own.reduce((a, b) => worst[b.grade] > worst[a] ? b.grade : a, "note");
  if (grave !== "note") cell.classList.add(grave);
  const { top, bottom, left, right } = range();
  if (at >= top && at <= bottom && column >= left && column <= right) cell.classList.add("in");
  if (at === here.row && column === here.column) cell.classList.add("here");
  if (row?.number != null && fields[column].key) cell.classList.add("fixed");
  return cell;
}

function draw() {
  const total = state.rows.length + SPARE;
  const first = Math.max(0, Math.floor(box.scrollTop / HIGH) - 4);
  const last = Math.min(total, first + Math.ceil((box.clientHeight || 460) / HIGH) + 10);
  const room = (count) => {
    const row = make("tr", { className: "room" }, make("td", { colSpan: fields.length + 1 }));
    row.firstChild.style.height = count * HIGH + "px";
    return row;
  };
  const lines = [room(first)];
  for (let at = first; at < last; at++) {
    const row = state.rows[at], said = row && told.get(row);
    const line = make("tr", { className: said?.fate ?? "" }, make("th", { scope: "row", textContent: at + 1 }));
    line.dataset.row = at;
    if (said?.fate) line.firstChild.append(make("span", { className: "mark", lang: document.documentElement.lang, textContent: words.fates[said.fate] }));
    for (let column = 0; column < fields.length; column++) line.append(cellOf(row, at, column));
    lines.push(line);
  }
  body.replaceChildren(...lines, room(total - last));
  placePen();
}

function placePen() {
  pen.style.left = lefts[here.column] + "px";
  pen.style.top = 30 + here.row * HIGH + "px";
  pen.style.width = wide[here.column] + "px";
  pen.setAttribute("aria-label", `${fields[here.column].name} ${here.row + 1}`);
  const row = state.rows[here.row], said = (row && told.get(row)?.said) ?? [];
  const mine = said.filter((word) => word.at === here.column || word.at === undefined || word.at < 0);
  about.replaceChildren(...(mine.length ? mine : said).map((word) => make("span",
    { className: word.grade === "note" ? "soft" : word.grade, textContent: (fields[word.at]?.name ? fields[word.at].name + "：" : "") + word.text })));
}

function changed() {
  draw();
  later();
}

function go(row, column, extend) {
  here = { row: Math.max(0, row), column: Math.max(0, Math.min(fields.length - 1, column)) };
  if (!extend) there = here;
  const top = here.row * HIGH, left = lefts[here.column];
  if (top < box.scrollTop) box.scrollTop = top;
  if (top + HIGH * 2 + 30 > box.scrollTop + box.clientHeight) box.scrollTop = top + HIGH * 2 + 30 - box.clientHeight;
  if (left - 64 < box.scrollLeft) box.scrollLeft = left - 64;
  if (left + wide[here.column] > box.scrollLeft + box.clientWidth) box.scrollLeft = left + wide[here.column] - box.clientWidth;
  draw();
}

// ---- writing into a cell
let writing = false;
function begin(text) {
  const field = fields[here.column];
  if (state.rows[here.row]?.number != null && field.key) { pen.value = ""; return; }
  writing = true;
  pen.classList.add("writing");
  if (text !== undefined) pen.value = text;
  const choices = field.choices.length ? field.choices.map((word) => [word, ""]) : [...labels[here.column]].slice(0, 3000);
  let list = document.getElementById("list-" + here.column);
  if (choices.length && !list) {
    list = make("datalist", { id: "list-" + here.column },
      ...choices.map(([value, label]) => make("option", { value, textContent: label })));
    host.append(list);
  }
  if (list) pen.setAttribute("list", list.id); else pen.removeAttribute("list");
}
function finish(keep = true, everywhere = false) {
  if (!writing) return;
  writing = false;
  pen.classList.remove("writing");
  pen.removeAttribute("list");
  const text = pen.value;
  pen.value = "";
  if (!keep) return draw();
  if (everywhere) spread(text, false);
  else if (text !== (state.rows[here.row]?.cells[here.column] ?? "")) put([[here.row, here.column, text]]);
}

pen.addEventListener("input", () => { if (!writing) begin(); });
pen.addEventListener("compositionstart", () => { if (!writing) begin(); });
pen.addEventListener("blur", () => finish());
pen.addEventListener("dblclick", () => begin(state.rows[here.row]?.cells[here.column] ?? ""));
pen.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const many = event.ctrlKey || event.metaKey, { row, column } = here;
  const move = (rows, columns) => { finish(); go(row + rows, column + columns, event.shiftKey && !writing); };
  const keys = {
    Enter: () => many ? finish(true, true) : writing ? move(event.shiftKey ? -1 : 1, 0) : begin(state.rows[row]?.cells[column] ?? ""),
    Tab: () => { finish(); go(row, column + (event.shiftKey ? -1 : 1)); },
    Escape: () => finish(false),
    F2: () => begin(state.rows[row]?.cells[column] ?? ""),
  };
  if (!writing) Object.assign(keys, {
    ArrowUp: () => many ? go(0, column, event.shiftKey) : move(-1, 0),
    ArrowDown: () => many ? go(Math.max(0, state.rows.length - 1), column, event.shiftKey) : move(1, 0),
    ArrowLeft: () => move(0, -1), ArrowRight: () => move(0, 1),
    PageUp: () => move(-15, 0), PageDown: () => move(15, 0),
    Home: () => go(many ? 0 : row, 0, event.shiftKey), End: () => go(row, fields.length - 1, event.shiftKey),
    Delete: () => spread("", false), Backspace: () => spread("", false),
  });
  if (many && !writing) Object.assign(keys, {
    z: () => event.shiftKey ? back(future, past) : back(past, future), y: () => back(future, past),
    d: () => spread("", true),
    a: () => { there = { row: 0, column: 0 }; here = { row: Math.max(0, state.rows.length - 1), column: fields.length - 1 }; draw(); },
  });
  // Out of the grid by Tab at its last column.
  if (event.key === "Tab" && !event.shiftKey && column === fields.length - 1) return finish();
  if (event.key === "Tab" && event.shiftKey && column === 0) return finish();
  const work = keys[many && event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (work && !(event.key === "Escape" && !writing)) { event.preventDefault(); work(); }
});
pen.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text/plain");
  if (writing && !/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  finish(false);
  paste(text);
});
for (const name of ["copy", "cut"]) pen.addEventListener(name, (event) => {
  if (writing) return;
  const { top, bottom, left, right } = range();
  const block = [];
  for (let row = top; row <= bottom; row++) block.push((state.rows[row] ?? blank()).cells.slice(left, right + 1));
  event.clipboardData.setData("text/plain", written(block));
  event.preventDefault();
  if (name === "cut") spread("", false);
});

let dragging = false;
const cellAt = (event) => {
  const cell = event.target.closest("td, th"), row = cell?.parentElement.dataset.row;
  return row === undefined ? null : { row: Number(row), column: Math.max(0, cell.cellIndex - 1), whole: cell.tagName === "TH" };
};
box.addEventListener("mousedown", (event) => {
  const cell = event.target === pen ? null : cellAt(event);
  if (!cell) return;
  event.preventDefault();
  finish();
  dragging = true;
  go(cell.row, cell.whole ? 0 : cell.column, event.shiftKey);
  if (cell.whole) { there = { row: event.shiftKey ? there.row : cell.row, column: fields.length - 1 }; draw(); }
  pen.focus({ preventScroll: true });
});
box.addEventListener("mouseover", (event) => {
  const cell = dragging && !writing && event.target !== pen ? cellAt(event) : null;
  if (cell && (cell.row !== here.row || cell.column !== here.column)) go(cell.row, cell.column, true);
});
addEventListener("mouseup", () => { dragging = false; });
let frame = 0;
box.addEventListener("scroll", () => { frame = frame || requestAnimationFrame(() => { frame = 0; draw(); }); });

// ---- asking the office
const kept = document.getElementById("kept"), messages = document.getElementById("told"), why = document.getElementById("why");
const plain = form.querySelector(".plain");

// Rows that were seen before the page was loaded anew.
let earlier = new Map();
function sent() {
  const columns = fields.map((_, at) => at).filter((at) => fields[at].required || fields[at].key || state.used.has(at));
  const pick = (cells) => columns.map((at) => cells[at]);
  const seen = new Map(earlier);
  for (const row of state.rows) {
    const said = told.get(row);
    if (row.number !== null) seen.set(row.number, row.entry);
    if (said?.number != null && said.seen != null && !(said.stale && said.checked)) seen.set(said.number, said.seen);
  }
  const block = state.rows.length ? written([fields.map((field) => field.name), ...state.rows.map((row) => row.cells)].map(pick)) : "";
  return { columns, rows: state.rows, block, seen: [...seen].map((pair) => pair.join(":")).join(",") };
}
function filled(what, { block, seen }) {
  return new URLSearchParams({ word: form.elements.word.value, do: what, block, seen, reason: form.elements.reason.value });
}

let waiting = 0, asked = null, dirty = false;
function later() {
  dirty = true;
  clearTimeout(waiting);
  asked?.abort();
  waiting = setTimeout(() => ask("check"), state.rows.length > 2000 ? 2500 : 700);
}

async function ask(what) {
  clearTimeout(waiting);
  asked?.abort();
  asked = new AbortController();
  const given = sent();
  let view;
  // What goes out to be recorded is recorded though this page is closed: it is no draft any more.
  const recording = what !== "check", before = dirty;
  if (recording) dirty = false;
  const counting = recording && setInterval(async () => {
    const count = await fetch(form.action + "/progress").then((answer) => answer.json()).catch(() => null);
    if (count && counted) messages.replaceChildren(make("p", { className: "notice", textContent: say(words.underWay, ...count) }));
  }, 300);
  let counted = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: filled(what, given), headers: { Accept: "application/json" }, signal: asked.signal,
    });
    if (answer.redirected || !(answer.headers.get("content-type") ?? "").startsWith("application/json"))
      throw new Error(await answer.text());
    view = await answer.json();
  } catch (error) {
    if (error.name === "AbortError") return;
    dirty = before;
    kept.textContent = words.unkept;
    messages.replaceChildren(make("p", { className: "alarm", textContent: words.lost }));
    return;
  } finally {
    counted = false;
    clearInterval(counting);
  }
  dirty = dirty && given.rows !== state.rows;
  if (!dirty) kept.textContent = words.kept;
  take(view, given, what);
}

function take(view, { columns, rows }, what) {
  view.rows.forEach((row, at) => {
    const said = (row.said ?? []).map((word) => ({ ...word, at: word.at === undefined ? undefined : columns[word.at] ?? -1 }));
    const before = new Map((row.before ?? []).map(([column, text]) => [columns[column], text]));
    const fate = rows[at].cells.every((cell) => !cell.trim()) ? "" : row.fate;
    told.set(rows[at], { ...row, fate, said, before, checked: what === "check" });
  });
  const lines = [];
  const line = (alarm, text, href) => lines.push(make("p", { className: alarm ? "alarm" : "notice" },
    href ? make("a", { href, textContent: text }) : text));
  if (view.first_entry != null) {
    line(false, say(words.recorded, view.new + view.changed, view.first_entry), host.dataset.entry + view.first_entry);
    state = { rows: state.rows.filter((row) => told.get(row)?.fate === "wrong"), used: state.used };
    past = []; future = [];
    go(0, 0);
    if (!state.rows.length) state.used = new Set();
    kept.textContent = "";
  } else if (what !== "check") {
    if (view.wrong) line(true, view.rows.some((row) => row.stale) ? words.stale : words.refused);
    else if (!view.said.length) line(false, words.nothing);
  }
  for (const word of view.said) line(word.grade === "error", word.text);
  messages.replaceChildren(...lines);
  why.hidden = !view.reason && !form.elements.reason.value;
  if (what !== "check" && view.reason && !form.elements.reason.value) form.elements.reason.focus();
  tally.textContent = say(words.tally, view.new, view.changed, view.same, view.wrong);
  const wrong = what === "check" ? -1 : state.rows.findIndex((row) => ["wrong"].includes(told.get(row)?.fate));
  if (wrong >= 0) go(wrong, Math.max(0, told.get(state.rows[wrong]).said.find((word) => word.at >= 0)?.at ?? 0));
  draw();
}

form.addEventListener("submit", (event) => {
  const what = event.submitter?.value ?? "check";
  finish();
  if (what === "drop") { state = { rows: [], used: new Set() }; dirty = false; form.elements.block.value = ""; return; }
  event.preventDefault();
  ask(what);
});
form.elements.reason.addEventListener("input", later);
addEventListener("pagehide", () => {
  finish();
  if (dirty) navigator.sendBeacon(form.action, filled("draft", sent()));
});

// ---- the beginning
plain.hidden = true;
form.elements.block.disabled = true;
document.getElementById("checked")?.remove();
host.hidden = false;
{
  const block = read(form.elements.block.value), columns = block.length ? columnsOf(block[0]) : [];
  const named = isHead(columns);
  const at = named ? columns : fields.map((_, column) => column);
  const pairs = form.elements.seen.value.split(",").filter(Boolean).map((pair) => pair.split(":").map(Number));
  const lines = named ? block.slice(1) : block;
  // Rows that were loaded stand in the order of what was seen of them.
  const loaded = new URLSearchParams(location.search).get("fill") === "present" && pairs.length === lines.length;
  state = {
    rows: lines.map((cells, nth) => {
      const row = blank();
      at.forEach((column, from) => { if (column >= 0) row.cells[column] = cells[from] ?? ""; });
      if (loaded) [row.number, row.entry] = pairs[nth];
      return row;
    }),
    used: new Set(block.length ? at.filter((column) => column >= 0) : []),
  };
  earlier = new Map(loaded ? [] : pairs);
}
draw();
if (state.rows.length) later();
fetch(host.dataset.choices, { headers: { Accept: "application/json" } }).then((answer) => answer.ok ? answer.json() : []).then((all) => {
  if (all.length) labels = all.map((choices) => new Map(choices.map((one) => [one.value, one.label])));
  draw();
}).catch(() => {});
}
}
