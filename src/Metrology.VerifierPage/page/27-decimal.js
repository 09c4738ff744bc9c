// Numbers as the program has them: System.Decimal (96 bits, scale 0 to 28, halves to even) and fractions of whole numbers (Core/Quantities/ExactFraction, ExactNumber).
const tens = Array.from({ length: 80 }, (_, n) => 10n ** BigInt(n));
const ten = (n) => tens[n] ?? 10n ** BigInt(n);
const largestMantissa = 2n ** 96n - 1n;
const mostPlaces = 28;
const magnitudeOf = (whole) => (whole < 0n ? -whole : whole);
const bitsOf = (whole) => {
  const hex = magnitudeOf(whole).toString(16);
  return whole === 0n ? 0 : 4 * hex.length - Math.clz32(parseInt(hex[0], 16)) + 28;
};

class Overflow extends Error {}

class Decimal {
  static zero = new Decimal(0n, 0);
  static one = new Decimal(1n, 0);

  /** mantissa · 10^-scale. */
  constructor(mantissa, scale) {
    this.mantissa = mantissa;
    this.scale = scale;
  }

  /** Fewer places until it fits, rounded once, halves to even. */
  static fit(mantissa, scale) {
    let drop = Math.max(0, scale - mostPlaces);
    while (magnitudeOf(mantissa) / ten(drop) > largestMantissa) drop++;
    for (; ; drop++) {
      if (drop > scale) throw new Overflow("overflow");
      const rounded = halfEven(mantissa, ten(drop));
      if (magnitudeOf(rounded) <= largestMantissa) return new Decimal(rounded, scale - drop);
    }
  }

  static of(number) {
    return new Decimal(BigInt(number), 0);
  }

