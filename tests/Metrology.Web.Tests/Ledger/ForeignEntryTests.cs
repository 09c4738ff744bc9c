using System.Net;
using Metrology.App.Certificates;
using Metrology.App.Faults;
using Metrology.App.Jobs;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Metrology.Core.Words;
using Metrology.Web.Host;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests.Ledger;

/// <summary>Who has the database alone writes entries of the ledger: everything that can be computed without a key is right, and the seal cannot be.</summary>
public sealed class ForeignEntryTests
{
    private static readonly Actor Administrator = new(5, "示例管理员", [Role.Administrator]) { Because = "测试" };

    /// <summary>An entry far behind the end, that nothing leads to but the place of the row, lets nobody in.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_entry_far_off_lets_nobody_in(bool isRestarted)
    {
        var laboratory = await Laboratory.StartAsync();
        try
        {
            var technician = await laboratory.SignInAsync(Role.Technician);
            var (account, text) = await ForgeAsync(laboratory);
            var far = new LedgerText(1_000_000, new byte[32], [text]).ToBytes();
            await laboratory.SqlAsync($"{Taken}; INSERT INTO LedgerEntries (\"Index\", Bytes, LeafHash, Seal) VALUES (1000000, {Hex(far)}, {Hex(MerkleTree.LeafHash(far))}, {Hex(new byte[32])}); UPDATE LedgerPlaces SET Entry = 1000000 WHERE Row = 'Account {account}'");
            if (isRestarted)
            {
                // A start that has to make all places anew does not find it either.
                await laboratory.SqlAsync("DELETE FROM LedgerPlaces");
                laboratory = await laboratory.RestartAsync();
            }
            else
            {
                Assert.Equal(HttpStatusCode.Unauthorized, (await technician.GetAsync("/api/v1/session")).StatusCode);
            }

            Assert.False(await CanSignInAsync(laboratory, Role.Technician));
            Assert.Contains("ledger.entry-foreign", (await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings.Select(one => one.Code));
        }
        finally
        {
            await laboratory.DisposeAsync();
        }
    }

    /// <summary>A new key of seals would know no entry that there is: nobody would get in, and a false alarm would be every entry.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(31)]
    public void A_lost_or_damaged_key_of_seals_is_not_replaced(int? length)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-seal-");
        try
        {
            var data = new DataFolder(folder.FullName);
            PrivateFiles.CreateFolder(data.Keys);
            var first = LedgerFolder.Of(data, null).SealOf([1]);
            Assert.Equal(first, LedgerFolder.Of(data, null).SealOf([1]));
            var key = File.ReadAllBytes(data.LedgerSealKey);
            File.Delete(data.LedgerSealKey);
            if (length is { } left)
                File.WriteAllBytes(data.LedgerSealKey, key[..left]);
            Assert.Equal("command.bad-file", Assert.Throws<WrongFileException>(() => LedgerFolder.Of(data, null)).Refusal.Code);
            Assert.Equal(length is not null, File.Exists(data.LedgerSealKey));
            File.WriteAllBytes(data.LedgerSealKey, key);
            Assert.Equal(first, LedgerFolder.Of(data, null).SealOf([1]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>An entry at the end, chained and in the head, while the server runs or is stopped: no right by it, no checkpoint over it, and a person settles it once.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_entry_at_the_end_is_not_believed_and_not_signed(bool isStopped)
    {
        var laboratory = await Laboratory.StartAsync();
        try
        {
            await laboratory.Get<TakeCheckpoint>().ExecuteAsync(default);
            var (account, line) = await ForgeAsync(laboratory);
            var index = await AppendAsync(laboratory, account, line);
            if (isStopped)
                laboratory = await laboratory.RestartAsync();
            Assert.False(await CanSignInAsync(laboratory, Role.Technician));
            var kept = laboratory.Get<ILedgerWitness>().End!.Size;
            Assert.Equal(index, kept);
            // Work goes on, and what is remembered does not pass it.
            Assert.Null((await ChangeAsync(laboratory, "别处")).Refusal);
            Assert.Equal(kept, laboratory.Get<ILedgerWitness>().End!.Size);
            Assert.Equal(0, await laboratory.Get<TakeCheckpoint>().ExecuteAsync(default));
            Assert.Contains(await OpenAsync(), row => row.Code == LedgerFaults.NotContinued && row.SaidEn.Contains($"entry {index}", StringComparison.Ordinal));
            var report = await laboratory.Get<AuditLedger>().ExecuteAsync(default);
            Assert.Equal(["ledger.derived-changed LedgerPlace Account " + account, $"ledger.entry-foreign entry {index}", $"ledger.row-changed Account {account}"], report.Findings.Select(one => $"{one.Code} {one.Where}").Order(StringComparer.Ordinal));
            Assert.Equal(index, laboratory.Get<ILedgerWitness>().Signed.Size);

            // The row is put right, and an administrator says what was found: it is signed again, and named for ever.
            await laboratory.SqlAsync("PRAGMA foreign_keys = OFF; INSERT OR REPLACE INTO Accounts SELECT * FROM KeptAccount; INSERT OR REPLACE INTO LedgerPlaces SELECT * FROM KeptPlace; DROP TABLE KeptAccount; DROP TABLE KeptPlace");
            Assert.True(await CanSignInAsync(laboratory, Role.Technician));
            await CloseAsync(LedgerFaults.NotContinued);
            Assert.Equal(0, await laboratory.Get<TakeCheckpoint>().ExecuteAsync(default));
            Assert.Equal("ledger.broken", (await AuditAsync()).FaultCode);
            foreach (var code in new[] { "ledger.entry-foreign", "ledger.broken", LedgerFaults.NotContinued })
                await CloseAsync(code);
            Assert.Null((await AuditAsync()).FaultCode);
            Assert.True(await laboratory.Get<TakeCheckpoint>().ExecuteAsync(default) > index);
            Assert.Equal([$"ledger.entry-foreign entry {index}"], (await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings.Select(one => $"{one.Code} {one.Where}"));
            Assert.Null((await ChangeAsync(laboratory, "此处")).Refusal);
            Assert.Equal((await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Size, laboratory.Get<ILedgerWitness>().End!.Size);
        }
        finally
        {
            await laboratory.DisposeAsync();
        }

        async Task<JobRun> AuditAsync() => (await laboratory.Get<RunJob>().OnScheduleAsync(JobCatalog.LedgerCheck.Id, default)).Value;
        async Task<List<FaultRecord>> OpenAsync() => (await laboratory.Get<FaultQueries>().AllAsync(default)).FindAll(row => row.ClosedAt is null);
        async Task CloseAsync(string code) => Assert.Null((await laboratory.Get<CloseFault>().ExecuteAsync(Administrator, (await OpenAsync()).First(row => row.Code == code).Id, "查明原因，采取措施", default)).Refusal);
    }

    /// <summary>An entry of the product whose seal was taken away is one that nobody can tell from a foreign one, though it was read before.</summary>
    [Theory]
    [InlineData("Seal = NULL")]
    [InlineData("Seal = x''")]
    [InlineData("Seal = (SELECT Seal FROM LedgerEntries WHERE \"Index\" = 0)")]
    public async Task Without_its_seal_an_entry_says_nothing(string attack)
    {
        await using var laboratory = await Laboratory.StartAsync();
        await laboratory.Get<TakeCheckpoint>().ExecuteAsync(default);
        Assert.Null((await ChangeAsync(laboratory, "一")).Refusal);
        Assert.Null((await ChangeAsync(laboratory, "二")).Refusal);
        var last = await laboratory.Get<Store>().ReadAsync(db => db.LedgerEntries.MaxAsync(row => row.Index), default);
        await laboratory.SqlAsync($"UPDATE LedgerEntries SET {attack} WHERE \"Index\" = {last}");
        Assert.Equal(RowCheck.Code, (await ChangeAsync(laboratory, "三")).Refusal?.Code);
        Assert.Contains(await laboratory.Get<FaultQueries>().AllAsync(default), row => row.Code == RowCheck.Code && row.Where.Contains("UnitUnderTest 4", StringComparison.Ordinal));
        Assert.Equal(0, await laboratory.Get<TakeCheckpoint>().ExecuteAsync(default));
        Assert.Contains($"ledger.entry-foreign entry {last}", (await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings.Select(one => $"{one.Code} {one.Where}"));
    }

    private const string Taken = "UPDATE Accounts SET PasswordHash = (SELECT PasswordHash FROM Accounts WHERE UserName = 'planner') WHERE UserName = 'technician'";

    /// <summary>The line of an entry that says that the technician has the planner's password. The account and its place are kept aside.</summary>
    private static async Task<(int Account, LedgerLine Line)> ForgeAsync(Laboratory laboratory)
    {
        var (id, line) = await laboratory.Get<Store>().ReadAsync(
            async db =>
            {
                var (account, planner) = (await db.Accounts.SingleAsync(row => row.UserName == "technician"), await db.Accounts.SingleAsync(row => row.UserName == "planner"));
                var before = LegalRow.Of(db, account);
                account.PasswordHash = planner.PasswordHash;
                return (account.Id, new LedgerLine(RowAct.Changed, before.Kind, before.Key, LegalRow.Of(db, account).Hash, before.Hash));
            },
            default);
        await laboratory.SqlAsync($"CREATE TABLE KeptAccount AS SELECT * FROM Accounts WHERE Id = {id}; CREATE TABLE KeptPlace AS SELECT * FROM LedgerPlaces WHERE Row = 'Account {id}'");
        return (id, line);
    }

    /// <returns>Its index.</returns>
    private static async Task<long> AppendAsync(Laboratory laboratory, int account, LedgerLine line)
    {
        var (size, last, frontier) = await laboratory.Get<Store>().ReadAsync(async db => await db.LedgerHeads.SingleAsync() is var head ? (head.Size, head.LastHash, head.Frontier) : default, default);
        var bytes = new LedgerText(size, last, [line]).ToBytes();
        var (leaf, whole) = (MerkleTree.LeafHash(bytes), MerkleFrontier.Of(size, frontier));
        whole.Append(leaf);
        await laboratory.SqlAsync(
            $"{Taken}; INSERT INTO LedgerEntries (\"Index\", Bytes, LeafHash) VALUES ({size}, {Hex(bytes)}, {Hex(leaf)}); UPDATE LedgerPlaces SET Entry = {size} WHERE Row = 'Account {account}'; UPDATE LedgerHeads SET Size = {size + 1}, LastHash = {Hex(leaf)}, Frontier = {Hex(whole.ToBytes())}");
        return size;
    }

    private static string Hex(byte[] bytes) => $"x'{Convert.ToHexString(bytes)}'";

    private static async Task<bool> CanSignInAsync(Laboratory laboratory, Role role)
    {
        var (login, planner) = (laboratory.Logins.Single(one => one.Role == role), laboratory.Logins.Single(one => one.Role == Role.Planner));
        foreach (var password in new[] { planner.Password, login.Password })
        {
            if ((await laboratory.Visit().PostAsync("/login", ("userName", login.UserName), ("password", password))).StatusCode == HttpStatusCode.Redirect)
                return true;
        }

        return false;
    }

    private static Task<Outcome<int>> ChangeAsync(Laboratory laboratory, string place) => laboratory.Get<Store>().WriteAsync<int>(
        Administrator,
        async db =>
        {
            (await db.Units.SingleAsync(row => row.Id == 4)).Location = place;
            return 1;
        },
        default);
}
