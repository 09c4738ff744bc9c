// Pages against DCC, fact by fact and both ways: digits as printed, units, U, k, verdicts, words. Only spaces may differ.
const spaces = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/g;
const squeezed = (text) => text.replace(spaces, "");
const endBlanks = new RegExp(`^(?:${spaces.source})+|(?:${spaces.source})+$`, "g");
/** As String.Trim: the byte order mark is no blank, and NEL is one. */
const trimmed = (text) => text.replace(endBlanks, "");
const dash = "—";
const unitsBySymbol = new Map(Object.entries(product.units));
const spellings = new Map(Object.entries(product.spellings));
const symbolOf = (text) => (unitsBySymbol.has(text) ? text : spellings.get(text) ?? null);
/** Notation and name beside it; a unit that nobody knows stands for itself. */
const dsiOf = (symbol) => unitsBySymbol.get(symbolOf(symbol)) ?? [symbol, null];
const shownNumber = (digits, [notation, nonSi]) => (nonSi ? `${digits} ${notation} (${nonSi})` : `${digits} ${notation}`);
const lastPart = (id) => id.slice(id.lastIndexOf("/") + 1);
const firstOf = (id) => (id.endsWith("@2") ? id.slice(0, -2) : null);
const phrase = (text, names) => Object.fromEntries(["zh", "en"].map((language) => [language, text[language].replace(/\{(\w+)\}/g, (whole, name) => (names[name] === undefined ? whole : names[name][language] ?? names[name]))]));
const dateText = (date) => (date ? both(date.replace(/^(\d+)-(\d+)-(\d+)$/, "$1年$2月$3日"), date) : both("", ""));
const worded = /^(cover|institution|signatures|check|standards|equipment|statements|remarks)\/|^(title|watermarks|ledger|place|authorisation|procedure|procedure\/data|unconfirmed|not-verified|unjudged|sampling|external)$/;
const isNumber = (id) => !worded.test(id);
const pathOf = (id) => (!isNumber(id) ? id : id.startsWith("environment/") ? `conditions/${id.slice("environment/".length)}` : `results/${id}`);

/** A dash is no value, and a path that comes twice is a difference that somebody sees. */
class PathValues extends Map {
  add(path, text) {
    const value = text?.trim();
    if (value && value !== dash) this.set(path, this.has(path) ? `${this.get(path)}; ${value}` : value);
  }
}

function unitIn(heading) {
  for (let slash = heading.indexOf("/"); slash >= 0; slash = heading.indexOf("/", slash + 1)) {
    const unit = symbolOf(heading.slice(slash + 1).trim());
    if (unit !== null) return unit;
  }
  return null;
}

function withUnit(text, unit) {
  if (text === dash) return text;
  const measured = unit === null ? /^([-+]?[0-9]+(?:\.[0-9]*)?)[\s]*([^0-9.\s].*)$/.exec(text) : null;
  if (measured) [, text, unit] = measured;
  return shownNumber(text, dsiOf(unit || "1"));
}

const beside = /\s*\((?:k=(?<k>[0-9]+(?:\.[0-9]+)?)|p=(?<share>[0-9]+(?:\.[0-9]+)?)%|p=(?<p>[0-9]+(?:\.[0-9]+)?))\)/;
const twoDecimals = (value) => (Math.round(Number((value * 100).toPrecision(15))) / 100).toFixed(2);

/** Probability of the normal law within ±k: a series, as far as digits go (JCGM 100 G.1.3). */
function normalCoverage(k) {
  let [term, sum] = [k, k];
  for (let n = 1; n < 400 && Math.abs(term) > 1e-17; n++) {
    term *= (-k * k) / (2 * n);
    sum += term / (2 * n + 1);
  }
  return k > 7 ? 1 : sum * Math.sqrt(2 / Math.PI);
}

function pageValues(facts) {
  const values = new PathValues();
  for (const { id, text, heading } of facts) {
    const value = text.trim();
    const part = lastPart(id);
    if ((part === "range" || part === "uncertainty") && id.startsWith("standards/")) continue;
    if (part === "limit") limits(id, value, unitIn(heading), values);
    else if (part === "uncertainty" && isNumber(id)) expandedIn(id, value, heading, values);
    else if (part === "verdict" || part === "conforms") values.add(pathOf(id), value.slice(Object.values(product.words.concluded).find((word) => value.startsWith(word))?.length ?? 0));
    else if (part === "decision") values.add(id, value.replace(/^[0-9]+\.\s*/, ""));
    else values.add(pathOf(id), isNumber(id) ? withUnit(value, unitIn(heading)) : value);
  }
  for (const { id, text } of facts.filter((fact) => lastPart(fact.id) === "range")) {
    const owner = id.slice(0, id.lastIndexOf("/"));
    const [range, uncertainty] = [text, facts.find((fact) => fact.id === `${owner}/uncertainty`)?.text ?? ""].map((one) => (one.trim() === dash ? "" : one.trim()));
    values.add(`${owner}/description`, `${range}${product.afterRange}${uncertainty}`);
  }
  return values;
}

