// The codes on the cover, read from their drawing: QR (ISO/IEC 18004:2015, level M) without correcting errors, and Code 128 (ISO/IEC 15417).
const correctionOfBlock = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28];
const blockCounts = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49];
const barWidths = (
  "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 " +
  "321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 " +
  "231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 " +
  "241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 " +
  "114131 311141 411131 211412 211214 211232 2331112"
).split(" ");

function codesOf(pages, dcc) {
  const found = [];
  const wrong = (code, zh, en) => found.push({ code, text: both(zh, en) });
  const address = dcc.check?.address ?? "";
  const codes = pages.map(({ content }) => [content, content.shapes.filter(isModule)]).filter(([, modules]) => modules.length > 0);
  if (codes.length !== (address ? 1 : 0)) wrong("qr.missing", `文件有 ${codes.length} 页带二维码，应为一个核查地址的一个。`, `${codes.length} pages of the file have a QR code, where one address has one.`);
  for (const [content, modules] of codes.slice(0, 1)) {
    const grid = gridOf(modules);
    const said = grid && qrText(grid);
    const over = (shape) => !isModule(shape) && modules.some((one) => shape.left < one.right) && modules.some((one) => shape.right > one.left) && modules.some((one) => shape.bottom < one.top) && modules.some((one) => shape.top > one.bottom);
    if (said === null) wrong("qr.unreadable", "二维码不能按印制的图形读出，或含有错误。", "The QR code cannot be read from its drawing, or has errors.");
    else if (said !== address) wrong("qr.other-content", `二维码指向 ${said}，证书的核查地址是 ${address}。`, `The QR code leads to ${said}, and the address of the certificate is ${address}.`);
    else if (content.shapes.some(over)) wrong("qr.covered", "二维码被别的图形遮盖。", "The QR code is covered by another shape.");
  }
  const [path, query, more] = address.split("?");
  const { code } = dcc.check ?? { code: "" };
  if (address && !(lastOf(path) === dcc.number && (code === "" || (query === `code=${code}` && more === undefined)))) wrong("qr.other-certificate", `核查地址 ${address} 不属于本证书编号和校验码。`, `The address of the check page, ${address}, is not of this number and check code.`);
  return found;
}

function lastOf(path) {
  try {
    return decodeURIComponent(path.split("/").at(-1));
  } catch {
    return "";
  }
}

/** Rows of dark modules → grid; null when they are no square of a size that a code can have. */
function gridOf(modules) {
  const least = (value) => modules.reduce((found, one) => Math.min(found, value(one)), Infinity);
  const [left, top, right, bottom] = [least((one) => one.left), -least((one) => -one.top), -least((one) => -one.right), least((one) => one.bottom)];
  const module = least((one) => one.height);
  const isWhole = (number) => Math.abs(number - Math.round(number)) < 0.2;
  const side = Math.round((right - left) / module);
  if (!(module > 0) || side < 21 || side > 177 || side % 4 !== 1 || !isWhole((right - left) / module) || Math.abs(right - left - (top - bottom)) > module / 4) return null;
  const dark = Array.from({ length: side }, () => new Uint8Array(side));
  for (const one of modules) {
    const [row, column, count] = [(top - one.top) / module, (one.left - left) / module, one.width / module];
    if (![row, column, count].every(isWhole) || Math.abs(one.height - module) > module / 4) return null;
    for (let i = 0; i < Math.round(count); i++) dark[Math.round(row)][Math.round(column) + i] = 1;
  }
  return dark;
}

