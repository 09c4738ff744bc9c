// A bundle alone, or with the PDF that was issued of it → lines (Metrology.Verify/RecomputeCommand, Checking/BundleCheck).
const resultsIn = (items, has) => items.reduce((sum, item) => sum + item.points.filter(has).length, 0);

/** What was done, so that nobody takes one thing for another. */
function doneLines({ record, evaluation, decoded, undecoded, typed, isCurrent, run, certificates }, { good, open }) {
  if (decoded === null) open(both(`记录格式 ${record.format} 未说明字节的解码方式：没有读数由原始字节重新解码；人工录入 ${typed} 个。`, `Format ${record.format} does not say how bytes are decoded: no reading was decoded again from its bytes; ${typed} typed by a person.`));
  else if (undecoded > 0) open(both(`读数：由原始字节重新解码 ${decoded} 个，人工录入 ${typed} 个；${undecoded} 个的协议本页不能解码，请用 metrology-verify recompute。`, `Readings: ${decoded} decoded again from bytes, ${typed} typed by a person; ${undecoded} speak a protocol that this page does not decode: use metrology-verify recompute.`));
  else good(both(`读数：由原始字节重新解码 ${decoded} 个，人工录入 ${typed} 个。`, `Readings: ${decoded} decoded again from bytes, ${typed} typed by a person.`));
  if (evaluation) {
    const [results, uncertainties] = [resultsIn(evaluation.items, (point) => point.result !== null), resultsIn(evaluation.items, (point) => point.budget !== null)];
    good(both(`重新计算：结果 ${results} 个，测量不确定度 ${uncertainties} 个，结论 ${evaluation.verdict}。`, `Computed again: ${results} results, ${uncertainties} uncertainties; verdict ${evaluation.verdict}.`));
  }
  if (!isCurrent && run) open(both(`未计算：格式 ${record.format} 的记录以较早的方式评定，本页没有计算其结果、不确定度和证书。请用 metrology-verify recompute。`,
    `Not computed: records of the form ${record.format} are evaluated as they were then; results, uncertainties and certificates were not computed by this page. Use metrology-verify recompute.`));
  if (evaluation) {
    const written = certificates.filter((one) => one.dcc !== null).map((one) => one.number).join(", ");
    if (written) good(both(`数字校准证书 ${written}：逐项与重新计算的结果和证书事项核对。`, `Digital certificate ${written}: compared item by item with the results computed again and the particulars.`));
    open(both("未核对：数字校准证书没有逐字节重写（metrology-verify recompute 会），规程数据的内容是否自洽，签名人的证书链。", "Not checked: the digital certificate was not written again byte for byte (metrology-verify recompute does), whether the procedure data makes sense in itself, the chain of the signer's certificate."));
  }
}

function signingLines({ signer, time, isTrusted, findings }, { good, open, broken }) {
  for (const { code, isBroken, text } of findings) (isBroken ? broken : (_, said) => open(said))(code, text);
  if (!signer || findings.length > 0) return;
  const at = time?.toISOString() ?? "—";
  good(both(`记录包的签名成立：${signer.subject}，声称的时间 ${at}`, `The signature of the bundle holds: ${signer.subject}, claimed time ${at}`));
  if (isTrusted) good(both("签名人是您给出的证书。", "The signer is the certificate that you gave."));
  else open(both("签名人是否可信未核对：请放入机构的证书文件（PEM）。", "Whether to believe the signer was not checked: drop the certificate of the institution (PEM)."));
}

/** An institution may have a new key since; a reader must not overlook it all the same. */
async function otherSignerLines({ signing, certificates }, { open }) {
  for (const { dcc, dccName } of signing.signer ? certificates.filter((one) => one.dcc !== null) : []) {
    const found = await Promise.resolve().then(() => xadesOf(xmlOf(dcc))).catch(() => null);
    if (found?.signer && !found.fault && !same(found.signer.bytes, signing.signer.bytes))
      open(both(`${dccName} 由「${found.signer.subject}」签名，记录包由「${signing.signer.subject}」的另一证书签名。请确认两者是同一机构。`, `${dccName} is signed by “${found.signer.subject}” and the bundle with another certificate, of “${signing.signer.subject}”. Make sure that both are the institution.`));
  }
}

const differenceText = ({ path, expected, found }) => both(`${path}：应为 ${expected ?? "无"}，实为 ${found ?? "无"}`, `${path}: expected ${expected ?? "nothing"}, found ${found ?? "nothing"}`);

/** The bundle alone: what metrology-verify recompute says. */
async function checkBundle({ bundle, trusted }) {
  const facts = await linesOf(async (facts, report) => {
    const reading = await recomputed(bundle, trusted ?? null);
    facts.title = `${reading.record.number}  ${reading.procedure.designation}`;
    facts.isVouched = reading.signing.signer !== null && reading.signing.findings.length === 0;
    facts.isPartial = !reading.isCurrent || reading.undecoded > 0;
    signingLines(reading.signing, report);
    for (const one of reading.differences.slice(0, 50)) report.broken("bundle.differs", differenceText(one), one.path);
    if (reading.differences.length > 50) report.broken("bundle.differs", both(`还有 ${reading.differences.length - 50} 处`, `${reading.differences.length - 50} places more`));
    await otherSignerLines(reading, report);
    doneLines(reading, report);
  });
  return { ...facts, kind: "bundle", hash: hexOf(await digest(bundle)) };
}

