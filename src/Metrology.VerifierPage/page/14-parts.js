// Parts of a file beside its pages: whatever the writer of this system does not make is refused, known or not, with the codes of metrology-verify check.
const partsOf = {
  catalog: ["Type", "Pages", "Lang", "ViewerPreferences", "Metadata", "OutputIntents", "MarkInfo", "StructTreeRoot", "Outlines", "Names", "AF", "AcroForm", "DSS", "Version", "Extensions"],
  page: ["Type", "Parent", "MediaBox", "Resources", "Contents", "StructParents", "Tabs", "Annots"],
  pages: ["Type", "Parent", "Kids", "Count"],
  outline: ["Type", "Title", "Parent", "Prev", "Next", "First", "Last", "Count", "Dest"],
  element: ["Type", "S", "P", "K", "Pg", "T", "Alt", "A"],
  widget: ["Type", "Subtype", "FT", "T", "V", "Rect", "F", "P", "Lock"],
};
const actionParts = ["OpenAction", "AA", "A", "JavaScript", "URI"];
const mostPages = 20000;
const isName = (value, name) => value?.name === name;

class Parts {
  found = [];
  visited = new Set();

  constructor(pdf) {
    this.pdf = pdf;
  }

  async find(catalog, pages) {
    const { pdf } = this;
    const form = await pdf.dictionary(catalog.get("AcroForm"));
    const names = await pdf.dictionary(catalog.get("Names"));
    this.keys(catalog, partsOf.catalog, 0);
    this.keys(names, ["EmbeddedFiles"], 0);
    this.keys(form, ["Fields", "SigFlags"], 0);
    this.keys(await pdf.dictionary(catalog.get("ViewerPreferences")), ["DisplayDocTitle"], 0);
    const marked = (await pdf.dictionary(catalog.get("MarkInfo")))?.get("Marked");
    if (marked !== undefined && (await pdf.get(marked)) !== true) this.add("file.unknown-part", 0, "MarkInfo");
    await this.files(catalog, names);
    for (const value of await pdf.items(form?.get("Fields"))) {
      const field = await pdf.dictionary(value);
      if (!isName(await pdf.get(field?.get("FT")), "Sig") || field.has("Kids")) this.add("file.form-field", 0, (await pdf.text(field?.get("T"))) ?? "—");
    }
    for (const [index, page] of pages.entries()) await this.page(page.dictionary, index + 1);
    await this.outline(await pdf.dictionary(catalog.get("Outlines")));
    await this.elements((await pdf.dictionary(catalog.get("StructTreeRoot")))?.get("K"), 0);
    return this.found;
  }

  async page(page, number) {
    const { pdf } = this;
    this.keys(page, partsOf.page, number);
    for (let above = await pdf.dictionary(page.get("Parent")); above && this.isNew(above); above = await pdf.dictionary(above.get("Parent"))) this.keys(above, partsOf.pages, number);
    for (const value of await pdf.items(page.get("Annots"))) await this.annotation(await pdf.dictionary(value), number);
    const resources = await pdf.dictionary(page.get("Resources"));
    this.keys(resources, ["Font", "XObject", "ProcSet"], number);
    for (const value of (await pdf.dictionary(resources?.get("Font")))?.values() ?? []) await this.font(await pdf.dictionary(value), number);
    for (const [name, value] of (await pdf.dictionary(resources?.get("XObject"))) ?? []) {
      const picture = (await pdf.get(value))?.dict;
      if (picture && (!isName(picture.get("Subtype"), "Image") || picture.has("OC") || picture.has("Alternates"))) this.add("file.unknown-part", number, name);
    }
  }

  /** The one that is made here is a signature without area. */
  async annotation(annotation, number) {
    const { pdf } = this;
    const kind = (await pdf.get(annotation?.get("Subtype")))?.name ?? "—";
    const corners = await Promise.all((await pdf.items(annotation?.get("Rect"))).map((corner) => pdf.get(corner)));
    const hasNoArea = corners.length === 4 && Math.abs(corners[0] - corners[2]) < 0.001 && Math.abs(corners[1] - corners[3]) < 0.001;
    if (kind !== "Widget" || !isName(await pdf.get(annotation.get("FT")), "Sig") || !hasNoArea || annotation.has("AP")) this.add("page.annotation", number, kind);
    else this.keys(annotation, partsOf.widget, number);
  }

  async font(font, number) {
    const { pdf } = this;
    if (!font || !this.isNew(font)) return;
    const descendant = await pdf.dictionary((await pdf.items(font.get("DescendantFonts")))[0]);
    const isOurs = isName(font.get("Subtype"), "Type0") && isName(await pdf.get(font.get("Encoding")), "Identity-H") && (await pdf.get(font.get("ToUnicode")))?.dict
      && isName(descendant?.get("Subtype"), "CIDFontType2") && isName(await pdf.get(descendant.get("CIDToGIDMap")), "Identity")
      && (await pdf.get((await pdf.dictionary(descendant.get("FontDescriptor")))?.get("FontFile2")))?.dict
      && (await widthsAreThoseOfGlyphs(pdf, font, descendant));
    if (!isOurs) this.add("page.font", number, (await pdf.get(font.get("BaseFont")))?.name ?? "—");
  }

  async files(catalog, names) {
    const named = new Set();
    const collect = async (node, depth) => {
      if (!node || depth > deepest) return;
      for (const value of await this.pdf.items(node.get("Names"))) {
        const specification = await this.pdf.dictionary(value);
        if (specification) named.add(specification);
      }
      for (const kid of await this.pdf.items(node.get("Kids"))) await collect(await this.pdf.dictionary(kid), depth + 1);
    };
    await collect(await this.pdf.dictionary(names?.get("EmbeddedFiles")), 0);
    const associated = await this.pdf.items(catalog.get("AF"));
    if (associated.length !== named.size) this.add("file.attachment", 0, "AF");
    for (const value of associated) {
      const file = await this.pdf.dictionary(value);
      if (!file || !named.has(file)) this.add("file.attachment", 0, (await this.pdf.text(file?.get("UF"))) ?? "AF");
    }
  }

