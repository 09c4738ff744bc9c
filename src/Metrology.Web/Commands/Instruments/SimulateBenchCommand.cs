using System.CommandLine;
using System.Globalization;
using System.Text;
using Metrology.Core.Words;
using Metrology.Links.Mqtt;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Pile;
using Metrology.Station.Benches;

namespace Metrology.Web.Commands.Instruments;

/// <summary>A whole charging-pile bench beside a server: a reference meter on a link, a pile and a load as MQTT gateways, all on one charging process.</summary>
internal static class SimulateBenchCommand
{
    private const decimal Percent = 0.01m, Price = 1.20m, LargestError = 50m;

    public static Command Create(Terminal terminal)
    {
        var meter = new MeterOptions(terminal);
        var mqtt = new Option<string>("--mqtt") { Description = terminal.Say("服务器的 MQTT 端口，主机:端口", "MQTT port of the server, HOST:PORT"), Required = true };
        var keys = new Option<string>("--keys") { Description = terminal.Say("服务器的 station.json，其中有网关的密钥", "station.json of the server, which has the keys of the gateways"), Required = true };
        var pile = Named("--pile", "pile-1", terminal.Say("充电桩网关的名称", "Name of the pile's gateway"));
        var load = Named("--load", "load-1", terminal.Say("负载网关的名称", "Name of the load's gateway"));
        var serial = Named("--pile-serial", "SIM-PILE-0001", terminal.Say("充电桩的出厂编号", "Serial number of the pile"));
        var error = new Option<decimal>("--pile-error") { Description = terminal.Say("充电桩电能示值误差，%", "Error of the pile's energy, %") };
        var speed = new Option<double>("--speed") { Description = terminal.Say("一秒内经过的模拟秒数", "Simulated seconds in a second"), DefaultValueFactory = _ => Demonstration.SimulationSettings.DefaultSpeed };
        var seed = SimulateCommand.SeedOption(terminal);
        var json = Terminal.JsonOption(terminal);
        var command = new Command("bench", terminal.Say("整个充电桩检定台：标准电能表、充电桩和负载", "A whole charging-pile bench: reference meter, pile and load"))
        {
            mqtt, keys, pile, load, serial, error, speed, seed, json,
        };
        meter.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var played = await meter.MeterAsync(parsed, cancellation);
            if (played.Refusal is { } noMeter)
                return terminal.RefuseUse(noMeter);
            if (parsed.GetValue(speed) is not (> 0 and <= 1e6) || parsed.GetValue(error) is < -LargestError or > LargestError)
                return terminal.RefuseUse(Refusal.Of("simulate.bench", "速度须为正且不超过 1000000，误差须在 ±50 % 以内。", "The speed is positive and at most 1000000, the error within ±50 %."));
            var broker = await BrokerAsync(parsed.GetValue(mqtt)!, parsed.GetValue(keys)!, cancellation);
            if (broker.Refusal is { } unreachable)
                return terminal.RefuseUse(unreachable);
            var process = new ChargingProcess(parsed.GetValue(seed));
            await using var pump = new ProcessPump(process, parsed.GetValue(speed), TimeProvider.System);
            return await SimulateCommand.OnLinkAsync(terminal, meter.LinkOf(parsed), line => played.Value.Connect(line, process), async link =>
            {
                var (pileName, loadName) = (parsed.GetValue(pile)!, parsed.GetValue(load)!);
                await using var pileLink = await broker.Value.ConnectAsync(pileName, cancellation);
                await using var loadLink = await broker.Value.ConnectAsync(loadName, cancellation);
                // Every start is another boot: a receiver drops what it had before under the same boot and number.
                var boot = string.Create(CultureInfo.InvariantCulture, $"sim-{TimeProvider.System.GetUtcNow().UtcTicks}");
                await using var playedPile = new SimulatedPile(
                    pileLink, new(pileName, boot, parsed.GetValue(error) * Percent, TimeSpan.Zero, Price, parsed.GetValue(serial)!), process, TimeProvider.System);
                await using var playedLoad = new SimulatedLoad(loadLink, new(loadName, boot), process, TimeProvider.System);
                if (parsed.GetValue(json))
                    terminal.WriteJson(new { link, address = played.Value.Address, number = played.Value.Number, pile = pileName, load = loadName, pileSerial = parsed.GetValue(serial) });
                else
                    terminal.WriteLine($"{link}  {terminal.Say("通信地址", "address")} {played.Value.Address}  {terminal.Say("表号", "number")} {played.Value.Number}  mqtt:{pileName} {parsed.GetValue(serial)}  mqtt:{loadName}");
                return await SimulateCommand.WaitAsync(terminal, cancellation);
            });
        });
        return command;
    }

    private static Option<string> Named(string name, string usual, string description) => new(name) { Description = description, DefaultValueFactory = _ => usual };

    internal static async Task<Outcome<Broker>> BrokerAsync(string place, string file, CancellationToken cancellation)
    {
        var colon = place.LastIndexOf(':');
        if (colon < 1 || !ushort.TryParse(place[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
            return Refusal.Of("simulate.mqtt", $"--mqtt 须为 主机:端口，不能是“{place}”。", $"--mqtt is HOST:PORT, not “{place}”.");
        var read = await InputFile.ReadAsync(file, cancellation);
        if (read.Refusal is { } unreadable)
            return unreadable;
        // A link connects again and again without a word; somebody who mistyped the port would wait for ever.
        try
        {
            using var probe = new System.Net.Sockets.TcpClient();
            await probe.ConnectAsync(place[..colon].Trim('[', ']'), port, cancellation);
        }
        catch (System.Net.Sockets.SocketException)
        {
            return Refusal.Of("simulate.no-broker", $"{place} 没有应答。请核对服务器启动时显示的 MQTT 端口。", $"Nobody answers at {place}. Compare it with the MQTT port that the server says at its start.");
        }

        var station = StationFile.Load(read.Value);
        return station.Value is { } known
            ? new Broker(place[..colon].Trim('[', ']'), port, known.Instruments)
            : Refusal.Of("simulate.keys", $"{file} 不是有效的 station.json：{station.Problems[0].Text.Zh}。", $"{file} is no valid station.json: {station.Problems[0].Text.En}.");
    }

    internal sealed record Broker(string Host, int Port, IReadOnlyDictionary<string, string> Keys)
    {
        /// <exception cref="Instruments.Faults.InstrumentFault">The server is not there or does not let the gateway in.</exception>
        public Task<MqttLink> ConnectAsync(string name, CancellationToken cancellation) => MqttLink.ConnectAsync(
            new() { Host = Host, Port = Port, ClientId = $"simulated-{name}", UserName = name, Password = Encoding.UTF8.GetBytes(Keys.GetValueOrDefault(name, "")) },
            TimeProvider.System, new Random(), cancellation);
    }
}
