using Metrology.Dcc.Reading;
using Metrology.Dcc.Writing;

namespace Metrology.Dcc.Linting;

/// <summary>Units, values and dates of a digital certificate of anybody.</summary>
internal static class PlausibilityLint
{
    /// <summary>Ambient temperatures in which somebody works, °C.</summary>
    private const decimal Coldest = -60m, Hottest = 80m;

    private const decimal ZeroCelsius = 273.15m;

    public static void Check(FindingList findings, ReadDcc dcc)
    {
        foreach (var condition in dcc.Conditions)
            Condition(findings, condition);
        if (dcc.IssuedOn < dcc.EndedOn)
        {
            findings.Add(
                LintRules.IssueBeforeWork, "issued-on", $"签发日期 {dcc.IssuedOn:yyyy-MM-dd} 早于工作结束日期 {dcc.EndedOn:yyyy-MM-dd}。请核对日期。",
                $"Issued on {dcc.IssuedOn:yyyy-MM-dd}, before the work ended on {dcc.EndedOn:yyyy-MM-dd}. Check the dates.");
        }

        if (dcc.ValidUntil < dcc.IssuedOn)
        {
            findings.Add(
                LintRules.ValidityBeforeIssue, "valid-until", $"有效期至 {dcc.ValidUntil:yyyy-MM-dd} 早于签发日期 {dcc.IssuedOn:yyyy-MM-dd}。请核对日期。",
                $"Valid until {dcc.ValidUntil:yyyy-MM-dd}, before the issue on {dcc.IssuedOn:yyyy-MM-dd}. Check the dates.");
        }

        foreach (var equipment in dcc.Equipment.Where(one => one.Certificate?.WasValid == false))
        {
            var number = equipment.Certificate!.Number;
            findings.Add(
                LintRules.StandardExpired, number, $"证书 {number} 在检定时不在有效期内。请核实标准器。", $"Certificate {number} was not valid at the time of the work. Check the standard.");
        }
    }

    private static void Condition(FindingList findings, ReadValue condition)
    {
        if (condition.Value is not { } value)
            return;
        var (where, notation) = (condition.Label ?? condition.Name.In(Core.Words.Language.En), condition.Unit.Notation);
        if (IsHumidity(condition))
        {
            if (notation == @"\one" && value > 1m)
            {
                findings.Add(
                    LintRules.HumidityUnit, where, $"湿度 {condition.Digits} 的单位是 \\one，即 {condition.Digits} 倍。应为 \\percent，请改正单位。",
                    $"A humidity of {condition.Digits} in \\one is more than saturated. The unit should be \\percent; correct it.");
            }
            else if (value < 0m || (notation == @"\percent" && value > 100m))
            {
                findings.Add(LintRules.HumidityRange, where, $"湿度 {condition.Digits} 不在 0～100 % 之间。请核对。", $"A humidity of {condition.Digits} is not between 0 % and 100 %. Check it.");
            }
        }
        else if (IsTemperature(condition) && Celsius(value, notation) is < Coldest or > Hottest)
        {
            findings.Add(
                LintRules.TemperatureRange, where, $"环境温度 {condition.Digits} {notation} 不可信。请核对数值和单位。",
                $"An ambient temperature of {condition.Digits} {notation} is not plausible. Check value and unit.");
        }
    }

    private static decimal? Celsius(decimal value, string notation) => notation switch
    {
        @"\degreecelsius" => value,
        @"\kelvin" => value - ZeroCelsius,
        _ => null,
    };

    private static bool IsHumidity(ReadValue value) => Is(value, RefTypes.Humidity, "湿度", "humidity");

    private static bool IsTemperature(ReadValue value) => Is(value, RefTypes.Temperature, "温度", "temperature");

    private static bool Is(ReadValue value, string refType, string zh, string en) =>
        value.RefType?.Split(' ').Contains(refType) == true
        || value.Within.Prepend(value.Name).SelectMany(name => name.Contents).Any(
            one => one.Text.Contains(zh, StringComparison.Ordinal) || one.Text.Contains(en, StringComparison.OrdinalIgnoreCase));
}
