// Observations → results, rounding and verdicts of the present edition (Core/Runs/Evaluator, PointEvaluation, PointStatistic, WhyOpen, ReferenceGuard).
const verdictOrder = ["not-set", "pass", "conditional-pass", "indeterminate", "fail", "aborted", "error"];

/** The worst child; half a run never passes, though it may already have failed. */
function worstOf(verdicts) {
  const worst = verdicts.reduce((most, one) => Math.max(most, verdictOrder.indexOf(one)), 0);
  return worst < verdictOrder.indexOf("indeterminate") && verdicts.includes("not-set") ? "not-set" : verdictOrder[worst];
}

// One point: its accepted repeats → the value that is judged, rounded once, budget and verdict.
/** Index of the error that lies farthest beyond, or nearest to, a limit; the first of equals. */
function worstIndex(errors, zone) {
  const distance = (one) => (zone.isKnown ? zone.excess(one.exact) : one.exact.magnitude());
  return errors.reduce((worst, one, i) => (i > 0 && distance(one).compare(distance(errors[worst])) > 0 ? i : worst), 0);
}

/** What the errors of a point are made into before they are judged; null when there are too few. */
function statisticOf(statistic, errors, zone) {
  if (errors.length === 0) return null;
  if (statistic === "mean") return ExactNumber.mean(errors);
  if (statistic === "worst") return errors[worstIndex(errors, zone)];
  if (errors.length < 2) return null;
  if (statistic === "standard-deviation") return standardDeviation(errors);
  const [most, least] = [1, -1].map((sign) => errors.reduce((best, one) => (sign * one.exact.compare(best.exact) > 0 ? one : best)));
  return most.minus(least);
}

function standardDeviation(errors) {
  const sum = (values) => values.reduce((all, value) => all.plus(value), Decimal.zero);
  const mean = sum(errors.map((error) => error.shown)).over(Decimal.of(errors.length));
  const square = sum(errors.map(({ shown }) => shown.minus(mean).times(shown.minus(mean)))).over(Decimal.of(errors.length - 1));
  let root = square.sign === 0 ? Decimal.zero : Decimal.ofDouble(Math.sqrt(square.toDouble()));
  for (let i = 0; i < 3 && root.sign !== 0; i++) root = root.plus(square.over(root)).over(Decimal.of(2));
  const exactMean = Fraction.mean(errors.map((error) => error.exact));
  const variance = errors.reduce((all, { exact }) => all.plus(exact.minus(exactMean).times(exact.minus(exactMean))), Fraction.of(0)).over(Fraction.of(errors.length - 1));
  const exact = variance.root();
  return exact ? ExactNumber.of(root, exact) : ExactNumber.ofDecimal(root);
}

function pointOf(run, item, point, references) {
  const { plan } = run;
  const rule = item.acceptance;
  const steps = plan.steps.map((_, i) => i).filter((i) => plan.steps[i].item === item.id && plan.steps[i].point === point.point);
  const accepted = steps.filter((i) => run.steps[i].phase === "accepted");
  const repeats = accepted.map((i) => repeatOf(run, i));
  const means = new Map([...item.variables.keys()].filter((name) => repeats.length > 0 && repeats.every((repeat) => repeat.numbers.has(name)))
    .map((name) => [name, ExactNumber.mean(repeats.map((repeat) => repeat.numbers.get(name)))]));
  const scope = repeats.length === 1 ? repeats[0].scope : Scope.of(plan, point, item, means);
  const { zone, interval } = acceptanceOf(plan, point, item, scope);
  const errors = repeats.every((repeat) => repeat.computed) ? repeats.map((repeat) => repeat.computed) : [];
  const mean = statisticOf("mean", errors, zone);
  const judged = rule.statistic === "mean" ? mean : repeats.length === steps.length ? statisticOf(rule.statistic, errors, zone) : null;
  const taken = rule.statistic === "worst" && judged ? worstIndex(errors, zone) : null;
  let knowledge = { budget: null, uncovered: [], whyNone: null };
  if (judged && rule.statistic !== "standard-deviation" && rule.statistic !== "range") {
    const read = taken === null ? accepted : [accepted[taken]];
    const observations = read.flatMap((i) => run.latest(i));
    const resolutions = new Map([...item.variables].map(([name, variable]) => [name, resolutionOf(plan.procedure, variable, readingsBehind(run, point, variable, observations))]));
    knowledge = new PointBudget(plan.procedure, item, repeats, taken, resolutions, taken === null ? scope : repeats[taken].scope).knowledge(references);
  }
  const why = whyOpen(run, item, steps, repeats, references, zone);
  const [verdict, remark] = why ? ["indeterminate", why] : judge(run, rule, steps, judged, zone, interval, knowledge);
  return {
    point: point.point, label: point.pointLabel ?? item.title, unit: rule.unit, repeats, mean: mean?.shown ?? null, result: judged?.shown ?? null, rounded: judged && interval ? roundedTo(interval, judged.exact) : null,
    roundingInterval: interval ?? Decimal.zero, zone, budget: knowledge.budget, uncovered: knowledge.uncovered, whyNoUncertainty: knowledge.budget ? null : knowledge.whyNone, verdict, remark,
  };
}

