using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Metrology.Core.Words;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links.Mqtt;
using Metrology.Links.Tty;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Meter;

namespace Metrology.Web.Commands.Instruments;

/// <summary>An instrument that speaks the real bytes until it is stopped.</summary>
internal static class SimulateCommand
{
    private const string Pty = "pty", Tcp = "tcp:", Mqtt = "mqtt:";

    /// <summary>More than any test run waits for.</summary>
    private const decimal LongCharge = 100_000m;

    private const decimal Volts = 220m;

    public static Command Create(Terminal terminal) =>
        new("simulate", terminal.Say("说真实报文的模拟仪器", "Simulated instruments that speak the real bytes")) { Meter(terminal), SimulateBenchCommand.Create(terminal), SimulateDevices.Roller(terminal), SimulateDevices.Multimeter(terminal), SimulateDevices.Balance(terminal), SimulateDevices.Source(terminal), SimulateDevices.Display(terminal), SimulateDevices.Taximeter(terminal), SimulateDevices.Probe(terminal), SimulateDevices.Recorded(terminal), SimulatePlayCommand.Create(terminal) };

    private static Command Meter(Terminal terminal)
    {
        var meter = new MeterOptions(terminal);
        var seed = SeedOption(terminal);
        var current = new Option<decimal>("--current") { Description = terminal.Say("负载电流，A；默认 0，即不加负载", "Current of the load, A; 0, that is none, unless given") };
        var speed = new Option<double>("--speed") { Description = terminal.Say("一秒内经过的模拟秒数", "Simulated seconds in a second"), DefaultValueFactory = _ => 1 };
        var json = Terminal.JsonOption(terminal);
        var command = new Command("meter", terminal.Say("标准电能表：DL/T 645-2007 或 Modbus", "A reference meter: DL/T 645-2007 or Modbus")) { seed, current, speed, json };
        meter.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var played = await meter.MeterAsync(parsed, cancellation);
            if (played.Refusal is { } noMeter)
                return terminal.RefuseUse(noMeter);
            if (parsed.GetValue(current) is < 0 or > 1000 || parsed.GetValue(speed) is not (> 0 and <= 1e6))
                return terminal.RefuseUse(Refusal.Of("simulate.load", "电流须在 0～1000 A，速度须为正且不超过 1000000。", "The current is 0 to 1000 A, the speed positive and at most 1000000."));
            var process = new ChargingProcess(parsed.GetValue(seed));
            await using var pump = new ProcessPump(process, parsed.GetValue(speed), TimeProvider.System);
            if (parsed.GetValue(current) is > 0 and var amperes)
                _ = process.Apply(new(Volts, amperes, LongCharge));
            return await OnLinkAsync(terminal, meter.LinkOf(parsed), line => played.Value.Connect(line, process), link => UntilStoppedAsync(terminal, link, played.Value, parsed.GetValue(json), cancellation));
        });
        return command;
    }

    public static Option<ulong> SeedOption(Terminal terminal) =>
        new("--seed") { Description = terminal.Say("种子：相同的种子得到相同的数值", "Seed: same seed, same numbers"), DefaultValueFactory = _ => Demonstration.SimulationSettings.DefaultSeed };

    /// <summary>Lets an instrument answer on the link that is asked for while the work goes on; the work is told the link's address.</summary>
    /// <param name="connect">Makes the instrument on a line.</param>
    public static async Task<int> OnLinkAsync(Terminal terminal, string link, Func<ILink, IAsyncDisposable> connect, Func<string, Task<int>> work)
    {
        try
        {
            if (link == Pty)
            {
                await using var pair = PtyPair.Open();
                await using var answering = connect(pair.Master);
                return await work(pair.Address(TtySettings.Default));
            }

            if (link.StartsWith(Tcp, StringComparison.Ordinal) && ushort.TryParse(link[Tcp.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            {
                await using var server = new MeterServer(new(IPAddress.Loopback, port), connect, TimeProvider.System);
                return await work($"{Tcp}{server.EndPoint}");
            }

            if (link.StartsWith(Mqtt, StringComparison.Ordinal) && FarEnd(link[Mqtt.Length..]) is { } far)
            {
                await using (far)
                {
                    await far.OpenAsync(CancellationToken.None);
                    await using var answering = connect(far);
                    return await work(far.Address);
                }
            }
        }
        catch (InstrumentFault fault)
        {
            return terminal.Refuse(new(fault.Code, fault.Text));
        }
        catch (SocketException)
        {
            return terminal.Refuse(Refusal.Of("simulate.port-taken", $"不能监听 {link}。请换一个端口。", $"{link} cannot be listened on. Choose another port."));
        }

        return terminal.RefuseUse(Refusal.Of("simulate.link", "--link 须为 pty、tcp:端口，或 mqtt:主机:端口/主题。", "--link is pty, tcp:PORT or mqtt:HOST:PORT/TOPIC."));
    }

    /// <summary>The instrument's end of "mqtt-bytes:HOST:PORT/TOPIC", by which a bench reaches it; null where the text is none.</summary>
    private static MessageByteLink? FarEnd(string target)
    {
        if (target.IndexOf('/', StringComparison.Ordinal) is not (> 0 and var slash) || target[..slash].LastIndexOf(':') is not (> 0 and var colon)
            || !ushort.TryParse(target[(colon + 1)..slash], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0 || target[(slash + 1)..] is not { Length: > 0 } topic || topic.AsSpan().IndexOfAny("+#\0") >= 0)
            return null;
        var will = MessageByteLink.WillOf(topic);
        return new($"{MessageByteLink.Scheme}:{target}", topic, async cancellation =>
        {
            // A link connects again and again without a word; somebody who mistyped the port would wait for ever.
            using (var probe = new TcpClient())
                await probe.ConnectAsync(target[..colon].Trim('[', ']'), port, cancellation);
            return await MqttLink.ConnectAsync(
                new() { Host = target[..colon].Trim('[', ']'), Port = port, ClientId = $"simulated-{Guid.NewGuid():N}", Will = new(will.Topic, will.Payload) }, TimeProvider.System, new Random(), cancellation);
        }, isInstrument: true);
    }

    public static async Task<int> WaitAsync(Terminal terminal, CancellationToken cancellation)
    {
        await terminal.Out.FlushAsync(CancellationToken.None);
        await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return Terminal.Done;
    }

    private static Task<int> UntilStoppedAsync(Terminal terminal, string link, PlayedMeter meter, bool asJson, CancellationToken cancellation)
    {
        if (asJson)
            terminal.WriteJson(new { link, address = meter.Address, number = meter.Number });
        else
            terminal.WriteLine($"{link}  {terminal.Say("通信地址", "address")} {meter.Address}  {terminal.Say("表号", "number")} {meter.Number}");
        return WaitAsync(terminal, cancellation);
    }
}
