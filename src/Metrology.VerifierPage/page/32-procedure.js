// procedure.json → the regulation as data. The form of every member is read strictly (Core/Procedures/*Reader); what members mean together was checked when the file was published.
const verbs = ["inspect", "read-start-end", "clock-compare", "environment", "warm-up", "apply", "settle", "acquire", "pulse-count", "fare-check", "ask"];
const verificationKinds = ["first", "subsequent", "in-service"];
const onlyPrepares = (verb) => ["warm-up", "apply", "settle"].includes(verb);
const isAnswered = (verb) => ["inspect", "environment", "ask"].includes(verb);
const isReadOnce = (verb) => ["clock-compare", "acquire", "pulse-count", "fare-check"].includes(verb);

const confirmedIn = (at) => at.required("confirmed", (flag) => flag.asFlag(), false);
const factIn = (at, read) => at.object((fact) => ({ value: fact.required("value", read, null), confirmed: confirmedIn(fact), source: fact.text("source") }));
const factOrUnknown = (at, read) => at.object((fact) => {
  const known = fact.requiredOrNull("value");
  return { value: known ? read(known) : null, confirmed: confirmedIn(fact), source: fact.text("source") };
});

/** A number in the unit of the rule, or a formula. */
function amountIn(at) {
  if (typeof at.value === "string") return { number: null, formula: at.asText() };
  return { number: at.asDecimal(), formula: null };
}

const countIn = (at) => at.asInteger(1, 2147483647);
const optionalList = (at, name, read) => at.optional(name)?.list(read) ?? [];
const optionalMap = (at, name, read) => at.optional(name)?.map(read) ?? new Map();
const labelIn = (at) => at.optional("label")?.asBilingual() ?? null;
const appliesIn = (at) => ({ only: optionalMap(at, "onlyFor", (values) => values.list((value) => value.asText())), when: at.optional("when")?.asText() ?? null });

class Procedure {
  static read(root) {
    return root.object((at) => {
      at.optional("$schema");
      const format = at.optional("format")?.asOneOf(["metrology-procedure/1", "metrology-procedure/2"]) === "metrology-procedure/2" ? 2 : 1;
      const procedure = new Procedure();
      const own = new Map();
      for (const [spelling, unit] of at.optional("units")?.list(ownUnit).flat() ?? []) own.set(spelling, unit);
      procedure.unit = (symbol) => unitNamed(symbol) ?? own.get(symbol) ?? null;
      Object.assign(procedure, {
        format, code: at.text("code"), edition: at.text("edition"), part: at.optional("part")?.asText() ?? null, revision: at.required("revision", countIn, 1), title: at.bilingual("title"),
        purpose: at.optional("purpose")?.asOneOf(["verification", "calibration", "test"]) ?? null, inForceFrom: at.requiredOrNull("inForceFrom")?.asDate() ?? null, inForceUntil: at.optional("inForceUntil")?.asDate() ?? null,
        sources: at.required("sources", (list) => list.list((one) => one.object((source) => [source.text("id"), source.text("text"), source.text("confidence")])), []),
        missing: optionalList(at, "missing", (text) => text.asBilingual()),
        measurands: [...commonMeasurands, ...(at.optional("measurands")?.list((one) => ownMeasurand(one, procedure.unit)) ?? [])],
        nameplate: at.required("nameplate", (list) => list.list(nameplateField), []),
        environment: at.required("environment", (list) => list.list(environmentCondition), []),
        references: at.required("references", (list) => list.list(referenceRequirement), []),
        equipment: optionalList(at, "equipment", (one) => one.object((equipment) => [equipment.text("id"), equipment.bilingual("label"), equipment.bilingual("requirement"), confirmedIn(equipment), equipment.text("source")])),
        items: at.required("items", (list) => list.list((item) => procedureItem(item, format)), []),
        periodMonths: at.required("periodMonths", (period) => factOrUnknown(period, countIn), { value: null, confirmed: false }),
        validUntil: at.required("validUntil", (rule) => factIn(rule, (choice) => choice.asOneOf(["day-before", "same-day"])), { value: "day-before", confirmed: false }),
        layout: at.optional("layout")?.object(layoutOf) ?? { record: [], showsReadings: true, showsUncertainty: true, notes: [], confirmed: format === 1 },
      });
      return procedure;
    });
  }

