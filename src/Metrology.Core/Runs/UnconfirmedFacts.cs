using System.Globalization;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>The facts that no metrologist has confirmed against the text of the regulation: those of a whole file, and those of them that one run uses.</summary>
public static class UnconfirmedFacts
{
    /// <summary>Every one of the file, whatever a run would use: all kinds of verification, classes and test points.</summary>
    public static IReadOnlyList<UnconfirmedFact> Of(Procedure procedure)
    {
        var facts = new FactList();
        AddConditions(facts, procedure, _ => true);
        foreach (var instrument in procedure.Equipment)
            facts.Add(instrument.Confirmed, $"equipment.{instrument.Id}", $"所需设备 {instrument.Label.Zh}", $"required instrument {instrument.Label.En}");
        foreach (var item in procedure.Items)
            new ItemFacts(item, ItemExtent.Whole(item), facts).Add();
        AddValidity(facts, procedure);
        return facts.All;
    }

    /// <summary>Those that a run uses.</summary>
    internal static IReadOnlyList<UnconfirmedFact> Of(RunPlan plan)
    {
        var facts = new FactList();
        // A condition without bounds is recorded and judges nothing.
        AddConditions(facts, plan.Procedure, condition => condition.Minimum is not null || condition.Maximum is not null);
        foreach (var item in plan.Items)
            new ItemFacts(item, ItemExtent.Of(plan, item), facts).Add();
        AddValidity(facts, plan.Procedure);
        return facts.All;
    }

    private static void AddConditions(FactList facts, Procedure procedure, Func<EnvironmentCondition, bool> isUsed)
    {
        foreach (var condition in procedure.Environment.Where(isUsed))
        {
            var range = Range(condition);
            facts.Add(condition.Confirmed, $"environment.{condition.Id}", $"{condition.Label.Zh}条件 {range}", $"condition {condition.Label.En} {range}");
        }

        foreach (var reference in procedure.References)
        {
            var n = Text(reference.LimitDividedByU);
            facts.Add(
                reference.Confirmed, $"references.{reference.Measurand}", $"标准器要求 {n}·U(k = 2)≤ 最大允许误差",
                $"requirement on the reference: {n}·U (k = 2) ≤ MPE");
        }
    }

    private static void AddValidity(FactList facts, Procedure procedure)
    {
        if (procedure.PeriodMonths.Value is { } months)
            facts.Add(procedure.PeriodMonths.Confirmed, "periodMonths", $"检定周期 {Text(months)} 个月", $"verification period {Text(months)} months");
        else
            facts.Add(procedure.PeriodMonths.Confirmed, "periodMonths", "检定周期未知", "the verification period is not known");
        facts.Add(procedure.ValidUntil.Confirmed, "validUntil", "有效期至的推算方式", "the rule for the last day of validity");
        facts.Add(procedure.Layout.Confirmed, "layout", "原始记录和证书内页格式", "the layout of record and certificate");
    }

    private static string Range(EnvironmentCondition condition) => (condition.Minimum, condition.Maximum) switch
    {
        ({ } low, { } high) => Quantity.Written($"{Text(low)}~{Text(high)}", condition.Unit),
        ({ } low, null) => Quantity.Written($"≥ {Text(low)}", condition.Unit),
        (null, { } high) => Quantity.Written($"≤ {Text(high)}", condition.Unit),
        _ => "?",
    };

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Unconfirmed facts under way.</summary>
internal sealed class FactList
{
    private readonly List<UnconfirmedFact> facts = [];

    public IReadOnlyList<UnconfirmedFact> All => facts;

    public void Add(bool confirmed, string path, string zh, string en)
    {
        if (!confirmed && !facts.Exists(fact => fact.Path == path))
            facts.Add(new(path, new(zh, en)));
    }

    public void Add(bool confirmed, string path, BilingualText text) => Add(confirmed, path, text.Zh, text.En);
}
