// Parts of a file that no certificate has, and contradictions within its DCC: the codes of metrology-verify check.
const partsOfCatalog = ["Type", "Pages", "Lang", "ViewerPreferences", "Metadata", "OutputIntents", "MarkInfo", "StructTreeRoot", "Outlines", "Names", "AF", "AcroForm", "DSS", "Version", "Extensions"];
const partsOfPage = ["Type", "Parent", "MediaBox", "Resources", "Contents", "StructParents", "Tabs", "Annots"];
const actionParts = ["OpenAction", "AA", "A", "JavaScript", "URI"];
const mostPages = 20000;

async function checkParts(pdf, catalog, { good, broken }) {
  const found = [];
  const keys = (dictionary, known, page) => {
    for (const key of dictionary?.keys() ?? [])
      if (!known.includes(key)) found.push([actionParts.includes(key) ? "file.action" : ["OCProperties", "Properties"].includes(key) ? "file.layer" : "file.unknown-part", key, page]);
  };
  keys(catalog, partsOfCatalog, 0);
  keys(await pdf.dictionary(catalog.get("Names")), ["EmbeddedFiles"], 0);
  const form = await pdf.dictionary(catalog.get("AcroForm"));
  keys(form, ["Fields", "SigFlags"], 0);
  for (const value of await pdf.items(form?.get("Fields"))) {
    const field = await pdf.dictionary(value);
    if ((await pdf.get(field?.get("FT")))?.name !== "Sig" || field.has("Kids")) found.push(["file.form-field", (await pdf.text(field?.get("T"))) ?? "—", 0]);
  }
  let number = 0;
  for (const page of await pagesOf(pdf, catalog)) {
    number++;
    keys(page, partsOfPage, number);
    keys(await pdf.dictionary(page.get("Resources")), ["Font", "XObject", "ProcSet"], number);
    for (const value of await pdf.items(page.get("Annots"))) if (!(await isSignatureWithoutArea(pdf, await pdf.dictionary(value)))) found.push(["page.annotation", (await pdf.get((await pdf.dictionary(value))?.get("Subtype")))?.name ?? "—", number]);
  }
  for (const [code, name, page] of found.slice(0, 5)) broken(code, both(`${page ? `第 ${page} 页` : "文件"}含有证书里没有的部分：${name}。`, `${page ? `Page ${page}` : "The file"} has a part that no certificate has: ${name}.`));
  if (found.length === 0) good(both("文件没有批注、动作、脚本、图层和签名以外的表单域。", "The file has no annotations, actions, scripts, layers, or fields but signatures."));
}

async function pagesOf(pdf, catalog) {
  const pages = [];
  const visited = new Set();
  const pending = [catalog.get("Pages")];
  while (pending.length > 0) {
    const value = pending.shift();
    if (value?.ref !== undefined && visited.has(value.ref)) throw unreadable("the page tree holds a page twice");
    if (value?.ref !== undefined) visited.add(value.ref);
    const node = await pdf.dictionary(value);
    const type = (await pdf.get(node?.get("Type")))?.name;
    if (type === "Page") pages.push(node);
    else if (type === "Pages") pending.push(...(await pdf.items(node.get("Kids"))));
    else throw unreadable("the page tree has a node that is neither page nor tree");
    if (pages.length > mostPages) throw unreadable("too many pages");
  }
  return pages;
}

/** The one annotation that is made here. */
async function isSignatureWithoutArea(pdf, annotation) {
  if (!annotation || annotation.has("AP") || annotation.has("A") || annotation.has("AA")) return false;
  const [left, bottom, right, top] = await Promise.all((await pdf.items(annotation.get("Rect"))).map((corner) => pdf.get(corner)));
  return (await pdf.get(annotation.get("Subtype")))?.name === "Widget" && (await pdf.get(annotation.get("FT")))?.name === "Sig" && left === right && bottom === top;
}

/** Dates in their order, one main signer, a person for each role, the address of the check page by number and code. */
function checkContradictions(document, { good, broken }) {
  const root = document.documentElement;
  const administration = at(root, "administrativeData");
  const core = at(administration, "coreData");
  const plain = (parent, name) => at(parent, name)?.textContent.trim() ?? "";
  const [began, ended, issued] = ["beginPerformanceDate", "endPerformanceDate", "issueDate"].map((name) => plain(core, name));
  const statements = all(at(administration, "statements"), space.dcc, "statement");
  const until = plain(statements.find((one) => one.getAttribute("id") === "validUntil") ?? null, "date");
  const wrong = [];
  if (began !== ended) wrong.push(["dcc.not-shown", "beginPerformanceDate", began]);
  if (issued && issued < ended) wrong.push(["lint.issue-before-work", "issueDate", issued]);
  if (until && until < issued) wrong.push(["lint.validity-before-issue", "validUntil", until]);
  const persons = all(at(administration, "respPersons"), space.dcc, "respPerson");
  for (const person of persons) if ((plain(person, "mainSigner") === "true") !== plain(person, "role").includes("Approver")) wrong.push(["dcc.not-shown", "mainSigner", plain(person, "role")]);
  const check = [...(at(root, "comment")?.children ?? [])].find((element) => element.localName === "check");
  const [path, query] = (check?.getAttribute("address") ?? "").split("?");
  if (path && (lastOf(path) !== plain(core, "uniqueIdentifier") || (check.getAttribute("code") && query !== `code=${check.getAttribute("code")}`))) wrong.push(["qr.other-certificate", "address", path]);
  for (const [code, where, said] of wrong) broken(code, both(`DCC 自相矛盾：${where}（${said}）。`, `The DCC contradicts itself: ${where} (${said}).`));
  if (wrong.length === 0) good(both("DCC 的日期、签字角色和核查地址互不矛盾。", "Dates, roles of signatories and address of the check page of the DCC agree with each other."));
}

function lastOf(path) {
  try {
    return decodeURIComponent(path.split("/").at(-1));
  } catch {
    return "";
  }
}
