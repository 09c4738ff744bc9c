using Metrology.Core.Words;

namespace Metrology.Adapters.Jtt905;

/// <summary>Body of message 0B05: where a trip began and ended, and its record.</summary>
public sealed record Jtt905Operation(Jtt905Position Hired, Jtt905Position Vacant, uint OperationId, Jtt905Trip Trip)
{
    /// <summary>Evaluation id, its option and extension, and the id of an order by telephone.</summary>
    private const int Evaluation = 11;

    /// <summary>Refuses with "data-length", "bad-bcd" or "bad-range".</summary>
    public static Outcome<Jtt905Operation> Parse(ReadOnlySpan<byte> body)
    {
        if (body.Length < (2 * Jtt905Position.Length) + sizeof(uint) + Evaluation + Jtt905Trip.ShortestLength)
            return Jtt905Refusal.DataLength;
        var fields = new Jtt905Fields(body);
        var (hired, vacant) = (Jtt905Position.Take(ref fields), Jtt905Position.Take(ref fields));
        var id = fields.UInt32();
        if (fields.Refusal is { } refusal)
            return refusal;
        var trip = Jtt905Trip.Parse(body[((2 * Jtt905Position.Length) + sizeof(uint) + Evaluation)..]);
        return trip.Refusal is { } noTrip ? noTrip : new Jtt905Operation(hired, vacant, id, trip.Value);
    }
}

/// <summary>A position of 25 bytes.</summary>
/// <param name="Latitude">Degrees to six decimals; on the wire in 1/10 000 of a minute.</param>
/// <param name="DirectionDegrees">On the wire in steps of two degrees.</param>
/// <param name="Time">China Standard Time.</param>
public sealed record Jtt905Position(string Alarm, string Status, decimal Latitude, decimal Longitude, decimal SpeedKmh, int DirectionDegrees, DateTime Time)
{
    public const int Length = 25;

    private const decimal UnitsInDegree = 600_000m, SpeedStep = 0.1m;
    private const int Decimals = 6, DirectionStep = 2;

    internal static Jtt905Position Take(ref Jtt905Fields fields) => new(
        fields.Hex(4), fields.Hex(4), Degrees(fields.UInt32()), Degrees(fields.UInt32()), fields.UInt16() * SpeedStep, fields.Byte() * DirectionStep, fields.Time(6, "yyMMddHHmmss"));

    private static decimal Degrees(uint units) => Math.Round(units / UnitsInDegree, Decimals, MidpointRounding.ToEven);
}
