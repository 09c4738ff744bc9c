// Signatures and embedded files of a PDF file.
async function signaturesOf(pdf, catalog) {
  const form = await pdf.dictionary(catalog.get("AcroForm"));
  const pending = (await pdf.items(form?.get("Fields"))).map((field) => [field, false]);
  const visited = new Set();
  const found = [];
  for (let count = 0; pending.length > 0; count++) {
    const [value, inherited] = pending.shift();
    if (count > 5000 || (value?.ref !== undefined && visited.has(value.ref))) throw unreadable("the form has too many fields or one of them twice");
    if (value?.ref !== undefined) visited.add(value.ref);
    const field = await pdf.dictionary(value);
    if (!field) continue;
    const type = await pdf.get(field.get("FT"));
    const isSignature = type?.name ? type.name === "Sig" : inherited;
    for (const kid of await pdf.items(field.get("Kids"))) pending.push([kid, isSignature]);
    const dictionary = isSignature ? await pdf.dictionary(field.get("V")) : null;
    if (dictionary) found.push(await signatureOf(pdf, await pdf.text(field.get("T")), dictionary));
  }
  return found.sort((one, other) => one.end - other.end);
}

async function signatureOf(pdf, name, dictionary) {
  const faults = [];
  const kind = (await pdf.get(dictionary.get("SubFilter")))?.name;
  if (kind !== "ETSI.CAdES.detached" && kind !== "adbe.pkcs7.detached") faults.push("kind-unknown");
  const contents = (await pdf.get(dictionary.get("Contents")))?.text;
  const range = await rangeOf(pdf, dictionary, contents);
  if (!range) faults.push("range-wrong");
  let cms = null;
  try {
    cms = contents ? cmsOf(contents) : null;
  } catch {
    cms = null;
  }
  if (!cms) faults.push("unreadable");
  else if (range) {
    const fault = await cmsFault(cms, (hash) => digest(join(pdf.bytes.subarray(0, range.start), pdf.bytes.subarray(range.gapEnd, range.end)), hash), kind === "ETSI.CAdES.detached").catch(() => "unreadable");
    if (fault) faults.push(fault);
  }
  const time = dateOf(await pdf.text(dictionary.get("M")));
  const certificate = cms?.certificate ?? null;
  if (certificate && !certificate.maySign) faults.push("certificate-not-for-signing");
  if (certificate && time && (time < certificate.from || time > certificate.until)) faults.push("certificate-out-of-date");
  return { name, faults, certificate, time, end: range?.end ?? 0, isLast: range?.end === pdf.bytes.length, hasStamp: cms?.signer.hasStamp ?? false };
}

/** What the signature speaks for: the file up to an end, without the digits of this very signature. */
async function rangeOf(pdf, dictionary, contents) {
  const [zero, start, gapEnd, rest, more] = await Promise.all((await pdf.items(dictionary.get("ByteRange"))).map((number) => pdf.get(number)));
  const fits = zero === 0 && [start, gapEnd, rest].every((number) => Number.isInteger(number) && number > 0) && more === undefined && start < gapEnd && gapEnd + rest <= pdf.bytes.length;
  if (!fits || !contents || pdf.bytes[start] !== 0x3c || pdf.bytes[gapEnd - 1] !== 0x3e) return null;
  const parser = new PdfParser(pdf.bytes.subarray(0, gapEnd), start + 1);
  return same(parser.hex().text, contents) && parser.at === gapEnd ? { start, gapEnd, end: gapEnd + rest } : null;
}

function dateOf(text) {
  const parts = /^D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:Z|([+-])(\d{2})'(\d{2})'?)/.exec(text ?? "");
  if (!parts) return null;
  const offset = parts[7] ? (parts[7] === "-" ? 1 : -1) * (+parts[8] * 60 + +parts[9]) : 0;
  return new Date(Date.UTC(parts[1], parts[2] - 1, parts[3], parts[4], +parts[5] + offset, parts[6]));
}

async function attachmentsOf(pdf, catalog) {
  const found = [];
  const visited = new Set();
  const collect = async (node, depth) => {
    if (depth > deepest || (node?.ref !== undefined && visited.has(node.ref))) throw unreadable("the tree of embedded files holds itself");
    if (node?.ref !== undefined) visited.add(node.ref);
    const dictionary = await pdf.dictionary(node);
    if (!dictionary) throw unreadable("the tree of embedded files");
    for (const kid of await pdf.items(dictionary.get("Kids"))) await collect(kid, depth + 1);
    const names = await pdf.items(dictionary.get("Names"));
    for (let i = 1; i < names.length; i += 2) found.push(await attachmentOf(pdf, await pdf.dictionary(names[i])));
  };
  const root = (await pdf.dictionary(catalog.get("Names")))?.get("EmbeddedFiles");
  if (root !== undefined) await collect(root, 0);
  return found;
}

async function attachmentOf(pdf, specification) {
  const files = await pdf.dictionary(specification?.get("EF"));
  const [unicode, plain] = [files?.get("UF"), files?.get("F")];
  if (unicode && plain && (await pdf.get(unicode)) !== (await pdf.get(plain))) throw unreadable("an embedded file has two contents");
  const stream = await pdf.get(unicode ?? plain);
  const name = await pdf.text(specification?.get("UF") ?? specification?.get("F"));
  if (!stream?.dict || name === null) throw unreadable("an embedded file has no bytes or no name");
  return { name, relationship: (await pdf.get(specification.get("AFRelationship")))?.name ?? null, description: await pdf.text(specification.get("Desc")), content: () => pdf.unpack(stream, true) };
}
