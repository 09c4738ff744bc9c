using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Metrology.App.Certificates;
using Metrology.App.Customers;
using Metrology.App.Ledger;
using Metrology.App.Standards;
using Metrology.App.Verifications;
using Metrology.Web.Host;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Fault.Tests;

/// <summary>
/// False alarms: people who only do their work at a server that is killed, stopped, started, backed up and restored. Nothing of that is forgery, so nothing may be found, no failure may be open,
/// nobody may be refused by the ledger, and what was acknowledged is there.
/// </summary>
public sealed class SoakTests
{
    private const string Passphrase = "a passphrase of the soak", Sender = "SIM-EV-0002";

    [Fact(Timeout = 86_400_000)]
    public async Task Ordinary_work_with_kills_and_restorations_raises_no_alarm()
    {
        using var root = new Folder();
        var random = Lane.Random(nameof(Ordinary_work_with_kills_and_restorations_raises_no_alarm));
        var (http, load, work) = (DemonstrationServer.FreePort(), new InstrumentLoad(Sender), new Work());
        var folder = Path.Combine(root.Path, "0");
        await DemonstrationFolders.Seeded.CopyToAsync(folder);
        var (desk, end) = (await Desk.OfAsync(folder), DateTimeOffset.UtcNow + (Lane.Soaked ?? TimeSpan.Zero));
        var people = new[] { "technician", "checker", "approver", "planner", "admin" }.ToDictionary(role => role, role => new Person(role, new($"http://127.0.0.1:{http}")));
        var (lives, kills, stops, restorations, looks) = (0, 0, 0, 0, 0);
        for (; lives < 2 || DateTimeOffset.UtcNow < end; lives++)
        {
            using var server = await DemonstrationServer.StartAsync(folder, load.Port, http, Sender);
            foreach (var person in people.Values)
                person.Meet(server);
            using var over = new CancellationTokenSource();
            var working = Task.WhenAll(
                Until(over, server, random.Next(), turn => TechnicianAsync(people["technician"], desk, work)),
                Until(over, server, random.Next(), turn => CheckerAsync(people["checker"])),
                Until(over, server, random.Next(), turn => ApproverAsync(people["approver"], work, turn)),
                Until(over, server, random.Next(), turn => PlannerAsync(people["planner"], work, turn)),
                Until(over, server, random.Next(), turn => AdministratorAsync(people["admin"], turn)),
                Until(over, server, random.Next(), async turn => await load.SendAsync(server, 1 + turn.Next(50), null)));
            // In a short one nobody waits for a charge to end.
            var life = Lane.Soaked is null ? TimeSpan.FromSeconds(4) : TimeSpan.FromSeconds(random.Next(5, 75));
            await Task.WhenAny(Task.Delay(life), working);
            // Until a server was stopped nobody has signed for what is there, and that is said.
            if (lives > 0 && (Lane.Soaked is null || random.Next(2) == 0))
            {
                Assert.Equal((0, ""), await RunAsync("ledger", "verify", "--data", folder));
                looks++;
            }

            var backup = lives > 0 && (Lane.Soaked is null ? lives == 1 : random.Next(4) == 0);
            var kept = work.Acknowledged();
            var sent = load.Acknowledged;
            if (backup)
                Assert.Equal((0, ""), await RunAsync("backup", "--data", folder, "--out", Directory.CreateDirectory(Path.Combine(root.Path, $"backup-{lives}")).FullName));
            if (lives == 0 || random.Next(3) == 0)
            {
                stops++;
                await over.CancelAsync();
                await Task.WhenAny(working, Task.Delay(TimeSpan.FromSeconds(1)));
                await server.StopAsync();
            }
            else
            {
                kills++;
                server.Kill();
            }

            await over.CancelAsync();
            await working;
            await HoldsAsync(folder, work.Acknowledged(), work, load, load.Acknowledged);
            if (!backup)
                continue;
            restorations++;
            var restored = Path.Combine(root.Path, $"{lives + 1}");
            var last = await Looked.AtAsync(folder, db => db.Certificates.Select(row => row.Number).ToListAsync());
            var numbers = last.GroupBy(RangeOf).SelectMany(range => new[] { "--last-number", range.Max(StringComparer.Ordinal)! }).ToArray();
            Assert.Equal((0, ""), await RunAsync(["restore", Directory.GetFiles(Path.Combine(root.Path, $"backup-{lives}")).Single(), "--data", restored, .. numbers.Length > 0 ? numbers : ["--no-later-numbers"]]));
            // What came after the backup is lost, and everybody knows it.
            work.SetBack(kept, last, await Looked.AtAsync(restored, db => db.Certificates.Select(row => row.Number).ToListAsync()));
            await HoldsAsync(restored, kept, work, load, sent);
            load.Restart($"r{restorations}");
            folder = restored;
        }

        foreach (var (role, person) in people)
        {
            Tally.Note(string.Create(CultureInfo.InvariantCulture, $"{role}: {person.Answers} answers{string.Concat(person.Refusals.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $", {one.Key} {one.Value}"))}"));
            Assert.DoesNotContain(person.Refusals.Keys, code => code.StartsWith("ledger.", StringComparison.Ordinal) || code.StartsWith("software.", StringComparison.Ordinal) || code.StartsWith("numbers.", StringComparison.Ordinal));
            person.Dispose();
        }

        var done = work.Acknowledged();
        Tally.Note(string.Create(CultureInfo.InvariantCulture, $"ordinary work: {lives} lives of a server, {kills} SIGKILL, {stops} stops, {restorations} restorations, {looks} looks of `ledger verify` beside it"));
        Tally.Note(string.Create(CultureInfo.InvariantCulture, $"ordinary work: {work.Runs} runs, {work.Papers} papers ({work.Bulks} bulk issues), {work.Edits} edits of registers; at the end {done.Numbers.Count} papers and {done.Equipment.Count} instruments that had been acknowledged"));
    }

