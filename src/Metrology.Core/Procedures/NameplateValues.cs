using Metrology.Core.Expressions;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Procedures;

/// <summary>A nameplate as the quantities that formulas of settings may use; choices count as plain numbers.</summary>
internal static class NameplateValues
{
    /// <summary>The kinds of fields.</summary>
    public static readonly string[] Kinds = ["choice", "quantity", "text", "flag"];

    /// <summary>Types of the fields that formulas may use; a field whose kind or unit is not known fits everywhere.</summary>
    public static Dictionary<string, FormulaType> Types(Procedure procedure) =>
        procedure.Nameplate.Where(field => field.Id.Length > 0 && (IsNumber(field) || !Kinds.Contains(field.Kind))).DistinctBy(field => field.Id).ToDictionary(
            field => field.Id, field => IsNumber(field) && field.Unit != "" && UnitOf(procedure, field) is { } unit ? FormulaType.Of(unit) : FormulaType.Open);

    /// <summary>Every field that is unknown, missing or wrong, each with what is the matter.</summary>
    public static IEnumerable<(string Field, BilingualText Text)> Problems(Procedure procedure, Nameplate nameplate)
    {
        var known = string.Join(", ", procedure.Nameplate.Select(field => field.Id));
        foreach (var id in nameplate.Values.Keys.Where(id => procedure.Nameplate.All(field => field.Id != id)))
            yield return (id, new($"规程 {procedure.Designation} 的铭牌没有此字段，可用的字段：{known}", $"the nameplate of {procedure.Designation} has no such field; it has: {known}"));
        foreach (var field in procedure.Nameplate.Where(field => IsMissing(field, nameplate)))
            yield return (field.Id, new($"缺少铭牌字段「{field.Id}」（{field.Label.Zh}）", $"the field “{field.Id}” of the nameplate ({field.Label.En}) is missing"));
        foreach (var field in procedure.Nameplate.Where(field => IsWrong(field, nameplate)))
            yield return (field.Id, Expected(field));
    }

    private static BilingualText Expected(NameplateField field) => field.Kind switch
    {
        "choice" => new($"应为以下之一：{string.Join("、", field.Choices)}", $"one of these is expected: {string.Join(", ", field.Choices)}"),
        "quantity" => new("应为正数", "a positive number is expected"),
        _ => new("应为 true 或 false", "true or false is expected"),
    };

    /// <summary>All values, or one refusal that names every field that is unknown, missing or wrong; <see cref="Refusal.Field"/> is the first of them.</summary>
    public static Outcome<IReadOnlyDictionary<string, Quantity>> Of(Procedure procedure, Nameplate nameplate)
    {
        // A misspelt optional field would change the test points and nobody would see it.
        var unknown = nameplate.Values.Keys.Where(id => procedure.Nameplate.All(field => field.Id != id)).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            var known = string.Join(", ", procedure.Nameplate.Select(field => field.Id));
            return new Refusal(
                "plan.nameplate-unknown",
                new(
                    $"规程 {procedure.Designation} 的铭牌没有「{string.Join("、", unknown)}」，请更正或删除。可用的字段：{known}。",
                    $"The nameplate of {procedure.Designation} has no “{string.Join(", ", unknown)}”. Correct or remove it. It has: {known}."),
                unknown[0]);
        }

        var missing = procedure.Nameplate.Where(field => IsMissing(field, nameplate)).ToList();
        if (missing.Count > 0)
        {
            return new Refusal(
                "plan.nameplate-missing",
                new(
                    $"铭牌信息不全，请补充：{string.Join("、", missing.Select(field => field.Label.Zh))}。",
                    $"The nameplate is not complete. Enter: {string.Join(", ", missing.Select(field => field.Label.En))}."),
                missing[0].Id);
        }

        var wrong = procedure.Nameplate.Where(field => IsWrong(field, nameplate)).ToList();
        if (wrong.Count > 0)
        {
            return new Refusal(
                "plan.nameplate-invalid",
                new(
                    $"铭牌信息有误，请更正：{string.Join("、", wrong.Select(field => $"{field.Label.Zh}「{nameplate[field.Id]}」"))}。",
                    $"The nameplate is wrong. Correct: {string.Join(", ", wrong.Select(field => $"{field.Label.En} “{nameplate[field.Id]}”"))}."),
                wrong[0].Id);
        }

        var values = new Dictionary<string, Quantity>();
        foreach (var field in procedure.Nameplate.Where(IsNumber))
        {
            if (UnitOf(procedure, field) is { } unit && QuantityText.ParseNumber(nameplate[field.Id] ?? "") is { } value)
                values[field.Id] = new(value, unit);
        }

        return values;
    }

    /// <summary>A condition as a formula that gives one or zero; positions in it count three characters more.</summary>
    public static string AsNumber(string condition) => $"if({condition}, 1, 0)";

    /// <summary>Whether an item or point applies to this unit; a condition that cannot be computed does not hold.</summary>
    public static bool Holds(Applicability applies, Nameplate nameplate, IReadOnlyDictionary<string, Quantity> values)
    {
        if (applies.Only.Any(only => !only.Value.Contains(nameplate[only.Key] ?? "")))
            return false;
        if (applies.When is not { } when)
            return true;
        var condition = Formula.Parse(AsNumber(when)).Value;
        if (condition.EvaluateExactly(values.ToDictionary(pair => pair.Key, pair => (ExactFraction)pair.Value.Value)) is { } exact)
            return !exact.Numerator.IsZero;
        var truth = condition.Evaluate(values.ToDictionary(pair => pair.Key, pair => pair.Value.Value));
        return !truth.IsRefused && truth.Value == 1m;
    }

    private static bool IsNumber(NameplateField field) => field.Kind is "quantity" or "choice";

    private static Unit? UnitOf(Procedure procedure, NameplateField field) => field.Unit is null ? Units.One : procedure.Unit(field.Unit);

    private static bool IsMissing(NameplateField field, Nameplate nameplate) =>
        !field.IsOptional && field.Kind != "flag" && string.IsNullOrWhiteSpace(nameplate[field.Id]);

    private static bool IsWrong(NameplateField field, Nameplate nameplate)
    {
        if (nameplate[field.Id] is not { Length: > 0 } text)
            return false;
        return field.Kind switch
        {
            "choice" => !field.Choices.Contains(text),
            "quantity" => QuantityText.ParseNumber(text) is not > 0m,
            "flag" => text is not ("true" or "false"),
            _ => false,
        };
    }
}