  get citation() {
    return `${this.code}-${this.edition}`;
  }

  get designation() {
    return this.part === null ? this.citation : `${this.citation}#${this.part}`;
  }

  get isVerification() {
    return (this.purpose ?? (this.code.startsWith("JJG") ? "verification" : "calibration")) === "verification";
  }

  measurand(id) {
    return this.measurands.find((one) => one.id === id) ?? null;
  }
}

const dimensionNames = ["length", "mass", "time", "current", "temperature", "amount", "luminosity", "money"];

function numberIn(at) {
  const number = at.value instanceof Digits ? Decimal.parse(at.value.raw) : typeof at.value === "string" ? Decimal.parse(at.value) : null;
  if (number) return number;
  at.problem("此处应为十进制数", "a decimal number is expected here");
  return Decimal.one;
}

/** A unit that the procedure brings, under each of its spellings. */
const ownUnit = (at) => at.object((unit) => {
  unit.text("source");
  const dimension = unit.required("dimension", (one) => one.object((exponents) => dimensionNames.map((name) => {
    const exponent = exponents.optional(name);
    return exponent ? Number(numberIn(exponent).toString()) : 0;
  })), []);
  const symbol = unit.text("symbol");
  const own = new Unit(symbol, dimension.join(), unit.required("factor", numberIn, Decimal.one), unit.optional("offset") ? numberIn(unit.optional("offset")) : Decimal.zero, unit.optional("divisor") ? numberIn(unit.optional("divisor")) : Decimal.one);
  return [symbol, ...optionalList(unit, "aliases", (alias) => alias.asAnyText())].map((spelling) => [spelling, own]);
});

const ownMeasurand = (at, find) => at.object((one) => ({
  id: one.text("id"), label: one.bilingual("label"), unit: find(one.requiredOrNull("unit")?.asText() ?? "\u0000"), minimum: one.optional("minimum")?.asDecimal() ?? null, maximum: one.optional("maximum")?.asDecimal() ?? null,
}));

const nameplateField = (at) => at.object((field) => ({
  id: field.text("id"), label: field.bilingual("label"), kind: field.text("kind"), unit: field.optional("unit")?.asText() ?? null, choices: optionalList(field, "choices", (choice) => choice.asText()), isOptional: field.optional("optional")?.asFlag() ?? false,
}));

const environmentCondition = (at) => at.object((condition) => ({
  id: condition.text("id"), label: condition.bilingual("label"), measurand: condition.text("measurand"), unit: condition.text("unit"), minimum: condition.optional("minimum")?.asDecimal() ?? null, maximum: condition.optional("maximum")?.asDecimal() ?? null,
  confirmed: confirmedIn(condition), source: condition.text("source"),
}));

const referenceRequirement = (at) => at.object((one) => ({ role: one.text("role"), measurand: one.text("measurand"), limitDividedByU: one.required("limitDividedByU", countIn, 1), confirmed: confirmedIn(one), source: one.text("source") }));

const layoutOf = (layout) => ({
  record: optionalList(layout, "record", (one) => one.object((table) => ({ item: table.text("item"), columns: table.required("columns", (columns) => columns.list((column) => column.asText()), []) }))),
  showsReadings: layout.optional("showsReadings")?.asFlag() ?? true, showsUncertainty: layout.optional("showsUncertainty")?.asFlag() ?? true, notes: optionalList(layout, "notes", (note) => note.asBilingual()),
  confirmed: confirmedIn(layout), source: layout.text("source"),
});

const secondsIn = (at) => at.optional("seconds") && factIn(at.optional("seconds"), (seconds) => seconds.asDecimal());

