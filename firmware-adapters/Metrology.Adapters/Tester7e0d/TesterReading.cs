using System.Buffers.Binary;
using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Adapters.Tester7e0d;

/// <summary>What an answer says. Everything that its command does not carry is null or empty.</summary>
/// <param name="EnergyKWh">Sign kept.</param>
/// <param name="Constants">Meter constants 1 and 2 as they were set, imp/kWh.</param>
/// <param name="Pulses">Pulse counts 1 and 2 as they were set.</param>
/// <param name="ErrorsPercent">Errors 1 to 3, sign kept; an unchanged one may be an old one.</param>
public sealed record TesterReading(byte Command, decimal? EnergyKWh, IReadOnlyList<uint> Constants, IReadOnlyList<uint> Pulses, IReadOnlyList<decimal> ErrorsPercent)
{
    private const decimal Step = 0.000001m, FailedRead = -999m;
    private const int Width = 4, ErrorsAt = 16;

    /// <summary>The whole buffer as answer to a command (to any, when it is null).</summary>
    public static Outcome<TesterReading> Parse(ReadOnlySpan<byte> buffer, byte? asked = null)
    {
        var frame = TesterParser.Parse(buffer);
        // A short frame of another command is an answer to that one, whatever is missing in it.
        if (asked is { } command && buffer.Length >= TesterFrame.HeadLength && buffer[4] != command && frame.Refusal is null or { Code: "incomplete" })
            return TesterRefusal.CommandMismatch;
        return frame.Refusal is { } refusal ? refusal : Of(frame.Value);
    }

    /// <summary>Reads an answer; refuses with "not-a-reply" or "failed-read".</summary>
    public static Outcome<TesterReading> Of(TesterFrame frame)
    {
        if (frame.Type != TesterFrame.Answer)
            return TesterRefusal.NotAReply;
        var raw = frame.Raw.Span;
        var energy = TesterCommand.Find(frame.Command)?.EnergyAt is { } at ? Scaled(raw[at..]) : null as decimal?;
        var data = frame.Data.Span;
        var isError = frame.Command == TesterCommand.DcError;
        decimal[] errors = isError ? [Scaled(data[ErrorsAt..]), Scaled(data[(ErrorsAt + Width)..]), Scaled(data[(ErrorsAt + (2 * Width))..])] : [];
        if (energy == FailedRead || errors.Contains(FailedRead))
            return TesterRefusal.FailedRead;
        return new TesterReading(
            frame.Command, energy, isError ? [Whole(data), Whole(data[Width..])] : [], isError ? [Whole(data[(2 * Width)..]), Whole(data[(3 * Width)..])] : [], errors);
    }

    /// <summary>With all six decimals, as the board counts in millionths.</summary>
    public static string Text(decimal value) => value.ToString("0.000000", CultureInfo.InvariantCulture);

    private static uint Whole(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);

    private static decimal Scaled(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes) * Step;
}
