using Metrology.Core.Words;

namespace Metrology.Adapters.Jtt905;

/// <summary>Answer to the status query 0000: who the taximeter is.</summary>
/// <param name="DeviceNumber">Ten digits: maker 1, type 1, serial 3 bytes.</param>
/// <param name="DeviceState">00 in order; 01 count limit, 02 date limit, 04 trip memory full, 08 shift memory full.</param>
/// <param name="WorkState">00 signed in, 01 signed out, 10 forced on, 11 forced off.</param>
/// <param name="Plate">Six bytes: a plate of two Chinese characters is cut.</param>
public sealed record Jtt905Status(
    string DeviceNumber, string Hardware, string Software, string DeviceState, string WorkState, string Plate, string Licence, string Driver, uint TotalTrips)
{
    public const int Length = 55;

    internal static Outcome<Jtt905Status> Parse(ReadOnlySpan<byte> data)
    {
        var fields = new Jtt905Fields(data);
        var status = new Jtt905Status(
            fields.Digits(5), fields.Hex(1), $"{fields.Hex(1)}.{fields.Hex(1)}", fields.Hex(1), fields.Hex(1),
            fields.Text(6), fields.Text(16), fields.Text(19), fields.UInt32());
        return fields.Refusal is { } refusal ? refusal : status;
    }
}
