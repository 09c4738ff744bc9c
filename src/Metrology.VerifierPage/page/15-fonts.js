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
