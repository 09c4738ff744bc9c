// Digital certificate (DCC 3.2 and 3.3) → what it says, as the file has it; refused with the codes of metrology-verify.
const own = "urn:metrology:dcc:1";
const decimal = /^[-+]?(?:[0-9]*\.[0-9]+|[0-9]+\.?)(?:[Ee][-+]?[0-9]+)?$/;
const missing = "NaN";
const at = (parent, ...path) => path.reduce((element, name) => one(element, space.dcc, name), parent);
const dccs = (parent, name) => all(parent, space.dcc, name);
const si = (parent, name) => one(parent, space.si, name);
const said = (element) => element?.textContent.trim() || null;
const plain = (parent, name) => said(at(parent, name));
const listOf = (text) => (text ?? "").trim().split(/\s+/).filter(Boolean);
const attributeOrNull = (element, name) => (element.hasAttribute(name) ? element.getAttribute(name) : null);
const day = /^\d{4}-\d\d-\d\d$/;

/** Contents of a text, each with its language or null. */
const textOf = (parent, name) => dccs(at(parent, name), "content").map((content) => [attributeOrNull(content, "lang"), content.textContent.trim()]).filter(([, text]) => text);
const inLanguage = (text, language) => text?.find(([code]) => code === language)?.[1] ?? text?.find(([code]) => code === "en")?.[1] ?? text?.[0]?.[1] ?? "";
const inBoth = (text) => both(inLanguage(text, "zh"), inLanguage(text, "en"));

class Reading {
  problem = null;
  dcc = { methods: [], equipment: [], conditions: [], values: [], conformities: [] };

  static read(document) {
    const root = document.documentElement;
    if (root.namespaceURI !== space.dcc || root.localName !== "digitalCalibrationCertificate") throw new Wrong("dcc.not-a-dcc", "附件不是数字校准证书（DCC）。", "The attachment is no digital certificate (DCC).");
    if (!/^3\.[23]\.[0-9]{1,3}(-[0-9A-Za-z.]{1,20})?$/.test(root.getAttribute("schemaVersion") ?? "")) throw new Wrong("dcc.version", "不支持这个 DCC 版本。", "This version of the DCC is not supported.");
    const reading = new Reading();
    const dcc = reading.certificate(root);
    if (reading.problem) throw reading.problem;
    return dcc;
  }

  refuse(code, element) {
    this.problem ??= new Wrong(`dcc.${code}`, `数字校准证书的「${element}」缺失或不可读。`, `“${element}” of the digital certificate is missing or cannot be read.`);
  }

  required(value, name) {
    if (value === null || value?.length === 0) this.refuse("missing", name);
    return value;
  }

  certificate(root) {
    const administration = this.required(at(root, "administrativeData"), "administrativeData");
    const core = this.required(at(administration, "coreData"), "coreData");
    for (const ring of dccs(root, "measurementResults")) {
      this.circumstances(ring);
      for (const result of dccs(ring, "measurementResult")) {
        this.circumstances(result);
        for (const part of dccs(at(result, "results"), "result")) this.data(at(part, "data"), [textOf(result, "name"), textOf(part, "name")], this.dcc.values, null);
      }
    }
    this.required(at(root, "measurementResults", "measurementResult"), "measurementResult");
    const contact = at(administration, "calibrationLaboratory", "contact");
    const comment = at(root, "comment");
    const [check, paper] = [one(comment, own, "check"), one(comment, own, "paper")];
    const succession = at(core, "reportAmendedSubstituted");
    Object.assign(this.dcc, {
      number: this.required(plain(core, "uniqueIdentifier"), "uniqueIdentifier"),
      software: dccs(at(administration, "dccSoftware"), "software").map((element) => ({ name: textOf(element, "name"), release: plain(element, "release") ?? "" })),
      laboratory: this.required(textOf(contact, "name"), "calibrationLaboratory"), laboratoryAddress: textOf(at(contact, "location"), "further"), telephone: plain(contact, "phone") ?? "",
      customer: this.required(textOf(at(administration, "customer"), "name"), "customer"), customerAddress: textOf(at(administration, "customer", "location"), "further"),
      items: this.required(dccs(at(administration, "items"), "item").map((element) => this.item(element)), "item"),
      received: this.date(core, "receiptDate"), began: this.date(core, "beginPerformanceDate", true), ended: this.date(core, "endPerformanceDate", true), issued: this.date(core, "issueDate"),
      replaces: succession && { number: plain(succession, "replacedUniqueIdentifier") ?? "" },
      persons: dccs(at(administration, "respPersons"), "respPerson").map((element) => ({ name: textOf(at(element, "person"), "name"), role: plain(element, "role") })),
      statements: dccs(at(administration, "statements"), "statement").map((element) => ({
        id: attributeOrNull(element, "id"), name: textOf(element, "name"), declaration: textOf(element, "declaration"), date: this.date(element, "date"), conformity: plain(element, "conformity"),
      })),
      check: check && { address: check.getAttribute("address") ?? "", code: check.getAttribute("code") ?? "" },
      paper: paper && paperOf(paper),
      results: dccs(at(root, "measurementResults", "measurementResult", "results"), "result").map(ownResult),
    });
    this.dcc.validUntil = statementOf(this.dcc, "validUntil")?.date ?? null;
    return this.dcc;
  }

