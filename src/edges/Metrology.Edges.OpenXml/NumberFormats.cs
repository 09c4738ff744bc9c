using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Metrology.Edges.OpenXml;

/// <summary>How a workbook shows its numbers, as far as the meaning depends on it: as days, in %, with leading zeros.</summary>
internal sealed partial class NumberFormats
{
    private static readonly DateTime Zero = new(1899, 12, 30), Zero1904 = new(1904, 1, 1);

    /// <summary>Days from here to there are days; a time of day alone is none.</summary>
    private const double LastDay = 2_958_465;

    private readonly List<(uint Format, string? Code)> styles = [];
    private readonly List<bool> struck = [];
    private readonly bool from1904;

    public NumberFormats(WorkbookPart workbook, bool from1904)
    {
        this.from1904 = from1904;
        if (workbook.WorkbookStylesPart?.Stylesheet is not { } sheet)
            return;
        var codes = (sheet.NumberingFormats?.Elements<NumberingFormat>() ?? []).Where(one => one.NumberFormatId is not null)
            .DistinctBy(one => one.NumberFormatId!.Value).ToDictionary(one => one.NumberFormatId!.Value, one => one.FormatCode?.Value);
        var fonts = (sheet.Fonts?.Elements<Font>() ?? []).Select(font => font.GetFirstChild<Strike>() is { } strike && strike.Val?.Value != false).ToList();
        foreach (var style in sheet.CellFormats?.Elements<CellFormat>() ?? [])
        {
            styles.Add((style.NumberFormatId?.Value ?? 0, codes.GetValueOrDefault(style.NumberFormatId?.Value ?? 0)));
            struck.Add(style.FontId?.Value is { } font && font < fonts.Count && fonts[(int)font]);
        }
    }

    /// <summary>The style strikes its text through.</summary>
    public bool IsStruck(uint style) => style < struck.Count && struck[(int)style];

    /// <summary>A number of a cell as it is shown; a number that only ever was binary loses the digits it never had.</summary>
    public string Shown(string value, uint style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return value;
        var (format, code) = style < styles.Count ? styles[(int)style] : default;
        if (IsDay(format, code) && number is >= 1 and <= LastDay)
            return (from1904 ? Zero1904 : Zero).AddDays(Math.Floor(number)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (Math.Abs(number) is >= 1e15 or (> 0 and < 1e-7))
            return value;
        var plain = ((decimal)number).ToString(CultureInfo.InvariantCulture);
        if (format is 9 or 10 || (code is not null && Share().IsMatch(code)))
            return ((decimal)number * 100m).ToString("0.############", CultureInfo.InvariantCulture) + "%";
        // 0.00"级" shows 0.05 as 0.05级.
        if (code is not null && WithWords().Match(code) is { Success: true } words)
            return words.Groups["before"].Value + (words.Groups["n"].Value is var places && places.Contains('.', StringComparison.Ordinal) ? ((decimal)number).ToString(places.TrimStart('#', ','), CultureInfo.InvariantCulture) : plain) + words.Groups["behind"].Value;
        return code is not null && Zeros().IsMatch(code) && plain.All(char.IsAsciiDigit) ? plain.PadLeft(code.Length, '0') : plain;
    }

    /// <summary>Formats 14–17 and 22 of every workbook, 27–36 and 50–58 of those in East Asia, and what is written with years or days.</summary>
    private static bool IsDay(uint format, string? code) =>
        code is null ? format is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58 : DayCode().IsMatch(Literals().Replace(code, ""));

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.", RegexOptions.CultureInvariant)]
    private static partial Regex Literals();

    [GeneratedRegex("[yYdD]", RegexOptions.CultureInvariant)]
    private static partial Regex DayCode();

    [GeneratedRegex(@"\A0(?:\.0+)?%\z", RegexOptions.CultureInvariant)]
    private static partial Regex Share();

    [GeneratedRegex("\\A(?:\"(?<before>[^\"]+)\")?(?<n>General|#?0(?:\\.0+)?)(?:\"(?<behind>[^\"]+)\")\\z|\\A\"(?<before>[^\"]+)\"(?<n>General|#?0(?:\\.0+)?)\\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithWords();

    [GeneratedRegex(@"\A00+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Zeros();
}
