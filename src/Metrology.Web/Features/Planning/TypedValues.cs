using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Planning;

/// <summary>Values of form fields. What cannot be read is put at its field; the use case judges the rest.</summary>
internal static class TypedValues
{
    private static readonly BilingualText NoNumber = new("请填写数字，例如 0.05。", "Write a number, for example 0.05.");
    private static readonly BilingualText NoChoice = new("请从列表中选择。", "Choose one of the list.");

    /// <summary>Null when empty, which means unknown.</summary>
    public static DateOnly? Day(this FieldErrors errors, string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        var parsed = ChosenDate.Parse(typed, field);
        if (parsed.Refusal is { } refusal)
        {
            errors.Add(refusal);
            return null;
        }

        return parsed.Value;
    }

    public static decimal Number(this FieldErrors errors, string field, string? typed)
    {
        // No thousands separator: "1,5" would be fifteen to one reader and one and a half to another.
        if (decimal.TryParse(typed?.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number;
        errors.Add(field, NoNumber, "input.bad-number");
        return 0;
    }

    public static TEnum Choice<TEnum>(this FieldErrors errors, string field, string? typed)
        where TEnum : struct, Enum
    {
        if (typed is not null && Enum.GetNames<TEnum>().Contains(typed))
            return Enum.Parse<TEnum>(typed);
        errors.Add(field, NoChoice, "input.bad-choice");
        return default;
    }
}
