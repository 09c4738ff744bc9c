using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Adapters.Jtt905;

/// <summary>
/// The record of a trip (commands 00E8, 00F2, 0006 and message 0B05). Distance has 0.1 km and time 1 min: good for fare and identity, no metrological reading.
/// </summary>
/// <param name="Driver">Licence number of the driver: personal data, see <see cref="MaskedDriver"/>.</param>
/// <param name="On">Hired at, China Standard Time.</param>
/// <param name="Off">Time of day of the end.</param>
/// <param name="PayType">00 cash, 01 M1 card, 03 CPU card, 09 other.</param>
public sealed record Jtt905Trip(
    string Plate, string Licence, string Driver, DateTime On, TimeOnly Off, decimal DistanceKm, decimal EmptyKm, decimal SurchargeYuan, TimeSpan Wait, decimal AmountYuan,
    uint Number, string PayType, string PayData)
{
    /// <summary>Without the data of a card.</summary>
    public const int ShortestLength = 66;

    private const int Shown = 6, LastHour = 23, MostWaitingHours = 99;

    /// <summary>A trip that ends at an earlier time of day ends on the next day.</summary>
    public DateTime OffAt => On.Date + Off.ToTimeSpan() is var off && off < On ? off.AddDays(1) : off;

    /// <summary>For logs, lists and exports.</summary>
    public string MaskedDriver => Driver.Length <= Shown ? new('*', Driver.Length) : Driver[..Shown] + new string('*', Driver.Length - Shown);

    public static string Text(decimal value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    internal static Outcome<Jtt905Trip> Parse(ReadOnlySpan<byte> data)
    {
        if (data.Length < ShortestLength)
            return Jtt905Refusal.DataLength;
        var fields = new Jtt905Fields(data);
        var (plate, licence, driver) = (fields.Text(6), fields.Text(16), fields.Text(19));
        var on = fields.Time(5, "yyMMddHHmm");
        var off = fields.Pair(LastHour);
        var (distance, empty, surcharge) = (fields.Number(3, 1), fields.Number(2, 1), fields.Number(3, 1));
        var wait = fields.Pair(MostWaitingHours);
        var amount = fields.Number(3, 1);
        var (number, pay, payData) = (fields.UInt32(), fields.Hex(1), fields.Hex(fields.Left));
        return fields.Refusal is { } refusal
            ? refusal
            : new Jtt905Trip(
                plate, licence, driver, on, new(off.High, off.Low), distance, empty, surcharge, new(wait.High, wait.Low, 0), amount, number, pay, payData);
    }
}
