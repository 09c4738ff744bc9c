// Observations → errors, limits, rounding and verdicts of the present edition (Core/Runs/Evaluator, PointEvaluation, RepeatEvaluation, ItemScope, PermissibleZone, PointStatistic, WhyOpen, ReferenceGuard).
const smallestReference = new Decimal(1n, 9);
const largestError = Decimal.of(1_000_000_000);
const verdictOrder = ["not-set", "pass", "conditional-pass", "indeterminate", "fail", "aborted", "error"];

/** The worst child; half a run never passes, though it may already have failed. */
function worstOf(verdicts) {
  const worst = verdicts.reduce((most, one) => Math.max(most, verdictOrder.indexOf(one)), 0);
  return worst < verdictOrder.indexOf("indeterminate") && verdicts.includes("not-set") ? "not-set" : verdictOrder[worst];
}

/** Every name of an item's formulas with its quantity. */
class Scope {
  known = new Map();

  static of(plan, step, item, values) {
    const scope = new Scope();
    const unit = (symbol) => plan.procedure.unit(symbol);
    scope.unitOf = unit;
    const set = (name, shown, exact, own) => scope.known.set(name, { shown, exact, unit: own });
    for (const [name, { value, unit: own }] of plan.numbers) set(name, value, null, own);
    for (const [name, { value, unit: own }] of step.settings) set(name, value, null, own);
    for (const [name, constant] of item.constants) set(name, constant.value, null, unit(constant.unit));
    for (const [name, variable] of item.variables) if (values.has(name)) set(name, values.get(name).shown, values.get(name).exact, unit(variable.unit));
    const units = derivedUnits(plan.procedure, item);
    item.derived.forEach((derived, i) => {
      const value = orNull(() => scope.evaluate(derived.formula, units[i]));
      if (value) set(derived.name, value.shown, value.exact, units[i]);
    });
    if (item.denominator) {
      const tree = formulaOf(item.denominator.formula);
      const divisor = orNull(() => evaluateDecimal(tree, scope.coherent));
      if (divisor) set("denominator", divisor, evaluateExactly(tree, scope.exactlyCoherent), unitOne);
    }
    return scope;
  }

  coherent = (name) => {
    const found = this.known.get(name);
    return found ? found.unit.toCoherent(found.shown) : null;
  };

  exactlyCoherent = (name) => {
    const found = this.known.get(name);
    return found ? found.unit.toCoherentExactly(found.exact ?? found.shown.toFraction()) : null;
  };

  has(name) {
    return this.known.has(name);
  }

  /** The unit of errors, limits and half-widths: the zero of a scale does not count. */
  intervalUnitOf(symbol) {
    return this.unitOf(symbol).ofDifferences;
  }

  /** The exact number of a formula in a unit; throws FormulaRefusal where there is none. */
  evaluate(formula, unit) {
    const tree = formulaOf(formula);
    const computed = unit.fromCoherent(evaluateDecimal(tree, this.coherent));
    const exact = evaluateExactly(tree, this.exactlyCoherent);
    return exact ? ExactNumber.of(computed, unit.fromCoherentExactly(exact)) : ExactNumber.ofDecimal(computed);
  }

  /** A number of the procedure in a unit; null when its formula has no value here. */
  amount(amount, unit) {
    if (!amount) return null;
    if (amount.formula === null) return ExactNumber.ofDecimal(amount.number);
    const value = orNull(() => this.evaluate(amount.formula, unit));
    return value && new ExactNumber(value.shown.withoutTrailingZeros(), value.exact);
  }
}

const noValues = new Map();

/** Signed limits of an error; a side that is null is not limited, both when they are not known. */
class Zone {
  constructor(lower, upper, limitPasses) {
    Object.assign(this, { lower, upper, limitPasses });
  }

  static of(rule, selector, scope) {
    const limit = rule.limits.get(selector)?.value ?? null;
    if (!limit) return new Zone(null, null, rule.limitPasses);
    const unit = scope.intervalUnitOf(rule.unit);
    let [lower, upper] = [scope.amount(limit.lower, unit), scope.amount(limit.upper, unit)];
    if (limit.isSymmetric) [lower, upper] = upper && upper.exact.above > 0n ? [new ExactNumber(upper.shown.negated(), Fraction.of(0).minus(upper.exact)), upper] : [null, null];
    const isBroken = (limit.lower && !lower) || (limit.upper && !upper) || (lower && upper && lower.exact.compare(upper.exact) >= 0);
    return isBroken ? new Zone(null, null, rule.limitPasses) : new Zone(lower, upper, rule.limitPasses);
  }

