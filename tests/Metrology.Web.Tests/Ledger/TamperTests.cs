using System.Security.Cryptography;
using System.Text;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Procedures;
using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Metrology.Db.Sqlite;
using Metrology.Testing;
using Metrology.Web.Host;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests.Ledger;

/// <summary>
/// Whoever can write the database file forges it, each attack as well as it can be done, and the audit names what was done. The forger has everything but the
/// witness's copies.
/// </summary>
public sealed class TamperTests
{
    /// <summary>A laboratory with one issued certificate, signed up to there, and then one more certificate.</summary>
    private static readonly PreparedFolder Prepared = new(PrepareAsync);

    /// <summary>What is done, and how the findings that name it begin.</summary>
    public static TheoryData<string, string[]> Attacks => new()
    {
        { "edit a row", ["ledger.row-changed Certificate 1"] },
        { "edit a row and the hash of it", ["ledger.entry-changed"] },
        { "edit a row, its entry and the entry's hash", ["ledger.chain-broken"] },
        { "edit a row and build the chain anew", ["ledger.rewritten checkpoint"] },
        { "cut off the end", ["ledger.truncated checkpoint"] },
        { "restore an old backup", ["ledger.truncated checkpoint"] },
        { "insert a backdated row", ["ledger.row-unknown Transition"] },
        { "insert a backdated entry", ["ledger.entry-missing"] },
        { "exchange two rows", ["ledger.row-changed Observation"] },
        { "change a PDF", ["ledger.row-changed Certificate 1"] },
        { "change a procedure", ["ledger.row-changed ProcedureRow"] },
        { "change the roles a user had", ["ledger.row-changed Account"] },
        { "delete a table", ["ledger.table-unreadable TranscriptRow", "ledger.row-missing TranscriptRow"] },
        { "edit a parameter", ["ledger.row-changed Institution 1"] },
        { "remove a row", ["ledger.row-missing Transition"] },
        { "move the end back", ["ledger.head-wrong"] },
        { "sign with another key", ["ledger.checkpoint-unsigned"] },
        { "build the chain anew and remove every checkpoint", ["ledger.rewritten checkpoint", "ledger.checkpoint-missing checkpoint", "ledger.paper-disagrees Certificate"] },
        { "the same, and what the server remembers", ["ledger.paper-disagrees Certificate"] },
        { "remove the checkpoints of the database", ["ledger.checkpoint-missing checkpoint"] },
        { "remove the copies of the witness", ["ledger.checkpoint-missing checkpoint"] },
        { "double what plans count by", ["ledger.derived-changed StandingStep Standards"] },
        { "have what has lapsed stand", ["ledger.derived-changed StandingSpan Equipment"] },
        { "leave what nobody can read", ["ledger.table-unreadable TraceabilityCertificate", "ledger.derived-changed unreadable"] },
        { "find a row by another text", ["ledger.derived-changed SearchText Standards 2"] },
        { "take a trigger away", ["ledger.guard-wrong Observations_AppendOnly_UPDATE"] },
        { "have a trigger let through", ["ledger.guard-wrong Observations_AppendOnly_DELETE"] },
        { "put a trigger of one's own there", ["ledger.guard-wrong mine"] },
        { "find a row by another entry", ["ledger.derived-changed LedgerPlace EquipmentItem"] },
    };

