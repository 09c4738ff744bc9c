// Everything that was dropped → lines that hold, are broken, or were not checked here, in the order and with the codes of metrology-verify check.
const signatureFaults = {
  "range-wrong": both("签名没有覆盖它声明的整个文件。", "The signature does not cover the file that it claims."),
  "kind-unknown": both("签名的种类不受支持。", "The kind of the signature is not supported."),
  unreadable: both("签名的结构无法读取。", "The signature cannot be read."),
  "algorithm-unknown": both("签名的算法或密钥不受支持或过弱（支持 2048 位以上的 RSA 和 P-256、P-384、P-521 上的 ECDSA）。", "The algorithm or the key of the signature is not supported, or too weak (RSA of 2048 bits or more, and ECDSA on P-256, P-384 and P-521 are)."),
  "certificate-missing": both("签名不带签名人的证书。", "The signature carries no certificate of its signer."),
  "attributes-wrong": both("签名的属性缺失或属于别的内容。", "The attributes of the signature are missing, or of other content."),
  "content-changed": both("文件在签名之后被改动。", "The file was changed after it was signed."),
  "value-wrong": both("签名不是用所附证书的密钥作出的。", "The signature was not made with the key of its certificate."),
  "certificate-not-named": both("签名没有指明签名人的证书。", "The signature does not name the certificate of its signer."),
  "certificate-not-for-signing": both("签名证书不能用于签名。", "The certificate is not for signing."),
  "certificate-out-of-date": both("签名时签名证书不在有效期内。", "The certificate was not valid at the time of signing."),
};

async function check({ pdf: bytes, proof, bundle, key, trusted }) {
  const lines = [];
  const good = (text) => lines.push({ state: "good", text });
  const open = (text) => lines.push({ state: "open", text });
  const broken = (code, text, path = "") => lines.push({ state: "broken", code, text, path });
  const facts = { lines, dcc: null, isVouched: false, hash: hexOf(await digest(bytes)) };
  let signer = null;
  try {
    const pdf = await PdfFile.open(bytes);
    const catalog = await pdf.dictionary(pdf.trailer.get("Root"));
    if (!isName(catalog?.get("Type"), "Catalog")) throw unreadable("no catalogue");
    const signatures = await signaturesOf(pdf, catalog);
    facts.isVouched = signatures.length > 0;
    signer = await checkSignatures(signatures, trusted, { good, open, broken });
    const document = await checkDcc(await attachmentsOf(pdf, catalog), signer, facts, { good, open, broken });
    // Whoever is trusted and signed every byte answers for words that are not known here.
    const isTrusted = Boolean(trusted) && signatures.length > 0 && signatures.at(-1).isLast && signatures.every((one) => one.faults.length === 0 && trusted.some((other) => same(other, one.certificate.bytes)));
    await checkPages(pdf, catalog, document, isTrusted, facts, { good, open, broken });
    if (bundle && document) await checkBundleOf(document, bundle, trusted, facts, { good, open, broken });
  } catch (error) {
    broken(error.code ?? "pdf.unreadable", error.text ?? both("文件无法读取。", "The file cannot be read."));
  }
  await checkLedger(facts, { proof, bundle, key }, { good, open, broken });
  if (!bundle) open(both("没有记录包（.zip）：没有由记录重新计算结果。", "No record bundle (.zip): the results were not computed again from the record."));
  open(both("本页不核对：时间戳、证书链、两个签名之间添加的内容、字形是否与文字相符、图片的内容、哪一列读数是参考值、撤销。是否已撤销请在签发机构的查询页查询。", "Not checked by this page: time stamps, chains of certificates, what was appended between two signatures, whether glyphs are drawn as their text says, what pictures show, which column of readings is the reference, withdrawals. For withdrawals use the check page of the institution."));
  facts.broken = lines.find((line) => line.state === "broken") ?? null;
  return facts;
}

