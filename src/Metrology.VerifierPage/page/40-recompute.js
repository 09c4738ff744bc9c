// A bundle computed again, in the order and with the codes and places of metrology-verify recompute (Core/Records/Recompute, RecordReplay, TranscriptCheck; Metrology.Verify/Checking/BundleReading, BundleSigning).
/** Everything that was found; throws Wrong where the bundle is refused whole. */
async function recomputed(zip, trusted) {
  const parts = await bundleParts(zip);
  const bundle = await loadedBundle(parts);
  const signing = await bundleSigning(parts, bundle.manifest, trusted);
  const { record, procedure } = bundle;
  const isCurrent = record.format === currentRecord;
  const procedureHash = hexOf(await digest(bytesOf(canonicalJson(bundle.procedureJson, "$schema"))));
  procedure.hash = procedureHash;
  const { replayed, run, refusal, evaluation, computed } = worked(record, procedure, isCurrent);
  const decoded = record.sources ? await decodedAgain(record, record.sources) : null;
  const exported = parts.get("evaluation.json");
  const isComputed = computed !== null && same(bytesOf(computed), exported);
  const listed = [...parts].filter(([name]) => !["manifest.json", signatureName].includes(name) && !isProofName(name)).sort(([a], [b]) => listedOrder(a) - listedOrder(b));
  const vouchers = { "record.json": () => same(bytesOf(recordText(record)), parts.get("record.json")), "procedure.json": () => record.procedure.hash === procedureHash, "evaluation.json": () => isComputed };
  const differences = [
    ...(await manifestDifferences(bundle.manifest, listed, bundle.recordJson, (name) => vouchers[name]?.() ?? false)), ...versionDifferences(bundle.manifest, record.format),
    ...bundle.certificates.flatMap((one) => agreementDifferences(record, one)), ...pinnedDifferences(record.procedure, procedure, procedureHash), ...(await textDifferences(record)), ...(decoded?.differences ?? []), ...replayed.differences,
    ...(refusal ? [{ path: "record.references", expected: "references as the procedure asks for them", found: refusal.en }] : []), ...(computed === null ? [] : evaluationDifferences(computed, exported, record.evaluation)),
  ];
  if (differences.length === 0) differences.push(...(await signedContentDifferences(record)));
  for (const one of bundle.certificates) differences.push(...(await certificateDifferences(run, evaluation, one)));
  const seen = new Set();
  const distinct = differences.filter((one) => !seen.has(JSON.stringify(one)) && seen.add(JSON.stringify(one)));
  return { ...bundle, run, evaluation, isCurrent, signing, differences: distinct, decoded: decoded?.count ?? null, undecoded: decoded?.undecoded ?? 0, missing: missingPieces(record.transcript), typed: record.observations.filter((one) => one.reading.instrument === typedInstrument).length };
}

/** Pieces that the transcript lacks (MissingBytes): the index of a link counts from its opening without a gap, and all messages are counted as one link. */
function missingPieces(transcript) {
  const expected = new Map();
  let count = 0;
  for (const { link, index } of transcript) {
    const name = link.startsWith("mqtt:") ? "mqtt:" : link;
    const next = expected.get(name) ?? 0;
    if (index > 0) count += Math.max(0, index - next);
    expected.set(name, index === 0 ? 1 : Math.max(next, index + 1));
  }
  return count;
}

/** Run and evaluation; a procedure that makes no sense in itself (a unit that is none, for example) is of the wrong form. */
function worked(record, procedure, isCurrent) {
  try {
    const replayed = replay(record, procedure);
    const { run } = replayed;
    const refusal = run && isCurrent ? referenceRefusal(run.plan, record.references) : null;
    const evaluation = run && isCurrent && !refusal ? evaluationOf(run, record.references) : null;
    return { replayed, run, refusal, evaluation, computed: evaluation && evaluationText(evaluation) };
  } catch (error) {
    if (error instanceof Wrong) throw error;
    const wrong = new Wrong("bundle.malformed", "记录包中的规程数据自相矛盾，不能据以计算。请重新导出。", "The procedure in the bundle makes no sense in itself, and nothing can be computed by it. Export it again.");
    wrong.path = "procedure.json: ";
    throw wrong;
  }
}