    /// <summary>The ledger and all it speaks of agree, no failure is open, numbers are given once and in a row, and what was acknowledged is there.</summary>
    private static Task HoldsAsync(string folder, Acknowledged acknowledged, Work work, InstrumentLoad load, int sent) => Tally.TryAsync("life of ordinary work without an alarm", async () =>
    {
        var (faults, numbers, equipment, readings, settled) = await Looked.AtAsync(folder, async db => (
            await db.FaultRecords.Where(row => row.ClosedAt == null).Select(row => row.Code + " " + row.Where + ": " + row.SaidEn).ToListAsync(),
            await db.Certificates.Select(row => row.Number).ToListAsync(),
            await db.Equipment.ToDictionaryAsync(row => row.Id, row => row.NameZh),
            await db.InstrumentMessages.Where(row => row.Instrument == Sender && row.Boot == load.Boot).Select(row => row.Sequence).ToListAsync(),
            await db.Restorations.CountAsync()));
        Assert.Empty(faults);
        Assert.Empty(acknowledged.Numbers.Except(numbers));
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        // A range goes on after the numbers that were given before a restoration.
        if (settled == 0)
            Assert.All(numbers.GroupBy(RangeOf), range => Assert.Equal(Enumerable.Range(1, range.Count()), range.Select(PlaceOf).Order()));
        Assert.Empty(numbers.Intersect(work.Lost));
        Assert.All(acknowledged.Equipment, one => Assert.Contains(equipment.GetValueOrDefault(one.Key, ""), work.NamesOf(one.Key, one.Value)));
        Assert.Equal(readings.Count, readings.Distinct().Count());
        Assert.True(readings.Count >= sent, $"{readings.Count} of {sent}");
    });

    private static string RangeOf(string number) => number[..number.LastIndexOf('-')];

