// The digital certificate of a computed run and its particulars, written as the program writes it, byte for byte (Dcc/Writing, Core/Certificates/DataComposer and ItemValues), and the
// first place where another file says something else (Dcc/Xml/XmlDifferences, Dcc/Rebuilding/RebuiltDcc).
/** A fact that no digital certificate can say: one is not written then. */
class NoDcc extends Error {}

const sameText = (text) => both(text, text);
const xmlNode = (name, attributes, ...children) => ({ name, attributes: Object.entries(attributes ?? {}).filter(([, value]) => value !== null && value !== undefined), children: children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false) });
const dccNode = (name, attributes, ...children) => xmlNode(`dcc:${name}`, attributes, ...children);
const siText = (name, text) => xmlNode(`si:${name}`, null, written(text));

function written(text) {
  if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text)) throw new NoDcc("a control character that XML does not allow");
  return text;
}

/** None when the text is blank. */
const textNode = (name, text) => (text !== null && text !== undefined && trimmed(text) ? dccNode(name, null, written(trimmed(text))) : null);
const contentNode = (lang, text) => dccNode("content", { lang }, written(trimmed(text) || dash));
const wordsNode = (name, text, attributes = null) => dccNode(name, attributes, contentNode("zh", text.zh), contentNode("en", text.en));

/** Blanks between elements, as XmlWriter indents; an element of text stays in its line. */
function xmlText({ name, attributes, children }, depth = 0) {
  const head = `${" ".repeat(depth)}<${name}${attributes.map(([key, value]) => ` ${key}="${escapedValue(value).replaceAll(">", "&gt;")}"`).join("")}`;
  if (children.length === 0 || children[0] === "") return `${head} />`;
  if (typeof children[0] === "string") return `${head}>${escapedText(children[0])}</${name}>`;
  return `${head}>\n${children.map((child) => xmlText(child, depth + 1)).join("\n")}\n${" ".repeat(depth)}</${name}>`;
}

const refTypes = {
  conformity: "basic_conformity", serial: "basic_serialNumber", certificate: "metrology_certificateNumber", setting: "basic_nominalValue", indication: "basic_measuredValue", reference: "basic_referenceValue",
  derived: "metrology_derivedValue", error: "basic_measurementError", mean: "basic_measurementError metrology_mean", rounded: "metrology_roundedError", lower: "metrology_permissibleErrorLower", upper: "metrology_permissibleErrorUpper",
};

const ownDefinitions = [
  [refTypes.certificate, "证书编号", "certificate number"], [product.standard, "计量标准", "measurement standard, a facility as a whole"], ["metrology_mean", "算术平均值", "arithmetic mean of the repeats"],
  [refTypes.rounded, "按 GB/T 8170 修约后的误差", "error rounded once by GB/T 8170"], [refTypes.lower, "最大允许误差下限", "lower limit of the permissible error"], [refTypes.upper, "最大允许误差上限", "upper limit of the permissible error"],
  [refTypes.derived, "中间计算量", "intermediate result"],
];

const purposeWords = {
  verification: { name: both("检定结果", "Verification results"), results: both("检定结果", "Results"), point: "检定点", place: both("检定地点", "Place") },
  calibration: { name: both("校准结果", "Calibration results"), results: both("校准结果", "Calibration results"), point: "校准点", place: both("校准地点", "Place") },
  test: { name: both("检测结果", "Test results"), results: both("检测结果", "Test results"), point: "检测点", place: both("检测地点", "Place") },
};

const serialNumberWords = both("出厂编号", "Serial No.");
/** In the words of the schema; null for one that decides nothing. */
const statusOf = (verdict) => ({ pass: "pass", "conditional-pass": "conditionalPass", fail: "fail" })[verdict] ?? null;
const verdictWords = (verdict) => product.verdicts[statusOf(verdict) ?? verdict] ?? product.verdicts.none;

