// Every text of the pages in the order in which they are read, against what this product prints there for such a certificate.
const kindOf = (dcc) => (dcc.paper?.isKnown && statementOf(dcc, "documentKind") && product.kinds.find((kind) => kind.title.zh === inLanguage(statementOf(dcc, "documentKind").name, "zh"))) || null;
const idsOf = (label) => (label ?? "").split("/");
const isItem = (one) => one.reference !== null && !one.reference.includes("/");
const failedItems = (dcc) => dcc.conformities.filter((one) => isItem(one) && one.status === "fail").map((one) => inBoth(one.name));
/** Items that hold no value at all are known by what judges them. */
const itemIds = (dcc) => {
  const judged = dcc.conformities.filter(isItem);
  return dcc.results.map((result, i) => (judged.length === dcc.results.length ? judged[i].reference : result.item));
};

class ExpectedTexts {
  all = [];

  constructor(dcc, kind, ids) {
    Object.assign(this, { dcc, ids, own: kind.words, kind, languages: dcc.paper.languages });
    this.first = this.languages[0];
    this.second = this.first === "zh" ? "en" : "zh";
    this.isBilingual = this.languages.length > 1;
  }

  label(text) {
    return this.isBilingual && text.zh !== text.en ? `${text[this.first]} ${text[this.second]}` : text[this.first];
  }

  /** A blank text leaves nothing on the page; a dash stands for it in the certificate. */
  add(text) {
    if (text.trim() && text.trim() !== dash) this.all.push({ id: null, text });
  }

  /** Labels and headings: both languages in one line. */
  words(...texts) {
    for (const text of texts) this.add(this.label(text));
  }

  /** A sentence or cell: the second language below the first, where it says something else. */
  sentence(text) {
    this.add(text[this.first]);
    if (this.isBilingual && text.zh !== text.en) this.add(text[this.second]);
  }

  /** Facts, where the pages have them: what they say is compared with the certificate elsewhere. */
  values(...ids) {
    for (const id of ids) this.value(id);
  }

  value(id, { before = both("", ""), fits } = {}) {
    for (const [name, language] of this.isBilingual ? [[id, this.first], [`${id}@2`, this.second]] : [[id, this.first]])
      if (this.ids.has(name)) this.all.push({ id: name, text: before[language], fits: fits && ((text) => fits(text, language)) });
  }

  build() {
    const { dcc, own: words } = this;
    const common = product.words;
    this.cover(words, common);
    this.standards(words, common);
    this.words(common.notes);
    this.sentence(words.scope);
    this.sentence(words.traceability);
    const isAskedFor = !statementOf(dcc, "verificationKind") && dcc.validUntil;
    if (isAskedFor) this.sentence(common.askedFor);
    let count = isAskedFor ? 4 : 3;
    for (const one of dcc.conformities.filter((other) => isItem(other) && other.declaration.length > 0)) {
      const before = `${count++}.`;
      this.value(`${one.reference}/decision`, { before: both(before, before) });
    }
    const ids = itemIds(dcc);
    const plots = new Map(plotsOf(dcc).map((plot) => [plot.item, plot]));
    dcc.results.forEach((result, i) => this.result(i, ids[i], result, plots.get(i)));
    this.remarks(words, common);
    return this.all;
  }

  cover(words, common) {
    const { dcc } = this;
    const signature = (role, label) => this.ids.has(`signatures/${role}`) && this.labelled(label, `signatures/${role}`);
    this.value("institution/name");
    this.add(inBoth(dcc.laboratory)[this.second]);
    this.value("title");
    this.add(inBoth(statementOf(dcc, "documentKind").name)[this.second]);
    for (const [field, label] of words.cover.filter(([name]) => this.ids.has(`cover/${name}`))) {
      this.words(label);
      this.value(`cover/${field}`, { fits: field === "conclusion" ? this.conclusion(common) : undefined });
    }
    signature("approver", common.approver);
    signature("checker", common.checker);
    signature("verifier", words.verifier);
    this.all.push({ id: null, text: this.label(common.seal), isOptional: true });
    this.labelled(common.checkCode, "check/code");
    this.values("institution/contact", "check/address", "ledger", ...numbered(dcc, "template-").map((_, i) => `statements/${i + 1}`));
  }

  labelled(label, ...ids) {
    this.words(label);
    this.values(...ids);
  }

