using System.Text.RegularExpressions;
using Metrology.Core.Traceability;

namespace Metrology.Core.Registers;

/// <summary>
/// Rows of somebody's register of measurement standards → rows that can be entered, with a remark for everything that was changed, is missing, or cannot be right.
/// What a file says of one row depends on the others: a default that fills a column, a code that two names share.
/// </summary>
public static partial class StandardCleaning
{
    /// <summary>So many equal classes are no coincidence.</summary>
    private const int RowsOfDefault = 3;

    private static readonly StandardColumn[] StateColumns = [StandardColumn.State, StandardColumn.IsSuspended, StandardColumn.IsWithdrawn];

    private static readonly StandardColumn[] Acts = [StandardColumn.IsSuspended, StandardColumn.IsWithdrawn];

    private static readonly StandardColumn[] Numbers = [StandardColumn.AssessmentNumber, StandardColumn.PublicNumber];

    /// <summary>The rows of a sheet under its columns; rows that go on with the standard above them (further ranges under a merged name) are joined to it.</summary>
    public static IReadOnlyList<ImportedStandard> Of(SheetTable table, IReadOnlyList<StandardColumn?> columns)
    {
        var (unread, notes) = (new UnreadCells(table, columns), new SheetNotes(table, columns));
        var units = new Dictionary<int, List<ImportRemark>>();
        var kept = new List<(int Row, Dictionary<StandardColumn, string> Cells, bool IsJoined)>();
        var written = table.Under(columns);
        foreach (var (i, raw) in written.Index())
        {
            var cells = raw.ToDictionary();
            var said = WithUnits(table, columns, cells, WithTwin(table, columns, i, cells));
            if (kept.Count > 0 && GoesOn(raw, table.Lines[i], columns))
            {
                var above = kept[^1];
                foreach (var column in new[] { StandardColumn.Range, StandardColumn.Accuracy })
                    above.Cells[column] = Joined(above.Cells.GetValueOrDefault(column, ""), cells.GetValueOrDefault(column, ""));
                kept[^1] = above with { IsJoined = true };
                units[above.Row].AddRange(said);
            }
            else
            {
                kept.Add((i, cells, false));
                units.Add(i, said);
            }
        }

        var cleaned = Of([.. kept.Select(one => (IReadOnlyDictionary<StandardColumn, string>)one.Cells)], table.CountsFrom1904);
        return
        [
            .. cleaned.Zip(kept, (row, one) => row with
            {
                Row = one.Row + 1,
                Line = table.Lines[one.Row].Number,
                Raw = units[one.Row].Count > 0 ? written[one.Row] : row.Raw,
                Remarks =
                [
                    .. row.Remarks, .. units[one.Row], .. Elsewhere(table, columns, unread, notes, one.Row, row), .. one.IsJoined ? [ImportRemarks.Joined] : Array.Empty<ImportRemark>(), .. table.Lines[one.Row].IsHidden ? [ImportRemarks.Hidden] : Array.Empty<ImportRemark>(),
                    .. table.Lines[one.Row].IsStruck && row.WithdrawnOn is null ? [ImportRemarks.Struck] : Array.Empty<ImportRemark>(),
                ],
            }),
        ];
    }

    /// <summary>Where 不确定度 and 准确度等级 are two columns and the one that is taken is empty, the other says it.</summary>
    /// <returns>The heading of that other column, whose unit it is; null where nothing was taken from one.</returns>
    private static string? WithTwin(SheetTable table, IReadOnlyList<StandardColumn?> columns, int row, Dictionary<StandardColumn, string> cells)
    {
        if (!cells.TryGetValue(StandardColumn.Accuracy, out var taken) || !RowCleaning.IsNothing(taken))
            return null;
        var twin = columns.Index().FirstOrDefault(one => one.Item is null && StandardHeadings.Find(table.Headings[one.Index]) == StandardColumn.Accuracy && !RowCleaning.IsNothing(table.Rows[row][one.Index]), (-1, null)).Index;
        if (twin < 0)
            return null;
        cells[StandardColumn.Accuracy] = table.Rows[row][twin];
        return table.Headings[twin];
    }

    /// <summary>What a heading says of all its cells: 测量范围(MPa), 准确度等级（级）, 不确定度(k=2). It is added where the cell has none of its own.</summary>
    /// <param name="ofAccuracy">The heading under which the accuracy stands, where it is not that of its column.</param>
    private static List<ImportRemark> WithUnits(SheetTable table, IReadOnlyList<StandardColumn?> columns, Dictionary<StandardColumn, string> cells, string? ofAccuracy)
    {
        var remarks = new List<ImportRemark>();
        foreach (var (i, column) in columns.Index().Where(one => one.Item is StandardColumn.Range or StandardColumn.Accuracy))
        {
            var known = column!.Value;
            var heading = known == StandardColumn.Accuracy ? ofAccuracy ?? table.Headings[i] : table.Headings[i];
            var written = cells.GetValueOrDefault(known, "").Trim();
            if (written.Length == 0 || HeadingUnit.Added(heading, known, written) is not { } added)
                continue;
            cells[known] = added;
            remarks.Add(ImportRemarks.UnitOfHeading(known, heading, added));
        }

        return remarks;
    }

