// What a page shows: pieces of text and shapes in the order in which they are drawn (ISO 32000-1 8.5, 9.4), and every operator that could hide, cut or cover.
const usualOperators = new Set("q Q cm BT ET Tf Tc Ts Td Tj TJ BMC BDC EMC Do w d g G rg RG m l re S s f b B".split(" "));
const mostDrawn = 1_000_000;
const move = (x, y) => [1, 0, 0, 1, x, y];
const times = (m, n) => [
  m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
  m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
  m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
];

class PageContent {
  runs = [];
  shapes = [];
  unusual = new Set();
  saved = [];
  marks = [];
  paths = [];
  order = 0;
  steps = 0;
  state = { page: move(0, 0), font: null, size: 0, spacing: 0, words: 0, scaling: 1, leading: 0, mode: 0, fill: 0, line: 0, width: 1, dash: [] };
  text = move(0, 0);
  lineStart = move(0, 0);

  constructor(pdf, fonts) {
    this.pdf = pdf;
    this.fonts = fonts;
  }

  static async of(pdf, { dictionary, resources }, fonts) {
    const content = new PageContent(pdf, fonts);
    const value = await pdf.get(dictionary.get("Contents"));
    const parts = [];
    for (const item of value?.dict ? [value] : Array.isArray(value) ? value : []) {
      const stream = await pdf.get(item);
      if (stream?.dict) parts.push(await pdf.unpack(stream, true), Uint8Array.of(10));
    }
    await content.run(join(...parts), (await pdf.dictionary(resources)) ?? new Map(), 0);
    content.unusual = [...content.unusual].sort();
    return content;
  }

  async run(bytes, resources, depth) {
    const parser = new PdfParser(bytes, 0);
    let operands = [];
    for (;;) {
      parser.skip();
      if (parser.now === -1) return;
      if (++this.steps > 4 * mostDrawn || this.runs.length + this.shapes.length > mostDrawn) throw unreadable("a page asks for too many steps");
      const from = parser.at;
      if (!"/(<[+-.0123456789".includes(String.fromCharCode(parser.now))) {
        const word = parser.regular();
        if (word === "") throw parser.fail("something that is no operator stands in a page");
        if (!["true", "false", "null"].includes(word)) {
          if (!usualOperators.has(word)) this.note(word);
          if (word === "BI") skipPicture(parser);
          else await this.operate(word, operands, resources, depth);
          operands = [];
          continue;
        }
        parser.at = from;
      }
      if (operands.length === 4096) throw parser.fail("an operator has too many operands");
      operands.push(parser.value());
    }
  }

