using System.Diagnostics;
using System.Globalization;
using Metrology.App;
using Metrology.App.Certificates;
using Metrology.App.Certificates.Bulk;
using Metrology.App.Customers;
using Metrology.App.Demonstration;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Words;
using Metrology.Db.Sqlite;
using Metrology.Documents;
using Metrology.Documents.Signing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Metrology.Benchmarks;

/// <summary>Bulk issue of many approved records on a database file: pages, digital certificate, both signed, ledger, one transaction each. Says time and memory as it goes.</summary>
static class BulkLoop
{
    static readonly string[] OfRecord = ["RunEvents", "Observations", "Transitions", "UsedEquipment"];

    public static async Task RunAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-bulk-").FullName;
        try
        {
            var database = Path.Combine(folder, "metrology.db");
            await using (var services = Compose(database))
                await MeasureOneAsync(services);
            await using (var services = Compose(database))
                await CopyAsync(services.GetRequiredService<Store>(), count);
            await using (var services = Compose(database))
                await IssueAsync(services, count);
            Say($"database: {new FileInfo(database).Length / 1048576.0:0} MiB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task IssueAsync(ServiceProvider services, int count)
    {
        var approver = (await services.GetRequiredService<LaboratoryQueries>().AccountsAsync(default)).Single(row => row.UserName == "approver");
        var id = Checked(await services.GetRequiredService<StartBulkIssue>().ExecuteAsync(new(approver.Id, approver.DisplayName, approver.Roles), null, default));
        using var sql = Environment.GetEnvironmentVariable("METROLOGY_SQL_TIMES") is null ? null : new SqlTimes();
        var (spent, seen, at) = (Process.GetCurrentProcess().TotalProcessorTime, 0, 0.0);
        var watch = Stopwatch.StartNew();
        var running = Task.Run(() => services.GetRequiredService<RunBulkIssue>().ExecuteAsync(default));
        var (step, said) = (Math.Max(1, count / 10), 0);
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(500));
            var done = (await services.GetRequiredService<BulkIssueQueries>().FindAsync(id, default))!.Done;
            if (done / step > said)
            {
                said = done / step;
                // What is compiled, and read for the first time, is paid for by the first hundreds.
                var (now, since, cpu) = (watch.Elapsed.TotalSeconds, done - seen, Process.GetCurrentProcess().TotalProcessorTime);
                Say($"{done} issued, {now:0} s, {done / now:0.0} a second, the last {since} {since / (now - at):0.0} a second with {(cpu - spent).TotalMilliseconds / since:0.0} ms of processor time each, {GC.GetTotalMemory(forceFullCollection: true) / 1048576.0:0.0} MiB managed, {Environment.WorkingSet / 1048576} MiB resident");
                (spent, seen, at) = (Process.GetCurrentProcess().TotalProcessorTime, done, watch.Elapsed.TotalSeconds);
            }
        }

        await running;
        var progress = (await services.GetRequiredService<BulkIssueQueries>().FindAsync(id, default))!;
        if (progress.NotIssued > 0)
            throw new InvalidOperationException($"{progress.NotIssued} of {count} were not issued: nothing was measured");
        sql?.Say(count);
        Say($"{progress.Issued} issued, {progress.FirstNumber} … {progress.LastNumber}, {watch.Elapsed.TotalSeconds:0.0} s");
        // A page of the list, each of its rows compared with the ledger.
        var pages = new List<double>();
        for (var i = 0; i < 60; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var lines = await services.GetRequiredService<CertificateQueries>().ListAsync(new(), default);
            pages.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (lines.Exists(line => line.Status != CertificateStatus.Standing))
                throw new InvalidOperationException("a certificate that was just issued is not usable");
        }

        var sorted = pages.Skip(10).Order().ToList();
        Say($"a first page of certificates: p50 {sorted[sorted.Count / 2]:0.0} ms, p95 {sorted[sorted.Count * 95 / 100]:0.0} ms");
    }

    internal static async Task MeasureOneAsync(ServiceProvider services)
    {
        await services.GetRequiredService<Store>().MigrateAsync(default);
        var data = DemonstrationData.Current;
        Checked(await services.GetRequiredService<SeedDemonstration>().ExecuteAsync(data, data.Accounts.ToDictionary(row => row.UserName, _ => "hash"), default));
        var accounts = await services.GetRequiredService<LaboratoryQueries>().AccountsAsync(default);
        var technician = Of("technician");
        var unit = (await services.GetRequiredService<UnitQueries>().AllAsync(default)).Single(row => row.SerialNumber == "SIM-EV-0002");
        var bench = (await services.GetRequiredService<VerificationQueries>().BenchesAsync(default)).Single(row => row.Code == "ev-ac-1");
        var standard = (await services.GetRequiredService<StandardQueries>().AllAsync(default)).First(row => row.Equipment.Count > 0);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        var id = Checked(await services.GetRequiredService<OpenVerification>().ExecuteAsync(technician, new(unit.Id, standard.Id, bench.Id, VerificationKind.First, today), default));
        var run = await services.GetRequiredService<VerificationQueries>().FindAsync(id, default);
        while (BenchAnswers.Next(run.Value.State, 0.4m, TimeProvider.System.GetUtcNow()) is { } happened)
            run = await services.GetRequiredService<RecordEvent>().ExecuteAsync(technician, id, happened, [], default);
        foreach (var (person, action) in new[] { ("technician", VerificationStates.Submit), ("checker", VerificationStates.Check), ("approver", VerificationStates.Approve) })
            Checked(await services.GetRequiredService<MoveVerification>().ExecuteAsync(Of(person), id, action, null, default));

        Actor Of(string name)
        {
            var account = accounts.Single(row => row.UserName == name);
            return new(account.Id, account.DisplayName, account.Roles);
        }
    }

