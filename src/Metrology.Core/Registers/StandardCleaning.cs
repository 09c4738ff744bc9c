using System.Text.RegularExpressions;

namespace Metrology.Core.Registers;

/// <summary>
/// Rows of somebody's register of measurement standards → rows that can be entered, with a remark for everything that was changed, is missing, or cannot be right.
/// What a file says of one row depends on the others: a default that fills a column, a code that two names share.
/// </summary>
public static partial class StandardCleaning
{
    /// <summary>So many equal classes are no coincidence.</summary>
    private const int RowsOfDefault = 3;

    public static IReadOnlyList<ImportedStandard> Of(IReadOnlyList<IReadOnlyDictionary<StandardColumn, string>> rows)
    {
        var cleaned = rows.Select((raw, i) => new RowCleaning(raw).Clean(i + 1)).ToList();
        var byColumn = cleaned.Where(row => InColumn(row).Length > 0).ToList();
        var common = byColumn.GroupBy(InColumn).MaxBy(group => group.Count());
        var hasDefault = common is not null && common.Count() >= RowsOfDefault && common.Count() * 2 > byColumn.Count && BareClass().IsMatch(common.Key);
        return [.. cleaned.Select(row => row with { Remarks = [.. row.Remarks, .. Among(cleaned, row, hasDefault ? common!.Key : null)] })];
    }

    private static IEnumerable<ImportRemark> Among(List<ImportedStandard> all, ImportedStandard row, string? common)
    {
        if (row.Code is { } code && all.Exists(other => other.Code == code && other.NameZh != row.NameZh))
            yield return ImportRemarks.CodeTwice(code);
        // Where the row itself contradicts its class, that says more.
        if (common is not null && InColumn(row) == common && !row.Remarks.Any(remark => remark.Code is "accuracy-conflicts-with-name" or "accuracy-conflicts-with-range-cell"))
            yield return ImportRemarks.AccuracyDefault;
        foreach (var certificate in row.Certificates)
        {
            if (all.Exists(other => other.Row != row.Row && other.Certificates.Any(one => one.Kind == certificate.Kind && one.Number == certificate.Number)))
                yield return ImportRemarks.NumberTwice(RowCleaning.NumberColumn(certificate.Kind), certificate.Number);
        }
    }

    private static string InColumn(ImportedStandard row) => row.Raw.GetValueOrDefault(StandardColumn.Accuracy, "").Trim();

    [GeneratedRegex(@"\A(?:[一二三四五]|[0-9.]+)\s*[级等]\z", RegexOptions.CultureInvariant)]
    private static partial Regex BareClass();
}