const listedOrder = (name) => ["record.json", "procedure.json", "evaluation.json"].indexOf(name) + 1 || 9;
const typedInstrument = "typed";

/** The parts as what they say; refused with every problem of form. */
async function loadedBundle(parts) {
  const manifest = Cursor.load(parts.get("manifest.json"), readManifest);
  const record = Cursor.load(parts.get("record.json"), readRecord);
  const procedure = Cursor.load(parts.get("procedure.json"), Procedure.read);
  const numbers = [...parts.keys()].map((name) => certificateParts(name)).filter((found) => found?.[2] === "particulars.json").map((found) => found[1]);
  const certificates = numbers.map((number) => {
    const name = `certificates/${number}/particulars.json`;
    return { number, name, dccName: `certificates/${number}/dcc.xml`, dcc: parts.get(`certificates/${number}/dcc.xml`) ?? null, ...Cursor.load(parts.get(name), readParticulars) };
  });
  const problems = [["manifest.json", manifest], ["record.json", record], ["procedure.json", procedure], ...certificates.map((one) => [one.name, one])].flatMap(([part, one]) => one.problems.map((problem) => ({ part, ...problem })));
  if (problems.length > 0) {
    const said = (language) => problems.slice(0, 5).map(({ part, path, what }) => `${part}: ${path} ${what[language]}`).join("; ");
    const wrong = new Wrong("bundle.malformed", `记录包有 ${problems.length} 处不符合格式，未重新计算：${said("zh")}`, `The bundle has ${problems.length === 1 ? "1 problem" : `${problems.length} problems`} of form and was not recomputed: ${said("en")}`);
    wrong.path = `${problems[0].part}: ${problems[0].path}`;
    throw wrong;
  }
  return { manifest: manifest.value, record: record.value, recordJson: record.json, procedure: procedure.value, procedureJson: procedure.json, certificates: certificates.map((one) => ({ ...one, facts: one.value })) };
}

/** Who vouches for a bundle: {signer, time, isTrusted, findings}. */
async function bundleSigning(parts, manifest, trusted) {
  const [signature, bytes] = [parts.get(signatureName), parts.get("manifest.json")];
  const nobody = (finding) => ({ signer: null, time: null, isTrusted: null, findings: [finding] });
  const finding = (code, zh, en, isBroken = true) => ({ code: `bundle-signature.${code}`, isBroken, text: both(zh, en) });
  if (!signature) {
    if (!manifest.signature?.certificate) {
      const why = manifest.signature?.whyNot ?? manifest.format;
      return nobody(finding("missing", `记录包没有签名（${why}）：内容前后相符与否可以核对，但不能证明由谁导出。`, `The bundle is not signed (${why}): whether it agrees with itself can be checked, but not who exported it.`, Boolean(trusted)));
    }
    return nobody(finding("removed", `清单写明由「${manifest.signature.subject}」签名，但签名被去掉了。请向出具机构索取原件。`, `The manifest says that “${manifest.signature.subject}” signed it, and the signature was taken away. Ask the issuer for the original.`));
  }
  const fault = (code) => nobody({ code: `bundle-signature.${code}`, isBroken: true, text: signatureFaults[code] ?? signatureFaults.unreadable });
  let cms;
  try {
    cms = cmsOf(signature);
  } catch {
    return fault("unreadable");
  }
  const code = await cmsFault(cms, (hash) => digest(bytes, hash), true).catch(() => "unreadable");
  if (code) return fault(code);
  const { certificate } = cms;
  if (!certificate.maySign) return fault("certificate-not-for-signing");
  const time = cms.signer.attributes.has(attributeOf.time) ? timeOf(cms.signer.attributes.get(attributeOf.time)) : null;
  if (time && (time < certificate.from || time > certificate.until)) return fault("certificate-out-of-date");
  const isTrusted = trusted ? trusted.some((one) => same(one, certificate.bytes)) : null;
  const signing = { signer: certificate, time, isTrusted, findings: [] };
  if (manifest.signature?.certificate !== hexOf(await digest(certificate.bytes))) {
    const named = manifest.signature?.subject;
    signing.findings.push(finding("other-key", `清单写明的签名人是「${named ?? "无"}」，签名却由「${certificate.subject}」的另一证书作出。`, `The manifest names “${named ?? "nobody"}” as signer, and the signature was made with another certificate, of “${certificate.subject}”.`));
  } else if (isTrusted === false) {
    signing.findings.push(finding("not-trusted", `记录包的签名人「${certificate.subject}」不是您给出的可信证书（本页不追溯证书链）。`, `The signer of the bundle, “${certificate.subject}”, is not a certificate that you gave (this page follows no chain).`));
  }
  return signing;
}

