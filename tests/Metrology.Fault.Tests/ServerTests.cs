using System.Diagnostics;
using System.Globalization;
using System.Net;
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

    [Fact(Timeout = 1_200_000)]
    public async Task Nothing_that_the_server_acknowledged_is_lost_or_doubled_when_it_is_killed_under_load()
    {
        using var folder = new Folder();
        await DemonstrationFolders.Seeded.CopyToAsync(folder.Path);
        var (random, port, sent, acknowledged) = (Lane.Random(nameof(Nothing_that_the_server_acknowledged_is_lost_or_doubled_when_it_is_killed_under_load)), FreePort(), new HashSet<long>(), new HashSet<long>());
        var lives = Lane.Times(1, 20);
        for (var life = 0; life <= lives; life++)
        {
            using var server = await Server.StartAsync(folder.Path, port);
            var last = life == lives;
            // Each life leaves work for the next: a server to which nothing is sent would never be killed.
            var until = last ? int.MaxValue : acknowledged.Count + random.Next(1, Readings / (lives + 1));
            var instrument = new MqttClient(
                new() { Host = "127.0.0.1", Port = port, ClientId = $"pile-{life}", UserName = Pile, Password = Encoding.UTF8.GetBytes(server.KeyOf(Pile)), Limits = new() { MaxInflight = 8 } }, TimeProvider.System, new Random(1));
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            Assert.Equal(ClientPhase.Connected, (await instrument.ConnectAsync(patience.Token)).Phase);
            // Everything that nobody has acknowledged, oldest first, as a station's spool does; some of it twice.
            var open = Enumerable.Range(1, Readings).Select(number => (long)number).Where(number => !acknowledged.Contains(number)).ToList();
            var under = open.Select(number => (Number: number, Task: SendAsync(instrument, number, patience.Token))).ToList();
            foreach (var (number, task) in under)
            {
                sent.Add(number);
                await Task.WhenAny(task, server.Ended).WaitAsync(patience.Token);
                if (!task.IsCompletedSuccessfully)
                    break;
                acknowledged.Add(number);
                if (acknowledged.Count >= until)
                    server.Kill();
            }

            if (last)
                break;
            await server.Ended.WaitAsync(patience.Token);
            acknowledged.UnionWith(under.Where(one => one.Task.IsCompletedSuccessfully).Select(one => one.Number));
            // It would try for ever; the process that ends takes it along.
            _ = instrument.DisposeAsync();
        }

        Assert.Equal(Readings, acknowledged.Count);
        var present = await Looked.AtAsync(folder.Path, db => db.InstrumentMessages.Where(row => row.Instrument == Pile && row.Boot == "f").Select(row => row.Sequence).ToListAsync());
        Assert.Equal(Enumerable.Range(1, Readings).Select(number => (long)number), present.Order());
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

    /// <summary>The product as a process.</summary>
    private sealed class Server : IDisposable
    {
        private readonly Process process;
        private readonly List<string> said = [];

        private Server(Process process) => (this.process, Ended) = (process, process.WaitForExitAsync());

        public Task Ended { get; }

        public static async Task<Server> StartAsync(string folder, int port)
        {
            var server = new Server(Killed.Start("metrology.dll", "serve", "--demo", "--data", folder, "--urls", "http://127.0.0.1:0", "--mqtt", $"127.0.0.1:{port}", "--lang", "en"));
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            _ = server.process.StandardError.ReadToEndAsync();
            while (server.said.Count(line => line.Contains("MQTT key", StringComparison.Ordinal)) == 0 || server.KeyOf(Pile).Length == 0)
                server.said.Add(await server.process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException(string.Join('\n', server.said)));
            return server;
        }

        public string KeyOf(string instrument) => said.Where(line => line.Contains("MQTT key", StringComparison.Ordinal) && line.Contains(instrument, StringComparison.Ordinal)).Select(line => line.Split(' ')[^1]).FirstOrDefault() ?? "";

        public void Kill() => process.Kill();

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
