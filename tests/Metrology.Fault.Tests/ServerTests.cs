using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Metrology.Adapters.Wire;
using Metrology.Mqtt.Client;
using Metrology.Mqtt.Packets;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Fault.Tests;

/// <summary>The server itself, killed under load and started again, with an instrument that keeps what nobody has acknowledged.</summary>
public sealed class ServerTests
{
    private const string Pile = "SIM-EV-0001";
    private const int Readings = 300;

    [Fact(Timeout = 86_400_000)]
    public async Task Nothing_that_the_server_acknowledged_is_lost_or_doubled_when_it_is_killed_under_load()
    {
        using var folder = new Folder();
        await DemonstrationFolders.Seeded.CopyToAsync(folder.Path);
        var (random, load, underLoad, recovered) = (Lane.Random(nameof(Nothing_that_the_server_acknowledged_is_lost_or_doubled_when_it_is_killed_under_load)), new Load(), Stopwatch.StartNew(), new List<TimeSpan>());
        using var users = new Users(Lane.Times(2, 5));
        var (isLast, killed) = (false, 0L);
        while (!isLast)
        {
            using var server = await Server.StartAsync(folder.Path, load.Port, users.Port);
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
            var present = await Looked.AtAsync(folder.Path, db => db.InstrumentMessages.Where(row => row.Instrument == Pile && row.Boot == "f").Select(row => row.Sequence).ToListAsync());
            Assert.Equal(Enumerable.Range(1, load.Sent).Select(number => (long)number), present.Order());
        });
        Tally.Note(string.Create(CultureInfo.InvariantCulture, $"{recovered.Count} kills under load: from SIGKILL to the first acknowledgement {recovered.Average(one => one.TotalSeconds):0.0} s on average, {recovered.Max().TotalSeconds:0.0} s at most"));
        Tally.Note(string.Create(CultureInfo.InvariantCulture, $"{load.Acknowledged} readings, {load.Acknowledged / load.Took.TotalSeconds:0} a second while it ran; {users.Count} people beside, {users.Answers} pages, the slowest {users.Slowest.TotalMilliseconds:0} ms"));
    }

    private static Task SendAsync(MqttClient instrument, long number, CancellationToken cancellation) => instrument.PublishAsync(
        WireTopics.Readings(Pile),
        Encoding.UTF8.GetBytes($"{{\"boot\":\"f\",\"seq\":{number},\"time\":\"2026-08-21T06:30:05Z\",\"readings\":[{{\"measurand\":\"voltage\",\"value\":\"{number.ToString(CultureInfo.InvariantCulture)}\",\"unit\":\"V\",\"resolution\":\"1\"}}]}}"),
        QualityOfService.AtLeastOnce, cancellation);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>An instrument that sends without a pause and keeps what nobody has acknowledged, as a station's spool does.</summary>
    private sealed class Load
    {
        /// <summary>Messages that wait in the client at a time.</summary>
        private const int Window = 200;

        private readonly SortedSet<long> open = [];

        public int Port { get; } = FreePort();

        public int Sent { get; private set; }

        public int Acknowledged { get; private set; }

        public TimeSpan Took { get; private set; }

        /// <summary>Sends what is open, oldest first, and so many new ones, until all is acknowledged or the server has ended.</summary>
        /// <param name="kill">The server is killed after so many acknowledgements.</param>
        /// <returns>When the first was acknowledged.</returns>
        public async Task<long> SendAsync(Server server, int more, int? kill)
        {
            var instrument = new MqttClient(
                new() { Host = "127.0.0.1", Port = Port, ClientId = $"pile-{Sent}-{Acknowledged}", UserName = Pile, Password = Encoding.UTF8.GetBytes(server.KeyOf(Pile)), Limits = new() { MaxInflight = 20 } }, TimeProvider.System, new Random(1));
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
            Assert.Equal(ClientPhase.Connected, (await instrument.ConnectAsync(patience.Token)).Phase);
            var (waiting, under, acknowledged, first) = (new Queue<long>(open), new Queue<(long Number, Task Task)>(), 0, 0L);
            while (true)
            {
                while (under.Count < Window && (waiting.Count > 0 || more > 0))
                {
                    if (!waiting.TryDequeue(out var number))
                    {
                        (number, more) = (++Sent, more - 1);
                        open.Add(number);
                    }

                    under.Enqueue((number, ServerTests.SendAsync(instrument, number, patience.Token)));
                }

                if (under.Count == 0)
                    break;
                await Task.WhenAny(under.Peek().Task, server.Ended).WaitAsync(patience.Token);
                if (!under.Peek().Task.IsCompletedSuccessfully)
                    break;
                first = first == 0 ? Stopwatch.GetTimestamp() : first;
                Take(under.Dequeue().Number);
                if (++acknowledged == kill)
                    server.Kill();
            }

            foreach (var (number, _) in under.Where(one => one.Task.IsCompletedSuccessfully))
                Take(number);
            Took += Stopwatch.GetElapsedTime(first);
            // It would try for ever; the process that ends takes it along.
            _ = instrument.DisposeAsync();
            return first;
        }

        private void Take(long number)
        {
            open.Remove(number);
            Acknowledged++;
        }
    }

    /// <summary>People who look at pages, one after the other, for as long as the server lives; they stay signed in when it is started again.</summary>
    private sealed class Users(int count) : IDisposable
    {
        private static readonly string[] Pages = ["/", "/search?q=SIM-EV", "/check"];

        private readonly List<HttpClient> people = [.. Enumerable.Range(0, count).Select(_ => new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) })];
        private readonly Lock gate = new();
        private bool areSignedIn;

        public int Port { get; } = FreePort();

        public int Count => people.Count;

        public int Answers { get; private set; }

        public TimeSpan Slowest { get; private set; }

        public async Task SignInAsync(Server server)
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

        public Task LookAsync(Server server) => Task.WhenAll(people.Select(person => LookAsync(person, server)));

        private async Task LookAsync(HttpClient person, Server server)
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

    /// <summary>The product as a process.</summary>
    private sealed class Server : IDisposable
    {
        private readonly Process process;
        private readonly List<string> said = [];

        private Server(Process process) => (this.process, Ended) = (process, process.WaitForExitAsync());

        public Task Ended { get; }

        public static async Task<Server> StartAsync(string folder, int port, int http)
        {
            var server = new Server(Killed.Start("metrology.dll", "serve", "--demo", "--data", folder, "--urls", $"http://127.0.0.1:{http}", "--mqtt", $"127.0.0.1:{port}", "--lang", "en"));
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            _ = server.process.StandardError.ReadToEndAsync();
            while (server.said.Count(line => line.Contains("MQTT key", StringComparison.Ordinal)) == 0 || server.KeyOf(Pile).Length == 0)
                server.said.Add(await server.process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException(string.Join('\n', server.said)));
            return server;
        }

        public string KeyOf(string instrument) => said.Where(line => line.Contains("MQTT key", StringComparison.Ordinal) && line.Contains(instrument, StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]).FirstOrDefault() ?? "";

        /// <summary>Of each demonstration account: name and password.</summary>
        public IEnumerable<(string Name, string Password)> Logins => said.Where(line => line.StartsWith("Demo sign-in: ", StringComparison.Ordinal)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(words => (words[2], words[3]));

        public void Kill() => process.Kill();

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
