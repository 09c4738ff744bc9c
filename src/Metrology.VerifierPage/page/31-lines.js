// Lines of roller benches, SCPI multimeters, balances and GNSS clocks, and signed records (OCMF), as readings again (Metrology.Adapters/Roller, Scpi, Balance, Nmea0183, Ocmf).
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

// OCMF: "OCMF|payload|signature"; only a record whose signature is good with the key of the meter is a reading.
/** Object identifier, p, a, b, generator and order of each curve (SEC 2, RFC 5639), hexadecimal. */
const meterCurves = Object.fromEntries([
  ["secp192k1", "1.3.132.0.31", "fffffffffffffffffffffffffffffffffffffffeffffee37", "0", "3", "db4ff10ec057e9ae26b07d0280b7f4341da5d1b1eae06c7d", "9b2f2f6d9c5628a7844163d015be86344082aa88d95e2f9d", "fffffffffffffffffffffffe26f2fc170f69466a74defd8d"],
  ["secp256k1", "1.3.132.0.10", "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", "0", "7", "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798", "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8", "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"],
  ["secp192r1", "1.2.840.10045.3.1.1", "fffffffffffffffffffffffffffffffeffffffffffffffff", "fffffffffffffffffffffffffffffffefffffffffffffffc", "64210519e59c80e70fa7e9ab72243049feb8deecc146b9b1", "188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012", "07192b95ffc8da78631011ed6b24cdd573f977a11e794811", "ffffffffffffffffffffffff99def836146bc9b1b4d22831"],
  ["secp256r1", "1.2.840.10045.3.1.7", "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc", "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"],
  ["brainpool256r1", "1.3.36.3.3.2.8.1.1.7", "a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377", "7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6ce94a4b44f330b5d9", "26dc5c6ce94a4b44f330b5d9bbd77cbf958416295cf7e1ce6bccdc18ff8c07b6", "8bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262", "547ef835c3dac4fd97f8461a14611dc9c27745132ded8e545c1d54c72f046997", "a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7"],
  ["secp384r1", "1.3.132.0.34", "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff", "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fffffffc", "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef", "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7", "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f", "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"],
  ["brainpool384r1", "1.3.36.3.3.2.8.1.1.11", "8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53", "7bc382c63d8c150c3c72080ace05afa0c2bea28e4fb22787139165efba91f90f8aa5814a503ad4eb04a8c7dd22ce2826", "4a8c7dd22ce28268b39b55416f0447c2fb77de107dcd2a62e880ea53eeb62d57cb4390295dbc9943ab78696fa504c11", "1d1c64f068cf45ffa2a63a81b7c13f6b8847a3e77ef14fe3db7fcafe0cbd10e8e826e03436d646aaef87b2e247d4af1e", "8abe1d7520f9c2a45cb1eb8e95cfd55262b70b29feec5864e19c054ff99129280e4646217791811142820341263c5315", "8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b31f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565"],
].map(([name, id, ...numbers]) => [name, { id, size: numbers[0].length / 2, ...Object.fromEntries(["p", "a", "b", "x", "y", "n"].map((key, i) => [key, BigInt(`0x${numbers[i]}`)])) }]));

const wholeOf = (bytes) => BigInt(`0x${hexOf(bytes) || "0"}`);
const modulo = (value, m) => ((value % m) + m) % m;

function inverse(value, m) {
  let [low, high, x, y] = [modulo(value, m), m, 1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high, x, y] = [high - quotient * low, low, y - quotient * x, x];
  }
  return modulo(x, m);
}

/** Sum of two points; null is the point at infinity. */
function pointSum({ p, a }, one, two) {
  if (!one || !two) return one ?? two;
  if (one[0] === two[0] && modulo(one[1] + two[1], p) === 0n) return null;
  const slope = one[0] === two[0] ? (3n * one[0] * one[0] + a) * inverse(2n * one[1], p) : (two[1] - one[1]) * inverse(two[0] - one[0], p);
  const x = modulo(slope * slope - one[0] - two[0], p);
  return [x, modulo(slope * (one[0] - x) - one[1], p)];
}

