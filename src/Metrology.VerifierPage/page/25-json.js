// JSON as the program reads it: strict, every digit kept, no member twice (Core/Files/StrictJson, Core/Records/CanonicalJson and JsonLeaves).
/** A number as it is written. */
class Digits {
  constructor(raw) {
    this.raw = raw;
  }
}

const deepestJson = 16;

/** Objects are maps, so that members keep their order; throws where it is no JSON. {value, twice}: paths of the members that stand twice. */
function jsonOf(bytes, deepest = deepestJson) {
  const text = utf8(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes);
  const twice = [];
  let at = 0;
  const bad = () => new Error(`no JSON at character ${at}`);
  const blank = () => {
    while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at++;
  };
  const take = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) throw bad();
    at += found.length;
    return found;
  };
  const string = () => {
    if (text[at] !== '"') throw bad();
    let end = at + 1;
    while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
    // Escapes and control characters are held to the rules of JSON by the browser.
    const value = JSON.parse(text.slice(at, end + 1));
    if (!value.isWellFormed()) throw bad();
    at = end + 1;
    return value;
  };
  const value = (path, depth) => {
    if (depth > deepest) throw bad();
    blank();
    switch (text[at]) {
      case "{": {
        const members = new Map();
        at++;
        for (blank(); text[at] !== "}"; ) {
          if (members.size > 0 || text[at] === ",") {
            if (members.size === 0 || text[at] !== ",") throw bad();
            at++;
            blank();
          }
          const name = string();
          const own = path ? `${path}.${name}` : name;
          blank();
          if (text[at++] !== ":") throw bad();
          if (members.has(name)) twice.push(own);
          members.set(name, value(own, depth + 1));
          blank();
        }
        at++;
        return members;
      }
      case "[": {
        const items = [];
        at++;
        for (blank(); text[at] !== "]"; blank()) {
          if (items.length > 0) {
            if (text[at] !== ",") throw bad();
            at++;
          }
          items.push(value(`${path}[${items.length}]`, depth + 1));
          blank();
        }
        at++;
        return items;
      }
      case '"':
        return string();
      case "t":
        return take(/true/y) === "true";
      case "f":
        return take(/false/y) !== "false";
      case "n":
        take(/null/y);
        return null;
      default:
        return new Digits(take(/-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y));
    }
  };
  const root = value("", 1);
  blank();
  if (at !== text.length) throw bad();
  return { value: root, twice };
}

