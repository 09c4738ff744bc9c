#!/usr/bin/env python3
"""Writes vectors/dlt645-frames.json: frames of DL/T 645-2007 from an encoder that shares nothing with the product. --check compares instead."""
import json
import pathlib
import sys

TARGET = pathlib.Path(__file__).parent / "vectors" / "dlt645-frames.json"
READ, NEXT, ADDRESS = 0x11, 0x12, 0x13
NAMES = {READ: "read-data", NEXT: "read-next", ADDRESS: "read-address"}
METER, OTHER = "000000202611", "000000202612"


def bcd(digits):
    """Low byte first."""
    return bytes.fromhex(digits)[::-1]


def frame(address, control, content, checksum_from=b""):
    body = bytes([0x68]) + bcd(address) + bytes([0x68, control, len(content)]) + bytes((b + 0x33) & 0xFF for b in content)
    return body + bytes([sum(checksum_from + body) & 0xFF, 0x16])


def reply(address, item, raw, control=READ | 0x80):
    return frame(address, control, bcd(item) + raw)


def text(octets):
    return octets.hex(" ").upper()


def of(ident, octets, expect, preamble=0, **more):
    start = octets.index(0x68)
    control, length = octets[start + 8], octets[start + 9]
    facts = {
        "preamble": preamble, "address": octets[start + 1:start + 7][::-1].hex().upper(), "control": f"{control:02X}", "direction": "reply" if control & 0x80 else "request",
        "error": bool(control & 0x40), "more_follows": bool(control & 0x20), "function": NAMES[control & 0x1F], "data_length": length, "checksum": f"{octets[-2]:02X}",
    }
    return {"id": ident, "kind": "frame", "hex": text(octets), "valid": True, "expect": facts | expect, **more}


def number(ident, item, name, digits, decimals, unit, sign="", preamble=0):
    raw = bytearray(bcd(digits))
    if sign:
        raw[-1] |= 0x80
    whole = digits[:len(digits) - decimals].lstrip("0") or "0"
    value = sign + whole + ("." + digits[len(digits) - decimals:] if decimals else "")
    octets = b"\xFE" * preamble + reply(METER, item, bytes(raw))
    return of(ident, octets, {"di": item, "name": name, "raw": text(bytes(raw)), "value": value, "unit": unit}, preamble)


def bad(ident, octets, reason, **more):
    return {"id": ident, "kind": "frame", "hex": text(octets), "valid": False, "reject_reason": reason, **more}


def session(ident, octets, accept, sent, **more):
    return {"id": ident, "kind": "session", "context": {"sent": sent}, "hex": text(octets), "accept": accept, **more}


def stream(ident, octets, frames, rest, **more):
    return {"id": ident, "kind": "stream", "hex": text(octets), "expect_frames": [text(one) for one in frames], "expect_unconsumed": text(rest), **more}


def changed(octets, at, value):
    return octets[:at] + bytes([value]) + octets[at + 1:]


VOLTAGE = "02010100"
ASKED = frame(METER, READ, bcd(VOLTAGE))
ANSWER = reply(METER, VOLTAGE, bcd("2307"))
ENERGY = reply(METER, "00010000", bcd("00420815"))
WANTED = {"address": METER, "di": VOLTAGE}