    private static int PlaceOf(string number) => int.Parse(number[(number.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture);

    /// <summary>Turn after turn, until it is over or the server has ended.</summary>
    private static async Task Until(CancellationTokenSource over, DemonstrationServer server, int seed, Func<Random, Task> turn)
    {
        var random = new Random(seed);
        while (!over.IsCancellationRequested && !server.Ended.IsCompleted)
        {
            try
            {
                await turn(random);
                await Task.Delay(random.Next(100, 1500), over.Token);
            }
            catch (HttpRequestException)
            {
                // It was killed, or is just about to end.
                await Task.WhenAny(server.Ended, Task.Delay(200));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Goes on with a run of the own, or opens one: one step.</summary>
    private static async Task TechnicianAsync(Person person, Desk desk, Work work)
    {
        foreach (var state in new[] { "Evaluated", "Running", "Draft" })
        {
            if (await person.ReadAsync($"verifications?state={state}") is not { } list || list.GetProperty("verifications").EnumerateArray().FirstOrDefault(line => line.GetProperty("isMine").GetBoolean()) is not { ValueKind: JsonValueKind.Object } mine)
                continue;
            var id = mine.GetProperty("id").GetGuid();
            if (state == "Evaluated")
                work.Runs += await person.SendAsync($"verifications/{id}/submit", new { }) is null ? 0 : 1;
            else if (await person.ReadAsync($"verifications/{id}") is { } run && NextOf(run) is { } act)
                await person.SendAsync($"verifications/{id}/events", act);
            return;
        }

        await person.SendAsync("verifications", new { unitId = desk.Unit, standardId = desk.Standard, benchId = desk.Bench, kind = "First", workDate = DateOnly.FromDateTime(DateTime.Now), key = Guid.NewGuid() });
    }

    private static object? NextOf(JsonElement run)
    {
        if (run.GetProperty("isPaused").GetBoolean())
            return new { kind = "resume" };
        var expected = run.GetProperty("expected").EnumerateArray().Select(one => (
            Role: one.GetProperty("role").GetString(), Subject: one.GetProperty("subject").GetString(), Measurand: one.GetProperty("measurand").GetString(), Unit: one.GetProperty("unit").GetString())).ToList();
        if (expected.Count > 0)
        {
            return new
            {
                kind = "observe",
                readings = expected.Select(one => new
                {
                    role = one.Role,
                    subject = one.Subject,
                    measurand = one.Measurand,
                    value = one.Measurand switch { "environment.temperature" => 23.4m, "environment.relative-humidity" => 52m, "insulation-resistance" => 120m, _ => 1m },
                    unit = one.Unit,
                }),
            };
        }

        return run.GetProperty("directive").GetString() switch
        {
            "AwaitBegin" => new { kind = "begin" },
            "AwaitAcceptance" => new { kind = "accept" },
            _ => null,
        };
    }

    private static async Task CheckerAsync(Person person)
    {
        if (await person.ReadAsync("reviews/check") is { } list)
        {
            foreach (var line in list.EnumerateArray())
                await person.SendAsync($"reviews/{line.GetProperty("id").GetGuid()}/moves", new { move = "check" });
        }
    }

    /// <summary>Issues at once, or approves and issues in bulk; looks at a paper; withdraws one now and then.</summary>
    private static async Task ApproverAsync(Person person, Work work, Random turn)
    {
        if (await person.ReadAsync("reviews/approve") is not { } list)
            return;
        foreach (var line in list.EnumerateArray())
        {
            var id = line.GetProperty("id").GetGuid();
            var isApproved = line.GetProperty("state").GetString() == "approved";
            if (isApproved)
                continue;
            if (turn.Next(2) == 0)
                await person.SendAsync($"reviews/{id}/moves", new { move = "approve" });
            else if (await person.SendAsync($"reviews/{id}/moves", new { move = "approve-and-issue" }) is { } issued)
                work.Issued(issued.GetProperty("certificate").GetProperty("number").GetString()!);
        }

        if (list.EnumerateArray().Any(line => line.GetProperty("state").GetString() == "approved") && await person.SendAsync("bulk-issues", new { all = true }) is { } bulk)
        {
            work.Bulks++;
            var before = (await person.ReadAsync($"bulk-issues/{bulk.GetProperty("id").GetInt32()}"))!.Value;
            while (before.GetProperty("endedAt").ValueKind == JsonValueKind.Null)
            {
                await Task.Delay(200);
                before = (await person.ReadAsync($"bulk-issues/{bulk.GetProperty("id").GetInt32()}"))!.Value;
            }
        }

        if (work.Any(turn) is { } number && await person.ReadAsync($"certificates/{number}") is { } paper && turn.Next(5) == 0 && paper.GetProperty("status").GetString() == "standing")
            await person.SendAsync($"certificates/{number}/withdraw", new { reason = "示例" });
        if (await person.ReadAsync("faults") is { } faults)
            Assert.DoesNotContain(faults.EnumerateArray(), fault => fault.GetProperty("closedAt").ValueKind == JsonValueKind.Null);
    }

    private static async Task PlannerAsync(Person person, Work work, Random turn)
    {
        var word = turn.Next().ToString(CultureInfo.InvariantCulture);
        if (work.AnyEquipment(turn) is { } known && turn.Next(3) > 0)
        {
            if (await person.ReadAsync($"equipment/{known}") is not { } item)
                return;
            work.Wants(known, $"标准器 {word}");
            var saved = await person.SendAsync(HttpMethod.Put, $"equipment/{known}", new
            {
                code = item.GetProperty("code").GetString(),
                nameZh = $"标准器 {word}",
                nameEn = "instrument",
                manufacturer = "示例",
                model = "M",
                serialNumber = item.GetProperty("serialNumber").GetString(),
                version = item.GetProperty("version").GetInt32(),
                because = "示例",
            });
            if (saved is not null)
                work.Has(known);
        }
        else if (await person.SendAsync("equipment", new { code = $"SOAK-{word}", nameZh = $"标准器 {word}", nameEn = "instrument", manufacturer = "示例", model = "M", serialNumber = word }) is { } made)
        {
            var id = made.GetProperty("id").GetInt32();
            work.Wants(id, $"标准器 {word}");
            work.Has(id);
        }
    }

    /// <summary>Runs jobs, the audit of the ledger among them, and looks.</summary>
    private static async Task AdministratorAsync(Person person, Random turn)
    {
        if (turn.Next(4) == 0)
            await person.SendAsync($"jobs/{new[] { "ledger-check", "target-snapshots", "warnings" }[turn.Next(3)]}/run", new { });
        foreach (var path in new[] { "operation", "history", "sessions", "jobs" })
            await person.ReadAsync(path);
    }

    /// <returns>The exit, and what it found where it is not 0.</returns>
    private static async Task<(int Exit, string Said)> RunAsync(params string[] arguments)
    {
        using var command = Killed.StartWith([new("METROLOGY_BACKUP_PASSPHRASE", Passphrase)], "metrology.dll", [.. arguments, "--lang", "en"]);
        var (said, errors) = (command.StandardOutput.ReadToEndAsync(), command.StandardError.ReadToEndAsync());
        await command.WaitForExitAsync();
        return (command.ExitCode, command.ExitCode == 0 ? "" : await said + await errors);
    }

    /// <summary>Where the technician works.</summary>
    private sealed record Desk(int Unit, int Standard, int Bench)
    {
        public static Task<Desk> OfAsync(string folder) => Looked.AtAsync(folder, async db =>
        {
            var bench = await db.Benches.OrderBy(row => row.Id).FirstAsync();
            return new Desk(
                (await db.Units.SingleAsync(row => row.SerialNumber == InstrumentLoad.Pile)).Id,
                (await db.StandardEquipment.FirstAsync(row => row.EquipmentId == bench.ReferenceId)).StandardId,
                bench.Id);
        });
    }

    /// <param name="Equipment">How many names of an instrument were acknowledged: the last of them, or a later one that was asked for, is what it is called.</param>
    private sealed record Acknowledged(IReadOnlySet<string> Numbers, IReadOnlyDictionary<int, int> Equipment);

    /// <summary>What was acknowledged.</summary>
    private sealed class Work
    {
        private readonly ConcurrentDictionary<string, bool> numbers = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<int, (List<string> Asked, int Acknowledged)> equipment = new();

        public int Runs { get; set; }

        public int Papers { get; private set; }

        public int Bulks { get; set; }

        public int Edits { get; private set; }

        /// <summary>Numbers of papers that a restoration took out of the database: they are out, and must not come again.</summary>
        public HashSet<string> Lost { get; } = new(StringComparer.Ordinal);

        public void Issued(string number)
        {
            Papers++;
            Assert.True(numbers.TryAdd(number, true), $"{number} was given twice");
        }

        public void Wants(int id, string name) => equipment.GetOrAdd(id, _ => ([], 0)).Asked.Add(name);

        public void Has(int id)
        {
            Edits++;
            equipment[id] = (equipment[id].Asked, equipment[id].Asked.Count);
        }

        /// <summary>The names that an instrument may have when so many were acknowledged.</summary>
        public IEnumerable<string> NamesOf(int id, int acknowledged) => equipment[id].Asked.Skip(acknowledged - 1);

        public string? Any(Random turn) => numbers.Keys.Order(StringComparer.Ordinal).ElementAtOrDefault(turn.Next(Math.Max(1, numbers.Count)));

        public int? AnyEquipment(Random turn) => equipment.IsEmpty ? null : equipment.Keys.Order().ElementAt(turn.Next(equipment.Count));

        public Acknowledged Acknowledged() => new(numbers.Keys.ToHashSet(StringComparer.Ordinal), equipment.ToDictionary(one => one.Key, one => one.Value.Acknowledged));

        /// <summary>The database was restored.</summary>
        /// <param name="before">Every number that stood in the one before.</param>
        /// <param name="now">And in the restored one.</param>
        public void SetBack(Acknowledged to, IReadOnlyList<string> before, IReadOnlyList<string> now)
        {
            foreach (var (id, asked) in equipment)
            {
                if (to.Equipment.TryGetValue(id, out var acknowledged))
                    equipment[id] = (asked.Asked, acknowledged);
                else
                    equipment.TryRemove(id, out _);
            }

            foreach (var number in numbers.Keys.Except(now))
                numbers.TryRemove(number, out _);
            Lost.UnionWith(before.Except(now));
        }
    }
}
