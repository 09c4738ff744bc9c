// particulars.json and dcc.xml of a bundle: what record and certificate both say, and what a certificate says of the recomputed evaluation and the particulars
// (Core/Records/CertificateFacts and CertificateAgreement, Core/Certificates/ItemValues, PointDigits, PointTable, DecisionWords, CoverPage; Dcc/Checking/RecomputedValues).
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
  number: at.anyText("number"), language: at.required("language", oneOf(["zh", "en"]), "zh"),
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
  signatures: at.required("signatures", (list) => list.list((one) => one.object((own) => ({ role: own.required("role", oneOf(rolesOf), "verifier"), name: own.anyText("name"), signedAt: instantIn(own, "signedAt") }))), []),
  checkAddress: at.anyText("checkAddress"), checkCode: at.anyText("checkCode"), isDemonstration: at.required("isDemonstration", (one) => one.asFlag(), false), isSimulated: at.required("isSimulated", (one) => one.asFlag(), false), software: at.anyText("software"),
  replaces: at.optional("replaces")?.object((own) => ({ number: own.anyText("number"), reason: own.anyText("reason") })) ?? null,
  ledger: at.optional("ledger")?.object((own) => ({ origin: own.anyText("origin"), size: own.required("size", (one) => one.asInteger(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER), 0), root: own.anyText("root") })) ?? null,
  calibration: at.optional("calibration")?.object(particularTerms), template: at.optional("template")?.object(pinnedTemplate) ?? null,
});

/** Enumerations are read by the very names that are written. */
const oneOf = (choices) => (at) => at.asOneOf(choices);

/** A member that may be left out and, where it stands, is none that may be null. */
function maybe(at, name, read, otherwise) {
  const found = at.optional(name);
  if (!found && at.value instanceof Map && at.value.has(name)) at.member(name).problem("此处不能为 null", "null is not expected here");
  return found ? read(found) : otherwise;
}

const flag = (one) => one.asFlag();
const anyWords = (one) => one.object((text) => both(text.anyText("zh"), text.anyText("en")));
const int32In = (one) => one.asInteger(-2147483648, 2147483647);
const pinnedTemplate = (own) => ({ hash: own.anyText("hash"), revision: own.required("revision", (one) => one.asInteger(1, 2147483647), 1), content: own.required("content", (one) => one.object(templateIn), {}) });

/** What a template chooses of the content; how it is set belongs to the pages, and is read for its form alone. */
const templateIn = (at) => ({
  name: at.anyText("name"), scope: maybe(at, "scope", oneOf(["all", "verification", "calibration", "test"]), "all"), languages: maybe(at, "languages", oneOf(["zh", "en", "bilingual"]), "zh"),
  institutionName: at.optional("institutionName") ? anyWords(at.optional("institutionName")) : null, statements: maybe(at, "statements", (list) => list.list(anyWords), []),
  columns: maybe(at, "columns", (one) => one.object((own) => ({ readings: maybe(own, "readings", flag, true), mean: maybe(own, "mean", flag, true), uncertainty: maybe(own, "uncertainty", flag, true), chart: maybe(own, "chart", flag, false) })), { readings: true, mean: true, uncertainty: true, chart: false }),
  barcode: maybe(at, "barcode", flag, false), logoHash: at.optional("logoHash")?.asAnyText() ?? null, sealHash: at.optional("sealHash")?.asAnyText() ?? null,
});

const particularTerms = (at) => ({
  statesConformity: maybe(at, "statesConformity", flag, false), intervalMonths: at.optional("intervalMonths") ? int32In(at.optional("intervalMonths")) : null, receivedOn: at.optional("receivedOn")?.asDate(),
  sampledBy: at.optional("sampledBy")?.asAnyText(), samplingMethod: at.optional("samplingMethod")?.asAnyText(), sampledOn: at.optional("sampledOn")?.asDate(), externalResults: at.optional("externalResults")?.asAnyText(),
});

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

