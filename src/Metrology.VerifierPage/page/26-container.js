// The ZIP of a bundle in the one form that the program writes (Core/Records/BundleContainer, RecordBundle; APPNOTE.TXT 6.3.10).
const mebi = 1024 * 1024;
const largestPart = 64 * mebi;
const bundleNames = ["manifest.json", "record.json", "procedure.json", "evaluation.json"];
const signatureName = "signature.p7s";
const mostCertificates = 64;
const isProofName = (name) => /^proofs\/[^/]*\.txt$/s.test(name);
const certificateParts = (name) => /^certificates\/([^/]+)\/(particulars\.json|dcc\.xml)$/s.exec(name);
const bundleRefusal = (code, zh, en) => new Wrong(code, `记录包不可用：${zh}。请重新导出。`, `This is no usable record bundle: ${en}. Export it again.`);

const crcTable = Uint32Array.from({ length: 256 }, (_, value) => {
  let crc = value;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crcOf(bytes) {
  let crc = 0xffffffff;
  for (const one of bytes) crc = (crc >>> 8) ^ crcTable[(crc ^ one) & 0xff];
  return ~crc >>> 0;
}

/** The parts of a bundle by name, or the refusal with its code. No more than the bounds is ever unpacked. */
async function bundleParts(zip) {
  if (zip.length > 64 * mebi) throw bundleRefusal("bundle.too-large", "文件过大", "the file is too large");
  const entries = directoryOf(zip);
  const unknown = entries.find(({ name }) => !bundleNames.includes(name) && name !== signatureName && !isProofName(name) && !certificateParts(name));
  if (unknown) throw bundleRefusal("bundle.unknown-part", `含有未知的文件「${unknown.name.slice(0, 80)}」`, `it holds an unknown part “${unknown.name.slice(0, 80)}”`);
  if (new Set(entries.map(({ name }) => name)).size < entries.length) throw bundleRefusal("bundle.part-twice", "同一文件出现两次", "a part occurs twice");
  const missing = bundleNames.find((name) => !entries.some((entry) => entry.name === name));
  if (missing) throw bundleRefusal("bundle.part-missing", `缺少 ${missing}`, `${missing} is missing`);
  if (entries.length > 5 + 3 * mostCertificates) throw bundleRefusal("bundle.too-many-parts", "文件过多", "it holds too many parts");
  const parts = new Map();
  let left = 2 * largestPart;
  for (const entry of entries) {
    const bytes = await unpack(zip, entry, Math.min(left, entry.name === signatureName || isProofName(entry.name) ? mebi / 4 : largestPart));
    left -= bytes.length;
    parts.set(entry.name, bytes);
  }
  if (!(await isExactly(zip, parts))) throw bundleRefusal("bundle.container", "ZIP 中有不属于任何文件的内容，或不是按原样导出的", "its ZIP holds something that belongs to no part, or is not as it was exported");
  for (const name of parts.keys()) {
    const [, number, file] = certificateParts(name) ?? [];
    if (file === "dcc.xml" && !parts.has(`certificates/${number}/particulars.json`)) throw bundleRefusal("bundle.part-missing", "有数字校准证书而缺少其证书事项 particulars.json", "there is a digital certificate without its particulars.json");
    if (isProofName(name)) proofOf(new TextDecoder().decode(parts.get(name)));
  }
  return parts;
}

const unreadableBundle = () => bundleRefusal("bundle.unreadable", "不是可读的 ZIP 文件", "it is no readable ZIP file");

/** Names and places by the directory at the end. */
function directoryOf(zip) {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  try {
    let end = zip.length - 22;
    while (view.getUint32(end, true) !== 0x06054b50) end--;
    const entries = [];
    let at = view.getUint32(end + 16, true);
    const shift = end - view.getUint32(end + 12, true) - at;
    if (shift !== 0) throw unreadableBundle();
    for (let i = 0; i < view.getUint16(end + 10, true); i++) {
      if (view.getUint32(at, true) !== 0x02014b50) throw unreadableBundle();
      const nameLength = view.getUint16(at + 28, true);
      const [method, packed, local] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
      entries.push({ name: new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameLength)), method, packed, local });
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return entries;
  } catch {
    throw unreadableBundle();
  }
}

async function unpack(zip, { name, method, packed, local }, most) {
  try {
    const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
    if (view.getUint32(local, true) !== 0x04034b50 || (method !== 8 && method !== 0)) throw unreadableBundle();
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (from + packed > zip.length) throw unreadableBundle();
    const raw = zip.subarray(from, from + packed);
    const bytes = method === 8 ? await inflatedPart(raw, most) : raw;
    if (bytes.length > most) throw bundleRefusal("bundle.part-too-large", `${name} 解压后过大`, `${name} unpacks to too many bytes`);
    return bytes;
  } catch (error) {
    throw error instanceof Wrong ? error : error.message === "too large" ? bundleRefusal("bundle.part-too-large", `${name} 解压后过大`, `${name} unpacks to too many bytes`) : unreadableBundle();
  }
}

/** A deflated stream says itself where it ends; what stands behind its end makes the container wrong, not unreadable. */
async function inflatedPart(raw, most) {
  const stream = new DecompressionStream("deflate-raw");
  const writer = stream.writable.getWriter();
  writer.write(raw).catch(() => {});
  writer.close().catch(() => {});
  const reader = stream.readable.getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const read = await reader.read().catch((error) => {
      if (/trailing|junk|extra/i.test(error.message)) return { done: true };
      throw error;
    });
    if (read.done) return join(...parts);
    length += read.value.length;
    if (length > most) {
      reader.cancel().catch(() => {});
      throw new Error("too large");
    }
    parts.push(read.value);
  }
}

