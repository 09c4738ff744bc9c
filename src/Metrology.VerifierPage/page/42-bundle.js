// A bundle alone, or with the PDF that was issued of it → lines (Metrology.Verify/RecomputeCommand, Checking/BundleCheck).
const resultsIn = (items, has) => items.reduce((sum, item) => sum + item.points.filter(has).length, 0);

const runVerdicts = { ...Object.fromEntries([["pass", "pass"], ["conditional-pass", "conditionalPass"], ["fail", "fail"], ["not-set", "none"]].map(([verdict, name]) => [verdict, product.verdicts[name].zh])), indeterminate: "待定", aborted: "中止", error: "错误" };

/** What was done, so that nobody takes one thing for another. */
function doneLines({ record, procedure, evaluation, decoded, undecoded, missing, typed, isCurrent, run, certificates, differences }, { good, open }) {
  if (decoded === null) open(both(`记录格式 ${record.format} 未说明字节的解码方式：没有读数由原始字节重新解码；人工录入 ${typed} 个。`, `Format ${record.format} does not say how bytes are decoded: no reading was decoded again from its bytes; ${typed} typed by a person.`));
  else good(both(`读数：由原始字节重新解码 ${decoded} 个，人工录入 ${typed} 个。`, `Readings: ${decoded} decoded again from bytes, ${typed} typed by a person.`));
  if (undecoded > 0) open(both(`未解码：${undecoded} 个读数来自按映射绑定的设备，本页不解释其消息。请用 metrology-verify recompute。`, `Not decoded: ${undecoded} readings are of devices bound by a mapping, whose messages this page does not read. Use metrology-verify recompute.`));
  if (missing > 0) open(both(`通信记录缺 ${missing} 段，没有读数以它们为据。`, `The transcript lacks ${missing} pieces, on which no reading rests.`));
  if (evaluation) {
    const [results, uncertainties] = [resultsIn(evaluation.items, (point) => point.result !== null), resultsIn(evaluation.items, (point) => point.budget !== null)];
    good(both(`重新计算：结果 ${results} 个，测量不确定度 ${uncertainties} 个，结论：${runVerdicts[evaluation.verdict]}。`, `Computed again: ${results} results, ${uncertainties} uncertainties; verdict ${evaluation.verdict}.`));
  }
  if (!isCurrent && run) open(both(`未计算：格式 ${record.format} 的记录以较早的方式评定，本页没有计算其结果、不确定度和证书。请用 metrology-verify recompute。`,
    `Not computed: records of the form ${record.format} are evaluated as they were then; results, uncertainties and certificates were not computed by this page. Use metrology-verify recompute.`));
  if (!shippedProcedures.includes(procedure.hash)) open(both("提示：记录包中的规程数据不是本程序附带的版本。", "Note: the procedure file in the bundle is not one that comes with this program."));
  if (evaluation) {
    const same = certificates.filter((one) => one.dcc !== null && !differences.some(({ path }) => path.startsWith(`certificates/${one.number}/`))).map((one) => one.number).join(", ");
    if (same) good(both(`数字校准证书 ${same}：由记录重新写出，逐字节相同（签名除外，签名已核对）。`, `Digital certificate ${same}: written again byte for byte (its signature was checked instead).`));
    open(both("未核对：规程数据的内容是否自洽，签名人的证书链。", "Not checked: whether the procedure data makes sense in itself, the chain of the signer's certificate."));
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

/** What stands for a value in a difference, and what Chinese readers read there. */
const differenceWords = {
  "a signature of the record": "记录中的一个签名", "particulars of a certificate that follows from the results": "由结果得出的证书事项", "a digital certificate": "数字校准证书", "a signature that holds": "成立的签名", "the bytes that follow from the record": "由记录得出的字节",
  "other bytes": "其他字节", "a value": "某个值", "another value": "另一个值", "the hash of the text typed": "录入文字的散列值", "an instrument of the sources": "来源中列出的仪器", "the hash of bytes of the transcript": "通信记录中字节的散列值",
  "bytes that come after those of the reading before": "在前一读数的字节之后的字节", "a nameplate that the procedure can plan": "规程可以据以编排的铭牌", "a known unit": "已知的单位", "a positive number": "正数", "an event of a run": "检定过程的一个事件",
  "an event that was possible": "当时可能发生的事件", "an observation": "一条观测", "an observation of no event": "不属于任何事件的观测", "references as the procedure asks for them": "符合规程要求的标准器", "the canonical bytes": "规范形式的字节",
};
/** These are explained in English, by the program too. */
const explained = ["an event that was possible", "a nameplate that the procedure can plan", "references as the procedure asks for them", "a signature that holds"];

function differenceText({ path, expected, found }) {
  const zh = (text) => text === null ? "无" : Object.hasOwn(differenceWords, text) ? differenceWords[text] : text.startsWith("bytes that say ") ? `表示 ${text.slice(15)} 的字节` : text.startsWith("at most ") ? `不超过 ${text.slice(8)}` : text.replace(/^SHA-256 /, "SHA-256 ").replace(", edition ", "，版次 ");
  const isExplained = explained.includes(expected);
  return both(`${path}：应为${Object.hasOwn(differenceWords, expected) ? "" : " "}${zh(expected)}，实为${isExplained ? "不符合的内容" : Object.hasOwn(differenceWords, found) ? zh(found) : ` ${zh(found)}`}`, `${path}: expected ${expected ?? "nothing"}, found ${found ?? "nothing"}`);
}

const recordParts = { procedure: both("规程", "procedure"), "serial-number": both("出厂编号", "serial number"), "work-date": both("检定日期", "day of the work") };

/** The bundle alone: what metrology-verify recompute says. */
async function checkBundle({ bundle, trusted, key, proof }) {
  const facts = await linesOf(async (facts, report) => {
    const reading = await recomputed(bundle, trusted ?? null);
    facts.title = `${reading.record.number}  ${reading.procedure.designation}`;
    facts.isVouched = reading.signing.signer !== null && reading.signing.findings.length === 0;
    facts.isPartial = !reading.isCurrent || reading.undecoded > 0;
    facts.marks = [reading.record.isSimulated && both("模拟", "SIMULATED"), reading.record.isDemonstration && both("示例", "EXAMPLE")].filter(Boolean);
    signingLines(reading.signing, report);
    for (const one of reading.differences) report.broken("bundle.differs", differenceText(one), one.path);
    await otherSignerLines(reading, report);
    doneLines(reading, report);
  });
  if (key !== undefined || proof !== undefined) facts.lines.push({ state: "open", text: both("没有使用台账公钥和台账证明：它们属于出具的 PDF，请把 PDF 一起放入。", "Neither key nor proof of the ledger was used: they are of the PDF that was issued; give it together with them.") });
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
async function checkBundleOf({ dcc, bytes }, bundle, trusted, facts, report) {
  let reading;
  try {
    reading = await recomputed(bundle, trusted ?? null);
  } catch (error) {
    report.broken(error.code ?? "bundle.unreadable", error.text ?? both("记录包无法读取。", "The bundle cannot be read."), error.path);
    return;
  }
  const { record, procedure, evaluation } = reading;
  facts.isRecomputed = evaluation !== null;
  facts.isPartial = !reading.isCurrent || reading.undecoded > 0;
  signingLines(reading.signing, report);
  await otherSignerLines(reading, report);
  const method = dcc.methods.find((one) => one.id === "procedure")?.references[0];
  for (const [where, ofRecord, ofCertificate] of [["procedure", `sha256:${procedure.hash}`, method], ["serial-number", record.unit.serialNumber, dcc.items[0].serial], ["work-date", record.workDate, dcc.ended]])
    if (ofRecord !== ofCertificate) report.broken("bundle.other-record", both(`记录包不属于这份证书：${recordParts[where].zh}在记录中为「${ofRecord}」，证书为「${ofCertificate}」。`, `The record is not that of the certificate: ${recordParts[where].en} is “${ofRecord}” in the record and “${ofCertificate}” on the certificate.`), where);
  for (const one of reading.differences.slice(0, 5)) report.broken("bundle.differs", differenceText(one), one.path);
  if (evaluation) for (const one of valueDifferences(reading, dcc)) report.broken("bundle.value", both(`${one.path}：重新计算为 ${one.expected ?? "无"}，证书为 ${one.found ?? "无"}`, `${one.path}: computed ${one.expected ?? "nothing"}, certificate ${one.found ?? "nothing"}`), one.path);
  const own = reading.certificates.find((one) => one.number === dcc.number);
  if (!own && reading.certificates.length === 0) report.open(both("记录包导出时还没有出具证书：重新计算了结果，没有核对证书事项。", "The bundle was exported before a certificate was issued: results were computed again, and no particulars were compared."));
  else if (!own) report.broken("bundle.other-record", both(`记录包中没有证书 ${dcc.number}。`, `The bundle holds no certificate ${dcc.number}.`), "number");
  else {
    if (!own.dcc || !same(own.dcc, bytes)) report.broken("bundle.other-dcc", both("文件中的数字校准证书不是记录包中的那一份。", "The digital certificate in the file is not the one in the bundle."), own.dccName);
    if (own.facts.pdf !== facts.hash) report.broken("bundle.other-file", both(`出具的文件 SHA-256 为 ${own.facts.pdf}，手中文件为 ${facts.hash}。`, `The file that was issued has SHA-256 ${own.facts.pdf}, this one ${facts.hash}.`), own.name);
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