/** What a certificate states of a run, for the digital certificate and, by the paths under which pages and DCC are compared, for a PDF at hand. */
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
    this.numbers = new PathValues();
    this.addNumbers();
  }

  get titleEn() {
    return { test: "Test Report", calibration: "Calibration Certificate", verification: this.isPassed ? "Verification Certificate" : "Notice of Verification Result" }[this.purpose];
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
    return accuracyClass ? both(`合格，符合 ${accuracyClass} 级`, `Passed, conforms to class ${accuracyClass}`) : words.passed;
  }

  /** Null where none is stated; undefined beyond the calendar of the program. */
  validUntil() {
    const [months, isDayBefore] = this.terms ? [this.terms.intervalMonths, false] : [this.isPassed ? this.procedure.periodMonths.value : null, this.procedure.validUntil.value === "day-before"];
    if (months === null) return null;
    const [year, month, own] = this.said.workDate.split("-").map(Number);
    const lastDay = (count) => new Date(Date.UTC(2000 + (Math.floor(count / 12) % 400), (count % 12) + 1, 0)).getUTCDate();
    let end = 12 * year + month - 1 + months;
    let day = Math.min(own, lastDay(end)) - (isDayBefore ? 1 : 0);
    if (day === 0) day = lastDay(--end);
    const pad = (number, digits) => String(number).padStart(digits, "0");
    return end >= 12 && end < 120_000 ? `${pad(Math.floor(end / 12), 4)}-${pad((end % 12) + 1, 2)}-${pad(day, 2)}` : undefined;
  }

  /** The days that it computes exist, and the root of the ledger is as long as one is. */
  get isOfCalendar() {
    return this.validUntil() !== undefined && !(this.said.ledger && this.said.ledger.root.length < 16);
  }

  ledgerText() {
    const { origin, size, root } = this.said.ledger;
    return both(`签发前的台账：${origin}，${size} 条，根 ${root.slice(0, 16)}…`, `Ledger before issue: ${origin}, ${size} entries, root ${root.slice(0, 16)}…`);
  }

  /** Items of the procedure that this instrument and kind of verification do not need; null for none. */
  notVerified() {
    const items = this.procedure.items.filter((item) => !this.plan.items.includes(item)).map((item) => item.title);
    if (items.length === 0) return null;
    const [zh, en] = [items.map((item) => item.zh).join("、"), items.map((item) => item.en).join(", ")];
    return this.isByMethod ? both(`按规范，对本器具不要求：${zh}。`, `Not required by the method for this instrument: ${en}.`)
      : both(`按规程，对本器具和本次检定类别不要求：${zh}。`, `Not required by the procedure for this instrument and kind of verification: ${en}.`);
  }

  unjudged() {
    const conditions = this.procedure.environment.filter((one) => !one.minimum && !one.maximum && !one.confirmed).map((one) => one.label);
    if (conditions.length === 0) return null;
    return both(`${conditions.map((one) => one.zh).join("、")}：${this.methodWord}的限值未经确认，只作记录，未作判定。`, `${conditions.map((one) => one.en).join(", ")}: the bounds of the ${this.isByMethod ? "method" : "regulation"} are not confirmed; recorded and not judged.`);
  }

  sampling() {
    const { sampledBy, samplingMethod, sampledOn } = this.terms ?? {};
    if (sampledBy === undefined || samplingMethod === undefined || sampledOn === undefined) return null;
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

  /** Results of an item with the digits of the paper. */
  itemData(item) {
    const rule = this.ruleOf(item);
    const judged = (verdict) => (this.statesConformity ? verdict : undefined);
    const isMeasured = item.points.length > 0;
    return {
      id: item.item, title: item.title, verdict: judged(item.verdict) ?? "none", status: this.statesConformity ? statusOf(item.verdict) : undefined, decision: rule.acceptance && this.statesConformity ? this.decision(item) : null,
      checks: item.checks.map(({ check, label, conforms }) => ({ id: `${item.item}/${check}/conforms`, label, conforms })),
      points: item.points.map((point) => point.label), results: isMeasured ? this.judgedColumns(item) : [],
      verdicts: isMeasured && this.statesConformity ? item.points.map((point) => ({ id: `${item.item}/${point.point}/verdict`, verdict: point.verdict })) : [],
      readings: this.showsReadings && item.points.some((point) => point.repeats.length > 0) ? this.readingColumns(item, rule) : [],
    };
  }

  judgedColumns(item) {
    const column = (refType, title, name, digits) => ({ refType, title, numbers: item.points.map((point) => ({ id: `${item.item}/${point.point}/${name}`, digits: digits(point), unit: point.unit })), uncertainty: null });
    const unrounded = ({ mean, roundingInterval: { scale } }) => mean && signedText(mean.rounded(scale + 2), scale + 2);
    const rounded = ({ rounded: value, roundingInterval: { scale } }) => value && signedText(value.rounded(scale), scale);
    const columns = [...(this.shown.mean ? [column(refTypes.mean, both("平均误差", "Mean error"), "mean", unrounded)] : []), column(refTypes.rounded, both("修约值", "Rounded error"), "rounded", rounded)];
    // U stands with the first number of a point that the paper shows.
    if (this.showsUncertainty) columns[0].uncertainty = item.points.map(({ budget }) => ({ digits: budget && expandedText(budget.expanded), factor: budget && shortFixed(budget.coverageFactor, 2), probability: budget && probabilityText(budget) }));
    if (!this.statesConformity) return columns;
    if (item.points.some((point) => point.zone.lower)) columns.push(column(refTypes.lower, both("最大允许误差下限", "Lower limit of the error"), "limit/lower", (point) => limitDigits(point.zone)[0]));
    if (item.points.some((point) => point.zone.upper)) columns.push(column(refTypes.upper, both("最大允许误差上限", "Upper limit of the error"), "limit/upper", (point) => limitDigits(point.zone)[1]));
    return columns;
  }

  readingColumns(item, rule) {
    const repeats = item.points.flatMap((point) => point.repeats.map((repeat) => ({ point, repeat, id: `${repeat.step.item}/${repeat.step.point}/${repeat.step.repeat}` })));
    const steps = this.plan.steps.filter((step) => step.item === item.item);
    const settings = [...new Set(steps.flatMap((step) => [...step.settings.keys()]))];
    const names = this.procedure.layout.record.find((table) => table.item === rule.id)?.columns ?? [...rule.variables.keys(), ...rule.derived.map((derived) => derived.name)];
    const column = (refType, title, number) => ({ refType, title, numbers: repeats.map(number), uncertainty: null });
    return [
      ...settings.map((name) => column(refTypes.setting, settingTitle(rule, name), ({ repeat, id }) => {
        const value = repeat.step.settings.get(name);
        return { id: `${id}/settings/${name}`, digits: value ? value.value.toString() : null, unit: value ? value.unit.symbol : "1" };
      })),
      ...names.map((name) => column(variableRefType(rule, name), valueTitle(rule, name), ({ repeat, id }) => ({ id: `${id}/${name}`, digits: repeat.values.get(name)?.toString() ?? null, unit: rule.variables.get(name)?.unit ?? rule.derived.find((derived) => derived.name === name)?.unit ?? "1" }))),
      column(refTypes.error, both("误差", "Error"), ({ point, repeat, id }) => {
        const scale = point.roundingInterval.scale + 2;
        return { id: `${id}/error`, digits: repeat.error && signedText(repeat.error.rounded(scale), scale), unit: point.unit };
      }),
    ];
  }

  /** Where the template wants plots of errors: two results or more of one unit. */
  get hasPlots() {
    return this.shown.chart === true && this.evaluation.items.some((item) => {
      const points = item.points.filter((point) => point.rounded);
      return points.length >= 2 && points.every((point) => point.unit === points[0].unit);
    });
  }

  /** Digits as printed, with their units, which belong to no language. */
  addNumbers() {
    const add = (path, digits, unit) => digits !== null && this.numbers.add(path, shownNumber(digits, dsiOf(unit)));
    for (const one of this.evaluation.ambient) add(`conditions/${one.id}`, one.value && (one.text ?? one.value.toString()), one.unit);
    for (const item of this.evaluation.items) {
      const { results, readings } = this.itemData(item);
      for (const { numbers } of [...results, ...readings]) for (const { id, digits, unit } of numbers) add(`results/${id}`, digits, unit);
      for (const [i, { digits, factor, probability }] of (results[0]?.uncertainty ?? []).entries()) {
        if (digits === null) continue;
        const path = `results/${item.item}/${item.points[i].point}/uncertainty`;
        add(path, digits, item.points[i].unit);
        this.numbers.add(`${path}/k`, factor);
        this.numbers.add(`${path}/p`, probability);
      }
    }
  }
}