function pointTimes(curve, point, count) {
  let sum = null;
  for (let rest = count, power = point; rest > 0n; rest >>= 1n, power = pointSum(curve, power, power)) if (rest & 1n) sum = pointSum(curve, sum, power);
  return sum;
}

/** ECDSA with SHA-256 on any curve (FIPS 186-5 6.4.2): browsers know two of the seven. */
async function verifiesOnCurve(curve, [x, y], signature, data) {
  const [r, s] = kids(typed(der(signature), 0x30)).map((number) => wholeOf(typed(number, 0x02).body));
  const { n, p } = curve;
  if (!(r > 0n && r < n && s > 0n && s < n)) return false;
  const hash = await digest(data);
  const z = wholeOf(hash) >> BigInt(Math.max(0, 256 - n.toString(2).length));
  const w = inverse(s, n);
  const sum = pointSum(curve, pointTimes(curve, [curve.x, curve.y], modulo(z * w, n)), pointTimes(curve, [x, y], modulo(r * w, n)));
  return sum !== null && modulo(sum[0], n) === r && p > 0n;
}

/** The point of a SubjectPublicKeyInfo as hexadecimal, base64 or PEM, or the coordinates themselves; blanks between the bytes are passed over. */
function meterKey(text, curve) {
  const own = trimmed(text);
  const pem = /-----BEGIN ([A-Z ]+)-----([^-]*)-----END \1-----/.exec(own);
  if (own.length > 4096 || (own.startsWith("-----") && pem?.[1] !== "PUBLIC KEY")) return null;
  const bytes = pem ? fromBase64(pem[2].replace(/\s/g, "")) : textBytes(own, /^[0-9a-fA-F \t\r\n]*$/.test(own) ? "hex" : "base64");
  const onCurve = (point) => {
    const [x, y] = [wholeOf(point.subarray(0, curve.size)), wholeOf(point.subarray(curve.size))];
    return x < curve.p && y < curve.p && modulo(y * y - x * x * x - curve.a * x - curve.b, curve.p) === 0n ? [x, y] : null;
  };
  if (bytes.length === 2 * curve.size) return onCurve(bytes);
  if (bytes.length === 1 + 2 * curve.size && bytes[0] === 4) return onCurve(bytes.subarray(1));
  const [algorithm, key] = kids(typed(der(bytes), 0x30));
  const [kind, named] = kids(algorithm);
  const point = typed(key, 0x03).body;
  if (oid(kind) !== ecKey || named.tag !== 0x06 || oid(named) !== curve.id || point.length !== 2 + 2 * curve.size || point[0] !== 0 || point[1] !== 4) return null;
  return onCurve(point.subarray(2));
}

function textBytes(text, encoding) {
  const own = text.replace(/[ \t\r\n]/g, "");
  if (encoding === "hex") return /^(?:[0-9a-fA-F]{2})*$/.test(own) ? hexBytes(own) : null;
  return encoding === "base64" ? fromBase64(own) : null;
}

const textIn = (map, name) => (typeof map.get(name) === "string" ? map.get(name) : null);

/** Its parts; what the payload says is read when it is asked for, after the signature. */
function ocmfRecord(bytes) {
  const bad = (code) => new NoReading(code);
  const bars = [...bytes.keys()].filter((at) => bytes[at] === 0x7c);
  // White space around a record belongs to the link.
  if (bytes.length > 65_536 || [0x20, 0x09, 0x0d, 0x0a].includes(bytes.at(-1)) || bars.length !== 2 || ascii(bytes.subarray(0, bars[0])) !== "OCMF") throw bad("bad-form");
  const part = (from, to) => {
    const own = bytes.subarray(from, to);
    let found;
    try {
      found = jsonOf(own, 8);
    } catch {
      throw bad("bad-form");
    }
    if (own[0] === 0xef || found.twice.length > 0 || !(found.value instanceof Map)) throw bad("bad-form");
    return found.value;
  };
  const [payload, signature] = [part(bars[0] + 1, bars[1]), part(bars[1] + 1)];
  const value = textIn(signature, "SD") ? textBytes(textIn(signature, "SD"), textIn(signature, "SE") ?? "hex") : null;
  if (!value || ![null, "application/x-der"].includes(textIn(signature, "SM"))) throw bad("bad-field");
  return { said: () => ocmfPayload(payload), payload: bytes.subarray(bars[0] + 1, bars[1]), algorithm: textIn(signature, "SA") ?? "ECDSA-secp256r1-SHA256", value };
}

