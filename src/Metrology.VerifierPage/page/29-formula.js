// The language of formulas: parsed, never run as code, and evaluated in decimals, fractions, doubles and Taylor polynomials (Core/Expressions).
const functionsOf = { mean: [1, 200], sd: [2, 200], min: [1, 200], max: [1, 200], abs: [1, 1], round: [2, 2], sqrt: [1, 1], interp: [5, 200], if: [3, 3], not: [1, 1], sin: [1, 1], cos: [1, 1], exp: [1, 1], ln: [1, 1] };
const edged = ["min", "max", "abs", "round", "interp", "if"];
const powers = { or: 1, and: 2, "<": 3, "<=": 3, ">": 3, ">=": 3, "==": 3, "!=": 3, "+": 4, "-": 4, "*": 5, "/": 5, "^": 9 };

/** A value that a formula does not have, in the words of the program. */
class FormulaRefusal extends Error {
  constructor(position, zh, en) {
    super(en);
    this.text = both(`公式第 ${position} 个字符：${zh}。`, `Formula, character ${position}: ${en}.`);
  }

  static divisionByZero(position) {
    return new FormulaRefusal(position, "除数为零", "division by zero");
  }

  static outOfRange(position) {
    return new FormulaRefusal(position, "结果不存在或超出范围", "the result does not exist or is out of range");
  }
}

