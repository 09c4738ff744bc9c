// Sensitivities by rule, and Taylor polynomials for what the first order leaves out (Core/Expressions/Derivative, DerivativeOfInterpolation, Jet, JetInterpreter).
const constantAt = (at, value) => ({ number: typeof value === "number" ? Decimal.of(value) : value, position: at.position });
const isNumberOf = (node, value) => node.number !== undefined && node.number.equals(Decimal.of(value));
const negatedNode = (node) => (isNumberOf(node, 0) ? node : { negated: node, position: node.position });
const sumNode = (a, b) => (isNumberOf(a, 0) ? b : isNumberOf(b, 0) ? a : { operator: "+", left: a, right: b, position: a.position });
const minusNode = (a, b) => sumNode(a, negatedNode(b));
const productNode = (a, b) => (isNumberOf(a, 0) || isNumberOf(b, 0) ? constantAt(a, 0) : isNumberOf(a, 1) ? b : isNumberOf(b, 1) ? a : { operator: "*", left: a, right: b, position: a.position });
const quotientNode = (a, b) => (isNumberOf(a, 0) ? a : { operator: "/", left: a, right: b, position: a.position });
const callNode = (name, ...inner) => ({ call: name, arguments: inner, position: inner[0].position });
const compareNode = (at, operator, left, right) => ({ operator, left, right, position: at.position });

/** Partial derivative of a tree; null where there is no rule. */
function derivativeOf(node, variable) {
  if (node.number) return constantAt(node, 0);
  if (node.name !== undefined) return constantAt(node, node.name === variable ? 1 : 0);
  if (node.negated) {
    const inner = derivativeOf(node.negated, variable);
    return inner && negatedNode(inner);
  }
  return node.operator ? derivativeOfBinary(node, variable) : derivativeOfCall(node, variable);
}

function derivativeOfBinary(node, variable) {
  const { left: f, right: g } = node;
  const df = derivativeOf(f, variable);
  const dg = df && derivativeOf(g, variable);
  if (!dg) return null;
  switch (node.operator) {
    case "+": return sumNode(df, dg);
    case "-": return sumNode(df, negatedNode(dg));
    case "*": return sumNode(productNode(df, g), productNode(f, dg));
    case "/": return quotientNode(sumNode(productNode(df, g), negatedNode(productNode(f, dg))), productNode(g, g));
    case "^":
      return isNumberOf(dg, 0) ? productNode(productNode(g, loweredPower(f, g)), df) : productNode(node, sumNode(productNode(dg, callNode("ln", f)), quotientNode(productNode(g, df), f)));
    default: return constantAt(node, 0);
  }
}

function loweredPower(f, exponent) {
  const n = wholeExponent(exponent);
  const to = n === null ? sumNode(exponent, constantAt(f, -1)) : n - 1 < 0 ? { negated: constantAt(f, 1 - n), position: f.position } : constantAt(f, n - 1);
  return { operator: "^", left: f, right: to, position: f.position };
}

function derivativeOfCall(node, variable) {
  if (node.call === "round") return null;
  const x = node.arguments;
  const dx = x.map((argument) => derivativeOf(argument, variable));
  if (dx.includes(null)) return null;
  if (dx.every((one) => isNumberOf(one, 0))) return constantAt(node, 0);
  switch (node.call) {
    case "mean": return meanSlope(node, dx);
    case "sd": {
      const mean = { call: "mean", arguments: x, position: node.position };
      const slope = meanSlope(node, dx);
      return quotientNode(x.map((one, i) => productNode(minusNode(one, mean), minusNode(dx[i], slope))).reduce(sumNode), productNode(constantAt(node, dx.length - 1), node));
    }
    case "interp": return interpolationSlope(node, dx);
    case "min": return extremeSlope(node, dx, "<=");
    case "max": return extremeSlope(node, dx, ">=");
    case "abs": return { call: "if", arguments: [compareNode(node, "<", x[0], negatedNode(x[0])), negatedNode(dx[0]), dx[0]], position: node.position };
    case "sqrt": return quotientNode(dx[0], productNode(constantAt(node, 2), node));
    case "sin": return productNode(callNode("cos", x[0]), dx[0]);
    case "cos": return negatedNode(productNode(callNode("sin", x[0]), dx[0]));
    case "exp": return productNode(node, dx[0]);
    case "ln": return quotientNode(dx[0], x[0]);
    case "if": return { call: "if", arguments: [x[0], dx[1], dx[2]], position: x[0].position };
    default: return constantAt(node, 0);
  }
}