const inheritedMembers = ["TM", "TX", "RI", "RU", "RT", "EF", "ST"];

/** What the signed part says (OCMF 1.4.1, tables 1 to 7): what a reading leaves out is as in the one before it. */
function ocmfPayload(payload) {
  const bad = (code) => new NoReading(code);
  const list = payload.get("RD");
  if (!Array.isArray(list) || list.length === 0) throw bad("no-readings");
  let before = {};
  const readings = [];
  for (const one of list) {
    if (!(one instanceof Map) || inheritedMembers.some((name) => one.has(name) && typeof one.get(name) !== "string")) throw bad("bad-field");
    const member = (name, otherwise = null) => textIn(one, name) ?? before[name] ?? otherwise;
    const said = one.get("RV");
    const raw = !one.has("RV") ? null : said instanceof Digits ? said.raw : typeof said === "string" ? said.replace(/^ +| +$/g, "") : "";
    const number = raw !== null && /^-?[0-9]+(\.[0-9]+)?$/.test(raw) && raw.replace(/[^0-9]/g, "").length <= 28 ? Decimal.parse(raw) : null;
    const [TM, TX, RU] = [member("TM"), member("TX", ""), member("RU")];
    const at = TM === null ? null : ocmfTime(TM);
    if ((raw !== null && (!number || RU === null)) || !at || !["", ..."BCXELRAPST"].includes(TX)) throw bad("bad-field");
    before = { TM, TX, RU: RU ?? undefined, RI: member("RI", ""), EF: member("EF", ""), ST: member("ST", ""), at, raw, number };
    readings.push(before);
  }
  const version = payload.get("FV");
  if (payload.has("FV") && !/^[01]\./.test(version instanceof Digits ? version.raw : typeof version === "string" ? version : "")) throw bad("unknown-version");
  const [, context, count] = /^([TF])(0|[1-9][0-9]{0,17})$/.exec(textIn(payload, "PG") ?? "") ?? [];
  if (!context) throw bad("bad-field");
  const [meter, gateway] = [textIn(payload, "MS") ?? "", textIn(payload, "GS") ?? ""];
  const serial = meter || gateway || (textIn(payload, "CI") ?? "");
  if (!serial) throw bad("bad-field");
  return { meter, gateway, serial, context, count: BigInt(count), readings };
}

const isEnergy = ({ RU, number }) => ["kWh", "Wh"].includes(RU) && number !== null;

function fallsBack(register) {
  const counted = register.map((one) => (one.RU === "kWh" ? one.number.times(new Decimal(1000n, 0)) : one.number));
  return counted.some((value, i) => i > 0 && value.compare(counted[i - 1]) < 0);
}

/** The readings of the register that counts the energy taken, by OBIS: the total of the meter, at the device, of the transaction, of one tariff. */
function ocmfRegister(readings) {
  const registers = new Map();
  for (const one of readings) {
    const [found, channel = "", quantity, tariff] = /^(?:0?1-([0-9]{1,3}|0?[bB]):)?(0?1|[bB][0-3])\.0?8\.([0-9]{1,2}|e)(?:[*.&](?:[0-9]{1,3}|FF|ff|xx))?$/.exec(one.RI) ?? [];
    if (!found || !isEnergy(one) || one.number.sign < 0) continue;
    const [rank, rate] = [/^b/i.test(quantity) ? Number(quantity[1]) + 1 : 0, tariff === "e" ? 0 : Number(tariff)];
    if (rate > 0 && rank > 0) continue;
    const own = channel.replace(/^0+/, "");
    const key = `${rate > 0 ? 5 : rank}/${rate}/${["", "b", "B"].includes(own) ? "0" : own}`;
    (registers.get(key) ?? registers.set(key, []).get(key)).push(one);
  }
  const ordered = [...registers].map(([key, own]) => ({ rank: Number(key[0]), own })).sort((a, b) => a.rank - b.rank);
  if (ordered.length === 0) throw new NoReading("no-energy");
  if (ordered[1]?.rank === ordered[0].rank) throw new NoReading("two-registers");
  return ordered[0].own;
}

