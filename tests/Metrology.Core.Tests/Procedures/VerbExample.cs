using System.Text;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Tests.Runs;

namespace Metrology.Core.Tests.Procedures;

/// <summary>A made-up procedure (示例) that uses every verb and every way of saying a limit.</summary>
internal static class VerbExample
{
    public static Procedure Procedure { get; } = Load(Text);

    public static Procedure Load(string text)
    {
        var load = ProcedureFile.Load(Encoding.UTF8.GetBytes(text));
        return load.Procedure ?? throw new InvalidOperationException(string.Join("\n", load.Problems));
    }

    public static RunPlan Plan(string size = "small", decimal parts = 1, string range = "100") => RunMachine.Plan(
        Procedure,
        new(new Dictionary<string, string> { ["size"] = size, ["range"] = range, ["parts"] = parts.ToString(System.Globalization.CultureInfo.InvariantCulture) }),
        VerificationKind.First).Value;

    public static RunEvent.Observed Set(Stage stage, params ObservedReading[] readings) => new(stage, readings);

    public static ObservedReading Bench(string subject, decimal value, string unit = "s") =>
        Example.Read(Roles.Bench, subject == "apply" ? Measurands.Conforms : Measurands.Duration, value, subject == "apply" ? "1" : unit, subject);

    public static RunEvent.Observed Pressures(decimal shown, decimal reference) => Set(
        Stage.Single,
        Example.Read(Roles.UnitUnderTest, "pressure", shown, "kPa", ""), Example.Read(Roles.Reference, "pressure", reference, "kPa", ""));

    /// <summary>The readings that the run expects now, each with this value.</summary>
    public static RunEvent.Observed Expected(RunState state, Func<ExpectedReading, decimal> value)
    {
        var expected = RunMachine.Expected(state)!;
        return new(expected.Stage, [.. expected.Readings.Select(one => Example.Read(one.Role, one.Measurand, value(one), one.Unit, one.Subject))]);
    }

    public const string Text = """
        {
          "code": "EX 1", "edition": "1", "revision": 1, "title": { "zh": "示例", "en": "Example" }, "inForceFrom": null, "sources": [],
          "nameplate": [
            { "id": "size", "label": { "zh": "型", "en": "Size" }, "kind": "choice", "choices": ["small", "large"] },
            { "id": "range", "label": { "zh": "量程", "en": "Span" }, "kind": "quantity", "unit": "kPa" },
            { "id": "parts", "label": { "zh": "个数", "en": "Parts" }, "kind": "quantity", "unit": "1", "optional": true }
          ],
          "environment": [
            { "id": "temperature", "label": { "zh": "温度", "en": "Temperature" }, "measurand": "environment.temperature", "unit": "°C", "minimum": 15, "maximum": 25, "confirmed": true, "source": "x" }
          ],
          "references": [{ "role": "reference", "measurand": "pressure", "limitDividedByU": 3, "confirmed": true, "source": "x" }],
          "periodMonths": { "value": null, "confirmed": true, "source": "x" }, "validUntil": { "value": "same-day", "confirmed": true, "source": "x" },
          "items": [
            { "id": "look", "title": { "zh": "外观", "en": "Look" }, "verb": "inspect", "kinds": ["first"], "checks": [{ "id": "whole", "label": { "zh": "完好", "en": "Whole" } }] },
            { "id": "warm", "title": { "zh": "预热", "en": "Warm-up" }, "verb": "warm-up", "kinds": ["first"], "seconds": { "value": 900, "confirmed": false, "source": "x" } },
            { "id": "zero", "title": { "zh": "零位", "en": "Zero" }, "verb": "ask", "kinds": ["first"],
              "variables": { "z": { "role": "verifier", "measurand": "pressure", "take": "single", "unit": "kPa", "subject": "zero" } } },
            { "id": "error", "title": { "zh": "误差", "en": "Error" }, "verb": "acquire", "kinds": ["first"], "each": "parts", "repeats": 2,
              "preparation": [{ "verb": "apply" }, { "verb": "settle", "seconds": { "value": 60, "confirmed": true, "source": "x" } }],
              "points": [
                { "id": "half", "label": { "zh": "一半", "en": "Half" }, "settings": { "set": { "formula": "0.5 * range", "unit": "kPa" } }, "confirmed": true, "source": "x" },
                { "id": "full", "label": { "zh": "满量程", "en": "Full" }, "settings": { "set": { "formula": "range", "unit": "kPa" } }, "confirmed": true, "source": "x", "when": "range > 50" },
                { "id": "over", "label": { "zh": "超量程", "en": "Over" }, "settings": { "set": { "formula": "1.2 * range", "unit": "kPa" } }, "confirmed": true, "source": "x", "onlyFor": { "size": ["large"] } }
              ],
              "variables": {
                "p": { "role": "unit-under-test", "measurand": "pressure", "take": "single", "unit": "kPa" },
                "p0": { "role": "reference", "measurand": "pressure", "take": "single", "unit": "kPa" },
                "z": { "role": "verifier", "measurand": "pressure", "take": "from", "item": "zero", "unit": "kPa", "subject": "zero" }
              },
              "constants": { "offset": { "value": 0.1, "unit": "kPa", "confirmed": true, "source": "x" } },
              "derived": [{ "name": "shown", "formula": "p - z - offset", "unit": "kPa" }],
              "denominator": { "value": "span", "confirmed": true, "source": "x", "options": { "span": "range", "reference": "p0" } },
              "formula": "(shown - p0) / denominator",
              "acceptance": { "limitBy": "size+point", "unit": "%",
                "limits": {
                  "small/half": { "value": { "lower": -4.0, "upper": 1.0 }, "confirmed": true, "source": "x" }, "small/full": { "value": "range / (100 * range)", "confirmed": true, "source": "x" },
                  "small/over": { "value": null, "confirmed": false, "source": "[X]" },
                  "large/half": { "value": 1, "confirmed": true, "source": "x" }, "large/full": { "value": 1, "confirmed": true, "source": "x" }, "large/over": { "value": null, "confirmed": false, "source": "[X]" }
                },
                "roundingIntervals": {
                  "small/half": { "value": 0.1, "confirmed": true, "source": "x" }, "small/full": { "value": "0.001 * range / range", "confirmed": true, "source": "x" }, "small/over": { "value": 0.1, "confirmed": true, "source": "x" },
                  "large/half": { "value": 0.1, "confirmed": true, "source": "x" }, "large/full": { "value": 0.1, "confirmed": true, "source": "x" }, "large/over": { "value": 0.1, "confirmed": true, "source": "x" }
                },
                "decide": { "value": "unrounded", "confirmed": true, "source": "x" } } },
            { "id": "end", "title": { "zh": "结束", "en": "End" }, "verb": "environment", "kinds": ["first"] }
          ]
        }
        """;
}