function judge(run, rule, steps, value, zone, interval, { budget, whyNone }) {
  if (!value || !interval || steps.some((i) => run.steps[i].phase !== "accepted")) return ["not-set", null];
  const isRounded = rule.decide.value === "rounded";
  if (!rule.rule) return [zone.judge(isRounded ? roundedTo(interval, value.exact).toFraction() : value.exact), null];
  if (rule.rule.value !== "simple") {
    if (!budget) return ["indeterminate", budgetRefusals.neededToDecide(whyNone ?? budgetRefusals.noReference)];
    if (budget.warnings.length > 0) return ["indeterminate", budgetRefusals.inDoubt(budget.warnings[0].text)];
  }
  const judged = isRounded ? roundedTo(interval, value.exact) : value.exact.toDecimal();
  return decide(rule.rule.value, judged, Decimal.ofDouble(budget?.expanded ?? 0), zone.tolerance, rule.multiplier);
}

/** What keeps a test point from being decided; null when nothing does. */
function whyOpen(run, item, steps, repeats, references, zone) {
  const reason = steps.filter((i) => run.steps[i].phase === "skipped").map((i) => run.steps[i].reason)[0] ?? null;
  if (reason !== null) return both(`已跳过：${reason}`, `Skipped: ${reason}`);
  const without = repeats.find((repeat) => repeat.error === null);
  if (without) return both(`第 ${without.step.repeat} 次测量没有误差：${without.noError.zh}请核对读数，需要时重测。`, `Repeat ${without.step.repeat} has no error: ${without.noError.en} Check the readings and measure again if needed.`);
  if (!zone.isKnown && repeats.length > 0)
    return both("规程数据中没有此项限值，不能判定。请对照规程文本补全后发布新的修订。", "The procedure data has no limit for this point, so nothing is decided. Complete it from the text of the regulation and publish a new revision.");
  return insufficientReference(run.plan.procedure, item, zone.exactMagnitude, references);
}

// Whether the references are good enough.
const requirementsOf = (procedure, item) => procedure.references.filter((one) => [...item.variables.values()].some((variable) => variable.measurand === one.measurand && variable.role === one.role));
const givenFor = (requirement, references) => references.filter((one) => one.role === requirement.role && one.measurand === requirement.measurand);

/** The first given reference whose uncertainty is too large for the limit, in words; null when none is. */
function insufficientReference(procedure, item, limit, references) {
  if (limit.isZero) return null;
  const [wanted, saidUnit] = [item.acceptance.unit, (unit) => (unit === "" ? "1" : unit)];
  for (const requirement of requirementsOf(procedure, item)) {
    const given = givenFor(requirement, references);
    const other = given.find((one) => procedure.unit(one.unit)?.dimension !== procedure.unit(wanted).dimension);
    if (other) {
      return both(`标准器「${other.name}」扩展不确定度的单位「${saidUnit(other.unit)}」与最大允许误差的单位「${saidUnit(wanted)}」量纲不同，无法比较。请按「${saidUnit(wanted)}」登记其证书的不确定度。`,
        `The uncertainty of “${other.name}” is stated in “${saidUnit(other.unit)}”, the maximum permissible error in “${saidUnit(wanted)}”, and they cannot be compared. Enter the uncertainty of its certificate in “${saidUnit(wanted)}”.`);
    }
    const n = requirement.limitDividedByU;
    const large = given.find((one) => {
      const expanded = new Quantity(one.expandedUncertainty, procedure.unit(one.unit).ofDifferences).exactly(procedure.unit(wanted).ofDifferences).exact;
      return !(one.coverageFactor.sign > 0 && expanded.above >= 0n && Fraction.of(2 * n).times(expanded).compare(one.coverageFactor.toFraction().times(limit)) <= 0);
    });
    if (large) return both(`标准器「${large.name}」的扩展不确定度大于最大允许误差的 1/${n}。请更换标准器。`, `The expanded uncertainty of “${large.name}” is larger than 1/${n} of the maximum permissible error. Use a better reference.`);
  }
  return null;
}

