// Lines of roller benches, SCPI multimeters, balances and GNSS clocks as readings again (Metrology.Adapters/Roller, Scpi, Balance, Nmea0183), and the table of all codecs.
/** Messages of a line; what was left over is forgotten where the program forgets it. */
function framedMessages(entries, look, { withRequest = false, isOnlyHeard = false } = {}) {
  const finder = new FrameFinder(look);
  let asked = new Uint8Array(0);
  return entries.flatMap((entry) => {
    if (entry.isReceived ? entry.index === 0 : !isOnlyHeard) finder.reset();
    if (!entry.isReceived) {
      asked = entry.bytes;
      return [];
    }
    return finder.push(entry.bytes).map((bytes) => ({ position: entry.position, bytes: withRequest ? join(asked, bytes) : bytes }));
  });
}

const decimalsOf = (text) => (text.includes(".") ? text.length - text.indexOf(".") - 1 : 0);
const readOf = (text, value, unit, resolution, deviceTime = null) => ({ text, value, unit, resolution, deviceTime, slack: null });

// Roller bench: "$TAG,VERB,…*CCCC" CR LF with the CRC of what stands between $ and *.
function rollerLength(bytes) {
  if (bytes.length === 0) return 0;
  if (bytes[0] !== 0x24) return -1;
  let at = 1;
  for (; at < bytes.length && bytes[at] !== 0x2a; at++) if (bytes[at] <= 0x1f || bytes[at] >= 0x7f || bytes[at] === 0x24 || at > 120) return -1;
  if (at === bytes.length) return 0;
  if (at === 1) return -1;
  const wanted = bytesOf(`${crc16(bytes.subarray(1, at)).toString(16).toUpperCase().padStart(4, "0")}\r\n`);
  const tail = bytes.subarray(at + 1, at + 7);
  if (!tail.every((byte, i) => byte === wanted[i])) return -1;
  return tail.length < wanted.length ? 0 : at + 7;
}

const isRollerNumber = (text, decimals) => (decimals === 0 ? /^(?:0|[1-9]\d{0,8})$/ : new RegExp(`^(?:0|[1-9]\\d{0,8})\\.\\d{${decimals}}$`)).test(text);
/** What answers and what of → field of the line, unit and decimals. */
const rollerValues = { "roller revolutions": [3, "1", 1], "display distance": [5, "km", 1], "display amount.displayed": [6, "CNY", 2], "roller duration": [4, "s", 3] };

const roller = {
  messages: (entries) => framedMessages(entries, rollerLength),

  decode(source, line, claimed) {
    if (rollerLength(line) !== line.length) throw new NoReading("bad-end");
    const fields = ascii(line.subarray(1, -7)).split(",");
    if (fields[1] !== "LATCH") throw new NoReading("not-a-latch");
    const isLatch = fields.length === 7 && [[2, 0], [3, 1], [4, 0], [5, 1], [6, 2]].every(([at, decimals]) => isRollerNumber(fields[at], decimals)) && fields[2] !== "0";
    if (!isLatch) throw new NoReading("bad-fields");
    const key = `${source.address} ${claimed.measurand}`;
    if (!Object.hasOwn(rollerValues, key)) throw new NoReading("not-of-this");
    const [at, unit, decimals] = rollerValues[key];
    const text = unit === "s" ? shiftedDigits(fields[at], -decimals) : fields[at];
    return readOf(text, Decimal.parse(text), unit, new Decimal(1n, decimals));
  },
};

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

// A balance that sends all the time: "ST,+  12.34 g" or "S S      12.34 g" with CR LF.
const longestBalance = 40;

/** {standing, number, unit}; null for another form. */
function balanceLine(text) {
  const [, mark, rest] = /^(ST,|US,|OL,|S S|S D)(.*)$/s.exec(text) ?? [];
  if (mark === "OL," || /^S [-+I]$/.test(text)) return { standing: "none" };
  const parts = rest === undefined ? [] : rest.split(" ").filter(Boolean);
  if (parts.length !== 2 || !["mg", "g", "kg", "t"].includes(parts[1]) || !/^[-+]?\d+(?:\.\d+)?$/.test(parts[0]) || !Decimal.parse(parts[0])) return null;
  return { standing: mark === "ST," || mark === "S S" ? "stable" : "moving", number: parts[0], unit: parts[1] };
}

