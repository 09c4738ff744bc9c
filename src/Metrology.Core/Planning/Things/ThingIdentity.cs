using System.Text;
using Metrology.Core.Words;

namespace Metrology.Core.Planning.Things;

/// <summary>
/// Which rows are one thing. Rows of one code are one. A row without a code belongs to the code that its name has elsewhere, if that is one code only; else rows of one name are one
/// (of kinds with districts: of one name and district). Width, blanks and traditional characters do not tell names apart.
/// </summary>
public static class ThingIdentity
{
    /// <summary>The rows of one kind by thing, in the order of their first row.</summary>
    public static IReadOnlyList<IReadOnlyList<CountedThing>> Group(IEnumerable<CountedThing> things)
    {
        var rows = things.ToList();
        var codes = rows.Where(row => row.Code is not null).GroupBy(NameOf)
            .Select(group => (group.Key, Codes: group.Select(row => Plain(row.Code!)).Distinct().ToList()))
            .Where(one => one.Codes.Count == 1).ToDictionary(one => one.Key, one => one.Codes[0]);
        return [.. rows.GroupBy(row => row.Code is { } code ? $"#{Plain(code)}" : codes.TryGetValue(NameOf(row), out var known) ? $"#{known}" : NameOf(row)).Select(group => group.ToList())];
    }

    /// <summary>The same text whatever width, blanks and script it was typed in.</summary>
    public static string Plain(string text) =>
        string.Concat(SimplifiedChinese.Of(text.Normalize(NormalizationForm.FormKC)).Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant();

    private static string NameOf(CountedThing row) => ThingFacts.Of(row.Kind).IsOfDistrict ? $"{Plain(row.Name)}@{Plain(row.District ?? "")}" : Plain(row.Name);
}