  get isKnown() {
    return this.lower !== null || this.upper !== null;
  }

  get isSymmetric() {
    return this.lower !== null && this.upper !== null && this.lower.shown.equals(this.upper.shown.negated());
  }

  /** The smallest magnitude of a limit that is not zero; zero when nothing is known. */
  get magnitude() {
    const [lower, upper] = [this.lower?.shown.magnitude() ?? Decimal.zero, this.upper?.shown.magnitude() ?? Decimal.zero];
    return lower.sign === 0 ? upper : upper.sign === 0 || lower.compare(upper) < 0 ? lower : upper;
  }

  get exactMagnitude() {
    const [lower, upper] = [this.lower?.exact.magnitude() ?? Fraction.of(0), this.upper?.exact.magnitude() ?? Fraction.of(0)];
    return lower.isZero ? upper : upper.isZero || lower.compare(upper) < 0 ? lower : upper;
  }

  /** The limits as a decision with an uncertainty takes them. */
  get tolerance() {
    return { lower: this.lower?.exact.toDecimal() ?? null, upper: this.upper?.exact.toDecimal() ?? null };
  }

  judge(value) {
    const [below, above] = [this.lower ? value.compare(this.lower.exact) : 1, this.upper ? value.compare(this.upper.exact) : -1];
    return (this.limitPasses ? below < 0 || above > 0 : below <= 0 || above >= 0) ? "fail" : "pass";
  }

  /** How far a value lies beyond the nearer limit of a zone that is known; negative inside. */
  excess(value) {
    const [below, above] = [this.lower && this.lower.exact.minus(value), this.upper && value.minus(this.upper.exact)];
    return !below ? above : !above || below.compare(above) > 0 ? below : above;
  }
}

/** Limits and rounding interval of a step. */
function acceptanceOf(plan, step, item, scope) {
  const rule = item.acceptance;
  const selector = plan.selectorOf(rule, step);
  const row = rule.roundingIntervals.get(selector);
  const interval = row ? scope.amount(row.value, scope.intervalUnitOf(rule.unit)) : null;
  return { zone: Zone.of(rule, selector, scope), interval: interval && interval.shown.sign > 0 ? interval.shown : null };
}

// One repeat: readings → values of the formula, error and quantisation bound.
/** A difference of two values in another unit. */
const stepIn = (value, unit, to) => new Quantity(value, unit.ofDifferences).in(to.ofDifferences);

/** The readings among which that of a variable stands: those of the item, or those that an accepted earlier one took, of the same part where both have parts. */
function readingsBehind(run, step, variable, own) {
  if (variable.take !== "from") return own;
  const partOf = (point) => (point.includes("@") ? point.slice(point.lastIndexOf("@")) : "");
  const steps = run.plan.steps.map((_, i) => i).filter((i) => run.plan.steps[i].item === variable.item);
  const index = steps.length === 1 ? steps[0] : steps.find((i) => partOf(run.plan.steps[i].point) === partOf(step.point)) ?? -1;
  return index >= 0 && run.steps[index].phase === "accepted" ? run.latest(index) : [];
}

const isOfVariable = (variable, one) => one.role === variable.role && one.subject === variable.subject && one.reading.measurand === variable.measurand;

function valueAt(procedure, variable, stage, readings) {
  const found = readings.find((one) => one.stage === stage && isOfVariable(variable, one));
  return found ? new Quantity(found.reading.value, procedure.unit(found.reading.unit)).exactly(procedure.unit(variable.unit)) : null;
}

function valueOfVariable(procedure, variable, readings) {
  const at = (stage) => valueAt(procedure, variable, stage, readings);
  if (variable.take === "difference") {
    const [end, start] = [at("end"), at("start")];
    return end && start ? end.minus(start) : null;
  }
  return at({ start: "start", end: "end" }[variable.take] ?? "single");
}

/** Smallest step of the indication behind a variable, in its unit. */
const resolutionOf = (procedure, variable, readings) => readings.filter((one) => isOfVariable(variable, one))
  .map(({ reading }) => stepIn(reading.resolution, procedure.unit(reading.unit), procedure.unit(variable.unit)))
  .reduce((most, one) => (most === null || one.compare(most) > 0 ? one : most), null) ?? Decimal.zero;

