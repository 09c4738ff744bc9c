using Metrology.Core.Words;

namespace Metrology.Core.Planning;

/// <summary>Counting classes of the government statistics.</summary>
public static class CountingClasses
{
    /// <summary>部门、企事业单位最高计量标准.</summary>
    public const string OfEnterprises = "D";

    public static readonly IReadOnlyList<string> All = ["A", "B", "C", "D"];

    /// <summary>社会公用计量标准: kept by institutions set up by law, or authorised.</summary>
    public static readonly IReadOnlyList<string> Public = ["A", "B"];

    private const string AnyStandards = "计量标准", HighestWords = "最高计量标准";

    /// <summary>社会公用标准 and 公用计量标准 are short for the same.</summary>
    private static readonly string[] PublicWords = ["社会公用计量标准", "社会公用标准", "公用计量标准"];

    /// <summary>The classes that a target counts: as its entry says, else as its words do, those of the unit and those of the quote; null when they leave all of them open.</summary>
    public static IReadOnlyList<string>? Of(Target target) =>
        target.CountingClassesDefault ?? (CountedKinds.Of(target) is null or CountedKinds.Standards && SaysPublic(target) ? Public : null);

    private static bool SaysPublic(Target target)
    {
        if (PublicWords.Any(words => Has(SimplifiedChinese.Of(target.Unit ?? ""), words)))
            return true;
        // Meanings that a quote allows say their classes themselves.
        var words = target.Readings is not null ? "" : Clause(string.Concat(SimplifiedChinese.Of(target.Quote ?? "").Where(letter => !char.IsWhiteSpace(letter))), target.Number);
        return PublicWords.Any(one => Has(words, one)) && !Has(words, HighestWords);
    }

    /// <summary>The part of a sentence that states the number; all of it where that part does not say of what it is.</summary>
    private static string Clause(string quote, string? number) =>
        number is not null && quote.Split(',', '，', ';', '；', '。').FirstOrDefault(part => QuotedNumber.Occurs(part, number)) is { } clause && (Has(clause, AnyStandards) || PublicWords.Any(words => Has(clause, words))) ? clause : quote;

    private static bool Has(string text, string words) => text.Contains(words, StringComparison.Ordinal);
}
