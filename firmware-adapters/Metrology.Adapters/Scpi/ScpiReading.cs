using System.Globalization;
using System.Security.Cryptography;
using Metrology.Adapters.Framing;
using Metrology.Adapters.Types;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Adapters.Scpi;

/// <summary>Answers as readings of measurands; the same when an instrument is asked and when its bytes are decoded again.</summary>
internal static class ScpiReading
{
    /// <summary>SCPI-1999 7.2.1.4 and 7.2.1.5: infinity and what is not a number.</summary>
    private const decimal ToleranceOfSentinel = 0.0005m;

    private const int LargestExponent = 30, LongestNumber = 40;

    /// <summary>What a record says nothing else of.</summary>
    public static IReadOnlyList<TypeQuery> Usual { get; } =
    [
        new(Measurands.Voltage, "MEAS:VOLT:DC?", "V"), new(Measurands.Current, "MEAS:CURR:DC?", "A"), new(Measurands.Frequency, "MEAS:FREQ?", "Hz"),
    ];

    /// <summary>What a type is asked for readings: of a source that is whether its output is on.</summary>
    public static IReadOnlyList<TypeQuery> QueriesOf(InstrumentType type) => type.Output is { } output ? [new(Measurands.Conforms, output.State, "1")] : type.Queries;

    /// <param name="queries">What the type of the instrument is asked.</param>
    /// <param name="request">The line that was sent, without its end.</param>
    /// <param name="both">Request and answer, which the hash is of: an answer alone does not say what it is of.</param>
    public static Outcome<Reading> Of(IReadOnlyList<TypeQuery> queries, string request, ScpiMessage answer, ReadOnlySpan<byte> both, string instrument, string measurand, DateTimeOffset receivedAt)
    {
        if (queries.FirstOrDefault(one => one.Measurand == measurand && one.Query == request) is not { } known)
            return ScpiRefusal.NotTheQuery;
        var number = Number(answer.Text);
        return number.Refusal is { } refusal
            ? refusal
            : new Reading(
                instrument, measurand, answer.Text.Trim(), number.Value.Value, known.Unit, number.Value.Step, Convert.ToHexStringLower(SHA256.HashData(both)), DeviceTime: null, receivedAt);
    }

    /// <summary>NR1, NR2 or NR3 with the step of its last digit.</summary>
    public static Outcome<(decimal Value, decimal Step)> Number(string text)
    {
        text = text.Trim();
        var e = text.IndexOfAny(['E', 'e']);
        var mantissa = e < 0 ? text : text[..e];
        var digits = mantissa.TrimStart('+', '-');
        var exponent = 0;
        if (text.Length > LongestNumber || mantissa.Length - digits.Length > 1 || !digits.Any(char.IsAsciiDigit) || digits.Any(one => !char.IsAsciiDigit(one) && one != '.') || digits.Count(one => one == '.') > 1
            || (e >= 0 && !int.TryParse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            || !decimal.TryParse(mantissa, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return ScpiRefusal.NotANumber;
        var (size, power) = (Math.Abs(value), exponent);
        for (; size >= 10m; power++)
            size /= 10m;
        if (power == 37 && Math.Abs(size - 9.91m) < ToleranceOfSentinel)
            return ScpiRefusal.NoValue;
        if (power >= 37)
            return ScpiRefusal.Overload;
        if (Math.Abs(exponent) > LargestExponent)
            return ScpiRefusal.NotANumber;
        var step = DecimalText.Shift("1", exponent - DecimalText.DecimalsOf(digits));
        var plain = DecimalText.Shift(mantissa.TrimStart('+'), exponent);
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var whole)
            && decimal.TryParse(step, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var last) && last > 0m
            ? (whole, last)
            : ScpiRefusal.NotANumber;
    }
}