function expandedIn(id, text, heading, values) {
  const [mine, title] = [beside.exec(text), beside.exec(heading)];
  values.add(pathOf(id), withUnit(mine ? text.slice(0, mine.index) : text, unitIn(heading)));
  if (text === dash) return;
  const factor = mine?.groups.k ?? title?.groups.k;
  const share = title?.groups.share;
  values.add(`${pathOf(id)}/k`, factor);
  values.add(`${pathOf(id)}/p`, mine?.groups.p ?? (share !== undefined ? twoDecimals(share / 100) : factor === undefined ? undefined : twoDecimals(normalCoverage(+factor))));
}

/** "±1.0", "-4.0 ~ +1.0", "≤ 0.2", "> 3". */
function limits(id, text, unit, values) {
  if (text === dash) return;
  const add = (side, digits) => values.add(`${pathOf(id)}/${side}`, withUnit(digits, unit));
  const pair = text.split("~").map((part) => part.trim());
  if (text.startsWith("±")) {
    add("lower", `-${text.slice(1)}`);
    add("upper", `+${text.slice(1)}`);
  } else if (pair.length === 2) {
    add("lower", pair[0]);
    add("upper", pair[1]);
  } else add(/^[≤<]/.test(text) ? "upper" : /^[≥>]/.test(text) ? "lower" : "unreadable", text.replace(/^[≤<≥> ]+/, ""));
}

function dccValues(dcc, language) {
  const values = new PathValues();
  const say = (text) => inLanguage(text, language);
  const declared = (id) => say(statementOf(dcc, id)?.declaration);
  const put = (path, text, names) => values.add(path, phrase(text, names)[language]);
  values.add("title", say(statementOf(dcc, "documentKind")?.name));
  values.add("institution/name", say(dcc.laboratory));
  put("institution/contact", product.phrases[dcc.telephone ? "contactWithTelephone" : "contact"], { address: inBoth(dcc.laboratoryAddress), telephone: dcc.telephone });
  if (dcc.check) {
    values.add("check/code", dcc.check.code);
    put("check/address", product.phrases[dcc.check.address ? "checkHint" : "checkHintWithoutAddress"], { address: dcc.check.address.split("?")[0] });
  }
  values.add("watermarks", numbered(dcc, "watermark-").map((statement) => say(statement.name)).join(" "));
  coverValues(dcc, language, values);
  for (const [id, role] of Object.entries(product.roles)) values.add(id, dcc.persons.filter((person) => person.role === role).map((person) => say(person.name)).join("; "));
  for (const [path, id] of [["place", "place"], ["authorisation", "authorisation"], ["ledger", "ledger"], ["not-verified", "notVerified"], ["unjudged", "unjudged"], ["sampling", "sampling"], ["external", "externalResults"]]) values.add(path, declared(id));
  const unconfirmed = numbered(dcc, "unconfirmed-");
  if (unconfirmed.length > 0) {
    const facts = Object.fromEntries(["zh", "en"].map((code) => [code, unconfirmed.map((statement) => inLanguage(statement.declaration, code)).join(product.phrases.betweenUnconfirmed[code])]));
    put("unconfirmed", product.phrases[statementOf(dcc, "verificationKind") ? "unconfirmed" : "unconfirmedByMethod"], { facts });
  }
  for (const [prefix, root] of [["remark-", "remarks"], ["template-", "statements"]]) numbered(dcc, prefix).forEach((statement, i) => values.add(`${root}/${i + 1}`, say(statement.declaration)));
  equipmentValues(dcc, language, values);
  for (const condition of dcc.conditions.filter((one) => one.label !== null)) values.add(condition.label.startsWith("environment/") ? pathOf(condition.label) : `conditions/${condition.label}`, valueText(condition));
  for (const value of dcc.values) {
    const path = `results/${value.label ?? `unlabelled/${inLanguage(value.name, "en")}`}`;
    values.add(path, valueText(value));
    if (!value.uncertainty) continue;
    const mine = `${path.slice(0, path.lastIndexOf("/"))}/uncertainty`;
    values.add(mine, shownNumber(value.uncertainty.digits, [value.unit, value.nonSi]));
    values.add(`${mine}/k`, value.uncertainty.factor ?? dash);
    values.add(`${mine}/p`, value.uncertainty.probability ?? dash);
  }
  const items = dcc.conformities.filter((one) => one.reference !== null && !one.reference.includes("/"));
  for (const one of items) values.add(`${one.reference}/decision`, say(one.declaration));
  for (const one of items) values.add(`results/${one.reference}/verdict`, statusText(one.status, language));
  for (const one of dcc.conformities.filter((other) => other.reference?.endsWith("/verdict"))) values.add(`results/${one.reference}`, statusText(one.status, language));
  for (const one of dcc.conformities.filter((other) => other.reference?.endsWith("/conforms"))) values.add(`results/${one.reference}`, ["pass", "fail", "conditionalPass"].includes(one.status) ? product.conforms[one.status === "pass" ? "pass" : "fail"][language] : one.status);
  return values;
}

