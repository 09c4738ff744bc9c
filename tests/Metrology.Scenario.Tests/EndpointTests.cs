using System.Net;
using System.Net.Sockets;
using System.Text;
using Metrology.Adapters.Wire;
using Metrology.App.Operation;
using Metrology.App.Storage;
using Metrology.Mqtt.Tests.Support;
using Metrology.Station.Ingest;
using Metrology.Web.Demonstration;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Scenario.Tests;

/// <summary>The endpoint of the running product seen by foreign programs that have an instrument's key, by those that have none, and by bytes that are no MQTT.</summary>
public sealed class EndpointTests : IAsyncLifetime
{
    private const string Pile = "SIM-EV-0001";

    private House house = null!;

    public async ValueTask InitializeAsync() => house = await House.OpenAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    private int Port => house.The<Broker>().Port;

    private string[] AsPile => ["-u", Pile, "-P", house.The<SimulationSettings>().KeyOf(Pile), "-q", "1"];

    [Fact]
    public async Task What_mosquitto_was_acknowledged_is_committed_once()
    {
        NeedsMosquitto();
        var payload = Readings(sequence: 1, "1234.567");
        for (var time = 0; time < 2; time++)
            Assert.Equal((0, ""), await Mosquitto.PublishAsync(Port, [.. AsPile, "-t", WireTopics.Readings(Pile), "-m", payload]));
        // Read right after the PUBACK: no waiting for the commit.
        var kept = await house.The<Store>().ReadAsync(db => db.InstrumentMessages.ToListAsync(), default);
        Assert.Equal((Pile, "m", 1L, payload), kept.Select(row => (row.Instrument, row.Boot, row.Sequence, Encoding.UTF8.GetString(row.Payload))).Single());
    }

    [Fact]
    public async Task Mosquitto_receives_the_commands_for_its_instrument()
    {
        NeedsMosquitto();
        await using var pile = await Mosquitto.SubscribeAsync(Port, [.. AsPile, "-i", "pile", "-t", WireTopics.Command(Pile)]);
        await using var station = house.The<Broker>().OpenLink("station-test");
        var command = WireEncoder.Encode(new WireCommand("t-1", WireCommand.Read, []));
        await station.PublishAsync(WireTopics.Command(Pile), command, Patience.Token);
        Assert.Equal(Encoding.UTF8.GetString(command), await pile.ReadUntilAsync("\"t-1\""));
    }

    [Theory]
    [InlineData("-u", Pile, "-P", "wrong")]
    [InlineData("-u", "nobody", "-P", "wrong")]
    [InlineData("-u", "station", "-P", "")]
    [InlineData]
    public async Task Without_the_key_nobody_gets_in(params string[] credentials)
    {
        NeedsMosquitto();
        var (exit, _) = await Mosquitto.PublishAsync(Port, [.. credentials, "-q", "1", "-t", WireTopics.Readings(Pile), "-m", Readings(1, "1.000")]);
        Assert.NotEqual(0, exit);
        await NothingChangedAsync();
    }

    [Theory]
    [InlineData("metrology/v1/SIM-EV-0002/readings")]
    [InlineData("metrology/v1/SIM-EV-0001/command")]
    [InlineData("metrology/v1/SIM-EV-0001/readings/more")]
    [InlineData("elsewhere")]
    public async Task An_instrument_speaks_only_under_its_own_name(string topic)
    {
        NeedsMosquitto();
        await Mosquitto.PublishAsync(Port, [.. AsPile, "-t", topic, "-m", Readings(1, "1.000")]);
        await NothingChangedAsync();
        Assert.Equal(1, house.The<Broker>().Statistics.AccessesRefused);
    }

