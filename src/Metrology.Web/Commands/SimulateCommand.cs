using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Metrology.Adapters.Dlt645;
using Metrology.Core.Words;
using Metrology.Instruments.Faults;
using Metrology.Links.Tty;
using Metrology.Simulators;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Meter;

namespace Metrology.Web.Commands;

/// <summary>An instrument that speaks the real bytes until it is stopped.</summary>
internal static class SimulateCommand
{
    private const string Pty = "pty", Tcp = "tcp:";

    /// <summary>More than any test run waits for.</summary>
    private const decimal LongCharge = 100_000m;

    private const decimal Volts = 220m;

    private static readonly SimulatedBenchSettings Bench = new(Seed: 0, PileError: 0m);

    public static Command Create(Terminal terminal) =>
        new("simulate", terminal.Say("说真实报文的模拟仪器", "Simulated instruments that speak the real bytes")) { Meter(terminal) };

    private static Command Meter(Terminal terminal)
    {
        var link = new Option<string>("--link") { Description = terminal.Say("pty（伪终端）或 tcp:端口（0 为任一空闲端口）", "pty, or tcp:PORT (0 takes a free one)"), Required = true };
        var seed = new Option<ulong>("--seed") { Description = terminal.Say("种子：相同的种子得到相同的数值", "Seed: same seed, same numbers"), DefaultValueFactory = _ => Demonstration.SimulationSettings.DefaultSeed };
        var current = new Option<decimal>("--current") { Description = terminal.Say("负载电流，A；默认 0，即不加负载", "Current of the load, A; 0, that is none, unless given") };
        var speed = new Option<double>("--speed") { Description = terminal.Say("一秒内经过的模拟秒数", "Simulated seconds in a second"), DefaultValueFactory = _ => 1 };
        var fault = new Option<string[]>("--fault") { Description = terminal.Say("故障，可多个：", "Faults, one or more: ") + MeterFaultText.Forms };
        var address = new Option<string>("--address") { Description = terminal.Say("通信地址，十二位数字", "Address, twelve digits"), DefaultValueFactory = _ => Bench.MeterAddress };
        var number = new Option<string?>("--number") { Description = terminal.Say("电能表编号，十二位数字；默认同通信地址", "Meter number, twelve digits; the address unless given") };
        var json = Terminal.JsonOption(terminal);
        var command = new Command("meter", terminal.Say("DL/T 645-2007 标准电能表", "A DL/T 645-2007 reference meter")) { link, address, number, seed, current, speed, fault, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var faults = MeterFaultText.Parse(parsed.GetValue(fault) ?? []);
            if (faults.Refusal is { } unknown)
                return terminal.RefuseUse(unknown);
            var settings = Settings(parsed.GetValue(address)!, parsed.GetValue(number));
            if (settings.Refusal is { } noMeter)
                return terminal.RefuseUse(noMeter);
            if (parsed.GetValue(current) is < 0 or > 1000 || parsed.GetValue(speed) is not (> 0 and <= 1e6))
                return terminal.RefuseUse(Refusal.Of("simulate.load", "电流须在 0～1000 A，速度须为正且不超过 1000000。", "The current is 0 to 1000 A, the speed positive and at most 1000000."));
            var process = new ChargingProcess(parsed.GetValue(seed));
            await using var pump = new ProcessPump(process, parsed.GetValue(speed), TimeProvider.System);
            if (parsed.GetValue(current) is > 0 and var amperes)
                _ = process.Apply(new(Volts, amperes, LongCharge));
            return await RunAsync(terminal, parsed.GetValue(link)!, settings.Value, faults.Value, process, parsed.GetValue(json), cancellation);
        });
        return command;
    }

    /// <param name="number">The serial number that a bench compares with the register; most meters carry the same twelve digits as their address.</param>
    private static Outcome<SimulatedMeterSettings> Settings(string address, string? number)
    {
        if (!Dlt645Frame.IsMeterAddress(address))
            return Twelve("--address", address);
        return number is not null && !(number.Length == address.Length && number.All(char.IsAsciiDigit))
            ? Twelve("--number", number)
            : new SimulatedMeterSettings(address, number ?? address, Bench.ReferenceError, Bench.UtcOffset);
    }

    private static Refusal Twelve(string option, string value) => Refusal.Of(
        "simulate.twelve-digits", $"{option} 须为十二位数字（--address 不能是广播地址），不能是“{value}”。",
        $"{option} takes twelve digits (--address not those of the broadcast), not “{value}”.");

    private static async Task<int> RunAsync(
        Terminal terminal, string link, SimulatedMeterSettings settings, MeterFaults faults, ChargingProcess process, bool asJson, CancellationToken cancellation)
    {
        try
        {
            if (link == Pty)
            {
                await using var pair = PtyPair.Open();
                await using var meter = new SimulatedDlt645Meter(pair.Master, settings, process, TimeProvider.System, faults);
                return await UntilStoppedAsync(terminal, pair.Address(TtySettings.Default), settings, asJson, cancellation);
            }

            if (link.StartsWith(Tcp, StringComparison.Ordinal) && ushort.TryParse(link[Tcp.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            {
                await using var server = new MeterServer(new(IPAddress.Loopback, port), settings, faults, process, TimeProvider.System);
                return await UntilStoppedAsync(terminal, $"{Tcp}{server.EndPoint}", settings, asJson, cancellation);
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

        return terminal.RefuseUse(Refusal.Of("simulate.link", "--link 须为 pty 或 tcp:端口。", "--link is pty or tcp:PORT."));
    }

    private static async Task<int> UntilStoppedAsync(Terminal terminal, string link, SimulatedMeterSettings settings, bool asJson, CancellationToken cancellation)
    {
        if (asJson)
            terminal.WriteJson(new { link, address = settings.Address, number = settings.Number });
        else
            terminal.WriteLine($"{link}  {terminal.Say("通信地址", "address")} {settings.Address}  {terminal.Say("表号", "number")} {settings.Number}");
        await terminal.Out.FlushAsync(CancellationToken.None);
        await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return Terminal.Done;
    }
}