function balanceLength(bytes) {
  const own = bytes.subarray(0, longestBalance);
  const end = own.indexOf(0x0a);
  if (bytes.length > 0 && ![0x53, 0x55, 0x4f].includes(bytes[0])) return -1;
  if (own.subarray(0, end < 0 ? own.length : end).some((value) => (value < 0x20 && value !== 0x0d) || value > 0x7e)) return -1;
  if (end < 0) return bytes.length >= longestBalance ? -1 : 0;
  return end > 0 && bytes[end - 1] === 0x0d && balanceLine(ascii(bytes.subarray(0, end - 1))) ? end + 1 : -1;
}

const balance = {
  messages: (entries) => framedMessages(entries, balanceLength, { isOnlyHeard: true }),

  decode(source, line, claimed) {
    if (balanceLength(line) !== line.length || line.length === 0) throw new NoReading("bad-form");
    const { standing, number, unit } = balanceLine(ascii(line.subarray(0, -2)));
    if (claimed.measurand !== "mass") throw new NoReading("bad-form");
    if (standing !== "stable") throw new NoReading(standing === "moving" ? "not-stable" : "overload");
    return readOf(number, Decimal.parse(number), unit, new Decimal(1n, decimalsOf(number)));
  },
};

// A GNSS clock that sends all the time: "$GNRMC,083559.00,A,…*4C" with CR LF; what the clock of the station was ahead of it.
const longestSentence = 120;

function nmeaLength(bytes) {
  if (bytes.length === 0) return 0;
  if (bytes[0] !== 0x24) return -1;
  const own = bytes.subarray(0, longestSentence);
  const end = own.indexOf(0x0a);
  const body = own.subarray(0, end < 0 ? own.length : end);
  for (let at = 1; at < body.length; at++) if ((body[at] !== 0x0d || at < body.length - 1) && (body[at] < 0x20 || body[at] > 0x7e || body[at] === 0x24)) return -1;
  if (end < 0) return bytes.length >= longestSentence ? -1 : 0;
  if (body.length < 10 || body.at(-1) !== 0x0d || body.at(-4) !== 0x2a || body[1] < 0x41 || body[1] > 0x5a) return -1;
  const [check, sum] = [ascii(body.subarray(-3, -1)), body.subarray(1, -4).reduce((all, byte) => all ^ byte, 0)];
  return /^[0-9A-Fa-f]{2}$/.test(check) && parseInt(check, 16) === sum ? end + 1 : -1;
}

const nmea = {
  messages: (entries) => framedMessages(entries, nmeaLength, { isOnlyHeard: true }),

  decode(source, sentence, claimed) {
    if (nmeaLength(sentence) !== sentence.length || sentence.length === 0) throw new NoReading("bad-form");
    const fields = ascii(sentence.subarray(1, -5)).split(",");
    const isRmc = fields[0].length > 3 && fields[0][0] !== "P" && fields[0].endsWith("RMC") && fields.length > 9;
    if (claimed.measurand !== clockMeasurand || !isRmc) throw new NoReading("no-time");
    if (fields[2] !== "A") throw new NoReading("no-fix");
    if (fields.length > 12 && !/^[ADPRF]$/.test(fields[12])) throw new NoReading("estimated");
    const [, hour, minute, second, fraction = ""] = /^(\d\d)(\d\d)(\d\d)(?:\.(\d{1,7}))?$/.exec(fields[1]) ?? [];
    const [, day, month, year] = /^(\d\d)(\d\d)(\d\d)$/.exec(fields[9]) ?? [];
    const told = hour && day && instantOf(`20${year}-${month}-${day}T${hour}:${minute}:${second}${fraction ? `.${fraction}` : ""}Z`);
    if (!told) throw new NoReading("bad-time");
    const ticks = claimed.receivedAt.ticks - told.ticks;
    const value = new Decimal(ticks, 4).rounded(0).times(new Decimal(1n, 3));
    return readOf(value.toString(), value, "s", new Decimal(1n, 3), told);
  },
};

const codecs = { "dlt645-2007": dlt645, "modbus-rtu": modbus(false), "modbus-tcp": modbus(true), "metrology-wire-1": wire, "metrology-roller-1": roller, scpi, "balance-stream": balance, "nmea-0183": nmea, ocmf };
