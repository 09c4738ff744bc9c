// Everything that was dropped → lines that hold, are broken, or were not checked here. It believes no more than metrology-verify check: what it cannot see it says.
const signatureFaults = {
  "range-wrong": both("签名没有覆盖它声明的整个文件。", "The signature does not cover the file that it claims."),
  "kind-unknown": both("签名的种类不受支持。", "The kind of the signature is not supported."),
  unreadable: both("签名的结构无法读取。", "The signature cannot be read."),
  "algorithm-unknown": both("签名算法不受本页支持或过弱（支持 RSA 2048 位以上和 ECDSA P-256）。", "The algorithm is not supported by this page or too weak (it knows RSA of 2048 bits or more and ECDSA P-256)."),
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
  const broken = (code, text) => lines.push({ state: "broken", code, text });
  const facts = { lines, dcc: null, isVouched: false, hash: hexOf(await digest(bytes)) };
  let signer = null;
  try {
    const pdf = await PdfFile.open(bytes);
    const catalog = await pdf.dictionary(pdf.trailer.get("Root"));
    if (!catalog) throw unreadable("no catalogue");
    const signatures = await signaturesOf(pdf, catalog);
    // Somebody answers for every byte, so that pages and DCC need not be compared to be what he issued.
    facts.isVouched = signatures.length > 0;
    signer = await checkSignatures(signatures, trusted, { good, open, broken });
    const attachments = await attachmentsOf(pdf, catalog);
    await checkDcc(attachments, signer, facts, { good, open, broken });
    await checkParts(pdf, catalog, { good, broken });
  } catch (error) {
    broken(error.code ?? "pdf.unreadable", error.text ?? both("文件无法读取。", "The file cannot be read."));
  }
  await checkLedger(facts, { proof, bundle, key }, { good, open, broken });
  open(both("本页不核对：页面上的文字、标签和图形与 DCC 的逐项比较，被隐藏、移动或遮盖的文字，二维码的内容，DCC 中页面不显示的其余各项，测量结果的合理性，由记录重新计算，撤销。请用 metrology-verify check，并在签发机构的查询页查询是否已撤销。", "Not checked by this page: words, labels and shapes of the pages against the DCC, hidden, moved or covered text, what the QR code says, whatever else of the DCC no page shows, plausibility of results, computing again from the record, revocation. Use metrology-verify check, and the check page of the institution for withdrawals."));
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
  if (found[0].relationship === null) broken("dcc.relationship", both("附件没有说明它与文件的关系（AFRelationship）。", "The attachment does not say what it is to the file (AFRelationship)."));
  const document = xmlOf(await found[0].content());
  const signature = await xadesOf(document);
  if (signature.fault === "unsupported") open(both("DCC 的签名是本页不支持的种类，未核对。", "The signature of the DCC is of a kind that this page does not check."));
  else if (signature.fault === "missing") signer ? broken("dcc-signature.missing", both("页面已签名，而 DCC 没有签名。", "The pages are signed and the DCC is not.")) : open(both("DCC 没有签名。", "The DCC is not signed."));
  else if (signature.fault) broken(`dcc-signature.${signature.fault}`, both("DCC 的签名不成立：内容在签名之后被改动，或签名不完整。", "The signature of the DCC does not hold: it was changed after it was signed, or the signature is not whole."));
  else if (!signer || !same(signer.bytes, signature.signer.bytes)) broken("signature.different-signers", both("页面和数字校准证书不是同一人签名。", "The pages and the digital certificate are not signed by the same."));
  else good(both("DCC 的签名成立，与页面为同一签名人。", "The signature of the DCC holds and is by the same signer."));
  facts.dcc = dccOf(document);
  checkContradictions(document, { good, broken });
  good(both(`DCC 可读：${facts.dcc.values.length} 个数，全部列在下面。`, `The DCC is readable: ${facts.dcc.values.length} numbers, all listed below.`));
}

async function checkLedger(facts, { proof, bundle, key }, { good, open, broken }) {
  try {
    const number = facts.dcc?.number ?? null;
    const text = proof ?? (bundle ? (await proofsIn(bundle)).get(number) : undefined);
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