async function checkSignatures(signatures, trusted, { good, open, broken }) {
  if (signatures.length === 0) {
    if (trusted) broken("signature.missing", both("文件没有签名。", "The file is not signed."));
    else open(both("文件没有签名：不能证明由谁签发。", "The file is not signed: nothing shows who issued it."));
  }
  for (const signature of signatures) {
    for (const fault of signature.faults) broken(`signature.${fault}`, signatureFaults[fault]);
    const { subject, bytes } = signature.certificate ?? { subject: "—", bytes: new Uint8Array() };
    if (signature.faults.length === 0) {
      const print = hexOf(await digest(bytes));
      good(both(`页面的签名成立：${subject}，声称的时间 ${signature.time?.toISOString() ?? "—"}，签名证书的 SHA-256 ${print}`, `The signature of the pages holds: ${subject}, claimed time ${signature.time?.toISOString() ?? "—"}, SHA-256 of its certificate ${print}`));
      if (!trusted) open(both("签名人是否可信未核对：请把上面的 SHA-256 与机构公布的比较，或放入机构的证书文件（PEM）。", "Whether to believe the signer was not checked: compare the SHA-256 with the one that the institution published, or drop its certificate (PEM)."));
    }
    if (signature.hasStamp) open(both("签名带有时间戳，本页不核对它。", "The signature carries a time stamp, which this page does not check."));
    if (!signature.isLast && signature.faults.length === 0) open(both("这个签名之后文件还有内容，本页不能判断它们是否改动了文件。请用 metrology-verify check。", "Something was appended after this signature, and this page cannot tell whether it changes the file. Use metrology-verify check."));
  }
  const last = signatures.at(-1);
  if (last && !last.isLast) broken("signature.changed-later", both("最后一个签名之后文件又被添加了内容。", "Something was appended after the last signature."));
  if (last && trusted) {
    const strangers = signatures.filter((signature) => signature.faults.length === 0 && !trusted.some((one) => same(one, signature.certificate.bytes)));
    if (strangers.length > 0) broken("signature.not-trusted", both("有签名人不是您给出的证书（本页不追溯证书链）。", "A signer is not one of the certificates that you gave (this page follows no chain)."));
    else good(both("签名人是您给出的证书。", "The signer is the certificate that you gave."));
  }
  // The institution signs pages and XML; a seal service comes after it.
  return signatures[0]?.certificate ?? null;
}

async function checkDcc(attachments, signer, facts, { good, open, broken }) {
  const found = attachments.filter((one) => one.name === "dcc.xml");
  if (attachments.length === 0) return broken("dcc.missing", both("文件没有附带数字校准证书（DCC）。", "The file carries no digital certificate (DCC)."));
  if (found.length !== 1 || attachments.length !== 1) broken("dcc.other-attachments", both("附件不是恰好一个 dcc.xml。", "The attachments are not exactly one dcc.xml."));
  if (found.length === 0) return;
  if (found[0].relationship !== "Alternative" || !Object.values(product.dccFile).includes(found[0].description)) broken("dcc.relationship", both("附件没有说明它是页面的另一种形式（AFRelationship、说明文字）。", "The attachment does not say that it is the pages in another form (AFRelationship, description)."));
  const bytes = await found[0].content();
  const document = xmlOf(bytes);
  const signature = await xadesOf(document);
  if (signature.fault === "unsupported") broken("dcc-signature.unknown-algorithm", both("DCC 的签名是本页不核对的种类。", "The signature of the DCC is of a kind that this page does not check."));
  else if (signature.fault === "missing") signer ? broken("dcc-signature.missing", both("页面已签名，而 DCC 没有签名。", "The pages are signed and the DCC is not.")) : open(both("DCC 没有签名。", "The DCC is not signed."));
  else if (signature.fault) broken(`dcc-signature.${signature.fault}`, both("DCC 的签名不成立：内容在签名之后被改动，或签名不完整。", "The signature of the DCC does not hold: it was changed after it was signed, or the signature is not whole."));
  else if (!signer || !same(signer.bytes, signature.signer.bytes)) broken("signature.different-signers", both("页面和数字校准证书不是同一人签名。", "The pages and the digital certificate are not signed by the same."));
  else good(both("DCC 的签名成立，与页面为同一签名人。", "The signature of the DCC holds and is by the same signer."));
  const dcc = Reading.read(document);
  facts.dcc = { ...viewOf(dcc), number: dcc.number };
  for (const { code, isBroken, text } of lintOf(dcc)) (isBroken ? broken : (_, one) => open(one))(code, text);
  good(both(`DCC 可读：${facts.dcc.values.length} 个数，全部列在下面。`, `The DCC is readable: ${facts.dcc.values.length} numbers, all listed below.`));
  return { document, dcc, bytes };
}

