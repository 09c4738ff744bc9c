// DER as far as signatures and certificates need it (ITU-T X.690).
function derAt(bytes, at) {
  const bad = () => new Error("no DER");
  if (at + 2 > bytes.length) throw bad();
  const tag = bytes[at];
  let length = bytes[at + 1];
  let from = at + 2;
  if ((tag & 0x1f) === 0x1f || length === 0x80) throw bad();
  if (length > 0x80) {
    const count = length & 0x7f;
    if (count > 4 || from + count > bytes.length) throw bad();
    length = 0;
    for (let i = 0; i < count; i++) length = length * 256 + bytes[from++];
    if (length < 0x80 || bytes[from - count] === 0) throw bad();
  }
  if (from + length > bytes.length) throw bad();
  return { tag, body: bytes.subarray(from, from + length), whole: bytes.subarray(at, from + length), size: from + length - at };
}

function der(bytes) {
  const node = derAt(bytes, 0);
  if (node.size !== bytes.length) throw new Error("something follows");
  return node;
}

function kids(node) {
  if (!(node.tag & 0x20)) throw new Error("not constructed");
  const all = [];
  for (let at = 0; at < node.body.length; at += all.at(-1).size) all.push(derAt(node.body, at));
  return all;
}

function typed(node, tag) {
  if (node?.tag !== tag) throw new Error("another type");
  return node;
}

function oid(node) {
  const { body } = typed(node, 0x06);
  const arcs = [];
  let value = 0;
  for (const byte of body) {
    value = value * 128 + (byte & 0x7f);
    if (!(byte & 0x80)) {
      arcs.push(value);
      value = 0;
    }
  }
  const first = Math.min(2, Math.floor(arcs[0] / 40));
  return [first, arcs[0] - 40 * first, ...arcs.slice(1)].join(".");
}

function timeOf(node) {
  const text = ascii(node.body);
  const parts = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (!parts || (node.tag === 0x17) !== (parts[1].length === 2) || (node.tag !== 0x17 && node.tag !== 0x18)) throw new Error("no time");
  const year = parts[1].length === 4 ? +parts[1] : +parts[1] < 50 ? 2000 + +parts[1] : 1900 + +parts[1];
  return new Date(Date.UTC(year, parts[2] - 1, +parts[3], +parts[4], +parts[5], +parts[6]));
}
