// What could make a page look otherwise than its text reads: hidden, moved or covered text, foreign shapes, texts outside of the structure.
const overlap = 1;
const touch = 1.5;
const short = (text, most = 40) => (text.length <= most ? text : `${text.slice(0, most)}…`);
const onPage = (code, page, zh, en) => ({ code, text: both(`第 ${page} 页：${zh}`, `Page ${page}: ${en}`) });
const isSaid = (run) => run.text.trim() !== "";
/** Dark and smaller than the cell of any table. */
const isModule = (shape) => shape.kind === "area" && shape.lightness < 0.1 && shape.isUpright && shape.height < 8;
/** Between the cells of a matrix code and the rows of a table. */
const isBar = (shape) => shape.kind === "area" && shape.lightness < 0.1 && shape.isUpright && shape.height > 20 && shape.height < 32 && shape.width < 8;

/** Shapes of plots are compared with the results. */
function shapesOf(pages, plotted) {
  const found = [];
  for (const [index, { content, box }] of pages.entries()) {
    const number = index + 1;
    for (const word of content.unusual) found.push(onPage("page.operator", number, `页面内容用了「${word}」指令：它可以隐藏、裁剪或遮盖文字，本系统从不使用。`, `its content uses the operator “${word}”, which can hide, cut or cover text and which this system never uses.`));
    for (const run of content.runs.filter(isSaid)) if (isHidden(run, box)) found.push(onPage("page.hidden-text", number, `文字「${short(run.text)}」看不见、过小、过浅或在页面之外。`, `the text “${short(run.text)}” is invisible, too small, too light, or outside of the page.`));
    for (const [run, isCovered] of covered(content)) found.push(onPage(isCovered ? "page.covered" : "page.hidden-text", number, `文字「${short(run.text)}」被图形遮盖或与底色混同。`, `the text “${short(run.text)}” is covered, or stands on a dark ground.`));
    if (content.shapes.some((shape) => !plotted.has(shape) && !isModule(shape) && !isBar(shape) && !isUsual(shape, content))) found.push(onPage("page.shape", number, "有不属于表格、框线、二维码或模板图片的图形，它可以画成文字。", "a shape is no part of a table, box, code or picture of a template; it could draw words."));
  }
  return found;
}

/** The smallest text of the writer has 8 points; a mark across a page is lighter than text, and large. */
function isHidden(run, box) {
  if (!run.isVisible || run.size < 6) return true;
  if (!run.isLevel) return !(run.size > 40 && run.lightness > 0.5 && run.lightness < 0.93 && run.x > box.left && run.y > box.bottom && run.x < box.right && run.y < box.top);
  return run.lightness > 0.6 || run.x < box.left || run.y < box.bottom || run.x + run.width > box.right + overlap || run.y > box.top;
}

function covered({ runs, shapes }) {
  const found = [];
  for (const mark of runs.filter((run) => !run.isLevel && isSaid(run))) if (shapes.some((shape) => shape.kind !== "line" && shape.order > mark.order && shareOf(shape, mark) > 0.25)) found.push([mark, true]);
  for (const run of runs.filter((one) => one.isLevel && isSaid(one))) {
    const over = shapes.find((shape) => lies(shape, run) && (shape.order > run.order || shape.kind === "picture" || shape.lightness < 0.85));
    if (over) found.push([run, over.order > run.order]);
  }
  return found;
}

const lies = (shape, run) => shape.left < run.x + run.width - overlap && shape.right > run.x + overlap && shape.bottom < run.y + run.size * 0.6 - overlap && shape.top > run.y + overlap;