  /** What the verdicts of the items say; a class is named by nobody else. */
  conclusion(common) {
    const failed = failedItems(this.dcc);
    const items = both(failed.map((one) => one.zh).join("、"), failed.map((one) => one.en).join(", "));
    const passed = (text, language) => {
      const [before, after] = squeezed(common.passedClass[language]).split("{class}");
      return text === common.passed[language] || (text.startsWith(before) && text.endsWith(after));
    };
    const conforms = failed.length === 0 ? common.allConform : phrase(common.notConforming, { items });
    switch (statementOf(this.dcc, "documentKind").conformity) {
      case "pass": return (text, language) => failed.length === 0 && passed(text, language);
      case "fail": return (text, language) => failed.length > 0 && text === squeezed(phrase(common.rejected, { items })[language]);
      default: return (text, language) => text === squeezed(conforms[language]);
    }
  }

  standards(words, common) {
    const { dcc } = this;
    const standards = dcc.equipment.filter((one) => one.isStandard).length;
    const table = (title, columns, root, rows) => {
      this.words(title, ...columns.map(([, label]) => label));
      for (let row = 1; row <= rows; row++) this.values(...columns.map(([part]) => `${root}/${row}/${part}`));
    };
    this.labelled(common.authorisation, "authorisation");
    this.labelled(words.method, "procedure", "procedure/data");
    table(words.standards, common.standardColumns, "standards", standards);
    table(words.equipment, common.equipmentColumns, "equipment", dcc.equipment.length - standards);
    this.values(...dcc.equipment.slice(standards).map((_, i) => `equipment/${i + 1}/file`));
    this.words(words.conditions);
    this.labelled(words.place, "place");
    for (const condition of dcc.conditions) this.labelled(inBoth(condition.within[0]), condition.label ?? "");
    this.value("unjudged");
    if (statementOf(dcc, "sampling")) this.labelled(common.sampling, "sampling");
    if (statementOf(dcc, "externalResults")) this.labelled(common.external, "external");
  }

  result(index, item, result, plot) {
    const common = product.words;
    const title = inBoth(result.name);
    const points = new Map();
    rowsOf(result, this.kind).forEach((name, i) => points.has(result.pointIds[i]) || points.set(result.pointIds[i], name));
    this.words(both(`${index + 1} ${title.zh}`, `${index + 1} ${title.en}`));
    if (result.checks.length > 0) this.words(common.check, common.result);
    for (const check of result.checks) {
      this.sentence(inBoth(check.name));
      this.value(check.id ?? "");
    }
    if (result.readings.length > 0) this.readings(result.readings, points);
    if (result.results.length > 0) this.judged(item, result, points);
    if (plot) this.plot(plot);
    this.value(`${item}/verdict`, { before: common.concluded });
  }

  /** Numbers of the axes, then what is drawn how; where the numbers stand is compared with the drawing. */
  plot(plot) {
    const [numbers, legend] = [plotNumbers(plot).join(""), this.label(legendOf(plot))];
    this.words(both(numbers, numbers));
    this.all.push({ id: null, text: legend, fits: (text) => legendFits(text, squeezed(legend), plot.unit) });
  }

  readings(columns, points) {
    const isSetting = (column) => column.values[0]?.label?.includes("/settings/");
    const count = columns.findIndex((column) => !isSetting(column));
    const settings = count < 0 ? columns : columns.slice(0, count);
    const values = columns.slice(settings.length);
    this.words(product.words.measurements, this.own.point, ...settings.map((column) => inBoth(column.name)), product.words.repeat);
    for (const column of values) this.heading(inBoth(column.name), column);
    columns[0].values.forEach(({ label }, row) => {
      const [, point, repeat] = idsOf(label);
      this.sentence(points.get(point ?? "") ?? both("?", "?"));
      for (const column of settings)
        if (column.values[row]?.digits === missing) this.all.push({ id: null, text: dash });
        else this.value(column.values[row]?.label ?? "");
      this.words(both(repeat ?? "?", repeat ?? "?"));
      this.values(...values.map((column) => column.values[row]?.label ?? ""));
    });
  }

  judged(item, result, points) {
    const common = product.words;
    const columns = [["mean", common.mean], ["rounded", common.rounded], ["limit", common.limit], ["uncertainty", both("U(k=…)", "U(k=…)")], ["verdict", common.conclusion]];
    const shown = columns.filter(([part]) => result.pointIds.some((point) => this.ids.has(`${item}/${point}/${part}`)));
    this.words(this.own.results, this.own.point);
    for (const [part, title] of shown)
      if (part === "verdict") this.words(title);
      else this.heading(title, result.results[0], part === "uncertainty");
    for (const point of result.pointIds) {
      this.sentence(points.get(point));
      this.values(...shown.map(([part]) => `${item}/${point}/${part}`));
    }
  }

