// Enhancement only: every page works without this file. It swaps a part of a page instead of loading it whole, submits
// a filter while it is being typed, shows what a figure stands on when it is pointed at, copies commands and hashes,
// remembers what was unfolded, and draws a busy line when an answer takes longer than a blink.
"use strict";

const root = document.documentElement;
root.classList.add("script");

// ---- busy line
let waiting = 0;
const busy = () => { waiting = waiting || setTimeout(() => root.classList.add("busy"), 250); };
const idle = () => { clearTimeout(waiting); waiting = 0; root.classList.remove("busy"); };
addEventListener("pageshow", idle);

// ---- swapping a part: <div id="rows" data-part> holds links and is filled by <form data-fills="rows">
let asked = null;
async function swap(address, id, keep) {
  asked?.abort();
  asked = new AbortController();
  busy();
  try {
    const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(id), old = document.getElementById(id);
    if (!fresh || !old) throw new Error("no part " + id);
    old.replaceWith(document.adoptNode(fresh));
    heads();
    history[keep ? "replaceState" : "pushState"]({ part: id }, "", address);
    idle();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

function addressOf(form) {
  const address = new URL(form.action, location.href);
  address.search = "";
  for (const [name, value] of new FormData(form)) if (value !== "") address.searchParams.append(name, value);
  return address;
}

let typing = 0;
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.fills || event.isComposing) return;
  clearTimeout(typing);
  typing = setTimeout(() => swap(addressOf(form), form.dataset.fills, true), 220);
});
// A word put together by an input method counts when it is finished.
document.addEventListener("compositionend", (event) => event.target.dispatchEvent(new Event("input", { bubbles: true })));

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.fills) return busy();
  event.preventDefault();
  clearTimeout(typing);
  swap(addressOf(form), form.dataset.fills);
});

addEventListener("popstate", (event) => { if (event.state?.part) location.reload(); });

// ---- a table that stands whole is put in order by a press on its heads
const heads = () => document.querySelectorAll("[data-whole] thead th:not(:has(:not(span))):not(:empty)").forEach((head) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "by";
  button.append(...head.childNodes);
  head.append(button);
});
heads();
const said = (row, at) => row.cells[at]?.textContent.trim() ?? "";
const amount = (text) => /^[-−]?[\d,.]+/.test(text) ? +text.match(/[\d.,]+/)[0].replaceAll(",", "") * (/^[-−]/.test(text) ? -1 : 1) : NaN;
function order(head) {
  const down = head.ariaSort === "ascending" ? -1 : 1, at = head.cellIndex, body = head.closest("table").tBodies[0];
  const less = (one, other) => amount(one) - amount(other) || one.localeCompare(other, "zh");
  body.append(...[...body.rows].sort((one, other) => down * less(said(one, at), said(other, at))));
  for (const other of head.parentElement.cells) other.ariaSort = null;
  head.ariaSort = down > 0 ? "ascending" : "descending";
}

// ---- clicks
document.addEventListener("click", (event) => {
  const by = event.target.closest(".by");
  if (by) return order(by.parentElement);
  const copy = event.target.closest("[data-copy]");
  if (copy) return copied(copy);
  const link = event.target.closest("a[href]");
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || link.origin !== location.origin || link.target || link.hasAttribute("download")) return;
  const part = link.closest("[data-part]");
  if (part && link.pathname === location.pathname && !link.hash) {
    event.preventDefault();
    swap(link.href, part.id);
  } else if (!link.hash || link.pathname !== location.pathname) {
    busy();
  }
});

async function copied(button) {
  const text = button.dataset.copy || button.parentElement.querySelector("code").textContent;
  try {
    await navigator.clipboard.writeText(text);
    const before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = before; }, 1200);
  } catch {
    getSelection().selectAllChildren(button.parentElement.querySelector("code"));
  }
}

// ---- a photograph is made smaller before it is sent, and says no longer where it was taken
document.addEventListener("change", async (event) => {
  const form = event.target.form, file = event.target.files?.[0];
  if (!form?.dataset.shrinks || file?.type !== "image/jpeg") return;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, 2560 / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", .86));
    const held = new DataTransfer();
    held.items.add(new File([blob], file.name, { type: "image/jpeg" }));
    event.target.files = held.files;
    event.target.parentElement.querySelector("[role=status]").textContent = form.dataset.shrinks;
  } catch { /* it is sent as it is */ }
});

