using System.CommandLine;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Metrology.Adapters.Modbus;
using Metrology.Simulators.Ambient;
using Metrology.Simulators.Balance;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Meter;
using Metrology.Simulators.Multimeter;
using Metrology.Simulators.Ocmf;
using Metrology.Simulators.Roller;
using Metrology.Simulators.Room;
using Metrology.Simulators.Source;
using Metrology.Simulators.Taximeter;

namespace Metrology.Web.Commands.Instruments;

/// <summary>Instruments that stand alone: each speaks on one link until it is stopped.</summary>
internal static class SimulateDevices
{
    public static Command Roller(Terminal terminal)
    {
        var (link, seed) = (LinkOption(terminal), SimulateCommand.SeedOption(terminal));
        var serial = Named("--serial", "RB-0001", terminal.Say("滚轮装置的出厂编号", "Serial number of the roller bench"));
        var unit = Named("--unit", "SIM-TX-0001", terminal.Say("计价器在数据线上报出的编号", "Number that the taximeter tells on its data line"));
        var constant = new Option<decimal>("--k") { Description = terminal.Say("计价器常数 k，r/km", "Constant k of the taximeter, r/km"), DefaultValueFactory = _ => 1000m };
        var pulses = new Option<decimal>("--pulses") { Description = terminal.Say("里程传感器每千米脉冲数", "Pulses of the distance sensor in a kilometre"), DefaultValueFactory = _ => 985m };
        var speed = new Option<double>("--speed") { Description = terminal.Say("一秒内经过的模拟秒数", "Simulated seconds in a second"), DefaultValueFactory = _ => 1 };
        var command = new Command("roller", terminal.Say("滚轮装置，其上有一辆纯电动出租汽车", "A roller bench with an electric taxi on it")) { link, serial, unit, constant, pulses, speed, seed };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(constant) is not (> 0 and <= 100_000) || parsed.GetValue(pulses) is not (> 0 and <= 100_000) || parsed.GetValue(speed) is not (> 0 and <= 1e6))
                return terminal.RefuseUse(Refusal.Of("simulate.roller", "k 和脉冲数须为正且不超过 100000，速度须为正且不超过 1000000。", "k and pulses are positive and at most 100000, the speed positive and at most 1000000."));
            var process = new RollerProcess(parsed.GetValue(seed), new(parsed.GetValue(pulses), parsed.GetValue(constant)));
            await using var pump = new ProcessPump(process.Advance, RollerProcess.Tick, parsed.GetValue(speed), TimeProvider.System);
            return await RunAsync(
                terminal, parsed.GetValue(link)!, line => new SimulatedRollerBench(line, new(parsed.GetValue(serial)!, parsed.GetValue(unit)!), process), $"{parsed.GetValue(serial)} {parsed.GetValue(unit)}", cancellation);
        });
        return command;
    }

    public static Command Multimeter(Terminal terminal)
    {
        var (link, seed) = (LinkOption(terminal), SimulateCommand.SeedOption(terminal));
        var serial = Named("--serial", "DMM-0001", terminal.Say("出厂编号", "Serial number"));
        var volts = new Option<decimal>("--volts") { Description = terminal.Say("电压，V", "Voltage, V"), DefaultValueFactory = _ => 12m };
        var command = new Command("multimeter", terminal.Say("数字多用表：SCPI", "A multimeter: SCPI")) { link, serial, volts, seed };
        command.SetAction((parsed, cancellation) => RunAsync(
            terminal, parsed.GetValue(link)!, line => new SimulatedScpiMultimeter(line, new(parsed.GetValue(seed), parsed.GetValue(serial)!, parsed.GetValue(volts))), parsed.GetValue(serial)!, cancellation));
        return command;
    }

    public static Command Source(Terminal terminal)
    {
        var link = LinkOption(terminal);
        var serial = Named("--serial", "PS-0001", terminal.Say("出厂编号", "Serial number"));
        var command = new Command("source", terminal.Say("直流电源：SCPI", "A direct source: SCPI")) { link, serial };
        command.SetAction((parsed, cancellation) => RunAsync(terminal, parsed.GetValue(link)!, line => new SimulatedScpiSource(line, parsed.GetValue(serial)!), parsed.GetValue(serial)!, cancellation));
        return command;
    }

    public static Command Display(Terminal terminal)
    {
        var link = LinkOption(terminal);
        var serial = Named("--serial", "SM-0001", terminal.Say("签名电能表的编号", "Number of the meter that signs"));
        var energy = new Option<decimal>("--energy") { Description = terminal.Say("电能示值，kWh", "What its register shows, kWh"), DefaultValueFactory = _ => 100m };
        var command = new Command("display", terminal.Say("充电桩签名示值：OCMF；打印其公钥", "The signed display of a pile: OCMF; its public key is printed")) { link, serial, energy };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var meter = SimulatedOcmfMeter.Usual(parsed.GetValue(serial)!);
            return await RunAsync(
                terminal, parsed.GetValue(link)!, line => new SimulatedOcmfDisplay(line, meter, () => parsed.GetValue(energy), TimeProvider.System), $"{parsed.GetValue(serial)}  {Convert.ToBase64String(meter.PublicKey)}", cancellation);
        });
        return command;
    }

    public static Command Balance(Terminal terminal)
    {
        var (link, seed) = (LinkOption(terminal), SimulateCommand.SeedOption(terminal));
        var grams = new Option<decimal>("--grams") { Description = terminal.Say("秤盘上的质量，g", "Mass on the pan, g"), DefaultValueFactory = _ => 100m };
        var isShort = new Option<bool>("--short") { Description = terminal.Say("用 S S 的格式，不用 ST,", "The form S S instead of ST,") };
        var command = new Command("balance", terminal.Say("连续输出的天平", "A balance that sends all the time")) { link, grams, isShort, seed };
        command.SetAction((parsed, cancellation) => RunAsync(
            terminal,
            parsed.GetValue(link)!,
            line =>
            {
                var balance = new SimulatedBalance(line, new(parsed.GetValue(seed), parsed.GetValue(isShort)), TimeProvider.System);
                balance.Put(parsed.GetValue(grams));
                return balance;
            },
            "",
            cancellation));
        return command;
    }

    public static Command Taximeter(Terminal terminal)
    {
        var link = LinkOption(terminal);
        var number = Named("--number", "0102000001", terminal.Say("设备编号，十位数字", "Device number, ten digits"));
        var command = new Command("taximeter", terminal.Say("计价器的数据线：JT/T 905", "The data line of a taximeter: JT/T 905")) { link, number };
        command.SetAction((parsed, cancellation) => parsed.GetValue(number) is { Length: 10 } digits && digits.All(char.IsAsciiDigit)
            ? RunAsync(terminal, parsed.GetValue(link)!, line => new SimulatedTaximeter(line, new(digits)), digits, cancellation)
            : Task.FromResult(terminal.RefuseUse(SimulatorRefusals.TenDigits)));
        return command;
    }

    public static Command Probe(Terminal terminal)
    {
        var (link, seed) = (LinkOption(terminal), SimulateCommand.SeedOption(terminal));
        var serial = Named("--serial", "TH-0001", terminal.Say("出厂编号", "Serial number"));
        var command = new Command("probe", terminal.Say("温湿度探头：Modbus RTU，寄存器表 sim-th，地址 1", "A T/RH probe: Modbus RTU, register map sim-th, address 1")) { link, serial, seed };
        command.SetAction((parsed, cancellation) =>
        {
            var air = new AmbientAir(parsed.GetValue(seed));
            return RunAsync(
                terminal, parsed.GetValue(link)!,
                line => new SimulatedModbusMeter(line, new(1, parsed.GetValue(serial)!, 0m, RegisterMaps.Find("sim-th")!, IsTcp: false) { Beside = air.Of }, new(parsed.GetValue(seed))), parsed.GetValue(serial)!, cancellation);
        });
        return command;
    }

    /// <summary>Any transcript becomes a simulator: lines of bytes, or one link of an exported record.</summary>
    public static Command Recorded(Terminal terminal)
    {
        var link = LinkOption(terminal);
        var file = new Argument<string>("file") { Description = terminal.Say("抓包文本（> 和 < 行），或导出的原始记录（record.json）", "A capture as text (lines > and <), or an exported record (record.json)") };
        var of = new Option<string?>("--of") { Description = terminal.Say("记录中的链路；不给时为第一条字节链路", "Link within the record; the first of bytes unless given") };
        var command = new Command("capture", terminal.Say("按已记录的字节应答", "Answers as it was answered when the bytes were recorded")) { file, link, of };
        command.SetAction(async (parsed, cancellation) =>
        {
            var bytes = await InputFile.ReadAsync(parsed.GetValue(file)!, cancellation);
            if (bytes.Refusal is { } unreadable)
                return terminal.Refuse(unreadable);
            var capture = CaptureOf(parsed.GetValue(file)!, bytes.Value, parsed.GetValue(of));
            return capture.Refusal is { } nothing
                ? terminal.Refuse(nothing)
                : await RunAsync(terminal, parsed.GetValue(link)!, line => new CapturePlayer(line, capture.Value), $"{capture.Value.Turns.Count}", cancellation);
        });
        return command;
    }

    private static Outcome<Capture> CaptureOf(string name, ReadOnlyMemory<byte> file, string? link)
    {
        const string Messages = "mqtt:";
        if (!TranscriptFile.IsRecord(file.Span))
            return Capture.Parse(name, System.Text.Encoding.UTF8.GetString(file.Span));
        var exchanged = TranscriptFile.Entries(file);
        if (exchanged.Refusal is { } noRecord)
            return noRecord;
        var entries = exchanged.Value;
        var wanted = link ?? entries.FirstOrDefault(entry => !entry.Link.StartsWith(Messages, StringComparison.Ordinal))?.Link;
        return Capture.Of(name, entries.Where(entry => entry.Link == wanted));
    }

    private static Option<string> LinkOption(Terminal terminal) =>
        new("--link") { Description = terminal.Say("pty（伪终端）、tcp:端口（0 为任一空闲端口），或 mqtt:主机:端口/主题（检定台用 mqtt-bytes:）", "pty, tcp:PORT (0 takes a free one), or mqtt:HOST:PORT/TOPIC (a bench reaches it as mqtt-bytes:)"), Required = true };

    private static Option<string> Named(string name, string usual, string description)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => usual };
        // It stands in lines of text that end with a comma, a semicolon or a new line.
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } typed && (typed.Length > 32 || !typed.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')))
                result.AddError($"{name}: {SimulatorRefusals.AddressForm.Text.Zh} {SimulatorRefusals.AddressForm.Text.En}");
        });
        return option;
    }

    private static Task<int> RunAsync(Terminal terminal, string link, Func<ILink, IAsyncDisposable> connect, string who, CancellationToken cancellation) =>
        SimulateCommand.OnLinkAsync(terminal, link, connect, address =>
        {
            terminal.WriteLine($"{address}  {who}");
            return SimulateCommand.WaitAsync(terminal, cancellation);
        });
}