function tokensOf(text) {
  const tokens = [];
  const pattern = /[ \t\n\r]+|([(),])|((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|(<=|>=|==|!=|<|>|\+|-|\*|\/|\^)/y;
  while (pattern.lastIndex < text.length) {
    const position = pattern.lastIndex + 1;
    const found = pattern.exec(text);
    if (!found) throw new FormulaRefusal(position, "不认识的字符", "unknown character");
    const kind = found[1] ?? (found[2] !== undefined ? "number" : found[3] !== undefined ? "name" : found[4] !== undefined ? "operator" : null);
    if (kind) tokens.push({ kind, text: found[0], position });
  }
  return tokens;
}

/** Text → tree: {number}, {name}, {negated}, {operator, left, right}, {call, arguments}, each with its position. */
class FormulaParser {
  at = 0;
  depth = 0;

  static parse(text) {
    if (text.length > 1000) throw new FormulaRefusal(1000, "公式超过 1000 个字符", "the formula is longer than 1000 characters");
    const parser = new FormulaParser();
    parser.tokens = [...tokensOf(text), { kind: "end", text: "", position: text.length + 1 }];
    const tree = parser.expression(0);
    if (parser.current.kind !== "end") throw parser.unexpected();
    return tree;
  }

  get current() {
    return this.tokens[this.at];
  }

  unexpected() {
    const { kind, text, position } = this.current;
    return kind === "end" ? new FormulaRefusal(position, "公式不完整", "the formula is not complete") : new FormulaRefusal(position, `此处不应出现「${text}」`, `“${text}” is not expected here`);
  }

  expression(minimum) {
    if (++this.depth > 64) throw new FormulaRefusal(this.current.position, "嵌套超过 64 层", "nested deeper than 64 levels");
    let left = this.operand();
    for (let power = powers[this.current.text] ?? 0; power > minimum; power = powers[this.current.text] ?? 0) {
      const { text, position } = this.tokens[this.at++];
      left = { operator: text, position, left, right: this.expression(text === "^" ? power - 1 : power) };
    }
    this.depth--;
    return left;
  }

  operand() {
    const { kind, text, position } = this.current;
    if (kind === "number") {
      this.at++;
      const number = Decimal.parse(text);
      if (!number) throw new FormulaRefusal(position, "数字超出范围", "the number is out of range");
      return { number, position };
    }
    if (kind === "name" && this.tokens[this.at + 1].kind === "(") {
      this.at += 2;
      return this.call(text, position);
    }
    if (kind === "name" && text !== "and" && text !== "or") {
      this.at++;
      return { name: text, position };
    }
    if (kind === "(") {
      this.at++;
      return this.closed(this.expression(0));
    }
    if (text === "-") {
      this.at++;
      return { negated: this.expression(7), position };
    }
    throw this.unexpected();
  }

  call(name, position) {
    const inner = [];
    while (this.current.kind !== ")") {
      if (inner.length > 0) {
        if (this.current.kind !== ",") throw this.unexpected();
        this.at++;
      }
      inner.push(this.expression(0));
    }
    const [fewest, most] = functionsOf[name] ?? [];
    if (fewest === undefined) throw new FormulaRefusal(position, `未知的函数「${name}」`, `unknown function “${name}”`);
    if (inner.length < fewest || inner.length > most || (name === "interp" && inner.length % 2 === 0)) throw new FormulaRefusal(position, `函数「${name}」的参数个数不对`, `wrong number of arguments for “${name}”`);
    return this.closed({ call: name, arguments: inner, position });
  }

  closed(node) {
    if (this.current.kind !== ")") throw this.unexpected();
    this.at++;
    return node;
  }
}

const childrenOf = (node) => (node.negated ? [node.negated] : node.operator ? [node.left, node.right] : node.call ? node.arguments : []);
const variablesIn = (node) => (node.name !== undefined ? [node.name] : childrenOf(node).flatMap(variablesIn));
const hasEdges = (node) => (node.call !== undefined && edged.includes(node.call)) || childrenOf(node).some(hasEdges);

const parsed = new Map();
/** A formula is parsed once. */
function formulaOf(text) {
  if (!parsed.has(text)) parsed.set(text, FormulaParser.parse(text));
  return parsed.get(text);
}

/** The exponent when it is a small whole number written as such. */
function wholeExponent(node) {
  const [number, sign] = node.negated ? [node.negated.number, -1] : [node.number, 1];
  return number && number.isWhole && number.compare(Decimal.of(12)) <= 0 ? sign * Number(number.mantissa / ten(number.scale)) : null;
}

/** Arithmetic of decimals and of doubles, for the interpreter. */
const decimals = {
  number: (value) => value, zero: Decimal.zero, one: Decimal.one, pi: () => Decimal.ofDouble(Math.PI), plus: (a, b) => a.plus(b), minus: (a, b) => a.minus(b), times: (a, b) => a.times(b), over: (a, b) => a.over(b),
  negated: (a) => a.negated(), isZero: (a) => a.sign === 0, compare: (a, b) => a.compare(b), toDouble: (a) => a.toDouble(), ofDouble: Decimal.ofDouble, round: (value, interval) => roundedDecimal(interval, value), isFinite: () => true,
};
const doubles = {
  number: (value) => value.toDouble(), zero: 0, one: 1, pi: () => Math.PI, plus: (a, b) => a + b, minus: (a, b) => a - b, times: (a, b) => a * b, over: (a, b) => a / b,
  negated: (a) => -a, isZero: (a) => a === 0, compare: (a, b) => (a < b ? -1 : a > b ? 1 : a === b ? 0 : NaN), toDouble: (a) => a, ofDouble: (a) => a,
  round: (value, interval) => roundedDecimal(Decimal.ofDouble(interval), Decimal.ofDouble(value)).toDouble(), isFinite: Number.isFinite,
};

/** Value of a tree; throws FormulaRefusal where there is none. */
class Interpreter {
  constructor(numbers, valueOf) {
    Object.assign(this, { numbers, valueOf });
  }

  run(node) {
    try {
      const value = this.of(node);
      if (!this.numbers.isFinite(value)) throw FormulaRefusal.outOfRange(node.position);
      return value;
    } catch (error) {
      throw error instanceof Overflow ? FormulaRefusal.outOfRange(node.position) : error;
    }
  }

  of(node) {
    const { numbers } = this;
    if (node.number) return numbers.number(node.number);
    if (node.name !== undefined) return this.variable(node);
    if (node.negated) return numbers.negated(this.of(node.negated));
    return node.operator ? this.binary(node) : this.call(node);
  }

  variable({ name, position }) {
    const value = this.valueOf(name);
    if (value !== null && value !== undefined) return value;
    if (name === "pi") return this.numbers.pi();
    throw new FormulaRefusal(position, `变量「${name}」没有值`, `no value for variable “${name}”`);
  }

  truth(isTrue) {
    return isTrue ? this.numbers.one : this.numbers.zero;
  }

  binary(node) {
    const { numbers } = this;
    const a = this.of(node.left);
    if (node.operator === "and" || node.operator === "or") return numbers.isZero(a) === (node.operator === "and") ? a : this.of(node.right);
    const b = this.of(node.right);
    switch (node.operator) {
      case "+": return numbers.plus(a, b);
      case "-": return numbers.minus(a, b);
      case "*": return numbers.times(a, b);
      case "/":
        if (numbers.isZero(b)) throw FormulaRefusal.divisionByZero(node.position);
        return numbers.over(a, b);
      case "^": return this.power(node, a, b);
      case "<": return this.truth(numbers.compare(a, b) < 0);
      case "<=": return this.truth(numbers.compare(a, b) <= 0);
      case ">": return this.truth(numbers.compare(a, b) > 0);
      case ">=": return this.truth(numbers.compare(a, b) >= 0);
      case "==": return this.truth(numbers.compare(a, b) === 0);
      default: return this.truth(numbers.compare(a, b) !== 0);
    }
  }

  power(node, value, exponent) {
    const { numbers } = this;
    const n = wholeExponent(node.right);
    if (n === null) return this.fromDouble(node.position, numbers.toDouble(value) ** numbers.toDouble(exponent));
    let product = numbers.one;
    for (let i = 0; i < Math.abs(n); i++) product = numbers.times(product, value);
    if (n >= 0) return product;
    if (numbers.isZero(product)) throw FormulaRefusal.divisionByZero(node.position);
    return numbers.over(numbers.one, product);
  }

  fromDouble(position, value) {
    if (!Number.isFinite(value)) throw FormulaRefusal.outOfRange(position);
    return this.numbers.ofDouble(value);
  }

  call(node) {
    const { numbers } = this;
    if (node.call === "if") return this.of(node.arguments[numbers.isZero(this.of(node.arguments[0])) ? 2 : 1]);
    const x = node.arguments.map((argument) => this.of(argument));
    const throughDouble = (f) => this.fromDouble(node.position, f(numbers.toDouble(x[0])));
    const extreme = (sign) => x.reduce((a, b) => (sign * numbers.compare(b, a) < 0 ? b : a));
    switch (node.call) {
      case "mean": return this.mean(x);
      case "sd": return this.deviation(node.position, x);
      case "min": return extreme(1);
      case "max": return extreme(-1);
      case "abs": return numbers.compare(x[0], numbers.zero) < 0 ? numbers.negated(x[0]) : x[0];
      case "not": return this.truth(numbers.isZero(x[0]));
      case "round":
        if (numbers.compare(x[1], numbers.zero) <= 0) throw new FormulaRefusal(node.position, "修约间隔必须为正", "a rounding interval is positive");
        return numbers.round(x[0], x[1]);
      case "interp": return this.interpolated(node.position, x);
      default: return throughDouble({ sqrt: Math.sqrt, sin: Math.sin, cos: Math.cos, exp: Math.exp, ln: Math.log }[node.call]);
    }
  }

  mean(x) {
    const { numbers } = this;
    return numbers.over(x.reduce((sum, value) => numbers.plus(sum, value), numbers.zero), numbers.number(Decimal.of(x.length)));
  }

  deviation(position, x) {
    const { numbers } = this;
    const mean = this.mean(x);
    const squares = x.reduce((sum, value) => numbers.plus(sum, numbers.times(numbers.minus(value, mean), numbers.minus(value, mean))), numbers.zero);
    return this.fromDouble(position, Math.sqrt(numbers.toDouble(squares) / (x.length - 1)));
  }

  interpolated(position, x) {
    const { numbers } = this;
    for (let i = 1; i + 3 < x.length; i += 2) {
      if (numbers.compare(x[i], x[i + 2]) >= 0) throw new FormulaRefusal(position, "插值点必须递增", "the points to interpolate must increase");
      if (numbers.compare(x[0], x[i]) >= 0 && numbers.compare(x[0], x[i + 2]) <= 0)
        return numbers.plus(x[i + 1], numbers.over(numbers.times(numbers.minus(x[i + 3], x[i + 1]), numbers.minus(x[0], x[i])), numbers.minus(x[i + 2], x[i])));
    }
    throw new FormulaRefusal(position, "自变量超出插值点的范围", "the argument lies outside the points");
  }
}

const evaluateDecimal = (tree, valueOf) => new Interpreter(decimals, valueOf).run(tree);
const evaluateDouble = (tree, valueOf) => new Interpreter(doubles, valueOf).run(tree);
/** The value, or null where there is none. */
function orNull(compute) {
  try {
    return compute();
  } catch (error) {
    if (error instanceof FormulaRefusal) return null;
    throw error;
  }
}

/** The value as a fraction; null where the formula has a root or a transcendental function, no value, or numbers of more than 4096 bits. */
function evaluateExactly(node, valueOf) {
  const run = (inner) => evaluateExactly(inner, valueOf);
  const isModest = (value) => bitsOf(value.above) <= 4096 && bitsOf(value.below) <= 4096;
  const truth = (isTrue) => Fraction.of(isTrue ? 1 : 0);
  if (node.number) return node.number.toFraction();
  if (node.name !== undefined) return valueOf(node.name) ?? null;
  if (node.negated) {
    const operand = run(node.negated);
    return operand && Fraction.of(0).minus(operand);
  }
  if (node.operator) {
    const a = run(node.left);
    if (!a) return null;
    if (node.operator === "and" || node.operator === "or") return a.isZero === (node.operator === "and") ? a : run(node.right);
    const b = run(node.right);
    if (!b) return null;
    const order = () => a.compare(b);
    const operations = {
      "+": () => a.plus(b), "-": () => a.minus(b), "*": () => a.times(b), "/": () => (b.isZero ? null : a.over(b)), "^": () => exactPower(a, wholeExponent(node.right), isModest),
      "<": () => truth(order() < 0), "<=": () => truth(order() <= 0), ">": () => truth(order() > 0), ">=": () => truth(order() >= 0), "==": () => truth(order() === 0), "!=": () => truth(order() !== 0),
    };
    const result = operations[node.operator]();
    return result && isModest(result) ? result : null;
  }
  if (node.call === "if") {
    const condition = run(node.arguments[0]);
    return condition && run(node.arguments[condition.isZero ? 2 : 1]);
  }
  if (!["mean", "min", "max", "abs", "not", "sqrt"].includes(node.call)) return null;
  const x = [];
  for (const argument of node.arguments) {
    const value = run(argument);
    if (!value) return null;
    x.push(value);
  }
  switch (node.call) {
    case "mean": return Fraction.mean(x);
    case "min": return x.reduce((a, b) => (b.compare(a) < 0 ? b : a));
    case "max": return x.reduce((a, b) => (b.compare(a) > 0 ? b : a));
    case "abs": return x[0].magnitude();
    case "sqrt": return x[0].above >= 0n ? x[0].root() : null;
    default: return truth(x[0].isZero);
  }
}

function exactPower(value, exponent, isModest) {
  if (exponent === null) return null;
  let product = Fraction.of(1);
  for (let i = 0; i < Math.abs(exponent); i++) {
    product = product.times(value);
    if (!isModest(product)) return null;
  }
  return exponent >= 0 ? product : product.isZero ? null : Fraction.of(1).over(product);
}
