// MODBUS over Serial Line V1.02 and Messaging on TCP/IP V1.0b. A message is a request with the reply that came to it.
const readsBits = (code) => code === 1 || code === 2;
const isRead = (code) => code >= 1 && code <= 4;
const isWrite = (code) => [5, 6, 15, 16].includes(code);
const wordAt = (bytes, at) => bytes[at] * 256 + bytes[at + 1];

function crc16(bytes) {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

function rtuLength(bytes) {
  if (bytes[0] > 247) return -1;
  if (bytes.length < 2) return 0;
  const code = bytes[1];
  if (!isRead(code & 0x7f) && !isWrite(code & 0x7f)) return -1;
  let length = isWrite(code) ? 8 : 5;
  if (isRead(code)) {
    if (bytes.length < 3) return 0;
    if (bytes[2] === 0 || bytes[2] > 250 || (!readsBits(code) && bytes[2] & 1)) return -1;
    length = 5 + bytes[2];
  }
  if (bytes.length < length) return 0;
  return crc16(bytes.subarray(0, length - 2)) === bytes[length - 2] + 256 * bytes[length - 1] ? length : -1;
}

function tcpLength(bytes) {
  if ((bytes.length > 2 && bytes[2] !== 0) || (bytes.length > 3 && bytes[3] !== 0)) return -1;
  if (bytes.length <= 7) return 0;
  const [body, code] = [wordAt(bytes, 4), bytes[7]];
  if (body < 3 || body > 254 || (!isRead(code & 0x7f) && !isWrite(code & 0x7f))) return -1;
  if (bytes.length <= 8) return 0;
  const expected = isRead(code) ? 3 + bytes[8] : code & 0x80 ? 3 : 6;
  if (body !== expected || (isRead(code) && !readsBits(code) && bytes[8] & 1)) return -1;
  return bytes.length < 6 + body ? 0 : 6 + body;
}

const modbus = (isTcp) => {
  const [look, requestLength, head] = isTcp ? [tcpLength, 12, 6] : [rtuLength, 8, 0];
  const requestOf = (bytes) => {
    const [slave, code, start, count] = [bytes[head], bytes[head + 1], wordAt(bytes, head + 2), wordAt(bytes, head + 4)];
    const isGood = isRead(code) && slave >= 1 && slave <= 247 && count >= 1 && count <= (readsBits(code) ? 2000 : 125) && start + count <= 65536;
    return isGood ? { slave, code, start, count } : null;
  };
  return {
    messages(entries) {
      const finder = new FrameFinder(look);
      let asked = new Uint8Array(0);
      return entries.flatMap((entry) => {
        if (!entry.isReceived || entry.index === 0) {
          finder.reset();
          asked = entry.isReceived ? new Uint8Array(0) : entry.bytes;
        }
        if (!entry.isReceived || asked.length !== requestLength) return [];
        return finder.push(entry.bytes).map((bytes) => ({ position: entry.position, bytes: join(asked, bytes) }));
      });
    },

    decode(source, message, claimed) {
      if (source.map === null) throw new NoReading("no-map");
      const map = registerMapOf(source.map);
      const request = message.length > requestLength ? requestOf(message.subarray(0, requestLength)) : null;
      if (!request) throw new NoReading("not-a-reply");
      if (source.address !== String(request.slave)) throw new NoReading("slave-mismatch");
      const frame = message.subarray(requestLength);
      if (look(frame) !== frame.length || (isTcp && wordAt(frame, 0) !== wordAt(message, 0))) throw new NoReading("not-a-reply");
      const body = isTcp ? frame.subarray(6) : frame.subarray(0, -2);
      if (body[0] !== request.slave) throw new NoReading("slave-mismatch");
      if ((body[1] & 0x7f) !== request.code) throw new NoReading("function-mismatch");
      if (body[1] & 0x80) throw new NoReading("meter-exception");
      if (body[2] !== (readsBits(request.code) ? Math.ceil(request.count / 8) : 2 * request.count)) throw new NoReading("count-mismatch");
      return registerReading(map, request, body.subarray(3), claimed.measurand);
    },
  };
};

const registerTypes = { uInt16: 1, int16: 1, uInt32: 2, int32: 2, uInt64: 4, int64: 4, float32: 2, float64: 4 };
const wordOrders = ["high-word-first", "low-word-first", "high-word-first-swapped", "low-word-first-swapped"];
const knownMaps = new Map();

/** The register map that a record keeps, with the checks of RegisterMaps and RegisterMapCheck. */
function registerMapOf(file) {
  if (!knownMaps.has(file)) knownMaps.set(file, readRegisterMap(file));
  const map = knownMaps.get(file);
  if (!map) throw new NoReading("map.form");
  return map;
}

function readRegisterMap(file) {
  const bilingual = (at) => at.object((text) => both(text.anyText("zh"), text.anyText("en")));
  const type = (at) => {
    const found = Object.keys(registerTypes).find((name) => name.toLowerCase() === String(at.value).toLowerCase());
    if (!found) at.problem("", "a type of registers");
    return found ?? "uInt16";
  };
  const { value: map, problems } = Cursor.load(bytesOf(file), (root) => root.object((at) => ({
    id: at.anyText("id"), model: at.anyText("model"), sources: at.required("sources", (list) => list.list((one) => one.asAnyText()), []), confirmed: at.required("confirmed", (one) => one.asFlag(), false),
    note: at.required("note", bilingual, null), code: at.required("function", (one) => one.asInteger(0, 255), 0), order: at.required("wordOrder", (one) => one.asOneOf(wordOrders), wordOrders[0]),
    reads: at.required("reads", (list) => list.list((one) => one.object((read) => ({ start: read.required("start", (number) => number.asInteger(0, 65535), 0), count: read.required("count", (number) => number.asInteger(0, 65535), 0) }))), []),
    registers: at.required("registers", (list) => list.list((one) => one.object((register) => ({
      key: register.anyText("key"), name: register.required("name", bilingual, null), address: register.required("address", (number) => number.asInteger(0, 65535), 0), type: register.required("type", type, "uInt16"),
      unit: register.anyText("unit"), measurand: register.optional("measurand")?.asAnyText() ?? null, shift: register.optional("shift")?.asInteger(-2147483648, 2147483647) ?? 0,
      point: register.optional("decimalPoint")?.object((point) => ({
        address: point.required("address", (number) => number.asInteger(0, 65535), 0), minus: point.required("minus", (number) => number.asInteger(-2147483648, 2147483647), 0), highest: point.optional("highest")?.asInteger(-2147483648, 2147483647) ?? 9,
      })) ?? null,
      order: register.optional("wordOrder")?.asOneOf(wordOrders) ?? null, resolution: register.optional("resolution")?.asDecimal() ?? null,
    }))), []),
    identity: at.optional("identity")?.object((identity) => ({
      code: identity.required("function", (one) => one.asInteger(0, 255), 0), address: identity.required("address", (one) => one.asInteger(0, 65535), 0), type: identity.optional("type") ? type(identity.optional("type")) : null,
      count: identity.optional("count")?.asInteger(0, 65535) ?? 0, digits: identity.optional("digits")?.asInteger(-2147483648, 2147483647) ?? 0,
    })) ?? null,
  })));
  if (problems.length > 0 || !isOfRegisters(map.code) || map.registers.length === 0) return null;
  const identityLength = map.identity && (map.identity.type ? registerTypes[map.identity.type] : map.identity.count);
  if (map.identity && (!isOfRegisters(map.identity.code) || identityLength === 0 || identityLength > 125)) return null;
  const measured = map.registers.map((one) => one.measurand).filter((one) => one !== null);
  return map.registers.every(isGoodRegister) && new Set(measured).size === measured.length ? map : null;
}

const isOfRegisters = (code) => code === 3 || code === 4;

function isGoodRegister({ address, type, unit, measurand, resolution }) {
  if ((resolution && resolution.sign <= 0) || address + registerTypes[type] > 65536) return false;
  if (measurand === null) return true;
  const [own, known] = [unitNamed(unit), commonMeasurands.find((one) => one.id === measurand)];
  return Boolean(own && known && (!known.unit || known.unit.dimension === own.dimension));
}

/** Every mapped number of a reply, because half a reply is none; then the one that is claimed. */
function registerReading(map, request, data, measurand) {
  if (request.code !== map.code) throw new NoReading("not-mapped");
  const count = data.length / 2;
  let found = null;
  let isAny = false;
  for (const register of map.registers) {
    const at = register.address - request.start;
    if (at < 0 || at + registerTypes[register.type] > count) continue;
    let { shift } = register;
    if (register.point) {
      const place = register.point.address - request.start;
      if (place < 0 || place >= count) continue;
      const point = wordAt(data, 2 * place);
      if (point > register.point.highest) throw new NoReading("bad-decimal-point");
      shift += point - register.point.minus;
    }
    const number = registerNumber(data, at, register.type, register.order ?? map.order);
    if (!Decimal.parse(shiftedDigits(number.exact, shift))) throw new NoReading("out-of-range");
    isAny = true;
    const isMeasured = register.measurand !== null && (register.resolution || !number.isFloat);
    if (!found && isMeasured && register.measurand === measurand) found = { register, number, shift };
  }
  if (!isAny || !found) throw new NoReading("not-mapped");
  const { register, number, shift } = found;
  const text = shiftedDigits(number.shortest, shift);
  let step = Decimal.parse(number.step);
  for (let i = 0; i < Math.abs(shift); i++) step = shift > 0 ? step.times(Decimal.of(10)) : step.over(Decimal.of(10));
  const resolution = register.resolution && register.resolution.compare(step) > 0 ? register.resolution : step;
  return { text, value: Decimal.parse(text), unit: register.unit, resolution, deviceTime: null, slack: null };
}

/** {exact, shortest, step}: all digits, the fewest that name it among its neighbours, and how far the next one is. */
function registerNumber(data, at, type, order) {
  const words = registerTypes[type];
  let bits = 0n;
  for (let i = 0; i < words; i++) {
    const word = wordAt(data, 2 * (order.startsWith("high") ? at + i : at + words - 1 - i));
    bits = (bits << 16n) | BigInt(order.endsWith("swapped") ? ((word & 0xff) << 8) | (word >> 8) : word);
  }
  if (type.startsWith("uInt")) return { isFloat: false, exact: String(bits), shortest: String(bits), step: "1" };
  if (type.startsWith("int")) {
    const signed = String(BigInt.asIntN(16 * words, bits));
    return { isFloat: false, exact: signed, shortest: signed, step: "1" };
  }
  const view = new DataView(new ArrayBuffer(8));
  const read = (own) => {
    if (words === 4) view.setBigUint64(0, own);
    else view.setUint32(0, Number(own));
    return words === 4 ? view.getFloat64(0) : view.getFloat32(0);
  };
  const value = read(bits);
  if (!Number.isFinite(value)) throw new NoReading("not-a-number");
  const positive = bits & (words === 4 ? 0x7fffffffffffffffn : 0x7fffffffn);
  const step = read(positive + 1n) - read(positive);
  return { isFloat: true, exact: exactDigits(value), shortest: plainDigits(words === 4 ? String(value) : shortestSingle(value)), step: exactDigits(step) };
}

/** All digits of a finite double. */
function exactDigits(value) {
  const [exact, places] = exactDouble(Math.abs(value));
  const text = shiftedDigits(String(exact), -places);
  return `${value < 0 ? "-" : ""}${text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text}`;
}

/** The fewest digits that name a float32 among its neighbours. */
function shortestSingle(value) {
  for (let digits = 1; digits < 10; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(value);
}

/** Digits with an exponent ("1.5e-7") without one. */
function plainDigits(text) {
  const [mantissa, exponent] = text.split(/e/i);
  return exponent === undefined ? text : shiftedDigits(mantissa, Number(exponent));
}
