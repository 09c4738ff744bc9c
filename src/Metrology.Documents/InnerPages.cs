using Metrology.Core.Certificates;
using Metrology.Pdf;

namespace Metrology.Documents;

/// <summary>The pages after the cover: sections in their order.</summary>
internal static class InnerPages
{
    public static IEnumerable<Metrology.Pdf.Block> Of(CertificateDocument document, DocumentWords words) => Of(document.Sections, words, beginsOnNewPage: true);

    public static IEnumerable<Metrology.Pdf.Block> Of(IReadOnlyList<Section> sections, DocumentWords words, bool beginsOnNewPage)
    {
        foreach (var (index, section) in sections.Index())
        {
            if ((index == 0 && beginsOnNewPage) || section.StartsNewPage)
                yield return new PageBreak();
            yield return new Heading(words.Label(section.Title), 2) { Style = Styles.Heading, SpaceBefore = 8, SpaceAfter = 3 };
            foreach (var block in section.Blocks.SelectMany(block => Typeset(block, words)))
                yield return block;
        }
    }

    private static IEnumerable<Metrology.Pdf.Block> Typeset(Core.Certificates.Block block, DocumentWords words) => block switch
    {
        Core.Certificates.Paragraph paragraph => Typeset(paragraph, words),
        FieldList { StaysTogether: true } fields => [new KeepTogether(Typeset(fields, words))],
        FieldList fields => [Typeset(fields, words)],
        Core.Certificates.Table table => Typeset(table, words),
        ErrorPlot plot => [PlotDrawing.Of(plot, words)],
        TraceDiagram diagram => [TraceDrawing.Of(diagram, words)],
        _ => throw new InvalidOperationException($"No typography for {block.GetType().Name}"),
    };

    private static IEnumerable<Metrology.Pdf.Block> Typeset(Core.Certificates.Paragraph paragraph, DocumentWords words)
    {
        yield return Typeset(words.Of(paragraph.Text), paragraph.ValueId, paragraph.Emphasis);
        if (words.Second(paragraph.Text) is { } second)
            yield return Typeset(second, paragraph.ValueId is { } id ? PaperIds.Second(id) : null, paragraph.Emphasis);
    }

    private static Metrology.Pdf.Block Typeset(string text, string? id, Emphasis emphasis) => emphasis switch
    {
        Emphasis.Warning => new Box(new Metrology.Pdf.Paragraph(text) { Style = Styles.Warning, Id = id }) { SpaceBefore = 2, SpaceAfter = 2 },
        // A conclusion and the end mark belong to the results above them.
        Emphasis.Strong => new Metrology.Pdf.Paragraph(text) { SpaceBefore = 2, SpaceAfter = 2, Id = id, KeepWithPrevious = true },
        _ => new Metrology.Pdf.Paragraph(text) { Style = Styles.Table, SpaceAfter = 3, Id = id },
    };

    private static KeyValueGrid Typeset(FieldList fields, DocumentWords words) => new(words.LabelWidth)
    {
        Entries = [.. fields.Fields.Select(field => new KeyValue(words.Label(field.Label), words.Named(field.Id, field.Value)))],
        PaddingY = 3,
        SpaceAfter = 4,
    };

    private static IEnumerable<Metrology.Pdf.Block> Typeset(Core.Certificates.Table table, DocumentWords words)
    {
        if (table.Caption is { } caption)
            yield return new Metrology.Pdf.Paragraph(words.Label(caption)) { Style = Styles.Small, SpaceBefore = 2, SpaceAfter = 1, KeepWithNext = true };
        yield return new Metrology.Pdf.Table([.. table.Columns.Select(column => Metrology.Pdf.Column.Share(column.Weight, Align(column.Alignment)))])
        {
            Header = [Row.Of([.. table.Columns.Select(column => (Metrology.Pdf.Cell)words.Label(column.Title))])],
            HeaderBackground = Colour.Grey(240),
            Rows = [.. table.Rows.Select(row => Row.Of([.. row.Select(cell => words.Named(cell.ValueId, cell.Text))]))],
            Style = Styles.Table,
            PaddingY = 1.8,
            SpaceAfter = 4,
        };
    }

    private static TextAlign Align(Alignment alignment) => alignment switch
    {
        Alignment.Start => TextAlign.Left,
        Alignment.Center => TextAlign.Centre,
        Alignment.End => TextAlign.Right,
    };
}