    /// <summary>What columns that nobody reads, titles, parts, notes and the name of the sheet say of a row.</summary>
    private static IEnumerable<ImportRemark> Elsewhere(SheetTable table, IReadOnlyList<StandardColumn?> columns, UnreadCells unread, SheetNotes notes, int row, ImportedStandard cleaned)
    {
        // Whose suspension or withdrawal is entered with its day says no more by it.
        var isInUse = cleaned.SuspendedFrom is null && cleaned.WithdrawnOn is null;
        foreach (var remark in unread.Of(row, cleaned, isInUse))
            yield return remark;
        var (line, next) = (table.Lines[row].Number, row + 1 < table.Lines.Count ? table.Lines[row + 1].Number : int.MaxValue);
        if (table.Skipped.Where(one => one.Why == SkipReason.Part && one.Number > line && (one.Number < next || next < line)).ToList() is { Count: > 0 } parts)
            yield return ImportRemarks.PartsBelow(parts.Count, parts[0].Text);
        if (notes.IsUnnumbered(row) && !cleaned.Certificates.Any(one => StandardCertificateNumber.HasForm(one.Number)))
            yield return ImportRemarks.Unnumbered;
        foreach (var column in Acts.Where(column => columns.Contains(column) && IsBareMark(table, columns, column, row)))
            yield return ImportRemarks.StateUnknown(column, cleaned.Raw.GetValueOrDefault(column, ""));
        var saysItself = !isInUse || StateColumns.Any(column => cleaned.Raw.GetValueOrDefault(column, "").Trim().Length > 0);
        foreach (var remark in notes.Of(row, saysItself))
            yield return remark;
        if (saysItself)
            yield break;
        foreach (var text in table.Skipped.Where(line => line.Why == SkipReason.Title).Select(line => line.Text).Append(table.Name).Append(table.Lines[row].Section).Distinct())
        {
            if (OutOfUse.InTitle(text) is not OutOfUse.Saying.Nothing and var said)
                yield return ImportRemarks.StateAbove(text, said == OutOfUse.Saying.Plain);
        }
    }

    /// <summary>An x is a tick for some and a no for others: in a column where nobody says yes or no otherwise it says neither.</summary>
    private static bool IsBareMark(SheetTable table, IReadOnlyList<StandardColumn?> columns, StandardColumn column, int row)
    {
        var at = columns.Index().First(one => one.Item == column).Index;
        List<string> texts = [.. table.Rows.Select(cells => CellText.Of(cells[at]).Text.ToLowerInvariant()).Where(text => !RowCleaning.IsNothing(text))];
        var own = CellText.Of(table.Rows[row][at]).Text.ToLowerInvariant();
        return own is "x" or "×" && !texts.Exists(text => text is "√" or "✓" or "✔" or "是" or "y" or "yes") && (own == "x" || texts.Count < table.Rows.Count || texts.Exists(text => text is "否" or "n" or "no"));
    }

    /// <summary>Without a name, code and certificate of its own, but with a range or an accuracy.</summary>
    private static bool GoesOn(IReadOnlyDictionary<StandardColumn, string> raw, SheetLine line, IReadOnlyList<StandardColumn?> columns)
    {
        bool HasOwn(StandardColumn column) => raw.GetValueOrDefault(column, "").Trim().Length > 0 && !line.FromAbove.Contains(columns.Index().First(one => one.Item == column).Index);
        return !HasOwn(StandardColumn.NameZh) && !HasOwn(StandardColumn.Code) && !Numbers.Any(HasOwn) && (HasOwn(StandardColumn.Range) || HasOwn(StandardColumn.Accuracy));
    }

    private static string Joined(string above, string below)
    {
        var (first, second) = (above.Trim(), below.Trim());
        return second.Length == 0 || first.Split('；').Contains(second) ? first : first.Length == 0 ? second : $"{first}；{second}";
    }

    /// <param name="from1904">Numbers count days from 1904-01-01.</param>
    public static IReadOnlyList<ImportedStandard> Of(IReadOnlyList<IReadOnlyDictionary<StandardColumn, string>> rows, bool from1904 = false)
    {
        var cleaned = WithoutDittos(rows).Select((row, i) => new RowCleaning(row.Cells, from1904).Clean(i + 1) is var one ? one with { Raw = rows[i], Remarks = [.. row.Remarks, .. one.Remarks] } : one).ToList();
        var numbers = cleaned.SelectMany(row => row.Certificates.Select(one => (Same: SameNumber(one), row.Row)).Distinct()).ToLookup(one => one.Same, one => one.Row);
        var alike = cleaned.SelectMany(row => row.Certificates.Select(one => (Same: AlikeNumber(one), Other: new Numbered(row.Row, one.Number)))).ToLookup(one => one.Same, one => one.Other);
        var byColumn = cleaned.Where(row => InColumn(row).Length > 0).ToList();
        var common = byColumn.GroupBy(InColumn).MaxBy(group => group.Count());
        var hasDefault = common is not null && common.Count() >= RowsOfDefault && common.Count() * 2 > byColumn.Count && BareClass().IsMatch(common.Key);
        return [.. cleaned.Select(row => ParameterReading.Of(row with { Remarks = [.. row.Remarks, .. Among(cleaned, row, numbers, alike, hasDefault ? common!.Key : null)] }))];
    }

