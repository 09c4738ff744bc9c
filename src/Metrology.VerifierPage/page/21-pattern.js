// The DCC against the pattern of its kind: everything that is no gap stands in it as this product writes it, what fills two gaps of one name is the same, and what
// no page shows follows from what the pages show. So nothing can be put into the file unseen.
const gapText = new RegExp(`${product.gap[0]}([^${product.gap[1]}]*)${product.gap[1]}`, "g");
const anyOrder = ["influenceCondition", "quantity", "respPerson", "metaData", "reference", "result"];
const mayRepeat = [...anyOrder, "measuringEquipment"];
/** Lists are compared with the pages as numbers; which statement a result has is compared as a fact. */
const mayMiss = [...mayRepeat, "list", "text", "measurementMetaData", "measurementUncertaintyUnivariateXMLList", "declaration"];
const compared = ["conformityXMLList", "nonSIUnit"];

class Pattern {
  gaps = new Map();

  constructor(dcc) {
    this.languages = dcc.paper.languages;
    this.hasPlots = plotsOf(dcc).length > 0;
  }

  /** The first difference below an element, or null. */
  differs(pattern, found, path) {
    return this.attributes(pattern, found, path) ?? (pattern.namespaceURI === space.si && pattern.children.length === 0 ? this.plain(found, path) : this.children(pattern, found, path));
  }

  attributes(pattern, found, path) {
    const given = (element) => new Map([...element.attributes].filter((one) => one.namespaceURI !== space.xmlns && !["may-be-missing", "fact"].includes(one.name)).map((one) => [one.name, one.value]));
    const [should, does] = [given(pattern), given(found)];
    for (const name of new Set([...should.keys(), ...does.keys()])) {
      const numberedId = name === "id" && should.get(name)?.endsWith("-1") && new RegExp(`^${should.get(name).slice(0, -1)}[0-9]+$`).test(does.get(name) ?? "");
      // Edition and languages were read before.
      const isPlots = name === "plots" && this.hasPlots && does.get(name) === "true";
      const isKnown = numberedId || name === "languages" || isPlots || (should.has(name) && does.has(name) && this.fills(should.get(name), does.get(name), "*"));
      if (!isKnown) return `${path}/@${name}`;
    }
    return null;
  }

  /** Numbers of the pages: here it is only that nothing stands beside them. */
  plain(found, path) {
    const text = found.textContent.trim();
    return [...found.childNodes].every((node) => node.nodeType === Node.TEXT_NODE) && listOf(text).join(" ") === text ? null : path;
  }

  children(pattern, found, path) {
    const nodes = (element) => [...element.childNodes].filter((node) => node.namespaceURI !== space.ds && !(node.nodeType === Node.TEXT_NODE && node.data.trim() === ""));
    const [wanted, there] = [nodes(pattern).filter((node) => node.nodeType === Node.ELEMENT_NODE || nodes(pattern).length === 1), nodes(found)];
    if (pattern.children.length === 0) return this.text(pattern, found, there, path);
    if (there.some((node) => node.nodeType !== Node.ELEMENT_NODE)) return path;
    const contents = wanted.filter((element) => element.localName === "content");
    if (contents.length > 0) return this.contents(pattern, contents, there, path);
    let next = 0;
    const counts = new Map();
    for (const element of there) {
      const below = `${path}/${element.localName}`;
      const isFree = anyOrder.includes(element.localName);
      const candidates = wanted.map((one, index) => [one, index]).filter(([one, index]) => isAlike(one, element) && (isFree || index >= next));
      if (candidates.length === 0) return below;
      let furthest = null;
      const kept = new Map(this.gaps);
      const fitting = candidates.find(([one]) => {
        this.gaps = new Map(kept);
        const difference = this.differs(one, element, below);
        // The candidate that fits furthest tells what is wrong.
        if (difference !== null && difference.length > (furthest?.length ?? 0)) furthest = difference;
        return difference === null;
      });
      if (!fitting) return furthest;
      const [one, index] = fitting;
      counts.set(one, (counts.get(one) ?? 0) + 1);
      if (counts.get(one) > 1 && !mayRepeat.includes(element.localName) && !one.id.endsWith("-1")) return below;
      if (one.id.endsWith("-1") && element.id !== `${one.id.slice(0, -1)}${counts.get(one)}`) return below;
      next = Math.max(next, index);
    }
    const lacking = wanted.find((one) => !this.isLoose(one) && !counts.has(one));
    return lacking ? `${path}/${lacking.localName}` : null;
  }

