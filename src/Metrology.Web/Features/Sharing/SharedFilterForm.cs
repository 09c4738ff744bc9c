using Metrology.App.Sharing;
using Metrology.App.Standards;
using Metrology.Core.Quantities;
using Metrology.Core.Registers;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Sharing;

/// <summary>The search as it stands in the address.</summary>
public sealed record SharedFilterForm
{
    public string? Q { get; init; }
    public string? Value { get; init; }
    public string? Unit { get; init; }
    public string? Kind { get; init; }
    public string? Accuracy { get; init; }
    public string? AccuracyUnit { get; init; }
    public bool? InForce { get; init; }
    public bool? Recognised { get; init; }

    private const int LongestText = 100, LongestClass = 40;

    private static readonly BilingualText NoNumber = new("请填写数字，例如 0.05。", "Write a number, for example 0.05.");
    private static readonly BilingualText NoClass = new("请填写等级，例如 F1、0.2S、0.05级、二等。", "Write a class, for example F1, 0.2S, 0.05.");
    private static readonly BilingualText NoUnit = new("没有这个单位。请填写系统认识的单位，例如 V、kPa、%。", "There is no such unit. Use one the product knows, such as V, kPa, %.");
    private static readonly BilingualText NoKind = new("请说明准确度是不确定度、等级还是最大允许误差。", "Say whether the accuracy is an uncertainty, a class or an MPE.");

    public SharedFilter Parse(FieldErrors errors)
    {
        var (value, kind) = (Number(errors, "value", Value), Enum.GetValues<AccuracyKind>().Cast<AccuracyKind?>().FirstOrDefault(one => string.Equals(one.ToString(), Kind, StringComparison.OrdinalIgnoreCase)));
        var isClass = kind == AccuracyKind.Class;
        var accuracy = isClass ? null : Number(errors, "accuracy", Accuracy);
        var asked = isClass ? Accuracy?.Trim() ?? "" : "";
        if (asked.Length > LongestClass || asked.Any(char.IsControl))
            errors.Add("accuracy", NoClass, "input.bad-class");
        if (value is not null && !RangeUnits.IsKnown(Unit?.Trim() ?? ""))
            errors.Add("unit", NoUnit, "input.bad-unit");
        if (accuracy is not null && kind is null)
            errors.Add("kind", NoKind, "input.required");
        if (accuracy is not null && kind is (AccuracyKind.Uncertainty or AccuracyKind.Mpe) && !RangeUnits.IsKnown(AccuracyUnit?.Trim() ?? ""))
            errors.Add("accuracyUnit", NoUnit, "input.bad-unit");
        var text = Q?.Trim() ?? "";
        return new(text.Length > LongestText ? text[..LongestText] : text, value, Unit?.Trim() ?? "", kind, accuracy, AccuracyUnit?.Trim() ?? "", InForce == true, Recognised == true, asked);
    }

    /// <summary>The same search at another path.</summary>
    public string Address(string path) => QueryText.Path(path,
    [
        ("q", Q), ("value", Value), ("unit", Unit), ("kind", Kind), ("accuracy", Accuracy), ("accuracyUnit", AccuracyUnit), ("inForce", InForce == true ? "true" : null), ("recognised", Recognised == true ? "true" : null),
    ]);

    private static decimal? Number(FieldErrors errors, string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (QuantityText.ParseNumber(typed.Trim()) is { } number)
            return number;
        errors.Add(field, NoNumber, "input.bad-number");
        return null;
    }
}