const escapes = { '"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const hex4 = (unit) => `\\u${unit.toString(16).toUpperCase().padStart(4, "0")}`;
/** As JavaScriptEncoder.UnsafeRelaxedJsonEscaping: what is no visible character of the first plane is escaped. */
const quoted = (text) => `"${text.replace(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Cf} ]|[\u{10000}-\u{10FFFF}]/gu, (c) => escapes[c] ?? Array.from({ length: c.length }, (_, i) => hex4(c.charCodeAt(i))).join(""))}"`;
/** 1e2 is 100; what no decimal holds stays as it is written. */
const digitsOf = (number) => Decimal.parse(number.raw)?.toString() ?? number.raw;
const scalar = (value) => (value instanceof Digits ? digitsOf(value) : typeof value === "string" ? quoted(value) : String(value));

/** The one spelling of a value: members in the order of their code units, no white space. */
function canonicalJson(value, without = null) {
  if (value instanceof Map) return `{${[...value].filter(([name]) => name !== without).sort(([a], [b]) => byCode(a, b)).map(([name, inner]) => `${quoted(name)}:${canonicalJson(inner)}`).join(",")}}`;
  if (Array.isArray(value)) return `[${value.map((inner) => canonicalJson(inner)).join(",")}]`;
  return scalar(value);
}

/** With line breaks and two blanks, as records are written. */
function indentedJson(value, depth = 0) {
  const [inner, outer] = ["  ".repeat(depth + 1), "  ".repeat(depth)];
  if (value instanceof Map) return value.size === 0 ? "{}" : `{\n${[...value].map(([name, one]) => `${inner}${quoted(name)}: ${indentedJson(one, depth + 1)}`).join(",\n")}\n${outer}}`;
  if (Array.isArray(value)) return value.length === 0 ? "[]" : `[\n${value.map((one) => `${inner}${indentedJson(one, depth + 1)}`).join(",\n")}\n${outer}]`;
  return value instanceof Digits ? value.raw : scalar(value);
}

/** Flat list of the leaves: [path, canonical spelling]. */
function leavesOf(value, path, into = []) {
  if (value instanceof Map && value.size > 0) for (const [name, inner] of value) leavesOf(inner, path ? `${path}.${name}` : name, into);
  else if (Array.isArray(value) && value.length > 0) value.forEach((inner, i) => leavesOf(inner, `${path}[${i}]`, into));
  else into.push([path, canonicalJson(value)]);
  return into;
}

/** Where two values differ, leaf by leaf, in the order of the first. */
function leafDifferences(expected, found, path) {
  const stands = new Map();
  for (const [at, value] of leavesOf(found, path)) if (!stands.has(at)) stands.set(at, value);
  const differences = [];
  for (const [at, value] of leavesOf(expected, path)) {
    if (stands.get(at) !== value) differences.push({ path: at, expected: value, found: stands.get(at) ?? null });
    stands.delete(at);
  }
  for (const [at, value] of stands) differences.push({ path: at, expected: null, found: value });
  return differences;
}

/** A place in a file that notes what is wrong there and goes on with a stand-in (Core/Files/JsonCursor). */
class Cursor {
  asked = new Set();

  constructor(value, path, problems) {
    Object.assign(this, { value, path, problems });
  }

  /** {value, problems}: what was read, and every path that is not as it should be. */
  static load(bytes, read) {
    const problems = [];
    try {
      const { value, twice } = jsonOf(bytes);
      problems.push(...twice.map((path) => ({ path, what: both("成员重复", "this member stands twice") })));
      return { value: read(new Cursor(value, "", problems)), json: value, problems };
    } catch {
      return { value: null, json: null, problems: [{ path: "", what: both("不是有效的 JSON", "no valid JSON") }] };
    }
  }

  problem(zh, en) {
    if (this.problems.length < 1000) this.problems.push({ path: this.path, what: both(zh, en) });
  }

  member(name) {
    return new Cursor(this.value.get(name), this.path ? `${this.path}.${name}` : name, this.problems);
  }

  /** Reads an object and notes the members that nobody asked for. */
  object(read) {
    if (!(this.value instanceof Map)) this.problem("此处应为对象", "an object is expected here");
    const result = read(this);
    if (this.value instanceof Map) for (const name of this.value.keys()) if (!this.asked.has(name)) this.member(name).problem("未知的成员", "unknown member");
    return result;
  }

  optional(name) {
    this.asked.add(name);
    return this.value instanceof Map && this.value.has(name) && this.value.get(name) !== null ? this.member(name) : null;
  }

  required(name, read, standIn) {
    const found = this.optional(name);
    if (found) return read(found);
    new Cursor(undefined, this.path ? `${this.path}.${name}` : name, this.problems).problem("缺少此成员", "this member is missing");
    return standIn;
  }

  requiredOrNull(name) {
    const found = this.optional(name);
    if (!found && !(this.value instanceof Map && this.value.has(name))) this.required(name, () => null, null);
    return found;
  }

  /** The value where it has the form, or the stand-in with a problem. */
  expect(fits, standIn, zh, en) {
    if (fits) return this.value;
    this.problem(`此处应为${zh}`, `${en} is expected here`);
    return standIn;
  }

  asAnyText() {
    return this.expect(typeof this.value === "string", "", "文字", "a text");
  }

  asText() {
    return this.expect(typeof this.value === "string" && this.value.length > 0, "", "非空文字", "a text that is not empty");
  }

  asFlag() {
    return this.expect(typeof this.value === "boolean", false, " true 或 false", "true or false");
  }

  asOneOf(choices) {
    return this.expect(choices.includes(this.value), choices[0], `以下之一：${choices.join(", ")}`, `one of ${choices.join(", ")}`);
  }

  asDecimal() {
    const number = this.value instanceof Digits ? Decimal.parse(this.value.raw) : null;
    if (number) return number;
    this.problem("此处应为数字", "a number is expected here");
    return Decimal.zero;
  }

  asInteger(least, most) {
    const number = this.value instanceof Digits && /^-?\d+$/.test(this.value.raw) ? Number(this.value.raw) : null;
    if (number !== null && number >= least && number <= most) return number;
    this.problem(`此处应为 ${least} 至 ${most} 的整数`, `a whole number from ${least} to ${most} is expected here`);
    return least;
  }

  /** A double, as a number or as text ("11.5e-6"). */
  asReal() {
    const text = typeof this.value === "string" ? this.value.trim() : this.value instanceof Digits ? this.value.raw : "";
    if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text) && Number.isFinite(Number(text))) return Number(text);
    this.problem("此处应为有限的数字", "a finite number is expected here");
    return 0;
  }

  asDate() {
    return this.expect(typeof this.value === "string" && isDay(this.value), "", " yyyy-MM-dd 形式的日期", "a date as yyyy-MM-dd");
  }

  /** {text, ticks}: as System.Text.Json writes an instant, and 100 ns since year 1 in UTC. */
  asInstant() {
    const instant = typeof this.value === "string" ? instantOf(this.value) : null;
    if (instant) return instant;
    this.problem("此处应为带时区的 ISO 8601 时刻", "an instant of ISO 8601 with its offset is expected here");
    return { text: "", ticks: 0n };
  }

  asElapsed() {
    return this.expect(typeof this.value === "string" && /^-?(?:\d+\.)?(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{7})?$/.test(this.value), "00:00:00", " hh:mm:ss 形式的时长", "a time elapsed as hh:mm:ss");
  }

  asHex() {
    return this.expect(typeof this.value === "string" && this.value.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(this.value), "", "十六进制字节", "bytes in hexadecimal");
  }

  asBilingual() {
    return this.object((text) => both(text.text("zh"), text.text("en")));
  }

  list(read, most = Infinity) {
    if (Array.isArray(this.value) && this.value.length <= most) return this.value.map((item, i) => read(new Cursor(item, `${this.path}[${i}]`, this.problems)));
    this.problem("此处应为列表", "a list is expected here");
    return [];
  }

  map(read) {
    if (this.value instanceof Map) return new Map([...this.value.keys()].map((name) => [name, read(this.member(name))]));
    this.problem("此处应为对象", "an object is expected here");
    return new Map();
  }

  anyText(name) {
    return this.required(name, (one) => one.asAnyText(), "");
  }

  text(name) {
    return this.required(name, (one) => one.asText(), "");
  }

  bilingual(name) {
    return this.required(name, (one) => one.asBilingual(), both("", ""));
  }
}

const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && text >= "0001" && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

/** Ticks of 100 ns between year 1 and 1970. */
const epochTicks = 621355968000000000n;

function instantOf(text) {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,16}))?(Z|([-+])(\d\d):(\d\d))$/.exec(text);
  if (!parts || !isDay(parts[1])) return null;
  const [, date, hour, minute, second, fraction = "", zone, sign, offsetHour = "00", offsetMinute = "00"] = parts;
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 14 || offsetMinute > 59) return null;
  const minutes = (sign === "-" ? -1 : 1) * (60 * offsetHour + +offsetMinute);
  const ticks = BigInt(Date.parse(`${date}T${hour}:${minute}:${second}Z`)) * 10000n + epochTicks + BigInt(fraction.slice(0, 7).padEnd(7, "0")) - BigInt(minutes) * 600000000n;
  const shown = fraction.slice(0, 7).replace(/0+$/, "");
  return { text: `${date}T${hour}:${minute}:${second}${shown ? `.${shown}` : ""}${zone === "Z" ? "+00:00" : zone}`, ticks };
}