  async outline(start) {
    for (const pending = [start]; pending.length > 0; ) {
      const item = pending.pop();
      if (!item || !this.isNew(item)) continue;
      this.keys(item, partsOf.outline, 0);
      for (const key of ["First", "Next"]) pending.push(await this.pdf.dictionary(item.get(key)));
    }
  }

  async elements(value, depth) {
    const found = await this.pdf.get(value);
    if (depth > deepest) return;
    if (Array.isArray(found)) for (const item of found) await this.elements(item, depth + 1);
    else if (found instanceof Map && found.has("S") && this.isNew(found)) {
      const isFigure = isName(await this.pdf.get(found.get("S")), "Figure");
      for (const key of found.keys())
        if (!partsOf.element.includes(key) || (key === "Alt" && !isFigure)) this.add(["ActualText", "Alt", "E"].includes(key) ? "file.substitute-text" : "file.unknown-part", 0, key);
      await this.elements(found.get("K"), depth + 1);
    }
  }

  isNew(dictionary) {
    return !this.visited.has(dictionary) && Boolean(this.visited.add(dictionary));
  }

  keys(dictionary, known, page) {
    for (const key of dictionary?.keys() ?? [])
      if (!known.includes(key)) this.add(actionParts.includes(key) ? "file.action" : ["OCProperties", "Properties"].includes(key) ? "file.layer" : "file.unknown-part", page, key);
  }

  add(code, page, name) {
    this.found.push({ code, page, name });
  }
}

/** Pages in their order, each with the resources that it inherits. */
async function pagesOf(pdf, catalog) {
  const pages = [];
  const visited = new Set();
  for (const pending = [[catalog.get("Pages"), undefined]]; pending.length > 0; ) {
    const [value, above] = pending.pop();
    if (value?.ref !== undefined && visited.has(value.ref)) throw unreadable("the page tree holds a page twice");
    visited.add(value?.ref ?? value);
    const node = await pdf.dictionary(value);
    const resources = node?.get("Resources") ?? above;
    if (isName(node?.get("Type"), "Page")) pages.push({ dictionary: node, resources });
    else if (isName(node?.get("Type"), "Pages")) for (const kid of (await pdf.items(node.get("Kids"))).toReversed()) pending.push([kid, resources]);
    else throw unreadable("the page tree has a node that is neither page nor tree");
    if (pages.length > mostPages || pending.length > mostPages) throw unreadable("too many pages");
  }
  return pages;
}

/** [title, page]: from 1, and 0 where it leads to no page of the file. */
async function bookmarksOf(pdf, catalog, pages) {
  const bookmarks = [];
  const visited = new Set();
  for (const pending = [await pdf.dictionary((await pdf.dictionary(catalog.get("Outlines")))?.get("First"))]; pending.length > 0; ) {
    const item = pending.pop();
    if (!item || visited.has(item)) continue;
    visited.add(item);
    const [page] = await pdf.items(item.get("Dest"));
    const dictionary = page === undefined ? null : await pdf.dictionary(page);
    bookmarks.push([(await pdf.text(item.get("Title"))) ?? "", pages.findIndex((one) => one.dictionary === dictionary) + 1]);
    for (const key of ["Next", "First"]) pending.push(await pdf.dictionary(item.get(key)));
  }
  return bookmarks;
}

/** Whether the outline is linked as the writer links it: every item names its parent and its neighbours, each count says what is below, and destinations go on as the pages do. */
async function hasOwnOutline(pdf, catalog, pages) {
  if (!catalog.has("Outlines")) return true;
  const visited = new Set();
  let last = [-1, 0];
  const leads = async (from, key, to) => ((await pdf.dictionary(from.get(key))) ?? null) === to;
  const goesOn = async (item) => {
    const parts = await pdf.items(item.get("Dest"));
    const page = parts.length === 5 ? await pdf.dictionary(parts[0]) : null;
    const at = page ? pages.findIndex((one) => one.dictionary === page) : -1;
    if (at < 0) return false;
    const box = await pdf.items(page.get("MediaBox"));
    const [fit, left, top, zoom, height] = await Promise.all([...parts.slice(1), box[3]].map((part) => pdf.get(part)));
    if (box.length !== 4 || typeof top !== "number" || typeof height !== "number" || !(top >= 0 && top <= height)) return false;
    const isNext = at > last[0] || (at === last[0] && top <= last[1]);
    last = [at, top];
    return isNext && isName(fit, "XYZ") && left === 0 && zoom === 0;
  };
  /** How many items there are below; null when one is not linked as it is written. */
  const below = async (parent, depth) => {
    if (depth > deepest) return null;
    let [count, before] = [0, null];
    for (let item = await pdf.dictionary(parent.get("First")); item; item = await pdf.dictionary(item.get("Next"))) {
      if (visited.has(item) || !(await leads(item, "Parent", parent)) || !(await leads(item, "Prev", before)) || !(await goesOn(item))) return null;
      visited.add(item);
      const more = ["First", "Last", "Count"].some((key) => item.has(key)) ? await below(item, depth + 1) : 0;
      if (more === null) return null;
      count += 1 + more;
      before = item;
    }
    return before && (await leads(parent, "Last", before)) && (await pdf.get(parent.get("Count"))) === count ? count : null;
  };
  const root = await pdf.dictionary(catalog.get("Outlines"));
  return Boolean(root) && (await below(root, 0)) !== null;
}
