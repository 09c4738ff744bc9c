// PDF objects (ISO 32000-1 7.3, 7.5). Strict: what readers could take in two ways is refused, nothing is repaired.
const white = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set([..."()<>[]{}/%"].map((character) => character.charCodeAt(0)));
const mostUnpacked = 128 * 1024 * 1024;
const deepest = 60;

class PdfParser {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  fail(what) {
    return unreadable(`${what} (${this.at})`);
  }

  get now() {
    return this.at < this.bytes.length ? this.bytes[this.at] : -1;
  }

  skip() {
    for (;;) {
      while (white.has(this.now)) this.at++;
      if (this.now !== 0x25) return;
      while (this.now !== -1 && this.now !== 10 && this.now !== 13) this.at++;
    }
  }

  accept(word) {
    for (let i = 0; i < word.length; i++) if (this.bytes[this.at + i] !== word.charCodeAt(i)) return false;
    this.at += word.length;
    return true;
  }

  expect(word) {
    this.skip();
    if (!this.accept(word)) throw this.fail(`“${word}” is missing`);
  }

  regular() {
    const from = this.at;
    while (this.now !== -1 && !white.has(this.now) && !delimiters.has(this.now)) this.at++;
    return ascii(this.bytes.subarray(from, this.at));
  }

  name() {
    return this.regular().replace(/#([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  }

  integer() {
    this.skip();
    const text = this.regular();
    if (!/^\d{1,10}$/.test(text)) throw this.fail("an integer is missing");
    return +text;
  }

  value(depth = 0) {
    this.skip();
    if (depth > deepest) throw this.fail("nested too deep");
    if (this.accept("<<")) return this.dictionary(depth);
    if (this.accept("[")) {
      const all = [];
      for (this.skip(); !this.accept("]"); this.skip()) all.push(this.value(depth + 1));
      return all;
    }
    if (this.accept("/")) return { name: this.name() };
    if (this.accept("(")) return this.literal();
    if (this.accept("<")) return this.hex();
    const from = this.at;
    const word = this.regular();
    if (word === "true" || word === "false") return word === "true";
    if (word === "null") return null;
    if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(word)) throw this.fail("something that is no object");
    if (/^\d{1,10}$/.test(word)) {
      const after = this.at;
      this.skip();
      const generation = this.regular();
      this.skip();
      if (/^\d{1,5}$/.test(generation) && this.regular() === "R") return { ref: +word, generation: +generation };
      this.at = after;
    }
    return this.at > from ? +word : null;
  }

  dictionary(depth) {
    const all = new Map();
    for (this.skip(); !this.accept(">>"); this.skip()) {
      if (!this.accept("/")) throw this.fail("a key is missing");
      const key = this.name();
      if (all.has(key)) throw this.fail(`a dictionary has “${key}” twice`);
      all.set(key, this.value(depth + 1));
    }
    return all;
  }

  literal() {
    const out = [];
    const escapes = { n: 10, r: 13, t: 9, b: 8, f: 12 };
    for (let open = 1; ; ) {
      const byte = this.now;
      if (byte === -1) throw this.fail("a text has no end");
      this.at++;
      if (byte === 0x28) open++;
      else if (byte === 0x29 && --open === 0) return { text: Uint8Array.from(out) };
      if (byte !== 0x5c) {
        if (byte === 13 && this.now === 10) this.at++;
        out.push(byte === 13 ? 10 : byte);
        continue;
      }
      const next = this.now;
      this.at++;
      const letter = String.fromCharCode(next);
      if (letter in escapes) out.push(escapes[letter]);
      else if (next >= 0x30 && next <= 0x37) {
        let code = next - 0x30;
        for (let i = 0; i < 2 && this.now >= 0x30 && this.now <= 0x37; i++) code = code * 8 + this.bytes[this.at++] - 0x30;
        out.push(code & 0xff);
      } else if (next === 13) {
        if (this.now === 10) this.at++;
      } else if (next !== 10) out.push(next);
    }
  }

  hex() {
    const from = this.at;
    while (this.now !== 0x3e) {
      if (this.now === -1) throw this.fail("a text has no end");
      this.at++;
    }
    const digits = ascii(this.bytes.subarray(from, this.at)).replace(/[\0\t\n\f\r ]/g, "");
    this.at++;
    if (/[^0-9a-fA-F]/.test(digits)) throw this.fail("a text has other characters than digits");
    return { text: Uint8Array.from(digits.match(/..?/g) ?? [], (pair) => parseInt(pair.padEnd(2, "0"), 16)) };
  }
}

class PdfFile {
  entries = new Map();
  loaded = new Map();
  streams = new Map();
  loading = new Set();
  budget = mostUnpacked;