  isLoose(element) {
    return element.hasAttribute("may-be-missing") || mayMiss.includes(element.localName);
  }

  text(pattern, found, there, path) {
    if (found.children.length > 0 || there.some((node) => node.nodeType !== Node.TEXT_NODE)) return path;
    const text = found.textContent.trim();
    if (compared.includes(found.localName)) return this.plain(found, path);
    // Of the whole file the first language of the paper.
    const wanted = found.localName === "mandatoryLangCodeISO639_1" ? this.languages[0] : pattern.textContent.trim();
    return this.fills(wanted, text) ? null : path;
  }

  /** Words of the product in both languages; texts of facts in those of the paper, and once where they say the same. */
  contents(pattern, wanted, there, path) {
    const fact = pattern.getAttribute("fact");
    const languages = fact ? this.languages : ["zh", "en"];
    const said = there.map((element) => [element.getAttribute("lang"), element.textContent.trim()]);
    const most = fact === "same" ? 1 : languages.length;
    const isShort = fact && said.length === 1;
    if (said.length > most || (said.length < languages.length && !isShort) || said.some(([language], i) => language !== languages[i]) || (fact && said.length === 2 && said[0][1] === said[1][1])) return path;
    for (const [i, [language, text]] of said.entries()) {
      const one = wanted.find((element) => element.getAttribute("lang") === language) ?? wanted[0];
      if (!isAlike(one, there[i]) || there[i].attributes.length !== 1 || there[i].children.length > 0 || !this.fills(one.textContent.trim(), text)) return `${path}/content`;
    }
    return null;
  }

  /** A text always says something; an attribute may be empty. */
  fills(pattern, text, count = "+") {
    const names = [];
    let at = 0;
    let expression = "";
    const quoted = (part) => part.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
    for (const match of pattern.matchAll(gapText)) {
      expression += `${quoted(pattern.slice(at, match.index))}([\\s\\S]${count}?)`;
      names.push(match[1]);
      at = match.index + match[0].length;
    }
    const found = new RegExp(`^${expression}${quoted(pattern.slice(at))}$`).exec(text);
    return found !== null && names.every((name, i) => {
      if (name === "") return true;
      if (!this.gaps.has(name)) this.gaps.set(name, found[i + 1]);
      return name.startsWith("mark.") || this.gaps.get(name) === found[i + 1];
    });
  }
}

const isAlike = (pattern, found) => found.nodeType === Node.ELEMENT_NODE && pattern.localName === found.localName && pattern.namespaceURI === found.namespaceURI
  && (pattern.id === found.id || (pattern.id.endsWith("-1") && found.id.startsWith(pattern.id.slice(0, -1)))) && (pattern.localName === "quantity" || pattern.getAttribute("refType") === found.getAttribute("refType"));

/** Things of the DCC that neither stand on the pages nor follow from them. */
function notShownOf(document, dcc) {
  const kind = kindOf(dcc);
  const pattern = new DOMParser().parseFromString(kind.pattern, "application/xml").documentElement;
  const root = document.documentElement;
  const where = new Pattern(dcc).differs(pattern, root, "") ?? ruleBroken(root, dcc, kind);
  return where === null ? [] : [{ code: "dcc.not-shown", text: both(`${where.replace(/^\//, "")}：页面没有这一项，或它与页面不符。`, `${where.replace(/^\//, "")}: the pages do not show this, or otherwise.`) }];
}

