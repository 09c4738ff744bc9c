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
        foreach (var cell in cells)
            if (cell.Background is { } background)
                surface.Fill([new Bar(x + cell.X, y, cell.Width, Height)], background);
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
        var lines = new List<(Position, Position)>();
        var bottom = y + Height;
        foreach (var cell in cells)
        {
            double left = x + cell.X, right = left + cell.Width;
            if (cell.Borders.HasFlag(Sides.Top))
                lines.Add(((left, y), (right, y)));
            if (cell.Borders.HasFlag(Sides.Bottom))
                lines.Add(((left, bottom), (right, bottom)));
            if (cell.Borders.HasFlag(Sides.Left))
                lines.Add(((left, y), (left, bottom)));
            if (cell.Borders.HasFlag(Sides.Right))
                lines.Add(((right, y), (right, bottom)));
        }
        // Neighbours share borders; each is drawn once within a row.
        if (lines.Count > 0)
            surface.Lines([.. lines.Distinct()], table.Pen);
    }
}