  static async open(bytes) {
    const file = new PdfFile();
    file.bytes = bytes;
    if (!/^%PDF-[12]\./.test(ascii(bytes.subarray(0, 7)))) throw unreadable("%PDF-");
    await file.readSections();
    return file;
  }

  async readSections() {
    const from = Math.max(0, this.bytes.length - 1024);
    const tail = ascii(this.bytes.subarray(from));
    const at = tail.lastIndexOf("startxref");
    if (at < 0 || !/^startxref\s+\d+\s+%%EOF[\r\n ]*$/.test(tail.slice(at))) throw unreadable("the file does not end with its end mark");
    const visited = new Set();
    for (let next = new PdfParser(this.bytes, from + at + 9).integer(); next !== undefined; ) {
      const trailer = await this.section(next, visited);
      this.trailer ??= trailer;
      if (trailer.has("Encrypt")) throw unreadable("the file is encrypted");
      if (trailer.has("XRefStm")) await this.section(trailer.get("XRefStm"), visited);
      next = trailer.get("Prev");
    }
  }

  async section(position, visited) {
    if (!Number.isInteger(position) || position < 0 || position >= this.bytes.length || visited.has(position)) throw unreadable("a cross-reference section is nowhere");
    visited.add(position);
    const parser = new PdfParser(this.bytes, position);
    parser.skip();
    if (!parser.accept("xref")) return this.sectionStream(parser);
    for (parser.skip(); parser.now >= 0x30 && parser.now <= 0x39; parser.skip()) {
      const [first, count] = [parser.integer(), parser.integer()];
      for (let i = 0; i < count; i++) {
        const [offset, generation] = [parser.integer(), parser.integer()];
        parser.skip();
        const isUsed = parser.accept("n");
        if (!isUsed && !parser.accept("f")) throw parser.fail("an entry is neither used nor free");
        this.enter(first + i, [isUsed ? 1 : 0, offset, generation]);
      }
    }
    parser.expect("trailer");
    parser.expect("<<");
    return parser.dictionary(0);
  }

  async sectionStream(parser) {
    const { value } = await this.indirect(parser, false);
    const widths = value?.dict?.get("W");
    const index = value?.dict?.get("Index") ?? [0, value?.dict?.get("Size")];
    if (value?.dict?.get("Type")?.name !== "XRef" || !Array.isArray(widths) || widths.length !== 3) throw unreadable("a cross-reference section is neither table nor stream");
    const data = await this.unpack(value, false);
    let at = 0;
    const field = (width, none) => {
      let number = width === 0 ? none : 0;
      for (let i = 0; i < width; i++) number = number * 256 + data[at++];
      return number;
    };
    for (let range = 0; range < index.length; range += 2)
      for (let i = 0; i < index[range + 1]; i++) {
        if (at >= data.length) throw unreadable("a cross-reference stream is too short");
        this.enter(index[range] + i, [field(widths[0], 1), field(widths[1], 0), field(widths[2], 0)]);
      }
    return value.dict;
  }

  enter(number, entry) {
    if (this.entries.size > 2_000_000) throw unreadable("too many objects");
    if (!this.entries.has(number)) this.entries.set(number, entry);
  }

  async get(value) {
    for (let i = 0; value?.ref !== undefined; i++) {
      if (i === 16) throw unreadable("an object refers to itself");
      value = await this.object(value);
    }
    return value ?? null;
  }

  async object({ ref, generation }) {
    if (this.loaded.has(ref)) return this.loaded.get(ref);
    if (this.loading.has(ref)) throw unreadable(`object ${ref} needs itself`);
    this.loading.add(ref);
    const value = await this.load(ref, generation);
    this.loading.delete(ref);
    this.loaded.set(ref, value);
    return value;
  }

