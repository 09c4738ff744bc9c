// XML of a stranger, and its canonical form (Canonical XML 1.0 and 1.1, without comments).
const space = { ds: "http://www.w3.org/2000/09/xmldsig#", xades: "http://uri.etsi.org/01903/v1.3.2#", dcc: "https://ptb.de/dcc", si: "https://ptb.de/si", xmlns: "http://www.w3.org/2000/xmlns/", xml: "http://www.w3.org/XML/1998/namespace" };

/** No document type, so that nothing is replaced and nothing fetched. */
function xmlOf(bytes) {
  const bad = (code = "not-well-formed") => new Wrong(`xml.${code}`, "附件不是可读的 XML 文件。", "The attachment is no readable XML.");
  let text;
  try {
    text = utf8(bytes);
  } catch {
    throw bad();
  }
  if (bytes.length > 32 * 1024 * 1024) throw bad("too-large");
  if (text.includes("<!DOCTYPE")) throw bad("document-type");
  if (/^\uFEFF?<\?xml[^>]*encoding\s*=\s*["'](?!utf-8["'])/i.test(text)) throw bad();
  const document = new DOMParser().parseFromString(text.replace(/^\uFEFF/, ""), "application/xml");
  if (document.getElementsByTagName("parsererror").length > 0) throw bad();
  if (depthOf(document.documentElement) > 100) throw bad("too-deep");
  return document;
}

function depthOf(element) {
  let deepestSeen = 0;
  const walk = [[element, 1]];
  while (walk.length) {
    const [node, depth] = walk.pop();
    deepestSeen = Math.max(deepestSeen, depth);
    for (const child of node.children) walk.push([child, depth + 1]);
  }
  return deepestSeen;
}

const all = (parent, uri, name) => (parent ? [...parent.children].filter((child) => child.namespaceURI === uri && child.localName === name) : []);
const one = (parent, uri, name) => all(parent, uri, name)[0] ?? null;
const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const escapedText = (text) => text.replace(/[&<>\r]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;" })[c]);
const escapedValue = (text) => text.replace(/[&<"\t\n\r]/g, (c) => ({ "&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#x9;", "\n": "&#xA;", "\r": "&#xD;" })[c]);

/** Bytes of a document or of one element with the namespaces that it inherits. Elements that inherit xml: attributes are not written here. */
function canonical(node, omitted) {
  const out = [];
  const scope = [];
  const inScope = (prefix) => scope.findLast((entry) => entry[0] === prefix)?.[1] ?? "";
  const declared = (element) => [...element.attributes].filter((attribute) => attribute.namespaceURI === space.xmlns).map((attribute) => [attribute.prefix ? attribute.localName : "", attribute.value]);

  const element = (self, namespaces) => {
    const outer = scope.length;
    out.push("<", self.tagName);
    for (const [prefix, uri] of namespaces.sort((a, b) => byCode(a[0], b[0]))) {
      if (prefix === "xml" || uri === inScope(prefix) || (uri === "" && prefix !== "")) continue;
      scope.push([prefix, uri]);
      out.push(prefix ? ` xmlns:${prefix}` : " xmlns", '="', escapedValue(uri), '"');
    }
    const plain = [...self.attributes].filter((attribute) => attribute.namespaceURI !== space.xmlns);
    for (const attribute of plain.sort((a, b) => byCode(a.namespaceURI ?? "", b.namespaceURI ?? "") || byCode(a.localName, b.localName))) out.push(" ", attribute.name, '="', escapedValue(attribute.value), '"');
    out.push(">");
    for (const child of self.childNodes) write(child);
    out.push("</", self.tagName, ">");
    scope.length = outer;
  };

  const write = (self) => {
    if (self.nodeType === Node.ELEMENT_NODE && self !== omitted) element(self, declared(self));
    else if (self.nodeType === Node.TEXT_NODE || self.nodeType === Node.CDATA_SECTION_NODE) out.push(escapedText(self.data));
    else if (self.nodeType === Node.PROCESSING_INSTRUCTION_NODE) out.push("<?", self.target, self.data ? " " : "", self.data.replaceAll("\r", "&#xD;"), "?>");
  };

  if (node.nodeType === Node.DOCUMENT_NODE) {
    let isBefore = true;
    for (const child of node.childNodes) {
      if (child.nodeType === Node.ELEMENT_NODE) {
        isBefore = false;
        write(child);
      } else if (child.nodeType === Node.PROCESSING_INSTRUCTION_NODE) {
        if (!isBefore) out.push("\n");
        write(child);
        if (isBefore) out.push("\n");
      }
    }
  } else {
    const inherited = new Map();
    for (let up = node; up?.nodeType === Node.ELEMENT_NODE; up = up.parentNode) {
      if (up !== node && [...up.attributes].some((attribute) => attribute.namespaceURI === space.xml)) throw new Wrong("unsupported", "", "xml: attributes are inherited");
      for (const [prefix, uri] of declared(up)) if (!inherited.has(prefix)) inherited.set(prefix, uri);
    }
    element(node, [...inherited]);
  }
  return bytesOf(out.join(""));
}
