// Plots of errors: everything that they show follows from the results of the DCC, and is compared with the pages line by line, dot by dot, number by number.
const measures = product.plot;
const fractionDigits = 28;

/** A decimal number, exact, as a whole number of the smallest fraction; null for what is none. */
function exactOf(digits) {
  const match = /^([-+]?)([0-9]*)\.?([0-9]*)(?:[Ee]([-+]?[0-9]{1,4}))?$/.exec(digits ?? "");
  if (!match || match[2] + match[3] === "" || digits.length > 200) return null;
  const [, sign, whole, fraction, exponent] = match;
  const shift = fractionDigits + Number(exponent ?? 0) - fraction.length;
  const number = BigInt(whole + fraction);
  return (shift >= 0 ? number * 10n ** BigInt(shift) : number / 10n ** BigInt(-shift)) * (sign === "-" ? -1n : 1n);
}

/** Null also for a number beyond every axis. */
function plottedOf(digits) {
  const value = exactOf(digits);
  return value === null || value > largestStep || value < -largestStep ? null : value;
}

const largestOf = (values) => values.reduce((most, value) => (value > most ? value : most));
const smallestOf = (values) => values.reduce((least, value) => (value < least ? value : least));
const [smallestStep, largestStep] = [measures.smallestStep, measures.largestStep].map((step) => exactOf(String(step)));
const mostSteps = BigInt(measures.mostSteps);
const floorOf = (value, step) => value / step - (value % step < 0n ? 1n : 0n);

/** The plots of a paper with these results, each with the number of its item. */
const plotsOf = (dcc) => (dcc.paper?.hasPlots ? dcc.results.map((result, item) => ({ item, ...plotOf(result) })).filter((plot) => plot.points) : []);

function plotOf(result) {
  const column = (end) => result.results.find(({ values }) => values.some(({ label }) => label?.endsWith(end)));
  const number = (value) => (value && value.digits !== missing ? plottedOf(value.digits) : null);
  const [errors, lower, upper] = ["/rounded", "/limit/lower", "/limit/upper"].map(column);
  const expanded = result.results.find(({ values }) => values.some(({ uncertainty }) => uncertainty));
  const rows = (errors?.values ?? []).map((value, row) => ({ value, row })).filter(({ value }) => number(value) !== null);
  const points = rows.map(({ value, row }) => ({
    error: number(value), lower: number(lower?.values[row]), upper: number(upper?.values[row]), expanded: plottedOf(expanded?.values[row]?.uncertainty?.digits),
  }));
  const units = new Set(rows.map(({ value }) => symbolFor(value.unit, value.nonSi)));
  if (units.size !== 1 || points.length < 2) return null;
  const [unit] = units;
  return { points, unit: unit === "1" ? "" : unit, title: phrase(measures.title, { item: inBoth(result.name), points: String(points.length) }), scale: scaleOf(points) };
}

/** The first symbol of a notation. */
const symbolFor = (unit, nonSi) => [...unitsBySymbol].find(([, [notation, name]]) => notation === unit && name === nonSi)?.[0] ?? nonSi ?? unit;

/** The vertical axis: from which value to which, in steps of 1, 2 or 5 times a power of ten. */
function scaleOf(points) {
  const shown = points.flatMap(({ error, lower, upper, expanded }) => [error + (expanded ?? 0n), error - (expanded ?? 0n), lower, upper]).concat(0n).filter((value) => value !== null);
  let [least, most] = [smallestOf(shown), largestOf(shown)];
  if (least === most) [least, most] = [-1n, 1n].map((value) => value * 10n ** BigInt(fractionDigits));
  let decade = smallestStep;
  while (decade < largestStep && most - least > decade * 10n * mostSteps) decade *= 10n;
  const step = [1n, 2n, 5n, 10n].map((times) => times * decade).find((one) => most - least <= one * mostSteps || one > largestStep);
  const [bottom, top] = [floorOf(least, step) * step, -floorOf(-most, step) * step];
  // A limit that lay on the frame would not be seen.
  const scale = { least: bottom === least && least < 0n ? bottom - step : bottom, most: top === most && most > 0n ? top + step : top, step, ticks: [] };
  for (let value = scale.least; value <= scale.most; value += step) scale.ticks.push(value);
  return scale;
}

