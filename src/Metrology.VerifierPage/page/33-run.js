// Procedure, nameplate and kind → the steps of a run; events → where it stands, with its observations (Core/Procedures/NameplateValues, Core/Runs/Planning, RunMachine, Observing).
const longestReason = 1000;
const largestReading = Decimal.of(1_000_000_000_000_000n);

/** An event that is not possible. */
class RunRefusal extends Error {}

class RunPlan {
  constructor(procedure, nameplate, kind) {
    Object.assign(this, { procedure, nameplate, kind });
    this.numbers = nameplateNumbers(procedure, nameplate);
    this.steps = [];
    if (procedure.environment.length > 0 || procedure.format === 1) this.steps.push({ item: "environment", point: "default", repeat: 1, verb: "inspect", settings: new Map(), rule: null, pointLabel: null, isEnvironment: true });
    for (const item of procedure.items.filter((one) => one.kinds.includes(kind) && (one.onlyIf === null || nameplate.get(one.onlyIf) === "true") && this.applies(one.applies))) this.add(item);
    if (this.steps.length > 2000) throw new RunRefusal("The run would have more than 2000 steps.");
    if (this.steps.every((step) => step.isEnvironment)) throw new RunRefusal("The procedure has no item for this kind of verification.");
    this.items = procedure.items.filter((item) => this.steps.some((step) => step.item === item.id));
  }

  applies({ only, when }) {
    for (const [field, values] of only) if (!values.includes(this.nameplate.get(field) ?? "")) return false;
    if (when === null) return true;
    const condition = formulaOf(`if(${when}, 1, 0)`);
    const exact = evaluateExactly(condition, (name) => this.numbers.get(name)?.value.toFraction());
    if (exact) return !exact.isZero;
    return orNull(() => evaluateDecimal(condition, (name) => this.numbers.get(name)?.value))?.equals(Decimal.one) ?? false;
  }

  add(item) {
    let parts = 1;
    const count = item.each === null ? undefined : this.numbers.get(item.each);
    if (count) {
      if (!count.value.isWhole || count.value.compare(Decimal.one) < 0 || count.value.compare(Decimal.of(50)) > 0) throw new RunRefusal("The number of parts on the nameplate is a whole number from 1 to 50.");
      parts = Number(count.value.mantissa / ten(count.value.scale));
    }
    if (item.points.length === 0) return this.addSteps(item, null, new Map(), parts);
    for (const point of item.points.filter((one) => this.applies(one.applies))) {
      const settings = new Map([...point.settings].map(([name, rule]) => [name, this.setting(rule)]));
      this.addSteps(item, point, settings, parts);
    }
  }

  setting({ formula, unit: symbol }) {
    const unit = this.procedure.unit(symbol);
    const number = plainNumber(formula);
    if (number) return new Quantity(number, unit);
    try {
      const tree = formulaOf(formula);
      const computed = unit.fromCoherent(evaluateDecimal(tree, (name) => this.numbers.has(name) ? this.numbers.get(name).unit.toCoherent(this.numbers.get(name).value) : null));
      const exact = evaluateExactly(tree, (name) => this.numbers.has(name) ? this.numbers.get(name).unit.toCoherentExactly(this.numbers.get(name).value.toFraction()) : null);
      return new Quantity((exact ? unit.fromCoherentExactly(exact).settle(computed) : computed).withoutTrailingZeros(), unit);
    } catch (error) {
      throw error instanceof FormulaRefusal ? new RunRefusal(`A setting does not follow from the nameplate: ${error.message}`) : error;
    }
  }

  addSteps(item, rule, settings, parts) {
    for (let part = 1; part <= parts; part++) {
      const [id, label] = [rule?.id ?? "default", rule?.label ?? null];
      const own = parts > 1 ? { id: `${id}@${part}`, label: label ? both(`${label.zh} · 第 ${part} 个`, `${label.en} · No. ${part}`) : both(`第 ${part} 个`, `No. ${part}`) } : { id, label };
      for (let repeat = 1; repeat <= item.repeats; repeat++) this.steps.push({ item: item.id, point: own.id, repeat, verb: item.verb, settings, rule, pointLabel: own.label, isEnvironment: false });
    }
  }