/** Everything that the pages show against the DCC, and the DCC against what the pages show. */
async function checkPages(pdf, catalog, read, isTrusted, facts, { good, open, broken }) {
  const pages = await pagesOf(pdf, catalog);
  const fonts = new Map();
  for (const page of pages) {
    page.content = await PageContent.of(pdf, page, fonts);
    const box = await Promise.all((await pdf.items(page.dictionary.get("MediaBox"))).map((corner) => pdf.get(corner)));
    const [left, bottom, right, top] = box.length === 4 && box.every((corner) => typeof corner === "number") ? box : [0, 0, 0, 0];
    page.box = { left, bottom, right, top };
  }
  const structure = await Structure.of(pdf, catalog, pages);
  const texts = factsOf(structure);
  const number = texts.find(({ id }) => id === "cover/number")?.text ?? null;
  const { document, dcc } = read ?? {};
  const report = (findings, said) => {
    for (const { code, text } of findings.slice(0, 10)) broken(code, text);
    if (findings.length === 0) good(said);
  };
  if (dcc && number === null) broken("page.not-tagged", both("页面没有标出各个值，不能逐值核对。", "The pages do not say what they show, so no value can be compared."));
  else if (dcc && number !== dcc.number) broken("dcc.other-certificate", both(`数字校准证书属于另一份证书：页面编号 ${number}，DCC 编号 ${dcc.number}。`, `The digital certificate is of another paper: the page says ${number}, the DCC ${dcc.number}.`));
  else if (dcc) {
    const language = /^en/i.test((await pdf.text(catalog.get("Lang"))) ?? "") ? "en" : "zh";
    report(parityOf(texts, language, dcc), both(`页面与 DCC 的 ${texts.length} 项相同。`, `${texts.length} texts of pages and DCC agree.`));
    checkWords({ document, dcc }, textsOf(structure), language, isTrusted, { open, broken }, report);
  }
  const plots = dcc && number === dcc.number && kindOf(dcc) ? plotsOf(dcc) : [];
  const { findings, shapes, elements } = comparePlots(structure, pages, plots);
  report(strayOf(structure, pages.length, number, dcc), both("页面在证书内容之外没有别的文字。", "The pages show no other text than the certificate's."));
  if (plots.length > 0) report(findings, both("误差图的每条线、每个点和每个数都由结果得出。", "Every line, dot and number of the plots of errors follows from the results."));
  report(shapesOf(pages, shapes), both("没有被隐藏、过小、过浅或被遮盖的文字，没有多余的图形。", "No text is hidden, too small, too light or covered, and there are no foreign shapes."));
  report(movedOf(structure, elements), both("每项文字都在它应在的位置。", "Every text stands where it is read."));
  if (number !== null) report(barsOf(pages, number), both("没有别的编号的条形码。", "There is no bar code of another number."));
  const parts = (await new Parts(pdf).find(catalog, pages)).slice(0, 5);
  report(parts.map(({ code, name, page }) => ({ code, text: both(`${page ? `第 ${page} 页` : "文件"}含有证书里没有的部分：${name}。`, `${page ? `Page ${page}` : "The file"} has a part that no certificate has: ${name}.`) })), both("文件没有批注、动作、脚本、图层和签名以外的表单域。", "The file has no annotations, actions, scripts, layers, or fields but signatures."));
  if (dcc && number === dcc.number && kindOf(dcc)) {
    report(await namesOf(pdf, catalog, pages, structure, dcc), both("标题、大纲和替代文字与页面相符。", "Title, outline and alternative texts are those of the pages."));
    report(codesOf(pages, dcc), both("二维码就是证书的核查地址，属于本编号和校验码。", "The QR code is the address of the certificate, and of this number and check code."));
  }
}

function checkWords({ document, dcc }, texts, language, isTrusted, { open, broken }, report) {
  const unknown = (code, text) => (isTrusted ? open(text) : broken(code, text));
  if (!kindOf(dcc)) return unknown("page.edition-unknown", both(`本页不认识这种版式（版次 ${dcc.paper?.edition || "—"}）：标签、标题和栏名没有核对。请用更新的核对程序，或在签发机构的查询页核对。`, `This page does not know the edition of this layout (${dcc.paper?.edition || "—"}): labels, headings and names of columns are not compared. Use a later verifier, or the check page of the institution.`));
  if (dcc.paper.languages[0] !== language) broken("page.language", both(`文件声明的语言（${language}）不是数字校准证书所说的纸面语言。`, `The language that the file states (${language}) is not that of the paper by the digital certificate.`));
  report(wordsOf(texts, dcc), both("每个标签、标题、栏名和说明都是本产品的文字，顺序也相符。", "Every label, heading, name of a column and note is that of the product, and in its order."));
  report(notShownOf(document, dcc), both("DCC 没有页面不显示的内容。", "The DCC has nothing that the pages do not show."));
}

async function checkLedger(facts, { proof, bundle, key }, { good, open, broken }) {
  try {
    const number = facts.dcc?.number ?? null;
    const text = proof ?? (bundle ? await proofIn(bundle, number) : undefined);
    if (text === undefined) {
      if (key) broken("proof.missing", both("给出了台账公钥，但没有这份证书的台账证明。", "The key of the ledger was given, and no proof for this certificate."));
      else open(both("没有台账证明：签发是否在台账中未核对。", "No proof of the ledger: whether the issue stands in it was not checked."));
      return;
    }
    const said = await checkProof(proofOf(text), facts.hash, number, key ?? null);
    good(both(`在台账中：${said.number}，第 ${said.entry} 条，共 ${said.size} 条，检查点 ${said.time}`, `In the ledger: ${said.number}, entry ${said.entry} of ${said.size}, checkpoint ${said.time}`));
    if (number === null) open(both("没有 DCC，证书编号只见于台账证明。", "Without a DCC the number is known from the proof alone."));
    facts.isVouched ||= said.isSigned;
    if (said.isSigned) good(both("检查点由给出的台账公钥签名。", "The checkpoint is signed with the key of the ledger that was given."));
    else open(both("没有给出台账公钥：谁签了检查点未核对。", "No key of the ledger was given: who signed the checkpoint was not checked."));
  } catch (error) {
    broken(error.code ?? "proof.unreadable", error.text ?? cut().text);
  }
}
