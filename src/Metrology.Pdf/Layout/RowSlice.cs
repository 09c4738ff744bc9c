namespace Metrology.Pdf.Layout;

/// <summary>A cell of a row: its content and where it stands, from the table's left edge.</summary>
internal sealed record CellBox(Stack Content, double X, double Width)
{
    public VerticalAlign VerticalAlign { get; init; }
    public Sides Borders { get; init; }
    public Colour? Background { get; init; }
}

/// <summary>A table row, as tall as its tallest cell.</summary>
internal sealed class RowSlice(Table table, IReadOnlyList<CellBox> cells)
    : Slice(cells.Max(cell => cell.Content.Height) + 2 * table.PaddingY)
{
    public override void Draw(ISurface surface, double x, double y)
    {
        surface.Mark(null);
        foreach (var same in cells.Where(cell => cell.Background is not null).GroupBy(cell => cell.Background))
            surface.Fill([.. same.Select(cell => new Bar(x + cell.X, y, cell.Width, Height))], same.Key!.Value);
        DrawBorders(surface, x, y);
        foreach (var cell in cells)
        {
            var free = Height - 2 * table.PaddingY - cell.Content.Height;
            var down = cell.VerticalAlign switch { VerticalAlign.Middle => free / 2, VerticalAlign.Bottom => free, _ => 0 };
            cell.Content.Draw(surface, x + cell.X + table.PaddingX, y + table.PaddingY + down);
        }
    }

    public override (Slice, Slice)? Split(double height)
    {
        var parts = cells.Select(cell => (Cell: cell, Parts: cell.Content.Split(height - 2 * table.PaddingY) ?? (new Stack([]), cell.Content))).ToArray();
        if (parts.All(part => part.Parts.Item1.IsEmpty))
            return null;
        return (With(part => part.Item1), With(part => part.Item2));

        RowSlice With(Func<(Stack, Stack), Stack> choose) =>
            new(table, [.. parts.Select(part => part.Cell with { Content = choose(part.Parts), VerticalAlign = VerticalAlign.Top })]) { Repeated = Repeated };
    }

    void DrawBorders(ISurface surface, double x, double y)
    {
        List<(double From, double To)> tops = [], bottoms = [];
        var sides = new List<double>();
        foreach (var cell in cells)
        {
            double left = x + cell.X, right = left + cell.Width;
            if (cell.Borders.HasFlag(Sides.Top))
                Extend(tops, left, right);
            if (cell.Borders.HasFlag(Sides.Bottom))
                Extend(bottoms, left, right);
            if (cell.Borders.HasFlag(Sides.Left))
                sides.Add(left);
            if (cell.Borders.HasFlag(Sides.Right))
                sides.Add(right);
        }
        var bottom = y + Height;
        List<(Position, Position)> lines =
        [
            .. tops.Select(line => (new Position(line.From, y), new Position(line.To, y))), .. bottoms.Select(line => (new Position(line.From, bottom), new Position(line.To, bottom))),
            // Neighbours share borders; each is drawn once within a row.
            .. sides.Distinct().Select(side => (new Position(side, y), new Position(side, bottom))),
        ];
        if (lines.Count > 0)
            surface.Lines(lines, table.Pen);
    }

    /// <summary>A border that goes on in the next cell is one line.</summary>
    static void Extend(List<(double From, double To)> lines, double from, double to)
    {
        if (lines.Count > 0 && Math.Abs(lines[^1].To - from) < Slack)
            lines[^1] = (lines[^1].From, to);
        else
            lines.Add((from, to));
    }
}