function repeatOf(run, index) {
  const { plan } = run;
  const step = plan.steps[index];
  const item = plan.itemOf(step);
  const readings = run.latest(index);
  const numbers = new Map();
  for (const [name, variable] of item.variables) {
    const value = valueOfVariable(plan.procedure, variable, readingsBehind(run, step, variable, readings));
    if (value) numbers.set(name, value);
  }
  const scope = Scope.of(plan, step, item, numbers);
  let [error, refusal] = [null, null];
  try {
    error = scope.evaluate(item.formula, scope.intervalUnitOf(item.acceptance.unit));
  } catch (fault) {
    if (!(fault instanceof FormulaRefusal)) throw fault;
    refusal = fault;
  }
  const computed = error && error.shown.magnitude().compare(largestError) <= 0 ? error : null;
  const { bound, isOpen } = gateOf(run, step, item, scope, readings);
  const values = new Map([...numbers].map(([name, value]) => [name, value.shown]));
  for (const { name } of item.derived) if (scope.has(name)) values.set(name, scope.known.get(name).shown);
  return { step, attempt: run.steps[index].attempt, values, error: computed?.shown ?? null, bound, gateIsOpen: isOpen && computed !== null, scope, numbers, computed, noError: computed ? null : whyNoError(item, scope, refusal) };
}

/** Why a repeat has no error: a reading that is missing, or what its formula, or the derived quantity before it, runs into. */
function whyNoError(item, scope, refusal) {
  const noValue = (name, formula, why) => {
    const what = name === "" ? formula : `${name} = ${formula}`;
    return both(`「${what}」在这些读数处没有值，${why.text.zh}`, `“${what}” has no value at these readings. ${why.text.en}`);
  };
  if (!refusal) return both("误差大于任何可能的值。", "The error is beyond any possible value.");
  const missing = [...item.variables.keys()].filter((name) => !scope.has(name));
  if (missing.length > 0) return both(`缺少 ${missing.join("、")} 的读数。`, `The reading of ${missing.join(", ")} is missing.`);
  const derived = item.derived.find(({ name }) => !scope.has(name));
  if (derived) {
    try {
      scope.evaluate(derived.formula, scope.unitOf(derived.unit));
    } catch (why) {
      if (why instanceof FormulaRefusal) return noValue(derived.name, derived.formula, why);
      throw why;
    }
  }
  return item.denominator && !scope.has("denominator") ? noValue("denominator", item.denominator.formula, refusal) : noValue("", item.formula, refusal);
}

/** Whether quantisation leaves enough of the limit (Core/Errors/ResolutionGate). */
function gateOf(run, step, item, scope, readings) {
  if (!item.resolutionShareOfLimit) return { bound: null, isOpen: true };
  const variables = [...item.variables];
  const indicated = variables.find(([, variable]) => variable.role === "unit-under-test")[1];
  const [name, reference] = variables.find(([, variable]) => variable.role === "reference" && variable.measurand === indicated.measurand);
  const seen = scope.known.get(name)?.shown;
  if (!seen || seen.magnitude().compare(smallestReference) < 0) return { bound: null, isOpen: false };
  const { plan } = run;
  const [rule, unitOf] = [item.acceptance, (symbol) => plan.procedure.unit(symbol)];
  const zone = Zone.of(rule, plan.selectorOf(rule, step), scope);
  const unit = unitOf(rule.unit);
  const limit = percent.fromCoherent(unit.toCoherent(zone.magnitude));
  const smallest = stepIn(resolutionOf(plan.procedure, indicated, readingsBehind(run, step, indicated, readings)), unitOf(indicated.unit), unitOf(reference.unit));
  const bound = Decimal.of(100).times(smallest).over(seen).magnitude();
  return { bound: unit.fromCoherent(percent.toCoherent(bound)), isOpen: bound.compare(item.resolutionShareOfLimit.value.times(limit)) <= 0 || !zone.isKnown };
}

/** The current step when it is read but not yet accepted has an error, and its gate is open. */
function gateIsOpen(run) {
  const { step } = run;
  return !step || step.isEnvironment || run.state.phase !== "read" || !run.plan.itemOf(step).isMeasured || repeatOf(run, run.current).gateIsOpen;
}

