using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links;
using Metrology.Links.Replay;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Modbus;

/// <summary>A meter of somebody else: the registers of a pymodbus server become readings through link and adapter, and their bytes the same readings again.</summary>
public sealed class PymodbusPeerTests
{
    private const string Number = "330000000077";

    /// <summary>What 32 bits hold of 230.1 V, 31.97 A, 7.349 kW and 1234.567 kWh, in the digits that name them; the step of the last is that of its bits.</summary>
    private static readonly (string Measurand, string Text, decimal Resolution)[] Expected =
    [
        (Measurands.Voltage, "230.1", 0.1m), (Measurands.Current, "31.97", 0.001m), (Measurands.ActivePower, "7.349", 0.001m), (Measurands.ActiveEnergy, "1234.567", 0.0001220703125m),
    ];

    [Theory]
    [InlineData(ModbusMeter.TcpCodec, false)]
    [InlineData(ModbusMeter.RtuCodec, false)]
    [InlineData(ModbusMeter.RtuCodec, true)]
    public async Task Its_registers_become_readings_and_their_bytes_the_same_again(string codec, bool overTty)
    {
        Assert.SkipUnless(PymodbusServer.Python() is not null || ForeignProgram.IsRequired, "skipped: no python3 with pymodbus is installed");
        Assert.SkipWhen(overTty && ForeignProgram.Missing("socat") is { } reason && reason.Length > 0, ForeignProgram.Missing("socat") ?? "");
        using var server = await PymodbusServer.StartAsync(codec == ModbusMeter.TcpCodec ? "tcp" : "rtu", [230.1f, 31.97f, 7.349f, 1234.567f], Number);
        using var wire = overTty ? await Socat.StartAsync(server.Port) : null;
        var (transcript, map) = (new TranscriptMemory(), RegisterMaps.Find("generic-float32")!);
        var source = new TranscriptSource(codec, "role", "7") { Map = map.File };
        var link = new TranscribedLink(LinkFactory.Of(TimeProvider.System).Create(wire?.Link ?? server.Link).Value, transcript, TimeProvider.System, source);
        await using var meter = new ModbusMeter(link, ModbusMeterSettings.Of("role", codec, 7, map), TimeProvider.System);
        Assert.Equal(Number, (await meter.IdentifyAsync(TestContext.Current.CancellationToken)).SerialNumber);
        var readings = new List<Reading>();
        foreach (var (measurand, text, resolution) in Expected)
        {
            var reading = await meter.ReadAsync(measurand, TestContext.Current.CancellationToken);
            Assert.Equal((text, decimal.Parse(text, CultureInfo.InvariantCulture), resolution), (reading.Text, reading.Value, reading.Resolution));
            readings.Add(reading);
        }

        // From the bytes alone.
        var recorded = new RecordedSource(link.Address, codec, "role", "7") { Map = map.File };
        var decoder = TranscriptCodecs.All.Single(one => one.Name == codec);
        var messages = decoder.Messages([.. transcript.Entries.Select((entry, i) => new TranscribedBytes(i, entry.Index, entry.Direction == Direction.Received, entry.Bytes))]).ToList();
        foreach (var reading in readings)
        {
            var message = messages.First(one => Convert.ToHexStringLower(SHA256.HashData(one.Bytes.Span)) == reading.RawHash);
            Assert.Equal(reading, decoder.Decode(recorded, message.Bytes, reading).Value.Reading);
            Assert.Equal("slave-mismatch", decoder.Decode(recorded with { Address = "8" }, message.Bytes, reading).Refusal?.Code);
            Assert.Equal("no-map", decoder.Decode(recorded with { Map = null }, message.Bytes, reading).Refusal?.Code);
        }

        // Played again without the server.
        await using var replayed = new ModbusMeter(new ReplayLink(transcript.Entries), ModbusMeterSettings.Of("role", codec, 7, map), TimeProvider.System);
        await replayed.IdentifyAsync(TestContext.Current.CancellationToken);
        foreach (var reading in readings)
            Assert.Equal(reading, await replayed.ReadAsync(reading.Measurand, TestContext.Current.CancellationToken) with { ReceivedAt = reading.ReceivedAt });
    }

    [Fact]
    public async Task A_register_that_it_has_not_is_refused_with_its_exception()
    {
        Assert.SkipUnless(PymodbusServer.Python() is not null || ForeignProgram.IsRequired, "skipped: no python3 with pymodbus is installed");
        using var server = await PymodbusServer.StartAsync("tcp", [1f, 2f, 3f, 4f], Number);
        var map = RegisterMaps.Find("eastron-sdm630")!;
        map = map with { Function = 3, Registers = [map.Registers.Single(one => one.Measurand == Measurands.ActiveEnergy) with { Resolution = 0.01m }] };
        await using var meter = new ModbusMeter(LinkFactory.Of(TimeProvider.System).Create(server.Link).Value, ModbusMeterSettings.Of("role", ModbusMeter.TcpCodec, 7, map), TimeProvider.System);
        var fault = await Assert.ThrowsAsync<InstrumentFault>(async () => await meter.IdentifyAsync(TestContext.Current.CancellationToken));
        Assert.Equal((FaultKind.Refused, "modbus.meter-exception"), (fault.Kind, fault.Code));
    }

    /// <summary>A pseudo-terminal in front of a TCP port.</summary>
    private sealed class Socat : IDisposable
    {
        private readonly Process process;

        private Socat(Process process, string path) => (this.process, Link) = (process, $"tty:{path}?baud=9600&format=8N1");

        public string Link { get; }

        public static async Task<Socat> StartAsync(int port)
        {
            // -d -d says which pseudo-terminal it is, before it is used.
            var process = Process.Start(new ProcessStartInfo("socat", ["-d", "-d", "PTY,raw,echo=0", $"TCP:127.0.0.1:{port}"]) { RedirectStandardError = true })!;
            while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                if (line.Split("PTY is ") is [_, var path])
                    return new(process, path.Trim());
            }

            throw new InvalidOperationException("socat made no pseudo-terminal");
        }

        public void Dispose()
        {
            process.Kill();
            process.Dispose();
        }
    }
}
