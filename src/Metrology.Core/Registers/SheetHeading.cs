using System.Text.RegularExpressions;

namespace Metrology.Core.Registers;

/// <summary>Where the heading of a sheet stands: below titles and empty rows, in one row or two (考核证书 above 编号 and 有效期).</summary>
/// <param name="First">Index of its first line.</param>
/// <param name="Lines">1 or 2.</param>
internal sealed partial record SheetHeading(int First, int Lines, IReadOnlyList<string> Texts, bool IsKnown)
{
    /// <summary>Nobody puts more above a table.</summary>
    private const int DeepestLine = 40;

    public static SheetHeading Of(IReadOnlyList<SheetLine> lines)
    {
        var width = lines.Count == 0 ? 0 : lines.Max(line => line.Cells.Count);
        var depth = Math.Min(lines.Count, DeepestLine);
        for (var i = 0; i < depth; i++)
        {
            if (At(lines, i, width) is { } heading)
                return heading;
        }

        var alone = Enumerable.Range(0, depth).FirstOrDefault(i => Known(Padded(lines[i], width)) > 0, -1);
        if (alone >= 0)
            return new(alone, 1, Padded(lines[alone], width), true);
        var wide = Enumerable.Range(0, depth).FirstOrDefault(i => lines[i].Written.Take(2).Count() > 1);
        return new(wide, 1, lines.Count == 0 ? [] : Padded(lines[wide], width), false);
    }

    /// <summary>The heading that begins in a line, or null when it names no standard and one thing more.</summary>
    public static SheetHeading? At(IReadOnlyList<SheetLine> lines, int i, int width)
    {
        var one = Padded(lines[i], width);
        var two = i + 1 < lines.Count && lines[i].Written.Take(2).Count() > 1 ? Together(one, Padded(lines[i + 1], width)) : one;
        var (single, both) = (Known(one), Known(two));
        // A title above a heading of one row adds nothing to it; the names of groups do, also where the lower row is known without them, and so does a row below them that says more of the groups alone.
        if (both > single && both > 1 && (both > Known(Padded(lines[i + 1], width)) || IsGroups(lines[i])))
            return new(i, 2, two, true);
        if (i + 1 < lines.Count && single > 1 && both >= single && IsBelowGroups(one, lines[i + 1]))
            return new(i, 2, two, true);
        return single > 1 ? new(i, 1, one, true) : null;
    }

    /// <summary>A row of names of groups, one of them of a certificate, a standard or an instrument.</summary>
    private static bool IsGroups(SheetLine line) => line.Written.ToList() is { Count: > 1 } cells
        && cells.TrueForAll(cell => cell.Text.Length <= LongestGroup && !NoGroup().IsMatch(cell.Text))
        && cells.Exists(cell => Public().IsMatch(cell.Text) || Assessment().IsMatch(cell.Text) || OfOthers().IsMatch(cell.Text));

    /// <summary>All that the lower row has of its own stands under cells that go over several columns, and most of it is what headings say.</summary>
    private static bool IsBelowGroups(List<string> above, SheetLine below)
    {
        var own = below.Written.Where(cell => !below.FromAbove.Contains(cell.Column) && above[cell.Column] != cell.Text).ToList();
        return own.Count > 1 && own.TrueForAll(cell => (above[cell.Column].Length == 0 || (cell.Column + 1 < above.Count && above[cell.Column + 1].Length == 0)) && !cell.Text.Any(char.IsAsciiDigit))
            && own.Exists(cell => above[cell.Column].Length > 0) && own.Count(cell => StandardHeadings.Find(cell.Text) is not null || ColumnOwner.IsOfInstrument(cell.Text, null)) * 2 > own.Count;
    }

    private const int LongestGroup = 20;

    private static List<string> Padded(SheetLine line, int width) => [.. Enumerable.Range(0, width).Select(i => line.Cell(i).Trim())];

    /// <summary>A heading of two rows in one: what stands above several columns belongs to each.</summary>
    private static List<string> Together(List<string> above, List<string> below)
    {
        var (texts, group) = (new List<string>(), "");
        for (var i = 0; i < above.Count; i++)
        {
            group = above[i].Length > 0 ? above[i] : below[i].Length > 0 ? group : "";
            texts.Add(below[i].Length == 0 || below[i] == above[i] ? above[i] : IsAlone(group, below[i]) ? Named(group, below[i]) : group + below[i]);
        }

        return texts;
    }

    /// <summary>The lower text says by itself what the column is; 名称 under 计量标准器 or 配套设备 does not.</summary>
    private static bool IsAlone(string group, string text) =>
        group.Length == 0 || (StandardHeadings.Find(group + text) is null && StandardHeadings.Find(text) is not null && !OfOthers().IsMatch(group));

    /// <summary>证书编号 under 社会公用计量标准备案 is the number of the public certificate, under 考核情况 that of the assessment.</summary>
    private static string Named(string group, string text)
    {
        var longer = (Public().IsMatch(group) ? "社会公用" : Assessment().IsMatch(group) ? "考核" : "") + text;
        return StandardHeadings.Find(longer) is not null ? longer : text;
    }

    // 一览表, 第1页, 日期：… are above a heading and no part of it.
    [GeneratedRegex(@"[:：0-9０-９]|(?:表|目录|台账|清单|名录|登记簿)(?:[(（].*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NoGroup();

    [GeneratedRegex("社会公用|社证", RegexOptions.CultureInvariant)]
    private static partial Regex Public();

    [GeneratedRegex("考核|复查|建标", RegexOptions.CultureInvariant)]
    private static partial Regex Assessment();

    [GeneratedRegex("标准器|配套|设备|仪器|器具|人员|检定员|溯源|送检|(?:检定|校准)(?:情况|证书|信息|周期)|instrument|equipment|device|traceab|calibrat|verif", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OfOthers();

    /// <summary>How many columns of a register the texts name; 0 without a name of the standard.</summary>
    private static int Known(List<string> texts)
    {
        var known = texts.Select(StandardHeadings.Find).OfType<StandardColumn>().ToHashSet();
        return known.Contains(StandardColumn.NameZh) ? known.Count : 0;
    }
}
