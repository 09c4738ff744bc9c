// Budgets of test points: law of propagation, coverage factor, U, warnings (Core/Uncertainty).
const budgetRefusals = {
  noReference: both("没有标准器的证书数据，无法给出测量不确定度。请登记溯源证书的不确定度。", "No certificate of a reference gives an uncertainty. Enter the uncertainty of its certificate."),
  noSensitivity: both("误差公式在这些读数处没有灵敏系数，无法给出测量不确定度。请检查读数。", "The formula of the error has no sensitivities at these readings, so there is no uncertainty. Check the readings."),
  zero: both("在这些读数处，各分量的一阶影响都为零，算出 U = 0，故不给出测量不确定度。请检查误差公式、证书数据和读数的分辨力。",
    "To the first order nothing changes the error at these readings, so that U would be 0 and none is stated. Check the formula of the error, the certificates and the resolutions."),
  tooLarge: both("算出的测量不确定度超出可能的范围。请检查读数和证书数据。", "The computed uncertainty is beyond any possible value. Check readings and certificates."),
  neededToDecide: (why) => both(`判定规则要用测量不确定度，此检定点没有，故不判定。${why.zh}`, `The decision rule uses the uncertainty, and this point has none, so it is not decided. ${why.en}`),
  inDoubt: (warning) => both(`判定规则要用测量不确定度，而此检定点的 U 存疑，故不判定。${warning.zh}`, `The decision rule uses the uncertainty, and that of this point is in doubt, so it is not decided. ${warning.en}`),
  uncovered: (names) => both(`不给出测量不确定度：输入量 ${names.join("、")} 没有不确定度来源。请登记其标准器的证书，或在规程数据中声明分量或准确值。`,
    `No uncertainty is stated: nothing gives that of the input ${names.join(", ")}. Enter the certificate of its reference, or state a component or exactness in the procedure data.`),
  shareOfScale: (reference, unit) => both(`标准器「${reference}」证书以百分数给出不确定度，而「${unit}」的零点是约定的，其示值的百分数没有意义。请按「${unit}」或 K 登记其 U。`,
    `The certificate of ${reference} states its uncertainty in per cent, and a share of a reading in ${unit}, whose zero is conventional, means nothing. Enter its U in ${unit} or K.`),
  shareOfZero: (reference, input) => both(`标准器「${reference}」证书以百分数给出不确定度，而 ${input} 的示值为零，不能由此得到不确定度。请登记零点附近的绝对不确定度。`,
    `The certificate of ${reference} states its uncertainty in per cent, and ${input} reads zero, of which it tells nothing. Enter the absolute uncertainty near zero.`),
  noHalfWidth: (label) => both(`不确定度分量「${label.zh}」的半宽在此检定点没有值。请检查规程数据和读数。`, `The half-width of “${label.en}” has no value at this test point. Check the procedure data and the readings.`),
  unknownUnit: (reference, unit) => both(`标准器「${reference}」不确定度的单位「${unit}」未知。请更正证书数据。`, `The unit “${unit}” of the uncertainty of ${reference} is not known. Correct the certificate's entry.`),
};

/** Why there is no budget, in words. */
class NoBudget extends Error {
  constructor(text) {
    super(text.en);
    this.text = text;
  }
}

const sumOf = (values) => values.reduce((sum, value) => sum + value, 0);

/** Experimental standard deviation, JCGM 100:2008 4.2. */
function deviationOf(values) {
  const mean = sumOf(values) / values.length;
  return Math.sqrt(sumOf(values.map((value) => (value - mean) * (value - mean))) / (values.length - 1));
}

/** Budget of the error of a test point: scatter of the repeats, the references by their certificates, the resolutions, and what the procedure states. */
class PointBudget {
  constructor(procedure, item, repeats, taken, resolutions, scope) {
    Object.assign(this, { procedure, item, repeats, taken, resolutions, scope, formula: formulaOf(expandedFormula(item)) });
  }