function pinnedDifferences(pinned, procedure, hash) {
  const pairs = [["hash", hash, pinned.hash], ["designation", procedure.designation, pinned.designation], ["revision", String(procedure.revision), String(pinned.revision)]];
  return pairs.filter(([, expected, found]) => expected !== found).map(([name, expected, found]) => ({ path: `record.procedure.${name}`, expected, found }));
}

/** A reading says its value three times: as text, as number and, when it was typed, by the hash of the text. */
async function textDifferences(record) {
  const differences = [];
  for (const [i, { reading }] of record.observations.entries()) {
    const path = `record.observations[${i}].reading`;
    const said = plainNumber(reading.text);
    if (said && !said.equals(reading.value)) differences.push({ path: `${path}.value`, expected: reading.text, found: reading.value.toString() });
    if (reading.instrument === typedInstrument && reading.rawHash !== hexOf(await digest(bytesOf(reading.text)))) differences.push({ path: `${path}.rawHash`, expected: "the hash of the text typed", found: reading.rawHash });
  }
  return differences;
}

/** Every reading that nobody typed must rest on a message of its instrument that comes no earlier than the one before it, and say what the message says. */
async function decodedAgain(record, sources) {
  const [differences, instruments, messages, reached, links, passed] = [[], new Set(), new Map(), new Map(), new Map(), new Set()];
  const listAt = (map, key) => map.get(key) ?? map.set(key, []).get(key);
  record.transcript.forEach(({ link, index, direction, hex }, position) => listAt(links, link).push({ position, index, isReceived: direction === "received", bytes: hexBytes(hex) }));
  for (const [i, source] of sources.entries()) {
    if (undecodedCodecs.includes(source.codec)) {
      passed.add(source.instrument);
      continue;
    }
    const codec = Object.hasOwn(codecs, source.codec) ? codecs[source.codec] : null;
    if (!codec) {
      differences.push({ path: `record.sources[${i}].codec`, expected: [...Object.keys(codecs), ...undecodedCodecs].join(", "), found: source.codec });
      continue;
    }
    instruments.add(source.instrument);
    const held = { rule: codec.ruleOf?.(source) ?? null, before: [] };
    for (const { position, bytes } of codec.messages(links.get(source.link) ?? [])) {
      const message = { position, bytes, source: { ...source, map: source.map ?? null }, codec, held };
      listAt(messages, JSON.stringify([source.instrument, hexOf(await digest(bytes))])).push(message);
      if (held.rule) held.before.push(message);
    }
  }
  for (const same of messages.values()) same.sort((a, b) => a.position - b.position);
  let [count, undecoded] = [0, 0];
  for (const [i, { event, stage, reading }] of record.observations.entries()) {
    if (reading.instrument === typedInstrument) continue;
    if (passed.has(reading.instrument)) {
      undecoded++;
      continue;
    }
    const path = `record.observations[${i}].reading`;
    const differ = (member, expected, found) => differences.push({ path: `${path}.${member}`, expected, found });
    const same = messages.get(JSON.stringify([reading.instrument, reading.rawHash]));
    // A register at rest says the same bytes again and again; the earliest that can be meant leaves most room for the next.
    const message = same?.find((one) => one.position >= (reached.get(reading.instrument) ?? 0));
    if (!instruments.has(reading.instrument)) differ("instrument", "an instrument of the sources", reading.instrument);
    else if (!same) differ("rawHash", "the hash of bytes of the transcript", reading.rawHash);
    else if (!message) differ("rawHash", "bytes that come after those of the reading before", reading.rawHash);
    else {
      reached.set(reading.instrument, message.position);
      count++;
      const found = differences.length;
      await compareReading(message, reading, differ);
      const stale = differences.length > found ? null : await whyNotTaken(message, { reading, stage, stepBegan: record.events.findLast((one) => one.sequence < event && stepBoundaries.includes(one.kind))?.at });
      if (stale !== null) differ("rawHash", "a message of this step", stale);
    }
  }
  differences.push(...apartFromTheirClock(record));
  return { count, undecoded, differences };
}

