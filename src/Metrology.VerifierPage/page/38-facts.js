// The facts of a run that nobody has confirmed against the text of the regulation, in words (Core/Runs/UnconfirmedFacts, ItemFacts, Core/Procedures/LimitText), and the evaluation as its bytes (Core/Records/EvaluationJson).
class FactList {
  facts = new Map();

  add(confirmed, path, zh, en) {
    if (!confirmed && !this.facts.has(path)) this.facts.set(path, both(zh, en));
  }
}

function unconfirmedFactsOf(plan) {
  const list = new FactList();
  const { procedure } = plan;
  // A condition without bounds is recorded and judges nothing.
  for (const condition of procedure.environment.filter((one) => one.minimum || one.maximum)) {
    const { minimum, maximum, label, unit } = condition;
    const range = writtenQuantity(minimum && maximum ? `${minimum}~${maximum}` : minimum ? `≥ ${minimum}` : `≤ ${maximum}`, unit);
    list.add(condition.confirmed, `environment.${condition.id}`, `${label.zh}条件 ${range}`, `condition ${label.en} ${range}`);
  }
  for (const { confirmed, measurand, limitDividedByU: n } of procedure.references) list.add(confirmed, `references.${measurand}`, `标准器要求 ${n}·U(k = 2)≤ 最大允许误差`, `requirement on the reference: ${n}·U (k = 2) ≤ MPE`);
  for (const item of plan.items) itemFacts(plan, item, list);
  const { value: months, confirmed } = procedure.periodMonths;
  if (months !== null) list.add(confirmed, "periodMonths", `检定周期 ${months} 个月`, `verification period ${months} months`);
  else list.add(confirmed, "periodMonths", "检定周期未知", "the verification period is not known");
  list.add(procedure.validUntil.confirmed, "validUntil", "有效期至的推算方式", "the rule for the last day of validity");
  list.add(procedure.layout.confirmed, "layout", "原始记录和证书内页格式", "the layout of record and certificate");
  return [...list.facts].map(([path, text]) => ({ path, text }));
}

function itemFacts(plan, item, list) {
  const [path, { zh, en }] = [`items.${item.id}`, item.title];
  const planned = plan.pointsOf(item);
  if (item.matrix) list.add(item.matrix.confirmed, `${path}.kinds`, `${zh}适用的检定类别`, `kinds of verification that have ${en}`);
  item.acts.forEach(({ verb, seconds }, i) => {
    const [own, other] = verb === "warm-up" ? ["预热", "warm-up"] : ["稳定", "settling"];
    if (seconds) list.add(seconds.confirmed, `${path}.preparation[${i}]`, `${zh}${own} ${seconds.value} s`, `${other} of ${seconds.value} s for ${en}`);
  });
  for (const point of item.points.filter((one) => planned.some((step) => step.rule === one))) list.add(point.confirmed, `${path}.points.${point.id}`, `${zh}检定点 ${point.label.zh}`, `test point ${point.label.en} of ${en}`);
  if (item.acceptance) acceptanceFacts(plan, item, planned, list);
  for (const [name, constant] of item.constants) {
    const value = `${name} = ${writtenQuantity(constant.value.toString(), constant.unit)}`;
    list.add(constant.confirmed, `${path}.constants.${name}`, `${zh} ${value}`, `${value} of ${en}`);
  }
  for (const [name, { exact }] of item.variables) if (exact) list.add(exact.confirmed, `${path}.variables.${name}.exact`, `${zh}的 ${name} 不计不确定度：${exact.reason.zh}`, `${name} of ${en} brings no uncertainty: ${exact.reason.en}`);
  if (item.resolutionWithScatter) {
    const isLarger = item.resolutionWithScatter.value === "larger";
    list.add(item.resolutionWithScatter.confirmed, `${path}.resolutionWithScatter`, `${zh}的重复性与分辨力${isLarger ? "取较大者" : "均计入"}`, `of scatter and resolution of ${en} ${isLarger ? "the larger one counts" : "both count"}`);
  }
  for (const component of item.budget) list.add(component.confirmed, `${path}.budget.${component.id}`, `不确定度分量 ${component.label.zh}`, `uncertainty component ${component.label.en}`);
  const share = item.resolutionShareOfLimit;
  if (share) list.add(share.confirmed, `${path}.resolutionShareOfLimit`, `${zh}量化误差不超过限值的 ${share.value} 倍`, `quantisation takes at most ${share.value} of the limit of ${en}`);
}

