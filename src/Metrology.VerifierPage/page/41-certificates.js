// particulars.json and dcc.xml of a bundle: what record and certificate both say, and every fact and number of the digital certificate from the recomputed evaluation and the
// particulars (Core/Records/CertificateAgreement, Core/Certificates/DataComposer, ItemValues, PointDigits, DecisionWords, CoverPage; Dcc/Checking/RecomputedValues). The XML is not
// written again byte for byte: it is compared fact by fact, and its form with the pattern of its kind.
const particularsFormat = "metrology-particulars/1";
const rolesOf = ["verifier", "checker", "approver"];
const actOf = { verifier: "submit", checker: "check", approver: "approve" };
const dateOrNull = (at, name) => at.requiredOrNull(name)?.asDate() ?? null;
const words2 = (at, name) => at.required(name, (one) => one.object((text) => both(text.anyText("zh"), text.anyText("en"))), both("", ""));

/** As the program, it says of a file of another form only that it is. */
function readParticulars(root) {
  const inner = [];
  const facts = new Cursor(root.value, "", inner).object((at) => ({
    format: at.required("format", (one) => one.asOneOf([particularsFormat]), ""),
    dcc: at.requiredOrNull("dcc")?.object((one) => ({ schema: one.anyText("schema"), writer: one.required("writer", (number) => number.asInteger(-2147483648, 2147483647), 0) })) ?? null,
    pdf: at.anyText("pdf"), particulars: at.required("particulars", (one) => one.object(particularsIn), null),
  }));
  if (inner.length > 0) root.problem(`${particularsFormat}（${inner[0].path}）`, `${particularsFormat} (${inner[0].path})`);
  return facts;
}

const particularsIn = (at) => ({
  number: at.anyText("number"), language: at.required("language", (one) => one.asOneOf(["zh", "en"]), "zh"),
  institution: at.required("institution", (one) => one.object((own) => ({ name: words2(own, "name"), address: words2(own, "address"), telephone: own.anyText("telephone"), authorisation: words2(own, "authorisationStatement") })), null),
  customer: at.required("customer", (one) => one.object((own) => ({ name: own.anyText("name"), address: own.anyText("address") })), null),
  item: at.required("item", (one) => one.object((own) => ({ name: words2(own, "name"), model: own.anyText("model"), serialNumber: own.anyText("serialNumber"), manufacturer: own.anyText("manufacturer"), location: own.anyText("location") })), null),
  standards: at.required("standards", (list) => list.list((one) => one.object((own) => ({
    name: words2(own, "name"), range: own.anyText("range"), uncertainty: own.anyText("uncertainty"), certificate: own.anyText("assessmentCertificateNumber"), publicCertificate: own.anyText("publicCertificateNumber"), validUntil: dateOrNull(own, "validUntil"),
  }))), []),
  equipment: at.required("equipment", (list) => list.list((one) => one.object((own) => ({
    name: words2(own, "name"), model: own.anyText("model"), serialNumber: own.anyText("serialNumber"), uncertainty: own.anyText("uncertainty"), certificate: own.anyText("certificateNumber"), issuer: own.anyText("issuer"), validUntil: dateOrNull(own, "validUntil"),
    hash: own.optional("certificateHash")?.asAnyText() ?? null,
  }))), []),
  place: words2(at, "place"), workDate: at.required("workDate", (one) => one.asDate(), ""), issuedOn: at.required("issuedOn", (one) => one.asDate(), ""),
  signatures: at.required("signatures", (list) => list.list((one) => one.object((own) => ({ role: own.required("role", (role) => role.asOneOf(rolesOf), "verifier"), name: own.anyText("name"), signedAt: instantIn(own, "signedAt") }))), []),
  checkAddress: at.anyText("checkAddress"), checkCode: at.anyText("checkCode"), isDemonstration: at.required("isDemonstration", (one) => one.asFlag(), false), isSimulated: at.required("isSimulated", (one) => one.asFlag(), false), software: at.anyText("software"),
  replaces: at.optional("replaces")?.object((own) => ({ number: own.anyText("number"), reason: own.anyText("reason") })) ?? null,
  ledger: at.optional("ledger")?.object((own) => ({ origin: own.anyText("origin"), size: own.required("size", (one) => one.asInteger(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER), 0), root: own.anyText("root") })) ?? null,
  calibration: at.optional("calibration")?.object(termsIn) ?? undefined, template: at.optional("template")?.object((own) => ({ hash: own.anyText("hash"), revision: own.required("revision", (one) => one.asInteger(-2147483648, 2147483647), 0), content: own.required("content", templateIn, null) })) ?? null,
});

