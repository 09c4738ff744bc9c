using System.CommandLine;
using System.Globalization;
using Metrology.Adapters.Modbus;
using Metrology.Core.Words;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Simulators.Room;

namespace Metrology.Web.Commands.Instruments;

/// <summary>Any kind of instrument that the page of simulators can play, with any of its faults, on a pseudo-terminal.</summary>
internal static class SimulatePlayCommand
{
    public static Command Create(Terminal terminal)
    {
        var kind = new Argument<string>("kind") { Description = terminal.Say("种类：", "Kind: ") + string.Join(", ", SimulatorKind.All.Where(one => !one.NeedsCapture).Select(one => one.Id)) };
        var name = new Option<string>("--name") { Description = terminal.Say("线路（和网关）的名称", "Name of its line, and of its gateways"), DefaultValueFactory = _ => "played" };
        var address = new Option<string>("--address") { Description = terminal.Say("通信地址或编号；默认为该种类常用的", "Address or number; the usual one of the kind unless given"), DefaultValueFactory = _ => "" };
        var current = new Option<decimal>("--current") { Description = terminal.Say("负载电流，A；默认 0，即不加负载", "Current of the load, A; 0, that is none, unless given") };
        var map = new Option<string?>("--map") { Description = terminal.Say("Modbus 寄存器表：编号或 .json 文件", "Register map of a Modbus meter: id or .json file") };
        var fault = new Option<string[]>("--fault") { Description = terminal.Say("故障，可多个：", "Faults, one or more: ") + LineFaultText.Forms };
        var unplug = new Option<string?>("--unplug") { Description = terminal.Say("反复拔插：插上的秒数:拔下的秒数，例如 30:5", "Pulls the plug again and again: SECONDS IN:SECONDS OUT, such as 30:5") };
        var mqtt = new Option<string?>("--mqtt") { Description = terminal.Say("服务器的 MQTT 端口，主机:端口（充电桩需要）", "MQTT port of the server, HOST:PORT; a pile needs it") };
        var keys = new Option<string?>("--keys") { Description = terminal.Say("有网关密钥的 station.json", "station.json with the keys of the gateways") };
        var seed = SimulateCommand.SeedOption(terminal);
        var command = new Command("play", terminal.Say("“模拟仪器”页面上的任一种仪器，可带故障", "Any instrument of the page of simulators, with faults")) { kind, name, address, current, map, fault, unplug, mqtt, keys, seed };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (SimulatorKind.Find(parsed.GetValue(kind)!) is not { NeedsCapture: false } wanted)
                return terminal.RefuseUse(SimulatorRefusals.UnknownKind);
            var faults = LineFaultText.Parse(parsed.GetValue(fault) ?? []);
            if (faults.Refusal is { } unknown)
                return terminal.RefuseUse(unknown);
            if (PlugTimes(parsed.GetValue(unplug)) is not { } plug)
                return terminal.RefuseUse(Refusal.Of("simulate.unplug", "--unplug 写作 插上的秒数:拔下的秒数，各 1～86400，例如 30:5。", "--unplug is SECONDS IN:SECONDS OUT, each 1 to 86400, such as 30:5."));
            RegisterMap? chosen = null;
            if (wanted.NeedsMap)
            {
                var found = await RegisterMapFile.FindAsync(parsed.GetValue(map) ?? "generic-float32", cancellation);
                if (found.Refusal is { } noMap)
                    return terminal.RefuseUse(noMap);
                chosen = found.Value;
            }

            var links = new Dictionary<string, IMessageLink>();
            if (parsed.GetValue(mqtt) is { } place)
            {
                var broker = await SimulateBenchCommand.BrokerAsync(place, parsed.GetValue(keys) ?? "station.json", cancellation);
                if (broker.Refusal is { } nobody)
                    return terminal.Refuse(nobody);
                foreach (var gateway in new[] { parsed.GetValue(name)!, $"{parsed.GetValue(name)}-load" })
                    links[gateway] = await broker.Value.ConnectAsync(gateway, cancellation);
            }

            var folder = Directory.CreateTempSubdirectory("metrology-lines-").FullName;
            try
            {
                await using var room = new SimulatorRoom(folder, TimeProvider.System);
                var started = await room.StartAsync(wanted, new(parsed.GetValue(name)!, parsed.GetValue(address)!, parsed.GetValue(seed), parsed.GetValue(current), chosen, null) { Messages = gateway => links.GetValueOrDefault(gateway) });
                if (started.Refusal is { } refusal)
                    return terminal.RefuseUse(refusal);
                if (await started.Value.SetAsync(faults.Value) is { } notItsOwn)
                    return terminal.RefuseUse(notItsOwn);
                terminal.WriteLine($"{started.Value.Link}  {started.Value.Identity.Address} {started.Value.Identity.SerialNumber}");
                if (plug.In > TimeSpan.Zero)
                    _ = PullAsync(started.Value, plug, cancellation);
                return await SimulateCommand.WaitAsync(terminal, cancellation);
            }
            catch (InstrumentFault wrong)
            {
                return terminal.Refuse(new(wrong.Code, wrong.Text));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }

    /// <summary>Zero where nobody asked for it; null where it is written wrongly.</summary>
    private static (TimeSpan In, TimeSpan Out)? PlugTimes(string? text) => text is null ? (TimeSpan.Zero, TimeSpan.Zero)
        : text.Split(':') is [var within, var without] && Seconds(within) is { } plugged && Seconds(without) is { } pulled ? (plugged, pulled) : null;

    private static TimeSpan? Seconds(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86_400 ? TimeSpan.FromSeconds(seconds) : null;

    private static async Task PullAsync(SimulatedInstrument instrument, (TimeSpan In, TimeSpan Out) plug, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await Task.Delay(plug.In, cancellation);
                await instrument.UnplugAsync();
                await Task.Delay(plug.Out, cancellation);
                await instrument.PlugInAsync();
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or InstrumentFault)
        {
            // Stopped, or the system gives no pseudo-terminal any more.
        }
    }
}

/// <summary>Faults of a line and its instrument as a person writes them.</summary>
internal static class LineFaultText
{
    public const string Forms = "silent, garbage, damaged, partial, slow, no-fix, coarse, answers-as:TEXT, tells-number:TEXT, clock-drift:S/H, value-error:%, value-noise:%, value-drift:%/H";

