using System.Buffers.Binary;
using System.Text;
using Metrology.Core.Words;
using Metrology.Instruments.Faults;

namespace Metrology.Links.Station;

/// <summary>What is said over a line between a server and a station (<c>docs/formats/field-station.md</c>).</summary>
public enum LineAct : byte
{
    /// <summary>Server: open the port of this link address.</summary>
    Open = 1,

    /// <summary>Station: it is open; its clock counts from here.</summary>
    Opened,

    /// <summary>Bytes for the other side: to the port, or from it with the time when they came.</summary>
    Bytes,

    /// <summary>Station: the next bytes, so many, go to the port now.</summary>
    Leaving,

    /// <summary>So many bytes were taken: by the driver of the port, or by the reader at the server.</summary>
    Taken,

    /// <summary>Station: the port failed; the line ends.</summary>
    Fault,

    /// <summary>Server: close the port.</summary>
    Close,
}

/// <param name="At">Since the port was opened, by the clock of the station; zero where it says nothing.</param>
/// <param name="Count">Bytes that left or were taken.</param>
public readonly record struct LineMessage(LineAct Act, TimeSpan At, int Count, ReadOnlyMemory<byte> Body)
{
    /// <summary>Act, time and count.</summary>
    public const int HeadBytes = 13;

    /// <summary>Bytes of one message behind its head.</summary>
    public const int LargestBody = 8 * 1024;

    /// <summary>Bytes on their way in one direction that the other side has not taken yet.</summary>
    public const int Window = 64 * 1024;

    private const int LongestCode = 64, LongestText = 1000;

    public static LineMessage Of(LineAct act, TimeSpan at = default, int count = 0) => new(act, at, count, default);

    public static LineMessage Open(string port) => new(LineAct.Open, default, 0, Encoding.UTF8.GetBytes(port));

    public static LineMessage Of(InstrumentFault fault) =>
        new(LineAct.Fault, default, (int)fault.Kind, Encoding.UTF8.GetBytes(string.Join('\n', fault.Code, OneLine(fault.Text.Zh), OneLine(fault.Text.En))));

    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The fault that a station tells, in its name.</summary>
    public InstrumentFault FaultOf(string station) =>
        Text.Split('\n') is [{ Length: > 0 and <= LongestCode } code, { Length: <= LongestText } zh, { Length: <= LongestText } en] && code.All(one => char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one is '.' or '-')
        && !zh.Concat(en).Any(char.IsControl) && Enum.IsDefined((FaultKind)Count)
            ? new((FaultKind)Count, code, new($"站点 {station}：{zh}", $"Station {station}: {en}"))
            : StationFault.Garbled(station);

    public byte[] ToBytes()
    {
        var bytes = new byte[HeadBytes + Body.Length];
        bytes[0] = (byte)Act;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(1), At.Ticks);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(9), Count);
        Body.CopyTo(bytes.AsMemory(HeadBytes));
        return bytes;
    }

    /// <summary>Null where the bytes are no message.</summary>
    public static LineMessage? Parse(byte[] bytes)
    {
        if (bytes.Length is < HeadBytes or > HeadBytes + LargestBody || !Enum.IsDefined((LineAct)bytes[0]))
            return null;
        var (ticks, count) = (BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(1)), BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(9)));
        return ticks < 0 || count < 0 ? null : new((LineAct)bytes[0], new(ticks), count, bytes.AsMemory(HeadBytes));
    }

    private static string OneLine(string text) => new([.. text.Take(LongestText).Select(one => char.IsControl(one) ? ' ' : one)]);
}
