// Student's t and the normal law, and the decision rules that use U (Core/Uncertainty/Numerics, Core/Decisions).
const normalFrom = 1e9;
const normalDensity = (z) => (1 / Math.sqrt(2 * Math.PI)) * Math.exp(-0.5 * z * z);

function normalDistribution(z) {
  if (Math.abs(z) < 2.5) {
    let [term, sum] = [z, z];
    for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
      term *= z * z / n;
      sum += term;
    }
    return 0.5 + sum * normalDensity(z);
  }
  return z < 0 ? normalTail(-z) : 1 - normalTail(z);
}

function normalTail(z) {
  if (z > 40) return 0;
  let fraction = z;
  for (let n = 20 + Math.trunc(600 / (z * z)); n >= 1; n--) fraction = z + n / fraction;
  return normalDensity(z) / fraction;
}

function normalQuantile(p) {
  if (p <= 0 || p >= 1) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  let z = acklam(p);
  for (let i = 0; i < 3; i++) {
    const error = z > 0 ? 1 - p - normalDistribution(-z) : normalDistribution(z) - p;
    const step = error / normalDensity(z);
    z -= step / (1 + z * step / 2);
    if (Math.abs(step) < 1e-15 * (1 + Math.abs(z))) break;
  }
  return z;
}

const horner = (x, ...coefficients) => coefficients.reduce((value, coefficient) => value * x + coefficient, 0);

/** P. J. Acklam's rational approximation. */
function acklam(p) {
  const low = 0.02425;
  if (p > 1 - low) return -acklam(1 - p);
  if (p < low) {
    const q = Math.sqrt(-2 * Math.log(p));
    return horner(q, -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783)
      / horner(q, 7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1);
  }
  const x = p - 0.5;
  const r = x * x;
  return x * horner(r, -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1, 2.506628277459239)
    / horner(r, -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1);
}

/** Γ(z + ½)/Γ(z). */
function gammaRatio(z) {
  let factor = 1;
  for (; z < 16; z++) factor *= z / (z + 0.5);
  const r = 1 / (z * z);
  return factor * Math.sqrt(z) * Math.exp((-0.125 + r * (1 / 192 + r * (-1 / 640 + r * (17 / 14336 - r * 31 / 18432)))) / z);
}

/** The continued fraction of the incomplete beta function. */
function betaFraction(x, a, b) {
  const keep = (value) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let [c, d] = [1, 1 / keep(1 - (a + b) * x / (a + 1))];
  let h = d;
  for (let m = 1; m < 100_000; m++) {
    const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / keep(1 + even * d);
    c = keep(1 + even / c);
    h *= d * c;
    const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / keep(1 + odd * d);
    c = keep(1 + odd / c);
    const change = d * c;
    h *= change;
    if (Math.abs(change - 1) < 3e-16) break;
  }
  return h;
}

/** P(|T| > t). */
function studentOutside(t, v) {
  if (!Number.isFinite(t)) return 0;
  if (v >= normalFrom) return 2 * normalDistribution(-t);
  const square = t * t;
  const [x, y, a, b] = [v / (v + square), square / (v + square), v / 2, 0.5];
  const front = Math.exp(-a * Math.log(1 + square / v)) * Math.sqrt(y) * gammaRatio(a) / Math.sqrt(Math.PI);
  return x < (a + 1) / (a + b + 2) ? front * betaFraction(x, a, b) / a : 1 - front * betaFraction(y, b, a) / b;
}

/** Probability of −k … k. */
const studentCoverage = (k, freedom) => 1 - studentOutside(Math.abs(k), freedom);

