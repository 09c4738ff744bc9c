using System.Globalization;
using System.Text.RegularExpressions;

namespace Metrology.Core.Registers;

/// <summary>A day as spreadsheets and people write it.</summary>
/// <param name="Day">Null when the text is empty or no day.</param>
/// <param name="IsSerial">It was the number by which a spreadsheet counts days.</param>
internal readonly partial record struct CellDate(DateOnly? Day, bool IsSerial, bool IsImpossible)
{
    /// <summary>Day 0 of spreadsheets, so that their 1900-02-29, which never was, does no harm after it.</summary>
    private static readonly DateOnly Zero = new(1899, 12, 30);

    /// <summary>1950-01-01 and 2119-12-31 as serial numbers: no certificate is older, none ends later.</summary>
    private const int FirstSerial = 18_264;

    private const int LastSerial = 80_353;

    public static CellDate Of(string raw)
    {
        var text = CellText.Of(raw).Simplified;
        if (text.Length == 0)
            return default;
        if (Serial().Match(text) is { Success: true } number && int.Parse(number.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture) is >= FirstSerial and <= LastSerial and var days)
            return new(Zero.AddDays(days), true, false);
        if (Written().Match(text) is not { Success: true } match)
            return new(null, false, true);
        int Part(string name) => int.Parse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture);
        var (year, month, day) = (Part("y"), Part("m"), Part("d"));
        var isDay = year is >= 1950 and <= 2119 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        return isDay ? new(new(year, month, day), false, false) : new(null, false, true);
    }

    [GeneratedRegex(@"\A([0-9]{5})(?:\.0+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Serial();

    // 2020-01-10, 2020/1/10, 2020.1.10, 2020年1月10日, 20200110, and the same with midnight after it.
    [GeneratedRegex(@"\A(?<y>[0-9]{4})(?:(?<s>[-/.])(?<m>[0-9]{1,2})\k<s>(?<d>[0-9]{1,2})|年\s*(?<m>[0-9]{1,2})\s*月\s*(?<d>[0-9]{1,2})\s*日|(?<m>[0-9]{2})(?<d>[0-9]{2}))(?:[ T]0?0:00(?::00)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