  item(element) {
    const identifications = identificationsOf(element);
    const manufacturer = at(element, "manufacturer");
    return { name: textOf(element, "name"), manufacturer: (manufacturer && textOf(manufacturer, "name")[0]?.[1]) ?? "", model: plain(element, "model") ?? "", serial: identifications.find((id) => id.issuer === "manufacturer")?.value ?? "" };
  }

  date(parent, name, isRequired = false) {
    const element = at(parent, name);
    if (!element) return isRequired ? this.required(null, name) : null;
    const text = said(element) ?? "";
    const found = /^(\d{4}-\d\d-\d\d)(?:Z|[-+]\d\d:\d\d)?$/.exec(text)?.[1];
    if (found && !Number.isNaN(Date.parse(found)) && new Date(found).toISOString().startsWith(found)) return found;
    this.refuse("date", name);
    return null;
  }

  circumstances(owner) {
    const { dcc } = this;
    for (const element of dccs(at(owner, "usedMethods"), "usedMethod"))
      dcc.methods.push({
        id: attributeOrNull(element, "id"), name: textOf(element, "name"), description: textOf(element, "description"), norms: dccs(element, "norm").map((norm) => norm.textContent.trim()),
        references: dccs(element, "reference").map((reference) => reference.textContent.trim()),
      });
    for (const element of dccs(at(owner, "measuringEquipments"), "measuringEquipment"))
      dcc.equipment.push({
        name: textOf(element, "name"), model: plain(element, "model") ?? "", identification: identificationsOf(element)[0]?.value ?? "", certificate: certificateIn(at(element, "certificate")),
        isStandard: attributeOrNull(element, "refType") === product.standard, description: textOf(element, "description"),
      });
    for (const element of dccs(at(owner, "influenceConditions"), "influenceCondition")) this.data(at(element, "data"), [textOf(element, "name")], dcc.conditions, attributeOrNull(element, "refType"));
    for (const element of dccs(at(owner, "measurementMetaData"), "metaData")) this.conformity(element);
  }

  data(owner, within, into, refType) {
    for (const quantity of dccs(owner, "quantity")) {
      this.quantity(quantity, within, refType, into);
      this.circumstances(quantity);
      if (into.length > 200_000) return this.refuse("too-many-values", "measurementResults");
    }
    for (const list of dccs(owner, "list")) {
      const name = textOf(list, "name");
      this.circumstances(list);
      this.data(list, name.length > 0 ? [...within, name] : within, into, refType);
    }
  }

  conformity(element) {
    const [name, declaration] = [textOf(element, "name"), textOf(element, "declaration")];
    const references = dccs(element, "reference").map((reference) => reference.textContent.trim());
    const add = (reference, status) => {
      if (!["pass", "fail", "conditionalPass", "conditionalFail", "noPass", "noFail"].includes(status)) this.refuse("conformity", "conformity");
      this.dcc.conformities.push({ reference: reference ?? null, name, status, declaration });
    };
    const [single, list] = [plain(element, "conformity"), plain(element, "conformityXMLList")];
    if (single !== null) add(references[0], single);
    const statuses = listOf(list);
    if (list !== null && references.length > 0 && references.length !== statuses.length) this.refuse("list-length", "conformityXMLList");
    statuses.forEach((status, i) => add(references[i], status));
  }