  async load(ref, generation) {
    const [kind, position, last] = this.entries.get(ref) ?? [0];
    if (kind === 2) return this.fromStream(ref, position, last);
    if (kind !== 1 || last !== generation) return null;
    const found = await this.indirect(new PdfParser(this.bytes, position), true);
    if (found.number !== ref || found.generation !== generation) throw unreadable(`object ${ref} is not where the table says`);
    return found.value;
  }

  async fromStream(ref, position, index) {
    if (!this.streams.has(position)) {
      const stream = (this.entries.get(position) ?? [0])[0] === 1 ? await this.get({ ref: position, generation: 0 }) : null;
      if (stream?.dict?.get("Type")?.name !== "ObjStm") throw unreadable(`object ${position} is no object stream`);
      const [count, first] = [await this.get(stream.dict.get("N")), await this.get(stream.dict.get("First"))];
      const data = await this.unpack(stream, true);
      const parser = new PdfParser(data, 0);
      const members = Array.from({ length: Math.min(count, data.length) }, () => [parser.integer(), first + parser.integer()]);
      this.streams.set(position, { data, members });
    }
    const { data, members } = this.streams.get(position);
    if (members[index]?.[0] !== ref) throw unreadable(`object ${ref} is not in its object stream`);
    return new PdfParser(data, members[index][1]).value();
  }

  async indirect(parser, mayRefer) {
    const [number, generation] = [parser.integer(), parser.integer()];
    parser.expect("obj");
    let value = parser.value();
    parser.skip();
    if (value instanceof Map && parser.accept("stream")) {
      if (!parser.accept("\r\n") && !parser.accept("\n")) throw parser.fail("the line does not end after “stream”");
      const length = mayRefer ? await this.get(value.get("Length")) : value.get("Length");
      if (!Number.isInteger(length) || length < 0 || parser.at + length > parser.bytes.length || value.has("F")) throw parser.fail("a stream has no length of its own");
      value = { dict: value, raw: parser.bytes.subarray(parser.at, parser.at + length) };
      parser.at += length;
      parser.expect("endstream");
    }
    parser.expect("endobj");
    return { number, generation, value };
  }

  async unpack({ dict, raw }, mayRefer) {
    const resolve = (value) => (mayRefer ? this.get(value) : value ?? null);
    const single = async (value) => {
      const one = await resolve(value);
      if (Array.isArray(one) && one.length > 1) throw unreadable("a stream has more than one filter");
      return Array.isArray(one) ? await resolve(one[0]) : one;
    };
    const filter = await single(dict.get("Filter"));
    if (filter !== null && filter.name !== "FlateDecode") throw unreadable(`filter ${filter.name}`);
    const data = filter === null ? raw : await inflate(raw, "deflate", this.budget).catch(() => Promise.reject(unreadable("a compressed stream is damaged or too large")));
    this.budget -= data.length;
    const parameters = await single(dict.get("DecodeParms"));
    return parameters instanceof Map && (parameters.get("Predictor") ?? 1) !== 1 ? unpredict(data, parameters) : data;
  }

  /** PDF text: UTF-16, UTF-8 or Latin. */
  async text(value) {
    const bytes = (await this.get(value))?.text;
    if (!bytes) return null;
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes.subarray(2));
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? new TextDecoder().decode(bytes) : ascii(bytes);
  }

  async dictionary(value) {
    const found = await this.get(value);
    return found instanceof Map ? found : null;
  }

  async items(value) {
    const found = await this.get(value);
    return Array.isArray(found) ? found : [];
  }
}

/** PNG predictors with one byte a sample. */
function unpredict(data, parameters) {
  const columns = parameters.get("Columns") ?? 1;
  if (parameters.get("Predictor") < 10 || (parameters.get("Colors") ?? 1) !== 1 || (parameters.get("BitsPerComponent") ?? 8) !== 8 || data.length % (columns + 1)) throw unreadable("predictor");
  const rows = data.length / (columns + 1);
  const out = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < columns; i++) {
      const at = row * columns + i;
      const [left, up, corner] = [i ? out[at - 1] : 0, row ? out[at - columns] : 0, i && row ? out[at - columns - 1] : 0];
      const guess = left + up - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      const kind = data[row * (columns + 1)];
      if (kind > 4) throw unreadable("predictor");
      out[at] = data[row * (columns + 1) + 1 + i] + [0, left, up, (left + up) >> 1, a <= b && a <= c ? left : b <= c ? up : corner][kind];
    }
  return out;
}
