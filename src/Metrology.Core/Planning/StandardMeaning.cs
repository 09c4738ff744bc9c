using System.Text.Json.Serialization;

namespace Metrology.Core.Planning;

/// <summary>Which standards a meaning of the counted words takes in, as far as a register can tell them apart. Every condition that is stated must hold.</summary>
/// <param name="Classes">Any of these counting classes; null asks for none.</param>
/// <param name="Highest">最高计量标准 only.</param>
/// <param name="Category">Box of the application form, as a register has it ("Enterprise"); null asks for none.</param>
/// <param name="OfPresider">Its assessment was presided over by the department that the decision names.</param>
public sealed record StandardMeaning(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Classes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Highest,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Category,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool OfPresider)
{
    /// <summary>Null when the register does not say enough of the standard.</summary>
    public bool? Covers(CountedStandard standard, string? presider)
    {
        bool?[] holds =
        [
            Classes is null ? true : standard.CountingClass is { } own ? Classes.Contains(own) : null,
            // Class D of the statistics is nothing but highest standards.
            !Highest ? true : standard.CountingClass == CountingClasses.OfEnterprises ? true : standard.IsHighest,
            Category is null ? true : standard.Category is { } box ? box == Category : null,
            !OfPresider ? true : presider is null || standard.Presider is not { } department ? null : Plain(department) == Plain(presider),
        ];
        return holds.Contains(false) ? false : holds.Contains(null) ? null : true;
    }

    private static string Plain(string text) => Things.ThingIdentity.Plain(text);
}