/** How much of the rectangle around a turned text lies under a shape. */
function shareOf(shape, mark) {
  const angle = (mark.angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const xs = [0, mark.width * cos, -mark.size * sin, mark.width * cos - mark.size * sin].map((x) => mark.x + x);
  const ys = [0, mark.width * sin, mark.size * cos, mark.width * sin + mark.size * cos].map((y) => mark.y + y);
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [width, height] = [Math.min(shape.right, right) - Math.max(shape.left, left), Math.min(shape.top, top) - Math.max(shape.bottom, bottom)];
  return width <= 0 || height <= 0 ? 0 : (width * height) / ((right - left) * (top - bottom));
}

const isLying = (line) => line.width >= line.height;

/** Nothing is painted white, which could hide what is below; no line is wide, and none is short. */
function isUsual(shape, { shapes }) {
  if (shape.kind === "picture") return true;
  if (shape.kind === "area") return shape.isUpright && shape.lightness >= 0.85 && shape.lightness <= 0.97 && shape.width >= 8 && shape.height >= 8;
  if (!shape.isUpright || shape.lineWidth > 0.8 || shape.lightness >= 0.85) return false;
  if (isLying(shape)) return shape.width >= 20;
  // A standing line is the side of a cell or box: it ends at a lying one above and below.
  const x = (shape.left + shape.right) / 2;
  return [shape.bottom, shape.top].every((y) => shapes.some((other) => other.kind === "line" && isLying(other) && other.left - touch < x && other.right + touch > x && Math.abs((other.bottom + other.top) / 2 - y) < touch));
}

/** Texts outside of the structure: number in the header, page number, marks across the page, headings of a table that goes on; anything else is no part of a certificate. */
function strayOf(structure, count, number, dcc) {
  const known = dcc && kindOf(dcc);
  const languages = dcc?.paper?.languages ?? [];
  const ways = languages.length === 1 ? languages : languages.length === 2 ? ["both"] : ["zh", "en", "both"];
  const running = (page) => ways.flatMap((way) => [...(known ? [known] : product.kinds).map((kind) => kind.head[way].replace("{number}", number ?? "")), product.phrases.page[way].replaceAll("{page}", page).replaceAll("{pages}", count)]).map(squeezed);
  const turned = (page) => structure.loose.filter((loose) => loose.page === page && !loose.isLevel).map((loose) => squeezed(loose.text)).join("");
  const tables = structure.all.filter((element) => element.type === "Table").map((table) => ({ cells: flat(table), pages: new Set(flat(table).flatMap((cell) => cell.pages)) }));
  const found = [];
  for (let page = 1; page <= count; page++) {
    const usual = running(page);
    const take = (text) => usual.includes(text) && usual.splice(usual.indexOf(text), 1).length > 0;
    const rest = structure.loose.filter((loose) => loose.page === page && loose.isLevel).map((loose) => squeezed(loose.text)).filter((text) => !take(text)).join("");
    const table = tables.find(({ pages }) => pages.has(page) && [...pages].some((other) => other < page));
    const headings = table ? table.cells.filter((cell) => cell.type === "TH").map((cell) => squeezed(cell.text)).join("") : "";
    for (const stray of [rest === headings ? "" : rest, turned(page) === turned(1) ? "" : turned(page) || "—"])
      if (stray) found.push(onPage("page.stray-text", page, `有不属于证书内容的文字「${short(stray, 60)}」。`, `shows text that is no part of the certificate: “${short(stray, 60)}”.`));
  }
  return found;
}

/** Texts that do not stand where they are read: words and numbers that are right could be put together wrongly. */
function movedOf(structure, plots) {
  const found = [];
  const moved = (page, text) => found.push(onPage("page.moved-text", page, `文字「${short(text)}」不在它应在的位置。`, `the text “${short(text)}” does not stand where it is read.`));
  for (const element of structure.all) {
    // The numbers of a plot stand in no line.
    const jump = plots.includes(element) ? null : jumpIn(element.runs.filter(({ run }) => isSaid(run)));
    if (jump) moved(jump.page, jump.run.text);
    if (element.type !== "TR") continue;
    const cells = element.children.map(placeOf).filter(Boolean);
    const wrong = cells.find((cell, i) => i > 0 && (cell.page !== cells[i - 1].page || cell.left < cells[i - 1].right - touch || !(cell.top > cells[i - 1].ownBottom + touch && cells[i - 1].top > cell.ownBottom + touch)));
    if (wrong) moved(wrong.page, wrong.text);
  }
  const rows = (element) => (element.type === "TR" || (element.children.length === 0 && element.runs.length > 0) ? [element] : element.children.flatMap(rows));
  let before = null;
  for (const place of structure.elements.flatMap(rows).map(placeOf).filter(Boolean)) {
    // At the foot of the cover parts stand beside each other.
    const follows = !before || place.page > before.lastPage
      || (place.page === before.lastPage && (place.top < before.bottom + touch || (place.left > before.right - touch && Math.abs(place.first - before.first) < 60)));
    if (!follows) moved(place.page, place.text);
    before = place;
  }
  return found;
}

/** A piece of one text that does not follow the piece before it, on its line or on the next. */
const jumpIn = (runs) => runs.find(({ page, run }, i) => {
  const before = runs[i - 1];
  if (!before || page > before.page) return false;
  if (page < before.page) return true;
  const [x, y] = [run.x - before.run.x - before.run.width, before.run.y - run.y];
  return !(Math.abs(y) < touch ? x > -touch && x < 2 * run.size : y > 0 && y < 4 * run.size);
});

/** Where a text begins, and on its first page also where it ends. */
function placeOf(element) {
  const runs = flat(element).flatMap((one) => one.runs).filter(({ run }) => isSaid(run));
  if (runs.length === 0) return null;
  const [page, lastPage] = [runs.reduce((least, one) => Math.min(least, one.page), Infinity), runs.reduce((most, one) => Math.max(most, one.page), 0)];
  const [mine, end] = [page, lastPage].map((wanted) => runs.filter((one) => one.page === wanted).map((one) => one.run));
  const least = (list, value) => list.reduce((found, run) => Math.min(found, value(run)), Infinity);
  const most = (list, value) => -least(list, (run) => -value(run));
  return {
    page, lastPage, left: least(mine, (run) => run.x), right: most(mine, (run) => run.x + run.width), top: most(mine, (run) => run.y + run.size / 2), bottom: least(end, (run) => run.y),
    first: most(mine, (run) => run.y), ownBottom: least(mine, (run) => run.y), text: runs.map(({ run }) => run.text).join(""),
  };
}

/** What a file says about itself, by its pages and its certificate: entries of the information dictionary, and the packet of XMP in the writing of the program. */
function informationOf(structure, language, dcc) {
  const textOf = (id) => structure.all.find((element) => element.title === id)?.text ?? "";
  const [title, day] = [textOf("title"), dcc.issued ?? ""];
  const entries = { Title: `${title} ${dcc.number}`, Author: textOf("institution/name"), Subject: title, Producer: metadata.producer, CreationDate: `D:${day.replaceAll("-", "")}000000Z`, ModDate: `D:${day.replaceAll("-", "")}000000Z` };
  const escaped = (text) => text.replace(/[&<>"']/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" })[letter]);
  const facts = { title: entries.Title, author: entries.Author, subject: title, language, day };
  return { entries, xmp: metadata.xmp.replace(/\{(title|author|subject|language|day)\}/g, (_, name) => escaped(facts[name])) };
}

