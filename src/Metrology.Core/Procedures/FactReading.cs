using System.Text.Json;
using Metrology.Core.Files;

namespace Metrology.Core.Procedures;

/// <summary>Members of a JSON file that only regulations have: facts with their source, amounts, ids of enumerations.</summary>
internal static class FactReading
{
    public static bool Confirmed(this JsonCursor at) => at.Required("confirmed", flag => flag.AsFlag(), false);

    public static Fact<T> AsFact<T>(this JsonCursor at, Func<JsonCursor, T> value, T standIn) => at.Object(fact => new Fact<T>(
        fact.Required("value", value, standIn), fact.Confirmed(), fact.Text("source")));

    /// <summary>A fact whose value may be null: nobody has seen it in the text.</summary>
    public static Fact<T?> AsFactOrUnknown<T>(this JsonCursor at, Func<JsonCursor, T> value) => at.Object(fact =>
    {
        var known = fact.RequiredOrNull("value");
        return new Fact<T?>(known is null ? default : value(known), fact.Confirmed(), fact.Text("source"));
    });

    /// <summary>A number, or a text that is a formula.</summary>
    public static AmountRule AsAmount(this JsonCursor at)
    {
        switch (at.Kind)
        {
            case JsonValueKind.String:
                return new(null, at.AsText());
            case JsonValueKind.Number:
                return AmountRule.Of(at.AsDecimal());
            default:
                at.Problem("此处应为数字或公式", "a number or a formula is expected here");
                return AmountRule.Of(0m);
        }
    }

    /// <summary>A member of an enumeration by its kebab-case id.</summary>
    public static T AsChoice<T>(this JsonCursor at)
        where T : struct, Enum
    {
        var ids = Enum.GetValues<T>();
        foreach (var id in ids)
        {
            if (KebabCase.Of(id) == at.TextOrNull)
                return id;
        }

        var known = string.Join(", ", ids.Select(id => KebabCase.Of(id)));
        at.Problem($"此处应为以下之一：{known}", $"one of these is expected here: {known}");
        return default;
    }
}
