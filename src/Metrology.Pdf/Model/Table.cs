using System.Collections;
using System.Runtime.CompilerServices;
using Metrology.Pdf.Layout;

namespace Metrology.Pdf;

[Flags]
public enum Sides { None = 0, Top = 1, Bottom = 2, Left = 4, Right = 8, All = 15 }

/// <summary>A column: fixed in points, or a share of what the fixed ones leave.</summary>
public sealed record Column
{
    Column() { }

    internal double Width { get; private init; }
    internal double Shares { get; private init; }
    public TextAlign Align { get; init; }

    public static Column Fixed(double width, TextAlign align = TextAlign.Left) => new() { Width = width, Align = align };
    public static Column Share(double shares = 1, TextAlign align = TextAlign.Left) => new() { Shares = shares, Align = align };
}

/// <summary>A cell: text or blocks. What is not set comes from the table and the column.</summary>
public sealed record Cell(params IReadOnlyList<Block> Content)
{
    public int ColumnSpan { get; init; } = 1;
    public TextAlign? Align { get; init; }
    public VerticalAlign? VerticalAlign { get; init; }
    public Sides? Borders { get; init; }
    public Colour? Background { get; init; }
    /// <summary>Names what the cell shows, for programs that read the structure; people never see it.</summary>
    public string? Id { get; init; }

    public static implicit operator Cell(string text) => new(new Paragraph(text));
    public static implicit operator Cell(Block block) => new(block);
}

/// <summary>A row of cells, written as a collection: <c>["1", "220.0 V"]</c>.</summary>
[CollectionBuilder(typeof(Row), nameof(Of))]
public sealed class Row : IReadOnlyList<Cell>
{
    readonly Cell[] cells;

    Row(Cell[] cells) => this.cells = cells;

    public int Count => cells.Length;
    public Cell this[int index] => cells[index];

    public static Row Of(params ReadOnlySpan<Cell> cells) => new(cells.ToArray());

    public IEnumerator<Cell> GetEnumerator() => ((IEnumerable<Cell>)cells).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Rows in columns. Breaks between rows only (a row taller than a page excepted), with the header rows again on each page.</summary>
public sealed record Table : Block
{
    public Table(params ReadOnlySpan<Column> columns) => Columns = columns.ToArray();

    public IReadOnlyList<Column> Columns { get; }
    public IReadOnlyList<Row> Header { get; init; } = [];
    public IReadOnlyList<Row> Rows { get; init; } = [];
    public TextStyle? Style { get; init; }
    public TextAlign HeaderAlign { get; init; } = TextAlign.Centre;
    public Colour? HeaderBackground { get; init; }
    public Sides Borders { get; init; } = Sides.All;
    public Pen Pen { get; init; } = Pen.Thin;
    public VerticalAlign VerticalAlign { get; init; } = VerticalAlign.Middle;
    public double PaddingX { get; init; } = 4;
    public double PaddingY { get; init; } = 2.5;
    /// <summary>False for a table that only places things; a reader then hears its content without "table".</summary>
    internal bool IsTabular { get; init; } = true;

    internal override IEnumerable<Slice> Flow(LayoutContext context, double width) => TableLayout.Flow(this, context, width);
}
