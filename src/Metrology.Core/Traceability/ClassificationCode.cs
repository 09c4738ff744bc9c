using System.Text.RegularExpressions;

namespace Metrology.Core.Traceability;

/// <summary>Code of a measurement standard (计量标准代码): a group of JJF 1022-2014 and six more digits. Text, because the leading zero counts.</summary>
public static partial class ClassificationCode
{
    public static bool IsValid(string code) => Form().IsMatch(code);

    /// <summary>The code of seven digits whose leading zero a numeric column has lost, or null.</summary>
    public static string? WithLeadingZero(string code) => code.Length == 7 && IsValid("0" + code) ? "0" + code : null;

    [GeneratedRegex(@"\A(01|04|12|15|23|25|28|33|37|46|51|53|55|57|59|61|63|65)[0-9]{6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
