// A counter of revolutions or of pulses behind a gate, in lines framed as those of a roller bench (Metrology.Adapters/Counter).
const counterPhases = ["IDLE", "WAIT", "RUN", "DONE"];
/** Measurand → field of "GATED,phase,n,pulses,constant" and unit. */
const gatedValues = { "pulse.count": [4, "imp"], "pulse.constant": [5, "imp/kWh"] };

const counter = {
  messages: (entries) => framedMessages(entries, rollerLength),

  decode(source, line, claimed) {
    if (source.address !== "counter") throw new NoReading("not-of-this");
    const fields = rollerFields(line);
    if (!Object.hasOwn(gatedValues, claimed.measurand)) return rollerCount(fields, claimed.measurand);
    if (fields[1] !== "GATED") throw new NoReading("not-gated");
    if (fields.length !== 6 || !counterPhases.includes(fields[2]) || ![3, 4, 5].every((at) => isRollerNumber(fields[at], 0))) throw new NoReading("bad-fields");
    if (fields[2] !== "DONE") throw new NoReading("not-done");
    const [at, unit] = gatedValues[claimed.measurand];
    return readOf(fields[at], Decimal.parse(fields[at]), unit, Decimal.one);
  },
};
