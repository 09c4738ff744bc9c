// The structure of the pages (ISO 32000-1 14.7): what each text is, in the order in which they are read, and the texts that stand outside of it.
const flat = (element) => [element, ...element.children.flatMap(flat)];

class Structure {
  texts = new Map();
  claimed = new Set();
  visited = new Set();

  constructor(pdf, pages) {
    this.pdf = pdf;
    this.numbers = new Map(pages.map((page, index) => [page.dictionary, index]));
    for (const [index, page] of pages.entries())
      for (const run of page.content.runs) {
        if (!run.isVisible || run.mark === null) continue;
        const key = `${index} ${run.mark}`;
        if (!this.texts.has(key)) this.texts.set(key, []);
        this.texts.get(key).push(run);
      }
  }

  static async of(pdf, catalog, pages) {
    const structure = new Structure(pdf, pages);
    const root = await pdf.dictionary(catalog.get("StructTreeRoot"));
    structure.elements = root ? await structure.kids(root.get("K"), null, 0, []) : [];
    structure.loose = pages.flatMap((page, index) => structure.looseOf(page, index));
    structure.all = structure.elements.flatMap(flat);
    return structure;
  }

  looseOf({ content }, index) {
    const found = [];
    let last = null;
    for (const run of content.runs) {
      if (!run.isVisible || (run.mark !== null && this.claimed.has(`${index} ${run.mark}`))) continue;
      if (!last || (Math.abs(last.y - run.y) > 0.01 && run.isLevel) || last.isLevel !== run.isLevel) found.push({ page: index + 1, text: "", isLevel: run.isLevel });
      found.at(-1).text += run.text;
      last = run;
    }
    return found;
  }

  async kids(value, page, depth, own) {
    const elements = [];
    const found = await this.pdf.get(value);
    for (const kid of Array.isArray(found) ? found : value === undefined ? [] : [value]) {
      const one = await this.pdf.get(kid);
      if (Number.isInteger(one)) this.claim(page, one, own);
      else if (one instanceof Map) await this.kid(kid, one, page, depth, elements, own);
    }
    return elements;
  }

  async kid(kid, dictionary, page, depth, elements, above) {
    const { pdf } = this;
    const onPage = (await this.pageOf(dictionary)) ?? page;
    if (isName(dictionary.get("Type"), "MCR")) {
      const mark = await pdf.get(dictionary.get("MCID"));
      if (Number.isInteger(mark)) this.claim(onPage, mark, above);
      return;
    }
    const type = (await pdf.get(dictionary.get("S")))?.name;
    if (type === undefined) return;
    if ((kid?.ref !== undefined && this.visited.has(kid.ref)) || depth > deepest) throw unreadable("the structure tree holds an element twice, or is nested too deep");
    this.visited.add(kid?.ref ?? kid);
    const runs = [];
    const children = await this.kids(dictionary.get("K"), onPage, depth + 1, runs);
    elements.push({
      type, title: await pdf.text(dictionary.get("T")), alt: await pdf.text(dictionary.get("Alt")), text: runs.map((one) => one.run.text).join(""), children, runs,
      pages: [...new Set(runs.map((one) => one.page))],
    });
  }

  claim(page, mark, into) {
    const runs = this.texts.get(`${page} ${mark}`);
    if (page === null || !runs) return;
    this.claimed.add(`${page} ${mark}`);
    if (into.length > mostDrawn) throw unreadable("a text is claimed too often");
    for (const run of runs) into.push({ page: page + 1, run });
  }

  async pageOf(dictionary) {
    return this.numbers.get(await this.pdf.dictionary(dictionary.get("Pg"))) ?? null;
  }
}

/** Every text that states a fact, with the heading of its column; the marks across the first page come first. */
function factsOf(structure) {
  const facts = [{ id: "watermarks", text: structure.loose.filter((loose) => loose.page === 1 && !loose.isLevel).map((loose) => loose.text).join(" "), heading: "" }];
  const collect = (element, headings) => {
    if (element.type === "Table") headings = element.children.filter((row) => row.type === "TR").flatMap((row) => row.children).filter((cell) => cell.type === "TH").map((cell) => cell.text);
    if (element.title && element.type !== "TD") facts.push({ id: element.title, text: element.text, heading: "" });
    let column = 0;
    for (const child of element.children) {
      if (child.type === "TD") {
        if (child.title) facts.push({ id: child.title, text: flat(child).map((one) => one.text).join(""), heading: headings[column] ?? "" });
        column++;
      }
      collect(child, headings);
    }
  };
  for (const element of structure.elements) collect(element, []);
  return facts;
}

const textsOf = (structure) => structure.all.filter((one) => one.text !== "" || one.title).map((one) => ({ id: one.title || null, text: one.text, page: one.pages[0] ?? 0 }));