/** What a template chooses of the content; how it is set belongs to the pages. */
function templateIn(at) {
  const own = (name) => (at.value instanceof Map ? at.value.get(name) ?? null : null);
  const columns = own("columns");
  const shows = (name) => !(columns instanceof Map) || columns.get(name) !== false;
  const text = (value) => both(value?.get?.("zh") ?? "", value?.get?.("en") ?? "");
  if (Array.isArray(own("statements")) && own("statements").includes(null)) at.problem("声明", "statements");
  return { languages: own("languages"), institutionName: own("institutionName") && text(own("institutionName")), statements: (own("statements") ?? []).map(text), columns: { readings: shows("readings"), mean: shows("mean"), uncertainty: shows("uncertainty") } };
}

/** What record and certificate both say must be the same: the instrument, the day, the place, the terms, and who signed the record. */
function agreementDifferences(record, { number, name: part, facts }) {
  const said = facts.particulars;
  const terms = (one) => (one === undefined ? null : JSON.stringify(Object.entries(one).filter(([, value]) => value !== undefined)));
  const pairs = [
    ["item.name", record.unit.name, said.item.name.zh], ["item.model", record.unit.model, said.item.model], ["item.serialNumber", record.unit.serialNumber, said.item.serialNumber], ["item.manufacturer", record.unit.manufacturer, said.item.manufacturer],
    ["place", record.place, said.place.zh], ["workDate", record.workDate, said.workDate], ["isSimulated", record.isSimulated, said.isSimulated], ["isDemonstration", record.isDemonstration, said.isDemonstration],
    ["calibration", terms(record.calibration), terms(said.calibration)], ["number", number, said.number],
  ];
  const path = `${part}: particulars`;
  const differences = pairs.filter(([, expected, found]) => expected !== found).map(([name, expected, found]) => ({ path: `${path}.${name}`, expected: String(expected), found: String(found) }));
  said.signatures.forEach((one, i) => {
    // A certificate that replaces another is approved for itself, after the record.
    const isOwn = one.role === "approver" && said.replaces !== null;
    const isOfRecord = record.signatures.some((act) => act.action === actOf[one.role] && act.by === one.name && act.at.ticks === one.signedAt.ticks);
    if (!isOwn && !isOfRecord) differences.push({ path: `${path}.signatures[${i}]`, expected: "a signature of the record", found: `${one.name} ${one.signedAt.text}` });
  });
  return differences;
}

const decidedVerdicts = ["pass", "conditional-pass", "fail"];

/** Passed, conditionally passed or failed, with every item decided; a paper that judges nothing needs every result. */
function isFinal(plan, evaluation, terms) {
  const ambient = evaluation.ambient.every((one) => one.verdict === "pass");
  if (!ambient) return false;
  if (decidedVerdicts.includes(evaluation.verdict) && evaluation.items.every((item) => decidedVerdicts.includes(item.verdict))) return true;
  const isMeasured = (item) => decidedVerdicts.includes(item.verdict) || (item.verdict === "indeterminate" && item.checks.every((check) => check.conforms !== null) && item.points.length > 0
    && item.points.every((point) => point.rounded && point.repeats.length === plan.steps.filter((step) => step.item === item.item && step.point === point.point).length));
  return Boolean(terms) && !terms.statesConformity && ["indeterminate", ...decidedVerdicts].includes(evaluation.verdict) && evaluation.items.every(isMeasured);
}

