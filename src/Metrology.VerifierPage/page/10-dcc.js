// What a digital certificate says: its head, and every number of its results and conditions, as the file has them.
const at = (parent, name) => one(parent, space.dcc, name);
const listOf = (element) => element?.textContent.trim().split(/\s+/) ?? [];

/** A text in both languages; what has no language holds for both. */
function textOf(parent, name) {
  const contents = all(at(parent, name), space.dcc, "content").map((content) => [content.getAttribute("lang"), content.textContent.trim()]);
  const find = (code) => contents.find(([language]) => language === code)?.[1];
  const other = find("en") ?? contents[0]?.[1] ?? "";
  return both(find("zh") ?? other, other);
}

function dccOf(document) {
  const root = document.documentElement;
  if (root.namespaceURI !== space.dcc || root.localName !== "digitalCalibrationCertificate") throw new Wrong("dcc.not-dcc", "附件不是数字校准证书（DCC）。", "The attachment is no digital certificate (DCC).");
  const administration = at(root, "administrativeData");
  const core = at(administration, "coreData");
  const plain = (parent, name) => at(parent, name)?.textContent.trim() ?? "";
  const item = at(at(administration, "items"), "item");
  const statements = all(at(administration, "statements"), space.dcc, "statement");
  const values = [];
  for (const result of all(at(root, "measurementResults"), space.dcc, "measurementResult")) {
    circumstances(result, values);
    for (const part of all(at(result, "results"), space.dcc, "result")) dataOf(at(part, "data"), [textOf(part, "name")], values);
  }
  return {
    number: plain(core, "uniqueIdentifier"),
    head: [
      [both("证书编号", "Certificate No."), plain(core, "uniqueIdentifier")],
      [both("机构", "Laboratory"), textOf(at(at(administration, "calibrationLaboratory"), "contact"), "name")],
      [both("客户", "Customer"), textOf(at(administration, "customer"), "name")],
      [both("器具", "Instrument"), textOf(item, "name")],
      [both("型号", "Model"), plain(item, "model")],
      [both("编号", "Identification"), all(at(item, "identifications"), space.dcc, "identification").map((id) => plain(id, "value")).join(", ")],
      [both("工作日期", "Date of the work"), plain(core, "endPerformanceDate")],
      [both("签发日期", "Date of issue"), plain(core, "issueDate")],
      ...statements.map((statement) => [textOf(statement, "name"), textOf(statement, "declaration").en || plain(statement, "date") || plain(statement, "conformity") ? both(...["zh", "en"].map((language) => textOf(statement, "declaration")[language] || plain(statement, "date") || plain(statement, "conformity"))) : ""]),
    ],
    marks: statements.filter((statement) => statement.getAttribute("id")?.startsWith("watermark-")).map((statement) => textOf(statement, "name")),
    values,
  };
}

function circumstances(owner, values) {
  for (const condition of all(at(owner, "influenceConditions"), space.dcc, "influenceCondition")) dataOf(at(condition, "data"), [textOf(condition, "name")], values);
}

function dataOf(owner, within, values) {
  for (const quantity of all(owner, space.dcc, "quantity")) {
    quantities(quantity, [...within, textOf(quantity, "name")], values);
    circumstances(quantity, values);
  }
  for (const list of all(owner, space.dcc, "list")) {
    circumstances(list, values);
    dataOf(list, [...within, textOf(list, "name")], values);
  }
}

function quantities(parent, within, values) {
  const si = (owner, name) => one(owner, space.si, name);
  for (const element of [...parent.children].filter((child) => child.namespaceURI === space.si)) {
    if (["real", "constant"].includes(element.localName)) {
      const any = si(element, "measurementUncertaintyUnivariate") ?? element;
      const expanded = si(any, "expandedMU") ?? si(element, "expandedUnc");
      const said = (owner, name) => si(owner, name)?.textContent.trim() ?? "";
      values.push({
        within, id: said(element, "label"), value: said(element, "value"), unit: said(element, "unit"),
        expanded: said(expanded, "valueExpandedMU") || said(expanded, "uncertainty"), factor: said(expanded, "coverageFactor"), standard: said(si(any, "standardMU"), "valueStandardMU"),
      });
    } else if (element.localName === "realListXMLList") {
      const all = listOf(si(element, "valueXMLList"));
      const any = si(element, "measurementUncertaintyUnivariateXMLList");
      const expanded = si(any, "expandedMUXMLList") ?? si(element, "expandedUncXMLList");
      const many = (owner, name) => {
        const list = si(owner, name) ? listOf(si(owner, name)) : [""];
        return all.map((_, i) => (list.length === 1 ? list[0] : list[i] ?? ""));
      };
      const columns = [many(element, "labelXMLList"), many(element, "unitXMLList"), si(expanded, "valueExpandedMUXMLList") ? many(expanded, "valueExpandedMUXMLList") : many(expanded, "uncertaintyXMLList"), many(expanded, "coverageFactorXMLList"), many(si(any, "standardMUXMLList"), "valueStandardMUXMLList")];
      all.forEach((value, i) => values.push({ within, value, id: columns[0][i], unit: columns[1][i], expanded: columns[2][i], factor: columns[3][i], standard: columns[4][i] }));
    } else if (["list", "hybrid", "realList"].includes(element.localName)) quantities(element, within, values);
    else if (element.localName.startsWith("complex")) values.push({ within, id: "", value: element.textContent.trim(), unit: "", expanded: "", factor: "", standard: "" });
  }
}