/** t_p(ν). */
function studentFactor(p, v) {
  if (!(p > 0 && p < 1) || !(v > 0)) return NaN;
  if (v >= normalFrom) return normalQuantile(0.5 + p / 2);
  if (v === 1) return Math.tan(Math.PI * p / 2);
  if (v === 2) return p * Math.sqrt(2 / ((1 - p) * (1 + p)));
  const outside = 1 - p;
  const z = normalQuantile(0.5 + p / 2);
  const s = z * z;
  const guess = z * (1 + ((s + 1) / 4 + ((5 * s + 16) * s + 3) / (96 * v) + (((3 * s + 19) * s + 17) * s - 15) / (384 * v * v)) / v);
  let t = guess > 0 ? guess : 1;
  let [low, high] = [0, Infinity];
  for (let i = 0; i < 60; i++) {
    const error = studentOutside(t, v) - outside;
    [low, high] = error > 0 ? [t, high] : [low, t];
    const density = gammaRatio(v / 2) / Math.sqrt(v * Math.PI) * Math.exp(-0.5 * (v + 1) * Math.log(1 + t * t / v));
    const step = error / (2 * density);
    const next = t + step / (1 - step * (v + 1) * t / (2 * (v + t * t)));
    if (Math.abs(next - t) < 1e-6 * t) return next;
    t = next > low && next < high ? next : high === Infinity ? 2 * t : (low + high) / 2;
  }
  return t;
}

// Decision rules that know the uncertainty.
const guardBands = { simple: "none", "guard-band": "expanded", rss: "rss", dobbert: "dobbert", "rp-10": "rp-10" };
const decisionRefusals = {
  symmetric: both("JJF 1094 的规则用于对称的最大允许误差。请给出 mpe。", "The rule of JJF 1094 is for a symmetric maximum permissible error. Give mpe."),
  twoLimits: both("此保护带规则需要上、下两个限。请给出另一个限，或用 w = r·U。", "This guard-band rule needs two limits. Give the other one, or use w = r·U."),
  smallTur: both("此保护带规则要求测试不确定度比不小于 1。请换不确定度更小的标准器，或换规则。", "This guard-band rule needs a test uncertainty ratio of at least one. Use a better standard or another rule."),
  negative: both("不确定度、标准偏差和保护带乘数不能为负。", "Uncertainties, standard deviations and guard-band multipliers are not negative."),
};

/** [verdict, remark] of a result with U by a rule (DecisionQuestion, Jjf1094, IlacG8, GuardBand). */
function decide(rule, value, expanded, { lower, upper }, multiplier) {
  const contains = (low, high) => !(low && value.compare(low) < 0) && !(high && value.compare(high) > 0);
  if (rule === "jjf1094") {
    if (!upper || !lower || !lower.equals(upper.negated())) return ["indeterminate", decisionRefusals.symmetric];
    const magnitude = value.magnitude();
    if (Decimal.of(3).times(expanded).compare(upper) <= 0) return [magnitude.compare(upper) <= 0 ? "pass" : "fail", null];
    return [magnitude.compare(upper.minus(expanded)) <= 0 ? "pass" : magnitude.compare(upper.plus(expanded)) >= 0 ? "fail" : "indeterminate", null];
  }
  const isNonBinary = rule === "ilac-g8-non-binary";
  const width = guardWidth(isNonBinary ? "expanded" : guardBands[rule], lower, upper, expanded, multiplier);
  if (!(width instanceof Decimal)) return ["indeterminate", width];
  const isWithin = contains(lower?.plus(width), upper?.minus(width));
  if (!isNonBinary) return [isWithin ? "pass" : "fail", null];
  return [contains(lower, upper) ? (isWithin ? "pass" : "conditional-pass") : "fail", null];
}

/** w of a guard band, or why there is none. */
function guardWidth(kind, lower, upper, expanded, multiplier) {
  if (expanded.sign < 0 || multiplier.sign < 0) return decisionRefusals.negative;
  if (kind === "none" || expanded.sign === 0) return Decimal.zero;
  if (kind === "expanded") return multiplier.times(expanded);
  if (!lower || !upper) return decisionRefusals.twoLimits;
  const tolerance = upper.minus(lower).over(Decimal.of(2));
  const ratio = tolerance.toDouble() / expanded.toDouble();
  if (!(ratio > 0) || (kind === "rss" && ratio < 1)) return decisionRefusals.smallTur;
  const factor = kind === "rss" ? Math.sqrt(1 - 1 / (ratio * ratio)) : kind === "dobbert" ? 1 - (1.04 - Math.exp(0.38 * Math.log(ratio) - 0.54)) / ratio : Math.min(1, 1.25 - 1 / ratio);
  const width = tolerance.times(Decimal.one.minus(Decimal.ofDouble(Math.min(1, Math.max(-1000, factor)))));
  return width.sign < 0 ? Decimal.zero : width;
}
