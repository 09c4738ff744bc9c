using System.Diagnostics;
using System.Text.Json;
using Metrology.Adapters.Dlt645;
using Metrology.Core.Quantities;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Links;

namespace Metrology.Web.Tests.Commands;

/// <summary>simulate meter and replay: the real executable on one end, our adapter on the other.</summary>
public sealed class SimulateTests
{
    [Theory]
    [InlineData("pty")]
    [InlineData("tcp:0")]
    public async Task A_simulated_meter_answers_our_adapter_at_the_printed_address(string link)
    {
        using var simulator = await Simulator.StartAsync("--link", link, "--seed", "3", "--current", "32", "--speed", "1000", "--fault", "noise");
        var energy = await simulator.ReadAsync(Measurands.ActiveEnergy);
        Assert.Equal(("kWh", 0.0001m), (energy.Unit, energy.Resolution));
        Assert.InRange((await simulator.ReadAsync(Measurands.Current)).Value, 31m, 33m);
        Assert.True((await simulator.ReadAsync(Measurands.ActiveEnergy)).Value >= energy.Value);

        await simulator.StopAsync();
    }

    [Fact]
    public async Task The_seed_decides_the_register_and_faults_are_those_asked_for()
    {
        using var one = await Simulator.StartAsync("--link", "pty", "--seed", "3");
        using var same = await Simulator.StartAsync("--link", "tcp:0", "--seed", "3");
        using var refusing = await Simulator.StartAsync("--link", "tcp:0", "--fault", "refuses:02");
        Assert.Equal((await one.ReadAsync(Measurands.ActiveEnergy)).Text, (await same.ReadAsync(Measurands.ActiveEnergy)).Text);
        Assert.Equal(FaultKind.Refused, (await Assert.ThrowsAsync<InstrumentFault>(() => refusing.ReadAsync(Measurands.Voltage))).Kind);
    }

    /// <summary>A bench compares the number with its register, so both must be of one's choice.</summary>
    [Theory]
    [InlineData("330000000077")]
    [InlineData("330000000077", "--number", "120000000005")]
    public async Task A_simulated_meter_has_the_address_and_the_number_that_it_is_given(string address, params string[] number)
    {
        using var simulator = await Simulator.StartAsync(["--link", "pty", "--address", address, .. number]);
        Assert.Equal((address, number.LastOrDefault() ?? address), (simulator.Address, simulator.Number));
        Assert.Equal(simulator.Number, (await simulator.IdentifyAsync()).SerialNumber);
    }

