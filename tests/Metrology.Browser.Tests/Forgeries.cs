using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Documents.Signing;
using Metrology.Pdf.Reading;
using Metrology.Verify.Tests;

namespace Metrology.Browser.Tests;

/// <summary>
/// Every forged file that the tests of metrology-verify make, by its name: those that they state as data are read from them, so that a new one is here as well, and a
/// new kind of them fails until it is written here.
/// </summary>
internal static partial class Forgeries
{
    private static readonly Lazy<PdfForgery> Pages = new(() => new(SampleCertificate.Unsigned));

    private static CertificateDocument Document => SampleCertificate.Document;

    /// <summary>How a row of data becomes a file, by the test that has the row.</summary>
    private static readonly Dictionary<string, Func<string[], byte[]?>> Makers = new(StringComparer.Ordinal)
    {
        [nameof(ForgedPagesTests.Other_words_are_named)] = row => Pages.Value.Has(row[0]) && Pages.Value.Has(row[1]) ? Pages.Value.Reworded(row[0], row[1]) : null,
        [nameof(ForgedPagesTests.Parts_that_no_certificate_has_are_named)] = row => Pages.Value.With(row[0], row[1]),
        [nameof(ForgedPagesTests.What_hides_covers_or_draws_is_named)] = row => Pages.Value.Painted(row[0]),
        [nameof(ForgedPagesTests.Distorted_letters_are_named)] = row => Pages.Value.Painted($"q {row[0]} 20 20 cm BT /F0 12 Tf 0 0 Td <0001>Tj ET Q"),
        [nameof(ForgedPagesTests.A_mark_that_is_not_to_be_seen_is_named)] = row => Pages.Value.With(row[0], row[1]),
        [nameof(ForgedPagesTests.Facts_of_the_certificate_that_no_page_shows_are_named)] = row => WithXml(row[0], row[1]),
        [nameof(CheckTests.A_changed_value_in_unsigned_xml_is_named_by_the_pages)] = row => WithXml(row[0], row[1]),
        [nameof(ChartTests.A_plot_that_says_otherwise_is_named)] = row => PlotForgery.OfPoints(row[0], bool.Parse(row[2])),
        [nameof(ChartTests.A_number_beyond_every_axis_ends_in_a_finding)] = row => PlotForgery.WithError(row[0]),
        // One of them stands below, whole.
        [nameof(ChartTests.A_bar_code_of_another_number_is_named)] = _ => null,
        // Language alone: nothing is forged.
        [nameof(CheckTests.A_certificate_as_it_was_issued_holds)] = _ => null,
    };

    public static IEnumerable<(string Name, byte[] File)> All() => [.. Stated(), .. OnPages(), .. Moved(), .. Plots(), .. Bound()];

    private static IEnumerable<(string, byte[])> Stated()
    {
        foreach (var method in new[] { typeof(ForgedPagesTests), typeof(CheckTests), typeof(ChartTests) }.SelectMany(type => type.GetMethods()))
        {
            foreach (var row in method.GetCustomAttributes<InlineDataAttribute>().Select(one => one.Data.Select(cell => cell?.ToString() ?? "").ToArray()))
            {
                if (Makers[method.Name](row) is { } file)
                    yield return ($"{method.Name}({string.Join(", ", row)})", file);
            }
        }
    }

    /// <summary>Each fact of the pages, of rows and repeats one, the digital certificate as it was, both signed by a forger.</summary>
    private static IEnumerable<(string, byte[])> OnPages()
    {
        var forger = SampleCertificate.NewKey();
        var xml = Attached(SampleCertificate.Make(Document, forger));
        return Forgery.Ids(Document).DistinctBy(id => RowNumber().Replace(id, "")).Select(id => ($"pages: {id}", SampleCertificate.Bind(Forgery.OnPages(Document, id), forger, xml)));
    }

    private static IEnumerable<(string, byte[])> Moved()
    {
        var date = $"<{Pages.Value.Codes("2029年08月20日")}>";
        yield return ("white text", Pages.Value.With("0.471 g", "0.99 g"));
        yield return ("text beyond the page", Pages.Value.With(date + "Tj", $"2000 0 Td {date}Tj"));
        yield return ("text that was moved", Pages.Value.With(date + "Tj", $"0 60 Td {date}Tj"));
        yield return ("invisible text", Pages.Value.With(date + "Tj", $"3 Tr {date}Tj 0 Tr"));
    }

