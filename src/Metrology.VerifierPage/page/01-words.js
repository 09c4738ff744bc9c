// Two languages; what is wrong is thrown with its code.
const words = { language: navigator.language.startsWith("zh") ? "zh" : "en" };

const say = (text) => (typeof text === "string" ? text : text[words.language]);
const both = (zh, en) => ({ zh, en });

class Wrong extends Error {
  constructor(code, zh, en) {
    super(en);
    this.code = code;
    this.text = both(zh, en);
  }
}

const unreadable = (what) => new Wrong("pdf.unreadable", "不是可读的 PDF 文件：可能没有下载完整，或已损坏。", `This is no readable PDF file: ${what}`);