// One point: its accepted repeats → the value that is judged, rounded once, budget and verdict.
/** Index of the error that lies farthest beyond, or nearest to, a limit; the first of equals. */
function worstIndex(errors, zone) {
  const distance = (one) => (zone.isKnown ? zone.excess(one.exact) : one.exact.magnitude());
  return errors.reduce((worst, one, i) => (i > 0 && distance(one).compare(distance(errors[worst])) > 0 ? i : worst), 0);
}

/** What the errors of a point are made into before they are judged; null when there are too few. */
function statisticOf(statistic, errors, zone) {
  if (errors.length === 0) return null;
  if (statistic === "mean") return ExactNumber.mean(errors);
  if (statistic === "worst") return errors[worstIndex(errors, zone)];
  if (errors.length < 2) return null;
  if (statistic === "standard-deviation") return standardDeviation(errors);
  const [most, least] = [1, -1].map((sign) => errors.reduce((best, one) => (sign * one.exact.compare(best.exact) > 0 ? one : best)));
  return most.minus(least);
}

function standardDeviation(errors) {
  const sum = (values) => values.reduce((all, value) => all.plus(value), Decimal.zero);
  const mean = sum(errors.map((error) => error.shown)).over(Decimal.of(errors.length));
  const square = sum(errors.map(({ shown }) => shown.minus(mean).times(shown.minus(mean)))).over(Decimal.of(errors.length - 1));
  let root = square.sign === 0 ? Decimal.zero : Decimal.ofDouble(Math.sqrt(square.toDouble()));
  for (let i = 0; i < 3 && root.sign !== 0; i++) root = root.plus(square.over(root)).over(Decimal.of(2));
  const exactMean = Fraction.mean(errors.map((error) => error.exact));
  const variance = errors.reduce((all, { exact }) => all.plus(exact.minus(exactMean).times(exact.minus(exactMean))), Fraction.of(0)).over(Fraction.of(errors.length - 1));
  const exact = variance.root();
  return exact ? ExactNumber.of(root, exact) : ExactNumber.ofDecimal(root);
}

function pointOf(run, item, point, references) {
  const { plan } = run;
  const rule = item.acceptance;
  const steps = plan.steps.map((_, i) => i).filter((i) => plan.steps[i].item === item.id && plan.steps[i].point === point.point);
  const accepted = steps.filter((i) => run.steps[i].phase === "accepted");
  const repeats = accepted.map((i) => repeatOf(run, i));
  const means = new Map([...item.variables.keys()].filter((name) => repeats.length > 0 && repeats.every((repeat) => repeat.numbers.has(name)))
    .map((name) => [name, ExactNumber.mean(repeats.map((repeat) => repeat.numbers.get(name)))]));
  const scope = repeats.length === 1 ? repeats[0].scope : Scope.of(plan, point, item, means);
  const { zone, interval } = acceptanceOf(plan, point, item, scope);
  const errors = repeats.every((repeat) => repeat.computed) ? repeats.map((repeat) => repeat.computed) : [];
  const mean = statisticOf("mean", errors, zone);
  const judged = rule.statistic === "mean" ? mean : repeats.length === steps.length ? statisticOf(rule.statistic, errors, zone) : null;
  const taken = rule.statistic === "worst" && judged ? worstIndex(errors, zone) : null;
  let knowledge = { budget: null, uncovered: [], whyNone: null };
  if (judged && rule.statistic !== "standard-deviation" && rule.statistic !== "range") {
    const read = taken === null ? accepted : [accepted[taken]];
    const observations = read.flatMap((i) => run.latest(i));
    const resolutions = new Map([...item.variables].map(([name, variable]) => [name, resolutionOf(plan.procedure, variable, readingsBehind(run, point, variable, observations))]));
    knowledge = new PointBudget(plan.procedure, item, repeats, taken, resolutions, taken === null ? scope : repeats[taken].scope).knowledge(references);
  }
  const why = whyOpen(run, item, steps, repeats, references, zone);
  const [verdict, remark] = why ? ["indeterminate", why] : judge(run, rule, steps, judged, zone, interval, knowledge);
  return {
    point: point.point, label: point.pointLabel ?? item.title, unit: rule.unit, repeats, mean: mean?.shown ?? null, result: judged?.shown ?? null, rounded: judged && interval ? roundedTo(interval, judged.exact) : null,
    roundingInterval: interval ?? Decimal.zero, zone, budget: knowledge.budget, uncovered: knowledge.uncovered, whyNoUncertainty: knowledge.budget ? null : knowledge.whyNone, verdict, remark,
  };
}