/** What the dcc.xml of a certificate does not say as it follows from the recomputed results and the particulars; the first thing first. */
async function certificateDifferences(run, evaluation, one) {
  if (!run || !evaluation) return [];
  const { name, dccName, dcc, facts } = one;
  if (facts.dcc && (facts.dcc.schema !== "3.3.0" || String(facts.dcc.writer) !== product.edition)) return [{ path: `${name}: dcc`, expected: `3.3.0, edition ${product.edition}`, found: `${facts.dcc.schema}, edition ${facts.dcc.writer}` }];
  if (!isFinal(run.plan, evaluation, facts.particulars.calibration)) return [{ path: name, expected: "particulars of a certificate that follows from the results", found: null }];
  const paper = new ExpectedCertificate(run.plan, evaluation, facts.particulars);
  if (!dcc) return paper.isInSi ? [{ path: dccName, expected: "a digital certificate", found: null }] : [];
  let read;
  try {
    const document = xmlOf(dcc);
    read = { document, dcc: Reading.read(document), signature: await xadesOf(document) };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return [{ path: `${dccName}: ${error.code}`, expected: "a digital certificate", found: error.text.en }];
  }
  const differences = read.signature.fault && read.signature.fault !== "missing" ? [{ path: `${dccName}: signature.${read.signature.fault}`, expected: "a signature that holds", found: read.signature.fault }] : [];
  differences.push(...paper.differences(read.dcc).map(({ path, expected, found }) => ({ path: `${dccName}: ${path}`, expected, found })));
  if (differences.length === 0) differences.push(...(kindOf(read.dcc) ? notShownOf(read.document, read.dcc) : []).map(({ text }) => ({ path: `${dccName}: form`, expected: "as the product writes it", found: text.en })));
  return differences;
}

/** Everything that a certificate states, by the paths under which pages and DCC are compared. */
class ExpectedCertificate {
  constructor(plan, evaluation, said) {
    const terms = said.calibration ?? null;
    const { procedure } = plan;
    const purpose = terms === null ? "verification" : procedure.purpose === "test" ? "test" : "calibration";
    const shown = said.template?.content.columns ?? { readings: true, mean: true, uncertainty: true };
    const needsU = purpose === "calibration" || (purpose === "test" && terms.statesConformity);
    const isPassed = evaluation.verdict === "pass" || evaluation.verdict === "conditional-pass";
    Object.assign(this, { plan, evaluation, said, terms, procedure, purpose, shown, isPassed, isByMethod: purpose !== "verification" });
    this.statesConformity = terms === null || terms.statesConformity;
    this.showsReadings = procedure.layout.showsReadings && shown.readings;
    this.showsUncertainty = needsU || (procedure.layout.showsUncertainty && shown.uncertainty);
    this.failed = evaluation.items.filter((item) => ["indeterminate", "fail", "aborted", "error"].includes(item.verdict));
    this.units = new Set();
    this.numbers = new PathValues();
    this.addNumbers();
  }

  /** Every unit of the results has a name in D-SI; without it there is no digital certificate. */
  get isInSi() {
    return [...this.units].every((unit) => dsiOf(unit)[0].startsWith("\\"));
  }

  differences(dcc) {
    const found = [];
    for (const language of dcc.paper?.languages ?? ["zh"]) {
      const [expected, written] = [this.values(language), dccValues(dcc, language)];
      for (const path of new Set([...expected.keys(), ...written.keys()]))
        if (squeezed(expected.get(path) ?? "\u0001") !== squeezed(written.get(path) ?? "\u0001")) found.push({ path, expected: expected.get(path) ?? null, found: written.get(path) ?? null });
    }
    return found;
  }