  quantity(quantity, within, refType, into) {
    const nonSi = dccs(at(quantity, "measurementMetaData"), "metaData").map((meta) => plain(meta, "nonSIUnit")).find((unit) => unit !== null) ?? null;
    const frame = { name: textOf(quantity, "name"), within, refType: attributeOrNull(quantity, "refType") ?? refType, nonSi };
    const elements = (parent) => {
      for (const element of [...parent.children].filter((child) => child.namespaceURI === space.si)) {
        if (element.localName === "real" || element.localName === "constant") this.real(element, frame, into);
        else if (element.localName === "realListXMLList") this.list(element, frame, into);
        else if (["list", "hybrid", "realList"].includes(element.localName)) elements(element);
      }
    };
    elements(quantity);
  }

  number(parent, name) {
    const text = said(si(parent, name));
    if (text === null) this.refuse("missing", name);
    else if (text !== missing && !decimal.test(text)) this.refuse("number", name);
    return text ?? missing;
  }

  real(element, frame, into) {
    const value = { ...frame, label: said(si(element, "label")), digits: this.number(element, "value"), unit: this.required(said(si(element, "unit")), "unit") ?? "", uncertainty: null };
    const any = si(element, "measurementUncertaintyUnivariate") ?? element;
    const [expanded, interval] = [si(any, "expandedMU") ?? si(element, "expandedUnc"), si(any, "coverageIntervalMU") ?? si(element, "coverageInterval")];
    const standard = si(any, "standardMU") ?? (si(element, "valueStandardMU") && element);
    if (expanded) value.uncertainty = { digits: this.number(expanded, si(expanded, "valueExpandedMU") ? "valueExpandedMU" : "uncertainty"), factor: this.number(expanded, "coverageFactor"), probability: this.number(expanded, "coverageProbability") };
    else if (interval) value.uncertainty = { digits: this.number(interval, si(interval, "valueStandardMU") ? "valueStandardMU" : "standardUnc"), factor: null, probability: this.number(interval, "coverageProbability") };
    else if (standard) value.uncertainty = { digits: this.number(standard, "valueStandardMU"), factor: null, probability: null };
    into.push(value);
  }

  list(element, frame, into) {
    const values = listOf(said(si(element, "valueXMLList")));
    if (values.length === 0) this.refuse("missing", "valueXMLList");
    const many = (parent, name, isNumber = true) => {
      const found = parent && si(parent, name);
      if (!found) return null;
      const texts = listOf(found.textContent);
      if (isNumber && texts.some((text) => text !== missing && !decimal.test(text))) this.refuse("number", name);
      if (texts.length === values.length) return texts;
      if (texts.length !== 1) this.refuse("list-length", name);
      return values.map(() => texts[0] ?? "");
    };
    const [labels, units] = [many(element, "labelXMLList", false), this.required(many(element, "unitXMLList", false), "unitXMLList")];
    const any = si(element, "measurementUncertaintyUnivariateXMLList");
    const expanded = (any && si(any, "expandedMUXMLList")) ?? si(element, "expandedUncXMLList");
    const u = many(expanded, expanded && si(expanded, "valueExpandedMUXMLList") ? "valueExpandedMUXMLList" : "uncertaintyXMLList");
    const [k, p] = [many(expanded, "coverageFactorXMLList"), many(expanded, "coverageProbabilityXMLList")];
    const standard = many(any && si(any, "standardMUXMLList"), "valueStandardMUXMLList");
    values.forEach((digits, i) => {
      if (digits !== missing && !decimal.test(digits)) this.refuse("number", "valueXMLList");
      const uncertainty = u && u[i] !== missing ? { digits: u[i], factor: k?.[i] ?? null, probability: p?.[i] ?? null } : standard && standard[i] !== missing ? { digits: standard[i], factor: null, probability: null } : null;
      into.push({ ...frame, label: labels?.[i] ?? null, digits, unit: this.required(units?.[i] ?? "", "unit"), uncertainty });
    });
  }
}