class DccWriter {
  constructor(paper) {
    this.paper = paper;
    Object.assign(this, { said: paper.said, procedure: paper.procedure, evaluation: paper.evaluation, isByMethod: paper.isByMethod, words: purposeWords[paper.purpose] });
    const languages = this.said.template?.content.languages;
    this.languages = languages === "bilingual" ? ["zh", "en"] : [languages ?? this.said.language];
    this.items = this.evaluation.items.map((item) => paper.itemData(item));
  }

  /** The file as text. */
  write() {
    const { said, languages } = this;
    const root = dccNode("digitalCalibrationCertificate", { "xmlns:dcc": space.dcc, "xmlns:si": space.si, schemaVersion: "3.3.0" }, this.administration(), this.measurement(),
      dccNode("comment", null,
        xmlNode("m:check", { address: written(said.checkAddress), code: written(said.checkCode), "xmlns:m": own }),
        xmlNode("m:paper", { edition: product.edition, languages: languages.join(" "), plots: this.paper.hasPlots ? "true" : null, "xmlns:m": own })));
    return `<?xml version="1.0" encoding="utf-8"?>\n${xmlText(root)}\n`;
  }

  /** What somebody stated, in the languages of the paper; a second language says only what differs. */
  fact(name, text) {
    const said = this.languages.map((language) => [language, trimmed(text[language]) || dash]);
    return dccNode(name, null, said.filter(([, one], i) => said.findIndex(([, other]) => other === one) === i).map(([language, one]) => contentNode(language, one)));
  }

  optionalFact(name, text) {
    return this.languages.some((language) => trimmed(text[language])) ? this.fact(name, text) : null;
  }

  location(address) {
    return dccNode("location", null, textNode("countryCode", "CN"), this.optionalFact("further", address));
  }

  software() {
    const text = this.said.software;
    const last = trimmed(text).lastIndexOf(" ");
    const [name, release] = last < 0 ? [text, "unknown"] : [trimmed(text).slice(0, last), trimmed(text).slice(last + 1)];
    return dccNode("software", null, this.fact("name", sameText(name)), textNode("release", release), textNode("type", "application"));
  }

  identification(issuer, value, name, refType) {
    return trimmed(value) ? dccNode("identification", { refType }, textNode("issuer", issuer), textNode("value", value), wordsNode("name", name)) : null;
  }

  administration() {
    const { said } = this;
    const { item, institution, customer } = said;
    const name = said.template?.content.institutionName ?? institution.name;
    return dccNode("administrativeData", null,
      dccNode("dccSoftware", null, this.software()),
      dccNode("refTypeDefinitions", null, ownDefinitions.map(([refType, zh, en]) => dccNode("refTypeDefinition", null, wordsNode("name", both(zh, en)), textNode("namespace", "metrology"), textNode("link", own), textNode("value", refType)))),
      this.core(),
      dccNode("items", null, dccNode("item", null, this.fact("name", item.name), trimmed(item.manufacturer) ? dccNode("manufacturer", null, this.fact("name", sameText(item.manufacturer))) : null, textNode("model", item.model),
        dccNode("identifications", null, trimmed(item.serialNumber) ? this.identification("manufacturer", item.serialNumber, serialNumberWords, refTypes.serial)
          : this.identification("calibrationLaboratory", said.number, both("证书编号（无出厂编号）", "Certificate No. (no serial number)"), refTypes.certificate)))),
      dccNode("calibrationLaboratory", null, dccNode("contact", null, wordsNode("name", name), textNode("phone", institution.telephone), this.location(institution.address))),
      dccNode("respPersons", null, said.signatures.map((one) => dccNode("respPerson", null, dccNode("person", null, this.fact("name", sameText(one.name))), textNode("role", product.roles[`signatures/${one.role}`]), textNode("mainSigner", String(one.role === "approver"))))),
      dccNode("customer", null, this.fact("name", sameText(customer.name)), this.location(sameText(customer.address))),
      dccNode("statements", null, this.statements()));
  }

