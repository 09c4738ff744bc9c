// record.json and manifest.json, what both say of each other, and the hash that persons signed (Core/Records/RecordReader, RecordDocument, ManifestReader, RecordManifest, SignedContent).
const recordFormats = [1, 2, 3, 4, 5].map((number) => `metrology-record/${number}`);
const currentRecord = recordFormats.at(-1);
/** Of a verification (RecordDocument.States). */
const recordStates = ["draft", "running", "evaluated", "submitted", "checked", "approved", "issued", "aborted"];
const stages = ["single", "start", "end", "prepare"];
/** Of the evaluation, from 1. */
const editionOf = (format) => (format === currentRecord ? 3 : format === recordFormats[3] ? 2 : 1);
const wholeNumber = (at, name) => at.required(name, (number) => number.asInteger(0, 2147483647), 0);
const textOrNull = (at, name) => at.requiredOrNull(name)?.asAnyText() ?? null;
const instantIn = (at, name) => at.required(name, (instant) => instant.asInstant(), { text: "", ticks: 0n });
const decimalIn = (at, name) => at.required(name, (number) => number.asDecimal(), Decimal.zero);
const listIn = (at, name, read, most = 500_000) => at.required(name, (list) => list.list((item) => item.object(read), most), []);

/** Members in the order in which they are written. */
const readRecord = (root) => root.object((at) => {
  const format = at.required("format", (one) => one.asOneOf(recordFormats), currentRecord);
  return {
    format, number: at.anyText("number"), state: at.required("state", (one) => one.asOneOf(recordStates), "issued"), kind: at.required("kind", (one) => one.asOneOf(verificationKinds), "first"),
    procedure: at.required("procedure", (one) => one.object((own) => ({ designation: own.anyText("designation"), revision: wholeNumber(own, "revision"), hash: own.anyText("hash") })), {}),
    nameplate: at.required("nameplate", (one) => one.map((value) => value.asAnyText()), new Map()),
    references: listIn(at, "references", (own) => ({ role: own.anyText("role"), measurand: own.anyText("measurand"), name: own.anyText("name"), expandedUncertainty: decimalIn(own, "expandedUncertainty"), coverageFactor: decimalIn(own, "coverageFactor"), unit: own.anyText("unit"), certifiedValue: own.optional("certifiedValue")?.asDecimal(), certifiedUnit: own.optional("certifiedUnit")?.asAnyText() })),
    unit: at.required("unit", (one) => one.object((own) => ({ name: own.anyText("name"), model: own.anyText("model"), serialNumber: own.anyText("serialNumber"), manufacturer: own.anyText("manufacturer") })), {}),
    standard: at.anyText("standard"), bench: at.anyText("bench"), workDate: at.required("workDate", (one) => one.asDate(), ""), place: at.anyText("place"),
    isSimulated: at.required("isSimulated", (one) => one.asFlag(), false), isDemonstration: at.required("isDemonstration", (one) => one.asFlag(), false), calibration: at.optional("calibration")?.object(termsIn),
    tariff: at.optional("tariff")?.object((own) => ({ id: own.anyText("id"), utcOffsetMinutes: own.required("utcOffsetMinutes", (one) => one.asInteger(-840, 840), 0), file: own.anyText("file") })),
    software: at.anyText("software"),
    signatures: listIn(at, "signatures", (own) => ({
      sequence: wholeNumber(own, "sequence"), action: own.anyText("action"), from: own.anyText("from"), to: own.anyText("to"), by: own.anyText("by"), at: instantIn(own, "at"), reason: textOrNull(own, "reason"), content: own.optional("content")?.asHex(),
    })),
    events: listIn(at, "events", (own) => ({ sequence: wholeNumber(own, "sequence"), kind: own.anyText("kind"), stage: own.requiredOrNull("stage")?.asOneOf(stages) ?? null, text: textOrNull(own, "text"), code: textOrNull(own, "code"), at: instantIn(own, "at") })),
    observations: listIn(at, "observations", observationIn),
    // The first format has no such member, and one that stands there is unknown.
    sources: format === recordFormats[0] ? undefined : listIn(at, "sources", (own) => ({ link: own.text("link"), codec: own.text("codec"), instrument: own.text("instrument"), address: own.text("address"), map: own.optional("map")?.asText() }), 200),
    transcript: listIn(at, "transcript", (own) => ({
      link: own.anyText("link"), index: own.required("index", (one) => one.asInteger(0, Number.MAX_SAFE_INTEGER), 0), elapsed: own.required("elapsed", (one) => one.asElapsed(), ""),
      direction: own.required("direction", (one) => one.asOneOf(["sent", "received"]), "sent"), hex: own.required("hex", (one) => one.asHex(), ""),
    })),
    evaluation: at.required("evaluation", (one) => one.value, null),
  };
});

const termsIn = (at) => ({
  statesConformity: at.required("statesConformity", (one) => one.asFlag(), false), intervalMonths: at.requiredOrNull("intervalMonths")?.asInteger(1, 120) ?? null, receivedOn: at.optional("receivedOn")?.asDate(),
  sampledBy: at.optional("sampledBy")?.asAnyText(), samplingMethod: at.optional("samplingMethod")?.asAnyText(), sampledOn: at.optional("sampledOn")?.asDate(), externalResults: at.optional("externalResults")?.asAnyText(),
});

const observationIn = (at) => ({
  sequence: wholeNumber(at, "sequence"), event: wholeNumber(at, "event"), step: at.required("step", (one) => one.object((own) => ({ item: own.anyText("item"), point: own.anyText("point"), repeat: wholeNumber(own, "repeat") })), {}),
  attempt: wholeNumber(at, "attempt"), role: at.anyText("role"), stage: at.required("stage", (one) => one.asOneOf(stages), "single"), subject: at.anyText("subject"), reading: at.required("reading", (one) => one.object(readingIn), {}),
  supersedes: at.requiredOrNull("supersedes")?.asInteger(0, 2147483647) ?? null, reason: textOrNull(at, "reason"),
});