    private static IEnumerable<(string, byte[])> Plots()
    {
        var (plain, plotted) = (SampleCertificate.Document, PlotForgery.Document());
        yield return ("no plot", SampleCertificate.Bind(plain, null, SampleCertificate.Xml(plotted)));
        yield return ("foreign plot", SampleCertificate.Bind(plotted, null, SampleCertificate.Xml(plain)));
        yield return ("title of a plot", PlotForgery.OtherTitle());
        yield return ("unit of a plot", PlotForgery.OtherUnit());
        foreach (var (name, file) in PlotForgery.Drawn())
            yield return ($"drawing of a plot: {name}", file);
    }

    private static IEnumerable<(string, byte[])> Bound()
    {
        var (key, xml) = (SampleCertificate.Key, SampleCertificate.Xml(Document));
        var forger = SampleCertificate.NewKey();
        yield return ("code that leads elsewhere", SampleCertificate.Bind(Document with { CheckAddress = "https://example.com/check/MN-JD-2026-00001?code=ABCDEFGHJKMN2345" }, null, xml));
        yield return ("address of another number", SampleCertificate.Make(Document with { CheckAddress = "https://example.org/check/MN-JD-2026-00002?code=ABCDEFGHJKMN2345" }, null));
        yield return ("number in the header", SampleCertificate.Make(Document with { Number = "MN-JD-2026-00009" }, null, xml));
        yield return ("no marks", SampleCertificate.Make(Document with { Watermarks = [] }, null, xml));
        yield return ("issued before the work", WithXml("<dcc:issueDate>2026-08-22<", "<dcc:issueDate>2026-08-20<"));
        yield return ("no certificate inside", SampleCertificate.Bind(Document, key, null));
        yield return ("another certificate inside", SampleCertificate.Make(Document, key, SampleCertificate.Xml(SampleCertificate.Compose("MN-JD-2026-00002"))));
        yield return ("certificate inside not signed", SampleCertificate.Bind(Document, key, xml));
        yield return ("certificate inside signed by another", SampleCertificate.Bind(Document, key, Attached(SampleCertificate.Make(Document, forger))));
        yield return ("no XML inside", SampleCertificate.Bind(Document, null, "<dcc"u8.ToArray()));
        yield return ("no DCC inside", SampleCertificate.Bind(Document, null, "<dcc/>"u8.ToArray()));
        yield return ("later edition", SampleCertificate.Make(Document, key, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(xml).Replace("edition=\"1\"", "edition=\"2\"", StringComparison.Ordinal))));
        var bilingual = Papers.Bilingual(Document);
        var conclusion = bilingual with { Cover = [.. bilingual.Cover.Select(field => field.Id == "conclusion" ? field with { Value = new(field.Value.Zh, "Passed, conforms to class 0.1") } : field)] };
        yield return ("second language", SampleCertificate.Make(conclusion, key, SampleCertificate.Xml(bilingual)));
        foreach (var (i, forged) in Forgery.Texts(Attached(SampleCertificate.Signed)).Index().Where(one => one.Index % 44 == 0))
            yield return ($"signed XML, text {i}", SampleCertificate.Bind(Document, key, forged));
        yield return ("text behind the end", [.. SampleCertificate.Signed, .. "junk"u8]);
        yield return ("cut off", SampleCertificate.Signed[..^100]);
        yield return ("bar code of another number", OtherBars());
    }

    /// <summary>Pages of one number with the bars of another: a number of the same length, so that nothing else differs.</summary>
    private static byte[] OtherBars()
    {
        var template = new CertificateTemplate { Name = "码", Barcode = true };
        var (own, other) = (SampleCertificate.Compose("MN-JD-2026-00001", template: template), SampleCertificate.Compose("MN-JD-2026-00002", template: template));
        return SampleCertificate.Make(own with { Number = other.Number }, null, SampleCertificate.Xml(own));
    }

    private static byte[] WithXml(string text, string other) =>
        SampleCertificate.Bind(Document, null, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(SampleCertificate.Xml(Document)).Replace(text, other, StringComparison.Ordinal)));

    private static byte[] Attached(byte[] file) => PdfReader.Open(file).Attachments.Single().Content();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex RowNumber();
}