  /** {budget, uncovered, whyNone}. */
  knowledge(references) {
    const { item } = this;
    const given = references.filter((reference) => this.readBy(reference).length > 0);
    const uncovered = this.uncovered(given);
    if (given.length === 0 && item.budget.length === 0 && uncovered.length === 0) return { budget: null, uncovered: [], whyNone: null };
    if (uncovered.length > 0) return { budget: null, uncovered, whyNone: budgetRefusals.uncovered(uncovered) };
    try {
      return { budget: this.budget(given), uncovered: [], whyNone: null };
    } catch (error) {
      if (error instanceof NoBudget) return { budget: null, uncovered: [], whyNone: error.text };
      throw error;
    }
  }

  /** Names of the variables that a certificate speaks of. A reference clock has no reading of its own: its certificate speaks of the offset. */
  readBy(reference) {
    const roles = [...this.item.variables.values()].map((variable) => variable.role);
    const isOffset = (variable) => variable.measurand === clockMeasurand && !roles.includes(reference.role);
    return [...this.item.variables].filter(([, variable]) => !variable.exact && variable.measurand === reference.measurand && (variable.role === reference.role || isOffset(variable))).map(([name]) => name);
  }

  uncovered(given) {
    const used = variablesIn(this.formula);
    const covered = new Set([...given.flatMap((reference) => this.readBy(reference)), ...this.item.budget.map((component) => component.variable)]);
    return [...this.item.variables].filter(([name, variable]) => (variable.role === "reference" || variable.role === "verifier") && !variable.exact && used.includes(name) && !covered.has(name)).map(([name]) => name);
  }

  /** Where sensitivities are taken, in the unit of the variable. */
  at(name) {
    return this.taken !== null ? this.repeats[this.taken].values.get(name).toDouble() : sumOf(this.repeats.map((repeat) => repeat.values.get(name).toDouble())) / this.repeats.length;
  }

  /** Every name of the formula in coherent units. */
  coherent() {
    const of = (value, unit) => value * unit.scale + unit.offset.toDouble();
    const at = new Map([...this.repeats[0].scope.known].filter(([name]) => name !== "denominator").map(([name, { shown, unit }]) => [name, of(shown.toDouble(), unit)]));
    for (const [name, variable] of this.item.variables) at.set(name, of(this.at(name), this.scope.unitOf(variable.unit)));
    return at;
  }

  /** c of every variable, in the unit of the error by that of the variable. */
  sensitivities() {
    const at = this.coherent();
    return new Map([...this.item.variables].map(([name, variable]) => {
      const slope = derivativeOf(this.formula, name);
      const value = slope && orNull(() => evaluateDouble(slope, (one) => at.get(one)));
      if (value === null) throw new NoBudget(budgetRefusals.noSensitivity);
      return [name, value * this.scope.unitOf(variable.unit).scale / this.scope.unitOf(this.item.acceptance.unit).scale];
    }));
  }

  budget(given) {
    const { item, procedure } = this;
    if (given.length === 0 && item.budget.length === 0) throw new NoBudget(budgetRefusals.noReference);
    const unreadable = given.find((reference) => !procedure.unit(reference.unit));
    if (unreadable) throw new NoBudget(budgetRefusals.unknownUnit(unreadable.name, unreadable.unit));
    for (const reference of given) for (const name of this.readBy(reference)) this.refuseShareOfNothing(reference, name);
    const sensitivities = this.sensitivities();
    let components = [];
    if (this.repeats.length >= 2) components.push(this.scatter());
    for (const reference of given) components.push(commonComponent(this.readBy(reference).map((name) => this.certificate(reference, name, sensitivities.get(name)))));
    for (const [name, variable] of item.variables) if (!variable.exact && this.resolutions.get(name).sign > 0) components.push(this.resolution(name, variable, sensitivities.get(name)));
    for (const rule of item.budget) components.push(this.declared(rule, sensitivities));
    if (item.resolutionWithScatter?.value === "larger") components = this.withoutSmaller(components);
    const budget = combined(item.acceptance.unit, components, item.acceptance.coverage?.value ?? { factor: 2, probability: null });
    if (budget.expanded >= 1e15) throw new NoBudget(budgetRefusals.tooLarge);
    if (budget.expanded === 0) throw new NoBudget(budgetRefusals.zero);
    return { ...budget, warnings: this.warnings(budget, sensitivities) };
  }

