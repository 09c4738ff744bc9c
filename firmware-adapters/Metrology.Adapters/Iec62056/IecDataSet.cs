using System.Text.RegularExpressions;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Adapters.Iec62056;

/// <summary>One value of a data block (IEC 62056-21, 6.6).</summary>
/// <param name="Address">As sent; null when the value belongs to the address before it, or to the one that was asked for.</param>
/// <param name="Value">As sent, with its leading zeros; "" is missing, not zero.</param>
/// <param name="Unit">As sent; compare in any case.</param>
public sealed partial record IecDataSet(string? Address, string Value, string? Unit)
{
    private const int MostSets = 4096;

    /// <summary>The number without needless leading zeros; null when the value is no number.</summary>
    public string? Normalised
    {
        get
        {
            if (!Number().IsMatch(Value) || QuantityText.ParseNumber(Value) is null)
                return null;
            var sign = Value.StartsWith('-') ? "-" : "";
            var digits = Value[sign.Length..].TrimStart('0');
            return sign + (digits.Length == 0 || digits[0] == '.' ? "0" + digits : digits);
        }
    }

    /// <summary>Reads "address(value*unit)(value)…", with lines and the "!" that ends a readout. Refuses with "not-a-data-set" as a whole.</summary>
    public static Outcome<IReadOnlyList<IecDataSet>> Parse(string text)
    {
        var sets = new List<IecDataSet>();
        var rest = text.AsSpan().TrimEnd("\r\n");
        if (rest.EndsWith("!"))
            rest = rest[..^1];
        while (!(rest = rest.TrimStart("\r\n")).IsEmpty)
        {
            var open = rest.IndexOf('(');
            var close = rest.IndexOf(')');
            if (open < 0 || close < open || sets.Count == MostSets)
                return IecRefusal.NotADataSet;
            var address = rest[..open];
            var inner = rest[(open + 1)..close];
            if (!AnyAddress().IsMatch(address) || !Inner().IsMatch(inner))
                return IecRefusal.NotADataSet;
            // The "*" of an OBIS address stands outside the parentheses.
            var star = inner.LastIndexOf('*');
            sets.Add(new(
                address.IsEmpty ? null : address.ToString(), (star < 0 ? inner : inner[..star]).ToString(), star < 0 ? null : inner[(star + 1)..].ToString()));
            rest = rest[(close + 1)..];
        }

        return sets.Count == 0 ? IecRefusal.NotADataSet : sets;
    }

    [GeneratedRegex(@"\A-?[0-9]+(\.[0-9]*)?\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A[0-9A-Za-z.:*&\-_ #]{0,32}\z")]
    private static partial Regex AnyAddress();

    [GeneratedRegex(@"\A[ -'*-~]{0,128}\z")]
    private static partial Regex Inner();
}
