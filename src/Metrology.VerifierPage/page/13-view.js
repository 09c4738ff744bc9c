// The page: takes files, shows what came of them. Nothing is written as HTML, so that no file can bring its own.
const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

const marks = { good: "✔", broken: "✘", open: "○" };
const files = {};
let facts = null;

const labels = () => ({
  title: both("证书离线核对", "Check a certificate offline"),
  help: both("选择或拖入证书 PDF、记录包（.zip），或两者一起；还可以加上台账证明（.txt）、台账公钥和机构证书（.pem）。记录包会从原始字节起重新计算。一切都在本机计算，没有网络。", "Choose or drop the PDF of a certificate, a record bundle (.zip), or both; add a proof of the ledger (.txt), the key of the ledger and the certificate of the institution (.pem) if you have them. A bundle is computed again from its bytes on. Everything is computed on this machine, without a network."),
  impossible: both("这个浏览器不能计算（没有 WebCrypto）。请换一个浏览器，或用 metrology-verify。", "This browser cannot compute it (no WebCrypto). Use another, or metrology-verify."),
  unknown: (name) => both(`${name} 不是这里能用的文件。`, `${name} is no file that can be used here.`),
});

function classify(name, bytes) {
  const start = ascii(bytes.subarray(0, 40));
  // openssl writes words before what it encodes.
  const begins = (what) => /^[\t\n\r -~]*$/.test(start) && ascii(bytes.subarray(0, 65536)).includes(`-----BEGIN ${what}-----`);
  if (start.startsWith("%PDF-")) files.pdf = bytes;
  else if (start.startsWith("PK\x03\x04")) files.bundle = bytes;
  else if (begins("PUBLIC KEY")) files.key = ascii(bytes);
  else if (begins("CERTIFICATE")) files.trusted = [...ascii(bytes).matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)].map((one) => fromBase64(one[1].replace(/\s/g, "")) ?? new Uint8Array());
  else if (start.startsWith("metrology-proof")) files.proof = new TextDecoder().decode(bytes);
  else return labels().unknown(name);
  return null;
}

async function take(list) {
  const unknown = [];
  for (const file of list) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const problem = bytes.length > 64 * 1024 * 1024 ? labels().unknown(file.name) : classify(file.name, bytes);
    if (problem) unknown.push({ state: "broken", code: "pdf.unreadable", text: problem });
  }
  if (files.pdf) facts = await check(files);
  else if (files.bundle) facts = await checkBundle(files);
  else facts = { lines: [], dcc: null, hash: null, broken: null };
  facts.lines.unshift(...unknown);
  facts.broken = unknown[0] ?? facts.broken;
  show();
}

function show() {
  const { title, help } = labels();
  document.documentElement.lang = words.language === "zh" ? "zh-CN" : "en";
  document.title = say(title);
  document.querySelector("h1").textContent = say(title);
  document.querySelector("#help").textContent = say(help);
  document.querySelector("#file").setAttribute("aria-label", say(title));
  document.querySelector("#language").textContent = words.language === "zh" ? "English" : "中文";
  const answer = document.querySelector("#answer");
  answer.replaceChildren();
  if (!facts) return;
  const { broken } = facts;
  document.body.dataset.verdict = broken ? "broken" : facts.hash ? (facts.isPartial ? "partial" : facts.isVouched ? "holds" : "unvouched") : "none";
  document.body.dataset.code = broken?.code ?? "";
  document.body.dataset.path = facts.lines.find((line) => line.path)?.path ?? "";
  document.body.dataset.file = facts.hash ?? "";
  if (broken) answer.append(make("p", { class: "verdict broken", role: "alert" }, `${marks.broken} ${say(both("不符", "BROKEN"))} [${broken.code}] ${say(broken.text)}`));
  else if (facts.kind === "bundle") answer.append(bundleVerdict(facts));
  else if (facts.hash && !facts.isVouched) answer.append(make("p", { class: "verdict unvouched", role: "alert" }, `${marks.open} ${say(both("页面与 DCC 相符，但没有人为文件作保：没有签名，也没有以台账公钥核对的证明。谁都可以做出两者一致的文件，请在签发机构的查询页核对。", "Pages and DCC agree, but nobody answers for the file: it is not signed, and no proof was checked with a key of the ledger. Anybody can make a file in which both agree; use the check page of the institution."))} ${(facts.dcc?.marks ?? []).map(say).join(" ")}`));
  else if (facts.hash) answer.append(make("p", { class: "verdict", role: "status" }, [say(both("页面与 DCC 相符，核对过的都成立；○ 表示没有核对。", "Pages and DCC agree, and all that was checked holds; ○ marks what was not.")), ...(facts.dcc?.marks ?? []).map(say)].join(" ")));
  answer.append(make("ul", {}, ...facts.lines.map((line) => make("li", { class: line.state, "data-code": line.code ?? "" }, `${marks[line.state]} ${line.code ? `[${line.code}] ` : ""}${say(line.text)}`))));
  if (facts.hash) answer.append(make("p", { class: "hash" }, `SHA-256 ${facts.hash}`));
  if (facts.dcc) answer.append(...dccView(facts.dcc));
}

/** A bundle in which everything agrees, as far as it was computed. */
function bundleVerdict({ isPartial, isVouched, title }) {
  const text = isPartial ? both("核对过的都相符，但本页没有全部重新计算（见下）。", "All that was checked agrees, but this page did not compute all of it again (see below).")
    : isVouched ? both("一致：重新计算的结果与记录相同，核对过的都成立；○ 表示没有核对。", "Agrees: the results computed again are those of the record, and all that was checked holds; ○ marks what was not.")
      : both("一致：重新计算的结果与记录相同，但没有人为记录包作保：它没有签名。", "Agrees: the results computed again are those of the record, but nobody answers for the bundle: it is not signed.");
  const isGood = isVouched && !isPartial;
  return make("p", { class: isGood ? "verdict" : "verdict unvouched", role: isGood ? "status" : "alert" }, `${isGood ? marks.good : marks.open} ${say(text)} ${title}`);
}

function dccView(dcc) {
  const heads = [both("量", "Quantity"), both("标识", "Id"), both("值", "Value"), both("单位", "Unit"), both("U", "U"), both("k", "k")];
  const row = (value) => make("tr", {}, ...[value.within.map(say).filter(Boolean).join(" · "), value.id, value.value, value.unit, value.expanded || (value.standard && `u ${value.standard}`), value.factor].map((text) => make("td", {}, text ?? "")));
  return [
    make("h2", {}, say(both("数字校准证书（DCC）的内容", "What the digital certificate (DCC) says"))),
    make("dl", {}, ...dcc.head.filter(([label]) => say(label)).flatMap(([label, text]) => [make("dt", {}, say(label)), make("dd", {}, say(text))])),
    make("table", {}, make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, say(head))))), make("tbody", {}, ...dcc.values.map(row))),
  ];
}

document.querySelector("#language").addEventListener("click", () => {
  words.language = words.language === "zh" ? "en" : "zh";
  show();
});
document.querySelector("#file").addEventListener("change", (event) => take(event.target.files));
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  take(event.dataTransfer.files);
});
show();
if (!globalThis.crypto?.subtle || typeof DecompressionStream === "undefined") {
  document.querySelector("#file").disabled = true;
  document.querySelector("#answer").append(make("p", { class: "verdict broken", role: "alert" }, say(labels().impossible)));
}