const valueText = ({ digits, unit, nonSi }) => (digits === missing ? dash : shownNumber(digits, [unit, nonSi]));
const statusText = (status, language) => (["pass", "conditionalPass", "fail"].includes(status) ? product.verdicts[status][language] : status);

function coverValues(dcc, language, values) {
  const add = (field, text) => values.add(`cover/${field}`, text);
  const say = (text) => inLanguage(text, language);
  const [item] = dcc.items;
  for (const [field, text] of [
    ["number", dcc.number], ["customer", say(dcc.customer)], ["customer-address", say(dcc.customerAddress)], ["item", say(item.name)], ["model", item.model], ["serial-number", item.serial],
    ["manufacturer", item.manufacturer], ["kind", say(statementOf(dcc, "verificationKind")?.declaration)], ["conclusion", say(statementOf(dcc, "documentKind")?.declaration)],
    ["received-on", dateText(dcc.received)[language]], ["work-date", dateText(dcc.ended)[language]], ["valid-until", dateText(dcc.validUntil)[language]], ["issued-on", dateText(dcc.issued)[language]],
  ]) add(field, text);
  if (dcc.replaces) add("replaces", phrase(product.phrases.replaces, { number: dcc.replaces.number, reason: say(statementOf(dcc, "replaces")?.declaration) })[language]);
  const method = dcc.methods.find((one) => one.id === "procedure");
  if (!method) return;
  const designation = phrase(product.phrases.designation, { citation: method.norms[0] ?? "", title: inBoth(method.name) })[language];
  add("procedure", designation);
  values.add("procedure", designation);
  const hash = method.references.find((reference) => reference.startsWith("sha256:"))?.slice("sha256:".length) ?? "";
  const software = dcc.software.length === 0 ? "" : `${say(dcc.software[0].name)} ${dcc.software[0].release}`;
  values.add("procedure/data", phrase(product.phrases.procedureData, { transcription: inBoth(method.description), hash, software })[language]);
}

function equipmentValues(dcc, language, values) {
  const say = (text) => inLanguage(text, language);
  const until = ({ certificate }) => {
    const [before, text] = [product.phrases.until[language], say(certificate?.description)];
    return text.startsWith(before) ? text.slice(before.length) : text;
  };
  dcc.equipment.filter((one) => one.isStandard).forEach((standard, i) => {
    const parts = { name: say(standard.name), description: say(standard.description), certificate: standard.certificate?.number, "public-certificate": standard.identification, "valid-until": until(standard) };
    for (const [part, text] of Object.entries(parts)) values.add(`standards/${i + 1}/${part}`, text);
  });
  dcc.equipment.filter((one) => !one.isStandard).forEach((equipment, i) => {
    const { certificate } = equipment;
    const parts = {
      name: say(equipment.name), model: equipment.model, "serial-number": equipment.identification, uncertainty: say(equipment.description), certificate: certificate?.number, issuer: say(certificate?.issuer), "valid-until": until(equipment),
      file: certificate?.digest ? phrase(product.phrases.certificateFile, { number: certificate.number, hash: certificate.digest })[language] : null,
    };
    for (const [part, text] of Object.entries(parts)) values.add(`equipment/${i + 1}/${part}`, text);
  });
}

/** What pages and DCC do not say alike. */
function parityOf(facts, language, dcc) {
  const found = [];
  const compare = (printed, written, mark, mayMiss) => {
    const differ = (path) => squeezed(printed.get(path) ?? "\u0001") !== squeezed(written.get(path) ?? "\u0001");
    const add = (path) => found.push({ code: "parity", text: both(`${path}${mark}：纸面 ${printed.get(path) ?? "无"}，DCC ${written.get(path) ?? "无"}`, `${path}${mark}: paper ${printed.get(path) ?? "nothing"}, DCC ${written.get(path) ?? "nothing"}`) });
    for (const path of printed.keys()) if (differ(path)) add(path);
    for (const path of written.keys()) if (!printed.has(path) && !mayMiss(path)) add(path);
  };
  const written = dccValues(dcc, language);
  compare(pageValues(facts.filter(({ id }) => firstOf(id) === null)), written, "", () => false);
  if (dcc.paper && dcc.paper.languages.length < 2) return found;
  const second = facts.filter(({ id }) => firstOf(id) !== null).map((fact) => ({ ...fact, id: firstOf(fact.id) }));
  if (second.length === 0 && !dcc.paper) return found;
  // A bilingual paper says there what differs, and that it must say; title, institution and marks stand in one line.
  const other = dccValues(dcc, language === "zh" ? "en" : "zh");
  compare(pageValues(second), other, "@2", (path) => ["title", "institution/name", "watermarks"].includes(path) || squeezed(other.get(path)) === squeezed(written.get(path) ?? "\u0001"));
  return found;
}