  values(language) {
    const values = new PathValues(this.numbers);
    const { said, procedure } = this;
    const add = (path, text) => values.add(path, typeof text === "string" ? text : text?.[language]);
    const institution = said.template?.content.institutionName ?? said.institution.name;
    add("title", product.kinds.find((kind) => kind.title.en === this.titleEn).title);
    add("institution/name", institution);
    add("institution/contact", phrase(product.phrases[said.institution.telephone ? "contactWithTelephone" : "contact"], { address: said.institution.address, telephone: said.institution.telephone }));
    add("check/code", said.checkCode);
    add("check/address", phrase(product.phrases[said.checkAddress ? "checkHint" : "checkHintWithoutAddress"], { address: said.checkAddress.split("?")[0] }));
    add("watermarks", [said.isSimulated && product.marks[0], said.isDemonstration && product.marks[1]].filter(Boolean).map((mark) => mark[language]).join(" "));
    this.addCover(add);
    for (const role of rolesOf) add(`signatures/${role}`, said.signatures.filter((one) => one.role === role).map((one) => one.name).join("; "));
    add("place", said.place);
    add("authorisation", said.institution.authorisation);
    if (said.ledger) add("ledger", this.ledgerText());
    const without = procedure.items.filter((item) => !this.plan.items.includes(item)).map((item) => item.title);
    if (without.length > 0) add("not-verified", this.notVerifiedText(without));
    const unjudged = procedure.environment.filter((one) => !one.minimum && !one.maximum && !one.confirmed).map((one) => one.label);
    if (unjudged.length > 0) add("unjudged", this.unjudgedText(unjudged));
    if (this.terms?.sampledBy !== undefined && this.terms.samplingMethod !== undefined && this.terms.sampledOn !== undefined) add("sampling", this.samplingText());
    add("external", this.terms?.externalResults ?? "");
    const unconfirmed = this.unconfirmed();
    if (unconfirmed.length > 0) add("unconfirmed", phrase(product.phrases[this.isByMethod ? "unconfirmedByMethod" : "unconfirmed"], { facts: both(...["zh", "en"].map((code) => unconfirmed.map((fact) => fact.text[code]).join(product.phrases.betweenUnconfirmed[code]))) }));
    procedure.layout.notes.forEach((note, i) => add(`remarks/${i + 1}`, note));
    (said.template?.content.statements ?? []).forEach((statement, i) => add(`statements/${i + 1}`, statement));
    this.addEquipment(add);
    this.addVerdicts(add);
    return values;
  }

  get titleEn() {
    return { test: "Test Report", calibration: "Calibration Certificate", verification: this.isPassed ? "Verification Certificate" : "Notice of Verification Result" }[this.purpose];
  }

  addCover(add) {
    const { said, procedure, terms, plan } = this;
    const cover = (field, text) => add(`cover/${field}`, text);
    const designation = phrase(product.phrases.designation, { citation: procedure.citation, title: procedure.title });
    for (const [field, text] of [["number", said.number], ["customer", said.customer.name], ["customer-address", said.customer.address], ["item", said.item.name], ["model", said.item.model], ["serial-number", said.item.serialNumber], ["manufacturer", said.item.manufacturer]]) cover(field, text);
    cover("procedure", designation);
    add("procedure", designation);
    const transcription = both(`${this.methodWord}数据：第 ${procedure.revision} 次转录`, `Procedure data: transcription ${procedure.revision}`);
    add("procedure/data", phrase(product.phrases.procedureData, { transcription, hash: procedure.hash, software: said.software }));
    if (terms === null) cover("kind", product.verificationKinds[verificationKinds.indexOf(plan.kind)]);
    if (this.statesConformity) cover("conclusion", this.conclusion());
    else if (!this.isByMethod) cover("conclusion", product.kinds.find((kind) => kind.title.en === this.titleEn).title);
    cover("received-on", dateText(terms?.receivedOn));
    cover("work-date", dateText(said.workDate));
    cover("valid-until", dateText(this.validUntil()));
    cover("issued-on", dateText(said.issuedOn));
    if (said.replaces) cover("replaces", phrase(product.phrases.replaces, said.replaces));
  }

  /** 规程 of a verification, 规范 of a method. */
  get methodWord() {
    return this.isByMethod ? "规范" : "规程";
  }

