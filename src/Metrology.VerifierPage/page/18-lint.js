// Plausibility of a digital certificate of anybody: rules and their ids are those of metrology-verify.
function lintOf(dcc) {
  const found = [];
  const add = (rule, where, isBroken = true) => found.push({ code: `lint.${rule}`, isBroken, text: both(`${product.rules[rule].zh}——不成立：${where}`, `${product.rules[rule].en} – not so: ${where}`) });
  for (const condition of dcc.conditions) {
    const value = decimal.test(condition.digits) ? Number(condition.digits) : null;
    if (value === null) continue;
    const where = `${condition.label ?? ""} ${condition.digits} ${condition.unit}`;
    const is = (refType, zh, en) => condition.refType?.split(" ").includes(refType) || [condition.name, ...condition.within].flat().some(([, text]) => text.includes(zh) || text.toLowerCase().includes(en));
    const celsius = { "\\degreecelsius": value, "\\kelvin": value - 273.15 }[condition.unit];
    if (is(product.refTypes.humidity, "湿度", "humidity")) {
      if (condition.unit === "\\one" && value > 1) add("humidity-unit", where);
      else if (value < 0 || (condition.unit === "\\percent" && value > 100)) add("humidity-range", where);
    } else if (is(product.refTypes.temperature, "温度", "temperature") && (celsius < -60 || celsius > 80)) add("temperature-range", where, false);
  }
  if (dcc.issued && dcc.ended && dcc.issued < dcc.ended) add("issue-before-work", `${dcc.issued} < ${dcc.ended}`);
  if (dcc.validUntil && dcc.issued && dcc.validUntil < dcc.issued) add("validity-before-issue", `${dcc.validUntil} < ${dcc.issued}`);
  for (const { certificate } of dcc.equipment) if (certificate?.wasValid === false) add("standard-expired", certificate.number);
  return found;
}