  async operate(word, operands, resources, depth) {
    const number = (index) => (typeof operands[index] === "number" ? operands[index] : 0);
    const matrix = () => [0, 1, 2, 3, 4, 5].map(number);
    const { state } = this;
    const set = (changes) => (this.state = { ...this.state, ...changes });
    const share = (index) => {
      if (number(index) < 0 || number(index) > 1) this.note("rg");
      return Math.min(1, Math.max(0, number(index)));
    };
    const lightness = () => 0.299 * share(0) + 0.587 * share(1) + 0.114 * share(2);
    const newLine = (x, y) => (this.text = this.lineStart = times(move(x, y), this.lineStart));
    switch (word) {
      case "q":
        if (this.saved.length >= 512) throw unreadable("a page keeps too many graphics states");
        this.saved.push(state);
        break;
      case "Q": if (this.saved.length > 0) this.state = this.saved.pop(); break;
      case "cm": set({ page: times(matrix(), state.page) }); break;
      case "BT": this.text = this.lineStart = move(0, 0); break;
      case "Tf": set({ font: await this.font(operands[0], resources), size: number(1) }); break;
      case "Tc":
        if (number(0) < 0 || number(0) > 20) this.note("Tc");
        set({ spacing: number(0) });
        break;
      case "Tw": set({ words: number(0) }); break;
      case "Tz": set({ scaling: number(0) / 100 }); break;
      case "TL": set({ leading: number(0) }); break;
      // The rise is left out: a superscript stays on the line that it belongs to, unless it is raised by more than its size.
      case "Ts": if (Math.abs(number(0)) > 12) this.note("Ts"); break;
      case "Tr": set({ mode: Math.trunc(Math.min(7, Math.max(0, number(0)))) }); break;
      case "Td": newLine(number(0), number(1)); break;
      case "TD":
        set({ leading: -number(1) });
        newLine(number(0), number(1));
        break;
      case "Tm": this.text = this.lineStart = matrix(); break;
      case "T*": newLine(0, -state.leading); break;
      case "Tj": this.show(operands[0]); break;
      case "'":
        newLine(0, -state.leading);
        this.show(operands[0]);
        break;
      case '"':
        set({ words: number(0), spacing: number(1) });
        newLine(0, -state.leading);
        this.show(operands[2]);
        break;
      case "TJ":
        for (const item of Array.isArray(operands[0]) ? operands[0] : [])
          if (typeof item === "number") this.text = times(move((-item / 1000) * state.size * state.scaling, 0), this.text);
          else this.show(item);
        break;
      case "BMC": case "BDC":
        if (this.marks.length >= 512) throw unreadable("a page nests too much marked content");
        this.marks.push(word === "BMC" ? null : await this.markOf(operands[1], resources));
        break;
      case "EMC": this.marks.pop(); break;
      case "Do": await this.draw(operands[0], resources, depth); break;
      case "w": set({ width: number(0) }); break;
      case "d": set({ dash: (Array.isArray(operands[0]) ? operands[0] : []).map((length) => (typeof length === "number" ? length : 0)) }); break;
      case "g": set({ fill: share(0) }); break;
      case "G": set({ line: share(0) }); break;
      case "rg": set({ fill: lightness() }); break;
      case "RG": set({ line: lightness() }); break;
      default: this.paint(word, number);
    }
  }

  note(word) {
    if (this.unusual.size < 20) this.unusual.add(word);
  }

  get mark() {
    return this.marks.findLast((mark) => mark !== null) ?? null;
  }

  async font(operand, resources) {
    const found = operand?.name === undefined ? null : await this.pdf.dictionary((await this.pdf.dictionary(resources.get("Font")))?.get(operand.name));
    if (!found) return null;
    if (!this.fonts.has(found)) this.fonts.set(found, await fontOf(this.pdf, found));
    return this.fonts.get(found);
  }

  async markOf(operand, resources) {
    const named = operand?.name === undefined ? operand : (await this.pdf.dictionary(resources.get("Properties")))?.get(operand.name);
    const said = await this.pdf.dictionary(named);
    // Another key could be a text to be read or copied in place of this one.
    for (const key of said?.keys() ?? []) if (key !== "MCID") this.note(`BDC /${key}`);
    const mark = await this.pdf.get(said?.get("MCID"));
    return Number.isInteger(mark) ? mark : null;
  }

  show(operand) {
    const { state } = this;
    if (!state.font || !operand?.text) return;
    let shown = "";
    let advance = 0;
    for (const [character, width, isSpace] of state.font(operand.text)) {
      shown += character;
      advance += (width * state.size + state.spacing + (isSpace ? state.words : 0)) * state.scaling;
    }
    const [a, b, c, d, x, y] = times(this.text, state.page);
    const [across, up] = [Math.hypot(a, b), Math.hypot(c, d)];
    // Letters that are squeezed, slanted or mirrored are not those that are read.
    if (Math.abs(across - up) > 0.001 * up || Math.abs(a * c + b * d) > 0.001 * up * up || !(a * d - b * c > 0)) this.note("cm");
    const angle = (Math.atan2(b, a) * 180) / Math.PI;
    this.runs.push({
      text: shown, x, y, width: advance * across, size: state.size * up, angle, isLevel: Math.abs(angle) < 0.01, mark: this.mark, lightness: state.fill, order: this.order++,
      isVisible: state.mode !== 3 && state.mode !== 7,
    });
    this.text = times(move(advance, 0), this.text);
  }

