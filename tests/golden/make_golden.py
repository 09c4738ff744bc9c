#!/usr/bin/env python3
"""Golden runs of the shipped procedures, computed a second way.

Every expected number is worked out here with exact fractions (roots with 60-digit decimals), from formulas written by hand for each regulation; nothing of
the product is used but the ids of checks in the procedure files. The readings are examples (示例), partly those of published or recomputed cases, which
are named in `origin`.

    make_golden.py            writes the files beside the procedures
    make_golden.py --check    compares them with what is there; exit code 1 when they differ
"""

import json
import sys
from decimal import Decimal, getcontext
from fractions import Fraction as F
from pathlib import Path

getcontext().prec = 60
ROOT = Path(__file__).resolve().parents[2] / "src" / "Metrology.Procedures"
FILES = {}


def fixed(value, places=9):
    """A fraction as text, exact halves to the even digit (GB/T 8170)."""
    scaled = F(value) * 10**places
    lower = scaled.numerator // scaled.denominator
    rest = scaled - lower
    if rest > F(1, 2) or (rest == F(1, 2) and lower % 2):
        lower += 1
    sign = "-" if lower < 0 else ""
    digits = str(abs(lower)).rjust(places + 1, "0")
    return sign + (digits[:-places] + "." + digits[-places:] if places else digits)


def to_interval(value, interval):
    """Rounded to a multiple of the interval, exact halves to the even multiple."""
    interval = F(interval)
    quotient = F(value) / interval
    lower = quotient.numerator // quotient.denominator
    rest = quotient - lower
    if rest > F(1, 2) or (rest == F(1, 2) and lower % 2):
        lower += 1
    return lower * interval


def root(value, places=9):
    value = F(value)
    return F((Decimal(value.numerator) / Decimal(value.denominator)).sqrt())


def mean(values):
    return sum(values, F(0)) / len(values)


class Run:
    def __init__(self, procedure, name, title, origin, kind, nameplate, references=()):
        self.path = procedure
        self.procedure = json.loads((ROOT / f"{procedure}.json").read_text())
        self.items = {item["id"]: item for item in self.procedure["items"]}
        self.name, self.title, self.origin, self.kind, self.nameplate = name, title, origin, kind, nameplate
        self.references, self.sets, self.computed = list(references), [], {}
        self.units = {c["id"]: c for c in self.procedure["environment"]}

    def environment(self, **values):
        self.single(*[("environment", self.units[i]["measurand"], v, self.units[i]["unit"], i) for i, v in ((k.replace("_", "-"), v) for k, v in values.items())])
        return self

    def inspect(self, item, failed=()):
        self.single(*[("verifier", "inspection.conforms", "0" if c["id"] in failed else "1", "1", c["id"]) for c in self.items[item]["checks"]])
        self.computed[f"{item}/verdict"] = "fail" if failed else "pass"

    def readings(self, stage, rows):
        def one(role, measurand, text, unit, subject="", resolution=None):
            reading = {"role": role, "measurand": measurand, "text": text, "unit": unit}
            if subject:
                reading["subject"] = subject
            if resolution:
                reading["resolution"] = Number(resolution)
            return reading
        self.sets.append({"stage": stage, "readings": [one(*row) for row in rows]})

    def single(self, *rows):
        self.readings("single", rows)

    def start(self, *rows):
        self.readings("start", rows)

    def end(self, *rows):
        self.readings("end", rows)

    def applied(self):
        self.readings("prepare", [("bench", "inspection.conforms", "1", "1", "apply")])

    def skip(self, reason):
        self.sets.append({"stage": "single", "readings": [], "skipped": reason})

    def point(self, at, errors, unit_factor=1, interval=None, limits=None, verdict=None, decide="rounded", result=None, strict=False, **values):
        """The numbers of a test point, its verdict derived here unless the limits are unknown (None)."""
        errors = [F(e) * unit_factor for e in errors]
        for i, error in enumerate(errors, 1):
            self.computed[f"{at}/{i}/error"] = fixed(error)
        self.computed[f"{at}/mean"] = fixed(mean(errors))
        judged = mean(errors) if result is None else F(result)
        self.computed[f"{at}/result"] = fixed(judged)
        if interval is not None:
            self.computed[f"{at}/rounded"] = fixed(to_interval(judged, interval))
        compared = to_interval(judged, interval) if decide == "rounded" else judged
        if limits is None:
            self.computed[f"{at}/lower"] = self.computed[f"{at}/upper"] = None
            outcome = "indeterminate"
        else:
            lower, upper = limits
            self.computed[f"{at}/lower"] = None if lower is None else fixed(lower)
            self.computed[f"{at}/upper"] = None if upper is None else fixed(upper)
            outside = (lower is not None and compared < lower) or (upper is not None and compared > upper)
            if strict:
                outside = outside or compared in (lower, upper)
            outcome = "fail" if outside else "pass"
        assert verdict in (None, outcome), f"{self.name} {at}: {outcome}"
        self.computed[f"{at}/verdict"] = outcome
        for name, value in values.items():
            self.computed[f"{at}/{name}"] = value
        return self

    def write(self, verdict):
        file = {"title": self.title, "origin": self.origin, "nameplate": self.nameplate, "kind": self.kind, "references": self.references,
                "sets": self.sets, "expect": {"verdict": verdict, "computed": self.computed}}
        FILES[ROOT / f"{self.path}.golden" / f"{self.name}.json"] = dump(file) + "\n"


