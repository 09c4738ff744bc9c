using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Metrology.Adapters.Framing;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Adapters.Nmea0183;

/// <summary>One sentence with a good checksum (protocol.md). RMC tells the time and whether it is fixed, ZDA the time alone; every other is passed over.</summary>
public sealed record NmeaSentence(ReadOnlyMemory<byte> Raw, IReadOnlyList<string> Fields)
{
    /// <summary>Bytes of a sentence from the dollar to the line feed; more than the 82 of the standard, because receivers with long fractions send more.</summary>
    public const int Longest = 120;

    public const string Rmc = "RMC", Zda = "ZDA";

    /// <summary>Step of a comparison, s: what the station's own stamp is taken to.</summary>
    public const decimal Step = 0.001m;

    private const int ShortestBody = 10, CheckLength = 4, TypeLength = 3;

    /// <summary>Modes of RMC in which the receiver computes its time from satellites: autonomous, differential, precise, real-time kinematic (fixed, float).</summary>
    private const string FixedModes = "ADPRF";

    public string Kind => Fields[0].Length > TypeLength && Fields[0][0] != 'P' ? Fields[0][^TypeLength..] : "";

    /// <summary>The system that it speaks of: GP, BD, GN …; empty for a maker's own sentence.</summary>
    public string Talker => Kind.Length == 0 ? "" : Fields[0][..^TypeLength];

    /// <summary>A sentence of exactly these bytes.</summary>
    public static Outcome<NmeaSentence> Parse(ReadOnlySpan<byte> bytes) =>
        Look(bytes, out var length) is { } refusal ? refusal : length == bytes.Length ? Of(bytes) : NmeaRefusal.BadForm;

    /// <summary>UTC of the second that it tells; refuses with "no-time", "bad-time" or "leap-second".</summary>
    public Outcome<DateTimeOffset> Instant => Kind switch
    {
        Rmc when Fields.Count > 9 => At(Fields[1], Digits(Fields[9], 0), Digits(Fields[9], 2), 2000 + Digits(Fields[9], 4), Fields[9].Length == 6),
        Zda when Fields.Count > 4 => At(Fields[1], Whole(Fields[2], 2), Whole(Fields[3], 2), Whole(Fields[4], 4), true),
        _ => NmeaRefusal.NoTime,
    };

    /// <summary>Why its time is not that of the satellites; null when it is. Only RMC can tell.</summary>
    public Refusal? WhyNotFixed =>
        Kind != Rmc || Fields.Count < 10 ? NmeaRefusal.NoTime
        : Fields[2] != "A" ? NmeaRefusal.NoFix
        : Fields.Count > 12 && (Fields[12].Length != 1 || !FixedModes.Contains(Fields[12][0])) ? NmeaRefusal.Estimated
        : null;

    /// <summary>How far the clock of the station was ahead of it when the sentence began to arrive, in s.</summary>
    public Outcome<Reading> Reading(string instrument, DateTimeOffset receivedAt)
    {
        if (WhyNotFixed is { } why)
            return why;
        var told = Instant;
        if (told.Refusal is { } refusal)
            return refusal;
        var ahead = decimal.ToInt64(decimal.Round((receivedAt - told.Value).Ticks / (decimal)TimeSpan.TicksPerMillisecond, MidpointRounding.ToEven)) * Step;
        return new Reading(
            instrument, Measurands.ClockOffset, ahead.ToString(CultureInfo.InvariantCulture), ahead, "s", Step, Convert.ToHexStringLower(SHA256.HashData(Raw.Span)), told.Value, receivedAt);
    }

    internal static NmeaSentence Of(ReadOnlySpan<byte> bytes) =>
        new(bytes.ToArray(), Encoding.ASCII.GetString(bytes[1..^(CheckLength + 1)]).Split(','));

    internal static Refusal? Look(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length > 0 && bytes[0] != (byte)'$')
            return NmeaRefusal.BadStart;
        var window = bytes[..Math.Min(bytes.Length, Longest)];
        var end = window.IndexOf((byte)'\n');
        var body = window[..(end < 0 ? window.Length : end)];
        for (var i = 1; i < body.Length; i++)
        {
            var isReturn = body[i] == (byte)'\r' && i == body.Length - 1;
            if (!isReturn && body[i] is < 0x20 or > 0x7E or (byte)'$')
                return NmeaRefusal.BadForm;
        }