    [Theory]
    [InlineData("simulate.link", "--link", "usb")]
    [InlineData("simulate.link", "--link", "tcp:99999")]
    [InlineData("simulate.fault", "--link", "pty", "--fault", "sulks")]
    [InlineData("simulate.fault", "--link", "pty", "--fault", "refuses:xyz")]
    [InlineData("simulate.load", "--link", "pty", "--current", "-1")]
    [InlineData("simulate.load", "--link", "pty", "--speed", "0")]
    [InlineData("simulate.address", "--link", "pty", "--address", "1")]
    [InlineData("simulate.address", "--link", "pty", "--address", "999999999999")]
    [InlineData("simulate.twelve-digits", "--link", "pty", "--number", "33000000000A")]
    public async Task What_cannot_be_simulated_is_refused(string code, params string[] args)
    {
        var ran = await Ran.EnglishAsync(["simulate", "meter", .. args]);
        Assert.Equal((2, ""), (ran.Code, ran.Output));
        Assert.Contains($"[{code}]", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("simulate.link", "roller", "--link", "usb")]
    [InlineData("simulate.roller", "roller", "--link", "pty", "--k", "0")]
    [InlineData("simulate.roller", "roller", "--link", "pty", "--speed", "-1")]
    [InlineData("simulate.link", "multimeter", "--link", "tcp:x")]
    [InlineData("simulate.link", "balance", "--link", "")]
    public async Task What_no_device_can_be_is_refused(string code, params string[] args)
    {
        var ran = await Ran.EnglishAsync(["simulate", .. args]);
        Assert.Equal((2, ""), (ran.Code, ran.Output));
        Assert.Contains($"[{code}]", ran.Error, StringComparison.Ordinal);
    }

    private const string Capture = "# a meter of one register map\n> 01 04 00 48 00 02 F1 DD\n< 01 04 04 41 45\n< 85 1F DD 35\n> 02 04 00 48 00 02 F1 EE\n";

    [Fact]
    public async Task A_capture_is_replayed_in_the_protocol_that_is_named()
    {
        var ran = await ReplayAsync(Capture, "--protocol", "modbus-rtu", "--map", "eastron-sdm630");
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Equal("< slave 1 direction reply function read-input-registers: Total imported active energy 12.34500026702880859375 kWh", ran.Lines[1]);
        Assert.All([ran.Lines[0], ran.Lines[2]], line => Assert.StartsWith("> slave ", line, StringComparison.Ordinal));
        Assert.Contains("[replay.protocol]", (await ReplayAsync(Capture)).Error, StringComparison.Ordinal);
        Assert.Equal(1, (await ReplayAsync(Capture.Replace("DD 35", "DD 36", StringComparison.Ordinal), "--protocol", "modbus-rtu")).Code);
        Assert.Equal(["sent", "received", "sent"], (await ReplayAsync(Capture, "--protocol", "modbus-rtu", "--json")).Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("way").GetString()));
    }

    [Theory]
    [InlineData("replay.form", "")]
    [InlineData("replay.form", "{}")]
    [InlineData("replay.form", "[null]")]
    [InlineData("replay.form", """{"format":"metrology-record/5","number":"1","transcript":[{"link":"a"}]}""")]
    [InlineData("replay.format", """{"format":"metrology-record/9","number":"1","transcript":[]}""")]
    [InlineData("replay.nothing", "[]")]
    public async Task What_is_no_record_is_refused(string code, string content)
    {
        var ran = await ReplayAsync(content);
        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.Contains($"[{code}]", ran.Error, StringComparison.Ordinal);
    }

    private static async Task<Ran> ReplayAsync(string content, params string[] more)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, content);
            return await Ran.EnglishAsync(["replay", file, .. more]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The real executable as a child process; it is ready when it has printed its address.</summary>
    private sealed class Simulator : IDisposable
    {
        private readonly Process process;
        private readonly string link;

        private Simulator(Process process, JsonElement said) => (this.process, link, Address, Number) = (
            process, said.GetProperty("link").GetString()!, said.GetProperty("address").GetString()!, said.GetProperty("number").GetString()!);

        public string Address { get; }

        public string Number { get; }

        public static async Task<Simulator> StartAsync(params string[] args)
        {
            var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "metrology.dll"), "simulate", "meter", "--json", .. args])
            {
                RedirectStandardOutput = true,
            })!;
            var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            return new(process, JsonDocument.Parse(line!).RootElement);
        }

        public async Task<Identity> IdentifyAsync()
        {
            await using var meter = Meter();
            return await meter.IdentifyAsync(TestContext.Current.CancellationToken);
        }

        private Dlt645Meter Meter() => new(LinkFactory.Of(TimeProvider.System).Create(link).Value, Dlt645MeterSettings.Of("simulated", Address), TimeProvider.System);

        public async Task<Reading> ReadAsync(string measurand)
        {
            await using var meter = Meter();
            await meter.IdentifyAsync(TestContext.Current.CancellationToken);
            return await meter.ReadAsync(measurand, TestContext.Current.CancellationToken);
        }

        /// <summary>
        /// Asked to end, it ends by itself, with nothing done wrongly. Not by SIGINT: a process that was started in the background of a shell inherits that it is ignored.
        /// </summary>
        public async Task StopAsync()
        {
            Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, process.ExitCode);
        }

        public void Dispose()
        {
            process.Kill();
            process.Dispose();
        }
    }
}
