using Metrology.Pdf.Layout;

namespace Metrology.Pdf;

/// <summary>Text broken into lines by the rules for Chinese with Latin words, numbers and units.</summary>
public sealed record Paragraph : Block
{
    public Paragraph(params ReadOnlySpan<Run> runs) => Runs = runs.ToArray();

    public IReadOnlyList<Run> Runs { get; init; }
    public TextAlign? Align { get; init; }
    public TextStyle? Style { get; init; }
    /// <summary>Indent of the first line in ems; 2 in Chinese body text.</summary>
    public double FirstLineIndent { get; init; }
    /// <summary>Names the text for programs that read the structure; people never see it.</summary>
    public string? Id { get; init; }
    /// <summary>Never begins a page that what stands before it is not on, at least in part.</summary>
    public bool KeepWithPrevious { get; init; }
    /// <summary>Never ends a page without what follows it, at least in part.</summary>
    public bool KeepWithNext { get; init; }

    internal override IEnumerable<Slice> Flow(LayoutContext context, double width)
    {
        foreach (var (index, slice) in ParagraphLayout.Flow(this, context, width, "P").Index())
        {
            slice.KeepWithPrevious = KeepWithPrevious && index == 0;
            slice.KeepWithNext |= KeepWithNext;
            yield return slice;
        }
    }
}

/// <summary>A heading of level 1 to 6: kept with what follows it and listed in the outline.</summary>
public sealed record Heading(string Text, int Level = 1) : Block
{
    static readonly double[] Sizes = [22, 16, 14, 12, 10.5, 10.5];

    public TextAlign Align { get; init; }
    public TextStyle? Style { get; init; }
    public bool InOutline { get; init; } = true;
    /// <summary>As of a paragraph.</summary>
    public string? Id { get; init; }

    internal override IEnumerable<Slice> Flow(LayoutContext context, double width)
    {
        if (Level is < 1 or > 6)
            throw new PdfLayoutException($"A heading has level 1 to 6, not {Level}.");
        var style = Style ?? context.Style with { Size = Sizes[Level - 1] };
        var text = new Paragraph(Text) { Align = Align, Style = style, Id = Id, SpaceBefore = SpaceBefore, SpaceAfter = SpaceAfter };
        var first = true;
        foreach (var slice in ParagraphLayout.Flow(text, context, width, $"H{Level}"))
        {
            slice.KeepWithNext = true;
            if (first && InOutline)
                slice.Bookmark = new(Level, Text);
            first = false;
            yield return slice;
        }
    }
}