const statisticWords = { mean: both("平均值", "mean"), worst: both("最不利的一次", "worst repeat"), "standard-deviation": both("标准偏差", "standard deviation"), range: both("极差", "range") };

function acceptanceFacts(plan, item, planned, list) {
  const [path, { zh, en }, rule] = [`items.${item.id}.acceptance`, item.title, item.acceptance];
  const rows = new Set(planned.map((step) => plan.selectorOf(rule, step)).filter((row) => rule.limits.has(row) && rule.roundingIntervals.has(row)));
  for (const row of rows) {
    const which = selectorWords(item, rule, row);
    const [limit, interval] = [rule.limits.get(row), rule.roundingIntervals.get(row)];
    const [limits, step] = [limitText(limit.value, rule.unit), amountText(interval.value, rule.unit)];
    list.add(limit.confirmed, `${path}.limits.${row}`, `${zh}限值 ${limits.zh}${which.zh}`, `limit ${limits.en} of ${en}${which.en}`);
    list.add(interval.confirmed, `${path}.roundingIntervals.${row}`, `${zh}修约间隔 ${step}${which.zh}`, `rounding interval ${step} of ${en}${which.en}`);
  }
  if (rule.statisticFact) {
    const words = statisticWords[rule.statisticFact.value];
    list.add(rule.statisticFact.confirmed, `${path}.statistic`, `${zh}以重复测量的${words.zh}判定`, `${en} is judged by the ${words.en} of the repeats`);
  }
  const passes = rule.limitPassesFact;
  if (passes) list.add(passes.confirmed, `${path}.limitPasses`, `${zh}等于限值时${passes.value ? "合格" : "不合格"}`, `${en} ${passes.value ? "passes" : "fails"} at the limit itself`);
  const multiplier = rule.multiplierFact;
  if (multiplier) list.add(multiplier.confirmed, `${path}.multiplier`, `${zh}保护带乘数 r = ${multiplier.value}`, `multiplier r = ${multiplier.value} of the guard band of ${en}`);
  const isRounded = rule.decide.value === "rounded";
  list.add(rule.decide.confirmed, `${path}.decide`, `${zh}以${isRounded ? "修约后" : "未修约"}的值判定`, `${en} is judged on the ${isRounded ? "rounded" : "unrounded"} value`);
  if (rule.rule) {
    const name = product.decisionRules[rule.rule.value] ?? both(rule.rule.value, rule.rule.value);
    list.add(rule.rule.confirmed, `${path}.rule`, `${zh}判定规则：${name.zh}`, `decision rule of ${en}: ${name.en}`);
  }
  if (rule.coverage) {
    const { factor, probability } = rule.coverage.value;
    const choice = probability !== null ? `p = ${shortFixed(100 * probability, 4)} %` : `k = ${shortFixed(factor, 2)}`;
    list.add(rule.coverage.confirmed, `${path}.coverage`, `${zh}扩展不确定度取 ${choice}`, `U of ${en} with ${choice}`);
  }
  if (item.denominator) list.add(item.denominator.confirmed, `items.${item.id}.denominator`, `${zh}相对误差的分母 ${item.denominator.formula}`, `denominator ${item.denominator.formula} of ${en}`);
}

/** ToString("0.##"): at most so many decimals, of the fifteen digits that a double has. */
const shortFixed = (value, places) => Decimal.parse(value.toPrecision(15)).toFixed(places).replace(/\.?0+$/, "");

function selectorWords(item, rule, row) {
  if (rule.limitBy === null) return both("", "");
  const values = row.split("/");
  const parts = rule.selectors.slice(0, values.length).map((name, i) => {
    const value = values[i];
    if (name === "kind") return both({ first: "首次检定", subsequent: "后续检定", "in-service": "使用中检查" }[value] ?? value, `${value} verification`);
    if (name === "accuracyClass") return both(`${value} 级`, `class ${value}`);
    const point = name === "point" ? item.points.find((one) => one.limitRow === value) : null;
    return point ? point.label : both(value, value);
  });
  return both(`（${parts.map((part) => part.zh).join("，")}）`, ` (${parts.map((part) => part.en).join(", ")})`);
}

function limitText(limit, unit) {
  const same = (text) => both(writtenQuantity(text, unit), writtenQuantity(text, unit));
  const before = (amount) => (unit === "1" ? writtenAmount(amount) : bracketed(amount));
  if (!limit || (!limit.lower && !limit.upper)) return both("未知", "that is not known");
  if (limit.isSymmetric) return same(`±${bracketed(limit.upper)}`);
  if (limit.lower && limit.upper) return same(`${before(limit.lower)} … ${before(limit.upper)}`);
  return same(limit.lower ? `≥ ${before(limit.lower)}` : `≤ ${before(limit.upper)}`);
}