const meanSlope = (at, x) => quotientNode(x.reduce(sumNode), constantAt(at, x.length));

/** The derivative of whichever argument is the extreme one. */
function extremeSlope(node, dx, comparison) {
  return dx.slice(1).reduce((slope, own, i) => {
    const best = { call: node.call, arguments: node.arguments.slice(0, i + 1), position: node.position };
    return { call: "if", arguments: [compareNode(node, comparison, best, node.arguments[i + 1]), slope, own], position: node.position };
  }, dx[0]);
}

/** That of the segment which holds x; y = y0 + r·h. */
function interpolationSlope(node, d) {
  const x = node.arguments;
  const segment = (i) => {
    const width = minusNode(x[i + 2], x[i]);
    const ratio = quotientNode(minusNode(x[0], x[i]), width);
    const ratioSlope = quotientNode(minusNode(minusNode(d[0], d[i]), productNode(ratio, minusNode(d[i + 2], d[i]))), width);
    return sumNode(d[i + 1], sumNode(productNode(ratioSlope, minusNode(x[i + 3], x[i + 1])), productNode(ratio, minusNode(d[i + 3], d[i + 1]))));
  };
  let slope = segment(x.length - 4);
  for (let i = x.length - 6; i >= 1; i -= 2) slope = { call: "if", arguments: [compareNode(node, "<=", x[0], x[i + 2]), segment(i), slope], position: node.position };
  return slope;
}

const jetPowers = [[0, 0], [1, 0], [0, 1], [2, 0], [1, 1], [0, 2], [3, 0], [2, 1], [1, 2], [0, 3]];
const jetTerm = (p, q) => jetPowers.findIndex(([a, b]) => a === p && b === q);
const jetProducts = jetPowers.flatMap(([a, b], i) => jetPowers.flatMap(([c, d], j) => (a + b + c + d <= 3 ? [[i, j, jetTerm(a + c, b + d)]] : [])));
const factorial = [1, 1, 2, 6];

/** A function of two displacements as its polynomial up to the third order. */
class Jet {
  constructor(terms) {
    this.terms = terms;
  }

  static constant(value) {
    const rest = Number.isNaN(value) ? NaN : 0;
    return new Jet([value, ...Array(9).fill(rest)]);
  }

  static variable(value, first, second) {
    const jet = Jet.constant(value);
    [jet.terms[1], jet.terms[2]] = [first, second];
    return jet;
  }

  get value() {
    return this.terms[0];
  }

  derivative(p, q) {
    return this.terms[jetTerm(p, q)] * factorial[p] * factorial[q];
  }

  plus(other, sign = 1) {
    return new Jet(this.terms.map((term, i) => term + sign * other.terms[i]));
  }

  minus(other) {
    return this.plus(other, -1);
  }

  by(factor) {
    return new Jet(this.terms.map((term) => factor * term));
  }

  times(other) {
    const product = Array(10).fill(0);
    for (const [i, j, k] of jetProducts) product[k] += this.terms[i] * other.terms[j];
    return new Jet(product);
  }

  over(other) {
    return this.times(other.power(-1));
  }

  /** g(this) from the Taylor coefficients of g at the value. */
  compose(g0, g1, g2, g3) {
    const h = new Jet([0, ...this.terms.slice(1)]);
    const square = h.times(h);
    return Jet.constant(g0).plus(h.by(g1)).plus(square.by(g2)).plus(square.times(h).by(g3));
  }

  exp() {
    const e = Math.exp(this.value);
    return this.compose(e, e, e / 2, e / 6);
  }

  ln() {
    const { value } = this;
    return this.compose(Math.log(value), 1 / value, -1 / (2 * value * value), 1 / (3 * value * value * value));
  }

  sin() {
    const [s, k] = [Math.sin(this.value), Math.cos(this.value)];
    return this.compose(s, k, -s / 2, -k / 6);
  }

  cos() {
    const [s, k] = [Math.sin(this.value), Math.cos(this.value)];
    return this.compose(k, -s, -k / 2, s / 6);
  }