  /** A text with optional sign, point and exponent; null when it is none or too large. */
  static parse(text) {
    const parts = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,6}))?$/.exec(text);
    if (!parts || (!parts[2] && !parts[3])) return null;
    const [, sign, whole, fraction = "", exponent = "0"] = parts;
    let mantissa = BigInt(whole + fraction || "0");
    let scale = fraction.length - Number(exponent);
    if (mantissa === 0n) return new Decimal(0n, Math.min(Math.max(scale, 0), mostPlaces));
    if (scale < -60) return null;
    if (scale > 400) return new Decimal(0n, mostPlaces);
    if (scale < 0) [mantissa, scale] = [mantissa * ten(-scale), 0];
    try {
      return Decimal.fit(sign === "-" ? -mantissa : mantissa, scale);
    } catch {
      return null;
    }
  }

  /** (decimal)double: fifteen digits, as .NET rounds them. */
  static ofDouble(value) {
    const bits = new DataView(new ArrayBuffer(8));
    bits.setFloat64(0, value);
    const exponent = ((bits.getUint16(0) >> 4) & 0x7ff) - 1022;
    if (exponent < -94) return Decimal.zero;
    if (exponent > 96) throw new Overflow("overflow");
    let number = Math.abs(value);
    let power = 14 - ((exponent * 19728) >> 16);
    if (power >= 0) {
      power = Math.min(power, mostPlaces);
      number *= Number(`1e${power}`);
    } else if (power !== -1 || number >= 1e15) number /= Number(`1e${-power}`);
    else power = 0;
    if (number < 1e14 && power < mostPlaces) {
      number *= 10;
      power++;
    }
    let mantissa = BigInt(roundHalfEven(number));
    if (mantissa === 0n) return Decimal.zero;
    if (power < 0) [mantissa, power] = [mantissa * ten(-power), 0];
    for (let zeros = Math.min(power, 14); zeros > 0 && mantissa % 10n === 0n; zeros--) [mantissa, power] = [mantissa / 10n, power - 1];
    return new Decimal(value < 0 ? -mantissa : mantissa, power);
  }

  /** (double)decimal. */
  toDouble() {
    const own = magnitudeOf(this.mantissa);
    const number = (Number(own & 0xffffffffffffffffn) + Number(own >> 64n) * 18446744073709551616) / Number(`1e${this.scale}`);
    return this.mantissa < 0n ? -number : number;
  }

  plus(other) {
    const scale = Math.max(this.scale, other.scale);
    return Decimal.fit(this.mantissa * ten(scale - this.scale) + other.mantissa * ten(scale - other.scale), scale);
  }

  minus(other) {
    return this.plus(other.negated());
  }

  times(other) {
    const [mantissa, scale] = [this.mantissa * other.mantissa, this.scale + other.scale];
    // A product of nothing keeps its places only where both numbers are short.
    const isShort = [this, other].every((one) => magnitudeOf(one.mantissa) < 0x100000000n);
    if (isShort ? scale > mostPlaces + 19 : mantissa === 0n) return Decimal.zero;
    return Decimal.fit(mantissa, scale);
  }

  /** As many digits as fit; zeros at the end go when the first division left a rest. */
  over(other) {
    if (other.mantissa === 0n) throw new Overflow("division by zero");
    const [above, below] = [magnitudeOf(this.mantissa), magnitudeOf(other.mantissa)];
    let scale = this.scale - other.scale;
    let [quotient, rest] = [above / below, above % below];
    const isUnscaled = rest !== 0n;
    while (rest !== 0n && scale < mostPlaces && quotient * 10n <= largestMantissa) {
      [quotient, rest] = [quotient * 10n + (rest * 10n) / below, (rest * 10n) % below];
      scale++;
    }
    if (scale < 0) {
      if (rest !== 0n) throw new Overflow("overflow");
      [quotient, scale] = [quotient * ten(-scale), 0];
    }
    if (quotient > largestMantissa) {
      if (scale === 0) throw new Overflow("overflow");
      // One digit too many: its rounding also sees the rest.
      const half = quotient % 10n;
      [quotient, scale] = [quotient / 10n, scale - 1];
      if (half > 5n || (half === 5n && (rest !== 0n || quotient % 2n === 1n))) quotient++;
    } else if (2n * rest > below || (2n * rest === below && quotient % 2n === 1n)) quotient++;
    while (isUnscaled && scale > 0 && quotient % 10n === 0n) [quotient, scale] = [quotient / 10n, scale - 1];
    return Decimal.fit(this.mantissa < 0n !== other.mantissa < 0n ? -quotient : quotient, scale);
  }

  /** The rest of a division towards zero. */
  modulo(other) {
    if (other.mantissa === 0n) throw new Overflow("division by zero");
    if (this.magnitude().compare(other.magnitude()) < 0) return this;
    const scale = Math.max(this.scale, other.scale);
    return new Decimal((this.mantissa * ten(scale - this.scale)) % (other.mantissa * ten(scale - other.scale)), scale);
  }

  negated() {
    return new Decimal(-this.mantissa, this.scale);
  }

  magnitude() {
    return new Decimal(magnitudeOf(this.mantissa), this.scale);
  }

  get sign() {
    return this.mantissa > 0n ? 1 : this.mantissa < 0n ? -1 : 0;
  }

  compare(other) {
    const [a, b] = [this.mantissa * ten(other.scale), other.mantissa * ten(this.scale)];
    return a < b ? -1 : a > b ? 1 : 0;
  }

  equals(other) {
    return this.compare(other) === 0;
  }

  get isWhole() {
    return this.mantissa % ten(this.scale) === 0n;
  }

  /** Math.Round(value, places), halves to even. */
  rounded(places) {
    return this.scale <= places ? this : new Decimal(halfEven(this.mantissa, ten(this.scale - places)), places);
  }

  /** Dividing by one with many zeros drops those of the value. */
  withoutTrailingZeros() {
    return this.over(new Decimal(ten(mostPlaces), mostPlaces));
  }

  toString() {
    const digits = magnitudeOf(this.mantissa).toString().padStart(this.scale + 1, "0");
    const text = this.scale === 0 ? digits : `${digits.slice(0, -this.scale)}.${digits.slice(-this.scale)}`;
    return this.mantissa < 0n ? `-${text}` : text;
  }

  /** ToString("F…"): halves away from zero. */
  toFixed(places) {
    const up = this.scale < places ? this.mantissa * ten(places - this.scale) : this.mantissa;
    const drop = ten(Math.max(0, this.scale - places));
    const whole = (2n * magnitudeOf(up) + drop) / (2n * drop);
    return new Decimal(this.mantissa < 0n ? -whole : whole, places).toString();
  }

  toFraction() {
    return new Fraction(this.mantissa, ten(this.scale));
  }
}

/** mantissa ÷ divisor, the nearest whole number, halves to even. */
function halfEven(mantissa, divisor) {
  const [own, isNegative] = [magnitudeOf(mantissa), mantissa < 0n];
  let quotient = own / divisor;
  const twice = 2n * (own % divisor);
  if (twice > divisor || (twice === divisor && quotient % 2n === 1n)) quotient++;
  return isNegative ? -quotient : quotient;
}

/** Math.Round of a double that is not negative. */
function roundHalfEven(number) {
  const lower = Math.floor(number);
  const rest = number - lower;
  return rest > 0.5 || (rest === 0.5 && lower % 2 === 1) ? lower + 1 : lower;
}

class Fraction {
  constructor(above, below) {
    this.above = above;
    this.below = below;
  }

  static of(number) {
    return new Fraction(BigInt(number), 1n);
  }

  /** In smaller numbers once they are large. */
  static modest(above, below) {
    return bitsOf(below) <= 192 ? new Fraction(above, below) : Fraction.reduced(above, below);
  }