  core() {
    const { said, languages } = this;
    return dccNode("coreData", null, textNode("countryCodeISO3166_1", "CN"), textNode("usedLangCodeISO639_1", "zh"), textNode("usedLangCodeISO639_1", "en"), textNode("mandatoryLangCodeISO639_1", languages[0]),
      textNode("uniqueIdentifier", said.number), textNode("receiptDate", said.calibration?.receivedOn), textNode("beginPerformanceDate", said.workDate), textNode("endPerformanceDate", said.workDate),
      textNode("performanceLocation", "other"), textNode("issueDate", said.issuedOn),
      said.replaces ? dccNode("reportAmendedSubstituted", null, textNode("typeOfChange", "substituted"), textNode("replacedUniqueIdentifier", said.replaces.number)) : null);
  }

  statements() {
    const { said, paper, isByMethod } = this;
    const statement = (id, name, content = null, refType = null) => dccNode("statement", { id, refType }, wordsNode("name", name), content);
    const declared = (id, name, text) => (text ? statement(id, name, this.fact("declaration", text)) : null);
    const title = product.kinds.find((kind) => kind.title.en === paper.titleEn).title;
    const validUntil = paper.validUntil();
    const unconfirmed = isByMethod ? both("未经对照规范文本确认", "Not confirmed against the text of the method") : both("未经对照规程文本确认", "Not confirmed against the text of the regulation");
    const { terms } = paper;
    return [
      statement("documentKind", title, [paper.statesConformity ? this.fact("declaration", paper.conclusion()) : null, isByMethod ? null : textNode("conformity", paper.isPassed ? "pass" : "fail")], isByMethod ? null : refTypes.conformity),
      validUntil ? statement("validUntil", isByMethod ? both("下次校准日期（按客户要求）", "Next calibration, as the customer asked") : both("有效期至", "Valid until"), textNode("date", validUntil)) : null,
      terms === null ? statement("verificationKind", both("检定类别", "Kind of verification"), wordsNode("declaration", product.verificationKinds[verificationKinds.indexOf(paper.plan.kind)])) : null,
      said.replaces ? declared("replaces", both("替代证书", "Replaces"), sameText(said.replaces.reason)) : null,
      declared("place", this.words.place, said.place),
      declared("authorisation", both("授权说明", "Authorisation"), said.institution.authorisation),
      declared("notVerified", both("未检项目", "Items not verified"), paper.notVerified()),
      declared("ledger", both("签发前的台账", "Ledger before issue"), said.ledger ? paper.ledgerText() : null),
      declared("unjudged", both("未作判定的条件", "Conditions that are not judged"), paper.unjudged()),
      declared("sampling", both("抽样", "Sampling"), paper.sampling()),
      declared("externalResults", both("外部提供者的结果", "Results from external providers"), terms?.externalResults === undefined ? null : sameText(terms.externalResults)),
      this.procedure.layout.notes.map((note, i) => declared(`remark-${i + 1}`, both("说明", "Remark"), note)),
      (said.template?.content.statements ?? []).map((sentence, i) => declared(`template-${i + 1}`, both("机构声明", "Statement of the institution"), sentence)),
      [said.isSimulated && product.marks[0], said.isDemonstration && product.marks[1]].filter(Boolean).map((mark, i) => statement(`watermark-${i + 1}`, mark)),
      paper.unconfirmed().map((one, i) => declared(`unconfirmed-${i + 1}`, unconfirmed, one.text)),
    ];
  }