  /** Words and the unit of the column, "误差/%"; a column in unit one has none. */
  heading(title, column, isExpanded = false) {
    const [unit, nonSi] = column.values.length > 0 ? [column.values[0].unit, column.values[0].nonSi] : ["\\one", null];
    const isUnit = (symbol) => symbolOf(symbol) !== null && dsiOf(symbol)[0] === unit && dsiOf(symbol)[1] === nonSi;
    const fits = (text) => {
      const match = isExpanded && /^U\((k=[0-9]+(\.[0-9]+)?|p=[0-9]+(\.[0-9]+)?%)\)/.exec(text);
      const mine = match ? both(match[0], match[0]) : title;
      const half = text.slice(0, text.length / 2);
      const [zh, en, label] = [mine.zh, mine.en, this.label(mine)].map(squeezed);
      // A bilingual heading has the unit twice: after the words of each language.
      return headingFits(isExpanded && half + half === text ? half : text, label, zh, en, isUnit);
    };
    this.all.push({ id: null, text: this.label(title), fits });
  }

  remarks(words, common) {
    const { dcc } = this;
    const failed = failedItems(dcc);
    if (failed.length > 0) this.words(common.failures);
    for (const name of failed) this.sentence(name);
    if (statementOf(dcc, "notVerified")) this.labelled(words.notVerified, "not-verified");
    const remarks = numbered(dcc, "remark-");
    if (remarks.length > 0) this.labelled(common.remarks, ...remarks.map((_, i) => `remarks/${i + 1}`));
    if (statementOf(dcc, "unconfirmed-1")) this.labelled(common.unconfirmed, "unconfirmed");
    this.sentence(common.end);
  }
}

function headingFits(text, label, zh, en, isUnit) {
  if (text === label) return isUnit("1");
  if (label === zh || label === en) return text.startsWith(`${label}/`) && isUnit(text.slice(label.length + 1));
  const [first, second] = label.startsWith(zh) ? [zh, en] : [en, zh];
  const length = (text.length - label.length - 2) / 2;
  const unit = text.slice(first.length + 1, first.length + 1 + length);
  return length > 0 && isUnit(unit) && text === `${first}/${unit}${second}/${unit}`;
}

/** Names of the points, which stand numbered in one text: "检定点：1 …; 2 …". */
function rowsOf(result, kind) {
  const count = result.pointIds.length;
  const said = inBoth(result.points);
  const before = both(kind.points.zh, result.points.length > 1 || said.en.startsWith(kind.points.en) ? kind.points.en : kind.points.zh);
  const [zh, en] = ["zh", "en"].map((language) => {
    let rest = said[language].startsWith(before[language]) ? said[language].slice(before[language].length) : said[language];
    const rows = [];
    for (let number = 1; number <= count; number++) {
      if (rest.startsWith(`${number} `)) rest = rest.slice(`${number} `.length);
      const end = number < count ? rest.indexOf(`; ${number + 1} `) : rest.length;
      rows.push(end < 0 ? rest : rest.slice(0, end));
      rest = end < 0 || number === count ? "" : rest.slice(end + 2);
    }
    return rows;
  });
  return zh.map((name, i) => both(name, en[i]));
}

/** Places where the pages show something else. */
function wordsOf(texts, dcc) {
  const expected = new ExpectedTexts(dcc, kindOf(dcc), new Set(texts.map((text) => text.id).filter((id) => id !== null))).build();
  const fits = (wanted, found) => {
    const text = squeezed(found.text);
    if (wanted.id !== found.id) return false;
    return wanted.fits ? wanted.fits(text) : wanted.id !== null ? text.startsWith(squeezed(wanted.text)) : text === squeezed(wanted.text);
  };
  const differences = [];
  let [at, should, near] = [0, 0, ""];
  while ((at < texts.length || should < expected.length) && differences.length < 10) {
    const [found, wanted] = [texts[at], expected[should]];
    near = found?.id ?? near;
    if (found && wanted && fits(wanted, found)) [at, should] = [at + 1, should + 1];
    else if (wanted?.isOptional) should++;
    else {
      const [want, have] = [wanted && (wanted.id ?? wanted.text), found && (found.id ? `${found.text} [${found.id}]` : found.text)];
      differences.push({ code: "page.words", text: both(`第 ${found?.page ?? 0} 页（${near || "开头"} 之后）应为「${want ?? "无文字"}」，实为「${have ?? "无文字"}」。`, `Page ${found?.page ?? 0}, after ${near || "the beginning"}, should show “${want ?? "nothing"}” and shows “${have ?? "nothing"}”.`) });
      // The same kind of text stands for the other one; else one of both is too many.
      const isSame = found && wanted && (found.id === null) === (wanted.id === null);
      at += isSame || (found && (found.id === null || !wanted)) ? 1 : 0;
      should += isSame || (wanted && !(found && found.id === null)) ? 1 : 0;
    }
  }
  return differences;
}
