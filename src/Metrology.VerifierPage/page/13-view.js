// The page: takes files, shows what came of them. Nothing is written as HTML, so that no file can bring its own.
const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

const marks = { good: "✔", broken: "✘", open: "○" };
/** What was answered to the files that were dropped last: {name, facts} for each that is answered on its own. */
let answers = [];
let drops = 0;
const largestDropped = 64 * 1024 * 1024;

const labels = () => ({
  title: both("证书离线核对", "Check a certificate offline"),
  help: both("选择或拖入证书 PDF、记录包（.zip），或两者一起；还可以加上台账证明（.txt）、台账公钥和机构证书（.pem）。记录包会从原始字节起重新计算。一切都在本机计算，没有网络。", "Choose or drop the PDF of a certificate, a record bundle (.zip), or both; add a proof of the ledger (.txt), the key of the ledger and the certificate of the institution (.pem) if you have them. A bundle is computed again from its bytes on. Everything is computed on this machine, without a network."),
  impossible: both("这个浏览器不能计算（没有 WebCrypto）。请换一个浏览器，或用 metrology-verify。", "This browser cannot compute it (no WebCrypto). Use another, or metrology-verify."),
  unknown: (name) => both(`${name} 不是这里能用的文件。`, `${name} is no file that can be used here.`),
  large: (name) => both(`${name} 超过 64 MiB。`, `${name} has more than 64 MiB.`),
  noTrust: (name) => both(`${name} 不是证书文件（PEM 或 DER）。`, `${name} is no file of certificates (PEM or DER).`),
  several: (what) => both(`放入了多个${what.zh}，只能用一个。`, `More than one ${what.en} was given; only one can be used.`),
  apart: both("放入了多个证书或记录包：每个单独核对，没有相互核对，也没有使用台账证明和台账公钥。要核对一份证书与它的记录，请只放入这两个文件。", "Several certificates or bundles were given: each is answered on its own, none is compared with another, and neither proof nor key of the ledger is used. To compare a certificate with its record give these two files alone."),
  nothing: both("还缺少要核对的文件：请把证书 PDF 或记录包（.zip）与这些文件一起放入。", "What is to be checked is missing: give the PDF of a certificate or a record bundle (.zip) together with these files."),
});

/** Sorts a file into what was dropped; what cannot be used is refused with the code that metrology-verify has for it. */
function sort(name, bytes, dropped) {
  const refuse = (code, text) => dropped.refusals.push({ state: "broken", code, text: text(name) });
  const { unknown, noTrust } = labels();
  const start = ascii(bytes.subarray(0, 40));
  const [ending] = /\.[a-z0-9]+$/i.exec(name.toLowerCase()) ?? [""];
  // openssl writes words before what it encodes.
  const begins = (what) => /^[\t\n\r -~]*$/.test(start) && ascii(bytes.subarray(0, 65536)).includes(`-----BEGIN ${what}-----`);
  const trust = (all) => {
    try {
      dropped.trusted = [...(dropped.trusted ?? []), ...all.map((one) => certificateOf(one).bytes)];
    } catch {
      refuse("trust.unreadable", noTrust);
    }
  };
  if (start.startsWith("%PDF-")) dropped.pdfs.push({ name, bytes });
  else if (start.startsWith("PK") || ending === ".zip") dropped.bundles.push({ name, bytes });
  else if (begins("PUBLIC KEY")) dropped.keys.push(ascii(bytes));
  else if (begins("CERTIFICATE")) trust([...ascii(bytes).matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)].map((one) => fromBase64(one[1].replace(/\s/g, "")) ?? new Uint8Array()));
  else if (start.startsWith("metrology-proof")) dropped.proofs.push(new TextDecoder().decode(bytes));
  else if ([".pem", ".cer", ".crt", ".der"].includes(ending)) trust([bytes]);
  else refuse(ending === ".txt" ? "proof.unreadable" : "pdf.unreadable", unknown);
}

/** Every drop is answered for itself: what was there before counts no longer. */
async function take(list) {
  const own = ++drops;
  answers = [];
  show();
  const dropped = { pdfs: [], bundles: [], keys: [], proofs: [], trusted: undefined, refusals: [] };
  for (const file of list) {
    if (file.size > largestDropped) dropped.refusals.push({ state: "broken", code: file.name.toLowerCase().endsWith(".zip") ? "bundle.too-large" : "file.too-large", text: labels().large(file.name) });
    else sort(file.name, new Uint8Array(await file.arrayBuffer()), dropped);
  }
  const found = await answersTo(dropped);
  if (own !== drops) return;
  answers = found;
  show();
}

async function answersTo({ pdfs, bundles, keys, proofs, trusted, refusals }) {
  const { several, apart, nothing } = labels();
  if (keys.length > 1) refusals.push({ state: "broken", code: "files.several", text: several(both("台账公钥", "key of the ledger")) });
  if (proofs.length > 1) refusals.push({ state: "broken", code: "files.several", text: several(both("台账证明", "proof of the ledger")) });
  const [key, proof] = [keys[0], proofs[0]];
  const found = [];
  if (pdfs.length <= 1 && bundles.length <= 1) {
    if (pdfs.length > 0) found.push({ name: pdfs[0].name, facts: await check({ pdf: pdfs[0].bytes, bundle: bundles[0]?.bytes, proof, key, trusted }) });
    else if (bundles.length > 0) found.push({ name: bundles[0].name, facts: await checkBundle({ bundle: bundles[0].bytes, trusted, key, proof }) });
    else found.push({ name: "", facts: { lines: refusals.length > 0 ? [] : [{ state: "open", text: nothing }], dcc: null, hash: null, broken: null } });
  } else {
    for (const { name, bytes } of pdfs) found.push({ name, facts: await check({ pdf: bytes, trusted }) });
    for (const { name, bytes } of bundles) found.push({ name, facts: await checkBundle({ bundle: bytes, trusted }) });
    found[0].facts.lines.unshift({ state: "open", text: apart });
  }
  found[0].facts.lines.unshift(...refusals);
  found[0].facts.broken = refusals[0] ?? found[0].facts.broken;
  return found;
}

