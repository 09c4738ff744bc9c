using Metrology.Core.Words;

namespace Metrology.Adapters.Jtt905;

/// <summary>Who sends a serial frame: the terminal in the vehicle (ISU) or the taximeter.</summary>
public enum Jtt905Direction
{
    ToMeter,
    FromMeter,
}

/// <summary>What a serial frame says beyond its head. Everything that its command does not carry is null.</summary>
/// <param name="Time">China Standard Time.</param>
/// <param name="Result">90 done, FF not done; for 0005: 00, 01, 02 or FF.</param>
public sealed record Jtt905Content(
    DateTime? Time = null, string? Result = null, Jtt905Trip? Trip = null, Jtt905Tariff? Tariff = null, Jtt905Status? Status = null, uint? TripNumber = null)
{
    private const int TimeLength = 7;
    private const string TimeForm = "yyyyMMddHHmmss";

    private static readonly Jtt905Content Empty = new();

    /// <summary>Command codes of the serial protocol.</summary>
    private const ushort QueryStatus = 0x0000, SetClock = 0x0001, ReadTariff = 0x0004, WriteTariff = 0x0005, QueryTrip = 0x0006,
        TripStart = 0x00E7, TripEnd = 0x00E8, ResendTrip = 0x00F2;

    /// <summary>Decodes the data; refuses with "data-length", "bad-bcd" or "bad-range". Commands that are not known are not decoded.</summary>
    /// <param name="direction">When it is not known, the length of the data tells.</param>
    public static Outcome<Jtt905Content> Of(Jtt905Frame frame, Jtt905Direction? direction = null)
    {
        var data = frame.Data.Span;
        var (to, from) = (direction is null or Jtt905Direction.ToMeter, direction is null or Jtt905Direction.FromMeter);
        return (frame.Command, data.Length) switch
        {
            (QueryStatus or SetClock, TimeLength) when to => OfTime(data),
            (TripStart, TimeLength) when from => OfTime(data),
            (QueryStatus, Jtt905Status.Length) when from => Jtt905Status.Parse(data) is var status && status.Refusal is { } refusal ? refusal : new Jtt905Content(Status: status.Value),
            (SetClock, 1) when from => OfResult(data),
            (TripStart or TripEnd or ResendTrip, 1) when to => OfResult(data),
            (ReadTariff, 0) when to => Empty,
            (ReadTariff, Jtt905Tariff.Length) when from => OfTariff(data),
            (WriteTariff, Jtt905Tariff.Length) when to => OfTariff(data),
            (WriteTariff, 1 or 6) when from => OfResult(data),
            (QueryTrip, sizeof(uint)) when to => OfTripNumber(data),
            (QueryTrip or TripEnd or ResendTrip, >= Jtt905Trip.ShortestLength) when from => Jtt905Trip.Parse(data) is var trip && trip.Refusal is { } refusal ? refusal : new Jtt905Content(Trip: trip.Value),
            (QueryStatus or SetClock or ReadTariff or WriteTariff or QueryTrip or TripStart or TripEnd or ResendTrip, _) => Jtt905Refusal.DataLength,
            _ => Empty,
        };
    }

    private static Outcome<Jtt905Content> OfTime(ReadOnlySpan<byte> data)
    {
        var fields = new Jtt905Fields(data);
        var time = fields.Time(TimeLength, TimeForm);
        return fields.Refusal is { } refusal ? refusal : new Jtt905Content(Time: time);
    }

    private static Jtt905Content OfResult(ReadOnlySpan<byte> data) => new(Result: Convert.ToHexString(data[..1]));

    private static Jtt905Content OfTripNumber(ReadOnlySpan<byte> data) => new(TripNumber: new Jtt905Fields(data).UInt32());

    private static Outcome<Jtt905Content> OfTariff(ReadOnlySpan<byte> data)
    {
        var tariff = Jtt905Tariff.Parse(data);
        return tariff.Refusal is { } refusal ? refusal : new Jtt905Content(Tariff: tariff.Value);
    }
}