function procedureItem(at, format) {
  return at.object((item) => {
    const one = {
      id: item.text("id"), title: item.bilingual("title"), verb: item.required("verb", (verb) => verb.asOneOf(verbs), "inspect"), kinds: item.required("kinds", (kinds) => kinds.list((kind) => kind.asOneOf(verificationKinds)), []),
      matrix: item.optional("matrix")?.object((note) => ({ confirmed: confirmedIn(note), source: note.text("source") })) ?? null, onlyIf: item.optional("onlyIf")?.asText() ?? null, applies: appliesIn(item), each: item.optional("each")?.asText() ?? null,
      seconds: secondsIn(item), preparation: optionalList(item, "preparation", (act) => act.object((own) => ({ verb: own.required("verb", (verb) => verb.asOneOf(verbs), "settle"), seconds: secondsIn(own) }))),
      checks: optionalList(item, "checks", (check) => check.object((own) => ({ id: own.text("id"), label: own.bilingual("label") }))), conditions: optionalList(item, "conditions", (condition) => condition.asText()),
      points: optionalList(item, "points", testPoint), repeats: item.optional("repeats") ? countIn(item.optional("repeats")) : 1, variables: optionalMap(item, "variables", variableRule),
      constants: optionalMap(item, "constants", (constant) => constant.object((own) => ({ value: own.required("value", (value) => value.asDecimal(), Decimal.zero), confirmed: confirmedIn(own), source: own.text("source"), unit: own.text("unit") }))),
      derived: optionalList(item, "derived", (derived) => derived.object((own) => ({ name: own.text("name"), formula: own.text("formula"), unit: own.text("unit"), label: labelIn(own) }))),
      denominator: item.optional("denominator")?.object(denominatorRule) ?? null, formula: item.optional("formula")?.asText() ?? null, acceptance: item.optional("acceptance")?.object((rule) => acceptanceRule(rule, format)) ?? null,
      budget: optionalList(item, "budget", budgetRule),
      resolutionWithScatter: item.optional("resolutionWithScatter") && factIn(item.optional("resolutionWithScatter"), (choice) => choice.asOneOf(["both", "larger"])),
      resolutionShareOfLimit: item.optional("resolutionShareOfLimit") && factIn(item.optional("resolutionShareOfLimit"), (share) => share.asDecimal()),
    };
    one.isMeasured = one.formula !== null && one.acceptance !== null;
    one.acts = onlyPrepares(one.verb) ? [{ verb: one.verb, seconds: one.seconds }] : one.preparation;
    return one;
  });
}

const testPoint = (at) => at.object((point) => {
  const id = point.text("id");
  return {
    id, label: point.bilingual("label"), settings: point.required("settings", (settings) => settings.map((setting) => setting.object((own) => ({ formula: own.text("formula"), unit: own.text("unit"), label: labelIn(own) }))), new Map()),
    confirmed: confirmedIn(point), source: point.text("source"), applies: appliesIn(point), limitRow: point.optional("limitRow")?.asText() ?? id,
  };
});

const variableRule = (at) => at.object((variable) => ({
  role: variable.text("role"), measurand: variable.text("measurand"), take: variable.text("take"), unit: variable.text("unit"), subject: variable.optional("subject")?.asText() ?? "", item: variable.optional("item")?.asText() ?? null, label: labelIn(variable),
  exact: variable.optional("exact")?.object((exact) => ({ reason: exact.bilingual("reason"), confirmed: confirmedIn(exact), source: exact.text("source") })) ?? null,
}));

function denominatorRule(at) {
  const chosen = at.text("value");
  const confirmed = confirmedIn(at);
  at.text("source");
  const options = at.required("options", (list) => list.map((option) => option.asText()), new Map());
  return { confirmed, formula: options.get(chosen) ?? "" };
}

/** In the first form of files three members stood bare that are facts since. */
const statedIn = (at, format, read) => (at ? (format === 1 ? { value: read(at), confirmed: true, source: "" } : factIn(at, read)) : null);

