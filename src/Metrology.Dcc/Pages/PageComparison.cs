using Metrology.Core.Certificates;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Rebuilding;
using Metrology.Dcc.Writing;

namespace Metrology.Dcc.Pages;

/// <summary>Every text of the pages, in the order in which they are read, against what this product prints there for such a certificate.</summary>
public static class PageComparison
{
    private const int Most = 10;

    /// <summary>The words of this paper are known: the edition, its languages and the kind by its title.</summary>
    public static bool IsKnown(ReadDcc xml) => xml.Paper is { IsKnown: true } && xml.Statement(Statements.Kind) is { } kind && PageWords.Of(kind.Name.In(Core.Words.Language.Zh)) is not null;

    /// <summary>By its title; null for one that this edition does not print.</summary>
    public static CertificateKind? KindOf(ReadDcc xml) => IsKnown(xml) ? RebuiltDocument.KindOf(xml) : null;

    /// <param name="pages">All texts that belong to the structure.</param>
    /// <param name="xml">A certificate whose words are known.</param>
    /// <param name="results">Its results, with their order and names.</param>
    public static IReadOnlyList<PageDifference> Check(IReadOnlyList<PageText> pages, ReadDcc xml, IReadOnlyList<OwnResult> results)
    {
        var ids = pages.Select(text => text.Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var texts = new ExpectedTexts(xml.Paper!.Languages, ids);
        var words = PageWords.Of(xml.Statement(Statements.Kind)!.Name.In(Core.Words.Language.Zh))!;
        return Compare(pages, new ExpectedPages(xml, results, words, texts).All());
    }

    private static List<PageDifference> Compare(IReadOnlyList<PageText> pages, IReadOnlyList<ExpectedText> expected)
    {
        var differences = new List<PageDifference>();
        var near = "";
        var (at, should) = (0, 0);
        while ((at < pages.Count || should < expected.Count) && differences.Count < Most)
        {
            var found = at < pages.Count ? pages[at] : null;
            var word = should < expected.Count ? expected[should] : null;
            near = found?.Id ?? near;
            if (found is not null && word?.Fits(found) == true)
            {
                (at, should) = (at + 1, should + 1);
            }
            else if (word is { IsOptional: true })
            {
                should++;
            }
            else
            {
                differences.Add(new(found?.Page ?? 0, near, word is null ? null : word.Id ?? word.Text, found is null ? null : found.Id is { } id ? $"{found.Text} [{id}]" : found.Text));
                // The same kind of text stands for the other one; else one of both is too many.
                var isSame = found is not null && word is not null && (found.Id is null) == (word.Id is null);
                at += isSame || (found is not null && (found.Id is null || word is null)) ? 1 : 0;
                should += isSame || (word is not null && !(found is { Id: null })) ? 1 : 0;
            }
        }

        return differences;
    }
}