class Number(str):
    """A JSON number that keeps its digits."""


def dump(value, indent=0):
    def flat(v):
        if isinstance(v, Number):
            return str(v)
        if isinstance(v, dict):
            return "{ " + ", ".join(f"{json.dumps(k, ensure_ascii=False)}: {flat(x)}" for k, x in v.items()) + " }"
        if isinstance(v, list):
            return "[" + ", ".join(map(flat, v)) + "]"
        return json.dumps(v, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or (indent and len(flat(value)) + indent < 160):
        return flat(value)
    pad = " " * (indent + 2)
    if isinstance(value, dict):
        rows = [f"{pad}{json.dumps(k, ensure_ascii=False)}: {dump(v, indent + 2)}" for k, v in value.items()]
        return "{\n" + ",\n".join(rows) + "\n" + " " * indent + "}"
    return "[\n" + ",\n".join(pad + dump(v, indent + 2) for v in value) + "\n" + " " * indent + "]"


def reference(measurand, name, expanded, unit="%", k="2"):
    return {"role": "reference", "measurand": measurand, "name": name, "expandedUncertainty": Number(expanded), "coverageFactor": Number(k), "unit": unit}


U, R, V = "unit-under-test", "reference", "verifier"
ENERGY, PULSES, CONSTANT, DISTANCE, TURNS = "energy.active.import", "pulse.count", "pulse.constant", "distance", "revolutions"
METER = reference(ENERGY, "示例标准表", "0.06")
COUNTER = reference(PULSES, "示例标准表", "0.06")


def pile_plate(accuracy="1", tou="false", constant="1000", **more):
    return dict({"accuracyClass": accuracy, "nominalVoltage": "220", "maximumCurrent": "32", "registerResolution": "0.001", "pulseConstant": constant, "timeOfUse": tou}, **more)


LIMIT = {"1": (F("1.0"), F("0.1")), "2": (F("2.0"), F("0.2"))}


def pulse_point(run, at, accuracy, c0, cl, n, counts, ki=None, applied=True):
    """γ = (m0 − m)/m, m0 = C0·N/(CL·KI)."""
    m0 = F(c0) * n / (F(cl) * F(ki or 1))
    for m in counts:
        if applied:
            run.applied()
        rows = [(R, PULSES, m, "imp"), (R, CONSTANT, c0, "imp/kWh")]
        if ki:
            rows.append((R, "result", ki, "1"))
        run.single(*rows)
    limit, interval = LIMIT[accuracy]
    run.point(at, [(m0 - F(m)) / F(m) for m in counts], 100, interval, (-limit, limit))
    for i in range(1, len(counts) + 1):
        run.computed[f"{at}/{i}/m0"] = fixed(m0)
    # u² = s²/n + (c·m·U/k)² + (c·1)²/12 with c = −m0/m² at the mean count, U in percent of the count, whose last digit is one pulse.
    m, errors = mean([F(x) for x in counts]), [(m0 - F(x)) / F(x) for x in counts]
    scatter = sum((e - mean(errors)) ** 2 for e in errors) / (len(errors) - 1) / len(errors) * 10**4
    # Nothing gives the uncertainty of a current ratio, so U is not stated where there is one.
    if ki:
        run.computed[f"{at}/uncovered"] = "KI"
    run.computed[f"{at}/uncertainty"] = None if ki else fixed(2 * root(scatter + (m0 / m * F("0.06") / 2) ** 2 + (m0 / m**2 * 100) ** 2 / 12), 10)


def reading_point(run, at, accuracy, pairs, uncertainty=None):
    """γ = (Ex − E0)/E0 with registers that begin at 100 and 0 kWh; δ/E0 is the quantisation bound."""
    for ex, e0 in pairs:
        run.start((U, ENERGY, "100.000", "kWh", "", "0.001"), (R, ENERGY, "0.00000", "kWh", "", "0.00001"))
        run.end((U, ENERGY, fixed(100 + F(ex), 3), "kWh", "", "0.001"), (R, ENERGY, e0, "kWh", "", "0.00001"))
    limit, interval = LIMIT[accuracy]
    errors = [(F(ex) - F(e0)) / F(e0) for ex, e0 in pairs]
    run.point(at, errors, 100, interval, (-limit, limit))
    for i, (_, e0) in enumerate(pairs, 1):
        run.computed[f"{at}/{i}/resolutionBound"] = fixed(F("0.001") / F(e0) * 100)
    # u² = s²/n + (c·E0·U/k)² + (c_x·δ/√6)² + (c·δ0/√6)² with c_x = 1/E0 and c = −Ex/E0² at the means, in percent.
    ex, e0 = mean([F(x) for x, _ in pairs]), mean([F(z) for _, z in pairs])
    square = F(0)
    if len(pairs) > 1:
        m = mean(errors)
        square += sum((e - m) ** 2 for e in errors) / (len(errors) - 1) / len(errors) * 10**4
    c = ex / e0**2 * 100
    square += (c * e0 * F("0.06") / 100 / 2) ** 2 + (100 / e0 * F("0.001")) ** 2 / 6 + (c * F("0.00001")) ** 2 / 6
    run.computed[f"{at}/uncertainty"] = fixed(2 * root(square), 10)


def piles():
    run = Run("electricity/jjg-1148/2018", "pulses-and-amount", "示例：脉冲法、示值、付费金额和时钟", "pulse counts of case EV-01 and amount of case EV-08 of verification-ev.json; the rest made up (示例)",
              "first", pile_plate(tou="true"), [METER, COUNTER])
    run.environment(temperature="23.4", relative_humidity="45")
    run.inspect("appearance")
    run.single((R, "insulation-resistance", "120", "MΩ", "", "1"))
    run.point("insulation/default", ["120"], 1, "0.1", (F(10), None), decide="unrounded")
    pulse_point(run, "operating-error/full", "1", "100000000", "1000", 4, ["398412", "398380"])
    pulse_point(run, "operating-error/half", "1", "100000000", "1000", 4, ["398412", "398412"])
    pulse_point(run, "operating-error/tenth", "1", "100000000", "1000", 4, ["401000", "401200"])
    reading_point(run, "indication-error/full", "1", [("2.222", "2.21050")])
    run.single((U, "amount.displayed", "2.75", "CNY", "", "0.01"), (U, ENERGY, "2.222", "kWh", "", "0.001"), (V, "price", "1.2345", "元/kWh"))
    due = F("2.222") * F("1.2345")
    run.point("payment-error/default", [F("2.75") - due], 1, "0.001", (F("-0.01"), F("0.01")), decide="unrounded")
    run.computed["payment-error/default/1/due"] = fixed(due)
    run.single((U, "clock.offset", "-4.6", "s", "", "0.1"))
    run.point("clock-error/default", ["-4.6"], 1, "0.1", (F(-5), F(5)), decide="unrounded")
    run.write("pass")

    run = Run("electricity/jjg-1148/2018", "pulses-at-a-tie", "示例：脉冲法误差恰为 −1.05 %，修约取偶为 −1.0 %", "counts made up so that the error is a tie of GB/T 8170: 395800 pulses due, 400000 counted (示例)",
              "first", pile_plate(), [METER, COUNTER])
    run.environment(temperature="23.4", relative_humidity="45")
    run.inspect("appearance")
    run.single((R, "insulation-resistance", "120", "MΩ", "", "1"))
    run.point("insulation/default", ["120"], 1, "0.1", (F(10), None), decide="unrounded")
    for at in ("full", "half", "tenth"):
        pulse_point(run, f"operating-error/{at}", "1", "98950000", "1000", 4, ["400000", "400000"])
    reading_point(run, "indication-error/full", "1", [("2.222", "2.21050")])
    run.single((U, "amount.displayed", "2.74", "CNY", "", "0.01"), (U, ENERGY, "2.222", "kWh", "", "0.001"), (V, "price", "1.2345", "元/kWh"))
    run.point("payment-error/default", [F("2.74") - due], 1, "0.001", (F("-0.01"), F("0.01")), decide="unrounded")
    run.computed["payment-error/default/1/due"] = fixed(due)
    run.write("pass")

    run = Run("electricity/jjg-1148/2018", "amount-too-high", "示例：显示金额偏高 0.0169 元，不合格", "amount of case EV-08 of verification-ev.json; the rest made up (示例)", "subsequent", pile_plate(), [METER, COUNTER])
    run.environment(temperature="18.0", relative_humidity="60")
    run.inspect("appearance")
    for at in ("full", "half", "tenth"):
        pulse_point(run, f"operating-error/{at}", "1", "36000000", "1000", 4, ["144000", "144000"])
    reading_point(run, "indication-error/full", "1", [("1.985", "2.00160")])
    run.single((U, "amount.displayed", "2.76", "CNY", "", "0.01"), (U, ENERGY, "2.222", "kWh", "", "0.001"), (V, "price", "1.2345", "元/kWh"))
    run.point("payment-error/default", [F("2.76") - due], 1, "0.001", (F("-0.01"), F("0.01")), decide="unrounded")
    run.write("fail")

    for name, title, counts, verdict in (("within", "示例：脉冲法，合格", ["398412", "398380"], "pass"), ("beyond", "示例：脉冲法，+1.3 %，不合格", ["394900", "394860"], "fail")):
        run = Run("electricity/jjg-1148-pulse/2022", name, title, "first row: pulse counts of case EV-01 of verification-ev.json; the rest made up (示例)", "first", pile_plate(tou="false"), [COUNTER])
        run.environment(temperature="23.4", relative_humidity="45", insulation_resistance="120")
        run.inspect("appearance")
        for at in ("full", "half"):
            pulse_point(run, f"operating-error/{at}", "1", "100000000", "1000", 4, counts, applied=False)
        run.write(verdict)

    run = Run("electricity/jjg-1149/2018", "class-2-current-ratio", "示例：直流充电机，电流变比 50，两个接口", "pulse counts of case EV-17 of verification-ev.json; the rest made up (示例)",
              "subsequent", pile_plate("2", constant="100", connectors="2"), [METER, COUNTER])
    run.environment(temperature="5.0", relative_humidity="30")
    run.inspect("appearance")
    for at in ("full@1", "full@2", "half@1", "half@2"):
        pulse_point(run, f"operating-error/{at}", "2", "2000000", "100", 10, ["4081", "4079"] if at.endswith("@1") else ["4000", "4002"], "50")
    for at in ("full@1", "full@2"):
        reading_point(run, f"indication-error/{at}", "2", [("5.020", "4.95120")])
    run.single((U, "amount.displayed", "4.38", "CNY", "", "0.01"), (U, ENERGY, "3.750", "kWh", "", "0.001"), (V, "price", "1.1667", "元/kWh"))
    run.point("payment-error/default", [F("4.38") - F("3.750") * F("1.1667")], 1, "0.001", (F("-0.01"), F("0.01")), decide="unrounded")
    run.write("pass")

    run = Run("electricity/jjg-1149/2022", "class-2-two-connectors", "示例：直流充电机 2 级，两个接口", "energies of case EV-18 of verification-ev.json for the first connector; the rest made up (示例)",
              "first", pile_plate("2", tou="true", connectors="2"), [METER])
    run.environment(temperature="23.4", relative_humidity="45", insulation_resistance="50")
    run.inspect("appearance")
    reading_point(run, "operating-error/full@1", "2", [("5.020", "4.95120"), ("5.018", "4.94980")])
    reading_point(run, "operating-error/full@2", "2", [("5.000", "5.00010"), ("5.001", "5.00020")])
    run.single((U, "clock.offset", "5.04", "s", "", "0.01"))
    run.point("clock-error/default", ["5.04"], 1, "0.1", (F(-5), F(5)), decide="unrounded", verdict="fail")
    run.write("fail")

    run = Run("electricity/jjg-1149/2022", "class-1-rounding-decides", "示例：+1.05 % 修约为 +1.0 %，合格", "tie of case EV-02 of verification-ev.json", "subsequent", pile_plate("1"), [METER])
    run.environment(temperature="23.4", relative_humidity="45", insulation_resistance="50")
    run.inspect("appearance")
    reading_point(run, "operating-error/full", "1", [("10.105", "10.00000"), ("10.105", "10.00000")])
    run.write("pass")


def calibrators():
    for code, insulated in (("jjg-1193", True), ("jjg-1192", False)):
        run = Run(f"electricity/{code}/2023", "computed-not-judged", "示例：限值未知，只计算不判定", "made up (示例); no limit of the regulation is held, so nothing is decided", "first",
                  {"accuracyClass": "0.1", "nominalVoltage": "220", "maximumCurrent": "60"}, [reference(ENERGY, "示例标准表", "0.02"), reference("voltage", "示例标准表", "0.02"), reference("current", "示例标准表", "0.02")])
        run.environment(temperature="23.0", relative_humidity="50")
        run.inspect("appearance")
        run.inspect("ports")
        if insulated:
            run.single((R, "insulation-resistance", "500", "MΩ", "", "1"))
            run.point("insulation/default", ["500"], 1, "0.1")
        run.inspect("withstand")

        def energy(at, values, **more):
            for ex in values:
                run.start((U, ENERGY, "0.00000", "kWh", "", "0.00001"), (R, ENERGY, "0.000000", "kWh", "", "0.000001"))
                run.end((U, ENERGY, ex, "kWh", "", "0.00001"), (R, ENERGY, "1.000000", "kWh", "", "0.000001"))
            run.point(at, [F(ex) - 1 for ex in values], 100, "0.001", **more)

        energy("energy-error/full", ["1.00031", "1.00028"])
        run.single((V, "result", "0.08", "%"))
        run.point("limit-operating-error/default", ["0.08"], 1, "0.001")
        repeats = ["1.00031", "1.00028", "1.00030", "1.00029", "1.00033", "1.00027"]
        errors = [(F(x) - 1) * 100 for x in repeats]
        s = root(sum((e - mean(errors)) ** 2 for e in errors) / (len(errors) - 1))
        energy("repeatability/full", repeats, result=s)
        for item, measurand, unit, x, x0 in (("monitor-voltage", "voltage", "V", "220.11", "220.05"), ("monitor-current", "current", "A", "59.97", "60.01")):
            run.applied()
            run.single((U, measurand, x, unit, "", "0.01"), (R, measurand, x0, unit, "", "0.001"))
            run.point(f"{item}/full", [(F(x) - F(x0)) / F(x0)], 100, "0.001")
        run.single((U, "clock.offset", "0.8", "s", "", "0.1"))
        run.point("clock-error/default", ["0.8"], 1, "0.1")
        run.write("indeterminate")


def meters():
    main, low = {"0.02": "0.02", "0.05": "0.05", "0.1": "0.1", "0.2": "0.2"}, {"0.02": "0.04", "0.05": "0.1", "0.1": "0.2", "0.2": "0.3"}
    interval = {"0.02": "0.002", "0.05": "0.005", "0.1": "0.01", "0.2": "0.02"}

    def meter(procedure, name, title, accuracy, expanded, rows, verdict, limits, intervals):
        run = Run(procedure, name, title, "made up (示例); limits as in the procedure file", "subsequent",
                  {"accuracyClass": accuracy, "nominalVoltage": "220", "basicCurrent": "5", "maximumCurrent": "60", "pulseConstant": "36000000"}, [reference(PULSES, "示例标准表", expanded)])
        run.environment(temperature="23.0", relative_humidity="50")
        run.inspect("appearance")
        for at, counts in rows:
            m0 = F(720_000_000) * 10 / F(36_000_000)
            for m in counts:
                run.applied()
                run.single((R, PULSES, m, "imp"), (R, CONSTANT, "720000000", "imp/kWh"))
            limit = limits(at)
            run.point(f"basic-error/{at}", [(m0 - F(m)) / F(m) for m in counts], 100, intervals, None if limit is None else (-F(limit), F(limit)))
        run.write(verdict)

    rows = [("imax", ["200.06", "200.08"]), ("ib", ["199.98", "199.96"]), ("tenth", ["200.10", "200.10"]), ("twentieth", ["200.18", "200.16"])]
    for accuracy, expanded, verdict in (("0.05", "0.01", "pass"), ("0.02", "0.005", "fail")):
        meter("electricity/jjg-1085/2013", f"class-{accuracy}", f"示例：标准电能表 {accuracy} 级", accuracy, expanded, rows, verdict,
              lambda at, a=accuracy: (low if at == "twentieth" else main)[a], interval[accuracy])
    meter("electricity/jjg-596/2012", "computed-not-judged", "示例：限值未知，只计算不判定", "1", "0.05", [("imax", ["200.6", "200.8"]), ("ib", ["199.8", "199.6"])], "indeterminate", lambda at: None, "0.1")


def taximeters():
    run = Run("taximeter/jjg-517-bench/2016", "computed-not-judged", "示例：本机限值未知，只计算不判定", "case BENCH-1 of verification-taximeter.json: R_w = −1.5 r, −0.1498 % of R; fare of 10 km by the Beijing tariff of 2013, 29.10 without fuel charge; the rest made up (示例)",
              "first", {"k": "1000", "tariff": "示例"})
    run.environment(temperature="21.0", relative_humidity="55")
    run.inspect("appearance")
    run.single((U, DISTANCE, "1", "km", "", "0.1"), (R, TURNS, "1001.5", "1", "", "0.1"))
    run.point("distance-error/default", [(F(1000) - F("1001.5")) / F("1001.5")], 100, "0.01")
    run.computed["distance-error/default/1/Rw"] = "-1.5"
    run.single((U, "duration", "300", "s", "", "1"), (R, "duration", "300.12", "s", "", "0.01"))
    run.point("time-error/default", [(300 - F("300.12")) / F("300.12")], 100, "0.01")
    run.single((U, "clock.offset", "2", "s", "", "1"))
    run.point("clock-error/default", ["2"], 1, "0.1")
    run.single((V, "duration", "1.2", "s"))
    run.point("switching-response/default", ["1.2"], 1, "0.1")
    run.single((U, "amount.displayed", "29.00", "CNY", "", "0.01"), (R, "amount.due", "29.10", "CNY"))
    run.point("fare/default", [F("29.00") - (13 + 7 * F("2.3"))], 1, "0.01")
    run.write("indeterminate")

    zone = (F("-4.0"), F("1.0"))

    def installed(name, title, origin, q, n, c, correction, verdict):
        run = Run("taximeter/jjg-517-installed/2016", name, title, origin, "subsequent", {"k": "1000", "method": "roller", "tyre": "195/65 R15"},
                  [reference(TURNS, "示例滚轮装置", "0.2"), reference("length.circumference", "示例滚轮周长", "0.02"), reference(DISTANCE, "示例测距仪", "0.2")])
        run.environment(temperature="15.0", relative_humidity="40")
        run.inspect("appearance")
        run.single((V, "result", correction, "%"))
        run.single((R, "length.circumference", c, "m"))
        run.single((U, DISTANCE, q, "m", "", "100"), (R, TURNS, n, "1", "", "0.1"))
        d = F(n) * F(c)
        run.point("roller-distance-error/run", [(F(q) - d) / d + F(correction) / 100], 100, "0.1", zone, decide="unrounded")
        run.computed["roller-distance-error/run/1/D"] = fixed(d)
        # Nothing gives the uncertainty of the tyre correction, so U is not stated.
        run.computed["roller-distance-error/run/uncertainty"] = None
        run.computed["roller-distance-error/run/uncovered"] = "c"
        run.write(verdict)

    installed("roller-2083", "示例：滚轮测距，−3.98 %，合格", "case INST-4 of verification-taximeter.json", "2000", "2083.0", "1.0000", "0", "pass")
    installed("roller-above", "示例：滚轮测距，+1.026 %，未修约判定不合格", "case INST-5 of verification-taximeter.json", "2000", "1979.3", "1.0002", "0", "fail")
    installed("roller-974", "示例：1000 m 时 974 转，不合格", "case INST-1 of verification-taximeter.json (Qingdao 2014)", "1000", "974", "1.0000", "0", "fail")
    installed("roller-circumference", "示例：主滚轮周长 0.9986 m，轮胎修正 −0.5 %", "case INST-3 of verification-taximeter.json with a made-up tyre correction (示例)", "1000", "1002.5", "0.9986", "-0.5", "pass")

    def against_distance(procedure, item, name, title, kind, plate, q, d, verdict, before):
        run = Run(procedure, name, title, "made up (示例)", kind, plate, [reference(DISTANCE, "示例测距仪", "0.2"), reference(TURNS, "示例滚轮装置", "0.2")])
        run.environment(temperature="15.0", relative_humidity="40")
        run.inspect("appearance")
        before(run)
        run.single((U, DISTANCE, q, "m", "", "1"), (R, DISTANCE, d, "m", "", "0.01"))
        run.point(f"{item}/default", [(F(q) - F(d)) / F(d)], 100, "0.1", zone, decide="unrounded")
        run.write(verdict)

    against_distance("taximeter/jjg-517-installed/2016", "road-distance-error", "road-run", "示例：行车测距", "subsequent", {"k": "1000", "method": "road-run", "tyre": "195/65 R15"},
                     "2000", "2031.25", "pass", lambda run: run.single((V, "result", "0", "%")))
    against_distance("taximeter/jjg-jing-177/2025", "distance-error", "within", "示例：轨迹测距，合格", "subsequent", {"k": "1000", "tyre": "195/65 R15"}, "3000", "3046.18", "pass", lambda run: None)
    against_distance("taximeter/jjg-jing-177/2025", "distance-error", "below", "示例：轨迹测距，−4.003 %，不合格", "in-service", {"k": "1000", "tyre": "195/65 R15"}, "1000", "1041.70", "fail", lambda run: None)

    def checker(name, title, origin, circumferences, counts, verdict, speeds=("60.8", "59.3"), unit="km/h"):
        run = Run("taximeter/jjg-738/2024", name, title, origin, "subsequent", {"range": "0~120 km/h", "timing": "true"},
                  [reference("length.circumference", "示例周径尺", "0.02"), reference(TURNS, "示例计数器", "0.1", "1"), reference("speed", "示例转速表", "0.3", "km/h")])
        run.environment(temperature="20.0", relative_humidity="50")
        run.inspect("appearance")
        for c in circumferences:
            run.single((R, "length.circumference", c, "mm", "", "0.1"))
        run.point("circumference/default", [(F(c) - 1000) / 1000 for c in circumferences], 100, "0.01", (F("-0.2"), F("0.2")), decide="unrounded")
        for at, (shown, turned) in zip(("r1000", "r2000"), counts):
            run.single((U, TURNS, shown, "1", "", "0.1"), (R, TURNS, turned, "1", "", "0.1"))
            limit = F(shown) * F("0.001") + 1
            run.point(f"counter/{at}", [F(shown) - F(turned)], 1, "0.1", (-limit, limit), decide="unrounded")
        run.single((U, "speed", speeds[0], unit, "", "0.1"), (R, "speed", speeds[1], unit, "", "0.1"))
        run.point("speed/v60", [F(speeds[0]) - F(speeds[1])], F("3.6") if unit == "m/s" else 1, "0.1", (F(-3), F(3)), decide="unrounded")
        run.skip("计时误差限值未知，本次不做")
        run.write(verdict)

    checker("boundary", "示例：周长 1002.0 mm 恰为限值；计时项跳过，总结论待定", "cases ROLLER-1002.0, COUNT-1000 and COUNT-2000 of verification-taximeter.json", ["1002.0", "1002.0", "1002.0"], [("1000", "1002"), ("2000", "2003")], "indeterminate")
    checker("beyond", "示例：周长 997.9 mm，不合格", "case ROLLER-997.9 of verification-taximeter.json", ["997.9", "997.9", "997.9"], [("1000", "1002"), ("2000", "1996.9")], "fail")
    within, skipped = (["1000.0"] * 3, [("1000", "1000"), ("2000", "2000")]), "计时项跳过，总结论待定"
    made = "the speeds are made up to lie at the limit (示例)"
    checker("speed-at-limit", f"示例：车速误差 62.3 − 59.3 = 3 km/h，恰为限值；{skipped}", made, *within, "indeterminate", ("62.3", "59.3"))
    checker("speed-beyond", "示例：车速误差 3.1 km/h，不合格", made, *within, "fail", ("62.4", "59.3"))
    checker("speed-in-metres", f"示例：读数以 m/s 计，误差 −0.83 m/s = −2.988 km/h；{skipped}", made, *within, "indeterminate", ("15.87", "16.70"), "m/s")


def standards():
    plate = {"mpe": "0.1", "formerRepeatability": "0.01", "correctionU": "0.03", "values": "uncorrected", "verification": "transfer"}
    sample = ["0.02", "0.01", "0.03", "0.00", "0.02", "0.01", "0.02", "0.03", "0.01", "0.02"]
    values = [F(x) for x in sample]
    s = root(sum((x - mean(values)) ** 2 for x in values) / 9)

    def transfer(run, lab, ref, u_lab, u_ref):
        run.single((U, "result", lab, "%"), (U, "uncertainty.expanded", u_lab, "%"), (R, "result", ref, "%"), (R, "uncertainty.expanded", u_ref, "%"))
        limit = root(F(u_lab) ** 2 + F(u_ref) ** 2)
        run.point("transfer/default", [F(lab) - F(ref)], 1, "0.001", (-limit, limit), decide="unrounded")

    origin = "scatter of the repeatability vector (s = 0.009486833) and transfer vector (limit 0.008544) of the domain sheet, as relative quantities"
    for name, former, verdict in (("in-service", "0.01", "pass"), ("larger-scatter", "0.009", "fail")):
        run = Run("standards/jjf-1033/2023", name, f"示例：在用标准，原 s = {former} %", origin, "in-service", dict(plate, formerRepeatability=former))
        run.environment(temperature="20.0", relative_humidity="50")
        for x in sample:
            run.single((U, "result", x, "%"))
        run.point("repeatability/default", values, 1, "0.0001", (None, F(former)), decide="unrounded", result=s)
        run.single(*[(U, "result", x, "%", str(i)) for i, x in enumerate(sample, 1)], (V, "result", "0.060", "%", "last-year"))
        run.point("stability/default", [mean(values) - F("0.060")], 1, "0.001", (F("-0.1"), F("0.1")), decide="unrounded", strict=True)
        transfer(run, "0.036", "0.030", "0.008", "0.003")
        run.write(verdict)

    groups = [[fixed(F(x) + F(shift), 3) for x in sample] for shift in ("0.000", "0.010", "-0.005", "0.012")]
    means = [mean([F(x) for x in group]) for group in groups]
    spread = max(means) - min(means)
    for name, how, mpe, verdict in (("new", "uncorrected", "0.1", "pass"), ("new-strict", "uncorrected", "0.017", "fail")):
        run = Run("standards/jjf-1033/2023", name, f"示例：新建标准，四组，最大允许误差 {mpe} %；比对法三家", "groups made up (示例); comparison vector of the domain sheet (limit 0.006532)", "first",
                  dict(plate, values=how, mpe=mpe, verification="comparison"))
        run.environment(temperature="20.0", relative_humidity="50")
        for group in groups:
            run.single(*[(U, "result", x, "%", str(i)) for i, x in enumerate(group, 1)])
        run.point("stability-new/default", means, 1, "0.001", (-F(mpe), F(mpe)), decide="unrounded", result=spread, strict=True)
        run.single((U, "result", "0.036", "%"), (U, "uncertainty.expanded", "0.008", "%"), (R, "result", "0.030", "%", "2"), (R, "result", "0.033", "%", "3"))
        limit = root(F(2, 3)) * F("0.008")
        run.point("comparison/default", [F("0.036") - F("0.099") / 3], 1, "0.001", (-limit, limit), decide="unrounded")
        run.write(verdict)


def pressure():
    for name, title, accuracy, shift, verdict in (("class-1.6", "示例：1.6 级，量程 1 MPa", "1.6", "0", "pass"), ("class-1.0-failed", "示例：1.0 级，降压超差", "1.0", "9", "fail")):
        run = Run("pressure/jjg-52/2013", name, title, "made up (示例); limit = class % of the span, readings to a fifth of the division", "subsequent",
                  {"accuracyClass": accuracy, "measuringRange": "1000", "division": "20"}, [reference("pressure", "示例数字压力计", "1", "kPa")])
        run.environment(temperature="21.0", relative_humidity="50")
        run.inspect("appearance")
        limit, step = F(accuracy) / 100 * 1000, F(20) / 5
        for item, order, extra in (("rising", (20, 40, 60, 80, 100), 0), ("falling", (100, 80, 60, 40, 20), int(shift))):
            for n in order:
                shown = n * 10 + 4 + extra
                run.applied()
                run.single((U, "pressure", str(shown), "kPa", "", "4"), (R, "pressure", str(n * 10), "kPa", "", "0.1"))
                run.point(f"{item}/p{n}", [shown - n * 10], 1, step, (-limit, limit))
        run.environment(temperature="22.0")
        run.computed["environment/closing/temperature"] = "22.0"
        run.computed["environment/closing/temperature/verdict"] = "pass"
        run.write(verdict)


def main():
    for make in (piles, calibrators, meters, taximeters, standards, pressure):
        make()
    if "--check" in sys.argv:
        wrong = [path for path, text in FILES.items() if not path.exists() or path.read_text() != text]
        for path in wrong:
            print(f"differs: {path.relative_to(ROOT)}")
        return 1 if wrong else 0
    for path, text in FILES.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    print(f"{len(FILES)} golden runs")
    return 0


sys.exit(main())
