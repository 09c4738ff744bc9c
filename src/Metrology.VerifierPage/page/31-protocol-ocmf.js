// OCMF: "OCMF|payload|signature"; only a record whose signature is good with the key of the meter is a reading (Metrology.Adapters/Ocmf).
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
