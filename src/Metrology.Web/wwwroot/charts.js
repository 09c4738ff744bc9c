// Draws a ChartData object (Ui/Kit/ChartData.cs) with ECharts, in the colours of the page.
const colours = (element) => {
  const style = getComputedStyle(element);
  const of = (name) => style.getPropertyValue(name).trim();
  return { tone: (tone) => of(`--tone-${tone}`), ink: of("--ink"), soft: of("--ink-soft"), line: of("--line"), paper: of("--paper"), font: style.fontFamily };
};

const series = (data, colour) =>
  data.series.map((one) => ({
    name: one.name,
    type: one.style === "bar" ? "bar" : one.style === "scatter" ? "scatter" : "line",
    step: one.style === "step" ? "end" : undefined,
    data: one.points.map((point) => ({ value: [point.x, point.y], path: point.path })),
    // Bars of days that lie close together stay apart.
    barMinWidth: data.x === "time" ? 3 : 5,
    itemStyle: one.style === "bar" && data.x === "time" ? { borderColor: colour.paper, borderWidth: 0.5 } : undefined,
    barMaxWidth: 40,
    stack: one.style === "bar" ? "bars" : undefined,
    color: colour.tone(one.tone),
    symbol: one.style === "scatter" ? "circle" : "none",
    lineStyle: { width: 2, type: one.isForecast ? "dashed" : "solid" },
    areaStyle: one.isForecast ? { opacity: 0.08 } : undefined,
  }));

const limits = (data, colour) => ({
  name: data.limits.map((limit) => limit.name).join(" · "),
  type: "line",
  data: [],
  markLine: { precision: 12,
    symbol: "none",
    silent: true,
    data: data.limits.map((limit) => ({
      yAxis: limit.value,
      lineStyle: { color: colour.tone(limit.tone), type: [6, 3], width: 1.5 },
      label: { formatter: `${limit.name} ${limit.value}`, position: "insideStartTop", color: colour.tone(limit.tone) },
    })),
  },
});

const moments = (data, colour) => ({
  type: "line",
  data: [],
  markLine: {
    symbol: "none",
    silent: true,
    // Labels of days that lie close together stand one above the other.
    data: data.moments.map((moment, index) => ({
      xAxis: moment.x,
      lineStyle: { color: colour.tone(moment.tone), type: [2, 3], width: 1.5 },
      label: { formatter: `${moment.name} ${moment.x}`, position: "end", rotate: 0, distance: 4 + index * 15, color: colour.tone(moment.tone) },
    })),
  },
});

export const draw = (element) => {
  element.dataset.drawn = "1";
  const data = JSON.parse(element.dataset.chart);
  const colour = colours(element);
  const axis = { axisLine: { lineStyle: { color: colour.line } }, axisLabel: { color: colour.soft, hideOverlap: true }, nameTextStyle: { color: colour.soft }, splitLine: { lineStyle: { color: colour.line } } };
  const chart = echarts.init(element, null, { renderer: "canvas" });
  const values = data.series.flatMap((one) => one.points.map((point) => point.y)).concat(data.limits.map((limit) => limit.value)).filter((value) => value !== null);
  const spread = Math.max(...values) - Math.min(...values) || 1;
  // Readings of a standard differ in their last digits: whole numbers would make one line of them.
  const step = spread < 1 ? 10 ** Math.floor(Math.log10(spread)) : 1;
  const down = (value) => Number((Math.floor(value / step) * step).toPrecision(12));
  const up = (value) => Number((Math.ceil(value / step) * step).toPrecision(12));
  const below = down(Math.min(...values) - spread * 0.1);
  // A scale of what is never negative does not show negative numbers.
  const lowest = Math.min(...values) >= 0 ? Math.max(0, below) : below;
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: colour.font },
    grid: { left: 8, right: 16, top: 36 + data.moments.length * 15, bottom: 28, containLabel: true },
    legend: { top: 0, right: 8, data: data.series.map((one) => one.name), textStyle: { color: colour.ink } },
    // The HTML tooltip writes style attributes, which the content security policy forbids.
    tooltip: { trigger: "axis", renderMode: "richText" },
    xAxis: { type: data.x, name: data.xTitle, nameLocation: "middle", nameGap: 28, ...axis, splitLine: { show: false } },
    yAxis: { type: "value", name: data.yTitle, ...axis, nameTextStyle: { color: colour.soft, align: "left" }, minInterval: values.every(Number.isInteger) ? 1 : undefined, min: data.series.some((one) => one.style === "bar") ? 0 : lowest, max: up(Math.max(...values) + spread * 0.1) },
    series: [...series(data, colour), ...(data.limits.length > 0 ? [limits(data, colour)] : []), ...(data.moments.length > 0 ? [moments(data, colour)] : [])],
  });
  chart.on("click", (item) => item.data?.path && location.assign(item.data.path));
  new ResizeObserver(() => chart.resize()).observe(element);
};