  power(n) {
    const term = (factor, order) => (factor === 0 ? 0 : factor * this.value ** (n - order));
    return this.compose(this.value ** n, term(n, 1), term((n * (n - 1)) / 2, 2), term((n * (n - 1) * (n - 2)) / 6, 3));
  }

  sqrt() {
    const { value } = this;
    const root = Math.sqrt(value);
    return this.compose(root, 1 / (2 * root), -1 / (8 * value * root), 1 / (16 * value * value * root));
  }
}

/** A tree over polynomials, along two directions of its variables; conditions are decided by the values. */
class JetInterpreter {
  known = new Map();

  constructor(variables, first, second) {
    Object.assign(this, { variables, first, second });
  }

  of(node) {
    if (!this.known.has(node)) this.known.set(node, this.make(node));
    return this.known.get(node);
  }

  make(node) {
    if (node.number) return Jet.constant(node.number.toDouble());
    if (node.name !== undefined) return this.variables.has(node.name) ? Jet.variable(this.variables.get(node.name), this.first.get(node.name) ?? 0, this.second.get(node.name) ?? 0) : Jet.constant(Math.PI);
    if (node.negated) return this.of(node.negated).by(-1);
    return node.operator ? this.binary(node) : this.call(node);
  }

  binary({ operator, left, right }) {
    const [a, b] = [this.of(left), this.of(right)];
    const none = Number.isNaN(a.value) || Number.isNaN(b.value);
    const truth = (isTrue) => Jet.constant(none ? NaN : isTrue ? 1 : 0);
    switch (operator) {
      case "+": return a.plus(b);
      case "-": return a.minus(b);
      case "*": return a.times(b);
      case "/": return a.over(b);
      case "^": {
        const n = wholeExponent(right);
        return n !== null ? a.power(n) : right.number ? a.power(right.number.toDouble()) : b.times(a.ln()).exp();
      }
      case "and": return a.value === 0 || Number.isNaN(a.value) ? a : b;
      case "or": return a.value === 0 ? b : a;
      case "<": return truth(a.value < b.value);
      case "<=": return truth(a.value <= b.value);
      case ">": return truth(a.value > b.value);
      case ">=": return truth(a.value >= b.value);
      case "==": return truth(a.value === b.value);
      default: return truth(a.value !== b.value);
    }
  }

  call(node) {
    const x = node.arguments.map((argument) => this.of(argument));
    const isNone = (jet) => Number.isNaN(jet.value);
    const none = Jet.constant(NaN);
    switch (node.call) {
      case "if": return isNone(x[0]) ? none : x[0].value !== 0 ? x[1] : x[2];
      case "mean": return this.mean(x);
      case "sd": {
        const mean = this.mean(x);
        return x.map((one) => one.minus(mean).times(one.minus(mean))).reduce((a, b) => a.plus(b)).by(1 / (x.length - 1)).sqrt();
      }
      case "min": return x.reduce((a, b) => (b.value < a.value || isNone(b) ? b : a));
      case "max": return x.reduce((a, b) => (b.value > a.value || isNone(b) ? b : a));
      case "abs": return x[0].value < 0 ? x[0].by(-1) : x[0];
      case "not": return isNone(x[0]) ? none : Jet.constant(x[0].value === 0 ? 1 : 0);
      case "round": return Jet.constant(roundedOnTape(x[0].value, x[1].value));
      case "interp":
        for (let i = 1; i + 3 < x.length; i += 2)
          if (x[0].value >= x[i].value && x[0].value <= x[i + 2].value) return x[i + 1].plus(x[i + 3].minus(x[i + 1]).times(x[0].minus(x[i])).over(x[i + 2].minus(x[i])));
        return none;
      case "ln": return x[0].ln();
      default: return x[0][node.call]();
    }
  }

  mean(x) {
    return x.reduce((a, b) => a.plus(b)).by(1 / x.length);
  }
}

/** Rounding of a double; NaN where the interpreter refuses. */
function roundedOnTape(value, interval) {
  if (!(interval > 1e-27 && interval < 1e15) || !(Math.abs(value / interval) < 1e15) || !(Math.abs(value) < 1e15)) return NaN;
  return roundedDecimal(Decimal.ofDouble(interval), Decimal.ofDouble(value)).toDouble();
}
