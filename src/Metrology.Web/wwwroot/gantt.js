// Draws a GanttData object (Ui/Kit/GanttData.cs) with ECharts: pale bars are planned, dark ones happened. A press on a bar opens its row.
const HEIGHT_OF_ROW = 46;

export const draw = (element) => {
  element.dataset.drawn = "1";
  const data = JSON.parse(element.dataset.gantt);
  const style = getComputedStyle(element);
  const of = (name) => style.getPropertyValue(name).trim();
  element.style.height = `${data.rows.length * HEIGHT_OF_ROW + 70}px`;
  const chart = echarts.init(element, null, { renderer: "canvas" });
  const bars = data.rows.flatMap((row, index) => row.spans.map((span) => ({ name: span.name, value: [index, span.from, span.until], path: row.path, plan: span.isPlan, tone: span.tone })));
  const bar = (at, api) => {
    const one = bars[at.dataIndex];
    const [left, middle] = api.coord([api.value(1), api.value(0)]);
    const [right] = api.coord([api.value(2), api.value(0)]);
    const band = api.size([0, 1])[1];
    const height = band * 0.3;
    const rect = echarts.graphic.clipRectByRect(
      { x: left, y: middle + (one.plan ? -height - 1 : 1), width: Math.max(2, right - left), height },
      { x: at.coordSys.x, y: at.coordSys.y, width: at.coordSys.width, height: at.coordSys.height },
    );
    return rect && { type: "rect", shape: rect, style: { fill: of(`--tone-${one.tone}`), opacity: one.plan ? 0.4 : 1 } };
  };
  const axis = { axisLine: { lineStyle: { color: of("--line") } }, axisLabel: { color: of("--ink-soft") }, splitLine: { show: true, lineStyle: { color: of("--line") } } };
  // The label of today stands inside the chart, also where today is near one of its ends.
  const days = bars.flatMap((one) => [one.value[1], one.value[2], data.today]).sort();
  const share = days.length > 0 ? (Date.parse(data.today) - Date.parse(days[0])) / (Date.parse(days.at(-1)) - Date.parse(days[0]) || 1) : 0.5;
  const align = share > 0.9 ? "right" : share < 0.1 ? "left" : "center";
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: style.fontFamily },
    grid: { left: 8, right: 24, top: 30, bottom: 24, containLabel: true },
    tooltip: { trigger: "item", renderMode: "richText", formatter: (item) => `${data.rows[item.value[0]].name}\n${item.name}\n${item.value[1]} – ${item.value[2]}` },
    xAxis: { type: "time", ...axis },
    yAxis: { type: "category", inverse: true, data: data.rows.map((row) => row.name), ...axis, axisLabel: { color: of("--ink"), width: 170, overflow: "break" }, splitLine: { show: false } },
    series: [
      { type: "custom", renderItem: bar, encode: { x: [1, 2], y: 0 }, data: bars },
      {
        type: "line",
        data: [],
        markLine: { symbol: "none", silent: true, data: [{ xAxis: data.today, lineStyle: { color: of("--tone-quiet"), type: [2, 3], width: 1.5 }, label: { formatter: `${data.todayName} ${data.today}`, position: "start", rotate: 0, align } }] },
      },
    ],
  });
  chart.on("click", (item) => item.data?.path && location.assign(item.data.path));
  new ResizeObserver(() => chart.resize()).observe(element);
};
