using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Metrology.Adapters.Framing;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Adapters.Balance;

/// <summary>One line of a balance that sends all the time: whether it is stable, the value as it is shown, and its unit (protocol.md has both forms).</summary>
public sealed record BalanceLine(ReadOnlyMemory<byte> Raw, BalanceStanding Standing, string Text, decimal Value, string Unit, decimal Step)
{
    /// <summary>Bytes of a line with CR LF.</summary>
    public const int Longest = 40;

    public const string Mass = "mass";

    private static readonly string[] Units = ["mg", "g", "kg", "t"];

    /// <summary>A line of exactly these bytes.</summary>
    public static Outcome<BalanceLine> Parse(ReadOnlySpan<byte> bytes) =>
        Look(bytes, out var length) is { } refusal ? refusal : length == bytes.Length ? Of(bytes) : BalanceRefusal.BadForm;

    /// <summary>The reading; refuses one that moves or says only that there is none.</summary>
    public Outcome<Reading> Reading(string instrument, DateTimeOffset receivedAt) => Standing switch
    {
        BalanceStanding.Stable => new Reading(instrument, Mass, Text, Value, Unit, Step, Convert.ToHexStringLower(SHA256.HashData(Raw.Span)), DeviceTime: null, receivedAt),
        BalanceStanding.Moving => BalanceRefusal.NotStable,
        _ => BalanceRefusal.Overload,
    };

    internal static BalanceLine Of(ReadOnlySpan<byte> bytes) => Read(bytes)!;

    internal static Refusal? Look(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        var end = bytes[..Math.Min(bytes.Length, Longest)].IndexOf((byte)'\n');
        if (bytes.Length > 0 && bytes[0] is not ((byte)'S' or (byte)'U' or (byte)'O'))
            return BalanceRefusal.BadStart;
        foreach (var value in bytes[..(end < 0 ? Math.Min(bytes.Length, Longest) : end)])
        {
            if (value is < 0x20 and not (byte)'\r' or > 0x7E)
                return BalanceRefusal.BadForm;
        }

        if (end < 0)
            return bytes.Length >= Longest ? BalanceRefusal.BadForm : BalanceRefusal.Incomplete;
        if (end == 0 || bytes[end - 1] != '\r' || Read(bytes[..(end + 1)]) is null)
            return BalanceRefusal.BadForm;
        length = end + 1;
        return null;
    }

    private static BalanceLine? Read(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.ASCII.GetString(bytes[..^2]);
        if (text.Length < 3)
            return null;
        if (text[2] == ',')
            return text[..2] switch { "ST" => Made(bytes, BalanceStanding.Stable, text[3..]), "US" => Made(bytes, BalanceStanding.Moving, text[3..]), "OL" => None(bytes), _ => null };
        if (text[0] != 'S' || text[1] != ' ')
            return null;
        return text[2] switch { 'S' => Made(bytes, BalanceStanding.Stable, text[3..]), 'D' => Made(bytes, BalanceStanding.Moving, text[3..]), '+' or '-' or 'I' when text.Length == 3 => None(bytes), _ => null };
    }

    private static BalanceLine None(ReadOnlySpan<byte> bytes) => new(bytes.ToArray(), BalanceStanding.None, "", 0m, "", 0m);

    /// <summary>Sign, digits with a point, white space, unit: nothing before, between or behind that.</summary>
    private static BalanceLine? Made(ReadOnlySpan<byte> bytes, BalanceStanding standing, string rest)
    {
        if (rest.Trim(' ').Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var number, var unit] || !Units.Contains(unit))
            return null;
        var digits = number.TrimStart('+', '-');
        if (number.Length - digits.Length > 1 || digits.Length == 0 || !char.IsAsciiDigit(digits[0]) || !char.IsAsciiDigit(digits[^1]) || digits.Count(one => one == '.') > 1 || digits.Any(one => one != '.' && !char.IsAsciiDigit(one))
            || !decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return null;
        var step = decimal.Parse(DecimalText.Shift("1", -DecimalText.DecimalsOf(digits)), CultureInfo.InvariantCulture);
        return new(bytes.ToArray(), standing, number, value, unit, step);
    }
}

public enum BalanceStanding
{
    Stable,

    /// <summary>The value still moves: shown, never a reading.</summary>
    Moving,

    /// <summary>Overload, underload, or not ready.</summary>
    None,
}

/// <summary>Why bytes are no line or no reading; one constant a reason.</summary>
internal static class BalanceRefusal
{
    public static Refusal Incomplete { get; } = Refusal.Of("incomplete", "行不完整，后续字节未到。", "The line is not complete; bytes are missing.");

    public static Refusal BadStart { get; } = Refusal.Of("bad-start", "不是稳定、不稳定或超载标志开头的行。", "It does not begin with a mark of stable, moving or overload.");

    public static Refusal BadForm { get; } = Refusal.Of("bad-form", "行的格式不合约定，可能在传输中已损坏。", "The line has another form; it may have been damaged on its way.");

    public static Refusal NotStable { get; } = Refusal.Of("not-stable", "天平尚未稳定，该值不能作为读数。", "The balance is not stable; the value cannot be a reading.");

    public static Refusal Overload { get; } = Refusal.Of("overload", "天平超载、欠载或未就绪，没有读数。", "The balance is over or under its range, or not ready; there is no reading.");
}

/// <summary>Finds lines in a stream.</summary>
public sealed class BalanceFramer() : LookingFramer<BalanceLine>(BalanceLine.Longest)
{
    private protected override Refusal? Look(ReadOnlySpan<byte> bytes, out int size) => BalanceLine.Look(bytes, out size);

    private protected override BalanceLine Frame(ReadOnlySpan<byte> bytes) => BalanceLine.Of(bytes);
}