/** The first requirement on the references that is not met, asked before anything is evaluated; null when the run may be. */
function referenceRefusal(plan, references) {
  for (const item of plan.items.filter((one) => one.acceptance)) {
    const missing = requirementsOf(plan.procedure, item).find((one) => givenFor(one, references).length === 0);
    if (missing) {
      const name = plan.procedure.measurand(missing.measurand)?.label ?? both(missing.measurand, missing.measurand);
      return both(`「${item.title.zh}」缺少标准器的溯源数据（${name.zh}）。请先登记其证书的扩展不确定度。`, `“${item.title.en}” has no traceable reference for ${name.en} (${missing.measurand}). Enter the expanded uncertainty of its certificate first.`);
    }
    const limits = plan.pointsOf(item).map((point) => Zone.of(item.acceptance, plan.selectorOf(item.acceptance, point), Scope.of(plan, point, item, noValues))).filter((zone) => zone.isKnown).map((zone) => zone.exactMagnitude);
    const refusal = insufficientReference(plan.procedure, item, limits.reduce((least, one) => (least === null || one.compare(least) < 0 ? one : least), null) ?? Fraction.of(0), references);
    if (refusal) return refusal;
  }
  return null;
}

// The whole run.
function evaluationOf(run, references) {
  const ambient = ambientOf(run);
  const items = run.plan.items.map((item) => itemResult(run, item, references));
  const verdict = run.isAborted ? "aborted" : worstOf([...items.map((item) => item.verdict), ...ambient.map((one) => one.verdict)]);
  return { verdict, items, ambient, unconfirmedFacts: unconfirmedFactsOf(run.plan) };
}

const doneVerdict = { accepted: "pass", skipped: "indeterminate" };

function itemResult(run, item, references) {
  const own = run.plan.steps.map((_, i) => i).filter((i) => run.plan.steps[i].item === item.id);
  const result = { item: item.id, title: item.title, points: [], checks: [] };
  if (item.verb === "inspect") {
    const answers = new Map(run.latest(own[0]).filter((one) => one.role === "verifier").map((one) => [one.subject, one.reading.value.equals(Decimal.one)]));
    const checks = item.checks.map((check) => ({ check: check.id, label: check.label, conforms: answers.get(check.id) ?? null }));
    const { phase } = run.steps[own[0]];
    return { ...result, checks, verdict: phase === "accepted" ? (checks.every((check) => check.conforms === true) ? "pass" : "fail") : doneVerdict[phase] ?? "not-set" };
  }
  if (!item.isMeasured) return { ...result, verdict: worstOf(own.map((i) => doneVerdict[run.steps[i].phase] ?? "not-set")) };
  const points = run.plan.pointsOf(item).map((point) => pointOf(run, item, point, references));
  return { ...result, points, verdict: worstOf(points.map((point) => point.verdict)) };
}

/** The conditions that open the run, then those of every later item that records them again. */
function ambientOf(run) {
  const { procedure } = run.plan;
  const indexOf = (id) => run.plan.steps.findIndex((step) => step.item === id);
  const first = procedure.environment.length === 0 ? [] : ambientAt(run, indexOf("environment"), procedure.environment);
  const later = run.plan.items.filter((item) => item.verb === "environment").flatMap((item) => ambientAt(run, indexOf(item.id), conditionsOf(run.plan, item)).map((one) => ({
    ...one, id: `${item.id}/${one.id}`, label: both(`${item.title.zh} · ${one.label.zh}`, `${item.title.en} · ${one.label.en}`),
  })));
  return [...first, ...later];
}

function ambientAt(run, index, conditions) {
  const readings = new Map(run.latest(index).filter((one) => one.role === "environment").map((one) => [one.subject, one.reading]));
  const { phase } = run.steps[index];
  return conditions.map((condition) => {
    const [reading, wanted] = [readings.get(condition.id), run.plan.procedure.unit(condition.unit)];
    const unit = reading && run.plan.procedure.unit(reading.unit);
    const result = { id: condition.id, label: condition.label, value: null, text: null, unit: condition.unit, verdict: phase === "skipped" ? "indeterminate" : "not-set" };
    if (!unit || !wanted) return result;
    const { shown, exact } = new Quantity(reading.value, unit).exactly(wanted);
    const isOutside = (condition.minimum && exact.compare(condition.minimum.toFraction()) < 0) || (condition.maximum && exact.compare(condition.maximum.toFraction()) > 0);
    return { ...result, value: shown, text: unit.is(wanted) ? reading.text : null, verdict: isOutside || phase === "skipped" ? "indeterminate" : phase === "accepted" ? "pass" : "not-set" };
  });
}