/** Events after which a step, or an attempt of it, begins. */
const stepBoundaries = ["Begun", "Accepted", "RepeatRequested", "Skipped", "TakenBack", "Interrupted"];

/** What an instrument signs at a time of its own may be of another step (Metrology.Core/Records/IStepRule). */
async function whyNotTaken({ position, bytes, held: { rule, before } }, taken) {
  if (!rule) return null;
  while (before.length > 0 && before[0].position < position) await rule.passed(before.shift().bytes);
  return rule.whyNotTaken(bytes, taken);
}

const isReferenceClock = ({ role, subject, reading }) => role === "reference" && subject === "clock" && reading.measurand === clockMeasurand;

/** An offset by a reference clock carries the instant of that clock at which it came: by the station's, shortly after the comparison of the two (Metrology.Core/Records/TranscriptCheck). */
function apartFromTheirClock(record) {
  const [longest, largest] = [Decimal.of(60), Decimal.of(10_000_000_000)];
  return record.observations.flatMap(({ event, role, reading }, i) => {
    const clock = role === "unit-under-test" && reading.measurand === clockMeasurand && record.observations.find((other) => other.event === event && isReferenceClock(other))?.reading;
    if (!clock) return [];
    const isKnown = clock.value.magnitude().compare(largest) <= 0;
    const apart = isKnown ? new Decimal(reading.receivedAt.ticks - clock.receivedAt.ticks, 7).plus(clock.value) : clock.value;
    if (isKnown && apart.sign >= 0 && apart.compare(longest) <= 0) return [];
    return [{ path: `record.observations[${i}].reading.receivedAt`, expected: "0 s to 60 s after the comparison with the reference clock", found: `${apart} s` }];
  });
}

async function compareReading({ codec, source, bytes }, claimed, differ) {
  let said;
  try {
    said = await codec.decode(source, bytes, claimed);
  } catch (error) {
    if (!(error instanceof NoReading) && !(error instanceof Overflow)) throw error;
    differ("rawHash", `bytes that say ${claimed.measurand}`, error.message);
    return;
  }
  const isSame = said.slack ? said.value.minus(claimed.value).magnitude().compare(said.slack) <= 0 : said.value.equals(claimed.value);
  if (!said.slack && said.text !== claimed.text) differ("text", said.text, claimed.text);
  else if (!isSame) differ("value", `${said.value}${said.slack ? ` ± ${said.slack}` : ""}`, claimed.value.toString());
  else if (said.unit !== claimed.unit) differ("unit", said.unit, claimed.unit);
  else if (!said.resolution.equals(claimed.resolution)) differ("resolution", said.resolution.toString(), claimed.resolution.toString());
  else if (said.deviceTime?.ticks !== claimed.deviceTime?.ticks) differ("deviceTime", said.deviceTime?.text ?? null, claimed.deviceTime?.text ?? null);
}