/** SHA-256 of the colour profile of the one output intent; null where that says anything that the writer does not. */
async function profileOf(pdf, catalog) {
  const intents = await pdf.items(catalog.get("OutputIntents"));
  const intent = intents.length === 1 ? await pdf.dictionary(intents[0]) : null;
  const own = { Type: "OutputIntent", S: "GTS_PDFA1", OutputConditionIdentifier: "sRGB IEC61966-2.1", Info: "sRGB IEC61966-2.1", DestOutputProfile: null };
  if (!intent || [...intent.keys()].some((key) => !Object.hasOwn(own, key))) return null;
  for (const key of ["Type", "S"]) if (!isName(await pdf.get(intent.get(key)), own[key])) return null;
  for (const key of ["OutputConditionIdentifier", "Info"]) if ((await pdf.text(intent.get(key))) !== own[key]) return null;
  const profile = await pdf.get(intent.get("DestOutputProfile"));
  if (!profile?.dict || [...profile.dict.keys()].some((key) => !["N", "Length", "Filter"].includes(key)) || (await pdf.get(profile.dict.get("N"))) !== 3) return null;
  return hexOf(await digest(await pdf.unpack(profile, true)));
}

/** What a reader meets beside the texts: title of the window, outline, and what is read aloud for a picture. */
async function namesOf(pdf, catalog, pages, structure, dcc) {
  const found = [];
  const other = (zh, en, text) => found.push({ code: "file.other-words", text: both(`文件的${zh}写的是「${text}」，与页面不符。`, `The ${en} of the file says “${text}”, which the pages do not.`) });
  const expected = informationOf(structure, (await pdf.text(catalog.get("Lang"))) ?? "", dcc);
  const information = (await pdf.dictionary(pdf.trailer.get("Info"))) ?? new Map();
  for (const key of new Set([...information.keys(), ...Object.keys(expected.entries)])) {
    const text = (await pdf.text(information.get(key))) ?? "";
    if (!Object.hasOwn(expected.entries, key) || squeezed(text) !== squeezed(expected.entries[key])) other(key === "Title" ? "标题" : `元数据（${key}）`, key === "Title" ? "title" : `metadata (${key})`, text);
  }
  const packet = await pdf.get(catalog.get("Metadata"));
  if (squeezed(packet?.dict ? new TextDecoder().decode(await pdf.unpack(packet, true)) : "") !== squeezed(expected.xmp)) other("元数据（XMP）", "metadata (XMP)", expected.entries.Title);
  if ((await profileOf(pdf, catalog)) !== metadata.profile)
    found.push({ code: "file.colour-profile", text: both("文件的输出意图或颜色配置（ICC）不是本产品写入的那一个：颜色可能与签发时不同。", "The output intent or the colour profile (ICC) of the file is not the one that this product writes: colours may look otherwise than when it was issued.") });
  // A heading may stand on several pages; a bookmark leads to one of them.
  const headings = structure.all.filter((element) => element.type.startsWith("H") || element.type === "P");
  for (const [title, page] of await bookmarksOf(pdf, catalog, pages))
    if (!headings.some((element) => squeezed(element.text) === squeezed(title) && element.pages.includes(page))) other("大纲", "outline", title);
  if (!(await hasOwnOutline(pdf, catalog, pages)))
    found.push({ code: "file.outline", text: both("文件大纲的条目不是本产品所连的那样：次序、层次、数目或所指的位置不同。", "The outline of the file is not linked as this product does: order, levels, counts or places are others.") });
  const read = [dcc.check?.address ?? null, dcc.number, ...Object.values(inBoth(dcc.laboratory)), ...Object.values(product.sealPicture), "", ...plotsOf(dcc).flatMap(({ title }) => Object.values(title))];
  for (const { alt } of structure.all) if (alt !== null && !read.includes(alt)) other("替代文字", "alternative text", alt);
  return found;
}