    [Fact]
    public async Task A_ledger_that_nobody_touched_holds()
    {
        using var forged = await ForgedAsync();
        var report = await AuditAsync(forged.Folder);
        Assert.Empty(report.Findings);
        Assert.True(report.Rows > 500 && report.Size > 20, $"{report.Rows} rows, {report.Size} entries");
        Assert.Equal(2, report.Checkpoints);
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Each_attack_is_detected_and_named(string attack, string[] named)
    {
        using var forged = await ForgedAsync();
        await AttackAsync(attack, forged.Folder);
        var findings = (await AuditAsync(forged.Folder)).Findings.Select(one => $"{one.Code} {one.Where}").ToList();
        Assert.All(named, name => Assert.Contains(findings, finding => finding.StartsWith(name, StringComparison.Ordinal)));
    }

    /// <summary>The product goes on after each: no honest change vouches for what was done, and no signature covers it.</summary>
    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task Each_attack_is_named_after_the_product_went_on(string attack, string[] named)
    {
        using var forged = await ForgedAsync();
        await AttackAsync(attack, forged.Folder);
        var saved = await GoOnAsync(forged.Folder);
        Assert.True(saved > 0 || attack is "move the end back", $"{saved} saved");
        var findings = (await AuditAsync(forged.Folder)).Findings.Select(one => $"{one.Code} {one.Where}").ToList();
        // What was cut off is overgrown by then.
        Assert.All(named, name => Assert.Contains(findings, finding => finding.StartsWith(attack is "cut off the end" or "restore an old backup" ? "ledger.rewritten checkpoint" : name, StringComparison.Ordinal)));
    }

    /// <summary>Changes a row of each register that can be changed, one transaction each, and signs.</summary>
    /// <returns>How many were saved; the others were refused.</returns>
    private static async Task<int> GoOnAsync(string folder)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var witness = LedgerFolder.Existing(new(folder), null)!;
        await using var store = new SqliteStore(Path.Combine(folder, "metrology.db")) { Memory = witness };
        var saved = 0;
        await SaveAsync(db => db.Institutions, row => row.Telephone += "1");
        await SaveAsync(db => db.Accounts, row => row.DisplayName += "1");
        await SaveAsync(db => db.Customers, row => row.Address += "1");
        await SaveAsync(db => db.Equipment, row => row.Model += "1");
        await SaveAsync(db => db.Standards, row => row.Place += "1");
        await SaveAsync(db => db.NumberRanges, row => row.Next++);
        await SaveAsync(db => db.Procedures, row => row.Version++);
        await new TakeCheckpoint(store, witness, TimeProvider.System).ExecuteAsync(cancellation);
        return saved;

        async Task SaveAsync<T>(Func<MetrologyDb, DbSet<T>> rows, Action<T> change) where T : class
        {
            try
            {
                var written = await store.WriteAsync<int>(
                    new Actor(1, "测试", []).Saying("测试"),
                    async db =>
                    {
                        change(await rows(db).FirstAsync(cancellation));
                        return 1;
                    },
                    cancellation);
                saved += written.IsRefused ? 0 : 1;
            }
            catch (Exception fault) when (AuditLedger.IsOfData(fault) || fault is DbUpdateException)
            {
                // What cannot be read cannot be changed either.
            }
        }
    }