  scatter() {
    const errors = this.repeats.map((repeat) => repeat.error.toDouble());
    const s = deviationOf(errors);
    // One value out of several scatters by s; their mean by s/√n.
    const [u, text] = this.taken === null ? [s / Math.sqrt(errors.length), both("重复性（平均值）", "Repeatability of the mean")] : [s, both("重复性（单次测量值）", "Repeatability of one measurement")];
    return component("s", text, "A", "normal", u, 1, errors.length - 1, this.item.acceptance.unit);
  }

  /** Per cent of volts or of a count of pulses is a share of the reading; per cent of a quantity that is itself in per cent is not. */
  isShare(unit, own) {
    return unit.dimension === noDimension && (own.dimension !== noDimension || (unit.scale !== 1 && own.scale === 1));
  }

  refuseShareOfNothing(reference, name) {
    const own = this.procedure.unit(this.item.variables.get(name).unit);
    if (!this.isShare(this.procedure.unit(reference.unit), own)) return;
    if (own.isAffine) throw new NoBudget(budgetRefusals.shareOfScale(reference.name, own.symbol));
    if (this.at(name) === 0) throw new NoBudget(budgetRefusals.shareOfZero(reference.name, name));
  }

  certificate(reference, name, sensitivity) {
    const [expanded, unit, own] = [reference.expandedUncertainty.toDouble(), this.procedure.unit(reference.unit), this.procedure.unit(this.item.variables.get(name).unit)];
    const absolute = this.isShare(unit, own) ? Math.abs(this.at(name)) * expanded * unit.scale : expanded * unit.scale / own.scale;
    return component(`u_cert(${name})`, both(`标准器「${reference.name}」证书`, `Certificate of ${reference.name}`), "B", "normal", absolute / reference.coverageFactor.toDouble(), sensitivity, Infinity, own.symbol, name);
  }

  /** Two readings of one register, each rectangular, independent: their difference is triangular. */
  resolution(name, variable, sensitivity) {
    const step = this.resolutions.get(name).toDouble();
    const isDifference = variable.take === "difference";
    const text = variable.role === "reference" ? both("标准器分辨力", "Resolution of the reference") : both("被检器具分辨力", "Resolution of the unit under test");
    return component(`u_res(${name})`, text, "B", isDifference ? "triangular" : "rectangular", isDifference ? step / Math.sqrt(6) : step / (2 * Math.sqrt(3)), sensitivity, Infinity, variable.unit, name);
  }

  declared(rule, sensitivities) {
    const [unit, own] = [this.scope.intervalUnitOf(rule.unit), this.scope.unitOf(rule.variable === null ? this.item.acceptance.unit : this.item.variables.get(rule.variable).unit)];
    const stated = this.scope.amount(rule.halfWidth, unit);
    if (!stated || stated.shown.sign < 0) throw new NoBudget(budgetRefusals.noHalfWidth(rule.label));
    const halfWidth = stated.shown.toDouble() * unit.scale / own.scale;
    return component(`u(${rule.id})`, rule.label, "B", rule.distribution, declaredUncertainty(rule, halfWidth), rule.variable === null ? 1 : sensitivities.get(rule.variable), rule.degreesOfFreedom?.toDouble() ?? Infinity, own.symbol, rule.variable ?? "");
  }

  /** Of scatter and resolution of the unit under test the larger one stands. */
  withoutSmaller(components) {
    const resolutions = components.filter((one) => one.input !== "" && one.symbol === `u_res(${one.input})` && this.item.variables.get(one.input).role === "unit-under-test");
    const scatter = components.find((one) => one.type === "A");
    if (!scatter || resolutions.length === 0) return components;
    const isLarger = Math.abs(contributionOf(scatter)) >= Math.sqrt(sumOf(resolutions.map((one) => contributionOf(one) * contributionOf(one))));
    return components.filter((one) => (isLarger ? !resolutions.includes(one) : one !== scatter));
  }

