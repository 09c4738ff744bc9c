using System.Globalization;
using System.Text.RegularExpressions;
using Metrology.Core.Quantities;

namespace Metrology.Core.Registers;

/// <summary>One measuring range as it was written: ends with their digits, unit as in the cell.</summary>
/// <param name="Unit">Null when nobody knows it.</param>
public sealed record WrittenRange(string Minimum, string Maximum, string? Unit);

/// <summary>A cell of measuring ranges, behind which somebody may have written the uncertainty as well.</summary>
/// <param name="UnknownUnit">The first unit that is none.</param>
/// <param name="Suggestion">The longest beginning of it that is one.</param>
internal sealed partial record RangeCell(IReadOnlyList<WrittenRange> Ranges, string? UnknownUnit, string? Suggestion)
{
    /// <summary>What is written beside the ranges, without brackets, commas and blanks.</summary>
    public string Beside { get; private init; } = "";

    /// <summary>The figure behind a unit that is its exponent: m3/h.</summary>
    internal const string Exponents = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    public static RangeCell Of(string raw)
    {
        var (ranges, unknown) = (new List<WrittenRange>(), (string?)null);
        // ㎏ and ㎜ are one sign each in papers of East Asia.
        var plain = SquareUnit().Replace(CellText.Of(raw).Text, match => match.Value.Normalize(System.Text.NormalizationForm.FormKC)).Replace('\u2212', '-').Replace("**", "^", StringComparison.Ordinal);
        var text = SpacedThousands().Replace(Thousands().Replace(To().Replace(plain, "~"), match => match.Value.Replace(",", "", StringComparison.Ordinal)), match => Blank().Replace(match.Value, ""));
        // 3～5×10³ may be meant as (3～5)×10³.
        if (SharedPower().Matches(text).Any(match => Number(match.Groups["a"].Value) is > 0 and var low && low < Number(match.Groups["m"].Value)))
            return new([], null, null);
        text = PowerOfTen().Replace(text, Written);
        // Half of a number is no end of a range: what is left of powers of ten, fractions and numbers with blanks in them is kept as it is written.
        if (NoNumber().IsMatch(text))
            return new([], null, null);
        var end = 0;
        foreach (Match match in Range().Matches(text))
        {
            var (first, unit) = (Raised(match.Groups["v"].Value), Raised(match.Groups["u"].Value));
            // 1～2～3 is no range of two ends.
            if (Prefix().IsMatch(unit) || Sign().IsMatch(unit) || Sign().IsMatch(first) || GoesOn().IsMatch(text[(match.Index + match.Length)..]))
                return new([], null, null);
            var isKnown = unit.Length == 0 || IsUnit(unit);
            // 15′10″～90°, 1° 30′～60°, 1h30min～5h: an end in several units is not the number that stands next to the sign.
            if (IsInParts(first) || IsInParts(unit) || IsPartOfEnd(text[end..match.Index], first.Length > 0 ? first : unit, text[(match.Index + match.Length)..], unit))
                return new([], null, null);
            end = match.Index + match.Length;
            unknown ??= isKnown ? null : unit;
            var minimum = match.Groups["a"].Value.TrimStart('+');
            if (first.Length > 0 && first != unit)
            {
                // 1kΩ～100 does not say of what the other end is.
                if (InUnit(minimum, first, unit) is not { } same)
                    return new([], null, null);
                minimum = same;
            }

            if (Number(minimum) > Number(match.Groups["b"].Value.TrimStart('+')))
                return new([], null, null);
            ranges.Add(new(minimum, match.Groups["b"].Value.TrimStart('+'), isKnown && unit.Length > 0 ? unit : null));
        }

        return new(ranges, unknown, unknown is null ? null : InOtherCase(unknown) ?? LongestUnit(unknown)) { Beside = Around().Replace(Range().Replace(text, ""), "") };
    }

    /// <summary>Figures stand in what should be a unit, and it is none that has figures.</summary>
    private static bool IsInParts(string unit) => unit.Any(char.IsAsciiDigit) && !IsUnit(unit);

    /// <summary>Right before the lower end or behind the upper one stands another number of the same kind of quantity.</summary>
    private static bool IsPartOfEnd(string above, string first, string below, string unit) =>
        (EndsWithNumber().Match(above) is { Success: true } before && IsSameKind(Raised(before.Groups["u"].Value), first))
        || (BeginsWithNumber().Match(below) is { Success: true } behind && IsSameKind(Raised(behind.Groups["u"].Value), unit));