/** The run folded again from its events; observations that do not come out of the fold as they stand are named. */
function replay(record, procedure) {
  const differences = [];
  const differ = (path, expected, found) => differences.push({ path, expected, found });
  let run;
  try {
    run = new Run(new RunPlan(procedure, record.nameplate, record.kind));
  } catch (error) {
    if (!(error instanceof RunRefusal)) throw error;
    differ("record.nameplate", "a nameplate that the procedure can plan", error.message);
    return { run: null, differences };
  }
  if (record.events.length > 10_000) differ("record.events", "at most 10000", String(record.events.length));
  if (record.observations.length > 20_000) differ("record.observations", "at most 20000", String(record.observations.length));
  record.references.forEach((one, i) => {
    if (!procedure.unit(one.unit)) differ(`record.references[${i}].unit`, "a known unit", one.unit);
    if (one.coverageFactor.sign <= 0) differ(`record.references[${i}].coverageFactor`, "a positive number", one.coverageFactor.toString());
  });
  if (differences.length > 0) return { run: null, differences };
  const readings = new Map();
  for (const { event, role, subject, reading } of record.observations) (readings.get(event) ?? readings.set(event, []).get(event)).push({ role, subject, reading });
  for (const [i, event] of record.events.entries()) {
    const path = `record.events[${i}]`;
    if (event.sequence !== i + 1) differ(`${path}.sequence`, String(i + 1), String(event.sequence));
    if (!isEvent(event)) {
      differ(`${path}.kind`, "an event of a run", event.kind);
      return { run: null, differences };
    }
    try {
      run.advance(event, readings.get(event.sequence) ?? []);
    } catch (error) {
      if (!(error instanceof RunRefusal)) throw error;
      differ(path, "an event that was possible", error.message);
      return { run: null, differences };
    }
  }
  compareObservations(run.observations, record.observations, differ);
  return { run, differences };
}

/** Each kind with what it cannot do without. */
/** Item, point and number of the repeat, as they are written (StepKey). */
const isStepKey = (text) => /^[^/]*\/[^/]*\/(0|[1-9][0-9]{0,9})$/.test(text ?? "") && Number(text.slice(text.lastIndexOf("/") + 1)) <= 2147483647;

function isEvent({ kind, stage, text, code }) {
  switch (kind) {
    case "Begun": case "Accepted": case "Paused": case "Resumed": return true;
    case "Observed": return stage !== null;
    case "RepeatRequested": case "Skipped": case "Aborted": case "Commented": return text !== null;
    case "TakenBack": return text !== null && isStepKey(code);
    default: return kind === "Interrupted" && text !== null && code !== null;
  }
}

function compareObservations(folded, found, differ) {
  for (let i = 0; i < Math.max(folded.length, found.length); i++) {
    const path = `record.observations[${i}]`;
    const [expected, stands] = [folded[i], found[i]];
    if (!expected || !stands) {
      differ(path, expected ? "an observation" : null, expected ? null : "an observation of no event");
      continue;
    }
    const step = (one) => `${one.item}/${one.point}/${one.repeat}`;
    const pairs = [["sequence"], ["step", step(expected.step), step(stands.step)], ["attempt"], ["stage"], ["role"], ["subject"], ["reading"], ["supersedes"], ["reason"]];
    for (const [name, own = expected[name], other = stands[name]] of pairs)
      if (name === "reading" ? JSON.stringify(writtenReading(own)) !== JSON.stringify(writtenReading(other)) : own !== other) differ(`${path}.${name}`, name === "reading" ? own.text : String(own), name === "reading" ? other.text : String(other));
  }
}

/** Readings are compared as values: 1.0 is 1.00, and an instant is one in every zone. */
const writtenReading = (reading) => Object.entries(reading).map(([name, value]) => [name, value instanceof Decimal ? value.withoutTrailingZeros().toString() : value?.ticks !== undefined ? String(value.ticks) : value]);

function evaluationDifferences(computed, exported, inRecord) {
  const expected = jsonOf(bytesOf(computed)).value;
  const differences = leafDifferences(expected, inRecord, "record.evaluation");
  if (same(bytesOf(computed), exported)) return differences;
  const before = differences.length;
  try {
    const found = jsonOf(exported);
    if (found.twice.length === 0) differences.push(...leafDifferences(expected, found.value, "evaluation"));
  } catch {
    // No JSON: named below as a whole.
  }
  if (differences.length === before) differences.push({ path: "evaluation.json", expected: "the canonical bytes", found: "other bytes" });
  return differences;
}
