using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Metrology.Adapters.Modbus;
using Metrology.App.Laboratory;
using Metrology.App.Operation;
using Metrology.App.Stations;
using Metrology.Db.Sqlite;
using Metrology.Mqtt.Tests.Support;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Meter;
using Metrology.Station.Benches;
using Metrology.Station.Field;
using Metrology.Station.Ingest;
using Metrology.Web.Commands;
using Metrology.Web.Commands.Stations;
using Metrology.Web.Host;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Fault.Tests;

/// <summary>A station that reads a meter over Modbus TCP: alone for a day, full, and killed together with its server.</summary>
public sealed class FieldStationTests
{
    private const string Instrument = "hall-2.meter", Key = "a key of the test", Number = "330000000077";

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData(1_000, 145)]
    [InlineData(40, 40)]
    public async Task After_a_day_alone_everything_it_read_arrives_once_and_in_order_and_a_full_spool_stops_the_reading(int limit, int read)
    {
        using var folder = new Folder();
        await using var meter = Meter();
        var (time, port, notices) = (new ManualTime(), FreePort(), new List<FieldNotice>());
        using var stopping = new CancellationTokenSource();
        await using var spool = SqliteSpool.Open(Path.Combine(folder.Path, "spool.db"), limit);
        var file = FieldFile.Load(File(meter, Every), RegisterMapShelf.Shipped, time);
        Assert.Empty(file.Problems);
        var station = new FieldStation(file.Value!, new("127.0.0.1", port), spool, new WiredMeters(RegisterMapShelf.Shipped, Metrology.Adapters.Types.InstrumentTypeShelf.Shipped, time, Metrology.Links.LinkFactory.Of(time)), time)
        {
            OnChange = notice =>
            {
                lock (notices)
                    notices.Add(notice);
            },
        };
        int Told(string code)
        {
            lock (notices)
                return notices.Count(notice => notice.Code == code);
        }

        var running = station.RunAsync(stopping.Token);
        for (var turn = TimeSpan.Zero; turn < TimeSpan.FromDays(1); turn += Every)
        {
            await time.ArmedAsync(due => due == Every);
            time.Advance(Every);
        }

        await time.ArmedAsync(due => due == Every);
        Assert.Equal(read, spool.Depth);
        Assert.Equal(read == limit, Told("station.spool-full") > 0);

        await using var store = new SqliteStore(Path.Combine(folder.Path, "metrology.db"));
        await store.MigrateAsync(default);
        await using var server = new Broker(
            new(IPAddress.Loopback, port), new BrokerAccess(new Dictionary<string, string> { [Instrument] = Key }), new MessageIngest(new KeepMessages(store)), TimeProvider.System);
        server.Start();
        // Its clock goes on until the longest back-off is over, and not as far as the next reading.
        var (looked, waited) = (0, TimeSpan.Zero);
        await UntilAsync(() =>
        {
            if (++looked % 10 == 0 && waited < Every / 2)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                waited += TimeSpan.FromSeconds(1);
            }

            return spool.Depth == 0;
        });
        time.Advance(Every - waited);
        await time.ArmedAsync(due => due == Every);
        if (read == limit)
            await UntilAsync(() => Told("station.reading") == 2);
        await UntilAsync(() => spool.Depth == 0);

        await stopping.CancelAsync();
        await running;
        Arrived(await store.ReadAsync(db => db.InstrumentMessages.OrderBy(row => row.Sequence).ToListAsync(), default), read + 1);
    }

    [Fact]
    public async Task Killed_in_the_middle_with_its_server_it_loses_doubles_and_reorders_nothing()
    {
        using var folder = new Folder();
        await using var meter = Meter();
        var (server, station, port) = (Path.Combine(folder.Path, "server"), Path.Combine(folder.Path, "station"), FreePort());
        Directory.CreateDirectory(server);
        Directory.CreateDirectory(station);
        System.IO.File.WriteAllText(Path.Combine(server, "station.json"), $$$"""{"instruments":{"{{{Instrument}}}":"{{{Key}}}"}}""");
        System.IO.File.WriteAllBytes(Path.Combine(station, "instruments.json"), File(meter, TimeSpan.FromSeconds(0.05)));
        string[] serve = ["serve", "--data", server, "--urls", $"http://127.0.0.1:{FreePort()}", "--mqtt", $"127.0.0.1:{port}"];
        string[] read = ["station", "--data", station, "--mqtt", $"127.0.0.1:{port}", "--json"];
        long Waiting() => Asked(Path.Combine(station, "spool.db"), "SELECT COUNT(*) FROM Messages");
        long Drawn() => Asked(Path.Combine(station, "spool.db"), "SELECT COALESCE(MAX(Last), 0) FROM Numbers");
        long Kept() => Asked(Path.Combine(server, "metrology.db"), "SELECT COUNT(*) FROM InstrumentMessages");

        using (var first = new Running(read))
        {
            using (new Running(serve))
                await UntilAsync(() => Kept() >= 20);
            // The server was killed; the station goes on alone and is killed too.
            await UntilAsync(() => Waiting() >= 20);
        }

        var (drawn, waiting) = (Drawn(), Waiting());
        using (new Running(read))
        {
            await UntilAsync(() => Waiting() >= waiting + 10);
            using (new Running(serve))
            {
                await UntilAsync(() => Kept() > drawn);
            }
        }

        // What was on its way at the last kill is sent once more.
        using (new Running(serve))
        using (new Running(read))
        {
            var last = Drawn();
            await UntilAsync(() => Kept() > last);
        }

        Arrived(await Looked.AtAsync(server, db => db.InstrumentMessages.OrderBy(row => row.Sequence).ToListAsync()), atLeast: (int)drawn);
    }

    [Fact]
    public async Task Enrolled_it_sends_over_HTTPS_stops_reading_when_its_spool_is_full_and_a_kill_of_either_loses_and_doubles_nothing()
    {
        const int Limit = 60;
        using var folder = new Folder();
        await using var meter = Meter();
        var (server, station, address) = (Path.Combine(folder.Path, "server"), Path.Combine(folder.Path, "station"), $"https://127.0.0.1:{FreePort()}");
        Directory.CreateDirectory(server);
        Directory.CreateDirectory(station);
        var authority = Tls(folder.Path, out var tls);
        System.IO.File.WriteAllBytes(Path.Combine(station, "instruments.json"), File(meter, TimeSpan.FromSeconds(0.05)));
        string[] serve = ["serve", "--data", server, "--urls", address, "--mqtt", $"127.0.0.1:{FreePort()}"];
        string[] read = ["station", "--data", station, "--spool-limit", $"{Limit}", "--json"], enrol = ["station", "enrol", "--server", address, "--lang", "en", "--data"];
        long Waiting() => Asked(Path.Combine(station, "spool.db"), "SELECT COUNT(*) FROM Messages");
        long Drawn() => Asked(Path.Combine(station, "spool.db"), "SELECT COALESCE(MAX(Last), 0) FROM Numbers");
        long Kept() => Asked(Path.Combine(server, "metrology.db"), "SELECT COUNT(*) FROM InstrumentMessages");

        var code = await DrawAsync(server);
        using (new Running(serve, tls))
        {
            await UntilAsync(() => Answers(address));
            async Task<string> SaidAsync(params string[] arguments)
            {
                using var process = Killed.Start("metrology.dll", arguments);
                var ended = await Killed.EndAsync(process, int.MaxValue);
                return string.Join('\n', ended.Acknowledged) + ended.Errors;
            }

            var stranger = Path.Combine(folder.Path, "stranger");
            // Side by side: each is a process that has to start.
            var said = await Task.WhenAll(
                SaidAsync("station", "--data", Path.Combine(folder.Path, "nobody")), SaidAsync([.. enrol, stranger, "--code", code]),
                SaidAsync([.. enrol, stranger + "2", "--code", StationCodeText.Draw(), "--authority", authority]), SaidAsync([.. enrol, station, "--code", code, "--authority", authority]));
            foreach (var (expected, text) in new[] { "station.not-enrolled", "station.no-server", "station.wrong-code", "Enrolled as hall-2" }.Zip(said))
                Assert.Contains(expected, text, StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(Path.Combine(station, "station.pem")));
        }

        using (var alone = new Running(read))
        {
            using (new Running(serve, tls))
                await UntilAsync(() => Kept() >= 20);
            // The server was killed; the spool fills, and then nothing is read.
            await UntilAsync(() => Waiting() == Limit && alone.Said("station.spool-full"));
        }

        var drawn = Drawn();
        using (new Running(read))
        using (new Running(serve, tls))
            await UntilAsync(() => Kept() > drawn + 10);
        // What was on its way at the last kill is sent once more.
        using (new Running(serve, tls))
        {
            using (new Running(read))
            {
                var last = Drawn();
                await UntilAsync(() => Kept() > last);
                await UntilAsync(() => Asked(Path.Combine(server, "metrology.db"), "SELECT COUNT(*) FROM Stations WHERE StateText LIKE '%hall-2.meter%'") == 1);
            }

            // A line for benches goes through the same TLS, under the same pinned key. The station itself is gone: both would draw from one counter, and who comes second is refused.
            using var channel = new StationChannel(new StationFolder(new(station)).Read().Value, TimeProvider.System);
            await using var line = await channel.LineAsync(default);
            Assert.NotNull(line);
        }

        Arrived(await Looked.AtAsync(server, db => db.InstrumentMessages.OrderBy(row => row.Sequence).ToListAsync()), atLeast: (int)drawn);
        Assert.Equal(0, await Looked.AtAsync(server, db => db.RefusedMessages.CountAsync()));
    }

    private static async Task<string> DrawAsync(string server)
    {
        // The server that starts there later finds its keys as a first start would have made them.
        PrivateFiles.CreateFolder(new DataFolder(server).Keys);
        await using var store = new SqliteStore(Path.Combine(server, "metrology.db")) { Memory = LedgerFolder.Of(new(server), null) };
        await store.MigrateAsync(default);
        return (await new EnrolStations(store, TimeProvider.System).DrawAsync(new(0, "test", [Role.Administrator]), "hall-2", default)).Value.Code;
    }

    /// <summary>A certificate for 127.0.0.1 of an authority that no machine trusts, as the settings of the server.</summary>
    private static string Tls(string folder, out Dictionary<string, string> settings)
    {
        var now = DateTimeOffset.UtcNow;
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest("CN=Test authority", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = rootRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(root, now.AddDays(-1), now.AddDays(1), [1, 2, 3]);
        string Write(string name, string text)
        {
            System.IO.File.WriteAllText(Path.Combine(folder, name), text);
            return Path.Combine(folder, name);
        }

        settings = new() { ["METROLOGY_HTTPS_CERTIFICATE_FILE"] = Write("server.pem", certificate.ExportCertificatePem()), ["METROLOGY_HTTPS_KEY_FILE"] = Write("server-key.pem", key.ExportPkcs8PrivateKeyPem()) };
        return Write("authority.pem", root.ExportCertificatePem());
    }

    private static bool Answers(string address)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, new Uri(address).Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>One name of boot, numbers without a gap, times and receipts in the order of the numbers.</summary>
    private static void Arrived(IReadOnlyList<InstrumentMessage> rows, int atLeast)
    {
        Assert.True(rows.Count >= atLeast, $"{rows.Count} of {atLeast}");
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(number => (long)number), rows.Select(row => row.Sequence));
        Assert.Single(rows.Select(row => row.Boot).Distinct());
        var times = rows.Select(row => JsonDocument.Parse(row.Payload).RootElement.GetProperty("time").GetDateTimeOffset()).ToList();
        Assert.Equal(times.Order(), times);
        Assert.Equal(rows.Select(row => row.ReceivedAt).Order(), rows.Select(row => row.ReceivedAt));
        Assert.All(rows, row => Assert.Contains("\"measurand\":\"voltage\"", Encoding.UTF8.GetString(row.Payload), StringComparison.Ordinal));
    }

    private static MeterServer Meter()
    {
        var process = new ChargingProcess(7);
        var settings = new SimulatedModbusSettings(7, Number, 0m, RegisterMapShelf.Shipped.Find("generic-float32")!, IsTcp: true);
        return new(new(IPAddress.Loopback, 0), line => new SimulatedModbusMeter(line, settings, process, MeterFaults.None), TimeProvider.System);
    }

    private static byte[] File(MeterServer meter, TimeSpan every) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$$"""
        {"instruments":[{"name":"{{{Instrument}}}","key":"{{{Key}}}","protocol":"modbus-tcp","link":"tcp:{{{meter.EndPoint}}}","address":"7",
          "model":"generic-float32","serialNumber":"{{{Number}}}","everySeconds":{{{every.TotalSeconds}}}}]}
        """));

    /// <summary>0 while there is no such file or table yet.</summary>
    private static long Asked(string database, string question)
    {
        if (!System.IO.File.Exists(database))
            return 0;
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = question;
            return (long)command.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            return 0;
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The product as a process; it ends by SIGKILL.</summary>
    private sealed class Running : IDisposable
    {
        private readonly Process process;
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

        public Running(string[] arguments, Dictionary<string, string>? environment = null)
        {
            process = Killed.StartWith(environment ?? [], "metrology.dll", arguments);
            process.OutputDataReceived += (_, said) => lines.Enqueue(said.Data ?? "");
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public bool Said(string text) => lines.Any(line => line.Contains(text, StringComparison.Ordinal));

        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