/** The reading of the session's register that stands for a point of it, "begin", "end" or "now"; null takes what the record tells last. */
function ocmfChosen({ readings }, point) {
  const register = ocmfRegister(readings);
  const [end, last] = [register.findLast(({ TX }) => "ELRAP".includes(TX || "-")) ?? null, register.at(-1)];
  const chosen = point === "begin" ? (!end && "BCST".includes(last.TX || "-") ? last : null) : point === "end" ? end : point === "now" && last.TX === "B" ? null : (end ?? last);
  const upTo = readings.slice(0, readings.indexOf(chosen ?? last) + 1).filter((one) => one.number === null || register.includes(one));
  if (upTo.some(({ ST, EF }) => ST !== "G" || EF.includes("E"))) throw new NoReading("state-not-good");
  if (upTo.some(({ TX, EF }) => TX === "X" && EF !== "t")) throw new NoReading("session-error");
  if (fallsBack(register)) throw new NoReading("register-decreased");
  if (!chosen) throw new NoReading("wrong-transaction");
  return chosen;
}

/** What the record says, of one whose signature is good with the key. */
async function ocmfSigned({ said, payload, algorithm, value }, key) {
  const name = /^ECDSA-([^-]*)-SHA256$/.exec(algorithm)?.[1]?.replace(/^brainpoolP/, "brainpool");
  const curve = name !== undefined && Object.hasOwn(meterCurves, name) ? meterCurves[name] : null;
  const isGood = curve && key !== null && (await Promise.resolve().then(() => meterKey(key, curve)).then((point) => point && verifiesOnCurve(curve, point, value, payload)).catch(() => false));
  if (!isGood) throw new NoReading("bad-signature");
  return said();
}

/** Holds the records of a display to their steps (Metrology.Adapters/Ocmf/OcmfSeen): taken once, after those before, from one meter, and of the time of the step. */
class OcmfRule {
  static tolerance = 600_000_000n;
  #records = new Set();
  #counts = new Map();
  #who = null;

  constructor(key) {
    this.key = key;
  }

  async passed(bytes) {
    try {
      this.#remember(bytes, await ocmfSigned(ocmfRecord(bytes), this.key));
    } catch (error) {
      if (!(error instanceof NoReading)) throw error;
    }
  }

  /** @param taken { reading, stage, stepBegan } */
  async whyNotTaken(bytes, taken) {
    try {
      const said = await ocmfSigned(ocmfRecord(bytes), this.key);
      try {
        this.#check(bytes, said, taken);
      } finally {
        this.#remember(bytes, said);
      }
      return null;
    } catch (error) {
      if (!(error instanceof NoReading)) throw error;
      return error.message;
    }
  }

  #check(bytes, said, { reading, stage, stepBegan }) {
    if (this.#records.has(hexOf(bytes))) throw new NoReading("record-repeated");
    if (this.#who && (this.#who.meter !== said.meter || this.#who.gateway !== said.gateway)) throw new NoReading("other-meter");
    const before = this.#counts.get(said.context);
    if (before !== undefined && said.count <= before) throw new NoReading("page-not-grown");
    const chosen = ocmfChosen(said, stage === "start" ? "begin" : stage === "end" ? "end" : "now");
    if (chosen.EF.includes("t")) throw new NoReading("time-not-good");
    if (!chosen.TM.endsWith("S")) {
      if (before === undefined) throw new NoReading("time-not-proven");
    } else if (chosen.at.ticks > reading.receivedAt.ticks + OcmfRule.tolerance || (stepBegan && chosen.at.ticks < stepBegan.ticks - OcmfRule.tolerance)) throw new NoReading("outside-step");
    if (chosen.raw !== reading.text || chosen.at.ticks !== reading.deviceTime?.ticks) throw new NoReading("wrong-transaction");
  }

  #remember(bytes, said) {
    this.#records.add(hexOf(bytes));
    const before = this.#counts.get(said.context);
    if (before === undefined || said.count > before) this.#counts.set(said.context, said.count);
    this.#who ??= said;
  }
}