    [Theory]
    [InlineData("wire.not-json", "{")]
    [InlineData("wire.form", "{\"boot\":\"m\",\"seq\":1}")]
    [InlineData("wire.doubled-field", "{\"boot\":\"m\",\"boot\":\"m\"}")]
    [InlineData("wire.time-ahead", "{\"boot\":\"m\",\"seq\":1,\"time\":\"2935-08-21T06:30:05Z\",\"readings\":[{\"measurand\":\"voltage\",\"value\":\"1\",\"unit\":\"V\",\"resolution\":\"1\"}]}")]
    [InlineData("wire.measurand-twice", "{\"boot\":\"m\",\"seq\":1,\"time\":\"2026-08-21T06:30:05Z\",\"readings\":[{\"measurand\":\"voltage\",\"value\":\"1\",\"unit\":\"V\",\"resolution\":\"1\"},{\"measurand\":\"voltage\",\"value\":\"2\",\"unit\":\"V\",\"resolution\":\"1\"}]}")]
    [InlineData("wire.form", "{\"boot\":\"m\",\"seq\":1,\"time\":\"2026-08-21T06:30:05Z\",\"readings\":[{\"measurand\":\"voltage\",\"value\":\"1e3\",\"unit\":\"V\",\"resolution\":\"1\"}]}")]
    [InlineData("wire.unknown-field", "{\"boot\":\"m\",\"seq\":1,\"time\":\"2026-08-21T06:30:05Z\",\"readings\":[{\"measurand\":\"voltage\",\"value\":\"1\",\"unit\":\"V\",\"resolution\":\"1\"}],\"more\":1}")]
    [InlineData("wire.no-readings", "{\"boot\":\"m\",\"seq\":1,\"time\":\"2026-08-21T06:30:05Z\",\"readings\":[]}")]
    [InlineData("wire.unit", "{\"boot\":\"m\",\"seq\":1,\"time\":\"2026-08-21T06:30:05Z\",\"readings\":[{\"measurand\":\"voltage\",\"value\":\"1\",\"unit\":\"kV\",\"resolution\":\"1\"}]}")]
    [InlineData("wire.too-large", null)]
    public async Task A_payload_that_is_wrong_is_kept_apart_and_counted(string code, string? payload)
    {
        NeedsMosquitto();
        Assert.Equal((0, ""), await Mosquitto.PublishAsync(Port, [.. AsPile, "-t", WireTopics.Readings(Pile), "-m", payload ?? new string(' ', WireDecoder.LargestPayload + 1)]));
        Assert.Equal(new Dictionary<string, int> { [code] = 1 }, await house.The<OperationQueries>().MessageCountsAsync(default));
        Assert.Equal(0, await house.The<Store>().ReadAsync(db => db.InstrumentMessages.CountAsync(), default));
    }

    [Theory]
    [InlineData("47 45 54 20 2F 20 48 54 54 50 2F 31 2E 31 0D 0A 0D 0A")] // GET / HTTP/1.1
    [InlineData("30 05 00 01 61 31 32")] // PUBLISH before CONNECT
    [InlineData("10 FF FF FF FF 7F")] // a length of five bytes
    [InlineData("10 0C 00 04 4D 51 54 54 04 01 00 3C 00 00")] // the reserved flag is set [MQTT-3.1.2-3]
    [InlineData("00 00")] // packet type 0
    public async Task Malformed_packets_close_the_connection_and_change_nothing(string hex)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Port, Patience.Token);
        await socket.SendAsync(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), Patience.Token);
        var buffer = new byte[64];
        while (await ReceivedAsync() > 0)
        {
            // A refusal may be said before the end.
        }

        await NothingChangedAsync();

        async Task<int> ReceivedAsync()
        {
            try
            {
                return await socket.ReceiveAsync(buffer, Patience.Token);
            }
            catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
            {
                return 0;
            }
        }
    }

    private static void NeedsMosquitto() => Assert.SkipWhen(Mosquitto.Missing is not null, Mosquitto.Missing ?? "");

    private static string Readings(int sequence, string value) => Encoding.UTF8.GetString(WireEncoder.Encode(
        new WireReadings("m", sequence, new(2026, 8, 21, 6, 30, 5, TimeSpan.Zero), null, [new("energy.active.import", value, "kWh", 0.001m)])));

    private async Task NothingChangedAsync() => Assert.Equal(0, await house.The<Store>().ReadAsync(
        async db => await db.InstrumentMessages.CountAsync() + await db.RefusedMessages.CountAsync() + await db.RunEvents.CountAsync(), default));
}
