using System.Text;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Procedures;

namespace Metrology.Core.Tests.Runs;

/// <summary>
/// A made-up procedure (示例) whose only item compares a voltmeter with a reference behind a divider: e = x − g·r, limit ±1 V. Nothing asks for the uncertainty of the
/// ratio g.
/// </summary>
internal static class BudgetExample
{
    public static readonly ReferenceCapability Voltage = new(Roles.Reference, "voltage", "示例电压标准", 0.2m, 2m, "V");

    public static readonly ReferenceCapability Ratio = new(Roles.Reference, "result", "示例分压器", 0.02m, 2m, "1");

    public const string Rule = "\"rule\": { \"value\": \"guard-band\", \"confirmed\": true, \"source\": \"x\" },";

    public static Procedure Load(params (string From, string To)[] changes)
    {
        var load = ProcedureFile.Load(Encoding.UTF8.GetBytes(Changed(changes)));
        return load.Procedure ?? throw new InvalidOperationException(string.Join("\n", load.Problems));
    }

    public static string Changed(params (string From, string To)[] changes) => changes.Aggregate(Text, (text, change) =>
        text.Contains(change.From, StringComparison.Ordinal) ? text.Replace(change.From, change.To, StringComparison.Ordinal) : throw new InvalidOperationException(change.From));

    /// <summary>The point after these repeats of x, r and g.</summary>
    public static PointResult Point(Procedure procedure, IReadOnlyList<ReferenceCapability> references, params (decimal X, decimal R, decimal G)[] repeats) =>
        RunEvaluation.Of(Run(procedure, repeats), references).Value.Items[0].Points[0];

    public static RunState Run(Procedure procedure, params (decimal X, decimal R, decimal G)[] repeats) => Run(procedure, null, repeats);

    /// <param name="why">Reason of accepting a repeat that has no error.</param>
    public static RunState Run(Procedure procedure, string? why, params (decimal X, decimal R, decimal G)[] repeats)
    {
        var state = RunMachine.Begin(RunMachine.Plan(procedure, new(new Dictionary<string, string>()), VerificationKind.First).Value);
        foreach (var (x, r, g) in repeats)
        {
            state = state.After(
                new RunEvent.Begun(),
                new RunEvent.Observed(Stage.Single,
                [
                    Example.Read(Roles.UnitUnderTest, "voltage", x, "V", "", 0.1m), Example.Read(Roles.Reference, "voltage", r, "V", "", 0m), Example.Read(Roles.Reference, "result", g, "1", "", 0m),
                ]),
                new RunEvent.Accepted(why));
        }

        return state;
    }

    public const string Text = """
        {
          "format": "metrology-procedure/2", "code": "EX 2", "edition": "1", "revision": 1, "title": { "zh": "示例", "en": "Example" }, "inForceFrom": null, "sources": [],
          "nameplate": [], "environment": [], "references": [],
          "periodMonths": { "value": null, "confirmed": true, "source": "x" }, "validUntil": { "value": "same-day", "confirmed": true, "source": "x" },
          "items": [
            { "id": "e", "title": { "zh": "误差", "en": "Error" }, "verb": "acquire", "kinds": ["first"], "repeats": 2,
              "variables": {
                "x": { "role": "unit-under-test", "measurand": "voltage", "take": "single", "unit": "V" },
                "r": { "role": "reference", "measurand": "voltage", "take": "single", "unit": "V" },
                "g": { "role": "reference", "measurand": "result", "take": "single", "unit": "1" }
              },
              "formula": "x - g * r",
              "budget": [],
              "acceptance": { "unit": "V", "limits": { "*": { "value": 1, "confirmed": true, "source": "x" } },
                "roundingIntervals": { "*": { "value": 0.001, "confirmed": true, "source": "x" } }, "decide": { "value": "unrounded", "confirmed": true, "source": "x" } } }
          ],
          "layout": { "confirmed": true, "source": "x" }
        }
        """;
}
