using System.Globalization;
using Metrology.App.Certificates;
using Metrology.App.Customers;
using Metrology.App.Equipment;
using Metrology.App.Keeping;
using Metrology.App.Lists;
using Metrology.App.Standards;
using Metrology.App.Standards.Life;
using Metrology.App.Storage;
using Metrology.Core.Keeping;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Life;
using Metrology.Core.Registers;
using Metrology.Core.Traceability;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Metrology.Benchmarks;

/// <summary>
/// First pages of lists and searches on a generated register (10⁶ instruments, 10⁵ standards, 10⁵ units): least, median and 95th percentile of the use cases that pages call, and processor time, which other work on the machine changes less.
/// The database stays in the temporary folder, because making it takes minutes; remove it to have it made again.
/// </summary>
static class ListLoop
{
    const int Turns = 60;

    static string only = "";

    static readonly string[] Kinds = ["数字压力计", "二等铂电阻温度计", "活塞式压力计", "电能表检定装置", "湿度计", "电子天平", "游标卡尺", "绝缘电阻表", "加油机", "水表检定装置", "声级计", "照度计", "酸度计", "血压计", "硬度计", "测速仪"];
    static readonly string[] English = ["Digital pressure gauge", "Platinum resistance thermometer", "Piston gauge", "Energy meter", "Hygrometer", "Balance", "Caliper", "Insulation tester", "Fuel dispenser", "Water meter bench", "Sound level meter", "Illuminance meter", "pH meter", "Sphygmomanometer", "Hardness tester", "Speed meter"];
    static readonly string[] Makers = ["北京示例仪器厂", "上海示例仪表", "广州示例计量", "Example Instruments", "Sample Metrology GmbH"];