// ---- a large file goes up in pieces, and goes on where it stopped
document.addEventListener("submit", async (event) => {
  const form = event.target, file = form.elements.file?.files?.[0], piece = 1 << 18;
  if (!form.dataset.cut || !file || file.size <= piece) return;
  event.preventDefault();
  const told = form.querySelector("[role=status]"), what = [["arrived", file.name], ["size", file.size], ["stamp", file.lastModified]];
  for (let at = -1; at < file.size;) try {
    const body = new FormData();
    for (const [name, text] of [["word", form.elements.word.value], ...what, ["at", Math.max(at, 0)]]) body.append(name, text);
    if (at >= 0) body.append("file", file.slice(at, at + piece));
    const answer = await fetch(form.action + "/pieces", { method: "POST", body });
    if (!answer.ok) return form.submit();
    at = await answer.json();
    told.textContent = Math.floor(100 * at / file.size) + "%";
  } catch {
    told.textContent = form.dataset.cut;
    await new Promise((done) => setTimeout(done, 1500));
  }
  for (const [name, value] of what) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  form.elements.file.disabled = true;
  form.submit();
});

// ---- a form that survives a lost connection: what is typed is kept on the device, and goes out once when there is one ---
const keeping = document.querySelector("form[data-keeps]");
const fieldsOf = (form) => [...new FormData(form)].filter(([name]) => name !== "word");
const kept = (key) => JSON.parse(localStorage.getItem(key) ?? "null");
if (keeping) {
  const typed = "typed " + location.pathname + location.search;
  const note = keeping.querySelector("[data-kept]");
  const tell = (words) => { note.textContent = words; note.hidden = !words; };
  const owner = document.querySelector(".who")?.textContent ?? "";
  const mine = (one) => one && one.owner === owner ? one : null;
  for (const [name, value] of mine(kept(typed))?.fields ?? []) {
    const field = keeping.elements[name];
    if (field && name !== "once" && !field.value) field.value = value;
  }
  // On a machine that others use too nothing is left behind.
  if (innerWidth <= 900) keeping.addEventListener("input", () =>
    localStorage.setItem(typed, JSON.stringify({ owner, fields: fieldsOf(keeping) })));
  const send = ({ action, fields }) => fetch(action, {
    method: "POST", headers: { Accept: "text/html" },
    body: new URLSearchParams([...fields, ["word", keeping.elements.word.value]]),
  });
  const show = async (answer, of) => {
    if (answer.redirected) { localStorage.removeItem(of); return location.assign(answer.url); }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.body.replaceWith(document.adoptNode(page.body));
  };
  const hold = (key, one) => {
    localStorage.setItem(key, JSON.stringify(one));
    tell(keeping.dataset.keeps);
    for (const button of keeping.querySelectorAll("[type=submit]")) button.disabled = true;
  };
  // Whatever waits goes out from any page that has such a form, one after the other.
  let going = false;
  const home = document.querySelector(".brand").href;
  const flush = async () => {
    const key = Object.keys(localStorage).find((key) => key.startsWith("waiting ") && mine(kept(key))?.action.startsWith(home));
    if (!key || going || !navigator.onLine) return;
    going = true;
    const held = kept(key);
    try {
      const answer = await send(held);
      if (answer.url.includes("/login") || answer.status >= 500) return hold(key, held);
      localStorage.removeItem(key);
      await show(answer, held.typed);
    } catch { hold(key, held); } finally { going = false; }
  };
  keeping.addEventListener("submit", async (event) => {
    event.preventDefault();
    const one = { owner, typed, action: keeping.action, fields: fieldsOf(keeping) };
    try {
      await show(await send(one), typed);
    } catch {
      hold("waiting " + keeping.elements.once.value, one);
    } finally { idle(); }
  });
  addEventListener("online", flush);
  setInterval(flush, 5000);
  flush();
}

// ---- "/" goes to the filter
document.addEventListener("keydown", (event) => {
  const field = document.querySelector("input[type=search]");
  if (event.key !== "/" || !field || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  event.preventDefault();
  field.select();
});

// ---- what was unfolded stays unfolded while the window is open
const fold = (details) => "open " + location.pathname + "#" + details.id;
for (const details of document.querySelectorAll("details[id]")) {
  const kept = sessionStorage.getItem(fold(details));
  if (kept) details.open = kept === "1";
  details.addEventListener("toggle", () => sessionStorage.setItem(fold(details), details.open ? "1" : "0"));
}

// ---- a figure of the report says what it stands on
const card = document.getElementById("card");
if (card) {
  const show = (event) => {
    const figure = event.target.closest("[data-figure]");
    const about = figure && document.getElementById("about-" + figure.dataset.figure);
    if (!about) return;
    card.replaceChildren(...[...about.children].map((child) => child.cloneNode(true)));
    card.hidden = false;
    const at = figure.getBoundingClientRect(), width = card.offsetWidth;
    card.style.left = Math.max(8, Math.min(at.left, innerWidth - width - 8)) + scrollX + "px";
    const below = at.bottom + card.offsetHeight + 10 < innerHeight;
    card.style.top = (below ? at.bottom + 6 : at.top - card.offsetHeight - 6) + scrollY + "px";
  };
  const hide = () => { card.hidden = true; };
  for (const name of ["mouseover", "focusin"]) document.addEventListener(name, show);
  for (const name of ["mouseout", "focusout"]) document.addEventListener(name, hide);
}