    private static Task AttackAsync(string attack, string folder) => attack switch
    {
        "take a trigger away" => PlainAsync(folder, "DROP TRIGGER Observations_AppendOnly_UPDATE"),
        "have a trigger let through" => PlainAsync(folder, "DROP TRIGGER Observations_AppendOnly_DELETE; CREATE TRIGGER Observations_AppendOnly_DELETE BEFORE DELETE ON Observations BEGIN SELECT 1; END"),
        "put a trigger of one's own there" => PlainAsync(folder, "CREATE TRIGGER mine AFTER INSERT ON Certificates BEGIN UPDATE Certificates SET ValidUntil = '2099-01-01' WHERE Id = NEW.Id; END"),
        "edit a row" => SqlAsync(folder, "UPDATE Certificates SET PdfHash = lower(hex(randomblob(32))) WHERE Id = 1"),
        "edit a row and the hash of it" => EditedAsync(folder, rehash: false, rechain: false),
        "edit a row, its entry and the entry's hash" => EditedAsync(folder, rehash: true, rechain: false),
        "edit a row and build the chain anew" => EditedAsync(folder, rehash: true, rechain: true),
        "cut off the end" => CutAsync(folder),
        "restore an old backup" => Task.Run(() => File.Copy(Path.Combine(folder, "old.db"), Path.Combine(folder, "metrology.db"), overwrite: true)),
        "insert a backdated row" => SqlAsync(folder, "INSERT INTO Transitions (VerificationId, Sequence, Action, \"From\", \"To\", AccountId, AccountName, At, Reason) SELECT VerificationId, 99, Action, \"From\", \"To\", AccountId, AccountName, At - 864000000000, Reason FROM Transitions LIMIT 1"),
        "insert a backdated entry" => InsertedAsync(folder),
        "exchange two rows" => SqlAsync(folder, """
            UPDATE Observations SET Text = CASE rowid WHEN (SELECT min(rowid) FROM Observations) THEN (SELECT Text FROM Observations ORDER BY rowid DESC LIMIT 1)
            ELSE (SELECT Text FROM Observations ORDER BY rowid LIMIT 1) END WHERE rowid IN (SELECT min(rowid) FROM Observations UNION SELECT max(rowid) FROM Observations)
            """),
        "change a PDF" => SqlAsync(folder, "UPDATE Certificates SET Pdf = Pdf || x'0A' WHERE Id = 1"),
        "change a procedure" => SqlAsync(folder, "UPDATE Procedures SET File = File || x'20'"),
        "change the roles a user had" => SqlAsync(folder, "UPDATE Accounts SET Roles = 'Approver' WHERE Id = 1"),
        "delete a table" => SqlAsync(folder, "DROP TABLE Transcripts"),
        "edit a parameter" => SqlAsync(folder, "UPDATE Institutions SET NameZh = NameZh || '二'"),
        "remove a row" => SqlAsync(folder, "DELETE FROM Transitions WHERE rowid = (SELECT max(rowid) FROM Transitions)"),
        "move the end back" => SqlAsync(folder, "UPDATE LedgerHeads SET Size = Size - 1"),
        "sign with another key" => SignedAsync(folder),
        "build the chain anew and remove every checkpoint" => RebuiltAsync(folder),
        "the same, and what the server remembers" => RebuiltAsync(folder, "keys/ledger-signed.json", "keys/ledger-end"),
        "remove the checkpoints of the database" => SqlAsync(folder, "DELETE FROM LedgerCheckpoints"),
        "remove the copies of the witness" => Task.Run(() => Unwitness(folder)),
        "double what plans count by" => SqlAsync(folder, "UPDATE StandingSteps SET Change = Change * 2 WHERE Subject = 2"),
        "have what has lapsed stand" => SqlAsync(folder, "UPDATE StandingSpans SET Ends = Ends + 100 WHERE Subject = 1 AND Ends < 1000000"),
        "leave what nobody can read" => SqlAsync(folder, "UPDATE TraceabilityCertificates SET IssuedOn = 'no day'; UPDATE StandingSpans SET Ends = Ends + 4000000000"),
        "find a row by another text" => SqlAsync(folder, "UPDATE SearchTexts SET Text = 'forged' WHERE Id = (2 << 32) + 2"),
        "find a row by another entry" => SqlAsync(folder, "UPDATE LedgerPlaces SET Entry = Entry + 1 WHERE Row LIKE 'EquipmentItem %'"),
        _ => throw new ArgumentException(attack),
    };

