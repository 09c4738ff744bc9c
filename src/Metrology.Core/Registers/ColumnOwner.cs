using System.Text.RegularExpressions;
using Metrology.Core.Traceability;

namespace Metrology.Core.Registers;

/// <summary>
/// Whose a column is in a table of standards that names instruments as well. A day, a number or an issuer belongs to the name that stands before it, unless its heading says of which certificate it is, or its cells do:
/// the numbers of certificates of standards have a form of their own. Behind an instrument, what neither says is open, and a person says it.
/// </summary>
internal static partial class ColumnOwner
{
    private static readonly HashSet<StandardColumn> OfCertificates =
    [
        StandardColumn.AssessmentNumber, StandardColumn.AssessmentIssuer, StandardColumn.AssessmentIssuedOn, StandardColumn.AssessmentValidUntil,
        StandardColumn.PublicNumber, StandardColumn.PublicIssuer, StandardColumn.PublicIssuedOn, StandardColumn.PublicValidUntil,
    ];

    /// <summary>Columns of certificates of which nobody knows whether they are the standard's; they are not taken by themselves.</summary>
    public static IReadOnlySet<int> Open(IReadOnlyList<string> headings, IReadOnlyList<StandardColumn?> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var (open, isOther) = (new HashSet<int>(), false);
        foreach (var (i, column) in columns.Index())
        {
            if (column == StandardColumn.NameZh || (column is { } known && OfCertificates.Contains(known) && SaysStandard(headings[i])))
                isOther = false;
            else if (IsOfInstrument(headings[i], column) || IsOtherName(headings, columns, i))
                isOther = true;
            else if (column is StandardColumn.AssessmentNumber or StandardColumn.PublicNumber && (isOther || IsApart(headings, columns, i)))
            {
                isOther = !HasNumbersOfStandards(rows, i);
                if (isOther)
                    open.Add(i);
            }
            else if (isOther && column is { } bare && OfCertificates.Contains(bare))
                open.Add(i);
        }

        return open;
    }

    /// <summary>Ranges and accuracies behind the name of an instrument: they are taken, and said.</summary>
    public static IReadOnlySet<int> Doubted(IReadOnlyList<string> headings, IReadOnlyList<StandardColumn?> columns)
    {
        var (doubted, isOther) = (new HashSet<int>(), false);
        foreach (var (i, column) in columns.Index())
        {
            if (column is StandardColumn.Range or StandardColumn.Accuracy && !SaysStandard(headings[i]))
            {
                if (isOther)
                    doubted.Add(i);
            }
            else if (headings[i].Length > 0)
            {
                isOther = IsOtherName(headings, columns, i) || (IsOfInstrument(headings[i], column) && (isOther || Name().IsMatch(StandardHeadings.Plain(headings[i]))));
            }
        }

        return doubted;
    }

    /// <summary>名称 before 型号, where another column is the name of the standard.</summary>
    private static bool IsOtherName(IReadOnlyList<string> headings, IReadOnlyList<StandardColumn?> columns, int i) =>
        columns[i] is null && StandardHeadings.Find(headings[i]) == StandardColumn.NameZh && StandardHeadings.IsBeforeInstrument(headings, i);

    /// <summary>A column of what belongs to a standard, an instrument for example.</summary>
    public static bool IsOfInstrument(string heading, StandardColumn? column) => column is null && (StandardHeadings.Find(heading) is null or StandardColumn.NameZh) && Instrument().IsMatch(StandardHeadings.Plain(heading));

    public static bool HasNumbersOfStandards(IReadOnlyList<IReadOnlyList<string>> rows, int column) =>
        rows.Select(row => row[column].Trim()).Where(text => text.Length > 0).ToList() is { Count: > 0 } written && written.Count(StandardCertificateNumber.HasForm) * 2 > written.Count;

    /// <summary>A number that is taken for the public one because it is the second, and stands behind something else than the first certificate.</summary>
    private static bool IsApart(IReadOnlyList<string> headings, IReadOnlyList<StandardColumn?> columns, int i)
    {
        if (columns[i] != StandardColumn.PublicNumber || SaysStandard(headings[i]))
            return false;
        var first = columns.Index().FirstOrDefault(one => one.Item == StandardColumn.AssessmentNumber, (-1, null)).Index;
        return first >= 0 && first < i && Enumerable.Range(first + 1, i - first - 1).Any(j => headings[j].Length > 0 && !(columns[j] is { } known && OfCertificates.Contains(known)));
    }

    /// <summary>The heading says that it is of a certificate of the standard.</summary>
    private static bool SaysStandard(string heading) => Standard().IsMatch(StandardHeadings.Plain(heading));

    [GeneratedRegex("考核|社会公用|社会证|社证|公用证|计量标准(?!器)|建标|assessment|public|measurementstandard", RegexOptions.CultureInvariant)]
    private static partial Regex Standard();

    [GeneratedRegex("(?:标准器|设备|仪器|器具)(?:具?名称)?\\z|instrument|equipment|device", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    // 检定项目 and 检定规程 are of the standard, the day on which something was verified is of an instrument.
    [GeneratedRegex("标准器|配套|设备|仪器|器具|型号|规格|出厂|溯源|送检|制造|生产(?:厂|单位|日期)|(?:检定|校准|测试)(?:证书|报告|日期|时间|单位|机构|部门|结果|结论|周期|有效)|(?:设备|器具|仪器|资产|管理|固定资产)编号|instrument|equipment|device|serial|model|manufactur|calibrat|traceab|verif", RegexOptions.CultureInvariant)]
    private static partial Regex Instrument();
}
