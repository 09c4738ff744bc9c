using Metrology.Adapters.Counter;
using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Jtt905;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Scpi;
using Metrology.Core.Quantities;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;
using Metrology.Links;
using Metrology.Links.Tty;
using Metrology.Simulators.Room;

namespace Metrology.Adapters.Tests.Simulators;

/// <summary>Instruments that are played on request, with each fault, asked by the adapter that benches use, on the line's own name.</summary>
public sealed class SimulatorRoomTests : IAsyncDisposable
{
    private const string Address = "000000000007";

    private static readonly ExchangeLimits Limits = new(TimeSpan.FromMilliseconds(700), TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200), Attempts: 2);

    private readonly string folder = Directory.CreateTempSubdirectory("metrology-lines-").FullName;
    private readonly SimulatorRoom room;
    private readonly RefusedAnswers refused = [];
    private readonly List<IAsyncDisposable> open = [];

    public SimulatorRoomTests() => room = new(folder, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        foreach (var one in open)
            await one.DisposeAsync();
        await room.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_played_meter_answers_on_a_line_that_keeps_its_name()
    {
        var played = await StartAsync();
        await using (var meter = Meter(played))
            Assert.Equal(Address, (await meter.IdentifyAsync(Cancellation)).SerialNumber);
        Assert.StartsWith($"tty:{folder}/meter-1?", played.Link, StringComparison.Ordinal);
        Assert.Equal([Direction.Sent, Direction.Received], played.Bytes.Select(one => one.Direction).Distinct());

        await played.UnplugAsync();
        await using (var meter = Meter(played))
            Assert.Equal("link.missing", (await Assert.ThrowsAsync<InstrumentFault>(async () => await meter.IdentifyAsync(Cancellation))).Code);
        await played.PlugInAsync();
        await using (var meter = Meter(played))
            Assert.Equal(Address, (await meter.IdentifyAsync(Cancellation)).SerialNumber);
    }

    [Fact]
    public async Task Pulling_the_plug_ends_an_exchange_that_waits()
    {
        var played = await StartAsync();
        await played.SetAsync(new() { Silent = true });
        await using var meter = Meter(played, Limits with { Reply = TimeSpan.FromMinutes(1) });
        var asked = meter.IdentifyAsync(Cancellation).AsTask();
        while (played.Bytes.Count == 0)
            await Task.Yield();
        await played.UnplugAsync();
        Assert.Equal("link.unplugged", (await Assert.ThrowsAsync<InstrumentFault>(() => asked)).Code);
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("damaged")]
    [InlineData("partial")]
    [InlineData("another")]
    public async Task A_fault_gives_no_reading_and_ends_with_it(string fault)
    {
        var played = await StartAsync();
        await using var meter = Meter(played);
        await meter.IdentifyAsync(Cancellation);
        Assert.Null(await played.SetAsync(fault switch
        {
            "silent" => new() { Silent = true },
            "damaged" => new() { Damaged = true },
            "partial" => new() { Partial = true },
            _ => new() { AnswersAs = "000000000008" },
        }));
        await Assert.ThrowsAsync<InstrumentFault>(async () => await meter.ReadAsync(Measurands.ActiveEnergy, Cancellation));
        Assert.Equal(fault != "silent", refused.Any());
        if (fault == "partial")
            Assert.All(refused, one => Assert.Equal("exchange.no-frame", one.Reason.Code));
        await played.SetAsync(LineFaults.None);
        Assert.Equal("kWh", (await meter.ReadAsync(Measurands.ActiveEnergy, Cancellation)).Unit);
    }

    [Theory]
    [InlineData("dc-meter", "000000000101", null)]
    [InlineData("pulse-counter", "PC-0001", "PC-0002")]
    [InlineData("taximeter", "0102000001", "0102000002")]
    [InlineData("th-probe", "TH-0001", null)]
    [InlineData("multimeter", "DMM-0001", "DMM-0002")]
    public async Task Each_kind_says_who_it_is_and_answers_as_another_or_not_at_all(string kind, string number, string? another)
    {
        var played = (await room.StartAsync(SimulatorKind.Find(kind)!, new(kind, "", 7, 10m, null, null))).Value!;
        Assert.Equal(number, played.Identity.SerialNumber);
        await using var adapter = Adapter(kind, LinkFactory.Of(TimeProvider.System).Create(played.Link).Value!);
        Assert.Equal(number, (await adapter.IdentifyAsync(Cancellation)).SerialNumber);
        if (kind == "th-probe")
            Assert.InRange((await adapter.ReadAsync(Measurands.Temperature, Cancellation)).Value, 23m, 24m);
        if (another is not null)
        {
            Assert.Null(await played.SetAsync(new() { AnswersAs = another }));
            Assert.Equal(another, (await adapter.IdentifyAsync(Cancellation)).SerialNumber);
        }

        await played.SetAsync(new() { Silent = true });
        await Assert.ThrowsAsync<InstrumentFault>(async () => await adapter.IdentifyAsync(Cancellation));
    }

    [Theory]
    [InlineData("balance", "AnswersAs")]
    [InlineData("balance", "ClockDrift")]
    [InlineData("taximeter", "ClockDrift")]
    [InlineData("gnss-clock", "TellsNumber")]
    [InlineData("dlt645-meter", "NoFix")]
    [InlineData("pulse-counter", "ValueNoise")]
    public async Task A_fault_that_a_kind_cannot_have_is_refused_with_those_it_can(string kind, string fault)
    {
        var played = (await room.StartAsync(SimulatorKind.Find(kind)!, new(kind, "", 7, 0m, null, null))).Value!;
        var refusal = await played.SetAsync(new()
        {
            AnswersAs = fault == "AnswersAs" ? "1" : null,
            TellsNumber = fault == "TellsNumber" ? "1" : null,
            ClockDrift = fault == "ClockDrift" ? 1 : 0,
            NoFix = fault == "NoFix",
            ValueNoise = fault == "ValueNoise" ? 1 : 0,
        });
        Assert.Equal(("simulator.fault-of-other-kind", fault), (refusal?.Code, refusal?.Field));
        Assert.Contains("Silent", refusal!.Text.En, StringComparison.Ordinal);
        Assert.True(played.Faults.IsNone);
    }

    [Fact]
    public async Task Values_are_wrong_noisy_and_coarse_on_request()
    {
        var played = (await room.StartAsync(SimulatorKind.Find("dlt645-meter")!, new("meter-1", Address, 7, 0m, null, null))).Value!;
        await using (var meter = Meter(played))
        {
            await meter.IdentifyAsync(Cancellation);
            Assert.Equal(220m, (await meter.ReadAsync(Measurands.Voltage, Cancellation)).Value);
            Assert.Null(await played.SetAsync(new() { ValueError = 10m }));
            Assert.Equal(242m, (await meter.ReadAsync(Measurands.Voltage, Cancellation)).Value);
            Assert.Null(await played.SetAsync(new() { ValueNoise = 5m }));
            var noisy = new HashSet<decimal>();
            for (var i = 0; i < 5; i++)
                noisy.Add((await meter.ReadAsync(Measurands.Voltage, Cancellation)).Value);
            Assert.True(noisy.Count > 1);
        }

        Assert.Null(await played.SetAsync(new() { Coarse = true }));
        // Which register a meter has is asked when it is met.
        await using (var met = Meter(played))
        {
            await met.IdentifyAsync(Cancellation);
            Assert.Equal(0.01m, (await met.ReadAsync(Measurands.ActiveEnergy, Cancellation)).Resolution);
        }

        Assert.Equal("simulator.value-error", (await played.SetAsync(new() { ValueError = 51m }))?.Code);
    }

    [Fact]
    public async Task A_register_goes_on_when_its_plug_was_pulled()
    {
        var played = (await room.StartAsync(SimulatorKind.Find("dc-meter")!, new("dc-1", "", 7, 200m, null, null))).Value!;
        async Task<decimal> ReadAsync()
        {
            await using var adapter = Adapter("dc-meter", LinkFactory.Of(TimeProvider.System).Create(played.Link).Value!);
            await adapter.IdentifyAsync(Cancellation);
            return (await adapter.ReadAsync(Measurands.ActiveEnergy, Cancellation)).Value;
        }

        var (start, before) = (await ReadAsync(), 0m);
        do
            before = await ReadAsync();
        while (before == start);
        await played.UnplugAsync();
        await played.PlugInAsync();
        Assert.True(await ReadAsync() >= before);
    }

    /// <summary>On a real line nobody keeps what is not read: who comes later hears what is said then, and the sender never stops.</summary>
    [Fact]
    public async Task A_line_where_nobody_reads_keeps_little_and_stops_nobody()
    {
        Assert.Equal(["gnss-clock", "balance"], SimulatorKind.All.Where(kind => kind.IsContinuous).Select(kind => kind.Id));
        await using var pair = PtyPair.Open();
        // Far more than the queue of a pseudo-terminal holds.
        for (var i = 0; i < 1000; i++)
        {
            pair.DropUnread(512);
            await pair.Master.WriteAsync(new byte[100], Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        }

        await using var line = LinkFactory.Of(TimeProvider.System).Create(pair.Address(TtySettings.Default)).Value!;
        await line.OpenAsync(Cancellation);
        var reading = line.ReadAsync(new byte[16_384], Cancellation).AsTask();
        await pair.Master.WriteAsync(new byte[1], Cancellation);
        Assert.InRange(await reading, 1, 1024);
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a;b")]
    [InlineData("a,b")]
    public async Task An_address_does_not_break_the_lines_it_stands_in(string address) =>
        Assert.Equal("simulator.address", (await room.StartAsync(SimulatorKind.Find("pulse-counter")!, new("p", address, 7, 0m, null, null))).Refusal?.Code);

    private static IMeter Adapter(string kind, ILink link)
    {
        var once = Limits with { Attempts = 1 };
        return kind switch
        {
            "pulse-counter" => new PulseCounter(link, new("PC-0001", IsGated: true, once), TimeProvider.System),
            "taximeter" => new Jtt905Taximeter(link, once, TimeProvider.System),
            "multimeter" => new ScpiMultimeter(link, new("DMM-0001", once), TimeProvider.System),
            _ => new ModbusMeter(link, ModbusMeterSettings.Of("M", ModbusMeter.RtuCodec, 1, RegisterMaps.Find(kind == "th-probe" ? "sim-th" : "sim-ref-dc")!), TimeProvider.System),
        };
    }

    [Fact]
    public async Task A_balance_sends_without_being_asked()
    {
        var played = (await room.StartAsync(SimulatorKind.Find("balance")!, new("scales", "", 7, 0m, null, null))).Value!;
        await using var link = LinkFactory.Of(TimeProvider.System).Create(played.Link).Value!;
        await link.OpenAsync(Cancellation);
        Assert.True(await link.ReadAsync(new byte[64], Cancellation) > 0);
    }

    [Fact]
    public async Task Garbage_before_an_answer_is_passed_over()
    {
        var played = await StartAsync();
        await played.SetAsync(new() { Garbage = true });
        await using var meter = Meter(played);
        Assert.Equal(Address, (await meter.IdentifyAsync(Cancellation)).SerialNumber);
        Assert.NotEmpty(refused);
    }

    [Fact]
    public async Task Slow_bytes_are_waited_for_until_the_gap_between_them_is_too_long()
    {
        var played = await StartAsync();
        await played.SetAsync(new() { Slow = true });
        await using (var meter = Meter(played, Limits with { Reply = TimeSpan.FromMilliseconds(300), Attempts = 1 }))
            Assert.Equal(Address, (await meter.IdentifyAsync(Cancellation)).SerialNumber);
        await using var hasty = Meter(played, Limits with { Reply = TimeSpan.FromMilliseconds(300), Gap = TimeSpan.FromMilliseconds(10), Attempts = 1 });
        Assert.Equal("exchange.no-frame", (await Assert.ThrowsAsync<InstrumentFault>(async () => await hasty.IdentifyAsync(Cancellation))).Code);
    }

    [Fact]
    public async Task A_capture_answers_what_was_asked_then_and_nothing_else()
    {
        var original = await StartAsync();
        await using (var meter = Meter(original))
            await meter.IdentifyAsync(Cancellation);
        var text = string.Join('\n', original.Bytes.Select(one => $"{(one.Direction == Direction.Sent ? '>' : '<')} {Convert.ToHexString(one.Bytes)} # as it went"));
        var again = (await room.StartAsync(SimulatorKind.Find("capture")!, new("again", "", 1, 0m, null, Capture.Parse("again", text).Value))).Value!;
        await using var replayed = Meter(again);
        Assert.Equal(Address, (await replayed.IdentifyAsync(Cancellation)).SerialNumber);
        await Assert.ThrowsAsync<InstrumentFault>(async () => await replayed.ReadAsync(Measurands.Current, Cancellation));
    }

    [Theory]
    [InlineData("> 6\n", "capture.line")]
    [InlineData("68 01\n", "capture.line")]
    [InlineData("> 01\n< 0G\n", "capture.line")]
    [InlineData("# nothing\n< 01\n", "capture.nothing")]
    [InlineData("", "capture.nothing")]
    public void A_capture_that_says_nothing_is_refused_with_its_line(string text, string code) => Assert.Equal(code, Capture.Parse("x", text).Refusal?.Code);

    [Fact]
    public async Task A_capture_without_one_answer_plays_nothing() =>
        Assert.Equal("simulator.no-answer", (await room.StartAsync(SimulatorKind.Find("capture")!, new("mute", "", 1, 0m, null, Capture.Parse("x", "> 68 11\n").Value))).Refusal?.Code);

    [Fact]
    public async Task Pulling_the_plug_leaves_the_register_of_the_meter_as_it_is()
    {
        var played = (await room.StartAsync(SimulatorKind.Find("dlt645-meter")!, new("meter-1", Address, 1, 1000m, null, null))).Value!;
        decimal before;
        await using (var meter = Meter(played))
        {
            await meter.IdentifyAsync(Cancellation);
            var first = (await meter.ReadAsync(Measurands.ActiveEnergy, Cancellation)).Value;
            // A thousand amperes move the register by its last digit in a few milliseconds.
            do
                before = (await meter.ReadAsync(Measurands.ActiveEnergy, Cancellation)).Value;
            while (before <= first);
        }

        await played.UnplugAsync();
        await played.PlugInAsync();
        await using var again = Meter(played);
        await again.IdentifyAsync(Cancellation);
        Assert.True((await again.ReadAsync(Measurands.ActiveEnergy, Cancellation)).Value >= before);
        Assert.All(played.Bytes, entry => Assert.Equal("dlt645-2007", Assert.Single(entry.Sources).Codec));
    }

    [Fact]
    public void Pieces_of_one_direction_belong_together()
    {
        var read = Capture.Parse("x", "> 01 02\n> 03\n< 04\n\n< 05 # end\n> 06\n> 07\n").Value!;
        Assert.Equal(["010203", "0607"], read.Turns.Select(turn => Convert.ToHexString(turn.Question)));
        Assert.Equal(["0405", ""], read.Turns.Select(turn => Convert.ToHexString(turn.Answer)));
    }

    [Theory]
    [InlineData("", "1", 0, "simulator.name")]
    [InlineData("../up", "", 0, "simulator.name")]
    [InlineData("meter-2", "12", 0, "simulator.address")]
    [InlineData("meter-2", "", 1001, "simulator.amperes")]
    [InlineData("meter-1", "", 0, "simulator.name-taken")]
    public async Task What_cannot_be_played_is_refused_by_name(string name, string address, int amperes, string code)
    {
        await StartAsync();
        Assert.Equal(code, (await room.StartAsync(SimulatorKind.All[0], new(name, address, 1, amperes, null, null))).Refusal?.Code);
    }

    [Fact]
    public async Task No_more_than_the_room_holds_are_played_and_nothing_stays_behind()
    {
        for (var i = 0; i < SimulatorRoom.Most; i++)
            Assert.False((await room.StartAsync(SimulatorKind.All[0], new($"m{i}", "", 1, 0m, null, null))).IsRefused);
        Assert.Equal("simulator.full", (await room.StartAsync(SimulatorKind.All[0], new("more", "", 1, 0m, null, null))).Refusal?.Code);
        await room.DisposeAsync();
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void Names_that_a_killed_process_left_are_taken_away()
    {
        File.CreateSymbolicLink(Path.Combine(folder, "left"), "/dev/null");
        _ = new SimulatorRoom(folder, TimeProvider.System);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Assert.True(File.Exists("/dev/null"));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<SimulatedInstrument> StartAsync() => (await room.StartAsync(SimulatorKind.Find("dlt645-meter")!, new("meter-1", Address, 1, 0m, null, null))).Value!;

    private Dlt645Meter Meter(SimulatedInstrument played, ExchangeLimits? limits = null) =>
        new(LinkFactory.Of(TimeProvider.System).Create(played.Link).Value!, Dlt645MeterSettings.Of("role", Address) with { Limits = limits ?? Limits }, TimeProvider.System, refused);

    private sealed class RefusedAnswers : List<RefusedAnswer>, IRefusedAnswerSink
    {
        void IRefusedAnswerSink.Append(RefusedAnswer answer) => Add(answer);
    }
}