  itemOf(step) {
    return this.procedure.items.find((item) => item.id === step.item);
  }

  /** The items that take readings of this one, directly or through another. */
  usersOf(item) {
    const users = new Set([item]);
    const next = () => this.procedure.items.find((one) => !users.has(one.id) && [...one.variables.values()].some((variable) => variable.item !== null && users.has(variable.item)));
    for (let found = next(); found; found = next()) users.add(found.id);
    users.delete(item);
    return users;
  }

  /** The first step of each test point of an item. */
  pointsOf(item) {
    const seen = new Set();
    return this.steps.filter((step) => step.item === item.id && !seen.has(step.point) && seen.add(step.point));
  }

  /** Row of an acceptance rule that holds for this unit, kind and point. */
  selectorOf(rule, step) {
    return rule.limitBy === null ? "*" : rule.selectors.map((name) => (name === "kind" ? this.kind : name === "point" ? step?.rule?.limitRow ?? "default" : this.nameplate.get(name) ?? "")).join("/");
  }
}

/** The numbers of the nameplate; refused where a field is unknown, missing or wrong. */
function nameplateNumbers(procedure, nameplate) {
  const said = (field) => nameplate.get(field.id) ?? "";
  const isWrong = (field) => said(field) !== "" && { choice: () => !field.choices.includes(said(field)), quantity: () => !(plainNumber(said(field))?.sign > 0), flag: () => !["true", "false"].includes(said(field)) }[field.kind]?.();
  for (const id of nameplate.keys()) if (!procedure.nameplate.some((field) => field.id === id)) throw new RunRefusal(`The nameplate of ${procedure.designation} has no “${id}”.`);
  for (const field of procedure.nameplate) if (!field.isOptional && field.kind !== "flag" && said(field).trim() === "") throw new RunRefusal(`The nameplate is not complete: ${field.label.en}.`);
  for (const field of procedure.nameplate) if (isWrong(field)) throw new RunRefusal(`The nameplate is wrong: ${field.label.en}.`);
  const numbers = new Map();
  for (const field of procedure.nameplate.filter((one) => one.kind === "quantity" || one.kind === "choice")) {
    const [unit, value] = [field.unit === null ? unitOne : procedure.unit(field.unit), plainNumber(said(field))];
    if (unit && value) numbers.set(field.id, new Quantity(value, unit));
  }
  return numbers;
}

/** The fold of the events. Each step has its phase: waiting, preparing, starting, loaded, read, accepted, skipped. */
class Run {
  current = 0;
  observations = [];
  isPaused = false;
  isAborted = false;

  constructor(plan) {
    this.plan = plan;
    this.steps = plan.steps.map(() => ({ phase: "waiting", attempt: 1, reason: null, prepared: 0 }));
    this.byStep = new Map();
  }

  get isFinished() {
    return this.isAborted || this.current >= this.steps.length;
  }

  get step() {
    return this.isFinished ? null : this.plan.steps[this.current];
  }

  get state() {
    return this.steps[this.current];
  }

  /** Takes an event of a record, {kind, stage, text, code}, with its readings; throws RunRefusal where it was not possible. */
  advance({ kind, stage, text, code }, readings) {
    if (kind === "Commented") return needReason(text);
    if (this.isFinished) throw new RunRefusal("The run has ended and takes nothing more.");
    if (this.isPaused && ["Begun", "Accepted", "RepeatRequested", "Skipped", "TakenBack", "Paused"].includes(kind)) throw new RunRefusal("The run is paused.");
    switch (kind) {
      case "Begun": return this.begin();
      case "Observed": return this.observe(stage, readings);
      case "Accepted": return this.accept(text);
      case "RepeatRequested":
        needReason(text);
        if (this.state.phase === "waiting") throw new RunRefusal("The current step has not begun; there is nothing to repeat.");
        return this.again(text);
      case "Skipped":
        needReason(text);
        return this.leave("skipped", text);
      case "TakenBack":
        needReason(text);
        return this.takeBack(code, text);
      case "Paused":
        this.isPaused = true;
        return undefined;
      case "Resumed":
        if (!this.isPaused) throw new RunRefusal("The run is not paused.");
        this.isPaused = false;
        return undefined;
      case "Interrupted":
        if (["preparing", "starting", "loaded"].includes(this.state.phase)) this.again(`${code}: ${text}`);
        return undefined;
      default:
        needReason(text);
        [this.isAborted, this.isPaused] = [true, false];
        return undefined;
    }
  }