    /// <summary>Edits the certificate and puts the right hash of the edited row into the entry; then the entry's own hash; then everything after it.</summary>
    private static async Task EditedAsync(string folder, bool rehash, bool rechain)
    {
        await SqlAsync(folder, "UPDATE Certificates SET CheckCode = 'FORGED' WHERE Id = 1");
        await WriteAsync(folder, async db =>
        {
            var certificate = await db.Certificates.SingleAsync(row => row.Id == 1);
            var type = db.Model.FindEntityType(certificate.GetType())!;
            var hash = LegalRow.HashOf(type, property => property.PropertyInfo!.GetValue(certificate));
            var previous = new byte[32];
            var hasBegun = false;
            foreach (var row in await db.LedgerEntries.AsNoTracking().OrderBy(row => row.Index).ToListAsync())
            {
                var entry = LedgerText.Parse(row.Bytes).Value;
                var isOne = entry.Lines.Any(line => line is { Kind: "Certificate", Key: "1" });
                hasBegun |= isOne;
                if (isOne || (hasBegun && rechain))
                {
                    var bytes = (entry with
                    {
                        Previous = rechain ? previous : entry.Previous,
                        Lines = [.. entry.Lines.Select(line => line is { Kind: "Certificate", Key: "1" } ? line with { Hash = hash } : line)],
                    }).ToBytes();
                    var leaf = rehash ? MerkleTree.LeafHash(bytes) : row.LeafHash;
                    await db.LedgerEntries.Where(one => one.Index == row.Index).ExecuteUpdateAsync(one => one.SetProperty(entryRow => entryRow.Bytes, bytes).SetProperty(entryRow => entryRow.LeafHash, leaf));
                    previous = leaf;
                    continue;
                }

                previous = row.LeafHash;
            }

            await RebuildHeadAsync(db);
        });
    }

    /// <summary>As well as it can be done in the database and the data folder, without the key.</summary>
    private static async Task RebuiltAsync(string folder, params string[] and)
    {
        await EditedAsync(folder, rehash: true, rechain: true);
        await SqlAsync(folder, "DELETE FROM LedgerCheckpoints");
        Unwitness(folder);
        foreach (var file in and)
            File.Delete(Path.Combine(folder, file));
    }

    private static void Unwitness(string folder)
    {
        foreach (var note in Directory.GetFiles(Path.Combine(folder, "witness"), "checkpoint-*.txt"))
            File.Delete(note);
    }

    private static Task CutAsync(string folder) => WriteAsync(folder, async db =>
    {
        var last = await db.LedgerEntries.MaxAsync(row => row.Index);
        await db.LedgerEntries.Where(row => row.Index == last).ExecuteDeleteAsync();
        await RebuildHeadAsync(db);
    });

    private static Task InsertedAsync(string folder) => WriteAsync(folder, async db =>
    {
        var entries = await db.LedgerEntries.AsNoTracking().OrderBy(row => row.Index).ToListAsync();
        var moved = entries.Skip(5).Select(row => new LedgerEntry { Index = row.Index + 1, Bytes = row.Bytes, LeafHash = row.LeafHash }).ToList();
        await db.LedgerEntries.Where(row => row.Index >= 5).ExecuteDeleteAsync();
        var bytes = new LedgerText(5, entries[4].LeafHash, []).ToBytes();
        db.AddRange([new LedgerEntry { Index = 5, Bytes = bytes, LeafHash = MerkleTree.LeafHash(bytes) }, .. moved]);
        await db.SaveChangesAsync();
        await RebuildHeadAsync(db);
    });

