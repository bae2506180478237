// The page: files in, verdicts out. Every text is put in as text, so a file cannot become a part of the page.

const WORDS = {
  zh: {
    title: "督衡 第二核验器",
    lead: "选文件或拖进来。这一页自己重算杂凑、签名、存在证明和抽取，不联网，也不靠督衡的程序。",
    key: "公钥",
    keyNote: "填从别处得知的公钥指纹，或公钥的两行。不填，至多说“自洽”：谁都能用自己的钥匙做一个自洽的文件。",
    drop: "抽取证书、存在证明、检查点",
    foot: "这一页可以存在U盘里离线使用。核验的写法与督衡的主程序互不相干，两者由测试逐件对照。",
    holds: "成立",
    consistent: "自洽，未核对钥匙",
    refused: "不成立",
    fingerprint: "钥匙",
    other: "English",
  },
  en: {
    title: "Duheng: the second verifier",
    lead: "Choose files or drop them. This page recomputes hashes, signatures, proofs and draws by itself, without a network and without Duheng's program.",
    key: "Public key",
    keyNote: "The fingerprint as you know it from elsewhere, or both lines of the key. Without it a file is consistent at best: anybody can make one with a key of their own.",
    drop: "Certificates of draws, proofs, checkpoints",
    foot: "Keep this page on a memory stick and use it offline. Its program is written apart from Duheng's; tests hold one against the other.",
    holds: "Holds",
    consistent: "Consistent; nobody's key was checked",
    refused: "Refused",
    fingerprint: "Key",
    other: "中文",
  },
};

let language = "zh";
// The files given: name and bytes.
let given = [];

const element = (id) => document.getElementById(id);

const made = (name, text, ...inside) => {
  const one = document.createElement(name);
  if (text !== "") one.textContent = text;
  one.append(...inside);
  return one;
};

const article = ({ name, bytes }) => {
  const words = WORDS[language];
  const { assurance, findings, told, fingerprint } = verdict(bytes, element("key").value);
  const list = made("dl", "");
  const row = (term, value) => list.append(made("dt", term), made("dd", value));
  for (const [zh, en, value] of told) row(language === "zh" ? zh : en, value);
  if (fingerprint !== "") row(words.fingerprint, fingerprint);
  const reasons = findings.map((one) => made("li", `${one[language]} [${one.code}]`));
  const state = made("p", words[assurance]);
  state.className = "assurance";
  const sheet = made("article", "", made("h2", name), state, made("ul", "", ...reasons), list);
  sheet.className = assurance;
  return sheet;
};

const show = () => {
  const words = WORDS[language];
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = words.title;
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = words[one.dataset.word];
  element("language").textContent = words.other;
  element("verdicts").replaceChildren(...given.map(article));
};

const take = async (files) => {
  given = await Promise.all(
    [...files].map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  show();
};

element("language").addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  show();
});
element("key").addEventListener("input", show);
element("files").addEventListener("change", (event) => take(event.target.files));
const drop = element("drop");
for (const name of ["dragover", "dragleave", "drop"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
    if (name === "drop") take(event.dataTransfer.files);
  });
}
show();