function qrText(dark) {
  const side = dark.length;
  const version = (side - 17) / 4;
  const mask = maskOf(dark, side);
  if (mask === null) return null;
  const isMasked = [
    (r, c) => (r + c) % 2 === 0, (r) => r % 2 === 0, (r, c) => c % 3 === 0, (r, c) => (r + c) % 3 === 0, (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
    (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0, (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0, (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
  ][mask];
  const places = [...dataPlaces(side, version)];
  const sequence = new Uint8Array(places.length >> 3);
  for (let i = 0; i < sequence.length * 8; i++) {
    const [row, column] = places[i];
    if (Boolean(dark[row][column]) !== isMasked(row, column)) sequence[i >> 3] |= 0x80 >> (i & 7);
  }
  const correction = correctionOfBlock[version - 1];
  const blocks = separated(sequence, blockCounts[version - 1], correction);
  return blocks.every((block) => isWithoutError(block, correction)) ? segmentsOf(join(...blocks.map((block) => block.subarray(0, block.length - correction))), version) : null;
}

/** Number of the data mask, when both copies of the format say the same (7.9.1, annex C: BCH (15, 5)). */
function maskOf(dark, side) {
  const copies = [
    [[8, 0], [8, 1], [8, 2], [8, 3], [8, 4], [8, 5], [8, 7], [8, 8], [7, 8], [5, 8], [4, 8], [3, 8], [2, 8], [1, 8], [0, 8]],
    [...Array.from({ length: 7 }, (_, i) => [side - i - 1, 8]), ...Array.from({ length: 8 }, (_, i) => [8, side - 8 + i])],
  ].map((places) => places.reduce((bits, [row, column]) => bits * 2 + dark[row][column], 0));
  for (let mask = 0; mask < 8; mask++) {
    let rest = mask;
    for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
    if (copies.every((bits) => bits === (((mask << 10) | rest) ^ 0x5412))) return mask;
  }
  return null;
}

/** Places of the data in the order of its bits (7.7.3). */
function* dataPlaces(side, version) {
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.floor((version * 4 + count * 2 + 1) / (count * 2 - 2)) * 2;
  // Centres of the alignment patterns, annex E; three of them would lie on the finder patterns.
  const centres = version === 1 ? [] : [6, ...Array.from({ length: count - 1 }, (_, i) => 4 * version + 10 - (count - 2 - i) * step)];
  const isAlignment = (row, column) => centres.some((y) => centres.some((x) => !((y === 6 && (x === 6 || x === side - 7)) || (y === side - 7 && x === 6)) && Math.abs(row - y) <= 2 && Math.abs(column - x) <= 2));
  const isFunction = (row, column) => row === 6 || column === 6 || (row < 9 && (column < 9 || column >= side - 8)) || (row >= side - 8 && column < 9)
    || (version >= 7 && ((row < 6 && column >= side - 11) || (column < 6 && row >= side - 11))) || isAlignment(row, column);
  for (let right = side - 1; right >= 1; right -= 2) {
    // The column of the timing pattern is skipped.
    if (right === 6) right = 5;
    for (let i = 0; i < side; i++)
      for (const column of [right, right - 1]) {
        const row = (right + 1) & 2 ? i : side - 1 - i;
        if (!isFunction(row, column)) yield [row, column];
      }
  }
}

/** Blocks of codewords, data before correction, from the interleaved sequence (7.6). */
function separated(sequence, count, correction) {
  const length = Math.floor(sequence.length / count);
  const blocks = Array.from({ length: count }, (_, i) => new Uint8Array(length + (i < count - (sequence.length % count) ? 0 : 1)));
  let next = 0;
  for (let i = 0; i <= length; i++) for (const block of blocks) if (i < block.length - correction) block[i] = sequence[next++];
  for (let i = 0; i < correction; i++) for (const block of blocks) block[block.length - correction + i] = sequence[next++];
  return blocks;
}

/** All syndromes of the Reed-Solomon code are zero. */
function isWithoutError(block, correction) {
  const product256 = (one, other) => {
    let sum = 0;
    for (; other > 0; other >>= 1) {
      if (other & 1) sum ^= one;
      one <<= 1;
      if (one > 0xff) one ^= 0x11d;
    }
    return sum;
  };
  for (let [i, root] = [0, 1]; i < correction; i++, root = product256(root, 2)) if (block.reduce((value, codeword) => product256(value, root) ^ codeword, 0) !== 0) return false;
  return true;
}

/** 7.4: digits, capitals and bytes up to the terminator; null for another kind of segment, or one that is cut off. */
function segmentsOf(data, version) {
  const capitals = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  const size = version < 10 ? 0 : version < 27 ? 1 : 2;
  const text = [];
  let at = 0;
  const bits = (count) => {
    if (!count || at + count > data.length * 8) return -1;
    let value = 0;
    for (let i = 0; i < count; i++, at++) value = value * 2 + ((data[at >> 3] >> (7 - (at & 7))) & 1);
    return value;
  };
  const groups = (count, lengths, largest, digits) => {
    for (let left = count; left > 0; left -= largest) {
      const length = Math.min(left, largest);
      let value = bits(lengths[length]);
      if (value < 0) return false;
      const group = [];
      for (let i = 0; i < length; i++, value = Math.floor(value / digits)) group.unshift(capitals.charCodeAt(value % digits));
      if (value !== 0) return false;
      text.push(...group);
    }
    return true;
  };
  const bytes = (count) => {
    for (let i = 0; i < count; i++) {
      const byte = bits(8);
      if (byte < 0) return false;
      text.push(byte);
    }
    return true;
  };
  for (let mode = bits(4); mode > 0; mode = bits(4)) {
    const count = bits({ 1: 10 + 2 * size, 2: 9 + 2 * size, 4: size === 0 ? 8 : 16 }[mode]);
    if (count < 0 || !(mode === 1 ? groups(count, [0, 4, 7, 10], 3, 10) : mode === 2 ? groups(count, [0, 6, 11], 2, capitals.length) : bytes(count))) return null;
  }
  return new TextDecoder().decode(Uint8Array.from(text));
}

/** The bar code of the number, where a template wants one: its bars must be those of the number on the page. */
function barsOf(pages, number) {
  const found = [];
  for (const [index, { content }] of pages.entries()) {
    const bars = content.shapes.filter(isBar).sort((one, other) => one.left - other.left);
    if (bars.length > 0 && (index > 0 || !areBarsOf(bars, number))) found.push({ code: "barcode.other-number", text: both(`第 ${index + 1} 页的条形码不是证书编号 ${number} 的。`, `The bar code on page ${index + 1} is not that of the number ${number}.`) });
  }
  return found;
}

function areBarsOf(bars, number) {
  const widths = code128(number);
  if (!widths || bars.length !== (widths.length + 1) / 2 || bars.some((bar) => Math.abs(bar.bottom - bars[0].bottom) > 0.3 || Math.abs(bar.height - bars[0].height) > 0.3)) return false;
  const module = (bars.at(-1).right - bars[0].left) / widths.reduce((sum, width) => sum + width, 0);
  const edges = bars.flatMap((bar) => [bar.left, bar.right]);
  let place = 0;
  return widths.every((width, i) => {
    const fits = Math.abs(edges[i] - edges[0] - place * module) <= 0.3 * module;
    place += width;
    return fits;
  });
}

function code128(text) {
  if (!/^[ -~]+$/.test(text)) return null;
  const symbols = [];
  let isC = false;
  for (let i = 0; i < text.length; ) {
    const digits = /^\d*/.exec(text.slice(i))[0].length;
    const wantsC = digits >= (isC ? 2 : 4);
    if (symbols.length === 0) symbols.push(wantsC ? 105 : 104);
    else if (wantsC !== isC) symbols.push(wantsC ? 99 : 100);
    isC = wantsC;
    symbols.push(isC ? +text.slice(i, i + 2) : text.charCodeAt(i) - 32);
    i += isC ? 2 : 1;
  }
  const check = symbols.reduce((sum, symbol, i) => sum + Math.max(i, 1) * symbol, 0) % 103;
  return [...symbols, check, 106].flatMap((symbol) => [...barWidths[symbol]].map(Number));
}