  measurement() {
    const { said, procedure, items, isByMethod } = this;
    const conditions = this.evaluation.ambient.filter((one) => one.value !== null);
    const isJudged = (item) => item.status !== undefined || item.decision !== null;
    const hasU = items.some((item) => item.results.some((column) => column.uncertainty?.some((one) => one.digits !== null)));
    const hash = procedure.hash;
    return dccNode("measurementResults", null, dccNode("measurementResult", null, wordsNode("name", this.words.name),
      dccNode("usedMethods", null,
        dccNode("usedMethod", { id: "procedure" }, this.fact("name", procedure.title), wordsNode("description", both(`${isByMethod ? "规范" : "规程"}数据：第 ${procedure.revision} 次转录`, `Procedure data: transcription ${procedure.revision}`)),
          textNode("norm", procedure.citation), textNode("reference", `sha256:${hash}`)),
        hasU ? dccNode("usedMethod", { refType: "basic_uncertainty" }, wordsNode("name", both("测量不确定度评定", "Evaluation of measurement uncertainty")), textNode("norm", "JCGM 100:2008")) : null),
      dccNode("usedSoftware", null, this.software()),
      said.standards.length + said.equipment.length > 0 ? dccNode("measuringEquipments", null, said.standards.map((one) => this.standard(one)), said.equipment.map((one) => this.equipment(one))) : null,
      conditions.length > 0 ? dccNode("influenceConditions", null, conditions.map((one) => this.condition(one))) : null,
      dccNode("results", null, items.map((item) => this.result(item))),
      items.some(isJudged) ? dccNode("measurementMetaData", null, items.filter(isJudged).map((item) => dccNode("metaData", { refType: refTypes.conformity },
        this.fact("name", item.title), textNode("reference", item.id), item.decision ? this.fact("declaration", item.decision) : null, textNode("conformity", item.status)))) : null));
  }

  certificate(referral, number, hash, last) {
    const until = last ? dateText(last) : sameText(dash);
    return dccNode("certificate", null, referral, textNode("referralID", number), textNode("procedure", hash === null ? product.noDigest : "SHA-256"), textNode("value", hash ?? product.noDigest),
      wordsNode("description", both(product.phrases.until.zh + until.zh, product.phrases.until.en + until.en)), last ? textNode("inValidityRange", String(last >= this.said.workDate)) : null);
  }

  standard(one) {
    return dccNode("measuringEquipment", { refType: product.standard }, this.fact("name", one.name), this.fact("description", sameText(`${one.range}${product.afterRange}${one.uncertainty}`)),
      trimmed(one.certificate) ? this.certificate(wordsNode("referral", both("计量标准考核证书", "Assessment certificate of the measurement standard")), one.certificate, null, one.validUntil) : null,
      trimmed(one.publicCertificate) ? dccNode("identifications", null, this.identification("other", one.publicCertificate, both("社会公用计量标准证书编号", "Public standard certificate"), refTypes.certificate)) : null);
  }

  equipment(one) {
    return dccNode("measuringEquipment", null, this.fact("name", one.name), this.optionalFact("description", sameText(one.uncertainty)),
      trimmed(one.certificate) ? this.certificate(this.fact("referral", sameText(one.issuer)), one.certificate, one.hash, one.validUntil) : null, textNode("model", one.model),
      trimmed(one.serialNumber) ? dccNode("identifications", null, this.identification("manufacturer", one.serialNumber, serialNumberWords, refTypes.serial)) : null);
  }

  condition(ambient) {
    const measurand = this.procedure.environment.find((one) => one.id === lastPart(ambient.id))?.measurand;
    const refType = { "environment.temperature": product.refTypes.temperature, "environment.relative-humidity": product.refTypes.humidity }[measurand] ?? null;
    const [notation, nonSi] = unitOfNumber(ambient.unit);
    const digits = numberText(ambient.text ?? ambient.value.toString());
    return dccNode("influenceCondition", { refType }, this.fact("name", ambient.label), dccNode("data", null, dccNode("quantity", { refType },
      xmlNode("si:real", null, siText("label", `environment/${ambient.id}`), siText("value", digits), siText("unit", notation)), nonSiNode(nonSi))));
  }

  result(item) {
    return dccNode("result", null, this.fact("name", item.title), dccNode("data", null,
      item.checks.map(({ id, label, conforms }) => dccNode("quantity", null, this.fact("name", label), wordsNode("noQuantity", conforms === null ? product.verdicts.none : product.conforms[conforms ? "pass" : "fail"]),
        conforms === null ? null : metaNode(refTypes.conformity, textNode("reference", id), textNode("conformity", conforms ? "pass" : "fail")))),
      item.results.length > 0 ? this.judged(item) : null,
      item.readings.length > 0 ? dccNode("list", null, wordsNode("name", both("测量数据", "Measurements")), item.readings.map((column) => this.column(column, this.fact("name", column.title)))) : null,
      item.checks.length === 0 && item.results.length === 0 ? wordsNode("text", verdictWords(item.verdict)) : null));
  }

