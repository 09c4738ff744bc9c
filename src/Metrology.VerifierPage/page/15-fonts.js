// What the codes of a font mean and how wide they are (ISO 32000-1 9.7, 9.10.3).
const utf16 = (bytes) => new TextDecoder("utf-16be", { ignoreBOM: true }).decode(bytes);

async function fontOf(pdf, font) {
  const isComposite = isName(font.get("Subtype"), "Type0");
  const map = await pdf.get(font.get("ToUnicode"));
  const texts = map?.dict ? unicodeMap(await pdf.unpack(map, true)) : null;
  const widths = new Map();
  let usual = 500;
  if (isComposite) {
    const descendant = await pdf.dictionary((await pdf.items(font.get("DescendantFonts")))[0]);
    usual = (await pdf.get(descendant?.get("DW"))) ?? 1000;
    await compositeWidths(pdf, await pdf.items(descendant?.get("W")), widths);
  } else {
    const first = (await pdf.get(font.get("FirstChar"))) ?? 0;
    for (const [index, width] of (await pdf.items(font.get("Widths"))).entries()) widths.set(first + index, await pdf.get(width));
  }
  // Without a map printable ASCII of a simple font is nearly always what it looks like; anything else is not guessed.
  const unmapped = (code) => (!isComposite && texts === null && code >= 0x20 && code <= 0x7e ? String.fromCharCode(code) : "\uFFFD");
  return function* (bytes) {
    const length = isComposite ? 2 : 1;
    for (let i = 0; i + length <= bytes.length; i += length) {
      const code = isComposite ? bytes[i] * 256 + bytes[i + 1] : bytes[i];
      yield [texts?.get(code) ?? unmapped(code), (widths.get(code) ?? usual) / 1000, !isComposite && code === 0x20];
    }
  };
}

/** Of a composite font whose codes are its glyphs: a viewer moves the pen by the widths of the file and draws the glyphs (ISO 19005-3 6.2.11.5). */
async function widthsAreThoseOfGlyphs(pdf, font, descendant) {
  const descriptor = await pdf.dictionary(descendant.get("FontDescriptor"));
  const bytes = await pdf.unpack(await pdf.get(descriptor.get("FontFile2")), true);
  const program = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const said = new Map();
  await compositeWidths(pdf, await pdf.items(descendant.get("W")), said);
  const usual = (await pdf.get(descendant.get("DW"))) ?? 1000;
  try {
    const table = {};
    for (let i = 0; i < program.getUint16(4); i++) table[String.fromCharCode(...bytes.subarray(12 + 16 * i, 16 + 16 * i))] = program.getUint32(20 + 16 * i);
    const [count, metrics, unitsPerEm] = [program.getUint16(table.maxp + 4), program.getUint16(table.hhea + 34), program.getUint16(table.head + 18)];
    if (metrics === 0 || unitsPerEm === 0) return false;
    for (let glyph = 1; glyph < count; glyph++)
      if (!(Math.abs((said.get(glyph) ?? usual) - (program.getUint16(table.hmtx + 4 * Math.min(glyph, metrics - 1)) * 1000) / unitsPerEm) <= 1)) return false;
    return true;
  } catch (fault) {
    if (fault instanceof RangeError || fault instanceof TypeError) return false;
    throw fault;
  }
}

/** "c [w1 w2 …]" or "first last w". */
async function compositeWidths(pdf, items, widths) {
  for (let i = 0; i + 1 < items.length; ) {
    const [first, next] = [await pdf.get(items[i]), await pdf.get(items[i + 1])];
    if (!Number.isInteger(first)) throw unreadable("a font has a width of no code");
    if (Array.isArray(next)) {
      for (const [index, width] of next.entries()) widths.set(first + index, await pdf.get(width));
      i += 2;
      continue;
    }
    if (i + 2 >= items.length || !(next <= 0xffff)) throw unreadable("a font has a broken list of widths");
    for (let code = Math.max(0, first); code <= next; code++) widths.set(code, await pdf.get(items[i + 2]));
    i += 3;
  }
}

function unicodeMap(data) {
  const parser = new PdfParser(data, 0);
  const texts = new Map();
  const code = () => {
    const bytes = parser.value()?.text;
    if (bytes?.length !== 1 && bytes?.length !== 2) throw unreadable("a code of a ToUnicode map has neither one nor two bytes");
    return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  };
  const textOfCode = (value) => {
    if (!value?.text || value.text.length > 64) throw unreadable("a ToUnicode map has a text that is none");
    return utf16(value.text);
  };
  const isString = () => {
    parser.skip();
    return parser.now === 0x3c;
  };
  const characters = () => {
    while (isString()) texts.set(code(), textOfCode(parser.value()));
  };
  const ranges = () => {
    while (isString()) {
      const [first, last, target] = [code(), code(), parser.value()];
      for (let at = first; at <= last; at++) texts.set(at, Array.isArray(target) && at - first < target.length ? textOfCode(target[at - first]) : shifted(textOfCode(target), at - first));
    }
  };
  for (;;) {
    parser.skip();
    if (parser.now === -1) return texts;
    if (delimiters.has(parser.now) || (parser.now >= 0x30 && parser.now <= 0x39)) {
      parser.value();
      continue;
    }
    const word = parser.regular();
    if (word === "beginbfchar") characters();
    else if (word === "beginbfrange") ranges();
  }
}

/** Only the last character of a range's text counts on. */
function shifted(text, by) {
  if (by === 0 || text === "") return text;
  const all = [...text];
  const last = all.pop().codePointAt(0) + by;
  return all.join("") + (last > 0x10ffff ? "\uFFFD" : String.fromCodePoint(last));
}
