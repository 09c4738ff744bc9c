// SCPI: a response message of IEEE 488.2 behind the query that it answers.
const longestScpi = 16_384;

function scpiLength(bytes) {
  let isQuoted = false;
  for (let at = 0; at < bytes.length; at++) {
    if (at >= longestScpi) return -1;
    const value = bytes[at];
    if (value === 0x0a) return at === 0 || (at === 1 && bytes[0] === 0x0d) ? -1 : at + 1;
    if (value === 0x22) isQuoted = !isQuoted;
    if (value === 0x23 && !isQuoted) {
      if (bytes[at + 1] === 0x30) {
        // Of an indefinite block nothing is known but that a line feed ends it.
        const end = bytes.indexOf(0x0a, at);
        return end < 0 ? (bytes.length >= longestScpi ? -1 : 0) : end + 1 > longestScpi ? -1 : end + 1;
      }
      const end = scpiBlockEnd(bytes, at);
      if (end <= 0) return end;
      at = end - 1;
    } else if ((value < 0x20 && value !== 0x0d && value !== 0x09) || value > 0x7e) return -1;
  }
  return 0;
}

function scpiBlockEnd(bytes, at) {
  if (at + 1 >= bytes.length) return 0;
  const digits = bytes[at + 1] - 0x30;
  if (digits < 1 || digits > 9) return -1;
  let size = 0;
  for (let i = 0; i < digits; i++) {
    if (at + 2 + i >= bytes.length) return 0;
    const digit = bytes[at + 2 + i] - 0x30;
    if (digit < 0 || digit > 9) return -1;
    size = size * 10 + digit;
  }
  if (size > longestScpi) return -1;
  const end = at + 2 + digits + size;
  return end > bytes.length ? 0 : end;
}

const scpiQueries = { voltage: ["MEAS:VOLT:DC?", "V"], current: ["MEAS:CURR:DC?", "A"], frequency: ["MEAS:FREQ?", "Hz"] };

/** NR1, NR2 or NR3 with the step of its last digit; the sentinels of SCPI-1999 7.2.1 are no numbers. */
function scpiNumber(text) {
  const parts = text.length <= 40 && /^([-+]?)(\d*\.?\d*)(?:[eE]([-+]?\d+))?$/.exec(text);
  if (!parts || !/\d/.test(parts[2])) throw new NoReading("not-a-number");
  const [, sign, digits, exponentText = "0"] = parts;
  const exponent = Number(exponentText);
  const value = Decimal.parse(digits);
  if (!value || Math.abs(exponent) > 2147483647) throw new NoReading("not-a-number");
  const whole = String(value.mantissa / ten(value.scale)).length - 1;
  if (exponent + whole >= 37) throw new NoReading("overload");
  if (Math.abs(exponent) > 30) throw new NoReading("not-a-number");
  const [number, step] = [Decimal.parse(shiftedDigits(`${sign === "-" ? "-" : ""}${digits}`, exponent)), Decimal.parse(shiftedDigits("1", exponent - decimalsOf(digits)))];
  if (!number || !step || step.sign <= 0) throw new NoReading("not-a-number");
  return [number, step];
}

const scpi = {
  messages: (entries) => framedMessages(entries, scpiLength, { withRequest: true }),

  decode(source, message, claimed) {
    const end = message.indexOf(0x0a);
    const answer = message.subarray(end + 1);
    if (end < 1 || scpiLength(answer) !== answer.length || answer.length === 0) throw new NoReading("not-the-query");
    const [query, unit] = Object.hasOwn(scpiQueries, claimed.measurand) ? scpiQueries[claimed.measurand] : [];
    if (query !== ascii(message.subarray(0, end))) throw new NoReading("not-the-query");
    const text = trimmed(ascii(answer.subarray(0, answer.at(-2) === 0x0d ? -2 : -1)));
    return readOf(text, ...(([value, step]) => [value, unit, step])(scpiNumber(text)));
  },
};
