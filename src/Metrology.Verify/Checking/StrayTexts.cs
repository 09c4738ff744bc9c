using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>
/// What a page shows outside of the structure: the number in its header, its page number, the marks across it, and the headings of a table that goes on. Anything
/// else is no part of a certificate.
/// </summary>
/// <param name="kind">Null where it is not known, and any will do.</param>
/// <param name="languages">Of the paper; null where it does not say them, and any will do.</param>
internal sealed class StrayTexts(ReadDocument file, string? number, CertificateKind? kind, IReadOnlyList<Language>? languages)
{
    public IEnumerable<CheckFinding> Strays()
    {
        var marks = Turned(1);
        for (var page = 1; page <= file.Pages.Count; page++)
        {
            if (Rest(page) is { Length: > 0 } rest)
                yield return Stray(page, rest);
            if (Turned(page) != marks)
                yield return Stray(page, Turned(page));
        }
    }

    private string Rest(int page)
    {
        var running = Running(page).Select(Squeezed).ToList();
        var rest = string.Concat(file.Structure.Loose.Where(loose => loose.Page == page && loose.IsLevel).Select(loose => Squeezed(loose.Text)).Where(text => !running.Remove(text)));
        return rest == HeadingsOn(page) ? "" : rest;
    }

    /// <summary>Header and page number; a bilingual paper has them in both languages.</summary>
    private IEnumerable<string> Running(int page)
    {
        CertificateKind[] kinds = kind is { } known ? [known] : Enum.GetValues<CertificateKind>();
        (Language Language, bool IsBilingual)[] ways = languages switch
        {
            [var only] => [(only, false)],
            [var first, _] => [(first, true)],
            _ => [(Language.Zh, false), (Language.En, false), (Language.Zh, true)],
        };
        return ways.SelectMany(way => kinds.Select(one => RunningTexts.Head(one, number ?? "", way.Language, way.IsBilingual)).Append(RunningTexts.Page(page, file.Pages.Count, way.Language, way.IsBilingual)));
    }

    /// <summary>Headings of the table that goes on at the top of a page; empty where none does.</summary>
    private string HeadingsOn(int page)
    {
        var tables = file.Structure.All.Where(element => element.Type == PageTexts.TableElement).ToList();
        var table = tables.Find(one => one.WithDescendants().Any(cell => cell.Pages.Contains(page)) && one.WithDescendants().Any(cell => cell.Pages.Any(other => other < page)));
        return table is null ? "" : string.Concat(table.WithDescendants().Where(element => element.Type == PageTexts.HeaderCell).Select(element => Squeezed(element.Text)));
    }

    private string Turned(int page) => string.Concat(file.Structure.Loose.Where(loose => loose.Page == page && !loose.IsLevel).Select(loose => Squeezed(loose.Text)));

    private static CheckFinding Stray(int page, string text)
    {
        var shown = text.Length <= 60 ? text : text[..60] + "…";
        return new("page.stray-text", $"page {page}", new($"第 {page} 页有不属于证书内容的文字「{shown}」。", $"Page {page} shows text that is no part of the certificate: “{shown}”."));
    }

    private static string Squeezed(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
