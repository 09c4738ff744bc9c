using System.Text.Json;
using Metrology.Core.Files;
using Metrology.Core.Quantities;

namespace Metrology.Core.Uncertainty.Files;

/// <summary>
/// Units of an uncertainty file. Nothing is converted, so a unit that the product does not know may stand there too, but in braces, {HRC}: then it is no
/// misspelt one.
/// </summary>
internal static class UnitReader
{
    private const int LongestLabel = 40;

    /// <summary>The member unit of an object, or null.</summary>
    public static string? Read(JsonCursor node) => node.Optional("unit") is { } unit ? Of(unit) : null;

    public static string Of(JsonCursor node)
    {
        var text = node.AsText();
        if (node.TextOrNull is not { Length: > 0 } || (text is ['{', _, .., '}'] && text.Length <= LongestLabel))
            return text.Trim('{', '}');
        if (Units.Parse(text).Refusal is { } refusal)
        {
            node.Problem(
                $"{refusal.Text.Zh}本系统不认识的单位请写在花括号中，如 {{HRC}}", $"{refusal.Text.En} A unit that is not known here is written in braces, such as {{HRC}}");
        }

        return text;
    }
}