function ocmfTime(text) {
  const [, day, time, milliseconds, hours, minutes] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d),(\d{3})([-+]\d\d)(\d\d) [UISR]$/.exec(text) ?? [];
  return day ? instantOf(`${day}T${time}.${milliseconds}${hours}:${minutes}`) : null;
}

const withoutSpace = (bytes, space) => {
  let [from, to] = [0, bytes.length];
  while (to > from && space.includes(bytes[to - 1])) to--;
  while (from < to && space.includes(bytes[from])) from++;
  return bytes.subarray(from, to);
};
const [lineFeed, anySpace] = [[0x0d, 0x0a], [0x20, 0x09, 0x0d, 0x0a]];

function isOcmf(bytes) {
  try {
    return Boolean(ocmfRecord(withoutSpace(bytes, anySpace)));
  } catch {
    return false;
  }
}

function ocmfLength(bytes) {
  const head = bytesOf("OCMF|");
  if (!head.every((byte, i) => i >= bytes.length || bytes[i] === byte)) return -1;
  const end = bytes.indexOf(0x0a);
  if (end < 0) return bytes.length >= 65_536 ? -1 : 0;
  return isOcmf(bytes.subarray(0, end + 1)) ? end + 1 : -1;
}

const ocmf = {
  /** Each message is a record, whole or as a line in pieces. */
  messages(entries) {
    const finder = new FrameFinder(ocmfLength);
    return entries.flatMap((entry) => {
      if (!entry.isReceived || entry.index === 0) finder.reset();
      if (!entry.isReceived) return [];
      if (finder.held.length === 0 && !entry.bytes.includes(0x0a) && isOcmf(entry.bytes)) return [{ position: entry.position, bytes: entry.bytes }];
      return finder.push(entry.bytes).map((bytes) => ({ position: entry.position, bytes: withoutSpace(bytes, lineFeed) }));
    });
  },

  async decode(source, message, claimed) {
    const record = ocmfRecord(message);
    if (claimed.measurand !== "energy.active.import") throw new NoReading("no-energy");
    const said = await ocmfSigned(record, source.map);
    if (source.address === "session") return ocmfRead(ocmfClaimed(said, claimed));
    // Records of before took the last reading, whenever it was signed.
    if (!["display", said.serial].includes(source.address)) throw new NoReading("no-energy");
    const last = said.readings.at(-1);
    if (last.ST !== "G" || last.EF.includes("E")) throw new NoReading("state-not-good");
    if (!/^(?:1|01)-(?:[0-9]{1,2}|b):(?:1|01)\.(?:8|08)\.(?:0|00)(?:[*.](?:[0-9]{1,3}|FF))?$/.test(last.RI) || !isEnergy(last) || last.number.sign < 0) throw new NoReading("no-energy");
    if (fallsBack(said.readings.filter((one) => one.RI === last.RI && isEnergy(one)))) throw new NoReading("register-decreased");
    return ocmfRead(last);
  },

  /** What readings of a source are held to beyond what their message says; null for none. */
  ruleOf: ({ address, map }) => (address === "session" && (map ?? null) !== null ? new OcmfRule(map) : null),
};

const ocmfRead = ({ raw, number, RU, at }) => readOf(raw, number, RU, new Decimal(1n, decimalsOf(raw)), at);

/** The point of the session that a reading says it is of; what the record tells last where it says none of it. */
function ocmfClaimed(said, claimed) {
  for (const point of [null, "begin", "end", "now"]) {
    try {
      const one = ocmfChosen(said, point);
      if (one.raw === claimed.text && one.at.ticks === claimed.deviceTime?.ticks) return one;
    } catch (error) {
      if (!(error instanceof NoReading)) throw error;
    }
  }
  return ocmfChosen(said, null);
}

const codecs = { "dlt645-2007": dlt645, "modbus-rtu": modbus(false), "modbus-tcp": modbus(true), "metrology-wire-1": wire, "metrology-roller-1": roller, scpi, "balance-stream": balance, "nmea-0183": nmea, ocmf };
