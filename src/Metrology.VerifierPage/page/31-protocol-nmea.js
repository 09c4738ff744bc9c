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
