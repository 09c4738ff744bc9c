using Metrology.Pdf.Layout;

namespace Metrology.Pdf;

/// <summary>Label and value of one line of a certificate's face.</summary>
public readonly record struct KeyValue(string Label, Cell Value)
{
    public static implicit operator KeyValue((string Label, string Value) pair) => new(pair.Label, pair.Value);
    public static implicit operator KeyValue((string Label, Cell Value) pair) => new(pair.Label, pair.Value);
}

/// <summary>Labels with values on an underline, in one or more columns of pairs.</summary>
public sealed record KeyValueGrid(double LabelWidth) : Block
{
    public IReadOnlyList<KeyValue> Entries { get; init; } = [];
    public int Columns { get; init; } = 1;
    public bool Underlined { get; init; } = true;
    public TextAlign ValueAlign { get; init; }
    public TextStyle? Style { get; init; }
    public double PaddingY { get; init; } = 3;

    internal override IEnumerable<Slice> Flow(LayoutContext context, double width)
    {
        var columns = Enumerable.Repeat((Column[])[Column.Fixed(LabelWidth), Column.Share(1, ValueAlign)], Columns).SelectMany(pair => pair);
        var table = new Table([.. columns])
        {
            Rows = [.. Entries.Chunk(Columns).Select(ToRow)],
            Borders = Sides.None,
            VerticalAlign = VerticalAlign.Bottom,
            Style = Style,
            PaddingY = PaddingY,
            SpaceBefore = SpaceBefore,
            SpaceAfter = SpaceAfter,
        };
        return table.Flow(context, width);
    }

    Row ToRow(KeyValue[] pairs)
    {
        var cells = pairs.SelectMany(pair => (Cell[])
            [pair.Label, pair.Value with { Borders = pair.Value.Borders ?? (Underlined ? Sides.Bottom : Sides.None) }]);
        var blanks = Enumerable.Repeat<Cell>("", 2 * (Columns - pairs.Length));
        return Row.Of([.. cells, .. blanks]);
    }
}

/// <summary>Blocks beside each other, e.g. a matrix code at the right of a text.</summary>
public sealed record SideBySide(params IReadOnlyList<Column> Columns) : Block
{
    public IReadOnlyList<Cell> Cells { get; init; } = [];
    public VerticalAlign VerticalAlign { get; init; }

    internal override IEnumerable<Slice> Flow(LayoutContext context, double width) =>
        new Table([.. Columns])
        {
            Rows = [Row.Of([.. Cells])],
            Borders = Sides.None,
            VerticalAlign = VerticalAlign,
            PaddingX = 0,
            PaddingY = 0,
            IsTabular = false,
            SpaceBefore = SpaceBefore,
            SpaceAfter = SpaceAfter,
        }.Flow(context, width);
}

/// <summary>Blocks in a frame; broken only when taller than a page.</summary>
public sealed record Box(params IReadOnlyList<Block> Content) : Block
{
    public Pen? Border { get; init; } = Pen.Thin;
    public Colour? Background { get; init; }
    public double Padding { get; init; } = 6;

    internal override IEnumerable<Slice> Flow(LayoutContext context, double width)
    {
        var stack = Stack.Of(Content, context.At("box"), width - 2 * Padding);
        yield return new BoxSlice(this, stack, width) { SpaceBefore = SpaceBefore, SpaceAfter = SpaceAfter };
    }
}

/// <summary>Blocks that stay on one page, unless they are taller than a page.</summary>
public sealed record KeepTogether(params IReadOnlyList<Block> Content) : Block
{
    internal override IEnumerable<Slice> Flow(LayoutContext context, double width)
    {
        yield return new StackSlice(Stack.Of(Content, context, width)) { SpaceBefore = SpaceBefore, SpaceAfter = SpaceAfter };
    }
}
