// DL/T 645-2007: 68H, address, 68H, control, length, data + 33H, checksum, 16H.
const isBcd = (byte) => (byte & 0x0f) <= 9 && byte >> 4 <= 9;

function dltLength(bytes) {
  if (bytes[0] !== 0x68 || (bytes.length > 7 && bytes[7] !== 0x68)) return -1;
  for (let i = 1; i <= 6 && i < bytes.length; i++) if (!isBcd(bytes[i]) && bytes[i] !== 0xaa) return -1;
  if (bytes.length > 9 && bytes[9] > (bytes[8] === 0x14 ? 50 : 200)) return -1;
  if (bytes.length < 12 || bytes.length < 12 + bytes[9]) return 0;
  const length = 12 + bytes[9];
  const sum = bytes.subarray(0, length - 2).reduce((all, byte) => (all + byte) & 0xff, 0);
  return bytes[length - 1] === 0x16 && bytes[length - 2] === sum ? length : -1;
}

/** Identifier → measurand, bytes, decimals, unit; those that can stand for a reading. */
const dltIdentifiers = {
  0x00010000: ["energy.active.import", 4, 2, "kWh", false], 0x00610000: ["energy.active.import", 5, 4, "kWh", false], 0x02010100: ["voltage", 2, 1, "V", false],
  0x02020100: ["current", 3, 3, "A", true], 0x02030000: ["power.active", 3, 4, "kW", true], 0x02060000: ["power.factor", 2, 3, "1", true], 0x02800002: ["frequency", 2, 2, "Hz", false],
};

const dlt645 = {
  messages(entries) {
    const finder = new FrameFinder(dltLength);
    return entries.flatMap((entry) => {
      // An exchange forgets what was left over when it asks again, and a line that is opened anew begins anew.
      if (!entry.isReceived || entry.index === 0) finder.reset();
      return entry.isReceived ? finder.push(entry.bytes).map((bytes) => ({ position: entry.position, bytes })) : [];
    });
  },

  decode(source, frame, claimed) {
    if (dltLength(frame) !== frame.length) throw new NoReading("not a frame");
    const control = frame[8];
    if (!(control & 0x80) || (control & 0x1f) !== 0x11) throw new NoReading("not-a-reply");
    if (control & 0x40) throw new NoReading("meter-error");
    const address = hexOf(frame.subarray(1, 7).toReversed()).toUpperCase();
    if (source.address.length !== 12 || address.match(/../g).some((pair, i) => source.address.slice(2 * i, 2 * i + 2) !== "AA" && source.address.slice(2 * i, 2 * i + 2) !== pair)) throw new NoReading("address-mismatch");
    const data = frame.subarray(10, -2).map((byte) => byte - 0x33);
    if (control & 0x20 || data.length < 4) throw new NoReading("data-length");
    const [measurand, length, decimals, unit, isSigned] = dltIdentifiers[data[0] + data[1] * 0x100 + data[2] * 0x10000 + data[3] * 0x1000000] ?? [];
    if (measurand !== claimed.measurand) throw new NoReading("di-mismatch");
    const own = data.slice(4, 4 + length);
    if (own.length < length || data.subarray(4 + length).some((byte) => byte !== 0)) throw new NoReading("data-length");
    if (data.subarray(4).every((byte) => byte === 0xff)) throw new NoReading("no-data-ff");
    const isNegative = isSigned && (own[length - 1] & 0x80) !== 0;
    if (isNegative) own[length - 1] &= 0x7f;
    if (!own.every(isBcd)) throw new NoReading("bad-bcd");
    const number = BigInt(hexOf(own.toReversed()));
    const value = new Decimal(isNegative ? -number : number, decimals);
    return { text: value.toString(), value, unit, resolution: new Decimal(1n, decimals), deviceTime: null, slack: null };
  },
};
