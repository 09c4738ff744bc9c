using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Metrology.Adapters.Wire;

/// <summary>The name of a readings message (boot, seq), read without keeping anything of it.</summary>
public readonly record struct WireName(string Boot, long Seq);

/// <summary>
/// Reads readings messages that are plainly right, at a tenth of what <see cref="WireDecoder"/> takes. What it takes the decoder takes too, with the same name;
/// whatever else there is it leaves to the decoder, which knows every rule and says what is wrong.
/// </summary>
public static class WireGlance
{
    private const int LongestName = 64;
    private const long MaximumCount = 9_007_199_254_740_991;

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);
    private static readonly (byte[] Measurand, byte[] Unit)[] Measurands =
        [.. WireMeasurands.Units.Where(pair => pair.Key != WireClock.Measurand).Select(pair => (Encoding.UTF8.GetBytes(pair.Key), Encoding.UTF8.GetBytes(pair.Value)))];

    [Flags]
    private enum Seen
    {
        None = 0,
        Boot = 1,
        Seq = 2,
        Time = 4,
        Answers = 8,
        Readings = 16,
        Required = Boot | Seq | Time | Readings,
    }

    /// <summary>False where only <see cref="WireDecoder"/> can tell.</summary>
    public static bool TryReadings(ReadOnlySpan<byte> payload, DateTimeOffset receivedAt, out WireName name)
    {
        name = default;
        if (payload.Length > WireDecoder.LargestPayload)
            return false;
        var reader = new Utf8JsonReader(payload, new JsonReaderOptions { MaxDepth = 4 });
        try
        {
            return Message(ref reader, receivedAt, out name) && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Message(ref Utf8JsonReader reader, DateTimeOffset receivedAt, out WireName name)
    {
        name = default;
        var (seen, boot, seq) = (Seen.None, (string?)null, 0L);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = Field(reader.ValueIsEscaped ? [] : reader.ValueSpan);
            if (field == Seen.None || (seen & field) != 0 || !reader.Read())
                return false;
            seen |= field;
            var isGood = field switch
            {
                Seen.Boot => IsName(ref reader) && (boot = Encoding.ASCII.GetString(reader.ValueSpan)) is not null,
                Seen.Seq => reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out seq) && seq is >= 0 and <= MaximumCount,
                Seen.Time => IsName(ref reader) && TryInstant(reader.ValueSpan, out var time) && time - receivedAt <= WireDecoder.MostAhead,
                Seen.Answers => IsName(ref reader),
                _ => Readings(ref reader),
            };
            if (!isGood)
                return false;
        }

        if (reader.TokenType != JsonTokenType.EndObject || (seen & Seen.Required) != Seen.Required)
            return false;
        name = new(boot!, seq);
        return true;
    }

    private static Seen Field(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("boot"u8) ? Seen.Boot
        : name.SequenceEqual("seq"u8) ? Seen.Seq
        : name.SequenceEqual("time"u8) ? Seen.Time
        : name.SequenceEqual("answers"u8) ? Seen.Answers
        : name.SequenceEqual("readings"u8) ? Seen.Readings
        : Seen.None;

    private static bool Readings(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return false;
        var measurands = 0u;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            if (!Reading(ref reader, out var index) || (measurands & (1u << index)) != 0)
                return false;
            measurands |= 1u << index;
        }

        return reader.TokenType == JsonTokenType.EndArray && measurands != 0;
    }

    /// <summary>The four fields, each once: "measurand", "value", "unit", "resolution".</summary>
    private static bool Reading(ref Utf8JsonReader reader, out int index)
    {
        index = -1;
        ReadOnlySpan<byte> unit = [], value = [], resolution = [];
        var fields = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueIsEscaped)
                return false;
            var field = reader.ValueSpan;
            if (!reader.Read() || !IsName(ref reader))
                return false;
            var text = reader.ValueSpan;
            if (field.SequenceEqual("measurand"u8) && index < 0)
                index = IndexOf(text);
            else if (field.SequenceEqual("value"u8) && value.IsEmpty)
                value = text;
            else if (field.SequenceEqual("unit"u8) && unit.IsEmpty)
                unit = text;
            else if (field.SequenceEqual("resolution"u8) && resolution.IsEmpty)
                resolution = text;
            else
                return false;
            fields++;
        }

        return fields == 4 && index >= 0 && reader.TokenType == JsonTokenType.EndObject && unit.SequenceEqual(Measurands[index].Unit)
            && TryNumber(value, out var number) && TryNumber(resolution, out var step) && step > 0 && number % step == 0;
    }

    private static int IndexOf(ReadOnlySpan<byte> measurand)
    {
        for (var i = 0; i < Measurands.Length; i++)
        {
            if (measurand.SequenceEqual(Measurands[i].Measurand))
                return i;
        }

        return -1;
    }

    /// <summary>A text of 1…64 printable characters of ASCII, written without escapes.</summary>
    private static bool IsName(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.ValueSpan.Length is > 0 and <= LongestName && !reader.ValueSpan.ContainsAnyExcept(NameBytes);

    /// <summary><c>-?d{1,15}(.d{1,9})?</c></summary>
    private static bool TryNumber(ReadOnlySpan<byte> text, out decimal number)
    {
        number = 0;
        var digits = text is [(byte)'-', .. var unsigned] ? unsigned : text;
        var point = digits.IndexOf((byte)'.');
        var (whole, fraction) = point < 0 ? (digits.Length, 1) : (point, digits.Length - point - 1);
        if (whole is < 1 or > 15 || fraction is < 1 or > 9)
            return false;
        for (var i = 0; i < digits.Length; i++)
        {
            if (i != point && !char.IsAsciiDigit((char)digits[i]))
                return false;
        }

        return Utf8Parser.TryParse(text, out number, out var used) && used == text.Length;
    }

    /// <summary><c>yyyy-MM-ddTHH:mm:ss[.f…]Z</c>; other forms are left to the decoder.</summary>
    private static bool TryInstant(ReadOnlySpan<byte> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length is not (20 or >= 22 and <= 28) || text[^1] != 'Z' || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || (text.Length > 20 && text[19] != '.'))
            return false;
        if (!TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..10], out var day)
            || !TryDigits(text[11..13], out var hour) || !TryDigits(text[14..16], out var minute) || !TryDigits(text[17..19], out var second)
            || (text.Length > 20 && !TryDigits(text[20..^1], out _)))
            return false;
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        // The fraction is rounded up: what is taken here must not be ahead by a hair for the decoder.
        instant = new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).AddSeconds(text.Length > 20 ? 1 : 0);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            number = (number * 10) + (digit - '0');
        }

        return true;
    }
}
