// The content of CertificateContent set by pdfkit, one certificate for every line of JSON on standard input: { content, modules }.
// Answers with the milliseconds and the bytes of each. argv: folder of node_modules, font, seal.
const { createRequire } = require("node:module");
const fs = require("node:fs");
const readline = require("node:readline");
const [, , modulesFolder, fontPath, sealPath, sample] = process.argv;
const PDFDocument = createRequire(modulesFolder + "/")("pdfkit");
const font = fs.readFileSync(fontPath);
const seal = fs.readFileSync(sealPath);
const mm = 72 / 25.4;

function make(content, modules) {
  return new Promise(resolve => {
    const doc = new PDFDocument({ size: "A4", margin: 22 * mm, info: { Title: `${content.title} ${content.number}`, Author: content.institution } });
    const parts = [];
    doc.on("data", part => parts.push(part));
    doc.on("end", () => resolve(Buffer.concat(parts)));
    doc.font(font);
    const left = 22 * mm, width = doc.page.width - 44 * mm;
    const frame = page => {
      doc.fontSize(9).text(`证书编号：${content.number}`, left, 12 * mm, { width, align: "right", lineBreak: false });
      doc.text(`第 ${page} 页 共 2 页`, left, doc.page.height - 30 * mm, { width, align: "center", lineBreak: false });
    };
    frame(1);
    doc.fontSize(18).text(content.institution, left, 25 * mm, { width, align: "center", characterSpacing: 2 });
    doc.fontSize(32).text(content.title, left, 40 * mm, { width, align: "center", characterSpacing: 12 });
    let y = 65 * mm;
    doc.fontSize(12).lineWidth(0.5);
    for (const [label, value] of content.cover) {
      doc.text(label, left + 4, y, { lineBreak: false });
      doc.text(value, left + 36 * mm + 4, y, { lineBreak: false });
      y += 25;
      doc.moveTo(left + 36 * mm, y - 4).lineTo(left + width, y - 4).stroke();
    }
    y += 30;
    doc.fontSize(10.5);
    content.signatures.forEach(([role, name], i) => {
      doc.text(role, left + 4, y + 30 * i, { lineBreak: false });
      doc.text(name, left + 24 * mm, y + 30 * i, { lineBreak: false });
      doc.moveTo(left + 24 * mm, y + 30 * i + 18).lineTo(left + width - 74 * mm, y + 30 * i + 18).stroke();
    });
    doc.image(seal, left + width - 72 * mm, y - 20, { width: 36 * mm });
    doc.fontSize(9).text("（机构印章）", left + width - 72 * mm, y + 36 * mm - 18, { width: 36 * mm, align: "center", lineBreak: false });
    const module = 30 * mm / (modules.length + 8), corner = [left + width - 30 * mm, y - 10];
    modules.forEach((row, r) => {
      for (let c = 0; c < row.length; c++) {
        const start = c;
        while (c < row.length && row[c] === "1") c++;
        if (c > start) doc.rect(corner[0] + (start + 4) * module, corner[1] + (r + 4) * module, (c - start) * module, module);
      }
    });
    doc.fill("black");
    y += 45 * mm;
    doc.moveTo(left, y).lineTo(left + width, y).stroke();
    doc.fontSize(9).text(content.contact, left, y + 6, { width });
    doc.addPage();
    frame(2);
    doc.fontSize(10.5).text(content.statement, left, 25 * mm, { width, indent: 21 });
    const shares = [14 * mm, 2, 2, 2, 1], unit = (width - 14 * mm) / 7;
    const widths = shares.map((share, i) => i === 0 ? share : share * unit);
    const align = ["center", "center", "right", "right", "center"];
    y = doc.y + 6;
    doc.fontSize(9);
    [content.columns, ...content.rows].forEach((row, r) => {
      let x = left;
      row.forEach((text, c) => {
        if (r === 0) doc.rect(x, y, widths[c], 17).fillAndStroke("#f0f0f0", "black").fill("black");
        else doc.rect(x, y, widths[c], 17).stroke();
        doc.text(text, x + 4, y + 2, { width: widths[c] - 8, align: r === 0 ? "center" : align[c], lineBreak: false });
        x += widths[c];
      });
      y += 17;
    });
    doc.fontSize(10.5).text(content.remark, left, y + 6, { width });
    doc.text(content.end, left, y + 30, { width, align: "center" });
    doc.end();
  });
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { content, modules } = JSON.parse(line);
    const start = process.hrtime.bigint();
    const pdf = await make(content, modules);
    const took = Number(process.hrtime.bigint() - start) / 1e6;
    if (sample) fs.writeFileSync(sample, pdf);
    console.log(`${took} ${pdf.length}`);
  }
})();
