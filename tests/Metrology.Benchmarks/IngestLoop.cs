using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Metrology.App.Operation;
using Metrology.Db.Sqlite;
using Metrology.Station.Ingest;
using Microsoft.Data.Sqlite;

namespace Metrology.Benchmarks;

/// <summary>
/// Readings of 50 clients with QoS 1 through the endpoint of the product into its database, committed before PUBACK: rows a second, counted in the database
/// afterwards, and the time from send to PUBACK at half of that. Beside it, in the same run, mosquitto that gives them to a subscriber who keeps nothing, and
/// plain commits of the same rows.
/// </summary>
static class IngestLoop
{
    const int Clients = 50;
    const int Window = 200;
    const int Batch = 256;

    /// <summary>Messages a second.</summary>
    const int Goal = 75_000;

    public static string KeyOf(string instrument) => $"key-of-{instrument}";

    public static async Task RunAsync(int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-ingest-").FullName;
        try
        {
            Say($"{Environment.ProcessorCount} processors; load {Load()}");
            Say($"floor: {Floor(Path.Combine(folder, "floor.db"), seconds):0} rows a second in plain commits of {Batch}, no network");
            var reached = await ProductAsync(Path.Combine(folder, "metrology.db"), seconds, 0);
            await ProductAsync(Path.Combine(folder, "half.db"), seconds, (int)(reached / 2));
            await ProductAsync(Path.Combine(folder, "goal.db"), seconds, Goal / 2);
            await MosquittoAsync(folder, seconds);
            Say($"load {Load()}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<double> ProductAsync(string database, int seconds, int rate)
    {
        var rounds = rate == 0 ? 2 : 1;
        double reached = 0;
        await using (var store = new SqliteStore(database))
        {
            await store.MigrateAsync(default);
            var keys = Enumerable.Range(0, Clients).Select(index => string.Create(CultureInfo.InvariantCulture, $"meter-{index:00}")).ToDictionary(name => name, KeyOf);
            await using var broker = new Broker(new IPEndPoint(IPAddress.Loopback, 0), new BrokerAccess(keys), new MessageIngest(new KeepMessages(store)), TimeProvider.System);
            broker.Start();
            var acknowledged = 0L;
            for (var round = 0; round < rounds; round++)
            {
                var before = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalAllocatedBytes(), broker.Statistics.BatchesCommitted);
                var run = await DriveAsync(broker.Port, seconds, rate, $"boot{round}");
                acknowledged += run.Acknowledged;
                reached = run.Acknowledged / run.Seconds;
                var batches = broker.Statistics.BatchesCommitted - before.BatchesCommitted;
                Say($"product{(rate > 0 ? $", {rate} a second offered" : round == 0 ? ", first round (cold)" : "")}: {reached:0} acknowledged a second; send to PUBACK median {run.Median} ms, p99 {run.P99} ms, most {run.Most} ms; "
                    + $"{batches / run.Seconds:0} commits a second of {(double)run.Acknowledged / batches:0}; processor: server {(Process.GetCurrentProcess().TotalProcessorTime - before.TotalProcessorTime).TotalSeconds / run.Seconds:0.00}, clients {run.Processor / run.Seconds:0.00}; "
                    + $"{(GC.GetTotalAllocatedBytes() - before.Item2) / (double)run.Acknowledged:0} bytes a message; working set {Environment.WorkingSet / 1048576} MiB");
            }

            var rows = await store.ReadAsync(db => Task.FromResult(db.InstrumentMessages.Count()), default);
            if (rows != acknowledged)
                throw new InvalidOperationException($"{acknowledged} messages were acknowledged and {rows} rows are in the database");
            Say($"  rows in the database: {rows}, as many as were acknowledged");
        }

        return reached;
    }

    static async Task MosquittoAsync(string folder, int seconds)
    {
        var port = FreePort();
        var config = Path.Combine(folder, "mosquitto.conf");
        File.WriteAllText(config, $"listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\nuser {Environment.UserName}\nlog_type none\n");
        using var mosquitto = Start("mosquitto", ["-c", config]);
        try
        {
            await Task.Delay(1000);
            using var subscriber = Start("mosquitto_sub", ["-h", "127.0.0.1", "-p", $"{port}", "-q", "1", "-t", "#", "-F", "%l"]);
            subscriber.OutputDataReceived += (_, _) => { };
            subscriber.BeginOutputReadLine();
            await Task.Delay(500);
            var run = await DriveAsync(port, seconds, 0, "boot");
            Say($"mosquitto to a subscriber that keeps nothing: {run.Acknowledged / run.Seconds:0} acknowledged a second; median {run.Median} ms, p99 {run.P99} ms; nothing is on a disk");
            subscriber.Kill();
        }
        finally
        {
            mosquitto.Kill();
        }
    }

    /// <summary>The same rows in commits of the same size, by the same library, with nothing around them.</summary>
    static double Floor(string database, int seconds)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL");
        Execute(connection, "PRAGMA synchronous=FULL");
        Execute(connection, "CREATE TABLE M (I TEXT NOT NULL, B TEXT NOT NULL, S INTEGER NOT NULL, T TEXT NOT NULL, P BLOB NOT NULL, R INTEGER NOT NULL, PRIMARY KEY (I, B, S))");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO M VALUES (@i, @b, @s, @t, @p, @r)";
        var parameters = new[] { "@i", "@b", "@s", "@t", "@p", "@r" }.Select(name => insert.Parameters.AddWithValue(name, "")).ToArray();
        var (payload, watch, rows) = (new byte[IngestClients.PayloadBytes], Stopwatch.StartNew(), 0L);
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var i = 0; i < Batch; i++, rows++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"meter-{rows % Clients:00}");
                object[] values = [name, "boot", rows, $"metrology/v1/{name}/readings", payload, rows];
                for (var p = 0; p < values.Length; p++)
                    parameters[p].Value = values[p];
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return rows / watch.Elapsed.TotalSeconds;
    }

    static async Task<ClientRun> DriveAsync(int port, int seconds, int rate, string boot)
    {
        using var clients = Start(Environment.ProcessPath!, [.. Own(), "ingest-clients", .. new[] { port, Clients, seconds, rate, Window }.Select(n => n.ToString(CultureInfo.InvariantCulture)), boot]);
        var said = await clients.StandardOutput.ReadToEndAsync();
        await clients.WaitForExitAsync();
        var numbers = said.Split(' ', StringSplitOptions.TrimEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        if (numbers[0] != numbers[1])
            throw new InvalidOperationException($"{numbers[0]} sent, {numbers[1]} acknowledged");
        return new((long)numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
    }

    static string[] Own() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(IngestLoop).Assembly.Location] : [];

    static Process Start(string program, string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    static void Say(string line) => Console.WriteLine(line);

    sealed record ClientRun(long Acknowledged, double Seconds, double Median, double P99, double Most, double Processor);
}