    private static IEnumerable<ImportRemark> Among(
        List<ImportedStandard> all, ImportedStandard row, ILookup<(StandardCertificateKind Kind, string Number), int> numbers, ILookup<(StandardCertificateKind Kind, string Number), Numbered> alike, string? common)
    {
        if (row.Code is { } code && all.Exists(other => other.Code == code && other.NameZh != row.NameZh))
            yield return ImportRemarks.CodeTwice(code);
        // Where the row itself contradicts its class, that says more.
        if (common is not null && InColumn(row) == common && !row.Remarks.Any(remark => remark.Code is "accuracy-conflicts-with-name" or "accuracy-conflicts-with-range-cell"))
            yield return ImportRemarks.AccuracyDefault;
        foreach (var certificate in row.Certificates)
        {
            if (numbers[SameNumber(certificate)].Any(other => other != row.Row))
                yield return ImportRemarks.NumberTwice(RowCleaning.NumberColumn(certificate.Kind), certificate.Number);
            else if (alike[AlikeNumber(certificate)].FirstOrDefault(other => other.Row != row.Row) is { } other)
                yield return ImportRemarks.NumberAlike(RowCleaning.NumberColumn(certificate.Kind), certificate.Number, other.Number);
        }
    }

    /// <summary>In the form in which the register compares numbers, too.</summary>
    private static (StandardCertificateKind Kind, string Number) SameNumber(ImportedCertificate certificate) => (certificate.Kind, StandardCertificateNumber.Same(certificate.Number));

    private static (StandardCertificateKind Kind, string Number) AlikeNumber(ImportedCertificate certificate) => (certificate.Kind, StandardCertificateNumber.WithoutSeparators(certificate.Number));

    private sealed record Numbered(int Row, string Number);

    /// <summary>〃 and 同上 are what stands above.</summary>
    private static IEnumerable<(IReadOnlyDictionary<StandardColumn, string> Cells, List<ImportRemark> Remarks)> WithoutDittos(IEnumerable<IReadOnlyDictionary<StandardColumn, string>> rows)
    {
        IReadOnlyDictionary<StandardColumn, string>? above = null;
        foreach (var row in rows)
        {
            var (cells, remarks) = (row.ToDictionary(), new List<ImportRemark>());
            foreach (var (column, text) in row.Where(cell => !Ditto().IsMatch(cell.Value) && Reference().IsMatch(cell.Value)).OrderBy(cell => cell.Key))
            {
                remarks.Add(ImportRemarks.Reference(column, text.Trim()));
                cells[column] = "";
            }

            foreach (var (column, text) in row.Where(cell => Ditto().IsMatch(cell.Value)).OrderBy(cell => cell.Key))
            {
                var isKnown = above?.GetValueOrDefault(column, "") is { } said && said.Trim().Length > 0 && !Ditto().IsMatch(said);
                remarks.Add(isKnown ? ImportRemarks.Ditto(column, above![column].Trim()) : ImportRemarks.DittoOfNothing(column));
                if (isKnown)
                    cells[column] = above![column];
            }

            above = cells;
            yield return (cells, remarks);
        }
    }

    private static string InColumn(ImportedStandard row) => row.Raw.GetValueOrDefault(StandardColumn.Accuracy, "").Trim();

    [GeneratedRegex(@"\A\s*(?:[-—－–_\s]*(?:[〃″〞”“""＂„‟々仝ヽゝ〆↑′]|''|´´|``)+[-—－–_\s]*|[(（\[]?\s*(?:[同如][\s]*[上前左](?:\s*一?\s*[行栏格])?|上\s*同|仝\s*上|ditto|do\.?|id\.?|idem\.?|ibid\.?|same(?:\s+as\s+above)?|as\s+above)\s*[。.]?\s*[)）\]]?[。.]?)\s*\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Ditto();

    // 同第1行, 见上, 参见序号3, ",,": it points to another cell, and nobody says surely which.
    [GeneratedRegex(@"\A\s*[(（\[]?\s*(?:(?:同|见|如|参见|参照|详见)\s*(?:(?:第|序号|编号)?\s*[0-9一二三四五六七八九十]+\s*[行项号条]?|[上下前后左右][表述文列面行项栏]*)?|[,，、.。…]{2,}|(?:see|same\s+as)\s+(?:above|below|(?:row|line|item|no\.?)\s*[0-9]+))\s*[)）\]]?[。.]?\s*\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\A(?:[一二三四五]|[0-9.]+)\s*[级等]\z", RegexOptions.CultureInvariant)]
    private static partial Regex BareClass();
}