  static reduced(above, below) {
    let [a, b] = [magnitudeOf(above), below];
    while (b !== 0n) [a, b] = [b, a % b];
    return a === 0n ? new Fraction(above, below) : new Fraction(above / a, below / a);
  }

  static mean(values) {
    return values.reduce((a, b) => a.plus(b)).over(Fraction.of(values.length));
  }

  plus(other) {
    return this.below === other.below ? new Fraction(this.above + other.above, this.below) : Fraction.modest(this.above * other.below + other.above * this.below, this.below * other.below);
  }

  minus(other) {
    return this.plus(new Fraction(-other.above, other.below));
  }

  times(other) {
    return Fraction.modest(this.above * other.above, this.below * other.below);
  }

  over(other) {
    return Fraction.modest(this.above * other.below * (other.above < 0n ? -1n : 1n), this.below * magnitudeOf(other.above));
  }

  magnitude() {
    return new Fraction(magnitudeOf(this.above), this.below);
  }

  compare(other) {
    const [a, b] = [this.above * other.below, other.above * this.below];
    return a < b ? -1 : a > b ? 1 : 0;
  }

  get isZero() {
    return this.above === 0n;
  }

  /** The decimal that was computed, put right where it is not the value. */
  settle(computed) {
    if (this.compare(computed.toFraction()) === 0) return computed;
    const held = this.toDecimal();
    if (this.compare(held.toFraction()) === 0) return held.withoutTrailingZeros();
    return held.minus(computed).magnitude().compare(held.magnitude().times(new Decimal(1n, 24))) > 0 ? held : computed;
  }

  /** The nearest whole number, exact halves to the even one. */
  toWhole() {
    return halfEven(this.above, this.below);
  }

  /** Square root, where that is a fraction too. */
  root() {
    const least = Fraction.reduced(this.above, this.below);
    const [above, below] = [wholeRoot(least.above), wholeRoot(least.below)];
    return above * above === least.above && below * below === least.below ? new Fraction(above, below) : null;
  }

  /** To as many decimals as a decimal holds, towards zero. */
  toDecimal() {
    const most = Math.trunc(Math.min(mostPlaces, Math.max(0, (96 - (bitsOf(this.above) - bitsOf(this.below)) + 2) * 0.30103)));
    for (let places = most; places > 0; places--) {
      const value = (this.above * ten(places)) / this.below;
      if (magnitudeOf(value) < largestMantissa) return new Decimal(value, places);
    }
    return Decimal.fit(this.above / this.below, 0);
  }
}

function wholeRoot(value) {
  if (value === 0n) return value;
  let root = 1n << BigInt(Math.floor((bitsOf(value) + 1) / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** A number twice: as a record writes it, and as the fraction that it stands for. */
class ExactNumber {
  constructor(shown, exact) {
    this.shown = shown;
    this.exact = exact;
  }

  static ofDecimal(shown) {
    return new ExactNumber(shown, shown.toFraction());
  }

  /** What was computed in decimal beside its fraction, put right by it. */
  static of(computed, exact) {
    return new ExactNumber(exact.settle(computed), exact);
  }

  static mean(values) {
    const sum = values.reduce((all, value) => all.plus(value.shown), Decimal.zero);
    return ExactNumber.of(sum.over(Decimal.of(values.length)), Fraction.mean(values.map((value) => value.exact)));
  }

  minus(other) {
    return ExactNumber.of(this.shown.minus(other.shown), this.exact.minus(other.exact));
  }
}

/** [digits, places]: a double that is not negative as a whole number ÷ 10^places, exactly. */
function exactDouble(value) {
  let [mantissa, places] = [value, 0];
  while (!Number.isInteger(mantissa)) [mantissa, places] = [mantissa * 2, places + 1];
  // m · 2⁻ⁿ = m · 5ⁿ · 10⁻ⁿ
  return [BigInt(mantissa) * 5n ** BigInt(places), places];
}

/** ToString("G…") of a double: so many significant digits, halves to even. */
function significant(value, digits) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  if (value === 0) return "0";
  const [exact, places] = exactDouble(Math.abs(value));
  let [whole, power] = [exact.toString(), exact.toString().length - 1 - places];
  if (whole.length > digits) {
    const rounded = halfEven(exact, ten(whole.length - digits)).toString();
    if (rounded.length > digits) power++;
    whole = rounded;
  }
  whole = whole.replace(/0+$/, "");
  const sign = value < 0 ? "-" : "";
  const pointed = (count) => (whole.length > count ? `${whole.slice(0, count)}.${whole.slice(count)}` : whole.padEnd(count, "0"));
  if (power > -5 && power < digits) return sign + (power < 0 ? `0.${"0".repeat(-power - 1)}${whole}` : pointed(power + 1));
  return `${sign}${pointed(1)}E${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
