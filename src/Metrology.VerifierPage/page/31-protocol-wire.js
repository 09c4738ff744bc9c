// Wire contract, version 1: one entry is one payload, its link the topic.
const wireUnits = { "energy.active.import": "kWh", "amount.displayed": "CNY", voltage: "V", current: "A", "power.active": "kW", "power.factor": "1", frequency: "Hz", clock: "s" };
/** Half of the longest exchange from which an offset of the clock is taken, s. */
const halfExchange = new Decimal(25n, 2);

const wire = {
  messages: (entries) => entries.filter((entry) => entry.isReceived).map(({ position, bytes }) => ({ position, bytes })),

  decode(source, payload, claimed) {
    if (!/^[A-Za-z0-9._-]{1,64}$/.test(source.address) || source.link !== `mqtt:metrology/v1/${source.address}/readings`) throw new NoReading("wire.other-topic");
    const message = wireMessage(payload);
    if (message.answers === null) throw new NoReading("wire.not-asked: a live message never stands for a reading");
    if (claimed.measurand === clockMeasurand) {
      const shown = message.values.find((value) => value.measurand === "clock");
      if (!shown) throw new NoReading("wire.form");
      const offset = new Decimal(shown.instant.ticks - claimed.receivedAt.ticks, 0).over(Decimal.of(10_000_000));
      const value = offset.over(shown.resolution).rounded(0).times(shown.resolution);
      return { text: value.toString(), value, unit: "s", resolution: shown.resolution, deviceTime: shown.instant, slack: halfExchange.plus(shown.resolution) };
    }
    const own = message.values.find((value) => value.measurand === claimed.measurand && value.measurand !== "clock");
    if (!own) throw new NoReading("wire.form");
    return { text: own.text, value: Decimal.parse(own.text), unit: own.unit, resolution: own.resolution, deviceTime: message.time, slack: null };
  },
};

function wireMessage(payload) {
  if (payload.length > 65536) throw new NoReading("wire.too-large");
  const bad = (code) => new NoReading(code);
  let json;
  try {
    json = jsonOf(payload);
  } catch {
    throw bad("wire.not-json");
  }
  if (json.twice.length > 0) throw bad("wire.doubled-field");
  const closed = (map, names, optional) => {
    if (!(map instanceof Map) || names.some((name) => !map.has(name))) throw bad("wire.form");
    if ([...map.keys()].some((name) => !names.includes(name) && !optional.includes(name))) throw bad("wire.unknown-field");
  };
  const text = (map, name) => {
    const value = map.get(name);
    if (typeof value !== "string" || !/^[!-~°]{1,64}$/.test(value)) throw bad("wire.form");
    return value;
  };
  const number = (map, name) => {
    const value = text(map, name);
    if (!/^-?[0-9]{1,15}(\.[0-9]{1,9})?$/.test(value)) throw bad("wire.form");
    return Decimal.parse(value);
  };
  const instant = (map, name) => {
    const found = instantOf(text(map, name));
    if (!found) throw bad("wire.form");
    return found;
  };
  const root = json.value;
  closed(root, ["boot", "seq", "time", "readings"], ["answers"]);
  text(root, "boot");
  if (!(root.get("seq") instanceof Digits) || !/^\d{1,16}$/.test(root.get("seq").raw) || Number(root.get("seq").raw) > Number.MAX_SAFE_INTEGER || !Array.isArray(root.get("readings"))) throw bad("wire.form");
  const [time, answers, list] = [instant(root, "time"), root.has("answers") ? text(root, "answers") : null, root.get("readings")];
  if (list.length > 64) throw bad("wire.too-large");
  const values = list.map((one) => {
    closed(one, ["measurand", "value", "unit", "resolution"], []);
    const [measurand, shown, unit, resolution] = [text(one, "measurand"), text(one, "value"), text(one, "unit"), number(one, "resolution")];
    const isClock = measurand === "clock";
    const value = isClock ? Decimal.zero : number(one, "value");
    const moment = isClock ? instant(one, "value") : null;
    if (!Object.hasOwn(wireUnits, measurand)) throw bad("wire.unknown-measurand");
    if (unit !== wireUnits[measurand]) throw bad("wire.unit");
    if (resolution.sign <= 0 || value.modulo(resolution).sign !== 0) throw bad("wire.resolution");
    return { measurand, text: shown, unit, resolution, instant: moment };
  });
  if (values.length === 0) throw bad("wire.no-readings");
  if (new Set(values.map((value) => value.measurand)).size < values.length) throw bad("wire.measurand-twice");
  return { time, answers, values };
}
