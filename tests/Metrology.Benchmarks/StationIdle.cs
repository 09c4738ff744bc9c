using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Metrology.App.Laboratory;
using Metrology.App.Stations;
using Metrology.Db.Sqlite;

namespace Metrology.Benchmarks;

/// <summary>
/// What a station takes that has nothing much to do: enrolled at a server on this machine, one Modbus meter read every ten seconds, its state told every twenty. Processes of the product; the figures are
/// those of the kernel (Linux).
/// </summary>
static class StationIdle
{
    /// <summary>Start-up is no idling.</summary>
    static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);

    /// <param name="program">The built program, metrology.</param>
    public static async Task RunAsync(int seconds, string program)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-station-idle-").FullName;
        var (server, station, address) = (Directory.CreateDirectory(Path.Combine(folder, "server")).FullName, Directory.CreateDirectory(Path.Combine(folder, "station")).FullName, $"http://127.0.0.1:{FreePort()}");
        string code;
        await using (var store = new SqliteStore(Path.Combine(server, "metrology.db")))
        {
            await store.MigrateAsync(default);
            code = (await new EnrolStations(store, TimeProvider.System).DrawAsync(new(0, "benchmark", [Role.Administrator]), "idle", default)).Value.Code;
        }

        using var meter = Start(program, "simulate", "meter", "--link", "tcp:0", "--protocol", "modbus-tcp", "--map", "generic-float32", "--address", "7", "--number", "330000000077");
        var link = (await meter.StandardOutput.ReadLineAsync())!.Split(' ')[0];
        File.WriteAllText(Path.Combine(station, "instruments.json"), $$"""{"instruments":[{"name":"idle.meter","protocol":"modbus-tcp","link":"{{link}}","address":"7","model":"generic-float32","serialNumber":"330000000077","everySeconds":10}]}""");
        using var serving = Start(program, "serve", "--data", server, "--urls", address, "--mqtt", $"127.0.0.1:{FreePort()}");
        await serving.StandardOutput.ReadLineAsync();
        using (var enrolling = Start(program, "station", "enrol", "--server", address, "--code", code, "--data", station))
        {
            await enrolling.WaitForExitAsync();
            if (enrolling.ExitCode != 0)
                throw new InvalidOperationException("not enrolled");
        }

        using var idle = Start(program, "station", "--data", station);
        idle.OutputDataReceived += (_, _) => { };
        idle.BeginOutputReadLine();
        try
        {
            await Task.Delay(Settled);
            var (before, watch) = (Processor(idle.Id), Stopwatch.StartNew());
            var most = 0L;
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                most = Math.Max(most, Resident(idle.Id));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{seconds} s idle: resident {Resident(idle.Id) / 1024.0:0.0} MiB, {most / 1024.0:0.0} MiB at most (its peak since the start {Status(idle.Id, "VmHWM") / 1024.0:0.0} MiB); processor {(Processor(idle.Id) - before) * 100 / watch.Elapsed.TotalSeconds:0.00} % of a core"));
            await using var store = new SqliteStore(Path.Combine(server, "metrology.db"));
            Console.WriteLine($"messages that the server has of it: {await store.ReadAsync(db => Task.FromResult(db.InstrumentMessages.Count()), default)}");
        }
        finally
        {
            foreach (var process in new[] { idle, serving, meter })
            {
                process.Kill();
                await process.WaitForExitAsync();
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>KiB.</summary>
    static long Resident(int process) => Status(process, "VmRSS");

    static long Status(int process, string line) =>
        long.Parse(File.ReadLines($"/proc/{process}/status").First(one => one.StartsWith(line, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);

    /// <summary>Seconds of all its threads, by the kernel's ticks of 10 ms.</summary>
    static double Processor(int process)
    {
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
    }

    static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
