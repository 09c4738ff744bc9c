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

function rollerFields(line) {
  if (rollerLength(line) !== line.length) throw new NoReading("bad-end");
  return ascii(line.subarray(1, -7)).split(",");
}

/** Revolutions and speed as "COUNT,revolutions,km/h". */
function rollerCount(fields, measurand) {
  if (fields[1] !== "COUNT") throw new NoReading("not-a-count");
  if (fields.length !== 4 || !isRollerNumber(fields[2], 1) || !isRollerNumber(fields[3], 1)) throw new NoReading("bad-fields");
  if (measurand !== "revolutions" && measurand !== "speed") throw new NoReading("not-of-this");
  const [text, unit] = measurand === "revolutions" ? [fields[2], "1"] : [fields[3], "km/h"];
  return readOf(text, Decimal.parse(text), unit, new Decimal(1n, 1));
}

const roller = {
  messages: (entries) => framedMessages(entries, rollerLength),

  decode(source, line, claimed) {
    const fields = rollerFields(line);
    if (fields[1] === "COUNT") {
      if (source.address !== "roller") throw new NoReading("not-of-this");
      return rollerCount(fields, claimed.measurand);
    }
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
