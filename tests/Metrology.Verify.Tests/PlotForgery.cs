using System.Text;
using System.Text.RegularExpressions;
using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.Verify.Tests;

/// <summary>Papers whose plots of errors say otherwise than their digital certificate; nobody signed them.</summary>
internal static partial class PlotForgery
{
    public static CertificateDocument Document(bool bars = true, PaperLanguages languages = PaperLanguages.Zh) =>
        SampleCertificate.Compose("MN-JD-2026-00001", template: new() { Name = "图", Columns = new(Chart: true, Uncertainty: bars), Languages = languages });

    /// <summary>The pages of one plot with the results of another.</summary>
    public static byte[] OfPoints(string what, bool bars)
    {
        var document = Document(bars);
        return SampleCertificate.Bind(Replaced(document, plot => plot with { Points = [.. Points(plot.Points, what)] }), null, SampleCertificate.Xml(document));
    }

    public static byte[] OtherTitle() => SampleCertificate.Bind(Replaced(Document(), plot => plot with { Title = new("误差图：全部合格", "all in order") }), null, SampleCertificate.Xml(Document()));

    public static byte[] OtherUnit() => SampleCertificate.Bind(Replaced(Document(), plot => plot with { Unit = "s" }), null, SampleCertificate.Xml(Document()));

    /// <summary>The first rounded error of the certificate is this; the pages are as they were.</summary>
    public static byte[] WithError(string number)
    {
        var xml = Encoding.UTF8.GetString(SampleCertificate.Xml(Document()));
        var label = xml.IndexOf("/rounded", StringComparison.Ordinal);
        var values = FirstValue().Match(xml, label);
        return SampleCertificate.Bind(Document(), null, Encoding.UTF8.GetBytes(xml.Remove(values.Index, values.Length).Insert(values.Index, number)));
    }

    /// <summary>The drawing changed with foreign tools: dashes, width, a line more.</summary>
    public static IEnumerable<(string Name, byte[] File)> Drawn()
    {
        var pages = new PdfForgery(SampleCertificate.Make(Document(), null));
        yield return ("no dashes", pages.With("[4 2.5] 0 d", "[] 0 d"));
        yield return ("other dashes", pages.With("[4 2.5] 0 d", "[1 9] 0 d"));
        yield return ("wider", pages.With("0.9 w [4 2.5] 0 d", "2 w [4 2.5] 0 d"));
        yield return ("a line more", pages.With("[4 2.5] 0 d", "[4 2.5] 0 d 0 20 m 40 20 l S"));
    }

    private static CertificateDocument Replaced(CertificateDocument document, Func<ErrorPlot, ErrorPlot> plot) => document with
    {
        Sections = [.. document.Sections.Select(section => section with { Blocks = [.. section.Blocks.Select(block => block is ErrorPlot one ? plot(one) : block)] })],
    };

    private static IEnumerable<PlottedPoint> Points(IReadOnlyList<PlottedPoint> points, string what)
    {
        // So little, and the others as they are, that the scale stays.
        var step = points[0].Upper!.Value / 20m;
        return what switch
        {
            "mark" => [points[0] with { Error = points[0].Error - step }, .. points.Skip(1)],
            "lower limit" => [points[0], .. points.Skip(1).Select(point => point with { Lower = point.Lower + step })],
            "upper limit" => [points[0], .. points.Skip(1).Select(point => point with { Upper = point.Upper - step })],
            "no limit" => [points[0], .. points.Skip(1).Select(point => point with { Lower = null })],
            "uncertainty" => [points[0] with { Uncertainty = points[0].Uncertainty / 2m }, .. points.Skip(1)],
            "scale" => points.Select(point => point with { Lower = point.Lower * 10m, Upper = point.Upper * 10m }),
            "fewer" => points.Take(1),
            _ => points.Reverse(),
        };
    }

    [GeneratedRegex(@"(?<=<si:valueXMLList>|<si:value>)[-+0-9.]+")]
    private static partial Regex FirstValue();
}
