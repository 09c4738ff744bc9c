using System.Globalization;
using Metrology.Core.Expressions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>Procedure + nameplate + kind → steps: ambient conditions, then the items with their points, parts and repeats.</summary>
internal static class Planning
{
    /// <summary>Most like parts (connectors) of one unit.</summary>
    public const int MostParts = 50;

    /// <summary>Most steps of one run.</summary>
    public const int MostSteps = 2000;

    private static readonly IReadOnlyDictionary<string, Quantity> NoSettings = new Dictionary<string, Quantity>();

    public static Outcome<RunPlan> Plan(Procedure procedure, Nameplate nameplate, VerificationKind kind)
    {
        var values = NameplateValues.Of(procedure, nameplate);
        if (values.Refusal is { } incomplete)
            return incomplete;
        var steps = new List<PlannedStep>();
        if (procedure.Environment.Count > 0 || procedure.Format == ProcedureFormat.First)
            steps.Add(new(new(PlannedStep.EnvironmentItem, PlannedStep.DefaultPoint, 1), Verb.Inspect, new("环境条件", "Ambient conditions"), NoSettings));
        foreach (var item in procedure.Items.Where(item => item.Kinds.Contains(kind) && Applies(item, nameplate, values.Value)))
        {
            if (Add(steps, procedure, item, nameplate, values.Value) is { } refusal)
                return refusal;
        }

        if (steps.Count > MostSteps)
        {
            return Refusal.Of(
                "plan.too-many-steps", $"检定步骤超过 {MostSteps} 步。请核对铭牌上的接口数。",
                $"The run would have more than {MostSteps} steps. Check the number of parts on the nameplate.");
        }

        return steps.Exists(step => !step.IsEnvironment)
            ? new RunPlan(procedure, nameplate, kind, steps) { NameplateNumbers = values.Value }
            : Refusal.Of(
                "plan.no-items", "该规程在此检定类别下没有检定项目。请选择其他检定类别或规程。",
                "The procedure has no item for this kind of verification. Choose another kind or procedure.");
    }

    private static bool Applies(ProcedureItem item, Nameplate nameplate, IReadOnlyDictionary<string, Quantity> values) =>
        (item.OnlyIf is null || nameplate.Flag(item.OnlyIf)) && NameplateValues.Holds(item.Applies, nameplate, values);

    private static Refusal? Add(List<PlannedStep> steps, Procedure procedure, ProcedureItem item, Nameplate nameplate, IReadOnlyDictionary<string, Quantity> values)
    {
        var parts = Parts(item, values);
        if (parts.Refusal is { } wrong)
            return wrong;
        if (item.Points.Count == 0)
        {
            Add(steps, item, null, NoSettings, parts.Value);
            return null;
        }

        foreach (var point in item.Points.Where(point => NameplateValues.Holds(point.Applies, nameplate, values)))
        {
            var settings = new Dictionary<string, Quantity>();
            foreach (var (name, rule) in point.Settings)
            {
                var value = Setting(rule, procedure.Unit(rule.Unit)!, values);
                if (value.Refusal is { } refusal)
                {
                    return Refusal.Of(
                        "plan.setting", $"无法由铭牌计算检定点「{point.Label.Zh}」的{name}：{refusal.Text.Zh}",
                        $"The setting {name} of “{point.Label.En}” does not follow from the nameplate: {refusal.Text.En}");
                }

                settings[name] = value.Value;
            }

            Add(steps, item, point, settings, parts.Value);
        }

        return null;
    }

    private static Outcome<int> Parts(ProcedureItem item, IReadOnlyDictionary<string, Quantity> values)
    {
        if (item.Each is null || !values.TryGetValue(item.Each, out var count))
            return 1;
        return count.Value is >= 1m and <= MostParts && decimal.IsInteger(count.Value)
            ? (int)count.Value
            : Refusal.Of("plan.parts", $"铭牌上的数量应为 1 到 {MostParts} 的整数。", $"The number of parts on the nameplate is a whole number from 1 to {MostParts}.");
    }

    private static Outcome<Quantity> Setting(SettingRule rule, Unit unit, IReadOnlyDictionary<string, Quantity> nameplate)
    {
        if (rule.Number is { } number)
            return new Quantity(number, unit);
        var formula = Formula.Parse(rule.Formula);
        var value = formula.IsRefused ? formula.Refusal! : formula.Value.Evaluate(nameplate, unit);
        return value.Refusal is { } refusal ? refusal : new Quantity(WithoutTrailingZeros(value.Value), unit);
    }

    // 16.0 A of 0.5 · 32 is shown as 16 A; dividing by one with many zeros drops them without touching the value.
    internal static decimal WithoutTrailingZeros(decimal value) => value / 1.0000000000000000000000000000m;

    private static void Add(List<PlannedStep> steps, ProcedureItem item, TestPointRule? rule, IReadOnlyDictionary<string, Quantity> settings, int parts)
    {
        for (var part = 1; part <= parts; part++)
        {
            var (id, label) = (rule?.Id ?? PlannedStep.DefaultPoint, rule?.Label);
            if (parts > 1)
            {
                var number = part.ToString(CultureInfo.InvariantCulture);
                id = $"{id}@{number}";
                label = label is null ? new($"第 {number} 个", $"No. {number}") : new($"{label.Zh} · 第 {number} 个", $"{label.En} · No. {number}");
            }

            for (var repeat = 1; repeat <= item.Repeats; repeat++)
                steps.Add(new(new(item.Id, id, repeat), item.Verb, Title(item, label, repeat), settings) { Rule = rule, PointLabel = label });
        }
    }

    private static BilingualText Title(ProcedureItem item, BilingualText? label, int repeat)
    {
        var title = label is null ? item.Title : new($"{item.Title.Zh} · {label.Zh}", $"{item.Title.En} · {label.En}");
        if (item.Repeats == 1)
            return title;
        var number = repeat.ToString(CultureInfo.InvariantCulture);
        return new($"{title.Zh} · 第 {number} 次", $"{title.En} · repeat {number}");
    }
}