const verdictOf = ({ broken, hash, isPartial, isVouched }) => (broken ? "broken" : !hash ? "none" : isPartial ? "partial" : isVouched ? "holds" : "unvouched");

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
  for (const name of ["verdict", "code", "path", "file"]) delete document.body.dataset[name];
  if (answers.length === 0) return;
  const worst = ["broken", "none", "partial", "unvouched", "holds"].map((verdict) => answers.find(({ facts }) => verdictOf(facts) === verdict)).find(Boolean).facts;
  Object.assign(document.body.dataset, { verdict: verdictOf(worst), code: worst.broken?.code ?? "", path: worst.lines.find((line) => line.path)?.path ?? "", file: answers.map(({ facts }) => facts.hash ?? "").join(" ").trim() });
  for (const { name, facts } of answers) answer.append(...(answers.length > 1 ? [make("h2", { class: "name" }, name)] : []), ...answerView(facts));
}

function answerView(facts) {
  const { broken } = facts;
  const marksOf = (facts.dcc?.marks ?? []).map(say);
  const said = [];
  if (broken) said.push(make("p", { class: "verdict broken", role: "alert" }, `${marks.broken} ${say(both("不符", "BROKEN"))} [${broken.code}] ${say(broken.text)}`));
  else if (facts.kind === "bundle") said.push(bundleVerdict(facts));
  else if (facts.hash) said.push(paperVerdict(facts, marksOf));
  said.push(make("ul", {}, ...shownLines(facts).map((line) => make("li", { class: line.state, "data-code": line.code ?? "" }, `${marks[line.state]} ${line.code ? `[${line.code}] ` : ""}${say(line.text)}`))));
  if (facts.hash) said.push(make("p", { class: "hash" }, `SHA-256 ${facts.hash}`));
  if (facts.dcc) said.push(...dccView(facts.dcc));
  return said;
}

const mostBroken = 10;

/** What is broken first stands above already; of the rest a few tell enough. */
function shownLines({ lines, broken }) {
  const others = lines.filter((line) => line.state === "broken" && line !== broken);
  const hidden = new Set(others.slice(mostBroken - 1));
  const rest = lines.filter((line) => line !== broken && !hidden.has(line));
  if (hidden.size === 0) return rest;
  const at = rest.findLastIndex((line) => line.state === "broken") + 1;
  return [...rest.slice(0, at), { state: "broken", text: both(`还有 ${hidden.size} 处`, `and ${hidden.size} more`) }, ...rest.slice(at)];
}

/** A PDF of which everything agrees, alone or with its record. */
function paperVerdict({ isVouched, isRecomputed, isPartial }, marksOf) {
  const what = isRecomputed ? both("页面与 DCC 相符，由记录重新计算也一致", "Pages and DCC agree, and so does what was computed again from the record") : both("页面与 DCC 相符", "Pages and DCC agree");
  const text = !isVouched ? both(`${what.zh}，但没有人为文件作保：没有签名，也没有以台账公钥核对的证明。谁都可以做出两者一致的文件，请在签发机构的查询页核对。`, `${what.en}, but nobody answers for the file: it is not signed, and no proof was checked with a key of the ledger. Anybody can make a file in which both agree; use the check page of the institution.`)
    : isPartial ? both(`${what.zh}，但本页没有全部重新计算（见下）。`, `${what.en}, but this page did not compute all of the record again (see below).`)
      : both(`${what.zh}，核对过的都成立；○ 表示没有核对。`, `${what.en}, and all that was checked holds; ○ marks what was not.`);
  const isGood = isVouched && !isPartial;
  return make("p", { class: isGood ? "verdict" : "verdict unvouched", role: isGood ? "status" : "alert" }, [isGood ? "" : marks.open, say(text), ...marksOf].filter(Boolean).join(" "));
}

/** A bundle in which everything agrees, as far as it was computed. */
function bundleVerdict({ isPartial, isVouched, title, marks: own }) {
  const text = isPartial ? both("核对过的都相符，但本页没有全部重新计算（见下）。", "All that was checked agrees, but this page did not compute all of it again (see below).")
    : isVouched ? both("一致：重新计算的结果与记录相同，核对过的都成立；○ 表示没有核对。", "Agrees: the results computed again are those of the record, and all that was checked holds; ○ marks what was not.")
      : both("一致：重新计算的结果与记录相同，但没有人为记录包作保：它没有签名。", "Agrees: the results computed again are those of the record, but nobody answers for the bundle: it is not signed.");
  const isGood = isVouched && !isPartial;
  return make("p", { class: isGood ? "verdict" : "verdict unvouched", role: isGood ? "status" : "alert" }, `${isGood ? marks.good : marks.open} ${[say(text), title, ...own.map(say)].join(" ")}`);
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
document.querySelector("#file").addEventListener("change", (event) => take([...event.target.files]));
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  take([...event.dataTransfer.files]);
});
show();
if (!globalThis.crypto?.subtle || typeof DecompressionStream === "undefined") {
  document.querySelector("#file").disabled = true;
  document.querySelector("#answer").append(make("p", { class: "verdict broken", role: "alert" }, say(labels().impossible)));
}