        if (end < 0)
            return bytes.Length >= Longest ? NmeaRefusal.BadForm : NmeaRefusal.Incomplete;
        if (body.Length < ShortestBody || body[^1] != (byte)'\r' || !char.IsAsciiLetterUpper((char)body[1]))
            return NmeaRefusal.BadForm;
        if (body[^CheckLength] != (byte)'*')
            return NmeaRefusal.NoChecksum;
        byte sum = 0;
        foreach (var value in body[1..^CheckLength])
            sum ^= value;
        if (Nibble(body[^3]) is not { } high || Nibble(body[^2]) is not { } low || ((high << 4) | low) != sum)
            return NmeaRefusal.BadChecksum;
        length = end + 1;
        return null;
    }

    private static int? Nibble(byte letter) => letter switch
    {
        >= (byte)'0' and <= (byte)'9' => letter - '0',
        >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
        _ => null,
    };

    /// <param name="time">hhmmss, or with a fraction of up to seven digits.</param>
    private static Outcome<DateTimeOffset> At(string time, int day, int month, int year, bool isDate)
    {
        if (time.Length == 0)
            return NmeaRefusal.NoFix;
        var fraction = time.Length > 7 && time[6] == '.' ? time[7..] : "";
        if (!isDate || (time.Length != 6 && fraction.Length is 0 or > 7) || !fraction.All(char.IsAsciiDigit))
            return NmeaRefusal.BadTime;
        var (hour, minute, second) = (Digits(time, 0), Digits(time, 2), Digits(time, 4));
        if (second == 60)
            return NmeaRefusal.LeapSecond;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59 || year is < 2000 or > 2099 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return NmeaRefusal.BadTime;
        var ticks = fraction.Length == 0 ? 0L : long.Parse(fraction.PadRight(7, '0'), CultureInfo.InvariantCulture);
        return new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).AddTicks(ticks);
    }

    /// <summary>Two digits at that place; a number that nothing can be where there are none.</summary>
    private static int Digits(string text, int at) =>
        text.Length >= at + 2 && char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]) ? ((text[at] - '0') * 10) + text[at + 1] - '0' : -9999;

    private static int Whole(string text, int length) => text.Length == length && text.All(char.IsAsciiDigit) ? int.Parse(text, CultureInfo.InvariantCulture) : -9999;
}

/// <summary>Why bytes are no sentence or no reading; one constant a reason.</summary>
internal static class NmeaRefusal
{
    public static Refusal Incomplete { get; } = Refusal.Of("incomplete", "语句不完整，后续字节未到。", "The sentence is not complete; bytes are missing.");

    public static Refusal BadStart { get; } = Refusal.Of("bad-start", "不是以 $ 开头的语句。", "It does not begin with a dollar.");

    public static Refusal BadForm { get; } = Refusal.Of("bad-form", "语句的格式不合 NMEA 0183，可能在传输中已损坏。", "It has not the form of NMEA 0183; it may have been damaged on its way.");

    public static Refusal NoChecksum { get; } = Refusal.Of("no-checksum", "语句没有校验和，不能作为读数。请在接收机中打开校验和。", "The sentence has no checksum and cannot be a reading. Have the receiver send checksums.");

    public static Refusal BadChecksum { get; } = Refusal.Of("bad-checksum", "校验和不符，语句在传输中已损坏。", "The checksum does not hold; the sentence was damaged on its way.");

    public static Refusal NoTime { get; } = Refusal.Of("no-time", "这一语句不给出带定位状态的时间；须有 RMC 语句。", "This sentence tells no time with its fix state; RMC does.");

    public static Refusal NoFix { get; } = Refusal.Of("no-fix", "接收机没有定位，其时间不可用。请检查天线，等待定位。", "The receiver has no fix, so its time cannot be used. Check the antenna and wait for one.");

    public static Refusal Estimated { get; } = Refusal.Of("estimated", "接收机报告其时间是推算、手动或模拟的，不可用。", "The receiver says that its time is estimated, entered by hand or simulated; it cannot be used.");

    public static Refusal BadTime { get; } = Refusal.Of("bad-time", "语句中的日期或时刻不存在。", "There is no such date or time as the sentence says.");

    public static Refusal LeapSecond { get; } = Refusal.Of("leap-second", "闰秒期间不作比对。", "Nothing is compared in a leap second.");

    public static Refusal Disagree { get; } = Refusal.Of("disagree", "RMC 与 ZDA 语句的时间不一致，接收机不可信。", "RMC and ZDA tell different times; the receiver cannot be trusted.");

    public static Refusal Cadence { get; } = Refusal.Of("cadence", "语句不是每秒一条、逐秒相继，时间不可用。请检查接收机的输出间隔和时钟。", "The sentences do not follow one another second by second, so their time cannot be used. Check the receiver's interval and clock.");

    public static Refusal Silent { get; } = Refusal.Of("silent", "标准时钟没有输出。请检查电源、接线和波特率。", "The reference clock sends nothing. Check power, wiring and bit rate.");
}

/// <summary>Finds sentences in a stream.</summary>
public sealed class NmeaFramer() : LookingFramer<NmeaSentence>(NmeaSentence.Longest)
{
    private protected override Refusal? Look(ReadOnlySpan<byte> bytes, out int size) => NmeaSentence.Look(bytes, out size);

    private protected override NmeaSentence Frame(ReadOnlySpan<byte> bytes) => NmeaSentence.Of(bytes);
}