  begin() {
    if (this.state.phase !== "waiting") throw new RunRefusal("The current step has begun.");
    this.state.phase = this.step.isEnvironment || this.plan.itemOf(this.step).acts.length === 0 ? "starting" : "preparing";
  }

  accept(reason) {
    if (this.state.phase !== "read") throw new RunRefusal("The current step is not read to its end.");
    if (reason !== null) needReason(reason);
    else if (!gateIsOpen(this)) throw new RunRefusal("No error follows from these readings, or quantisation takes too much of the limit.");
    this.leave("accepted", reason ?? this.state.reason);
  }

  leave(phase, reason) {
    Object.assign(this.state, { phase, reason });
    this.goToFirstOpen();
  }

  goToFirstOpen() {
    const open = this.steps.findIndex((one) => !isDone(one));
    this.current = open < 0 ? this.steps.length : open;
  }

  /** A step that is done is waiting again; accepted ones that use its readings are read again. */
  takeBack(key, reason) {
    const index = this.plan.steps.findIndex((step) => `${step.item}/${step.point}/${step.repeat}` === key);
    if (index < 0) throw new RunRefusal("The run has no such step.");
    if (!isDone(this.steps[index])) throw new RunRefusal("That step is not done.");
    if (["preparing", "starting", "loaded"].includes(this.state.phase)) throw new RunRefusal("The current step is under way.");
    const users = this.plan.usersOf(this.plan.steps[index].item);
    this.steps.forEach((step, i) => {
      if (i === index) Object.assign(step, { phase: "waiting", attempt: step.attempt + 1, reason, prepared: 0 });
      else if (step.phase === "accepted" && users.has(this.plan.steps[i].item)) step.phase = "read";
    });
    this.goToFirstOpen();
  }

  again(reason) {
    Object.assign(this.state, { phase: "waiting", attempt: this.state.attempt + 1, reason, prepared: 0 });
  }

  /** The readings that the run waits for, {stage, readings, act}, or null (ExpectedReadings). */
  expected() {
    const { step, state, plan } = this;
    if (!step) return null;
    const isOpen = state.phase === "waiting" || state.phase === "starting";
    if (step.isEnvironment) return isOpen ? { stage: "single", readings: expectedAmbient(plan.procedure.environment), act: null } : null;
    const item = plan.itemOf(step);
    if (isAnswered(step.verb)) return isOpen ? { stage: "single", readings: expectedAnswers(plan, item), act: null } : null;
    if (state.phase === "preparing") return { stage: "prepare", readings: [expectedOf(item.acts[state.prepared])], act: item.acts[state.prepared] };
    if (state.phase === "starting" && step.verb === "read-start-end") return { stage: "start", readings: expectedVariables(item, "end"), act: null };
    if (state.phase === "loaded" && step.verb === "read-start-end") return { stage: "end", readings: expectedVariables(item, "start"), act: null };
    return state.phase === "starting" && isReadOnce(step.verb) ? { stage: "single", readings: expectedVariables(item, ""), act: null } : null;
  }

  observe(stage, readings) {
    const expected = this.expected();
    if (expected?.stage !== stage) throw new RunRefusal("No such readings are expected now.");
    checkReadings(this.plan.procedure, expected.readings, readings);
    if (expected.act) checkPreparation(this.plan.procedure, expected.act, readings);
    const { step, state } = this;
    const added = readings.map(({ role, subject, reading }, i) => {
      const earlier = this.of(step).findLast((one) => one.stage === stage && one.role === role && one.subject === subject && one.reading.measurand === reading.measurand) ?? null;
      return { sequence: this.observations.length + 1 + i, step, attempt: state.attempt, stage, role, subject, reading, supersedes: earlier?.sequence ?? null, reason: earlier ? state.reason : null };
    });
    this.observations.push(...added);
    this.byStep.set(step, [...this.of(step), ...added]);
    if (state.phase === "preparing") {
      const isPrepared = state.prepared + 1 >= this.plan.itemOf(step).acts.length;
      state.prepared++;
      state.phase = !isPrepared ? "preparing" : onlyPrepares(step.verb) ? "read" : "starting";
    } else state.phase = step.verb === "read-start-end" && state.phase === "starting" ? "loaded" : "read";
  }

