using System.Globalization;
using Metrology.App.Certificates;
using Metrology.App.Chains;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Standards.Tracing;
using Metrology.App.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Metrology.Benchmarks;

/// <summary>A chain of depth 8 with many issued certificates on a database file: least and median of some turns, from the query to the tree.</summary>
static class ChainLoop
{
    const int Levels = 3, Warm = 20, Turns = 30;

    public static async Task RunAsync(int certificates)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-chain-").FullName;
        try
        {
            var database = Path.Combine(folder, "metrology.db");
            await using (var services = BulkLoop.Compose(database))
                await BulkLoop.MeasureOneAsync(services);
            BulkLoop.Multiply(database, certificates);
            int top;
            await using (var services = BulkLoop.Compose(database))
            {
                await IssueOneAsync(services);
                top = await BuildAsync(services);
            }

            CopyCertificates(database);
            await using var measured = BulkLoop.Compose(database);
            var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
            var chains = measured.GetRequiredService<ChainQueries>();
            var times = new List<double>();
            var process = System.Diagnostics.Process.GetCurrentProcess();
            var processor = new List<double>();
            for (var i = 0; i < Warm + Turns; i++)
            {
                process.Refresh();
                var before = process.TotalProcessorTime;
                var watch = Stopwatch.StartNew();
                var tree = (await chains.OfEquipmentAsync(top, today, default))!;
                watch.Stop();
                if (i == 0)
                {
                    Say($"depth {tree.Down.Depth}, {tree.Down.Leaves} certificates");
                    // The copies have no entry in the ledger: a chain marks what the last audit found, and proves nothing itself, so none of them may be marked.
                    if (Walk(tree.Down).Any(node => node.IsUnusable))
                        throw new InvalidOperationException("a copied certificate is marked unusable: another path was measured");
                }
                process.Refresh();
                if (i >= Warm)
                {
                    times.Add(watch.Elapsed.TotalMilliseconds);
                    processor.Add((process.TotalProcessorTime - before).TotalMilliseconds);
                }
            }

            Say($"least {times.Min():0.0} ms, median {times.Order().ElementAt(times.Count / 2):0.0} ms; processor least {processor.Min():0.0} ms, median {processor.Order().ElementAt(processor.Count / 2):0.0} ms");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task IssueOneAsync(ServiceProvider services)
    {
        var account = (await services.GetRequiredService<LaboratoryQueries>().AccountsAsync(default)).Single(row => row.UserName == "approver");
        var id = await services.GetRequiredService<Store>().ReadAsync(db => db.Verifications.Where(row => !row.Number.StartsWith("COPY-")).Select(row => row.Id).SingleAsync(), default);
        if ((await services.GetRequiredService<IssueCertificate>().ExecuteAsync(new(account.Id, account.DisplayName, account.Roles), id, default)).Refusal is { } refusal)
            throw new InvalidOperationException(refusal.Text.En);
    }

    /// <summary>The meter of the bench comes from standard 2, whose meter comes from standard 3, and so on.</summary>
    /// <returns>The instrument above all.</returns>
    static async Task<int> BuildAsync(ServiceProvider services) => (await services.GetRequiredService<Store>().WriteAsync<int>(async db =>
    {
        var standards = await db.Standards.OrderBy(row => row.Id).Take(Levels + 1).ToListAsync();
        var below = await db.StandardEquipment.Where(row => row.StandardId == standards[0].Id && row.Role == EquipmentRole.Main).SelectMany(row => row.Item!.Certificates).ToListAsync();
        var item = 0;
        db.RemoveRange(await db.TraceSources.ToListAsync());
        await db.SaveChangesAsync();
        for (var level = 1; level <= Levels; level++)
        {
            db.AddRange(below.Select(certificate => new TraceSource { CertificateId = certificate.Id, StandardId = standards[level].Id }));
            var meter = new EquipmentItem { Code = $"CHAIN-{level}", NameZh = "标准表", NameEn = "Meter", Manufacturer = "示例", Model = "M", SerialNumber = $"{level}" };
            var certified = new TraceabilityCertificate
            {
                Number = $"C-{level}",
                Issuer = "示例",
                IssuedOn = new(2020, 1, 1),
                ValidUntil = new(2040, 1, 1),
                UncertaintyText = "示例",
                Measurand = "energy.active.import",
                ExpandedUncertainty = 0.01m,
                CoverageFactor = 2,
                Unit = "%",
            };
            meter.Certificates.Add(certified);
            db.Add(meter);
            await db.SaveChangesAsync();
            db.Add(new StandardEquipment { StandardId = standards[level].Id, EquipmentId = meter.Id, Role = EquipmentRole.Main });
            (below, item) = ([certified], meter.Id);
        }

        return item;
    }, default)).Value;

    /// <summary>The certificate of the one record for every copy of it; its files are left empty.</summary>
    static void CopyCertificates(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database}");
        connection.Open();
        using var ask = connection.CreateCommand();
        ask.CommandText = "SELECT name FROM pragma_table_info('Certificates') WHERE name <> 'Id'";
        var columns = new List<string>();
        using (var reader = ask.ExecuteReader())
        {
            while (reader.Read())
                columns.Add(reader.GetString(0));
        }

        using var copy = connection.CreateCommand();
        copy.CommandText = $"INSERT INTO Certificates ({string.Join(',', columns.Select(name => $"\"{name}\""))}) SELECT {string.Join(',', columns.Select(Value))} FROM Verifications v, (SELECT * FROM Certificates LIMIT 1) c WHERE v.Number LIKE 'COPY-%'";
        copy.ExecuteNonQuery();

        static string Value(string name) => name switch { "VerificationId" => "v.Id", "Number" => "'N-' || v.Number", "CheckCode" => "v.Number", "Pdf" => "x''", "Dcc" => "NULL", _ => $"c.\"{name}\"" };
    }

    static IEnumerable<ChainNode> Walk(ChainNode node) => node.Next.SelectMany(Walk).Prepend(node);

    static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