const amountText = (amount, unit) => writtenQuantity(unit === "1" ? writtenAmount(amount) : bracketed(amount), unit);

/** Beside a stroke the dot keeps its spaces. */
function writtenAmount({ number, formula }) {
  const text = formula ?? number.toString();
  return text.replaceAll(" * ", "*").replaceAll("*", text.includes("/") ? " · " : "·");
}

/** A sign or unit beside a sum would seem to belong to one term alone. */
function bracketed(amount) {
  let [depth, isSum] = [0, false];
  [...(amount.formula ?? "")].forEach((c, i) => {
    depth += c === "(" ? 1 : c === ")" ? -1 : 0;
    isSum ||= depth === 0 && ("+<>=".includes(c) || (c === "-" && i > 0));
  });
  return isSum ? `(${writtenAmount(amount)})` : writtenAmount(amount);
}

/** The evaluation as the one text that it has. */
function evaluationText(evaluation) {
  const text = (value) => (value === null ? "null" : `{"zh":${quoted(value.zh)},"en":${quoted(value.en)}}`);
  const number = (value) => (value === null ? "null" : value.toString());
  const real = (value) => (Number.isFinite(value) ? significant(value, 12) : quoted(significant(value, 12)));
  const list = (items, write) => `[${items.map((item) => `{${write(item)}}`).join(",")}]`;
  const repeat = (one) => `"step":${quoted(`${one.step.item}/${one.step.point}/${one.step.repeat}`)},"attempt":${one.attempt},"values":{${[...one.values].map(([name, value]) => `${quoted(name)}:${value}`).join(",")}},"error":${number(one.error)},"resolutionBound":${number(one.bound)},"gateIsOpen":${one.gateIsOpen}`;
  const part = (one) => `"symbol":${quoted(one.symbol)},"description":${text(one.description)},"type":${quoted(one.type)},"distribution":${quoted(one.distribution)},"standardUncertainty":${real(one.standardUncertainty)},"unit":${quoted(one.unit)},"sensitivity":${real(one.sensitivity)},"degreesOfFreedom":${real(one.degreesOfFreedom)},"contribution":${real(contributionOf(one))}`;
  const budget = (one) => (one === null ? "null" : `{"unit":${quoted(one.unit)},"components":${list(one.components, part)},"combined":${real(one.combined)},"effectiveDegreesOfFreedom":${real(one.effectiveDegreesOfFreedom)},"coverageFactor":${real(one.coverageFactor)}${one.coverageProbability === null ? "" : `,"coverageProbability":${real(one.coverageProbability)}`},"expanded":${real(one.expanded)},"warnings":${list(one.warnings, (warning) => `"code":${quoted(warning.code)},"text":${text(warning.text)}`)}}`);
  const point = (one) => `"point":${quoted(one.point)},"label":${text(one.label)},"unit":${quoted(one.unit)},"repeats":${list(one.repeats, repeat)},"mean":${number(one.mean)},"result":${number(one.result)},"rounded":${number(one.rounded)},"roundingInterval":${one.roundingInterval},"lower":${number(one.zone.lower?.shown ?? null)},"upper":${number(one.zone.upper?.shown ?? null)},"limitPasses":${one.zone.limitPasses},"budget":${budget(one.budget)},"uncovered":[${one.uncovered.map(quoted).join(",")}],"whyNoUncertainty":${text(one.whyNoUncertainty)},"verdict":"${one.verdict}","remark":${text(one.remark)}`;
  const item = (one) => `"item":${quoted(one.item)},"title":${text(one.title)},"verdict":"${one.verdict}","points":${list(one.points, point)},"checks":${list(one.checks, (check) => `"check":${quoted(check.check)},"label":${text(check.label)},"conforms":${check.conforms}`)}`;
  const condition = (one) => `"id":${quoted(one.id)},"label":${text(one.label)},"value":${number(one.value)},"text":${one.text === null ? "null" : quoted(one.text)},"unit":${quoted(one.unit)},"verdict":"${one.verdict}"`;
  return `{"verdict":"${evaluation.verdict}","items":${list(evaluation.items, item)},"ambient":${list(evaluation.ambient, condition)},"unconfirmedFacts":${list(evaluation.unconfirmedFacts, (fact) => `"path":${quoted(fact.path)},"text":${text(fact.text)}`)}}`;
}
