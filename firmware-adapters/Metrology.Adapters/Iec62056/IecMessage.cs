using System.Text;
using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Iec62056;

/// <summary>What kind of message it is (IEC 62056-21, 6.3).</summary>
public enum IecMessageKind
{
    /// <summary>"/?" address "!": asks a meter to sign on.</summary>
    Request,

    /// <summary>"/XXXZ" identification: the meter signs on.</summary>
    Identification,

    /// <summary>ACK and three characters: protocol, rate, mode.</summary>
    Acknowledgement,

    /// <summary>SOH command … ETX BCC.</summary>
    Command,

    /// <summary>STX data ETX (or EOT: more follows) BCC.</summary>
    Data,
}

/// <summary>A message whose form and block check are right.</summary>
/// <param name="Command">Of a command: "R1", "P0", "B0" and so on.</param>
/// <param name="Text">Address, identification, three characters of an acknowledgement, or the data set.</param>
/// <param name="Raw">As received.</param>
public sealed record IecMessage(IecMessageKind Kind, string Command, string Text, ReadOnlyMemory<byte> Raw)
{
    /// <summary>A whole data readout fits.</summary>
    public const int Longest = 16 * 1024;

    internal const byte Soh = 0x01, Stx = 0x02, Etx = 0x03, Eot = 0x04, Ack = 0x06, LineFeed = 0x0A, CarriageReturn = 0x0D, Slash = 0x2F;

    private const byte SevenBits = 0x7F;

    public bool MoreFollows => Kind == IecMessageKind.Data && Raw.Span[^2] == Eot;

    /// <summary>Block check, of commands and data.</summary>
    public byte? Bcc => Kind is IecMessageKind.Command or IecMessageKind.Data ? Raw.Span[^1] : null;

    /// <summary>The message with its control characters by name: "/?!&lt;CR&gt;&lt;LF&gt;".</summary>
    public string Written => string.Concat(Raw[..^(Bcc is null ? 0 : 1)].ToArray().Select(value => value switch
    {
        Soh => "<SOH>",
        Stx => "<STX>",
        Etx => "<ETX>",
        Eot => "<EOT>",
        Ack => "<ACK>",
        CarriageReturn => "<CR>",
        LineFeed => "<LF>",
        _ => ((char)value).ToString(),
    }));

    /// <summary>The whole buffer must be one message.</summary>
    public static Outcome<IecMessage> Parse(ReadOnlySpan<byte> buffer)
    {
        if (IecShape.Look(buffer, out var length) is { } refusal)
            return refusal;
        return length < buffer.Length ? IecRefusal.BadLength : Of(buffer);
    }

    /// <summary>Seven-bit exclusive-or of the bytes after the first up to ETX or EOT (6.3.2).</summary>
    public static byte BccOf(ReadOnlySpan<byte> afterStart)
    {
        byte xor = 0;
        foreach (var value in afterStart)
            xor ^= value;
        return (byte)(xor & SevenBits);
    }

    /// <summary>Makes the message of bytes that were looked at.</summary>
    internal static IecMessage Of(ReadOnlySpan<byte> raw)
    {
        var text = Encoding.ASCII.GetString(raw);
        var bytes = raw.ToArray();
        switch (raw[0])
        {
            case Ack:
                return new(IecMessageKind.Acknowledgement, "", text[1..^2], bytes);
            case Slash when raw[1] == '?':
                return new(IecMessageKind.Request, "", text[2..^3], bytes);
            case Slash:
                return new(IecMessageKind.Identification, "", text[1..^2], bytes);
            case Stx:
                return new(IecMessageKind.Data, "", text[1..^2], bytes);
            default:
                // SOH, two characters of the command, and with STX the data.
                return new(IecMessageKind.Command, text[1..3], raw[3] == Stx ? text[4..^2] : "", bytes);
        }
    }
}

/// <summary>Finds messages in a stream.</summary>
public sealed class IecFramer() : LookingFramer<IecMessage>(IecMessage.Longest)
{
    private protected override Refusal? Look(ReadOnlySpan<byte> bytes, out int size) => IecShape.Look(bytes, out size);

    private protected override IecMessage Frame(ReadOnlySpan<byte> bytes) => IecMessage.Of(bytes);
}
