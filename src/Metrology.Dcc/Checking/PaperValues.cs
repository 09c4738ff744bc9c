using System.Text.RegularExpressions;
using Metrology.Core.Certificates;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Dcc.Dsi;

namespace Metrology.Dcc.Checking;

/// <summary>What the pages of a document show, as text by path. Read from the cells alone, never from the data beside them.</summary>
internal static partial class PaperValues
{
    private static readonly string[] CoverFields = ["number", "customer", "model", "serial-number", "manufacturer", "work-date", "valid-until", "issued-on"];

    public static Dictionary<string, string> Of(CertificateDocument document)
    {
        var values = new PathValues();
        foreach (var field in document.Cover.Where(field => CoverFields.Contains(field.Id)))
            values.Add($"cover/{field.Id}", field.Value.In(document.Language).Trim() is { Length: > 0 } text ? text : Shown.Dash);
        foreach (var block in document.Sections.SelectMany(section => section.Blocks))
        {
            if (block is FieldList fields)
            {
                foreach (var field in fields.Fields.Where(field => field.Id.StartsWith(Shown.Environment, StringComparison.Ordinal)))
                    values.Add(Shown.Condition(field.Id), WithUnit(Said(document, field.Value), null));
            }
            else if (block is Table table)
            {
                foreach (var row in table.Rows)
                    Cells(document, table, row, values);
            }
        }

        return values.All;
    }

    private static void Cells(CertificateDocument document, Table table, IReadOnlyList<Cell> row, PathValues values)
    {
        for (var i = 0; i < row.Count && i < table.Columns.Count; i++)
        {
            if (row[i].ValueId is not { } id)
                continue;
            var text = Said(document, row[i].Text);
            var unit = UnitOf(table.Columns[i].Title.In(document.Language));
            if (id.EndsWith("/limit", StringComparison.Ordinal))
                Limits(id, text, unit, values);
            else if (id.EndsWith("/verdict", StringComparison.Ordinal) || id.EndsWith("/conforms", StringComparison.Ordinal))
                values.Add(Shown.Result(id), text);
            else if (id.EndsWith("/uncertainty", StringComparison.Ordinal))
                Expanded(id, text, table.Columns[i].Title.In(document.Language), unit, values);
            else
                values.Add(Shown.Result(id), WithUnit(text, unit));
        }
    }

    /// <summary>The language that the paper is in; a number that differs between the two languages is shown as both.</summary>
    private static string Said(CertificateDocument document, BilingualText text)
    {
        var (own, other) = (text.In(document.Language), text.In(document.Language == Language.Zh ? Language.En : Language.Zh));
        return own != other && own.Any(char.IsAsciiDigit) ? $"{own} ≠ {other}" : own;
    }

    /// <summary>"+0.61" under "Mean error/%", or "16 A", as "+0.61 \percent"; a dash stays one.</summary>
    private static string WithUnit(string text, string? unit)
    {
        if (text == Shown.Dash)
            return text;
        var space = text.LastIndexOf(' ');
        if (unit is null && space > 0)
            (text, unit) = (text[..space], text[(space + 1)..]);
        // A value in unit one stands alone, SI Brochure 5.4.7.
        return Shown.Number(text, DsiUnits.Of(unit ?? "1") ?? new(unit ?? "1"));
    }

    /// <summary>U as a number with its unit; k stands beside it, "0.12 (k=2.31)", or in the title, "U (k=2)/%".</summary>
    private static void Expanded(string id, string text, string title, string? unit, PathValues values)
    {
        var own = Factor().Match(text);
        var factor = own.Success ? own : Factor().Match(title);
        values.Add(Shown.Result(id), WithUnit(own.Success ? text[..own.Index] : text, unit));
        if (text != Shown.Dash && factor.Success)
            values.Add($"{Shown.Result(id)}/k", factor.Groups[1].Value);
    }

    /// <summary>"±1.0", "-4.0 ~ +1.0", "≤ 0.2", "&gt; 3".</summary>
    private static void Limits(string id, string text, string? unit, PathValues values)
    {
        if (text == Shown.Dash)
            return;

        if (text.StartsWith('±'))
        {
            Add("lower", "-" + text[1..]);
            Add("upper", "+" + text[1..]);
        }
        else if (text.Split(" ~ ") is [var lower, var upper])
        {
            Add("lower", lower);
            Add("upper", upper);
        }
        else
        {
            Add(text.StartsWith('≤') || text.StartsWith('<') ? "upper" : text.StartsWith('≥') || text.StartsWith('>') ? "lower" : "unreadable", text.TrimStart('≤', '<', '≥', '>', ' '));
        }

        void Add(string side, string digits) => values.Add($"{Shown.Result(id)}/{side}", WithUnit(digits, unit));
    }

    /// <summary>The unit at the end of a title, "Reference energy E0/kWh": what follows the first slash after which a known unit stands.</summary>
    private static string? UnitOf(string title)
    {
        for (var slash = title.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = title.IndexOf('/', slash + 1))
        {
            if (slash + 1 < title.Length && Units.Find(title[(slash + 1)..]) is { } unit)
                return unit.Symbol;
        }

        return null;
    }

    [GeneratedRegex(@" ?\(k=([0-9.]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Factor();
}