  /** Whether the first order is enough, JCGM 100:2008 5.1.2 note (PointWarnings, ModelWarnings, Edges, SecondOrder). */
  warnings(budget, sensitivities) {
    const { item } = this;
    const squares = new Map();
    for (const one of budget.components.filter((other) => other.input !== "")) squares.set(one.input, (squares.get(one.input) ?? 0) + one.standardUncertainty * one.standardUncertainty);
    const [at, scale] = [this.coherent(), this.scope.unitOf(item.acceptance.unit).scale];
    const uncertainties = new Map([...squares].map(([name, square]) => [name, Math.sqrt(square) * this.scope.unitOf(item.variables.get(name).unit).scale]));
    const tolerance = numericalTolerance(budget.combined);
    const warnings = [...uncertainties].filter(([name, u]) => crossesEdge(this.formula, at, name, u, tolerance * scale)).map(([name]) => ({
      code: "uncertainty.edge", text: both(`「${name}」在其不确定度范围内越过公式的折点（max、min、abs、round、if 或 interp），一阶近似不可靠（JCGM 100 5.1.2 注）。`,
        `Within its uncertainty ${name} crosses an edge of the formula (max, min, abs, round, if or interp), so that the first order is not to be relied on (JCGM 100 5.1.2 note).`),
    }));
    const second = secondOrder(this.formula, at, uncertainties);
    if (!second) return warnings;
    const [u, shift] = [second.combined / scale, second.shift / scale];
    const first = Math.sqrt(sumOf([...squares].map(([name, square]) => sensitivities.get(name) * sensitivities.get(name) * square)));
    const said = (value) => significant(value, 4);
    if (Math.abs(u - first) > tolerance)
      warnings.push({ code: "uncertainty.second-order", text: both(`一阶近似不够：计入二阶项后 u = ${said(u)}（一阶 ${said(first)}，JCGM 100 5.1.2 注，相关时按联合正态）。请以蒙特卡洛法验证。`,
        `The first order is not enough: with second-order terms u = ${said(u)} (first order ${said(first)}, JCGM 100 5.1.2 note, joint normal where inputs are correlated). Validate by Monte Carlo.`) });
    if (Math.abs(shift) > Math.max(tolerance, budget.combined === 0 ? Number.MIN_VALUE : 0))
      warnings.push({ code: "uncertainty.shift", text: both(`模型的弯曲使期望值偏移 ${said(shift)}（二阶）。`, `The curvature of the model shifts the expectation by ${said(shift)} (second order).`) });
    return warnings;
  }
}

const component = (symbol, description, type, distribution, standardUncertainty, sensitivity, degreesOfFreedom, unit, input = "") => ({ symbol, description, type, distribution, standardUncertainty, sensitivity, degreesOfFreedom, unit, input });
const contributionOf = (one) => one.sensitivity * one.standardUncertainty;

/** One instrument that reads several variables brings one error into all of them; the parts add and never cancel. */
function commonComponent(parts) {
  const shown = parts.find((part) => contributionOf(part) !== 0) ?? parts[0];
  return parts.length === 1 || shown.standardUncertainty === 0 ? shown : { ...shown, sensitivity: sumOf(parts.map((part) => Math.abs(contributionOf(part)))) / shown.standardUncertainty };
}

/** A component that a procedure states → its standard uncertainty (JCGM 100:2008 4.3, JCGM 101:2008 6.4). */
function declaredUncertainty(rule, halfWidth) {
  const beta = rule.beta?.toDouble();
  switch (rule.distribution) {
    case "rectangular": return halfWidth / Math.sqrt(3);
    case "triangular": return halfWidth / Math.sqrt(6);
    case "u-shaped": return halfWidth / Math.sqrt(2);
    case "trapezoidal": return halfWidth / Math.sqrt(6 / (1 + beta * beta));
    case "table": return halfWidth * tableDeviation(rule.density);
    default: return halfWidth;
  }
}