/** What follows from other facts of the certificate; the place of what does not, or null. */
function ruleBroken(root, dcc, kind) {
  const isOf = (pairs, text) => pairs.some((pair) => pair.zh === text.zh && pair.en === text.en);
  const same = (one, other) => one.zh === other.zh && one.en === other.en;
  const kindOfVerification = statementOf(dcc, "verificationKind");
  if (kindOfVerification && !isOf(product.verificationKinds, inBoth(kindOfVerification.declaration))) return "statement/verificationKind";
  if (numbered(dcc, "watermark-").some((statement) => !isOf(product.marks, inBoth(statement.name)))) return "statement/watermark";
  if (Boolean(dcc.replaces) !== Boolean(statementOf(dcc, "replaces"))) return "coreData/reportAmendedSubstituted";
  const equipment = [...root.getElementsByTagNameNS(space.dcc, "certificate")].find((element) => !certificateHolds(element, dcc.ended));
  if (equipment) return "measuringEquipment/certificate";
  if (dcc.equipment.some((one, i) => one.isStandard && i > 0 && !dcc.equipment[i - 1].isStandard)) return "measuringEquipments";
  const hasExpanded = dcc.values.some((value) => value.uncertainty);
  if (dcc.methods.some((method) => method.norms[0] === "JCGM 100:2008" && method.id === null) !== hasExpanded) return "usedMethods";
  const condition = [...root.getElementsByTagNameNS(space.dcc, "influenceCondition")].find((element) => at(element, "data", "quantity")?.getAttribute("refType") !== element.getAttribute("refType"));
  if (condition || dcc.conditions.some((one) => !conditionHolds(one))) return "influenceCondition";
  for (const quantity of root.getElementsByTagNameNS(space.dcc, "quantity")) if (!unitsHold(quantity)) return "quantity/unit";
  return resultsBroken(dcc, kind, same);
}

function certificateHolds(element, work) {
  const [{ zh, en }, until] = [inBoth(textOf(element, "description")), product.phrases.until];
  const date = en.slice(until.en.length);
  const isKnown = day.test(date);
  const fits = en === until.en.trim() + " " + date && zh === until.zh + (isKnown ? dateText(date).zh : date);
  const hash = plain(element, "value");
  return (isKnown || date === dash) && fits && (hash === product.noDigest) === (plain(element, "procedure") === product.noDigest) && plain(element, "inValidityRange") === (isKnown ? String(date >= work) : null);
}

const conditionHolds = ({ refType, unit }) => !refType || { [product.refTypes.temperature]: ["\\degreecelsius", "\\kelvin"], [product.refTypes.humidity]: ["\\percent"] }[refType]?.includes(unit);

/** One unit is said once for a whole list, and every unit is known. */
function unitsHold(quantity) {
  const nonSi = plain(at(quantity, "measurementMetaData", "metaData"), "nonSIUnit");
  const element = [...quantity.children].find((child) => child.namespaceURI === space.si);
  if (!element) return true;
  const units = listOf(said(si(element, "unit") ?? si(element, "unitXMLList")));
  const isKnown = (unit) => [...unitsBySymbol.values()].some(([notation, name]) => notation === unit && name === nonSi);
  return units.every(isKnown) && (units.length === 1 || (new Set(units).size > 1 && nonSi === null));
}

function resultsBroken(dcc, kind, same) {
  const judged = dcc.conformities.filter(isItem);
  const ids = itemIds(dcc);
  for (const [i, result] of dcc.results.entries()) {
    const place = `results/result[${i + 1}]`;
    if (judged.length === dcc.results.length && !same(inBoth(judged[i].name), inBoth(result.name))) return `measurementMetaData/metaData[${i + 1}]/name`;
    const rows = rowsOf(result, kind);
    for (const [language, text] of result.points)
      if (text !== `${kind.points[language]}${rows.map((row, n) => `${n + 1} ${row[language]}`).join("; ")}`) return `${place}/data/list/description`;
    for (const column of result.results) {
      const end = Object.keys(product.judged).find((one) => column.values[0]?.label?.endsWith(one));
      if (!end || product.judged[end] !== column.refType) return `${place}/data/list/quantity`;
    }
    for (const column of result.readings) {
      const label = column.values[0]?.label ?? "";
      const wanted = label.includes("/settings/") ? "basic_nominalValue" : label.endsWith("/error") ? "basic_measurementError" : null;
      if (wanted ? column.refType !== wanted : ["basic_nominalValue", "basic_measurementError"].includes(column.refType)) return `${place}/data/list/quantity/@refType`;
    }
    if (result.text.length > 0) {
      const status = judged.length === dcc.results.length ? judged[i].status : "none";
      if (!same(inBoth(result.text), product.verdicts[status] ?? product.verdicts.none)) return `${place}/data/text`;
    } else if (result.checks.length + result.results.length === 0) return `${place}/data`;
    if (ids[i] === "") return place;
  }
  return judged.every((one) => ids.includes(one.reference)) ? null : "measurementMetaData/metaData/reference";
}
