// Units and quantities, as exact decimals (Core/Quantities/Unit, Units, Quantity, RoundingInterval, Measurand).
class Unit {
  constructor(symbol, dimension, factor, offset, divisor) {
    Object.assign(this, { symbol, dimension, factor, offset, divisor });
    this.isPlain = factor.equals(Decimal.one) && divisor.equals(Decimal.one) && offset.sign === 0;
  }

  static of(symbol, { dimension, factor, offset, divisor }) {
    return new Unit(symbol, dimension.join(), ...[factor, offset, divisor].map(Decimal.parse));
  }

  /** Its zero is conventional, as that of °C. */
  get isAffine() {
    return this.offset.sign !== 0;
  }

  get ofDifferences() {
    return this.isAffine ? new Unit(this.symbol, this.dimension, this.factor, Decimal.zero, this.divisor) : this;
  }

  /** Units are compared as values. */
  is(other) {
    return this === other || (this.symbol === other.symbol && this.dimension === other.dimension && ["factor", "offset", "divisor"].every((name) => this[name].equals(other[name])));
  }

  toCoherent(value) {
    return value.times(this.factor).over(this.divisor).plus(this.offset);
  }

  fromCoherent(value) {
    return value.minus(this.offset).times(this.divisor).over(this.factor);
  }

  toCoherentExactly(value) {
    if (this.isPlain) return value;
    return value.times(this.factor.toFraction()).over(this.divisor.toFraction()).plus(this.offset.toFraction());
  }

  fromCoherentExactly(value) {
    return value.minus(this.offset.toFraction()).times(this.divisor.toFraction()).over(this.factor.toFraction());
  }

  /** Factor as a double. */
  get scale() {
    return this.factor.over(this.divisor).toDouble();
  }
}

const productUnits = new Map(Object.entries(product.measures).map(([symbol, data]) => [symbol, Unit.of(symbol, data)]));
const unitNamed = (text) => productUnits.get(text) ?? productUnits.get(spellings.get(text)) ?? null;
const unitOne = productUnits.get("1");
const percent = productUnits.get("%");
const seconds = productUnits.get("s");
/** Dimensions are compared as the text of their exponents. */
const noDimension = unitOne.dimension;

class Quantity {
  constructor(value, unit) {
    Object.assign(this, { value, unit });
  }

  /** The value in another unit of its dimension. */
  in(other) {
    const { value, unit } = this;
    if (unit.is(other)) return value;
    if (unit.dimension !== other.dimension) throw new Error(`${unit.symbol} is no ${other.symbol}`);
    // One division only, so that 1000 imp/kWh is exactly 1 imp/Wh.
    return unit.offset.equals(other.offset) ? value.times(unit.factor.times(other.divisor)).over(unit.divisor.times(other.factor)) : other.fromCoherent(unit.toCoherent(value));
  }

  exactly(other) {
    return this.unit.is(other) ? ExactNumber.ofDecimal(this.value) : ExactNumber.of(this.in(other), other.fromCoherentExactly(this.unit.toCoherentExactly(this.value.toFraction())));
  }
}

/** A number with its unit; a value in unit one stands alone. */
const writtenQuantity = (number, unit) => (unit === "" || unit === "1" ? number : `${number} ${unit}`);

/** A plain decimal number with all its digits, or null. */
function plainNumber(text) {
  const value = /^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(text) ? Decimal.parse(text) : null;
  return value && value.scale === (text.includes(".") ? text.length - text.indexOf(".") - 1 : 0) ? value : null;
}

/** Nearest multiple of an interval, halves to the even one, with the decimals of the interval (GB/T 8170). */
function roundedTo(interval, fraction) {
  const count = Decimal.fit(fraction.over(interval.toFraction()).toWhole(), 0);
  const rounded = count.times(interval);
  const zero = new Decimal(0n, interval.scale);
  return rounded.sign === 0 ? zero : rounded.rounded(interval.scale).plus(zero);
}

/** The same of a decimal in decimal arithmetic, as formulas do it. */
function roundedDecimal(interval, value) {
  const rest = value.modulo(interval);
  const lower = value.minus(rest).over(interval);
  const twice = rest.magnitude().times(Decimal.of(2)).compare(interval);
  const isUp = twice > 0 || (twice === 0 && lower.isWhole && magnitudeOf(lower.mantissa / ten(lower.scale)) % 2n === 1n);
  const rounded = lower.plus(Decimal.of(isUp ? rest.sign : 0)).times(interval);
  const zero = new Decimal(0n, interval.scale);
  return rounded.sign === 0 ? zero : rounded.rounded(interval.scale).plus(zero);
}

/** What instruments report: unit and bounds by id (Core/Quantities/Measurands). */
const measurandOf = ({ id, label, unit, minimum, maximum }, find) => ({ id, label, unit: unit === null || unit === undefined ? null : find(unit), minimum: minimum ? Decimal.parse(minimum) : null, maximum: maximum ? Decimal.parse(maximum) : null });
const commonMeasurands = product.measurands.map((one) => measurandOf(one, unitNamed));

function canBe(measurand, value, unit) {
  if (!measurand.minimum && !measurand.maximum) return true;
  try {
    const own = new Quantity(value, unit).in(measurand.unit ?? unit);
    return !(measurand.minimum && own.compare(measurand.minimum) < 0) && !(measurand.maximum && own.compare(measurand.maximum) > 0);
  } catch (error) {
    if (error instanceof Overflow) return false;
    throw error;
  }
}