/** Standard deviation of a density given by points, linear between them. */
function tableDeviation(points) {
  let [total, first, second] = [0, 0, 0];
  for (let i = 1; i < points.length; i++) {
    const [[a, p], [b, q]] = [points[i - 1], points[i]];
    const h = b - a;
    const [area, m1, m2] = [h * (p + q) / 2, h * h * (p + 2 * q) / 6, h * h * h * (p + 3 * q) / 12];
    [total, first, second] = [total + area, first + (a * area + m1), second + (a * a * area + 2 * a * m1 + m2)];
  }
  const mean = first / total;
  return Math.sqrt(Math.max(0, second / total - mean * mean));
}

/** First-order law of propagation with effective degrees of freedom, JCGM 100:2008 5.1.2, G.4.1. */
function combined(unit, components, coverage) {
  const contributions = components.map(contributionOf);
  const own = Math.sqrt(sumOf(contributions.map((one) => one * one)));
  let sum = 0;
  components.forEach(({ degreesOfFreedom }, i) => {
    const ratio = contributions[i] / own;
    if (Number.isFinite(degreesOfFreedom) && own > 0) sum += ratio * ratio * ratio * ratio / degreesOfFreedom;
  });
  const freedom = sum > 0 ? 1 / sum : Infinity;
  const factor = coverage.factor ?? studentFactor(coverage.probability ?? 0.95, truncatedFreedom(freedom));
  return { unit, components, combined: own, effectiveDegreesOfFreedom: freedom, coverageFactor: factor, coverageProbability: coverage.probability, expanded: factor * own };
}

const truncatedFreedom = (freedom) => (Number.isFinite(freedom) ? Math.max(1, Math.floor(freedom + 1e-9)) : freedom);

/** δ = ½·10^l of u with two digits, JCGM 101:2008 7.9.2. */
function numericalTolerance(u) {
  if (!(u > 0) || !Number.isFinite(u)) return 0;
  let exponent = Math.floor(Math.log10(u)) - 1;
  if (roundHalfEven(u / 10 ** exponent) >= 100) exponent++;
  return 0.5 * 10 ** exponent;
}

/** Whether a formula bends or jumps within the uncertainty of an input. */
function crossesEdge(formula, at, input, u, tolerance) {
  if (!(u > 0) || !hasEdges(formula)) return false;
  const step = 2 * u;
  const series = new JetInterpreter(at, new Map([[input, step]]), new Map()).of(formula);
  const [first, second, third] = [series.derivative(1, 0), series.derivative(2, 0) / 2, series.derivative(3, 0) / 6];
  const value = (by) => orNull(() => evaluateDouble(formula, (name) => (name === input ? at.get(name) + by : at.get(name)))) ?? NaN;
  const change = (by) => value(by) - value(0);
  return !(Math.abs(change(step) - (first + second + third)) <= tolerance && Math.abs(change(-step) - (second - first - third)) <= tolerance);
}

/** {combined, shift} with second-order terms for independent inputs; null where the formula has no derivatives. */
function secondOrder(formula, at, uncertainties) {
  const directions = [...uncertainties].filter(([, u]) => u > 0).map((one) => new Map([one]));
  let [variance, shift] = [0, 0];
  directions.forEach((own, p) => {
    const alone = new JetInterpreter(at, own, new Map()).of(formula);
    const [f1, f2, f3] = [1, 2, 3].map((order) => alone.derivative(order, 0));
    variance += f1 * f1 + f2 * f2 / 2 + f1 * f3;
    shift += f2 / 2;
    for (const other of directions.slice(p + 1)) {
      const mixed = new JetInterpreter(at, own, other).of(formula);
      const cross = mixed.derivative(1, 1);
      variance += cross * cross + mixed.derivative(1, 0) * mixed.derivative(1, 2) + mixed.derivative(0, 1) * mixed.derivative(2, 1);
    }
  });
  return Number.isFinite(variance) && Number.isFinite(shift) ? { combined: Math.sqrt(Math.max(0, variance)), shift } : null;
}
