using Metrology.Pdf.Layout;

namespace Metrology.Pdf;

/// <summary>Empty height in points, dropped where a page ends.</summary>
public sealed record Spacer(double Height) : Block
{
    internal override IEnumerable<Slice> Flow(LayoutContext context, double width) => [new EmptySlice(Height)];
}

/// <summary>What follows begins on a new page.</summary>
public sealed record PageBreak : Block
{
    internal override IEnumerable<Slice> Flow(LayoutContext context, double width) => [new EmptySlice(0) { BreakAfter = true }];
}

/// <summary>A horizontal line over the full width.</summary>
public sealed record Rule : Block
{
    public Pen Pen { get; init; } = Pen.Thin;

    internal override IEnumerable<Slice> Flow(LayoutContext context, double width) =>
        [new RuleSlice(Pen, width) { SpaceBefore = SpaceBefore, SpaceAfter = SpaceAfter }];
}