function judge(run, rule, steps, value, zone, interval, { budget, whyNone }) {
  if (!value || !interval || steps.some((i) => run.steps[i].phase !== "accepted")) return ["not-set", null];
  const isRounded = rule.decide.value === "rounded";
  if (!rule.rule) return [zone.judge(isRounded ? roundedTo(interval, value.exact).toFraction() : value.exact), null];
  if (rule.rule.value !== "simple") {
    if (!budget) return ["indeterminate", budgetRefusals.neededToDecide(whyNone ?? budgetRefusals.noReference)];
    if (budget.warnings.length > 0) return ["indeterminate", budgetRefusals.inDoubt(budget.warnings[0].text)];
  }
  const judged = isRounded ? roundedTo(interval, value.exact) : value.exact.toDecimal();
  return decide(rule.rule.value, judged, Decimal.ofDouble(budget?.expanded ?? 0), zone.tolerance, rule.multiplier);
}

/** What keeps a test point from being decided; null when nothing does. */
function whyOpen(run, item, steps, repeats, references, zone) {
  const reason = steps.filter((i) => run.steps[i].phase === "skipped").map((i) => run.steps[i].reason)[0] ?? null;
  if (reason !== null) return both(`已跳过：${reason}`, `Skipped: ${reason}`);
  const without = repeats.find((repeat) => repeat.error === null);
  if (without) return both(`第 ${without.step.repeat} 次测量没有误差：${without.noError.zh}请核对读数，需要时重测。`, `Repeat ${without.step.repeat} has no error: ${without.noError.en} Check the readings and measure again if needed.`);
  if (!zone.isKnown && repeats.length > 0)
    return both("规程数据中没有此项限值，不能判定。请对照规程文本补全后发布新的修订。", "The procedure data has no limit for this point, so nothing is decided. Complete it from the text of the regulation and publish a new revision.");
  return insufficientReference(run.plan.procedure, item, zone.exactMagnitude, references);
}

// Whether the references are good enough.
const requirementsOf = (procedure, item) => procedure.references.filter((one) => [...item.variables.values()].some((variable) => variable.measurand === one.measurand && variable.role === one.role));
const givenFor = (requirement, references) => references.filter((one) => one.role === requirement.role && one.measurand === requirement.measurand);

/** The first given reference whose uncertainty is too large for the limit, in words; null when none is. */
function insufficientReference(procedure, item, limit, references) {
  if (limit.isZero) return null;
  const [wanted, saidUnit] = [item.acceptance.unit, (unit) => (unit === "" ? "1" : unit)];
  for (const requirement of requirementsOf(procedure, item)) {
    const given = givenFor(requirement, references);
    const other = given.find((one) => procedure.unit(one.unit)?.dimension !== procedure.unit(wanted).dimension);
    if (other) {
      return both(`标准器「${other.name}」扩展不确定度的单位「${saidUnit(other.unit)}」与最大允许误差的单位「${saidUnit(wanted)}」量纲不同，无法比较。请按「${saidUnit(wanted)}」登记其证书的不确定度。`,
        `The uncertainty of “${other.name}” is stated in “${saidUnit(other.unit)}”, the maximum permissible error in “${saidUnit(wanted)}”, and they cannot be compared. Enter the uncertainty of its certificate in “${saidUnit(wanted)}”.`);
    }
    const n = requirement.limitDividedByU;
    const large = given.find((one) => {
      const expanded = new Quantity(one.expandedUncertainty, procedure.unit(one.unit).ofDifferences).exactly(procedure.unit(wanted).ofDifferences).exact;
      return !(one.coverageFactor.sign > 0 && expanded.above >= 0n && Fraction.of(2 * n).times(expanded).compare(one.coverageFactor.toFraction().times(limit)) <= 0);
    });
    if (large) return both(`标准器「${large.name}」的扩展不确定度大于最大允许误差的 1/${n}。请更换标准器。`, `The expanded uncertainty of “${large.name}” is larger than 1/${n} of the maximum permissible error. Use a better reference.`);
  }
  return null;
}

