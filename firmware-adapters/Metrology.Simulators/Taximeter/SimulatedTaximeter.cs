using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Metrology.Adapters.Jtt905;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Simulators.Taximeter;

/// <summary>A taximeter on its JT/T 905 serial line: answers for its identity, its tariff and its trips.</summary>
public sealed class SimulatedTaximeter : IAsyncDisposable
{
    private const ushort QueryStatus = 0x0000, ReadTariff = 0x0004, QueryTrip = 0x0006;
    private const int LongestRead = 512;

    private readonly ILink link;
    private readonly SimulatedTaximeterSettings settings;
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;
    private long answers;

    public SimulatedTaximeter(ILink link, SimulatedTaximeterSettings settings)
    {
        (this.link, this.settings) = (link, settings);
        running = RunAsync();
    }

    /// <summary>Answers with another device number; null for its own.</summary>
    public string? AnswersAs { get; set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        var buffer = new byte[LongestRead];
        var framer = new Jtt905Framer();
        try
        {
            while (true)
            {
                var count = await link.ReadAsync(buffer, stop.Token).ConfigureAwait(false);
                foreach (var asked in framer.Push(buffer.AsSpan(0, count)))
                {
                    if (Data(asked) is { } data)
                        await link.WriteAsync(Answer(asked.Command, data), stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or InstrumentFault { Kind: FaultKind.Unreachable })
        {
            // Switched off, or the plug was pulled.
        }
    }

    private byte[] Answer(ushort command, byte[] data)
    {
        var frame = Jtt905Frame.Encode(Jtt905Frame.Taximeter, 0, command, data);
        if (settings.BadCheckEvery > 0 && ++answers % settings.BadCheckEvery == 0)
            frame[^3] ^= 0x01;
        // A trip that ends while somebody asks is told unasked.
        return settings.TellsTrips ? [.. Jtt905Frame.Encode(Jtt905Frame.Taximeter, 0, 0x00E8, Trip(settings.Trips[0], 1)), .. frame] : frame;
    }

    private byte[]? Data(Jtt905Frame asked) => asked.Command switch
    {
        QueryStatus => [.. Bcd(AnswersAs ?? settings.DeviceNumber), 0x10, 0x01, 0x00, 0x00, 0x00, .. Text(settings.Plate, 6), .. Text("", 16), .. Text("", 19), .. Number((uint)settings.Trips.Count)],
        ReadTariff => Tariff(),
        QueryTrip when asked.Data.Length == sizeof(uint) && BinaryPrimitives.ReadUInt32BigEndian(asked.Data.Span) is > 0 and var number && number <= settings.Trips.Count =>
            Trip(settings.Trips[(int)number - 1], number),
        _ => null,
    };

    /// <summary>Day and night at one price; what the block has beyond start fare, start distance and price per kilometre is zero.</summary>
    private byte[] Tariff()
    {
        var prices = new decimal[14];
        (prices[0], prices[1], prices[2], prices[3]) = (settings.KilometrePrice, settings.KilometrePrice, settings.KilometrePrice, settings.KilometrePrice);
        (prices[6], prices[7], prices[9]) = (settings.StartFare, settings.StartFare, settings.StartKilometres);
        return [.. Bcd("2026010100"), .. prices.SelectMany(price => Hundredths(price)), .. Bcd("0500"), .. Bcd("0500"), .. Bcd("2300"), .. Bcd("0500"), .. new byte[22 + 64]];
    }

    private byte[] Trip(SimulatedTrip trip, uint number) =>
    [
        .. Text(settings.Plate, 6), .. Text("", 16), .. Text("", 19), .. Bcd(trip.On.ToString("yyMMddHHmm", CultureInfo.InvariantCulture)), .. Bcd(trip.Off.ToString("HHmm", CultureInfo.InvariantCulture)),
        .. Tenths(trip.Kilometres, 3), .. Tenths(0m, 2), .. Tenths(0m, 3), .. Bcd("0000"), .. Tenths(trip.Amount, 3), .. Number(number), 0x00,
    ];

    private static byte[] Bcd(string digits) => Convert.FromHexString(digits);

    private static byte[] Tenths(decimal value, int bytes) => Bcd(((long)(value * 10m)).ToString(CultureInfo.InvariantCulture).PadLeft(2 * bytes, '0'));

    private static byte[] Hundredths(decimal value) => Bcd(((long)(value * 100m)).ToString(CultureInfo.InvariantCulture).PadLeft(4, '0'));

    private static byte[] Text(string text, int bytes) => Encoding.ASCII.GetBytes(text.PadRight(bytes, '\0')[..bytes]);

    private static byte[] Number(uint value)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}

/// <summary>A simulated taximeter; everything it names is a demonstration (示例).</summary>
/// <param name="DeviceNumber">Ten digits: maker, type, serial.</param>
public sealed record SimulatedTaximeterSettings(string DeviceNumber)
{
    public string Plate { get; init; } = "T00001";

    public decimal StartFare { get; init; } = 10m;

    public decimal StartKilometres { get; init; } = 2m;

    public decimal KilometrePrice { get; init; } = 2.7m;

    public IReadOnlyList<SimulatedTrip> Trips { get; init; } = [new(new(2026, 1, 5, 23, 50, 0), new(0, 10), 5.0m, 18.1m)];

    /// <summary>Every n-th answer has a wrong check; 0 none.</summary>
    public int BadCheckEvery { get; init; }

    /// <summary>Tells of a trip that ended before each answer.</summary>
    public bool TellsTrips { get; init; }
}

/// <summary>A trip in its memory.</summary>
public sealed record SimulatedTrip(DateTime On, TimeOnly Off, decimal Kilometres, decimal Amount);