const probabilityText = (budget) => twoDecimals(budget.coverageProbability ?? studentCoverage(budget.coverageFactor, truncatedFreedom(budget.effectiveDegreesOfFreedom)));

/** A limit of an interval has its sign, one that stands alone has not. */
function limitDigits(zone) {
  const [lower, upper] = [zone.lower?.shown ?? null, zone.upper?.shown ?? null];
  const signed = (value) => (value.sign === 0 ? value.magnitude().toString() : `${value.sign > 0 ? "+" : ""}${value}`);
  if (!lower || !upper) return [lower?.toString() ?? null, upper?.toString() ?? null];
  return zone.isSymmetric ? [`-${lower.magnitude()}`, `+${upper}`] : [signed(lower), signed(upper)];
}

const settingWords = { current: both("电流", "Current"), voltage: both("电压", "Voltage"), energy: both("预置电能", "Preset energy") };
const settingTitle = (rule, name) => rule.points.map((point) => point.settings.get(name)?.label).find(Boolean) ?? (Object.hasOwn(settingWords, name) ? settingWords[name] : both(name, name));

function valueTitle(rule, name) {
  const labelled = (label) => both(`${label.zh} ${name}`, `${label.en} ${name}`);
  const variable = rule.variables.get(name);
  const label = variable ? variable.label : rule.derived.find((derived) => derived.name === name)?.label;
  if (label) return labelled(label);
  if (variable?.measurand === "energy.active.import") return labelled(variable.role === "reference" ? both("标准电能", "Reference energy") : both("示值电能", "Indicated energy"));
  return variable?.measurand === clockMeasurand ? labelled(both("时刻差", "Clock difference")) : both(name, name);
}

const variableRefType = (rule, name) => (!rule.variables.has(name) ? refTypes.derived : rule.variables.get(name).role === "reference" ? refTypes.reference : refTypes.indication);

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