    /// <summary>Saves the one record again and again, so that each copy stands in the ledger: measuring each would take hours and is not what is measured here.</summary>
    static async Task CopyAsync(Store store, int count)
    {
        const int Together = 50;
        foreach (var some in Enumerable.Range(1, count - 1).Chunk(Together))
            Checked(await store.WriteAsync<int>(
                async db =>
                {
                    foreach (var i in some)
                    {
                        var copy = await db.Verifications.AsNoTracking().SingleAsync(row => !row.Number.StartsWith("COPY-"));
                        var (from, id) = (copy.Id, Guid.NewGuid());
                        (copy.Id, copy.Number, copy.LedgerIndex) = (id, string.Create(CultureInfo.InvariantCulture, $"COPY-{i:00000}"), null);
                        db.Add(copy);
                        await AddAsync(db.RunEvents.Where(row => row.VerificationId == from), row => (row.VerificationId, row.LedgerIndex) = (id, null));
                        await AddAsync(db.Observations.Where(row => row.VerificationId == from), row => (row.VerificationId, row.LedgerIndex) = (id, null));
                        await AddAsync(db.Transitions.Where(row => row.VerificationId == from), row => (row.VerificationId, row.LedgerIndex) = (id, null));
                        await AddAsync(db.UsedEquipment.Where(row => row.VerificationId == from), row => (row.VerificationId, row.LedgerIndex) = (id, null));
                    }

                    return some.Length;

                    async Task AddAsync<T>(IQueryable<T> rows, Action<T> name)
                        where T : class
                    {
                        foreach (var row in await rows.AsNoTracking().ToListAsync())
                        {
                            name(row);
                            db.Add(row);
                        }
                    }
                },
                default));
    }

    /// <summary>Copies the rows of the one record behind the product: measuring each would take hours and is not what is measured here.</summary>
    internal static void Multiply(string database, int count)
    {
        using var connection = new SqliteConnection($"Data Source={database}");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        var copies = OfRecord.Select(table => Copy(connection, table, new() { ["VerificationId"] = "$id" })).Prepend(Copy(connection, "Verifications", new() { ["Id"] = "$id", ["Number"] = "$number" })).ToList();
        for (var i = 1; i < count; i++)
        {
            foreach (var copy in copies)
            {
                copy.Parameters["$id"].Value = Guid.NewGuid().ToString().ToUpperInvariant();
                copy.Parameters["$number"].Value = string.Create(CultureInfo.InvariantCulture, $"COPY-{i:00000}");
            }

            var id = copies[0].Parameters["$id"].Value;
            foreach (var copy in copies)
            {
                copy.Parameters["$id"].Value = id;
                copy.ExecuteNonQuery();
            }
        }

        transaction.Commit();
    }

    static SqliteCommand Copy(SqliteConnection connection, string table, Dictionary<string, string> replaced)
    {
        var columns = new List<string>();
        using (var ask = connection.CreateCommand())
        {
            ask.CommandText = $"select name from pragma_table_info('{table}')";
            using var reader = ask.ExecuteReader();
            while (reader.Read())
                columns.Add(reader.GetString(0));
        }

        var copy = connection.CreateCommand();
        var key = table == "Verifications" ? "Id" : "VerificationId";
        copy.CommandText = $"insert into {table} ({string.Join(',', columns.Select(Quoted))}) select {string.Join(',', columns.Select(column => replaced.GetValueOrDefault(column, Quoted(column))))} "
            + $"from {table} where {key} = (select Id from Verifications where Number not like 'COPY-%' limit 1) and ($number = $number)";
        copy.Parameters.Add("$id", SqliteType.Text);
        copy.Parameters.Add("$number", SqliteType.Text);
        return copy;
    }

    static string Quoted(string column) => $"\"{column}\"";

    internal static ServiceProvider Compose(string database) => new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSingleton<ILedgerWitness, KeptInMemory>()
        .AddSingleton<Store>(provider => new SqliteStore(database) { Memory = provider.GetRequiredService<ILedgerWitness>() })
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddSingleton<IReceivedPdf, ReceivedPdfReader>()
        .AddSingleton<ICertificateRenderer>(_ => new CertificateRenderer(DocumentFonts.Stack))
        .AddSingleton<ICertificateSigner>(_ => LocalSigner.Load(DemonstrationKey.NewPfx(), null, isDemonstration: true).Value)
        .AddSingleton<ITimeStampAuthority, NoTimeStamps>()
        .AddSingleton<ISealService, NoSealService>()
        .AddSingleton(new CheckPage(new("https://check.example/")))
        .AddApplication()
        .BuildServiceProvider();

    static T Checked<T>(Outcome<T> outcome) => outcome.Value;

    static void Say(string line) => Console.WriteLine(line);
}