    private static Task SignedAsync(string folder) => WriteAsync(folder, async db =>
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var row in await db.LedgerCheckpoints.AsNoTracking().ToListAsync())
        {
            var note = SignedNote.Sign(SignedNote.Parse(row.Note).Value.Text, SignedNote.Parse(row.Note).Value.Signatures[0].Name, key).ToString();
            await db.LedgerCheckpoints.Where(one => one.Size == row.Size).ExecuteUpdateAsync(one => one.SetProperty(checkpoint => checkpoint.Note, note));
        }
    });

    private static async Task RebuildHeadAsync(MetrologyDb db)
    {
        await db.SaveChangesAsync();
        var head = await db.LedgerHeads.SingleAsync();
        var frontier = new MerkleFrontier();
        foreach (var leaf in await db.LedgerEntries.OrderBy(row => row.Index).Select(row => row.LeafHash).ToListAsync())
        {
            frontier.Append(leaf);
            head.LastHash = leaf;
        }

        (head.Size, head.Frontier) = (frontier.Size, frontier.ToBytes());
    }

    private static async Task WriteAsync(string folder, Func<MetrologyDb, Task> forge)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "metrology.db")}");
        await connection.OpenAsync();
        await using var db = new MetrologyDb(new DbContextOptionsBuilder<MetrologyDb>().UseSqlite(connection).Options);
        await Triggers.WithoutAsync(connection, async () =>
        {
            await forge(db);
            await db.SaveChangesAsync();
        });
    }

    private static async Task SqlAsync(string folder, string forge)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "metrology.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys = OFF; " + forge;
        var forged = 0;
        await Triggers.WithoutAsync(connection, async () => forged = await command.ExecuteNonQueryAsync());
        Assert.True(forged > 0 || forge.StartsWith("DROP TABLE", StringComparison.Ordinal), "the attack changed nothing");
    }

    private static async Task PlainAsync(string folder, string statement)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "metrology.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A start makes again what is missing, and says that it was.</summary>
    [Fact]
    public async Task A_trigger_that_was_missing_is_made_again_and_recorded()
    {
        var laboratory = await Laboratory.StartAsync();
        await PlainAsync(laboratory.Get<ServeOptions>().Data.Path, "DROP TRIGGER Observations_AppendOnly_UPDATE; DROP TRIGGER Observations_AppendOnly_DELETE; CREATE TRIGGER Observations_AppendOnly_DELETE BEFORE DELETE ON Observations BEGIN SELECT 1; END");
        await using var again = await laboratory.RestartAsync();
        Assert.Empty(await again.Get<Store>().WrongGuardsAsync(TestContext.Current.CancellationToken));
        var kept = await again.Get<Store>().ReadAsync(db => db.FaultRecords.Where(row => row.Code == AuditLedger.GuardCode).ToListAsync(), TestContext.Current.CancellationToken);
        Assert.Contains("Observations_AppendOnly_DELETE", Assert.Single(kept).SaidEn, StringComparison.Ordinal);
    }

    private static async Task<LedgerReport> AuditAsync(string folder)
    {
        await using var store = new SqliteStore(Path.Combine(folder, "metrology.db"));
        return await new AuditLedger(store, LedgerFolder.Existing(new(folder), null)!).ExecuteAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<Copy> ForgedAsync() => new(await Prepared.CopyAsync());

    private static async Task PrepareAsync(string folder)
    {
        var (laboratory, _) = await CertificateTests.IssueAsync();
        var imported = await laboratory.Get<ImportProcedure>().ExecuteAsync(new(1, "", [Role.Approver]), Encoding.UTF8.GetBytes(ProcedureTests.NextRevision().Text), CancellationToken.None);
        Assert.Null(imported.Stored.Refusal);
        await laboratory.Get<TakeCheckpoint>().ExecuteAsync(CancellationToken.None);
        await BackUpAsync(laboratory, Path.Combine(folder, "old.db"));
        await CertificateTests.IssueInAsync(laboratory, "SIM-EV-0002");
        await laboratory.Get<TakeCheckpoint>().ExecuteAsync(CancellationToken.None);
        await BackUpAsync(laboratory, Path.Combine(folder, "metrology.db"));
        var data = laboratory.Get<ServeOptions>().Data;
        foreach (var kept in Directory.GetFiles(data.Witness).Append(data.LedgerKey).Append(data.LedgerSealKey).Append(data.LedgerSigned).Append(data.LedgerEnd))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(data.Path, kept));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(kept, copy);
        }

        await laboratory.DisposeAsync();
    }

    private static async Task BackUpAsync(Laboratory laboratory, string file)
    {
        await using var connection = new SqliteConnection($"Data Source={laboratory.Get<ServeOptions>().Data.Database}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"VACUUM INTO '{file}'";
        await command.ExecuteNonQueryAsync();
    }

    private sealed record Copy(string Folder) : IDisposable
    {
        public void Dispose()
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