  async draw(operand, resources, depth) {
    const form = operand?.name === undefined ? null : await this.pdf.get((await this.pdf.dictionary(resources.get("XObject")))?.get(operand.name));
    if (!form?.dict) return;
    if (!isName(form.dict.get("Subtype"), "Form")) {
      this.add("picture", [[0, 0], [1, 0], [1, 1], [0, 1]].map(([x, y]) => this.at(x, y)), { lightness: 0, lineWidth: 0 });
      this.order++;
      return;
    }
    this.note("Do");
    if (depth > 16) throw unreadable("forms are drawn within forms too deep");
    const kept = [this.state, this.text, this.lineStart];
    const matrix = await Promise.all((await this.pdf.items(form.dict.get("Matrix"))).map((value) => this.pdf.get(value)));
    if (matrix.length === 6) this.state = { ...this.state, page: times(matrix.map((value) => value || 0), this.state.page) };
    await this.run(await this.pdf.unpack(form, true), (await this.pdf.dictionary(form.dict.get("Resources"))) ?? resources, depth + 1);
    [this.state, this.text, this.lineStart] = kept;
  }

  at(x, y) {
    const [a, b, c, d, e, f] = this.state.page;
    return [x * a + y * c + e, x * b + y * d + f];
  }

  paint(word, number) {
    const area = () => {
      for (const path of this.paths) this.add("area", path, { lightness: this.state.fill, lineWidth: 0 });
      this.order++;
    };
    const lines = (isClosed) => {
      const [a, b, c, d] = this.state.page;
      const lineWidth = this.state.width * Math.sqrt(Math.abs(a * d - b * c));
      for (const path of this.paths) {
        const points = isClosed ? [...path, path[0]] : path;
        for (let i = 1; i < points.length; i++) this.add("line", [points[i - 1], points[i]], { lightness: this.state.line, lineWidth, dash: this.state.dash });
      }
      this.order++;
    };
    switch (word) {
      case "m": this.paths.push([this.at(number(0), number(1))]); return;
      case "l": this.paths.at(-1)?.push(this.at(number(0), number(1))); return;
      case "re": {
        const [x, y, width, height] = [0, 1, 2, 3].map(number);
        this.paths.push([this.at(x, y), this.at(x + width, y), this.at(x + width, y + height), this.at(x, y + height)]);
        return;
      }
      case "S": case "s": lines(word === "s"); break;
      case "f": area(); break;
      case "b": case "B":
        area();
        lines(word === "b");
        break;
      default: return;
    }
    this.paths = [];
  }

  add(kind, points, { lightness, lineWidth, dash = [] }) {
    const next = kind === "line" ? points.slice(1) : [...points.slice(1), points[0]];
    const half = lineWidth / 2;
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const shape = { kind, lightness, lineWidth, dash, mark: this.mark, order: this.order, left: Math.min(...xs) - half, bottom: Math.min(...ys) - half, right: Math.max(...xs) + half, top: Math.max(...ys) + half };
    shape.width = shape.right - shape.left;
    shape.height = shape.top - shape.bottom;
    // Points: less is what rounding makes.
    shape.isUpright = next.every(([x, y], i) => Math.abs(x - points[i][0]) < 0.05 || Math.abs(y - points[i][1]) < 0.05);
    this.shapes.push(shape);
  }
}

/** Between ID and EI stand bytes of any kind. */
function skipPicture(parser) {
  const find = (word) => {
    for (let at = parser.at; at + 1 < parser.bytes.length; at++) if (parser.bytes[at] === word.charCodeAt(0) && parser.bytes[at + 1] === word.charCodeAt(1)) return at;
    throw parser.fail("an image in a page has no data or no end");
  };
  parser.at = find("ID") + 2;
  do parser.at = find("EI") + 2;
  while (!white.has(parser.bytes[parser.at - 3]) || !(parser.now === -1 || white.has(parser.now) || delimiters.has(parser.now)));
}