  judged(item) {
    const rows = (language) => item.points.map((label, i) => `${i + 1} ${label[language]}`).join("; ");
    const statuses = item.verdicts.map(({ verdict }) => statusOf(verdict));
    return dccNode("list", null, wordsNode("name", this.words.results), this.fact("description", both(`${this.words.point}：${rows("zh")}`, `Test points: ${rows("en")}`)),
      item.results.map((column) => this.column(column, wordsNode("name", column.title))),
      statuses.length > 0 && !statuses.includes(null) ? metaNode(refTypes.conformity, item.verdicts.map(({ id }) => textNode("reference", id)), textNode("conformityXMLList", statuses.join(" "))) : null);
  }

  column({ refType, numbers, uncertainty }, name) {
    const units = numbers.map(({ unit }) => unitOfNumber(unit));
    const distinct = units.filter(([notation, nonSi], i) => units.findIndex((other) => other[0] === notation && other[1] === nonSi) === i);
    if (distinct.length > 1 && distinct.some(([, nonSi]) => nonSi !== null)) throw new NoDcc("units of the SI with others");
    const list = (texts) => texts.join(" ");
    if (numbers.some(({ id }) => new RegExp(spaces.source).test(id))) throw new NoDcc("a value id with white space");
    const isStated = uncertainty?.some((one) => one.digits !== null);
    return dccNode("quantity", { refType }, name, xmlNode("si:realListXMLList", null,
      siText("labelXMLList", list(numbers.map(({ id }) => id))), siText("valueXMLList", list(numbers.map(({ digits }) => numberText(digits)))),
      siText("unitXMLList", distinct.length === 1 ? distinct[0][0] : list(units.map(([notation]) => notation))),
      isStated ? xmlNode("si:measurementUncertaintyUnivariateXMLList", null, xmlNode("si:expandedMUXMLList", null,
        siText("valueExpandedMUXMLList", list(uncertainty.map(({ digits }) => numberText(digits)))),
        siText("coverageFactorXMLList", list(uncertainty.map((one) => (one.digits === null ? missing : one.factor)))),
        siText("coverageProbabilityXMLList", list(uncertainty.map((one) => (one.digits === null ? missing : one.probability)))))) : null), nonSiNode(distinct[0][1]));
  }
}

const metaNode = (refType, ...children) => dccNode("measurementMetaData", null, dccNode("metaData", { refType }, ...children));
const nonSiNode = (name) => (name === null ? null : metaNode(null, textNode("nonSIDefinition", "Unit of the certificate; currencies by ISO 4217, imp: pulses counted, r: revolutions counted, var: reactive power."), textNode("nonSIUnit", name)));

function unitOfNumber(symbol) {
  const unit = dsiOf(symbol);
  if (!unit[0].startsWith("\\")) throw new NoDcc(`the unit ${symbol} cannot be said in D-SI`);
  return unit;
}

function numberText(digits) {
  if (digits === null) return missing;
  if (!decimal.test(digits)) throw new NoDcc(`${digits} is no decimal number of D-SI`);
  return digits;
}

/** What the dcc.xml of a certificate does not say as it follows from the recomputed results and the particulars. */
async function certificateDifferences(run, evaluation, { name, dccName, dcc, facts }) {
  if (!run || !evaluation) return [];
  if (facts.dcc && (facts.dcc.schema !== "3.3.0" || String(facts.dcc.writer) !== product.edition)) return [{ path: `${name}: dcc`, expected: `3.3.0, edition ${product.edition}`, found: `${facts.dcc.schema}, edition ${facts.dcc.writer}` }];
  const paper = isFinal(run.plan, evaluation, facts.particulars.calibration) ? new ExpectedCertificate(run.plan, evaluation, facts.particulars) : null;
  if (!paper?.isOfCalendar) return [{ path: name, expected: "particulars of a certificate that follows from the results", found: null }];
  let text;
  try {
    if (facts.particulars.signatures.length === 0) throw new NoDcc("nobody has signed");
    text = new DccWriter(paper).write();
  } catch (error) {
    if (!(error instanceof NoDcc)) throw error;
    return dcc ? [{ path: dccName, expected: null, found: error.message }] : [];
  }
  if (!dcc) return [{ path: dccName, expected: "a digital certificate", found: null }];
  return [...(await dccSignatureDifferences(dccName, dcc)), ...writtenDifferences(dccName, bytesOf(text), dcc)];
}