    /// <summary>Minutes and seconds of an angle, which always stand behind something.</summary>
    private static readonly char[] PartsOfDegree = ['′', '″', '\'', '"', '’', '”'];

    private static bool IsSameKind(string unit, string other) => unit.IndexOfAny(PartsOfDegree) == 0 || RangeUnits.Converted(unit) is { } one && RangeUnits.Converted(other) is { } two && one.Dimension == two.Dimension;

    /// <summary>"1" mg in g is "0.001"; null where the units measure different things.</summary>
    private static string? InUnit(string number, string unit, string other) =>
        Units.Find(unit) is { } from && Units.Find(other) is { } to && from.Dimension == to.Dimension && decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? new Quantity(value, from).In(to).Value.ToString("0.############################", CultureInfo.InvariantCulture)
            : null;

    /// <summary>What is range and what uncertainty in one cell: the latter stands behind a tab, or in a line that begins with its sign.</summary>
    public static (string Range, string? Accuracy) Split(string raw)
    {
        var text = raw.Trim();
        var tab = text.IndexOf('\t', StringComparison.Ordinal);
        if (tab >= 0)
            return (text[..tab].Trim(), text[tab..].Trim() is { Length: > 0 } behind ? behind : null);
        var line = AccuracyLine().Match(text);
        return line.Success && line.Index > 0 ? (text[..line.Index].Trim(), text[line.Index..].Trim()) : (text, null);
    }

    private static bool IsUnit(string text) => RangeUnits.IsKnown(text);

    /// <summary>m3/h is m³/h where that is a unit and the other is none.</summary>
    private static string Raised(string unit)
    {
        if (unit.Length == 0 || IsUnit(unit))
            return unit;
        var raised = BareExponent().Replace(unit, match => Exponents[match.Value[0] - '0'].ToString());
        return raised != unit && IsUnit(raised) ? raised : unit;
    }