    public static Outcome<LineFaults> Parse(IEnumerable<string> texts)
    {
        var faults = LineFaults.None;
        foreach (var text in texts)
        {
            if (Add(faults, text.Split(':', 2)) is not { } more)
                return Refusal.Of("simulate.fault", $"不认识故障「{text}」。可用：{Forms}。", $"There is no fault “{text}”. Known: {Forms}.");
            faults = more;
        }

        return faults;
    }

    private static LineFaults? Add(LineFaults faults, string[] parts) => parts switch
    {
        ["silent"] => faults with { Silent = true },
        ["garbage"] => faults with { Garbage = true },
        ["damaged"] => faults with { Damaged = true },
        ["partial"] => faults with { Partial = true },
        ["slow"] => faults with { Slow = true },
        ["no-fix"] => faults with { NoFix = true },
        ["coarse"] => faults with { Coarse = true },
        ["answers-as", var other] => faults with { AnswersAs = other },
        ["tells-number", var number] => faults with { TellsNumber = number },
        ["clock-drift", var drift] when Number(drift) is { } value => faults with { ClockDrift = value },
        ["value-error", var error] when Number(error) is { } value => faults with { ValueError = value },
        ["value-noise", var noise] when Number(noise) is { } value => faults with { ValueNoise = value },
        ["value-drift", var drift] when Number(drift) is { } value => faults with { ValueDrift = value },
        _ => null,
    };

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
