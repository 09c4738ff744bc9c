using System.Globalization;
using System.Security.Cryptography;
using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Wire;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Runs;

namespace Metrology.Verify.Tests;

/// <summary>Readings of a golden run as if a bench had taken them: the bytes of the real codecs, requests and noise among them; what has no codec is typed.</summary>
internal sealed class SampleBytes
{
    public const string MeterLink = "tty:/dev/ttyUSB0?baud=2400&format=8E1", Meter = "000000000001", Pile = "SIM-0001";

    private readonly List<RecordedBytes> transcript = [];
    private readonly Dictionary<string, long> indices = [];
    private bool isBench;
    private long sequence;

    public static SampleBytes OfBench() => new() { isBench = true };

    public static string PileLink { get; } = WireTopics.LinkOf(WireTopics.Readings(Pile));

    public IReadOnlyList<RecordedBytes> Transcript => isBench ? transcript : [new("tty", 0, TimeSpan.FromMilliseconds(12.5), RecordedBytes.Received, "68010000000000")];

    public IReadOnlyList<RecordedSource> Sources => isBench ? [new(MeterLink, Dlt645Meter.Codec, Meter, Meter), new(PileLink, WirePileDisplay.Codec, Pile, Pile)] : [];

    public Reading Taken(string role, Reading reading) => (isBench, role, reading.Measurand) switch
    {
        (true, Roles.Reference, Measurands.ActiveEnergy) => OfMeter(reading),
        (true, Roles.UnitUnderTest, Measurands.ActiveEnergy or Measurands.Amount) => OfPile(reading),
        (true, Roles.UnitUnderTest, Measurands.ClockOffset) => OfClock(reading),
        _ => reading with { Instrument = TypedReadings.Instrument, RawHash = TypedReadings.HashOf(reading.Text) },
    };

    private Reading OfMeter(Reading reading)
    {
        Add(MeterLink, RecordedBytes.Sent, Dlt645Request.Read(Meter, DataIdentifiers.ForwardActiveEnergyFine).Encode());
        var frame = Frame(Meter, reading.Value);
        // Wake-up bytes and noise before it, and the frame itself in two pieces.
        Add(MeterLink, RecordedBytes.Received, [0x00, 0x68, 0x13, 0xFE, 0xFE, .. frame.AsSpan(..9)]);
        Add(MeterLink, RecordedBytes.Received, frame.AsSpan(9..).ToArray());
        var text = decimal.Round(reading.Value, 4).ToString("F4", CultureInfo.InvariantCulture);
        return reading with { Instrument = Meter, Text = text, Value = decimal.Parse(text, CultureInfo.InvariantCulture), Resolution = 0.0001m, RawHash = Hash(frame) };
    }

    /// <summary>An answer with the energy register of four decimals.</summary>
    public static byte[] Frame(string address, decimal kilowattHours)
    {
        var digits = ((long)(decimal.Round(kilowattHours, 4) * 10_000m)).ToString("D10", CultureInfo.InvariantCulture);
        byte[] data = [0x00, 0x00, 0x61, 0x00, .. Convert.FromHexString(digits).Reverse()];
        return Dlt645Frame.Encode(address, 0x91, data);
    }

    private Reading OfPile(Reading reading) => Told(reading, new WireValue(reading.Measurand, reading.Text, reading.Unit, reading.Resolution == 0m ? 0.001m : reading.Resolution));

    private Reading OfClock(Reading reading)
    {
        // As a display shows it: the true instant and the offset, in tenths of a second.
        var shown = reading.ReceivedAt.AddSeconds((double)reading.Value - 0.004);
        var taken = Told(reading, new WireValue(WireClock.Measurand, shown.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.f'Z'", CultureInfo.InvariantCulture), WireClock.Unit, 0.1m));
        return taken with { DeviceTime = DateTimeOffset.Parse(shown.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.f'Z'", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) };
    }

    private Reading Told(Reading reading, WireValue value)
    {
        var time = reading.ReceivedAt;
        // A live message before the answer says the same and is none.
        Add(PileLink, RecordedBytes.Received, WireEncoder.Encode(new WireReadings("boot", ++sequence, time, null, [value])));
        var payload = WireEncoder.Encode(new WireReadings("boot", ++sequence, time, $"run-{sequence}", [value]));
        Add(PileLink, RecordedBytes.Received, payload);
        return reading with { Instrument = Pile, Resolution = value.Resolution, RawHash = Hash(payload), DeviceTime = time };
    }

    private void Add(string link, string direction, byte[] bytes)
    {
        var index = indices.GetValueOrDefault(link);
        indices[link] = index + 1;
        transcript.Add(new(link, index, TimeSpan.FromMilliseconds(20 * transcript.Count), direction, Convert.ToHexStringLower(bytes)));
    }

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
