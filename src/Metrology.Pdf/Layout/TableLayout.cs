using Metrology.Pdf.Structure;

namespace Metrology.Pdf.Layout;

/// <summary>Rows to slices: column widths, cell stacks, repeated header.</summary>
internal static class TableLayout
{
    public static IEnumerable<Slice> Flow(Table table, LayoutContext context, double width)
    {
        var place = table.IsTabular ? context.At("table") : context;
        var widths = Widths(table, width, place);
        var tableNode = table.IsTabular ? context.Open("Table") : context.Parent;
        var style = table.Style ?? context.Style;
        var slices = new List<RowSlice>();
        var isHeader = true;
        foreach (var (index, row) in table.Header.Index())
            slices.Add(LayOut(row, place.At("header row", index + 1)));
        var header = slices.ToArray();
        isHeader = false;
        foreach (var slice in header)
            slice.KeepWithNext = true;
        foreach (var (index, row) in table.Rows.Index())
        {
            var slice = LayOut(row, place.At("row", index + 1));
            slice.Repeated = header;
            slices.Add(slice);
        }
        if (slices.Count > 0)
        {
            slices[0].SpaceBefore = table.SpaceBefore;
            slices[^1].SpaceAfter = table.SpaceAfter;
            slices[^1].KeepWithNext = false;
        }
        return slices;

        RowSlice LayOut(Row row, LayoutContext at)
        {
            var rowNode = table.IsTabular ? tableNode?.Add("TR") : tableNode;
            var boxes = new List<CellBox>();
            var column = 0;
            var x = 0.0;
            foreach (var cell in row)
            {
                var span = cell.ColumnSpan;
                if (span < 1 || column + span > widths.Length)
                    throw new PdfLayoutException($"A row has more than {widths.Length} columns in {at.Where}.");
                var cellWidth = widths.AsSpan(column, span).ToArray().Sum();
                var inside = at.At("column", column + 1) with
                {
                    Style = style,
                    Align = cell.Align ?? (isHeader ? table.HeaderAlign : table.Columns[column].Align),
                };
                boxes.Add(Fill(cell, cellWidth, x, rowNode, inside));
                column += span;
                x += cellWidth;
            }
            if (column != widths.Length)
                throw new PdfLayoutException($"A row has {column} of {widths.Length} columns in {at.Where}.");
            return new RowSlice(table, boxes);
        }

        CellBox Fill(Cell cell, double cellWidth, double x, StructureNode? rowNode, LayoutContext inside)
        {
            var node = table.IsTabular ? rowNode?.Add(isHeader ? "TH" : "TD", cell.ColumnSpan) : rowNode;
            if (table.IsTabular && node is not null)
                node.Title = cell.Id;
            var onlyText = table.IsTabular && cell.Content is [Paragraph];
            var stack = Stack.Of(cell.Content, inside with { Parent = node, TextNode = onlyText ? node : null }, cellWidth - 2 * table.PaddingX);
            return new CellBox(stack, x, cellWidth)
            {
                VerticalAlign = cell.VerticalAlign ?? table.VerticalAlign,
                Borders = cell.Borders ?? table.Borders,
                Background = cell.Background ?? (isHeader ? table.HeaderBackground : null),
            };
        }
    }

    static double[] Widths(Table table, double width, LayoutContext place)
    {
        var left = width - table.Columns.Sum(column => column.Width);
        var shares = table.Columns.Sum(column => column.Shares);
        if (left < -Slice.Slack || shares > 0 && left <= 0 || table.Columns.Count == 0)
            throw new PdfLayoutException($"The columns do not fit into {width:0.#} pt in {place.Where}.");
        return [.. table.Columns.Select(column => column.Shares > 0 ? left * column.Shares / shares : column.Width)];
    }
}