  conclusion() {
    const items = both(this.failed.map((item) => item.title.zh).join("、"), this.failed.map((item) => item.title.en).join(", "));
    const { words } = product;
    if (this.terms) return this.isPassed ? words.allConform : phrase(words.notConforming, { items });
    if (!this.isPassed) return phrase(words.rejected, { items });
    const accuracyClass = this.plan.nameplate.get("accuracyClass") ?? "";
    return accuracyClass ? phrase(words.passedClass, { class: accuracyClass }) : words.passed;
  }

  validUntil() {
    const [months, isDayBefore] = this.terms ? [this.terms.intervalMonths, false] : [this.isPassed ? this.procedure.periodMonths.value : null, this.procedure.validUntil.value === "day-before"];
    if (months === null) return null;
    const [year, month, own] = this.said.workDate.split("-").map(Number);
    const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
    return new Date(Date.UTC(year, month - 1 + months, Math.min(own, last)) - (isDayBefore ? 86_400_000 : 0)).toISOString().slice(0, 10);
  }

  ledgerText() {
    const { origin, size, root } = this.said.ledger;
    return both(`签发前的台账：${origin}，${size} 条，根 ${root.slice(0, 16)}…`, `Ledger before issue: ${origin}, ${size} entries, root ${root.slice(0, 16)}…`);
  }

  notVerifiedText(items) {
    const [zh, en] = [items.map((item) => item.zh).join("、"), items.map((item) => item.en).join(", ")];
    return this.isByMethod ? both(`按规范，对本器具不要求：${zh}。`, `Not required by the method for this instrument: ${en}.`)
      : both(`按规程，对本器具和本次检定类别不要求：${zh}。`, `Not required by the procedure for this instrument and kind of verification: ${en}.`);
  }

  unjudgedText(conditions) {
    return both(`${conditions.map((one) => one.zh).join("、")}：${this.methodWord}的限值未经确认，只作记录，未作判定。`, `${conditions.map((one) => one.en).join(", ")}: the bounds of the ${this.isByMethod ? "method" : "regulation"} are not confirmed; recorded and not judged.`);
  }

  samplingText() {
    const { sampledBy, samplingMethod, sampledOn } = this.terms;
    const date = dateText(sampledOn);
    return both(`由 ${sampledBy} 于 ${date.zh} 抽样；抽样计划或方法：${samplingMethod}`, `Sampled by ${sampledBy} on ${date.en}; plan or method: ${samplingMethod}`);
  }

  /** Of the facts that nobody has confirmed, those that this paper uses. */
  unconfirmed() {
    const isOfValidity = (path) => path === "periodMonths" || path === "validUntil";
    const isOfJudgement = (path) => path.startsWith("references.") || path.includes(".acceptance.limits.") || [".acceptance.decide", ".acceptance.rule", ".resolutionShareOfLimit"].some((end) => path.endsWith(end));
    const uses = (path) => !this.isByMethod || (!isOfValidity(path) && !path.endsWith(".kinds") && (this.statesConformity || !isOfJudgement(path)));
    return this.evaluation.unconfirmedFacts.filter(({ path }) => uses(path) && (!isOfValidity(path) || this.failed.length === 0));
  }

  addEquipment(add) {
    const until = (date) => dateText(date);
    this.said.standards.forEach((one, i) => {
      const parts = { name: one.name, description: `${one.range}${product.afterRange}${one.uncertainty}`, certificate: one.certificate, "public-certificate": one.publicCertificate, "valid-until": one.certificate.trim() ? until(one.validUntil) : "" };
      for (const [part, text] of Object.entries(parts)) add(`standards/${i + 1}/${part}`, text);
    });
    this.said.equipment.forEach((one, i) => {
      const isCertified = one.certificate.trim() !== "";
      const parts = {
        name: one.name, model: one.model, "serial-number": one.serialNumber, uncertainty: one.uncertainty, certificate: one.certificate, issuer: isCertified ? one.issuer : "", "valid-until": isCertified ? until(one.validUntil) : "",
        file: isCertified && one.hash ? phrase(product.phrases.certificateFile, { number: one.certificate, hash: one.hash }) : "",
      };
      for (const [part, text] of Object.entries(parts)) add(`equipment/${i + 1}/${part}`, text);
    });
  }

