// Readings of one repeat → values of the formula, error and quantisation bound; limits as far as nameplate, settings and readings tell (Core/Runs/RepeatEvaluation, ItemScope, PermissibleZone, StepAcceptance).
const smallestReference = new Decimal(1n, 9);
const largestError = Decimal.of(1_000_000_000);

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
