// From the file over row and entry of the ledger up to the signed checkpoint (RFC 6962, C2SP tlog-proof and signed-note).
const proofHead = "metrology-proof 1\nrow ";

const node = (left, right) => digest(join(Uint8Array.of(1), left, right));
const cut = () => new Wrong("proof.unreadable", "这不是可读的台账证明：文件不完整或被改动。请重新下载。", "This is no readable proof of the ledger: it is cut off or changed. Download it again.");

function proofOf(text) {
  const parts = /^metrology-proof 1\nrow ([^\n]+)\n\n((?:[^\n]+\n)+)\nc2sp\.org\/tlog-proof@v1\nindex (0|[1-9]\d{0,15})\n((?:[A-Za-z0-9+/=]+\n)*)\n((?:[^\n]+\n)+)\n((?:— [^\n ]+ [A-Za-z0-9+/=]+\n)+)$/.exec(text);
  if (!parts || text.length > 256 * 1024) throw cut();
  const [, row, entry, index, path, checkpoint, signatures] = parts;
  const hashesOf = path.split("\n").slice(0, -1).map(fromBase64);
  if (hashesOf.some((hash) => hash?.length !== 32) || hashesOf.length > 63) throw cut();
  return { row, entry, index: +index, path: hashesOf, checkpoint, signatures: signatures.split("\n").slice(0, -1).map((line) => line.split(" ").slice(1)) };
}

/** {number, entry, size, time, isSigned}; throws what does not hold. */
async function checkProof(proof, fileHash, number, key) {
  const row = rowOf(proof.row);
  if (!row || (number !== null && row.Number !== number)) throw new Wrong("proof.other-certificate", `证明属于另一份证书：${row?.Number ?? "—"}。`, `The proof is of another certificate: ${row?.Number ?? "—"}.`);
  if (row.PdfHash !== fileHash || row.Pdf !== fileHash) throw new Wrong("proof.other-file", "台账在这个编号下记载的是另一个文件。", "The ledger has another file under this number.");
  const lines = proof.entry.split("\n");
  if (!/^metrology-ledger [12]$/.test(lines[0]) || !/^index (0|[1-9]\d*)$/.test(lines[1]) || !/^previous [0-9a-f]{64}$/.test(lines[2])) throw new Wrong("proof.entry-malformed", "这不是台账条目。", "This is no entry of a ledger.");
  const checkpoint = /^([^\n ]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/=]+)\ntime (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\n$/.exec(proof.checkpoint);
  const root = checkpoint && fromBase64(checkpoint[3]);
  if (root?.length !== 32) throw new Wrong("proof.checkpoint-malformed", "签名的文本不是检查点。", "The text that was signed is no checkpoint.");
  const size = +checkpoint[2];
  const isIncluded = lines[1] === `index ${proof.index}` && (await leadsTo(proof, size, root));
  const line = lines.find((one) => one.startsWith(`+ Certificate ${row.Id} `));
  if (line !== `+ Certificate ${row.Id} ${hexOf(await digest(bytesOf(proof.row)))}`)
    throw isIncluded
      ? new Wrong("proof.row-changed", "所附的记录不是台账条目记载的那一行。", "The row is not the one that the entry of the ledger hashes.")
      : new Wrong("proof.entry-changed", "台账条目被改动：它既不记载这一行，也不通向检查点的根。", "The entry was changed: it neither hashes this row nor leads to the root.");
  if (!isIncluded) throw new Wrong("proof.not-included", "由条目和路径算出的根不是检查点的根。", "Entry and path do not lead to the root of the checkpoint.");
  if (key && !(await isSignedBy(proof, checkpoint[1], key))) throw new Wrong("proof.checkpoint-unsigned", "检查点不是用给出的台账公钥对应的密钥签名的。", "The checkpoint was not signed with the key of the ledger that was given.");
  return { number: row.Number, entry: proof.index + 1, size, time: checkpoint[4], isSigned: key !== null };
}

/** As the ledger writes it: one object of texts, no name twice. */
function rowOf(text) {
  try {
    const row = JSON.parse(text);
    const isPlain = Object.entries(row).every(([, value]) => typeof value === "string") && (text.match(/"(?:[^"\\]|\\.)*":/g) ?? []).length === Object.keys(row).length;
    return isPlain && row.Id && row.Number && row.PdfHash ? row : null;
  } catch {
    return null;
  }
}

/** RFC 9162 2.1.3.2. */
async function leadsTo({ entry, index, path }, size, root) {
  if (index >= size) return false;
  let hash = await digest(join(Uint8Array.of(0), bytesOf(entry)));
  let [own, last] = [index, size - 1];
  const half = (number) => Math.floor(number / 2);
  for (const sibling of path) {
    if (last === 0) return false;
    if (own % 2 === 1 || own === last) {
      hash = await node(sibling, hash);
      while (own % 2 === 0 && own !== 0) [own, last] = [half(own), half(last)];
    } else hash = await node(hash, sibling);
    [own, last] = [half(own), half(last)];
  }
  return last === 0 && same(hash, root);
}

async function isSignedBy(proof, name, pem) {
  const spki = fromBase64(pem.replace(/-----[A-Z ]+-----|\s/g, ""));
  if (!spki) throw new Wrong("ledger-key.unreadable", "这不是公钥文件（PEM，P-256）。", "This is no public key (PEM, P-256).");
  const key = await crypto.subtle.importKey("spki", spki, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"])
    .catch(() => Promise.reject(new Wrong("ledger-key.unreadable", "这不是公钥文件（PEM，P-256）。", "This is no public key (PEM, P-256).")));
  const id = (await digest(spki)).subarray(0, 4);
  const own = proof.signatures.map(([signer, value]) => [signer, fromBase64(value)]).find(([signer, value]) => signer === name && value && same(value.subarray(0, 4), id));
  const raw = own && rawEcdsa(own[1].subarray(4), 32);
  return Boolean(raw) && crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, raw, bytesOf(proof.checkpoint));
}

/** The proof in a bundle for a certificate; a bundle that cannot be read is said where its record is looked at. */
async function proofIn(bundle, number) {
  const parts = await bundleParts(bundle).catch(() => new Map());
  const proof = parts.get(`proofs/${number}.txt`);
  return proof && new TextDecoder().decode(proof);
}
