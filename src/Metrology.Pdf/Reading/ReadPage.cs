using Metrology.Pdf.Objects;
using Metrology.Pdf.Reading.Text;

namespace Metrology.Pdf.Reading;

/// <summary>
/// A piece of text as one operator shows it. The origin is in points from the lower left corner of the page; <see cref="Width"/> is the way
/// the pen went. A character whose font does not say what it means is U+FFFD.
/// </summary>
public sealed record TextRun(string Text, double X, double Y, double Width, double Size)
{
    /// <summary>Degrees, counter-clockwise; 0 for a line that reads from left to right.</summary>
    public double Angle { get; init; }

    /// <summary>The marked-content identifier under which the text belongs to the structure tree, or null (e.g. in a running header).</summary>
    public int? MarkedContent { get; init; }

    /// <summary>False when the text is set with a rendering mode that leaves no mark on the page.</summary>
    public bool IsVisible { get; init; } = true;

    /// <summary>0 for black, 1 for white.</summary>
    public double Lightness { get; init; }

    /// <summary>Place among everything that the page paints.</summary>
    public int Order { get; init; }

    public bool IsLevel => Math.Abs(Angle) < 0.01;
}

/// <summary>A page with its text.</summary>
public sealed class ReadPage
{
    readonly ObjectTable objects;
    readonly PdfDictionary page;
    readonly PdfValue? resources;
    PageContent? content;

    internal ReadPage(ObjectTable objects, PdfDictionary page, PdfValue? resources) => (this.objects, this.page, this.resources) = (objects, page, resources);

    internal PdfDictionary Dictionary => page;

    /// <summary>The text in content order, as the page shows it.</summary>
    public IReadOnlyList<TextRun> Runs => Content.Runs;

    /// <summary>Everything that the page does.</summary>
    public PageContent Content => content ??= TextInterpreter.Read(objects, page, resources);

    /// <summary>Left, bottom, right and top of the page; all 0 when it does not say them itself.</summary>
    public (double Left, double Bottom, double Right, double Top) Box =>
        objects.Items(page.Find("MediaBox")).Select(corner => objects.Resolve(corner).Real()).ToArray() is [{ } left, { } bottom, { } right, { } top] ? (left, bottom, right, top) : default;

    /// <summary>The text in content order; a line ends where the pen leaves the baseline or goes back.</summary>
    public string Text => string.Join('\n', TextLines.InContentOrder(Runs));

    /// <summary>The lines from top to bottom, each from left to right. Turned text stands at the end.</summary>
    public IReadOnlyList<string> Lines => TextLines.ByPosition(Runs);
}