function acceptanceRule(at, format) {
  const limit = (one) => (one.value instanceof Map
    ? one.object((sides) => ({ lower: sides.optional("lower") && amountIn(sides.optional("lower")), upper: sides.optional("upper") && amountIn(sides.optional("upper")), isSymmetric: false }))
    : { lower: null, upper: amountIn(one), isSymmetric: true });
  const rule = {
    limitBy: at.optional("limitBy")?.asText() ?? null, unit: at.text("unit"), limits: at.required("limits", (limits) => limits.map((one) => factOrUnknown(one, limit)), new Map()),
    roundingIntervals: at.required("roundingIntervals", (rows) => rows.map((row) => factIn(row, amountIn)), new Map()), decide: at.required("decide", (one) => factIn(one, (value) => value.asOneOf(["rounded", "unrounded"])), { value: "rounded", confirmed: false }),
    statisticFact: statedIn(at.optional("statistic"), format, (value) => value.asOneOf(["mean", "worst", "standard-deviation", "range"])), limitPassesFact: statedIn(at.optional("limitPasses"), format, (value) => value.asFlag()),
    rule: at.optional("rule") && factIn(at.optional("rule"), (value) => value.asText()), coverage: at.optional("coverage") && factIn(at.optional("coverage"), coverageChoice),
    multiplierFact: statedIn(at.optional("multiplier"), format, (value) => value.asDecimal()),
  };
  return {
    ...rule, selectors: rule.limitBy === null ? [] : rule.limitBy.split("+"), statistic: rule.statisticFact?.value ?? "mean", limitPasses: rule.limitPassesFact?.value ?? true, multiplier: rule.multiplierFact?.value ?? Decimal.one,
  };
}

const coverageChoice = (at) => at.object((coverage) => {
  const [probability, factor] = [coverage.optional("probability")?.asReal() ?? null, coverage.optional("k")?.asReal() ?? null];
  if ((probability === null) === (factor === null)) coverage.problem("应给出 probability 或 k 之一", "give either a probability or k");
  return factor !== null ? { factor, probability: null } : { factor: null, probability };
});

const budgetRule = (at) => at.object((component) => ({
  id: component.text("id"), label: component.bilingual("label"), distribution: component.text("distribution"), halfWidth: component.required("halfWidth", amountIn, { number: Decimal.zero, formula: null }), unit: component.text("unit"),
  variable: component.optional("variable")?.asText() ?? null, confirmed: confirmedIn(component), source: component.text("source"), beta: component.optional("beta")?.asDecimal() ?? null, degreesOfFreedom: component.optional("degreesOfFreedom")?.asDecimal() ?? null,
  density: optionalList(component, "density", (point) => point.list((number) => number.asReal(), 2)),
}));

/** The formula over readings alone: derived names and the denominator are replaced by what they stand for (ItemNames.Expand). */
function expandedFormula(item) {
  const replaced = (formula, name, meaning) => {
    const tokens = tokensOf(formula);
    const isOwn = (token) => token.kind === "name" && token.text === name;
    return tokens.some(isOwn) ? tokens.map((token) => (isOwn(token) ? `(${meaning})` : token.text)).join(" ") : formula;
  };
  const begun = item.denominator ? replaced(item.formula, "denominator", item.denominator.formula) : item.formula;
  return item.derived.reduceRight((formula, derived) => replaced(formula, derived.name, derived.formula), begun);
}

/** Units of derived quantities: "°C" names a temperature where the formula gives one, and a difference where it gives that (DerivedUnits, TypeCheck). */
function derivedUnits(procedure, item) {
  if (!item.derivedUnits) {
    const points = new Map();
    for (const field of procedure.nameplate) points.set(field.id, Boolean(field.unit && procedure.unit(field.unit)?.isAffine));
    for (const point of item.points) for (const [name, { unit }] of point.settings) points.set(name, procedure.unit(unit).isAffine);
    for (const [name, { unit }] of [...item.constants, ...item.variables]) points.set(name, procedure.unit(unit).isAffine);
    item.derivedUnits = item.derived.map(({ name, formula, unit }) => {
      const own = procedure.unit(unit);
      const isPoint = own.isAffine && givesPoint(formulaOf(formula), points);
      points.set(name, isPoint);
      return own.isAffine && !isPoint ? own.ofDifferences : own;
    });
  }
  return item.derivedUnits;
}

/** Whether a term is a point of a scale such as °C: their difference is an amount, an amount may be added to one. */
function givesPoint(node, points) {
  const of = (inner) => givesPoint(inner, points);
  if (node.name !== undefined) return points.get(node.name) ?? false;
  if (node.operator === "+" || node.operator === "-") return of(node.left) !== of(node.right);
  if (["mean", "min", "max"].includes(node.call)) return of(node.arguments[0]);
  if (node.call === "if") return of(node.arguments[1]);
  return node.call === "interp" && of(node.arguments[2]);
}
