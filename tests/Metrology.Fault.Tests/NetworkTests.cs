using System.Globalization;
using System.Text;
using Metrology.Adapters.Wire;
using Metrology.App.Operation;
using Metrology.App.Storage;
using Metrology.Mqtt.Client;
using Metrology.Mqtt.Packets;
using Metrology.Scenario.Worker;
using Metrology.Station.Ingest;
using Metrology.Web.Demonstration;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Fault.Tests;

/// <summary>An instrument behind a network that does what networks do, or that itself does: what was acknowledged is there once, as it was sent, in its order.</summary>
public sealed class NetworkTests : IAsyncLifetime
{
    private const string Pile = "SIM-EV-0001";

    private readonly Folder folder = new();
    private readonly SetClock clock = new(DateTimeOffset.UtcNow);
    private WebApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        await DemonstrationFolders.Seeded.CopyToAsync(folder.Path);
        app = await ScenarioHost.OpenAsync(folder.Path, clock: clock);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Dispose();
    }

    private int Port => app.Services.GetRequiredService<Broker>().Port;

    [Fact]
    public async Task Nothing_is_lost_doubled_or_reordered_on_a_line_that_is_cut_halved_and_late()
    {
        var random = Lane.Random(nameof(Nothing_is_lost_doubled_or_reordered_on_a_line_that_is_cut_halved_and_late));
        var cuts = 0;
        for (var time = 0; time < Lane.Times(1, 60); time++)
        {
            await Tally.TryAsync("network cut, halved, late", async () =>
            {
                const int readings = 60;
                var boot = $"net-{time}";
                await using var relay = new Relay(Port, new Random(random.Next()));
                await using var instrument = Instrument(relay.Port);
                using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
                await Task.WhenAll(Enumerable.Range(1, readings).Select(number => SendAsync(instrument, Text(boot, number), patience.Token)));
                cuts += relay.Cuts.Values.Sum();
                Assert.Equal(Enumerable.Range(1, readings), await ArrivedAsync(boot));
            });
        }

        Assert.NotEqual(0, cuts);
        Tally.Note(string.Create(CultureInfo.InvariantCulture, $"{cuts} lines were cut"));
    }

    /// <summary>It measured on, every minute, and has kept what nobody took; the day is over when it is heard again.</summary>
    [Fact]
    public async Task A_station_that_was_offline_for_a_day_is_caught_up_with_the_times_of_its_own()
    {
        await Tally.TryAsync("station offline for a day", async () =>
        {
            const int minutes = 24 * 60;
            await using var relay = new Relay(Port, new Random(1)) { IsGood = true };
            await using var instrument = Instrument(relay.Port);
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var begin = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
            await SendAsync(instrument, Text("day", 0, begin), patience.Token);
            relay.IsDown = true;
            var spool = Enumerable.Range(1, 5).Select(minute => SendAsync(instrument, Text("day", minute, begin.AddMinutes(minute)), patience.Token)).ToList();
            clock.Pass(TimeSpan.FromDays(1));
            Assert.Equal([0], await ArrivedAsync("day"));
            relay.IsDown = false;
            spool.AddRange(Enumerable.Range(6, minutes - 5).Select(minute => SendAsync(instrument, Text("day", minute, begin.AddMinutes(minute)), patience.Token)));
            await Task.WhenAll(spool);
            Assert.Equal(Enumerable.Range(0, minutes + 1), await ArrivedAsync("day"));
            var kept = await ReadAsync(db => db.InstrumentMessages.Where(row => row.Boot == "day").OrderBy(row => row.Sequence).ToListAsync());
            Assert.All(kept, row => Assert.Equal(begin.AddMinutes(row.Sequence), WireDecoder.Readings(row.Payload, row.ReceivedAt).Value.Time));
            Assert.All(kept.Skip(1), row => Assert.True(row.ReceivedAt >= begin.AddDays(1)));
        });
    }

    /// <summary>Sent twice, in another order, damaged, under a number that was used, and hours late.</summary>
    [Fact]
    public async Task Doubled_shuffled_damaged_and_late_messages_leave_each_good_one_once()
    {
        var random = Lane.Random(nameof(Doubled_shuffled_damaged_and_late_messages_leave_each_good_one_once));
        for (var time = 0; time < Lane.Times(1, 100); time++)
        {
            await Tally.TryAsync("messages doubled, reordered, corrupt, delayed", async () =>
            {
                const int readings = 100;
                var (boot, refused) = ($"mess-{time}", 0);
                var before = await ReadAsync(db => db.RefusedMessages.CountAsync());
                var sent = new List<string>();
                foreach (var number in Enumerable.Range(1, readings))
                {
                    sent.Add(Text(boot, number));
                    if (random.Next(3) == 0)
                        sent.Add(Text(boot, number));
                    if (random.Next(4) == 0)
                    {
                        sent.Add(Damaged(Text(boot, number + 10_000), random));
                        refused++;
                    }
                }

                // A window as a gateway with several connections has it.
                for (var at = 0; at < sent.Count; at += 16)
                    random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sent).Slice(at, Math.Min(16, sent.Count - at)));
                await using var instrument = Instrument(Port);
                using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
                await Task.WhenAll(sent.Select(text => SendAsync(instrument, text, patience.Token)));
                clock.Pass(TimeSpan.FromHours(5));
                await SendAsync(instrument, Text(boot, 1), patience.Token);
                await SendAsync(instrument, Text(boot, 2, reading: "9999"), patience.Token);
                Assert.Equal(Enumerable.Range(1, readings), (await ArrivedAsync(boot)).Order());
                Assert.Equal(refused + 1, await ReadAsync(db => db.RefusedMessages.CountAsync()) - before);
                var second = await ReadAsync(db => db.InstrumentMessages.SingleAsync(row => row.Boot == boot && row.Sequence == 2));
                Assert.Equal(Text(boot, 2), Encoding.UTF8.GetString(second.Payload));
            });
        }
    }

    private MqttClient Instrument(int port)
    {
        var instrument = new MqttClient(
            new()
            {
                Host = "127.0.0.1",
                Port = port,
                ClientId = Guid.NewGuid().ToString("N")[..20],
                UserName = Pile,
                Password = Encoding.UTF8.GetBytes(app.Services.GetRequiredService<SimulationSettings>().KeyOf(Pile)),
                KeepAlive = TimeSpan.FromSeconds(1),
                Limits = new() { MaxInflight = 8, PingTimeout = TimeSpan.FromSeconds(1), ConnectTimeout = TimeSpan.FromSeconds(1), MaxOutbound = 10_000 },
                BackOff = new() { First = TimeSpan.FromMilliseconds(20), Longest = TimeSpan.FromMilliseconds(200) },
            },
            TimeProvider.System, new Random(1));
        _ = instrument.ConnectAsync(CancellationToken.None);
        return instrument;
    }

    private static Task SendAsync(MqttClient instrument, string text, CancellationToken cancellation) =>
        instrument.PublishAsync(WireTopics.Readings(Pile), Encoding.Latin1.GetBytes(text), QualityOfService.AtLeastOnce, cancellation);

    private static string Text(string boot, long number, DateTimeOffset? at = null, string reading = "230") =>
        $$"""{"boot":"{{boot}}","seq":{{number}},"time":"{{(at ?? new(2026, 8, 21, 6, 30, 5, TimeSpan.Zero)).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}}","readings":[{"measurand":"voltage","value":"{{reading}}","unit":"V","resolution":"1"}]}""";

    /// <summary>Cut off, or with a byte that no UTF-8 has. A digit that turns into another is for the check sum of TCP to see: the form has none.</summary>
    private static string Damaged(string text, Random random)
    {
        var at = random.Next(1, text.Length - 1);
        return random.Next(2) == 0 ? text[..at] : string.Concat(text.AsSpan(0, at), "\u00ff", text.AsSpan(at + 1));
    }

    /// <summary>Numbers of this boot in the order in which they were committed.</summary>
    private Task<List<int>> ArrivedAsync(string boot) => ReadAsync(db => db.Database.SqlQuery<int>($"SELECT Sequence AS Value FROM InstrumentMessages WHERE Boot = {boot} ORDER BY rowid").ToListAsync());

    private Task<T> ReadAsync<T>(Func<MetrologyDb, Task<T>> query) => app.Services.GetRequiredService<Store>().ReadAsync(query, default);

    /// <summary>The machine's time and so much more; timers are those of the machine.</summary>
    private sealed class SetClock(DateTimeOffset begin) : TimeProvider
    {
        private readonly long started = System.GetTimestamp();
        private TimeSpan passed;

        public override DateTimeOffset GetUtcNow() => begin + System.GetElapsedTime(started) + passed;

        public void Pass(TimeSpan time) => passed += time;
    }
}