/** Whether a file is exactly these parts and nothing else, each header as it is written. */
async function isExactly(zip, parts) {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const found = [];
  let at = 0;
  while (at + 30 <= zip.length && view.getUint32(at, true) === 0x04034b50) {
    const [packed, nameLength] = [view.getUint32(at + 18, true), view.getUint16(at + 26, true)];
    if (at + 30 + nameLength + packed > zip.length) return false;
    const name = zip.slice(at + 30, at + 30 + nameLength);
    const raw = zip.subarray(at + 30 + nameLength, at + 30 + nameLength + packed);
    const bytes = parts.get(new TextDecoder().decode(name));
    if (!bytes || !(await endsWithItsLastByte(raw))) return false;
    found.push({ name, raw, crc: crcOf(bytes), length: bytes.length });
    at += 30 + nameLength + packed;
  }
  return found.length === parts.size && same(boundParts(found), zip);
}

/** Without its last byte a deflated stream has no end, and with it nothing is left over. */
async function endsWithItsLastByte(raw) {
  const ends = (bytes) => new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer().then(() => true, () => false);
  return (await ends(raw)) && !(await ends(raw.subarray(0, -1)));
}

function boundParts(parts) {
  const header = ({ name, raw, crc, length }, signature, size, at) => {
    const bytes = new Uint8Array(size);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, signature, true);
    // Version 2.0, names in UTF-8, deflated, no time, the first day.
    [20, 1 << 11, 8, 0, 0x21].forEach((field, i) => view.setUint16(at + 2 * i, field, true));
    view.setUint32(at + 10, crc, true);
    view.setUint32(at + 14, raw.length, true);
    view.setUint32(at + 18, length, true);
    view.setUint16(at + 22, name.length, true);
    return bytes;
  };
  const offsets = [];
  let size = 0;
  const pieces = parts.flatMap((part) => {
    offsets.push(size);
    const own = [header(part, 0x04034b50, 30, 4), part.name, part.raw];
    size += own.reduce((sum, piece) => sum + piece.length, 0);
    return own;
  });
  const directory = parts.flatMap((part, i) => {
    const bytes = header(part, 0x02014b50, 46, 6);
    const view = new DataView(bytes.buffer);
    view.setUint16(4, 20, true);
    view.setUint32(42, offsets[i], true);
    return [bytes, part.name];
  });
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, parts.length, true);
  view.setUint16(10, parts.length, true);
  view.setUint32(12, directory.reduce((sum, piece) => sum + piece.length, 0), true);
  view.setUint32(16, size, true);
  return join(...pieces, ...directory, end);
}
