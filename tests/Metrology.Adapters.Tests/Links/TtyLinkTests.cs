using System.Diagnostics;
using Metrology.Instruments.Faults;
using Metrology.Links;
using Metrology.Links.Tty;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Links;

public sealed class TtyLinkTests : LinkContract
{
    protected override string GoneCode => "link.unplugged";

    /// <summary>As udev keeps a name under /dev/serial/by-id for a port that is pulled out and put back.</summary>
    protected override Task<(Peer First, Func<Task<Peer>> Again)> PluggableAsync()
    {
        var folder = Directory.CreateTempSubdirectory("tty").FullName;
        var name = Path.Combine(folder, "by-id");
        return Task.FromResult((Plug(() => ValueTask.CompletedTask), (Func<Task<Peer>>)(() => Task.FromResult(Plug(() =>
        {
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        })))));

        Peer Plug(Func<ValueTask> after)
        {
            var pair = PtyPair.Open();
            File.Delete(name);
            File.CreateSymbolicLink(name, pair.SlavePath);
            return new(new TtyLink(name, TtySettings.Default), pair.Master, async () =>
            {
                await pair.DisposeAsync();
                await after();
            });
        }
    }

    protected override Task<Peer> StartAsync()
    {
        var pair = PtyPair.Open();
        return Task.FromResult(new Peer(new TtyLink(pair.SlavePath, TtySettings.Default), pair.Master, pair.DisposeAsync));
    }