const readingIn = (at) => ({
  instrument: at.anyText("instrument"), measurand: at.anyText("measurand"), text: at.anyText("text"), value: decimalIn(at, "value"), unit: at.anyText("unit"), resolution: decimalIn(at, "resolution"), rawHash: at.anyText("rawHash"),
  deviceTime: at.requiredOrNull("deviceTime")?.asInstant() ?? null, receivedAt: instantIn(at, "receivedAt"),
});

/** What was read as the program writes it: members that are not there are left out. */
function writtenJson(value) {
  if (value instanceof Decimal) return new Digits(value.toString());
  if (value instanceof Map || Array.isArray(value) || value === null || value instanceof Digits) return Array.isArray(value) ? value.map(writtenJson) : value;
  if (typeof value === "number") return new Digits(String(value));
  if (typeof value !== "object") return value;
  if ("ticks" in value) return value.text;
  return new Map(Object.entries(value).filter(([, inner]) => inner !== undefined).map(([name, inner]) => [name, writtenJson(inner)]));
}

const recordText = (record) => indentedJson(writtenJson(record));

/** SHA-256 of what a person signs. */
const contentHash = async (record) => hexOf(await digest(bytesOf(recordText({ ...record, state: "", standard: "", software: "", signatures: [] }))));

async function signedContentDifferences(record) {
  const hash = await contentHash(record);
  const from = Math.max(0, record.signatures.findLastIndex((one) => one.action === "return"));
  return record.signatures.flatMap(({ content }, i) => (i >= from && content !== undefined && content !== hash ? [{ path: `record.signatures[${i}].content`, expected: hash, found: content }] : []));
}

const digestsIn = (at, name, digits) => at.required(name, (map) => map.map((one) => one.expect(typeof one.value === "string" && one.value.length === digits && /^[0-9a-f]*$/.test(one.value), "", `${digits} 位小写十六进制摘要`, `a digest of ${digits} lower-case hexadecimal digits`)), new Map());

const readManifest = (root) => root.object((at) => {
  const format = at.required("format", (one) => one.asOneOf(["metrology-bundle/1", "metrology-bundle/2"]), "metrology-bundle/1");
  const [parts, values] = [digestsIn(at, "parts", 64), digestsIn(at, "values", 16)];
  if (format === "metrology-bundle/1") return { format, parts, values, versions: null, signature: null };
  return {
    format, parts, values,
    versions: at.required("versions", (one) => one.object((own) => ({ software: own.anyText("software"), record: own.anyText("record"), evaluation: own.required("evaluation", (number) => number.asInteger(1, 2147483647), 1), certificates: own.anyText("certificates") })), null),
    signature: at.required("signature", (one) => one.object((own) => {
      const signer = Object.fromEntries(["subject", "certificate", "whyNot"].map((name) => [name, own.optional(name)?.asAnyText() ?? null]));
      const isSigned = signer.subject !== null && signer.certificate?.length === 64 && signer.whyNot === null;
      if (!isSigned && !(signer.subject === null && signer.certificate === null && signer.whyNot !== null)) own.problem("应有 subject 和 certificate，或者只有 whyNot", "subject and certificate are expected here, or whyNot alone");
      return signer;
    }), null),
  };
});

const valueDigest = async (path, value) => hexOf(await digest(bytesOf(`${path}\n${value}`))).slice(0, 16);

/** What of the parts is not as the manifest says; where part and other witnesses agree, it is the manifest that was changed, and its member is named. */
async function manifestDifferences(manifest, listed, recordJson, isVouchedFor) {
  const wrong = [];
  const stands = new Map(manifest.values);
  const leaves = leavesOf(recordJson, "");
  for (let from = 0; from < leaves.length; from += 1000) {
    const some = leaves.slice(from, from + 1000);
    const digests = await Promise.all(some.map(([path, value]) => valueDigest(path, value)));
    some.forEach(([path, value], i) => {
      const said = stands.get(path) ?? null;
      stands.delete(path);
      if (said !== digests[i]) wrong.push({ path, said, found: value, own: digests[i] });
    });
  }
  for (const [path, said] of stands) wrong.push({ path, said, found: null, own: null });
  const differences = [];
  let isRecord = false;
  for (const [name, bytes] of listed) {
    const [said, found] = [manifest.parts.get(name) ?? null, hexOf(await digest(bytes))];
    if (said === found) continue;
    isRecord ||= name === "record.json";
    differences.push(isVouchedFor(name) && (name !== "record.json" || wrong.length === 0) ? { path: `manifest.parts.${name}`, expected: found, found: said } : { path: name, expected: `SHA-256 ${said ?? ""}`, found: `SHA-256 ${found}` });
  }
  for (const name of manifest.parts.keys()) if (!listed.some(([own]) => own === name)) differences.push({ path: `manifest.parts.${name}`, expected: null, found: name });
  for (const { path, said, found, own } of wrong)
    differences.push(isRecord ? { path: `record.${path}`, expected: said === null ? null : found === null ? "a value" : "another value", found } : { path: `manifest.values.${path}`, expected: own, found: said });
  return differences;
}

function versionDifferences({ versions }, format) {
  if (!versions) return [];
  const expected = { record: format, evaluation: editionOf(format), certificates: "metrology-particulars/1" };
  return Object.entries(expected).filter(([name, value]) => versions[name] !== value).map(([name, value]) => ({ path: `manifest.versions.${name}`, expected: String(value), found: String(versions[name]) }));
}