/** As the axis says it: as many decimals as the step has, and a sign. */
function tickText(value, step) {
  if (value === 0n) return "0";
  const decimals = Math.max(0, fractionDigits - (/0*$/.exec(String(step))[0].length));
  const digits = String((value < 0n ? -value : value) / 10n ** BigInt(fractionDigits - decimals)).padStart(decimals + 1, "0");
  return `${value < 0n ? "-" : "+"}${decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`}`;
}

/** Which points bear their number: all, or every second, third … */
const numberedPoints = ({ points }) => points.map((_, index) => index).filter((index) => index % Math.ceil(points.length / measures.mostPoints) === 0);

/** The numbers beside the axes, in the order in which they are drawn. */
const plotNumbers = (plot) => [...plot.scale.ticks.map((tick) => tickText(tick, plot.scale.step)), ...numberedPoints(plot).map((index) => String(index + 1))];

const legendOf = ({ unit, points }) => measures.legends.find(({ hasUnit, hasBars, hasLimits }) =>
  hasUnit === (unit !== "") && hasBars === points.some(({ expanded }) => expanded !== null) && hasLimits === points.some(({ lower, upper }) => lower !== null || upper !== null)).text;

/** The pages may write the unit otherwise than the DCC leads back to, as in the headings of columns. */
function legendFits(text, label, unit) {
  const parts = label.split("{unit}");
  if (parts.length === 1 || symbolOf(unit) === null) return text === label.replaceAll("{unit}", unit);
  const length = (text.length - parts.reduce((sum, part) => sum + part.length, 0)) / (parts.length - 1);
  const symbol = text.slice(parts[0].length, parts[0].length + length);
  const isUnit = symbolOf(symbol) !== null && dsiOf(symbol).every((part, i) => part === dsiOf(unit)[i]);
  return length > 0 && isUnit && text === parts.join(symbol);
}

/** Every line and dot in the order in which they are drawn, and the numbers, in points from the lower left corner. */
function drawingOf({ points, scale }) {
  const { left, right, bottom, top, tick, cap, dot, pens } = measures;
  const cell = (right - left) / points.length;
  const x = (index) => left + cell * (index + 0.5);
  const y = (value) => bottom + (Number(value - scale.least) / Number(scale.most - scale.least)) * (top - bottom);
  const line = (what, pen, x1, y1, x2, y2, dash = []) => ({
    what, kind: "line", isUpright: true, lineWidth: pen.width, lightness: pen.lightness, dash,
    left: x1 - pen.width / 2, bottom: y1 - pen.width / 2, right: x2 + pen.width / 2, top: y2 + pen.width / 2,
  });
  const limits = (side, what) => stepsOf(points.map((point) => point[side])).map(({ from, to, value }) => line(`${what} ${from + 1}`, pens.limit, x(from) - cell / 2, y(value), x(to) + cell / 2, y(value), measures.dashes));
  const marks = ({ error, expanded }, index) => {
    const [centre, middle] = [x(index), y(error)];
    const bar = (y1, y2, half) => line(`U ${index + 1}`, pens.bar, centre - half, y1, centre + half, y2);
    const [low, high] = [y(error - (expanded ?? 0n)), y(error + (expanded ?? 0n))];
    return [
      ...(expanded === null ? [] : [bar(low, high, 0), bar(low, low, cap), bar(high, high, cap)]),
      { what: `error ${index + 1}`, kind: "area", isUpright: false, lineWidth: 0, lightness: 0, dash: [], left: centre - dot, bottom: middle - dot, right: centre + dot, top: middle + dot },
    ];
  };
  return {
    shapes: [
      ...scale.ticks.map((value) => line(`axis ${tickText(value, scale.step)}`, value === 0n ? pens.zero : pens.grid, left, y(value), right, y(value))),
      ...points.map((_, index) => line(`axis ${index + 1}`, pens.axis, x(index), bottom - tick, x(index), bottom)),
      ...limits("lower", "lower limit"), ...limits("upper", "upper limit"),
      line("axis", pens.axis, left, bottom, left, top), line("axis", pens.axis, left, bottom, right, bottom),
      ...points.flatMap(marks),
    ],
    numbers: [
      ...scale.ticks.map((value) => ({ text: tickText(value, scale.step), x: measures.valueEnd, y: y(value) - measures.valueDrop })),
      ...numberedPoints({ points }).map((index) => ({ text: String(index + 1), x: x(index), y: measures.pointHeight, isCentred: true })),
    ],
  };
}

/** Neighbours with the same limit have one line. */
function stepsOf(limits) {
  const steps = [];
  limits.forEach((value, index) => {
    if (index > 0 && value === limits[index - 1]) steps.at(-1).to = index;
    else steps.push({ from: index, to: index, value });
  });
  return steps.filter(({ value }) => value !== null);
}

const isNear = (one, other) => Math.abs(one - other) < measures.tolerance;
const isSameShape = (one, other, x, y) => one.kind === other.kind && one.isUpright === other.isUpright && isNear(one.lineWidth, other.lineWidth) && Math.abs(one.lightness - other.lightness) < 0.01
  && isNear(one.left + x, other.left) && isNear(one.right + x, other.right) && isNear(one.bottom + y, other.bottom) && isNear(one.top + y, other.top)
  && one.dash.length === other.dash.length && one.dash.every((length, i) => length === other.dash[i]);

/** What the plots of the pages show otherwise; and the elements and shapes that are plots. */
function comparePlots(structure, pages, plots) {
  // Of all figures of a paper only plots have letters.
  const elements = plots.length === 0 ? [] : structure.all.filter((element) => element.type === "Figure" && element.runs.length > 0);
  const found = { elements, shapes: new Set(), findings: [] };
  const add = (zh, en) => found.findings.push({ code: "page.plot", text: both(`误差图：${zh}`, `Plot of errors: ${en}`) });
  if (elements.length !== plots.length) add(`应有 ${plots.length} 张，实有 ${elements.length} 张。`, `${plots.length} should be there, and ${elements.length} are.`);
  elements.slice(0, plots.length).forEach((element, i) => {
    const { page, what, isCovered } = plotDifference(element, pages, drawingOf(plots[i]), found.shapes) ?? {};
    if (isCovered) add(`第 ${page} 页的图被别的图形或文字盖住。`, `another shape or text lies over that of page ${page}.`);
    else if (what !== undefined) add(`第 ${page} 页的图中「${what}」不是数字校准证书的结果所给的样子。`, `“${what}” of that on page ${page} is not what the results of the digital certificate give.`);
  });
  return found;
}

function plotDifference({ runs }, pages, { shapes, numbers }, plotted) {
  const [{ page, run: { mark } }] = runs;
  const { content } = pages[page - 1];
  const drawn = content.shapes.filter((shape) => mark !== null && shape.mark === mark);
  for (const shape of drawn) plotted.add(shape);
  if (drawn.length === 0) return { page, what: shapes[0].what };
  // Where the drawing stands on the page follows from the first line of it.
  const [x, y] = [drawn[0].left - shapes[0].left, drawn[0].bottom - shapes[0].bottom];
  for (let i = 0; i < Math.max(shapes.length, drawn.length); i++) if (!shapes[i] || !drawn[i] || !isSameShape(shapes[i], drawn[i], x, y)) return { page, what: shapes[i]?.what ?? "?" };
  const misplaced = misplacedNumber(runs, numbers, page, x, y);
  if (misplaced !== null) return { page, what: misplaced };
  return liesOver(content, runs, plotted, x, y) ? { page, isCovered: true } : null;
}

/** The first number that is another one or stands elsewhere; null when none does. */
function misplacedNumber(runs, numbers, page, x, y) {
  let next = 0;
  for (const number of numbers) {
    const pieces = [];
    for (let length = 0; length < number.text.length && next < runs.length; length += runs[next++].run.text.length) pieces.push(runs[next]);
    if (pieces.map(({ run }) => run.text).join("") !== number.text) return number.text;
    const [begin, end] = [pieces[0].run.x - x, pieces.at(-1).run.x + pieces.at(-1).run.width - x];
    if (pieces.some((one) => one.page !== page || !one.run.isLevel || !isNear(one.run.y - y, number.y)) || !isNear(number.isCentred ? (begin + end) / 2 : end, number.x)) return number.text;
  }
  return runs[next]?.run.text ?? null;
}

/** Something that is no part of the plot lies on it; a mark across the page may. */
function liesOver(content, runs, plotted, x, y) {
  const [right, top] = [x + measures.width, y + measures.height];
  const own = new Set(runs.map(({ run }) => run));
  return content.shapes.some((shape) => !plotted.has(shape) && shape.left < right && shape.right > x && shape.bottom < top && shape.top > y)
    || content.runs.some((run) => run.isLevel && isSaid(run) && !own.has(run) && run.x < right && run.x + run.width > x && run.y > y && run.y < top);
}