    /// <summary>"10⁵" is "100000", "1.5×10^-3" is "0.0015", "2E3" is "2000".</summary>
    private static string Written(Match power)
    {
        var exponent = int.Parse(string.Concat(power.Groups["e"].Value.Select(figure => figure == '⁻' ? '-' : figure == '⁺' ? '+' : Superscripts.IndexOf(figure, StringComparison.Ordinal) is >= 0 and var digit ? (char)('0' + digit) : figure)), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (Math.Abs(exponent) > MostZeros || (power.Groups["m"].Success ? Number(power.Groups["m"].Value) : 1m) is not { } factor || factor > LargestFactor)
            return power.Value;
        for (var i = 0; i < Math.Abs(exponent); i++)
            factor = exponent > 0 ? factor * 10 : factor / 10;
        return factor.ToString("0.############################", CultureInfo.InvariantCulture);
    }

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private const int MostZeros = 15, LongestOfCases = 6;

    private const decimal LargestFactor = 1_000_000;

    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>The unit that other letters in capitals or small would make of it, "MPa" of "Mpa": with the fewest changes, and null where two are as near.</summary>
    private static string? InOtherCase(string text)
    {
        if (text.Length > LongestOfCases || !text.Any(char.IsAsciiLetter))
            return null;
        var near = Enumerable.Range(1, (1 << text.Length) - 1)
            .Select(changes => string.Concat(text.Select((letter, i) => (changes & (1 << i)) == 0 ? letter : char.IsAsciiLetterUpper(letter) ? char.ToLowerInvariant(letter) : char.IsAsciiLetterLower(letter) ? char.ToUpperInvariant(letter) : letter)))
            .Distinct().Where(IsUnit).GroupBy(unit => unit.Zip(text).Count(pair => pair.First != pair.Second)).MinBy(group => group.Key)?.ToList();
        return near is [var only] ? only : null;
    }

    /// <summary>The beginning that is a unit, "hPa" of "hPa℃". Half of a word of letters suggests nothing: nobody who writes mX means m.</summary>
    private static string? LongestUnit(string text) =>
        Enumerable.Range(1, text.Length - 1).Reverse().Where(length => text[length] > '\u2100' && char.IsAsciiLetter(text[length - 1])).Select(length => text[..length]).FirstOrDefault(IsUnit);

    [GeneratedRegex(@"[\r\n]\s*(?:U[A-Za-z0-9]*\s*[=＝]|MPE\b|最大允许误差|测量?不确定度|准确度等级|±\s*[0-9.]+\s*[^~～]*\z)", RegexOptions.CultureInvariant)]
    private static partial Regex AccuracyLine();

    // Groups of three behind a comma; 0,5 and 1.000,5 are none, and what is left of commas between figures is no number here.
    [GeneratedRegex(@"(?<![0-9.,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();

    // 1 000 and 10 000 000, also with a thin blank: what follows are groups of three.
    [GeneratedRegex(@"(?<![0-9.])[1-9][0-9]{0,2}(?:[ \u00A0\u2009\u202F][0-9]{3})+(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex SpacedThousands();

    [GeneratedRegex(@"[ \u00A0\u2009\u202F]", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    [GeneratedRegex(@"[\u3371-\u337A\u3380-\u33DF]", RegexOptions.CultureInvariant)]
    private static partial Regex SquareUnit();

    // 1 mg to 20 kg
    [GeneratedRegex(@"(?<=[0-9)A-Za-z℃°Ω%])\s+to\s+(?=[+-]?[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex To();

    [GeneratedRegex(@"(?<=[A-Za-z])[23](?![0-9A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex BareExponent();

    [GeneratedRegex("[~∼～—–至到…]", RegexOptions.CultureInvariant)]
    private static partial Regex Sign();

    [GeneratedRegex(@"[0-9]\s*(?<u>[^\s()0-9~∼～—–至到,;:，；：、。]+)\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex EndsWithNumber();

    [GeneratedRegex(@"\A\s*[0-9]+(?:\.[0-9]+)?\s*(?>(?<u>[^\s()0-9~∼～—–至到…\-,;:，；：、。]+))(?!\s*[~∼～—–至到…-])", RegexOptions.CultureInvariant)]
    private static partial Regex BeginsWithNumber();

    [GeneratedRegex(@"\A\s*(?:[~∼～—–至到…]|-\s*[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex GoesOn();

    [GeneratedRegex(@"(?<a>[0-9]+(?:\.[0-9]+)?)\s*(?:~|∼|～|—|–|-|至|到|…)\s*(?<m>[0-9]+(?:\.[0-9]+)?)\s*[×xX*·]\s*10(?:\^|[⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹])", RegexOptions.CultureInvariant)]
    private static partial Regex SharedPower();

    // A power behind × belongs to what stands before it, which is a number or a bracket; of a bracket it is not taken.
    [GeneratedRegex(@"(?<![0-9.)]|[×xX*·]\s*)(?:(?<m>[0-9]+(?:\.[0-9]+)?)\s*[×xX*·]\s*)?10(?:\^\s*(?:\((?<e>[+-]?[0-9]{1,2})\)|(?<e>[+-]?[0-9]{1,2}))(?![0-9.])|(?<e>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})(?![⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ.,/]))|(?<![0-9.A-Za-z])(?<m>[0-9]+(?:\.[0-9]+)?)[eE](?<e>[+-]?[0-9]{1,2})(?![0-9.A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex PowerOfTen();

    [GeneratedRegex(@"[0-9]\s*[eE][+-]?[0-9]|[×xX*·]\s*10|[0-9]\s*\^|\^\s*\(?[0-9.]{2}|[0-9]\s*[\u2070-\u207F\u00B2\u00B3\u00B9]|[\u2070\u2074-\u207F\u00B2\u00B3\u00B9][.,]|[0-9][,、][0-9]|[0-9]\.[0-9]+\.[0-9]|[0-9][ \t\u00A0\u2009\u202F]+[0-9]|[0-9]\s*/\s*[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex NoNumber();

    [GeneratedRegex(@"[\s()（）:：,，;；、]", RegexOptions.CultureInvariant)]
    private static partial Regex Around();

    [GeneratedRegex(@"\A[kMGμu]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();

    // A hyphen between two numbers is a range sign; one before a number is a minus.
    [GeneratedRegex(@"(?<a>[+-]?[0-9]+(?:\.[0-9]+)?)\s*(?<v>[^\s()0-9+~∼—–…至到-][^\s()~∼—–…至到-]*)?\s*(?:~|∼|～|—|–|-|至|到|…)\s*(?<b>[+-]?[0-9]+(?:\.[0-9]+)?)\s*\)*\s*(?<u>[^\s()+\-~,;:，；、。0-9][^\s(),;，；、。]*)?", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