CASES = [
    of("request-voltage", ASKED, {"di": VOLTAGE, "name": "A相电压"}),
    of("request-address", frame("AAAAAAAAAAAA", ADDRESS, b""), {}),
    of("request-next", frame(METER, NEXT, bcd("00010000") + b"\x01"), {"di": "00010000"}),
    number("voltage", VOLTAGE, "A相电压", "2307", 1, "V"),
    number("voltage-preamble", VOLTAGE, "A相电压", "2307", 1, "V", preamble=3),
    number("current-backwards", "02020200", "B相电流", "004317", 3, "A", sign="-"),
    number("power", "02030000", "瞬时总有功功率", "069214", 4, "kW"),
    number("frequency", "02800002", "电网频率", "4998", 2, "Hz"),
    number("energy", "00010000", "正向有功总电能", "00420815", 2, "kWh"),
    number("energy-zero", "00010000", "正向有功总电能", "00000000", 2, "kWh"),
    number("energy-fine", "00610000", "正向有功总电能(高精度)", "0000420817", 4, "kWh"),
    of("address", frame(OTHER, ADDRESS | 0x80, bcd(OTHER)), {"value": OTHER, "unit": "address"}),
    of("meter-error", frame(METER, READ | 0xC0, b"\x04"), {"error_byte": "04"}),
    {"id": "value-energy", "kind": "value", "di": "00010000", "raw_after_minus_33": text(bcd("00190473")), "valid": True, "expect": {"value": "1904.73", "unit": "kWh"}},
    {"id": "value-not-bcd", "kind": "value", "di": "00010000", "raw_after_minus_33": "0C 04 19 00", "valid": False, "trap": "a nibble above 9 is no digit"},
    {"id": "value-short", "kind": "value", "di": "00010000", "raw_after_minus_33": "73 04 19", "valid": False, "trap": "3 of 4 bytes"},
    bad("checksum-wrong", changed(ANSWER, len(ANSWER) - 2, ANSWER[-2] ^ 0x01), "bad-checksum"),
    bad("bit-flipped", changed(ANSWER, 14, ANSWER[14] ^ 0x10), "bad-checksum"),
    bad("checksum-with-preamble", b"\xFE\xFE\xFE" + frame(METER, READ | 0x80, bcd(VOLTAGE) + bcd("2307"), b"\xFE\xFE\xFE"), "bad-checksum", trap="the preamble is no part of the sum"),
    bad("end-wrong", changed(ANSWER, len(ANSWER) - 1, 0x61), "bad-end"),
    bad("second-start-wrong", changed(ANSWER, 7, 0x86), "bad-second-start"),
    bad("cut-off", ANSWER[:-3], "incomplete"),
    bad("no-data", reply(METER, VOLTAGE, b"\xFF\xFF"), "no-data-ff"),
    session("answer", ANSWER, True, WANTED),
    session("answer-of-another-meter", reply(OTHER, VOLTAGE, bcd("2307")), False, WANTED, reject_reason="address-mismatch"),
    session("answer-to-another-question", ENERGY, False, WANTED, reject_reason="di-mismatch"),
    session("own-echo", ASKED, False, WANTED, reject_reason="not-a-reply"),
    session("refused-by-the-meter", frame(METER, READ | 0xC0, b"\x02"), False, WANTED, reject_reason="meter-error"),
    session("address-of-a-lone-meter", frame(OTHER, ADDRESS | 0x80, bcd(OTHER)), True, {"address": "AAAAAAAAAAAA", "function": "read-address"}),
    stream("two-at-once", ANSWER + ENERGY, [ANSWER, ENERGY], b""),
    stream("echo-then-answer", ASKED + b"\xFE\xFE\xFE\xFE" + ANSWER, [ASKED, ANSWER], b""),
    stream("noise-around", b"\x00\x5A\xA5" + ANSWER + b"\x0D\x0A", [ANSWER], b""),
    stream("broken-then-good", changed(ANSWER, len(ANSWER) - 2, 0x00) + ENERGY, [ENERGY], b""),
    stream("not-yet-whole", ENERGY + ANSWER[:11], [ENERGY], ANSWER[:11]),
]

FILE = {
    "source": [{"id": "own", "ref": "constructed by make_dlt645_frames.py from the frame layout of DL/T 645-2007 (firmware-adapters/Metrology.Adapters/Dlt645/protocol.md)"}],
    "note": "Data identifiers are written DI3 DI2 DI1 DI0; on the wire DI0 first. For valid = false every rejection passes, the reasons are advisory.",
    "cases": CASES,
}

written = json.dumps(FILE, ensure_ascii=False, indent=1) + "\n"
if "--check" in sys.argv:
    if TARGET.read_text(encoding="utf-8") != written:
        sys.exit(f"{TARGET.name} is not what {pathlib.Path(__file__).name} writes")
else:
    TARGET.write_text(written, encoding="utf-8")
