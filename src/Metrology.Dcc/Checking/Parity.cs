using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Reading;

namespace Metrology.Dcc.Checking;

/// <summary>
/// Paper against XML, fact by fact: who, what, when, with which standards and by whose word; the digits of every number as printed, its unit, U and k; the verdicts
/// and conditions. Everything is compared both ways; nothing is converted or rounded, and only spaces may differ.
/// </summary>
public static class Parity
{
    /// <returns>All differences in the order of the paper, then what only the XML has; empty when they agree.</returns>
    public static IReadOnlyList<ParityDifference> Check(CertificateDocument paper, ReadDcc xml) => Check(PaperTexts.Of(paper), paper.Language, xml);

    /// <param name="paper">What stands on the pages, for example as it was read from a file.</param>
    /// <param name="language">Of the paper.</param>
    public static IReadOnlyList<ParityDifference> Check(IEnumerable<PaperText> paper, Language language, ReadDcc xml)
    {
        var all = paper.ToList();
        var (printed, written) = (PaperValues.Of(all.Where(text => PaperIds.FirstOf(text.Id) is null)), XmlValues.Of(xml, language));
        var differences = new List<ParityDifference>();
        foreach (var (path, said) in printed)
        {
            var other = written.TryGetValue(path, out var found) ? found : null;
            if (!Shown.Same(said, other))
                differences.Add(new(path, said, other));
        }

        differences.AddRange(written.Where(pair => !printed.ContainsKey(pair.Key)).Select(pair => new ParityDifference(pair.Key, null, pair.Value)));
        if (xml.Paper is null or { Languages.Count: > 1 })
            differences.AddRange(Second(all, language, xml));
        return differences;
    }

    /// <summary>What a bilingual paper shows once for both languages, in both lines of the head, or across the page.</summary>
    private static readonly string[] InOneLine = [PaperIds.Title, PaperIds.Institution, PaperIds.Watermarks];

    /// <summary>What a bilingual paper says in its second language, against that language of the XML. The paper says there what differs, and that it must say.</summary>
    private static IEnumerable<ParityDifference> Second(List<PaperText> paper, Language language, ReadDcc xml)
    {
        var texts = paper.Where(text => PaperIds.FirstOf(text.Id) is not null).Select(text => text with { Id = PaperIds.FirstOf(text.Id)! }).ToList();
        if (texts.Count == 0 && xml.Paper is null)
            return [];
        var (printed, written) = (PaperValues.Of(texts), XmlValues.Of(xml, language == Language.Zh ? Language.En : Language.Zh));
        var first = XmlValues.Of(xml, language);
        return
        [
            .. printed.Where(pair => !Shown.Same(pair.Value, written.GetValueOrDefault(pair.Key))).Select(pair => new ParityDifference(PaperIds.Second(pair.Key), pair.Value, written.GetValueOrDefault(pair.Key))),
            .. written.Where(pair => !printed.ContainsKey(pair.Key) && !InOneLine.Contains(pair.Key) && !Shown.Same(pair.Value, first.GetValueOrDefault(pair.Key)))
                .Select(pair => new ParityDifference(PaperIds.Second(pair.Key), null, pair.Value)),
        ];
    }
}