    public static async Task RunAsync(int equipment, string word)
    {
        only = word;
        var folder = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"metrology-lists-{equipment}"));
        var database = Path.Combine(folder, "metrology.db");
        if (!File.Exists(database))
            await MakeAsync(folder, database, equipment);
        Say($"{database}, {new FileInfo(database).Length / 1048576} MiB");
        await using var services = BulkLoop.Compose(database);
        using var sql = Environment.GetEnvironmentVariable("METROLOGY_SQL_TIMES") is null ? null : new SqlTimes();
        await MeasureAsync(services, equipment);
        sql?.Say(Turns + 5);
    }

    static async Task MeasureAsync(ServiceProvider services, int most)
    {
        var (equipment, standards, units) = (services.GetRequiredService<EquipmentQueries>(), services.GetRequiredService<StandardQueries>(), services.GetRequiredService<UnitQueries>());
        var (certificates, due) = (services.GetRequiredService<CertificateQueries>(), services.GetRequiredService<DueQueries>());
        var today = new DateOnly(2026, 6, 30);
        var random = new Random(1);
        int Any(int limit) => random.Next(1, limit + 1);

        if (only == WholeRegister.Word)
        {
            await WholeRegister.RunAsync(equipment, standards);
            return;
        }

        await TimeAsync("equipment: list", async () => { await equipment.ListAsync(new(today), default); await equipment.CountsAsync(today, default); });
        await TimeAsync("equipment: a page in the middle", () => equipment.ListAsync(new(today, After: Any(most)), default));
        foreach (var standing in new[] { StandardStanding.Valid, StandardStanding.Expiring, StandardStanding.Expired, StandardStanding.Unknown, StandardStanding.NotYet })
            await TimeAsync($"equipment: {standing}", async () => { await equipment.ListAsync(new(today, standing), default); await equipment.CountsAsync(today, default); });
        await TimeAsync("equipment: code", () => equipment.ListAsync(new(today, Text: Code(Any(most))), default));
        await TimeAsync("equipment: part of a serial number", () => equipment.ListAsync(new(today, Text: Serial(Any(most))[2..8]), default));
        await TimeAsync("equipment: name", () => equipment.ListAsync(new(today, Text: Kinds[Any(Kinds.Length) - 1]), default));
        await TimeAsync("equipment: two characters", () => equipment.ListAsync(new(today, Text: Kinds[Any(Kinds.Length) - 1][..2]), default));
        await TimeAsync("equipment: two characters, expiring", () => equipment.ListAsync(new(today, StandardStanding.Expiring, Kinds[Any(Kinds.Length) - 1][..2]), default));
        await TimeAsync("equipment: two characters that nothing has", () => equipment.ListAsync(new(today, Text: "计温"), default));
        await TimeAsync("equipment: one character", () => equipment.ListAsync(new(today, Text: "压"), default));
        await TimeAsync("equipment: English word", () => equipment.ListAsync(new(today, Text: "pressure"), default));
        await TimeAsync("equipment: exact number", () => equipment.WithNumberAsync(Serial(Any(most)), default));

        foreach (var (order, down) in Enum.GetValues<StandardOrder>().SelectMany(order => order == StandardOrder.Entered ? new[] { (order, false) } : [(order, false), (order, true)]))
        {
            foreach (var (name, standings) in new (string, StandardStanding[])[] { ("all", []), ("in force", [StandardStanding.Valid, StandardStanding.Expiring]), ("expired", [StandardStanding.Expired]), ("suspended", [StandardStanding.Suspended]) })
                await TimeAsync($"standards: {name} by {order}{(down ? " down" : "")}", async () => { await standards.ListAsync(new(today, standings, "", order, down), 100, default); await standards.CountsAsync(today, default); });
            await TimeAsync($"standards: two characters by {order}{(down ? " down" : "")}", () => standards.ListAsync(new(today, [], Kinds[Any(Kinds.Length) - 1][..2], order, down), 100, default));
            await TimeAsync($"standards: two characters, in force by {order}{(down ? " down" : "")}", () => standards.ListAsync(new(today, [StandardStanding.Valid], Kinds[Any(Kinds.Length) - 1][..2], order, down), 100, default));
        }

        await TimeAsync("standards: code", () => standards.ListAsync(new(today, [], StandardCode(Any(most / 10))), 100, default));
        await TimeAsync("standards: number of a certificate", () => standards.ListAsync(new(today, [], Number(Any(most / 10))), 100, default));
        await TimeAsync("units: list", () => units.ListAsync(null, null, default));
        await TimeAsync("units: serial number", () => units.ListAsync(Serial(Any(most / 10)), null, default));
        await TimeAsync("units: customer", () => units.ListAsync("示例公司7", null, default));
        await TimeAsync("customers: list", () => units.CustomersAsync(null, null, default));
        await TimeAsync("customers: two characters", () => units.CustomersAsync("公司", null, default));
        await TimeAsync("certificates: list", () => certificates.ListAsync(new(), default));
        await TimeAsync("certificates: two characters", () => certificates.ListAsync(new("公司"), default));
        await TimeAsync("due", () => due.OnAsync(today, default));
    }

    static async Task TimeAsync(string name, Func<Task> turn)
    {
        if (!name.Contains(only, StringComparison.Ordinal))
            return;
        for (var i = 0; i < 5; i++)
            await turn();
        var times = new List<double>();
        var process = System.Diagnostics.Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < Turns; i++)
        {
            var watch = Stopwatch.StartNew();
            await turn();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        process.Refresh();
        times.Sort();
        var (p95, mean) = (times[(int)(Turns * 0.95) - 1], (process.TotalProcessorTime - before).TotalMilliseconds / Turns);
        Say($"{(p95 < 30 ? "  " : "! ")}{name}: least {times[0]:0.0} ms, median {times[Turns / 2]:0.0} ms, p95 {p95:0.0} ms; processor {mean:0.0} ms");
    }

    static async Task MakeAsync(string folder, string database, int equipment)
    {
        var watch = Stopwatch.StartNew();
        Directory.CreateDirectory(folder);
        var making = database + ".making";
        File.Delete(making);
        await using (var services = BulkLoop.Compose(making))
            await services.GetRequiredService<Store>().MigrateAsync(default);
        using (var connection = new SqliteConnection($"Data Source={making};Pooling=False"))
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000");
            using var transaction = connection.BeginTransaction();
            var lists = new Lists(connection);
            Equipment(connection, lists, equipment);
            Say($"{equipment} instruments, {watch.Elapsed.TotalSeconds:0} s");
            Standards(connection, lists, equipment / 10);
            Units(connection, lists, equipment / 10);
            lists.WriteSteps();
            transaction.Commit();
            Execute(connection, "PRAGMA journal_mode=WAL");
        }

        File.Move(making, database);
        Say($"made in {watch.Elapsed.TotalSeconds:0} s");
    }

    static void Equipment(SqliteConnection connection, Lists lists, int count)
    {
        var random = new Random(2);
        var rows = new Rows(connection, "Equipment", "Id", "Code", "NameZh", "NameEn", "Manufacturer", "Model", "SerialNumber", "IsDemonstration", "IsSimulated", "Version");
        var papers = new Rows(connection, "TraceabilityCertificates", "EquipmentId", "Number", "Issuer", "IssuedOn", "ValidUntil", "UncertaintyText", "Measurand", "ExpandedUncertainty", "CoverageFactor", "Unit", "IsSimulated", "IsDemonstration");
        for (var id = 1; id <= count; id++)
        {
            var kind = random.Next(Kinds.Length);
            var item = new EquipmentItem
            {
                Id = id,
                Code = Code(id),
                NameZh = Kinds[kind],
                NameEn = English[kind],
                Manufacturer = Makers[random.Next(Makers.Length)],
                Model = $"M{kind}-{random.Next(40)}",
                SerialNumber = Serial(id),
            };
            rows.Add(id, item.Code, item.NameZh, item.NameEn, item.Manufacturer, item.Model, item.SerialNumber, 1, 0, 0);
            var issued = new DateOnly(2024, 1, 1).AddDays(random.Next(900));
            // A year each, the one of last year before it; a few have no last day, and few have no certificate.
            for (var age = id % 4 == 0 ? 1 : 0; age >= 0 && id % 500 != 0; age--)
            {
                var paper = new TraceabilityCertificate
                {
                    EquipmentId = id,
                    Number = $"SY{issued.AddYears(-age).Year}-{id:0000000}",
                    Issuer = "示例院",
                    IssuedOn = issued.AddYears(-age),
                    ValidUntil = id % 300 == 0 ? null : issued.AddYears(1 - age).AddDays(-1),
                    UncertaintyText = "U=0.1 (k=2)",
                    Measurand = "energy.active.import",
                    ExpandedUncertainty = 0.1m,
                    CoverageFactor = 2,
                    Unit = "%",
                };
                item.Certificates.Add(paper);
                papers.Add(id, paper.Number, paper.Issuer, Iso(paper.IssuedOn), Iso(paper.ValidUntil), paper.UncertaintyText, paper.Measurand, "0.1", "2", "%", 0, 1);
            }

            lists.Add(ListSubject.Equipment, id, SearchText.Of(item), StandingSpan.Of(item));
        }
    }

    static void Standards(SqliteConnection connection, Lists lists, int count)
    {
        var random = new Random(3);
        var rows = new Rows(connection, "Standards", "Id", "NameZh", "NameEn", "ClassificationCode", "Place", "RangeText", "UncertaintyText", "OwnerClass", "Parameters", "Scopes", "People", "IsDemonstration", "Version");
        var papers = new Rows(connection, "StandardCertificates", "StandardId", "Kind", "Number", "Issuer", "IssuedOn", "ValidUntil");
        var kept = new Rows(connection, "KeepingRuns", "StandardId", "Kind", "On", "Subject", "Point", "Unit", "Groups", "Terms", "Edition", "IsSimulated", "EnteredBy", "EnteredAt", "IsDemonstration");
        var acts = new Rows(connection, "StandardEvents", "StandardId", "Act", "On", "Reason", "Document", "EnteredBy", "EnteredAt");
        for (var id = 1; id <= count; id++)
        {
            var kind = random.Next(Kinds.Length);
            var standard = new MeasurementStandard
            {
                Id = id,
                NameZh = $"{Kinds[kind]}标准装置{id % 997}",
                NameEn = $"Standard of {English[kind]} {id % 997}",
                ClassificationCode = id % 50 == 0 ? null : StandardCode(id),
                Place = $"{id % 90}号实验室",
                RangeText = "(0~100) %",
                UncertaintyText = "0.05 级",
                OwnerClass = (OwnerClass)(id % 4),
            };
            rows.Add(id, standard.NameZh, standard.NameEn, standard.ClassificationCode, standard.Place, standard.RangeText, standard.UncertaintyText, standard.OwnerClass.ToString(), "[]", "[]", "[]", 1, 0);
            var issued = new DateOnly(2020, 1, 1).AddDays(random.Next(2300));
            foreach (var (kindOf, lag) in new[] { (StandardCertificateKind.Assessment, 0), (StandardCertificateKind.Public, 30) })
            {
                for (var age = id % 2; age >= 0; age--)
                {
                    var (from, until) = (issued.AddYears(-5 * age).AddDays(lag), issued.AddYears(5 - (5 * age)).AddDays(lag - 1));
                    var paper = new StandardCertificate { StandardId = id, Kind = kindOf, Number = $"{Number(id)}{(kindOf == StandardCertificateKind.Public ? "社" : "")}-{age}", Issuer = "示例市场监督管理局", IssuedOn = from, ValidUntil = id % 200 == 0 ? null : until };
                    standard.Certificates.Add(paper);
                    papers.Add(id, paper.Kind.ToString(), paper.Number, paper.Issuer, Iso(from), Iso(paper.ValidUntil));
                }
            }

            if (id % 400 == 0)
            {
                standard.Events.Add(new() { Id = id, StandardId = id, Act = StandardAct.Suspended, On = new(2026, 3, 1), Reason = "示例", Document = "示例", EnteredBy = "示例" });
                acts.Add(id, nameof(StandardAct.Suspended), "2026-03-01", "示例", "示例", "示例", 0);
            }

            lists.Add(ListSubject.Standards, id, SearchText.Of(standard), StandingSpan.Of(standard));
            lists.AddTests(standard, Tests(random, standard, kept));
        }
    }

    /// <summary>A repeatability in each of three years, of nine standards in ten.</summary>
    static List<KeepingRun> Tests(Random random, MeasurementStandard standard, Rows rows)
    {
        var runs = new List<KeepingRun>();
        for (var year = 2023; year < 2026 && standard.Id % 10 != 0; year++)
        {
            var on = new DateOnly(year, 1, 1).AddDays(random.Next(500));
            var run = new KeepingRun
            {
                StandardId = standard.Id,
                Kind = KeepingKind.Repeatability,
                On = on,
                Subject = "示例",
                Point = "10 A",
                Unit = "%",
                Groups = [new(on, [0.01m, 0.02m, 0.015m, 0.012m, 0.018m, 0.011m, 0.013m, 0.016m, 0.014m, 0.017m])],
                Terms = new(Deviation: 0.01m),
                Edition = KeepingRules.Jjf1033Of2023.Edition,
                EnteredBy = "示例",
            };
            runs.Add(run);
            rows.Add(run.StandardId, run.Kind.ToString(), Iso(on), run.Subject, run.Point, run.Unit, Text(run.Groups), Text(run.Terms), run.Edition, 0, run.EnteredBy, 0, 1);
        }

        return runs;

        static string Text<T>(T value)
            where T : class => (string)Kept<T>.Form.ConvertToProvider(value)!;
    }

    /// <summary>Made once: a converter compiles itself.</summary>
    static class Kept<T>
        where T : class
    {
        public static readonly JsonText<T> Form = new();
    }

    static void Units(SqliteConnection connection, Lists lists, int count)
    {
        var customers = new Rows(connection, "Customers", "Id", "Name", "Address", "IsDemonstration");
        var rows = new Rows(connection, "Units", "Id", "CustomerId", "NameZh", "NameEn", "Model", "SerialNumber", "Manufacturer", "Location", "Procedure", "Nameplate", "IsUnderCompulsoryVerification", "IsDemonstration", "Version");
        var owners = Math.Max(1, count / 10);
        for (var id = 1; id <= owners; id++)
        {
            customers.Add(id, $"示例公司{id}", $"示例路 {id} 号", 1);
            lists.Add(ListSubject.Customers, id, SearchForm.OfFields([$"示例公司{id}", $"示例路 {id} 号"]), []);
        }

        for (var id = 1; id <= count; id++)
        {
            rows.Add(id, (id % owners) + 1, "交流充电桩", "AC charging pile", $"AC-{id % 20}", Serial(id), "示例厂", "示例", "JJG 1148-2022", "{}", 1, 1, 0);
            lists.Add(ListSubject.Units, id, SearchForm.OfFields([Serial(id), $"AC-{id % 20}", "交流充电桩", "AC charging pile", $"示例公司{(id % owners) + 1}"]), []);
        }
    }

    static string Code(int id) => string.Create(CultureInfo.InvariantCulture, $"EQ-{id:0000000}");

    static string Serial(int id) => string.Create(CultureInfo.InvariantCulture, $"SN{id * 7919L % 9999991:0000000}X");

    static string StandardCode(int id) => string.Create(CultureInfo.InvariantCulture, $"{id * 4673L % 99999989:00000000}");

    static string Number(int id) => string.Create(CultureInfo.InvariantCulture, $"[{2000 + (id % 26)}]示量标法证字第{id:000000}号");

    static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    internal static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>A prepared insert.</summary>
    sealed class Rows
    {
        readonly SqliteCommand command;

        public Rows(SqliteConnection connection, string table, params string[] columns)
        {
            command = connection.CreateCommand();
            command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(',', columns.Select(name => $"\"{name}\""))}) VALUES ({string.Join(',', columns.Select((_, i) => $"$p{i}"))})";
            for (var i = 0; i < columns.Length; i++)
                command.Parameters.Add(new() { ParameterName = $"$p{i}" });
        }

        public void Add(params object?[] values)
        {
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>What lists find rows by, as the product computes it, written without its context: that would take an hour.</summary>
    sealed class Lists(SqliteConnection connection)
    {
        readonly Rows texts = new(connection, "SearchTexts", "Id", "Text");
        readonly Rows grams = new(connection, "SearchGrams", "rowid", "Grams");
        readonly Rows spans = new(connection, "StandingSpans", "Subject", "ItemId", "From", "Until", "Standing", "Ends");
        readonly Dictionary<(int, int, int), int> steps = [];

        public void AddTests(MeasurementStandard standard, List<KeepingRun> runs)
        {
            foreach (var subject in ListWriting.Tests)
                AddSpans(subject, standard.Id, KeepingDue.SpansOf(standard, subject, runs));
        }

        public void Add(ListSubject subject, int id, string text, IReadOnlyList<StandingSpan> standing)
        {
            texts.Add(SearchText.KeyOf(subject, id), text);
            grams.Add(SearchText.KeyOf(subject, id), string.Join(' ', SearchForm.Grams(text)));
            AddSpans(subject, id, standing);
        }

        void AddSpans(ListSubject subject, int id, IReadOnlyList<StandingSpan> standing)
        {
            foreach (var span in standing)
            {
                spans.Add((int)subject, id, span.From, span.Until, (int)span.Standing, span.Ends);
                Count((int)subject, (int)span.Standing, span.From, 1);
                if (span.Until < DateOnly.MaxValue.DayNumber)
                    Count((int)subject, (int)span.Standing, span.Until + 1, -1);
            }
        }

        public void WriteSteps()
        {
            var rows = new Rows(connection, "StandingSteps", "Subject", "Standing", "Day", "Change");
            foreach (var ((subject, standing, day), change) in steps.Where(one => one.Value != 0))
                rows.Add(subject, standing, day, change);
        }

        void Count(int subject, int standing, int day, int change) => steps[(subject, standing, day)] = steps.GetValueOrDefault((subject, standing, day)) + change;
    }
}