  addVerdicts(add) {
    const word = (verdict) => ({ pass: product.verdicts.pass, "conditional-pass": product.verdicts.conditionalPass, fail: product.verdicts.fail })[verdict] ?? "";
    for (const item of this.evaluation.items) {
      for (const { check, conforms } of item.checks) if (conforms !== null) add(`results/${item.item}/${check}/conforms`, product.conforms[conforms ? "pass" : "fail"]);
      if (!this.statesConformity) continue;
      add(`results/${item.item}/verdict`, word(item.verdict));
      for (const point of item.points) add(`results/${item.item}/${point.point}/verdict`, word(point.verdict));
      if (this.ruleOf(item).acceptance) add(`${item.item}/decision`, this.decision(item));
    }
  }

  ruleOf(item) {
    return this.procedure.items.find((one) => one.id === item.item);
  }

  /** The decision rule in words, ISO/IEC 17025:2017 7.8.6.2, and what is to be known of U. */
  decision(item) {
    const [rule, said] = [this.ruleOf(item), []];
    if (this.procedure.layout.showsUncertainty) {
      const uncovered = [...new Set(item.points.flatMap((point) => point.uncovered))];
      if (uncovered.length > 0) said.push(both(`未给出测量不确定度：${uncovered.join("、")} 没有不确定度来源。`, `No uncertainty is stated: nothing gives that of ${uncovered.join(", ")}.`));
      for (const point of item.points) {
        const texts = point.uncovered.length === 0 && point.whyNoUncertainty ? [point.whyNoUncertainty] : point.budget?.warnings.map((warning) => warning.text) ?? [];
        said.push(...texts.map((text) => both(`「${point.label.zh}」${text.zh}`, `“${point.label.en}”: ${text.en}`)));
      }
    }
    const own = this.decisionRule(rule);
    return both(own.zh + said.map((text) => text.zh).join(""), own.en + said.map((text) => ` ${text.en}`).join(""));
  }

  decisionRule({ title, acceptance, variables }) {
    const [zh, en] = acceptance.decide.value === "rounded" ? ["修约后的平均误差", "the rounded mean error"] : ["未修约的平均误差", "the unrounded mean error"];
    const rule = acceptance.rule?.value ?? "simple";
    if (rule !== "simple") {
      const name = product.decisionRules[rule] ?? both(rule, rule);
      const r = rule === "guard-band" || rule === "ilac-g8-non-binary" ? `, r = ${acceptance.multiplier}` : "";
      return both(`${title.zh}：以${zh}与最大允许误差比较判定，判定规则：${name.zh}${r}。`, `${title.en}: judged by comparing ${en} with the maximum permissible error; decision rule: ${name.en}${r}.`);
    }
    const requirement = this.procedure.references.find((one) => [...variables.values()].some((variable) => variable.role === one.role && variable.measurand === one.measurand));
    if (!requirement) return both(`${title.zh}：以${zh}与最大允许误差比较判定。`, `${title.en}: judged by comparing ${en} with the maximum permissible error.`);
    const n = requirement.limitDividedByU;
    return both(`${title.zh}：以${zh}与最大允许误差比较判定；标准器 U(k = 2) 不大于最大允许误差的 1/${n}，判定不计测量不确定度。`,
      `${title.en}: judged by comparing ${en} with the maximum permissible error; U (k = 2) of the reference is at most 1/${n} of it, so the uncertainty does not enter the decision.`);
  }

  /** Digits as printed, with their units, which belong to no language. */
  addNumbers() {
    const add = (path, digits, unit) => {
      this.units.add(unit);
      if (digits !== null) this.numbers.add(path, shownNumber(digits, dsiOf(unit)));
    };
    for (const one of this.evaluation.ambient) add(`conditions/${one.id}`, one.value && (one.text ?? one.value.toString()), one.unit);
    for (const item of this.evaluation.items) {
      for (const point of item.points) this.addPoint(`results/${item.item}/${point.point}`, point, add);
      if (this.showsReadings) this.addReadings(item, add);
    }
  }

