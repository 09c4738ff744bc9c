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