  /** Observations of a step. */
  of(step) {
    return this.byStep.get(step) ?? [];
  }

  /** Those of its latest attempt. */
  latest(index) {
    return this.of(this.plan.steps[index]).filter((one) => one.attempt === this.steps[index].attempt);
  }
}

const isDone = ({ phase }) => phase === "accepted" || phase === "skipped";

function needReason(text) {
  if (text === null || text.trim() === "" || text.length > longestReason) throw new RunRefusal("A reason is missing, or too long.");
}

const conditionsOf = (plan, item) => (item.conditions.length === 0 ? plan.procedure.environment : plan.procedure.environment.filter((condition) => item.conditions.includes(condition.id)));
const expectedAmbient = (conditions) => conditions.map(({ id, measurand, unit }) => ({ role: "environment", measurand, subject: id, unit }));

function expectedAnswers(plan, item) {
  if (item.verb === "inspect") return item.checks.map((check) => ({ role: "verifier", measurand: "inspection.conforms", subject: check.id, unit: "1" }));
  return item.verb === "environment" ? expectedAmbient(conditionsOf(plan, item)) : expectedVariables(item, "");
}

function expectedVariables(item, unwanted) {
  const seen = new Set();
  return [...item.variables.values()].filter(({ take, role, measurand, subject }) => {
    const key = JSON.stringify([role, measurand, subject]);
    return take !== unwanted && take !== "from" && !seen.has(key) && seen.add(key);
  });
}

function expectedOf({ verb }) {
  if (verb === "warm-up" || verb === "settle") return { role: "bench", measurand: "duration", subject: verb, unit: "s" };
  return { role: "bench", measurand: "inspection.conforms", subject: "apply", unit: "1" };
}

const isReading = (expected, { role, subject, reading }) => expected.role === role && expected.subject === subject && expected.measurand === reading.measurand;

function checkReadings(procedure, expected, readings) {
  const refuse = (what) => {
    throw new RunRefusal(what);
  };
  if (readings.length > 200) refuse("More than 200 readings at once.");
  if (expected.length === 0 && readings.length > 0) refuse("The current step knows no such reading.");
  const names = readings.map(({ role, subject, reading }) => (subject === "" ? `${role}/${reading.measurand}` : `${role}/${subject}`));
  if (new Set(names).size < names.length) refuse("The same reading occurs twice.");
  if (expected.some((one) => !readings.some((reading) => isReading(one, reading)))) refuse("Readings are missing.");
  for (const observed of readings) {
    const { reading } = observed;
    const own = expected.find((one) => isReading(one, observed)) ?? null;
    const [measurand, unit] = [procedure.measurand(reading.measurand), procedure.unit(reading.unit)];
    if (!own && (!["reference", "unit-under-test"].includes(observed.role) || !measurand)) refuse("The current step knows no such reading.");
    if (!unit || (own && unit.dimension !== procedure.unit(own.unit)?.dimension) || (measurand?.unit && measurand.unit.dimension !== unit.dimension)) refuse("The unit is not of the needed dimension.");
    if (reading.value.magnitude().compare(largestReading) > 0 || reading.resolution.sign < 0 || reading.resolution.compare(largestReading) > 0) refuse("The reading is beyond any possible value.");
    if (measurand && !canBe(measurand, reading.value, unit)) refuse("The quantity cannot have this value.");
    if (reading.measurand === "inspection.conforms" && !reading.value.equals(Decimal.zero) && !reading.value.equals(Decimal.one)) refuse("An answer is 1 or 0.");
  }
}

function checkPreparation(procedure, act, readings) {
  const { reading } = readings.find((one) => one.role === "bench");
  if (act.verb === "apply") {
    if (!reading.value.equals(Decimal.one)) throw new RunRefusal("The load does not stand at its settings yet.");
  } else if (act.seconds && new Quantity(reading.value, procedure.unit(reading.unit)).in(seconds).compare(act.seconds.value) < 0) throw new RunRefusal("The wait is too short.");
}
