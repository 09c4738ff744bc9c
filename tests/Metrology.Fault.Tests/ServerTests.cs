using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Fault.Tests;

/// <summary>The server itself, killed under load and started again, with an instrument that keeps what nobody has acknowledged.</summary>
public sealed class ServerTests
{
    private const int Readings = 300;

    [Fact(Timeout = 86_400_000)]
    public async Task Nothing_that_the_server_acknowledged_is_lost_or_doubled_when_it_is_killed_under_load()
    {
        using var folder = new Folder();
        await DemonstrationFolders.Seeded.CopyToAsync(folder.Path);
        var (random, load, underLoad, recovered) = (Lane.Random(nameof(Nothing_that_the_server_acknowledged_is_lost_or_doubled_when_it_is_killed_under_load)), new InstrumentLoad(), Stopwatch.StartNew(), new List<TimeSpan>());
        using var users = new Users(Lane.Times(2, 5));
        var (isLast, killed) = (false, 0L);
        while (!isLast)
        {
            using var server = await DemonstrationServer.StartAsync(folder.Path, load.Port, users.Port);
            isLast = killed != 0 && (!Lane.IsLong || underLoad.Elapsed > Lane.UnderLoad);
            await users.SignInAsync(server);
            var looking = users.LookAsync(server);
            // Each life leaves work for the next: a server to which nothing is sent would never be killed.
            var first = isLast ? await load.SendAsync(server, Lane.IsLong ? 0 : Readings - load.Sent, null)
                : await load.SendAsync(server, Lane.IsLong ? int.MaxValue : Readings / 2, Lane.IsLong ? random.Next(1000, 30_000) : random.Next(1, Readings / 4));
            if (killed != 0)
                recovered.Add(Stopwatch.GetElapsedTime(killed, first));
            killed = Stopwatch.GetTimestamp();
            server.Kill();
            await looking;
        }

        await Tally.TryAsync("server killed under load", async () =>
        {
            Assert.Equal(load.Sent, load.Acknowledged);
            var present = await Looked.AtAsync(folder.Path, db => db.InstrumentMessages.Where(row => row.Instrument == InstrumentLoad.Pile && row.Boot == load.Boot).Select(row => row.Sequence).ToListAsync());
            Assert.Equal(Enumerable.Range(1, load.Sent).Select(number => (long)number), present.Order());
        });
        Tally.Note(string.Create(CultureInfo.InvariantCulture, $"{recovered.Count} kills under load: from SIGKILL to the first acknowledgement {recovered.Average(one => one.TotalSeconds):0.0} s on average, {recovered.Max().TotalSeconds:0.0} s at most"));
        Tally.Note(string.Create(CultureInfo.InvariantCulture, $"{load.Acknowledged} readings, {load.Acknowledged / load.Took.TotalSeconds:0} a second while it ran; {users.Count} people beside, {users.Answers} pages, the slowest {users.Slowest.TotalMilliseconds:0} ms"));
    }

    /// <summary>People who look at pages, one after the other, for as long as the server lives; they stay signed in when it is started again.</summary>
    private sealed class Users(int count) : IDisposable
    {
        private static readonly string[] Pages = ["/", "/search?q=SIM-EV", "/check"];

        private readonly List<HttpClient> people = [.. Enumerable.Range(0, count).Select(_ => new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) })];
        private readonly Lock gate = new();
        private bool areSignedIn;

        public int Port { get; } = DemonstrationServer.FreePort();

        public int Count => people.Count;

        public int Answers { get; private set; }

        public TimeSpan Slowest { get; private set; }

        public async Task SignInAsync(DemonstrationServer server)
        {
            var logins = server.Logins.ToList();
            for (var one = 0; one < people.Count && !areSignedIn; one++)
            {
                var (name, password) = logins[one % logins.Count];
                var answer = await people[one].PostAsJsonAsync($"http://127.0.0.1:{Port}/api/v1/session", new { userName = name, password });
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }

            areSignedIn = true;
        }

        public Task LookAsync(DemonstrationServer server) => Task.WhenAll(people.Select(person => LookAsync(person, server)));

        private async Task LookAsync(HttpClient person, DemonstrationServer server)
        {
            for (var turn = 0; !server.Ended.IsCompleted; turn++)
            {
                var watch = Stopwatch.StartNew();
                try
                {
                    using var answer = await person.GetAsync($"http://127.0.0.1:{Port}{Pages[turn % Pages.Length]}");
                    Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                    lock (gate)
                        (Answers, Slowest) = (Answers + 1, Slowest > watch.Elapsed ? Slowest : watch.Elapsed);
                }
                catch (HttpRequestException)
                {
                    // It was killed meanwhile.
                    await server.Ended;
                }
            }
        }

        public void Dispose() => people.ForEach(person => person.Dispose());
    }
}