const identificationsOf = (parent) => dccs(at(parent, "identifications"), "identification").map((element) => ({ issuer: plain(element, "issuer") ?? "", value: plain(element, "value") ?? "" }));
const statementOf = (dcc, id) => dcc.statements.find((statement) => statement.id === id) ?? null;
const numbered = (dcc, prefix) => dcc.statements.filter((statement) => statement.id?.startsWith(prefix));

function certificateIn(element) {
  if (!element) return null;
  const [hash, valid] = [plain(element, "value"), plain(element, "inValidityRange")];
  return { issuer: textOf(element, "referral"), number: plain(element, "referralID") ?? "", digest: hash === product.noDigest ? null : hash, wasValid: valid === null ? null : valid === "true" || valid === "1", description: textOf(element, "description") };
}

function paperOf(element) {
  const languages = { zh: ["zh"], en: ["en"], "zh en": ["zh", "en"], "en zh": ["en", "zh"] }[element.getAttribute("languages")] ?? [];
  const [edition, hasPlots] = [element.getAttribute("edition") ?? "", element.hasAttribute("plots")];
  return { edition, hasPlots, languages, isKnown: edition === product.edition && languages.length > 0 };
}

/** The results of one item with their order and names: answers, judged errors, single measurements. */
function ownResult(element) {
  const data = at(element, "data");
  const columns = (list) => dccs(list, "quantity").map((quantity) => {
    const values = [];
    new Reading().quantity(quantity, [], null, values);
    return { name: textOf(quantity, "name"), refType: attributeOrNull(quantity, "refType"), values };
  });
  const lists = dccs(data, "list").map((list) => ({ list, columns: columns(list) }));
  const judged = lists.find(({ columns: [first] }) => first?.values[0]?.label?.split("/").length === 3);
  const readings = lists.find((list) => list !== judged)?.columns ?? [];
  const checks = dccs(data, "quantity").map((quantity) => {
    const meta = at(quantity, "measurementMetaData", "metaData");
    return { name: textOf(quantity, "name"), id: plain(meta, "reference"), status: plain(meta, "conformity") };
  });
  const results = judged?.columns ?? [];
  const ids = [...results, ...readings].flatMap((column) => column.values).map((value) => value.label).concat(checks.map((check) => check.id));
  return {
    name: textOf(element, "name"), text: textOf(data, "text"), checks, results, readings, points: judged ? textOf(judged.list, "description") : [],
    item: (ids.find((id) => id !== null) ?? "").split("/")[0], pointIds: (results[0]?.values ?? []).map((value) => (value.label ?? "").split("/")[1] ?? ""),
  };
}

/** What the page shows of it: the head, and every number with U and k. */
function viewOf(dcc) {
  const [item] = dcc.items;
  return {
    head: [
      [both("证书编号", "Certificate No."), dcc.number],
      [both("机构", "Laboratory"), inBoth(dcc.laboratory)],
      [both("客户", "Customer"), inBoth(dcc.customer)],
      [both("器具", "Instrument"), inBoth(item.name)],
      [both("型号", "Model"), item.model],
      [both("编号", "Identification"), item.serial],
      [both("工作日期", "Date of the work"), dcc.ended],
      [both("签发日期", "Date of issue"), dcc.issued ?? ""],
      ...dcc.statements.map(({ name, declaration, date, conformity }) => [inBoth(name), declaration.length > 0 ? inBoth(declaration) : date ?? conformity ?? ""]),
    ],
    marks: numbered(dcc, "watermark-").map((statement) => inBoth(statement.name)),
    values: [...dcc.conditions, ...dcc.values].map(({ within, name, label, digits, unit, uncertainty }) => ({
      within: [...within, name].map(inBoth), id: label ?? "", value: digits, unit, expanded: uncertainty?.factor === null ? "" : uncertainty?.digits ?? "", standard: uncertainty?.factor === null ? uncertainty.digits : "", factor: uncertainty?.factor ?? "",
    })),
  };
}