    [Fact]
    public async Task A_second_opener_is_told_that_the_port_is_taken_until_the_first_closes()
    {
        await using var pair = PtyPair.Open();
        await using var first = new TtyLink(pair.SlavePath, TtySettings.Default);
        await first.OpenAsync(CancellationToken.None);
        await using var second = new TtyLink(pair.SlavePath, TtySettings.Default);
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => second.OpenAsync(CancellationToken.None).AsTask());
        Assert.Equal((FaultKind.Taken, "link.busy"), (fault.Kind, fault.Code));
        await first.DisposeAsync();
        await second.OpenAsync(CancellationToken.None);
    }

    /// <summary>A broadcast has no answer that would be waited for.</summary>
    [Fact]
    public async Task What_was_written_arrives_when_the_port_is_closed_and_opened_again_before_anybody_read_it()
    {
        await using var pair = PtyPair.Open();
        for (byte one = 1; one <= 2; one++)
        {
            await using var link = new TtyLink(pair.SlavePath, TtySettings.Default);
            await link.OpenAsync(CancellationToken.None);
            await link.WriteAsync(new[] { one }, CancellationToken.None);
        }

        var (buffer, read) = (new byte[8], 0);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (read < 2)
            read += await pair.Master.ReadAsync(buffer.AsMemory(read), patience.Token);
        Assert.Equal([1, 2], buffer[..2]);
    }

    [Fact]
    public async Task Another_program_sees_the_lock_and_its_lock_is_seen()
    {
        const string program = "flock";
        Assert.SkipWhen(ForeignProgram.Missing(program) is not null, ForeignProgram.Missing(program) ?? "");
        await using var pair = PtyPair.Open();
        await using (var link = new TtyLink(pair.SlavePath, TtySettings.Default))
        {
            await link.OpenAsync(CancellationToken.None);
            Assert.NotEqual(0, ForeignProgram.Run(program, "-n", pair.SlavePath, "true").ExitCode);
        }

        Assert.Equal(0, ForeignProgram.Run(program, "-n", pair.SlavePath, "true").ExitCode);
        // It says when it has the lock, and gives it back when its input ends.
        using var other = Process.Start(new ProcessStartInfo(ForeignProgram.Find(program)!, ["-n", pair.SlavePath, "sh", "-c", "echo locked; cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Assert.Equal("locked", await other.StandardOutput.ReadLineAsync());
        await using var late = new TtyLink(pair.SlavePath, TtySettings.Default);
        Assert.Equal("link.busy", (await Assert.ThrowsAsync<InstrumentFault>(() => late.OpenAsync(CancellationToken.None).AsTask())).Code);
        other.StandardInput.Close();
        await other.WaitForExitAsync();
        await late.OpenAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Input_from_before_the_opening_is_thrown_away()
    {
        await using var pair = PtyPair.Open();
        await pair.Master.WriteAsync("stale"u8.ToArray(), CancellationToken.None);
        await using var link = new TtyLink(pair.SlavePath, TtySettings.Default);
        await link.OpenAsync(CancellationToken.None);
        await pair.Master.WriteAsync("new"u8.ToArray(), CancellationToken.None);
        Assert.Equal("new"u8.ToArray(), await ReceiveAsync(link, 3));
    }

    [Fact]
    public async Task The_settings_found_are_put_back()
    {
        await using var pair = PtyPair.Open();
        var before = Settings(pair.SlavePath);
        var link = new TtyLink(pair.SlavePath, TtySettings.Parse("115200", "8N1").Value);
        await link.OpenAsync(CancellationToken.None);
        Assert.Equal(115_200u, Settings(pair.SlavePath).OutputRate);
        await link.DisposeAsync();
        var after = Settings(pair.SlavePath);
        Assert.Equal((before.Control, before.OutputRate, before.Local), (after.Control, after.OutputRate, after.Local));
    }

    [Theory]
    [InlineData("/dev/no-such-port", "link.missing")]
    [InlineData("/dev/null", "link.not-a-port")]
    [InlineData("/dev", "link.not-a-port")]
    public async Task What_cannot_be_opened_says_why(string path, string code)
    {
        await using var link = new TtyLink(path, TtySettings.Default);
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => link.OpenAsync(CancellationToken.None).AsTask());
        Assert.Equal(code, fault.Code);
    }

    [Fact]
    public async Task A_name_that_now_leads_to_another_node_is_noticed_although_the_old_descriptor_stays_silent()
    {
        await using var old = PtyPair.Open();
        await using var other = PtyPair.Open();
        var folder = Directory.CreateTempSubdirectory("tty");
        var name = Path.Combine(folder.FullName, "by-id");
        File.CreateSymbolicLink(name, old.SlavePath);
        try
        {
            await using var link = new TtyLink(name, TtySettings.Default);
            await link.OpenAsync(CancellationToken.None);
            var reading = link.ReadAsync(new byte[8], CancellationToken.None).AsTask();
            File.Delete(name);
            File.CreateSymbolicLink(name, other.SlavePath);
            var fault = await Assert.ThrowsAsync<InstrumentFault>(() => reading.WaitAsync(TimeSpan.FromSeconds(2)));
            Assert.Equal("link.unplugged", fault.Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("300", "8E1")]
    [InlineData("2400", "8E1")]
    [InlineData("9600", "7O2")]
    [InlineData("115200", "8N1")]
    [InlineData("921600", "8N1")]
    public async Task Standard_rates_and_formats_open(string baud, string format)
    {
        await using var pair = PtyPair.Open();
        var link = LinkFactory.Of(TimeProvider.System).Create($"tty:{pair.SlavePath}?baud={baud}&format={format}").Value;
        await link.OpenAsync(CancellationToken.None);
        Assert.Equal(uint.Parse(baud), Settings(pair.SlavePath).OutputRate);
        await link.DisposeAsync();
    }

    [Theory]
    [InlineData("8N1", Termios.Bits8)]
    [InlineData("8E1", Termios.Bits8 | Termios.Parity)]
    [InlineData("7O2", Termios.Bits7 | Termios.Parity | Termios.OddParity | Termios.TwoStopBits)]
    [InlineData("5n1", Termios.Bits5)]
    public void The_format_becomes_the_kernels_flags(string format, uint flags)
    {
        var found = new Termios { Control = uint.MaxValue, Input = uint.MaxValue, Local = uint.MaxValue, Output = uint.MaxValue };
        var raw = found.Raw(TtySettings.Parse("2400", format).Value);
        Assert.Equal(flags, raw.Control & Termios.FormatMask);
        Assert.Equal(0u, raw.Local | raw.Output | (raw.Control & Termios.HangUpOnClose));
    }

    [Theory]
    [InlineData("none", 0u, 0u)]
    [InlineData("hardware", Termios.HardwareFlow, 0u)]
    [InlineData("software", 0u, 0x1400u)]
    public async Task The_flow_control_asked_for_is_set_at_the_port(string flow, uint control, uint input)
    {
        await using var pair = PtyPair.Open();
        await using var link = LinkFactory.Of(TimeProvider.System).Create($"tty:{pair.SlavePath}?baud=9600&format=8N1&flow={flow}").Value;
        await link.OpenAsync(CancellationToken.None);
        var now = Settings(pair.SlavePath);
        Assert.Equal((control, input), (now.Control & Termios.HardwareFlow, now.Input & 0x1400));
    }

    /// <summary>A pseudo-terminal has neither: it is said, and the port is free and as it was again.</summary>
    [Theory]
    [InlineData("rts=off", "link.no-modem-lines")]
    [InlineData("dtr=on", "link.no-modem-lines")]
    [InlineData("latency=low", "link.no-low-latency")]
    public async Task A_driver_without_what_is_asked_for_is_not_used_as_if_it_had_it(string setting, string code)
    {
        await using var pair = PtyPair.Open();
        var before = Settings(pair.SlavePath);
        await using (var link = LinkFactory.Of(TimeProvider.System).Create($"tty:{pair.SlavePath}?{setting}").Value)
        {
            var fault = await Assert.ThrowsAsync<InstrumentFault>(() => link.OpenAsync(CancellationToken.None).AsTask());
            Assert.Equal((FaultKind.Unreachable, code), (fault.Kind, fault.Code));
        }

        Assert.Equal((before.Control, before.OutputRate), (Settings(pair.SlavePath).Control, Settings(pair.SlavePath).OutputRate));
        await using var again = new TtyLink(pair.SlavePath, TtySettings.Default);
        await again.OpenAsync(CancellationToken.None);
    }

    private static Termios Settings(string path)
    {
        var descriptor = Libc.Open(path, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.NonBlocking | Libc.CloseOnExec);
        Assert.True(descriptor >= 0, "this test looks past TIOCEXCL and needs root");
        Termios found = default;
        Assert.Equal(0, Libc.Control(descriptor, Libc.GetTermios, ref found));
        Libc.Close(descriptor);
        return found;
    }
}
