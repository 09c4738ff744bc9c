using System.Text;
using Metrology.Adapters.Balance;
using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Framing;
using Metrology.Adapters.Iec62056;
using Metrology.Adapters.Jtt905;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Nmea0183;
using Metrology.Adapters.Ocmf;
using Metrology.Adapters.Payloads;
using Metrology.Adapters.Roller;
using Metrology.Adapters.Scpi;
using Metrology.Adapters.Tester7e0d;
using Metrology.Core.Words;

namespace Metrology.Adapters.Transcripts;

/// <summary>What some bytes cannot be understood without.</summary>
/// <param name="Map">Of a Modbus meter.</param>
/// <param name="Key">Public key of the meter that signed.</param>
public sealed record FrameAids(RegisterMap? Map, string? Key)
{
    public static FrameAids None { get; } = new(null, null);
}

/// <summary>A protocol whose bytes can be read as frames, whether they are readings or not.</summary>
/// <param name="Name">As the command line has it.</param>
/// <param name="Codec">As a record has it; the same as the name where no adapter takes readings.</param>
public sealed record ReadableProtocol(string Name, string Codec, Func<string, FrameAids, Outcome<IReadOnlyList<FrameDescription>>> Describe)
{
    /// <summary>An answer says what it means only with its question.</summary>
    public bool NeedsQuestion { get; init; }

    /// <summary>A register map belongs to it.</summary>
    public bool TakesMap { get; init; }

    /// <summary>A public key belongs to it.</summary>
    public bool TakesKey { get; init; }

    /// <summary>The map of a source in a record as what it is to this protocol; one that cannot be read is none.</summary>
    public FrameAids AidsOf(string? map) =>
        map is null ? FrameAids.None
        : TakesKey ? new(null, map)
        : TakesMap && RegisterMaps.Parse(Encoding.UTF8.GetBytes(map)) is { IsRefused: false, Value: var read } ? new(read, null)
        : FrameAids.None;

    /// <summary>The frames of bytes that went one way on a line.</summary>
    /// <param name="question">What went the other way before; empty when nothing did.</param>
    public IReadOnlyList<FrameDescription> Read(ReadOnlySpan<byte> question, ReadOnlySpan<byte> bytes, FrameAids aids)
    {
        if (!NeedsQuestion || question.IsEmpty)
            return Describe(Convert.ToHexString(bytes), aids) is { IsRefused: false, Value: var alone } ? alone : [];
        var asked = Describe(Convert.ToHexString(question), aids);
        var both = Describe(Convert.ToHexString(question) + Convert.ToHexString(bytes), aids);
        return asked.IsRefused || both.IsRefused ? [] : [.. both.Value.Skip(asked.Value.Count)];
    }
}

/// <summary>Every protocol that is known here, for `decode`, `replay`, and the pages that show bytes.</summary>
public static class ReadableProtocols
{
    /// <summary>A new protocol is one line here.</summary>
    public static IReadOnlyList<ReadableProtocol> All { get; } =
    [
        new("dlt645", Dlt645Meter.Codec, (hex, _) => Dlt645Text.Frames(hex)),
        new("modbus-rtu", ModbusMeter.RtuCodec, (hex, aids) => ModbusText.Describe(hex, aids.Map)) { NeedsQuestion = true, TakesMap = true },
        new("modbus-tcp", ModbusMeter.TcpCodec, (hex, aids) => ModbusText.DescribeTcp(hex, aids.Map)) { NeedsQuestion = true, TakesMap = true },
        new("iec62056", "iec62056", (hex, _) => IecText.Describe(hex)),
        new("jtt905", "jtt905", (hex, _) => Jtt905Text.Describe(hex)),
        new("tester7e", "tester7e", (hex, _) => TesterText.Describe(hex)),
        new("roller", RollerBench.Codec, (hex, _) => RollerText.Describe(hex)),
        new("scpi", ScpiMultimeter.Codec, (hex, _) => ScpiText.Describe(hex)),
        new("balance", StreamingBalance.Codec, (hex, _) => BalanceText.Describe(hex)),
        new("ocmf", OcmfTranscript.Codec, (hex, aids) => OcmfText.Describe(hex, aids.Key)) { TakesKey = true },
        new("nmea", NmeaClock.Codec, (hex, _) => NmeaText.Describe(hex)),
        new("sparkplug", "sparkplug", (hex, _) => SparkplugText.Describe(hex)),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(one => one.Name)];

    /// <summary>By the name of the command line; null when there is none.</summary>
    public static ReadableProtocol? Find(string name) => All.FirstOrDefault(one => one.Name == name);

    /// <summary>By the name of a record; null for messages, and for bytes that nobody here understands.</summary>
    public static ReadableProtocol? OfCodec(string codec) => All.FirstOrDefault(one => one.Codec == codec);
}