/** The first requirement on the references that is not met, asked before anything is evaluated; null when the run may be. */
function referenceRefusal(plan, references) {
  for (const item of plan.items.filter((one) => one.acceptance)) {
    const missing = requirementsOf(plan.procedure, item).find((one) => givenFor(one, references).length === 0);
    if (missing) {
      const name = plan.procedure.measurand(missing.measurand)?.label ?? both(missing.measurand, missing.measurand);
      return both(`「${item.title.zh}」缺少标准器的溯源数据（${name.zh}）。请先登记其证书的扩展不确定度。`, `“${item.title.en}” has no traceable reference for ${name.en} (${missing.measurand}). Enter the expanded uncertainty of its certificate first.`);
    }
    const limits = plan.pointsOf(item).map((point) => Zone.of(item.acceptance, plan.selectorOf(item.acceptance, point), Scope.of(plan, point, item, noValues))).filter((zone) => zone.isKnown).map((zone) => zone.exactMagnitude);
    const refusal = insufficientReference(plan.procedure, item, limits.reduce((least, one) => (least === null || one.compare(least) < 0 ? one : least), null) ?? Fraction.of(0), references);
    if (refusal) return refusal;
  }
  return null;
}

// The whole run.
function evaluationOf(run, references) {
  const ambient = ambientOf(run);
  const items = run.plan.items.map((item) => itemResult(run, item, references));
  const verdict = run.isAborted ? "aborted" : worstOf([...items.map((item) => item.verdict), ...ambient.map((one) => one.verdict)]);
  return { verdict, items, ambient, unconfirmedFacts: unconfirmedFactsOf(run.plan) };
}

const doneVerdict = { accepted: "pass", skipped: "indeterminate" };

function itemResult(run, item, references) {
  const own = run.plan.steps.map((_, i) => i).filter((i) => run.plan.steps[i].item === item.id);
  const result = { item: item.id, title: item.title, points: [], checks: [] };
  if (item.verb === "inspect") {
    const answers = new Map(run.latest(own[0]).filter((one) => one.role === "verifier").map((one) => [one.subject, one.reading.value.equals(Decimal.one)]));
    const checks = item.checks.map((check) => ({ check: check.id, label: check.label, conforms: answers.get(check.id) ?? null }));
    const { phase } = run.steps[own[0]];
    return { ...result, checks, verdict: phase === "accepted" ? (checks.every((check) => check.conforms === true) ? "pass" : "fail") : doneVerdict[phase] ?? "not-set" };
  }
  if (!item.isMeasured) return { ...result, verdict: worstOf(own.map((i) => doneVerdict[run.steps[i].phase] ?? "not-set")) };
  const points = run.plan.pointsOf(item).map((point) => pointOf(run, item, point, references));
  return { ...result, points, verdict: worstOf(points.map((point) => point.verdict)) };
}

/** The conditions that open the run, then those of every later item that records them again. */
function ambientOf(run) {
  const { procedure } = run.plan;
  const indexOf = (id) => run.plan.steps.findIndex((step) => step.item === id);
  const first = procedure.environment.length === 0 ? [] : ambientAt(run, indexOf("environment"), procedure.environment);
  const later = run.plan.items.filter((item) => item.verb === "environment").flatMap((item) => ambientAt(run, indexOf(item.id), conditionsOf(run.plan, item)).map((one) => ({
    ...one, id: `${item.id}/${one.id}`, label: both(`${item.title.zh} · ${one.label.zh}`, `${item.title.en} · ${one.label.en}`),
  })));
  return [...first, ...later];
}

function ambientAt(run, index, conditions) {
  const readings = new Map(run.latest(index).filter((one) => one.role === "environment").map((one) => [one.subject, one.reading]));
  const { phase } = run.steps[index];
  return conditions.map((condition) => {
    const [reading, wanted] = [readings.get(condition.id), run.plan.procedure.unit(condition.unit)];
    const unit = reading && run.plan.procedure.unit(reading.unit);
    const result = { id: condition.id, label: condition.label, value: null, text: null, unit: condition.unit, verdict: phase === "skipped" ? "indeterminate" : "not-set" };
    if (!unit || !wanted) return result;
    const { shown, exact } = new Quantity(reading.value, unit).exactly(wanted);
    const isOutside = (condition.minimum && exact.compare(condition.minimum.toFraction()) < 0) || (condition.maximum && exact.compare(condition.maximum.toFraction()) > 0);
    return { ...result, value: shown, text: unit.is(wanted) ? reading.text : null, verdict: isOutside || phase === "skipped" ? "indeterminate" : phase === "accepted" ? "pass" : "not-set" };
  });
}