  addPoint(path, point, add) {
    const unrounded = (value) => value && signedText(value.rounded(point.roundingInterval.scale + 2), point.roundingInterval.scale + 2);
    if (this.shown.mean) add(`${path}/mean`, unrounded(point.mean), point.unit);
    add(`${path}/rounded`, point.rounded && signedText(point.rounded.rounded(point.roundingInterval.scale), point.roundingInterval.scale), point.unit);
    if (this.statesConformity) {
      const [lower, upper] = [point.zone.lower?.shown ?? null, point.zone.upper?.shown ?? null];
      const signed = (value) => (value.sign === 0 ? value.magnitude().toString() : `${value.sign > 0 ? "+" : ""}${value}`);
      const [low, high] = !lower || !upper ? [lower?.toString() ?? null, upper?.toString() ?? null] : point.zone.isSymmetric ? [`-${lower.magnitude()}`, `+${upper}`] : [signed(lower), signed(upper)];
      add(`${path}/limit/lower`, low, point.unit);
      add(`${path}/limit/upper`, high, point.unit);
    }
    const { budget } = point;
    // U stands with the first number of a point; without that number it stands nowhere.
    if (!this.showsUncertainty || !budget) return;
    add(`${path}/uncertainty`, expandedText(budget.expanded), point.unit);
    this.numbers.add(`${path}/uncertainty/k`, shortFixed(budget.coverageFactor, 2));
    this.numbers.add(`${path}/uncertainty/p`, twoDecimals(budget.coverageProbability ?? studentCoverage(budget.coverageFactor, truncatedFreedom(budget.effectiveDegreesOfFreedom))));
  }

  addReadings(item, add) {
    const rule = this.ruleOf(item);
    const names = this.procedure.layout.record.find((table) => table.item === rule.id)?.columns ?? [...rule.variables.keys(), ...rule.derived.map((derived) => derived.name)];
    for (const point of item.points)
      for (const repeat of point.repeats) {
        const path = `results/${repeat.step.item}/${repeat.step.point}/${repeat.step.repeat}`;
        for (const [name, setting] of repeat.step.settings) add(`${path}/settings/${name}`, setting.value.toString(), setting.unit.symbol);
        for (const name of names) add(`${path}/${name}`, repeat.values.get(name)?.toString() ?? null, rule.variables.get(name)?.unit ?? rule.derived.find((derived) => derived.name === name)?.unit ?? "1");
        const scale = point.roundingInterval.scale + 2;
        add(`${path}/error`, repeat.error && signedText(repeat.error.rounded(scale), scale), point.unit);
      }
  }
}

/** With sign; zero has none. */
const signedText = (value, places) => (value.sign > 0 ? "+" : "") + value.toFixed(places);

/** U with two significant digits, never made smaller (Core/Quantities/RoundedUncertainty). */
function expandedText(expanded) {
  if (!(expanded > 0) || !Number.isFinite(expanded)) return expanded === 0 ? "0" : String(expanded);
  const exponent = Math.floor(Math.log10(expanded));
  const scaled = Decimal.ofDouble(expanded / 10 ** exponent).times(Decimal.of(10)).minus(new Decimal(1n, 4));
  const ceiling = scaled.toFraction();
  let [significand, place] = [Number(ceiling.above / ceiling.below) + (ceiling.above % ceiling.below > 0n ? 1 : 0), exponent - 1];
  if (significand >= 100) [significand, place] = [significand / 10, place + 1];
  const [digits, power] = [significand >= 10 ? 2 : 1, place + (significand >= 10 ? 1 : 0)];
  if (power < -15 || power > 15) return `${digits === 2 ? (significand / 10).toFixed(1) : significand}E${power}`;
  return place < 0 ? new Decimal(BigInt(significand), -place).toFixed(-place) : String(BigInt(Math.trunc(significand)) * ten(place));
}