async function linesOf(check) {
  const facts = { lines: [], dcc: null, isVouched: false };
  const add = (state) => (text) => facts.lines.push({ state, text });
  const broken = (code, text, path = "") => facts.lines.push({ state: "broken", code, text, path });
  try {
    await check(facts, { good: add("good"), open: add("open"), broken });
  } catch (error) {
    broken(error.code ?? "bundle.unreadable", error.text ?? both("记录包无法读取。", "The bundle cannot be read."), error.path);
  }
  facts.broken = facts.lines.find((line) => line.state === "broken") ?? null;
  return facts;
}

/** The bundle speaks of this very file. */
async function checkBundleOf({ document, dcc, bytes }, bundle, trusted, hash, report) {
  let reading;
  try {
    reading = await recomputed(bundle, trusted ?? null);
  } catch (error) {
    report.broken(error.code ?? "bundle.unreadable", error.text ?? both("记录包无法读取。", "The bundle cannot be read."), error.path);
    return;
  }
  const { record, procedure, evaluation } = reading;
  signingLines(reading.signing, report);
  await otherSignerLines(reading, report);
  const method = dcc.methods.find((one) => one.id === "procedure")?.references[0];
  for (const [where, ofRecord, ofCertificate] of [["procedure", `sha256:${procedure.hash}`, method], ["serial-number", record.unit.serialNumber, dcc.items[0].serial], ["work-date", record.workDate, dcc.ended]])
    if (ofRecord !== ofCertificate) report.broken("bundle.other-record", both(`记录包不属于这份证书：${where} 记录为「${ofRecord}」，证书为「${ofCertificate}」。`, `The record is not that of the certificate: ${where} is “${ofRecord}” in the record and “${ofCertificate}” on the certificate.`), where);
  for (const one of reading.differences.slice(0, 5)) report.broken("bundle.differs", differenceText(one), one.path);
  if (evaluation) for (const one of valueDifferences(reading, dcc)) report.broken("bundle.value", both(`${one.path}：重新计算为 ${one.expected ?? "无"}，证书为 ${one.found ?? "无"}`, `${one.path}: computed ${one.expected ?? "nothing"}, certificate ${one.found ?? "nothing"}`), one.path);
  const own = reading.certificates.find((one) => one.number === dcc.number);
  if (!own && reading.certificates.length === 0) report.open(both("记录包导出时还没有出具证书：重新计算了结果，没有核对证书事项。", "The bundle was exported before a certificate was issued: results were computed again, and no particulars were compared."));
  else if (!own) report.broken("bundle.other-record", both(`记录包中没有证书 ${dcc.number}。`, `The bundle holds no certificate ${dcc.number}.`), "number");
  else {
    if (!own.dcc || !same(own.dcc, bytes)) report.broken("bundle.other-dcc", both("文件中的数字校准证书不是记录包中的那一份。", "The digital certificate in the file is not the one in the bundle."), own.dccName);
    if (own.facts.pdf !== hash) report.broken("bundle.other-file", both(`出具的文件 SHA-256 为 ${own.facts.pdf}，手中文件为 ${hash}。`, `The file that was issued has SHA-256 ${own.facts.pdf}, this one ${hash}.`), own.name);
  }
  doneLines(reading, report);
}

/** Numbers and verdicts of the certificate at hand against those computed. A template may leave out single measurements, the mean or U. */
function valueDifferences({ record, run, evaluation, procedure }, dcc) {
  const judges = dcc.conformities.some((one) => one.reference !== null && !one.reference.endsWith("/conforms"));
  const terms = record.calibration ?? (procedure.isVerification ? undefined : { statesConformity: judges });
  const paper = new ExpectedCertificate(run.plan, evaluation, { calibration: terms, template: null });
  const computed = new PathValues(paper.numbers);
  paper.addVerdicts((path, text) => computed.add(path, text.zh));
  const isOfRecord = (path) => path.startsWith("results/") || path.startsWith("conditions/");
  const written = new Map([...dccValues(dcc, "zh")].filter(([path]) => isOfRecord(path)));
  const mayMiss = (path) => /\/(mean|uncertainty|uncertainty\/k|uncertainty\/p)$/.test(path) || /^results\/[^/]+\/[^/]+\/\d+\//.test(path);
  const paths = new Set([...computed.keys(), ...written.keys()].filter((path) => isOfRecord(path) && (written.has(path) || !mayMiss(path))));
  return [...paths].filter((path) => squeezed(computed.get(path) ?? "\u0001") !== squeezed(written.get(path) ?? "\u0001")).map((path) => ({ path, expected: computed.get(path) ?? null, found: written.get(path) ?? null }));
}
