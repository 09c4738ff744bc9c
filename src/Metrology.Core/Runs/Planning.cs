using System.Globalization;
using Metrology.Core.Expressions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>Procedure + nameplate + kind → steps: ambient conditions, then the items with their points and repeats.</summary>
internal static class Planning
{
    private static readonly IReadOnlyDictionary<string, Quantity> NoSettings = new Dictionary<string, Quantity>();

    public static Outcome<RunPlan> Plan(Procedure procedure, Nameplate nameplate, VerificationKind kind)
    {
        var values = NameplateValues.Of(procedure, nameplate);
        if (values.Refusal is { } incomplete)
            return incomplete;
        var steps = new List<PlannedStep>
        {
            new(new(PlannedStep.EnvironmentItem, PlannedStep.DefaultPoint, 1), Verb.Inspect, new("环境条件", "Ambient conditions"), NoSettings),
        };
        foreach (var item in procedure.Items.Where(item => item.Kinds.Contains(kind) && (item.OnlyIf is null || nameplate.Flag(item.OnlyIf))))
        {
            var refusal = Add(steps, item, values.Value);
            if (refusal is not null)
                return refusal;
        }

        return steps.Count > 1
            ? new RunPlan(procedure, nameplate, kind, steps)
            : Refusal.Of(
                "plan.no-items", "该规程在此检定类别下没有检定项目。请选择其他检定类别或规程。",
                "The procedure has no item for this kind of verification. Choose another kind or procedure.");
    }

    private static Refusal? Add(List<PlannedStep> steps, ProcedureItem item, IReadOnlyDictionary<string, Quantity> nameplate)
    {
        if (item.Points.Count == 0)
        {
            Add(steps, item, PlannedStep.DefaultPoint, null, NoSettings);
            return null;
        }

        foreach (var point in item.Points)
        {
            var settings = new Dictionary<string, Quantity>();
            foreach (var (name, rule) in point.Settings)
            {
                var value = Setting(rule, nameplate);
                if (value.Refusal is { } refusal)
                {
                    return Refusal.Of(
                        "plan.setting", $"无法由铭牌计算检定点「{point.Label.Zh}」的{name}:{refusal.Text.Zh}",
                        $"The setting {name} of “{point.Label.En}” does not follow from the nameplate: {refusal.Text.En}");
                }

                settings[name] = value.Value;
            }

            Add(steps, item, point.Id, point.Label, settings);
        }

        return null;
    }

    private static Outcome<Quantity> Setting(SettingRule rule, IReadOnlyDictionary<string, Quantity> nameplate)
    {
        var unit = Units.Find(rule.Unit) ?? throw new InvalidOperationException($"The loader lets no unknown unit through: {rule.Unit}");
        var formula = Formula.Parse(rule.Formula);
        var value = formula.IsRefused ? formula.Refusal! : formula.Value.Evaluate(nameplate, unit);
        return value.Refusal is { } refusal ? refusal : new Quantity(WithoutTrailingZeros(value.Value), unit);
    }

    // 16.0 A of 0.5 · 32 is shown as 16 A; dividing by one with many zeros drops them without touching the value.
    private static decimal WithoutTrailingZeros(decimal value) => value / 1.0000000000000000000000000000m;

    private static void Add(List<PlannedStep> steps, ProcedureItem item, string point, BilingualText? label, IReadOnlyDictionary<string, Quantity> settings)
    {
        for (var repeat = 1; repeat <= item.Repeats; repeat++)
        {
            var title = label is null ? item.Title : new($"{item.Title.Zh} · {label.Zh}", $"{item.Title.En} · {label.En}");
            if (item.Repeats > 1)
            {
                var number = repeat.ToString(CultureInfo.InvariantCulture);
                title = new($"{title.Zh} · 第 {number} 次", $"{title.En} · repeat {number}");
            }

            steps.Add(new(new(item.Id, point, repeat), item.Verb, title, settings));
        }
    }
}