async function dccSignatureDifferences(name, dcc) {
  const differ = (code, text) => [{ path: `${name}: ${code}`, expected: "a signature that holds", found: text }];
  try {
    const { fault } = await xadesOf(xmlOf(dcc));
    return fault && fault !== "missing" ? differ(`signature.${fault}`, fault) : [];
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return differ(error.code, error.text.en);
  }
}

function writtenDifferences(name, expected, kept) {
  const found = unsignedOf(kept);
  if (same(found, expected)) return [];
  try {
    const first = firstXmlDifference(xmlOf(expected).documentElement, xmlOf(found).documentElement, "");
    if (first) return [{ ...first, path: `${name}: ${first.path}` }];
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
  }
  const at = found.findIndex((byte, i) => byte !== expected[i]);
  return [{ path: `${name}: byte ${at < 0 ? found.length : at}`, expected: "the bytes that follow from the record", found: "other bytes" }];
}

/** The file without the one signature element that is its last; the same file where there is none. */
function unsignedOf(file) {
  const text = new TextDecoder("latin1").decode(file);
  const [end, start] = [text.lastIndexOf("</ds:Signature></"), text.lastIndexOf("<ds:Signature ")];
  if (start < 0 || end < start) return file;
  const behind = end + "</ds:Signature>".length;
  try {
    xmlOf(file.subarray(start, behind));
  } catch {
    return file;
  }
  return join(file.subarray(0, start), file.subarray(behind));
}

/** Element by element; blanks between elements and signatures are passed over. */
function firstXmlDifference(expected, found, path) {
  const below = (name) => (path ? `${path}/${name}` : name);
  const attributes = (element) => new Map([...element.attributes].filter((one) => one.namespaceURI !== space.xmlns).map((one) => [one.name, one.value]));
  const [should, does] = [attributes(expected), attributes(found)];
  for (const name of new Set([...should.keys(), ...does.keys()])) if (should.get(name) !== does.get(name)) return { path: below(`@${name}`), expected: should.get(name) ?? null, found: does.get(name) ?? null };
  const isText = (one) => one?.nodeType === Node.TEXT_NODE;
  const nameOf = (one) => one.localName ?? (one.nodeType === Node.PROCESSING_INSTRUCTION_NODE ? one.target : one.nodeName);
  const children = (element) => [...element.childNodes].filter((one) => !(isText(one) && !trimmed(one.data)) && one.namespaceURI !== space.ds);
  const short = (text) => (text.length <= 80 ? text : `${text.slice(0, 80)}…`);
  const saidOf = (one) => (!one ? null : short(trimmed(one.textContent) || one.nodeName));
  const place = (one) => {
    const alike = [...one.parentNode.childNodes].filter((other) => nameOf(other) === nameOf(one) && other.nodeType === one.nodeType);
    return alike.length > 1 ? `[${alike.indexOf(one) + 1}]` : "";
  };
  const [own, other] = [children(expected), children(found)];
  for (let i = 0; i < Math.max(own.length, other.length); i++) {
    const [one, two] = [own[i], other[i]];
    const at = below(`${nameOf(two ?? one)}${place(two ?? one)}`);
    if (one?.nodeType === Node.ELEMENT_NODE && two?.nodeType === Node.ELEMENT_NODE && one.localName === two.localName && one.namespaceURI === two.namespaceURI) {
      const inner = firstXmlDifference(one, two, at);
      if (inner) return inner;
    } else if (!isText(one) || !isText(two) || trimmed(one.data) !== trimmed(two.data)) return { path: isText(one) || isText(two) ? path : at, expected: saidOf(one), found: saidOf(two) };
  }
  return null;
}
