using System.Net;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Web.Host;
using Metrology.Web.Host.Backups;
using Metrology.Web.Tests.Commands;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests.Ledger;

/// <summary>A number that stands on a paper which is out is never given again, whatever became of the database.</summary>
public sealed class RestoredNumbersTests
{
    private static readonly Actor Administrator = new(5, "示例管理员", [Role.Administrator]);

    static RestoredNumbersTests() => Environment.SetEnvironmentVariable(BackupSettings.PassphraseVariable, "示例 correct horse battery staple");

    [Fact]
    public async Task After_a_restore_numbers_go_on_where_the_papers_ended()
    {
        var root = Directory.CreateTempSubdirectory("metrology-numbers-").FullName;
        try
        {
            await using var laboratory = await Laboratory.StartAsync();
            var data = laboratory.Get<ServeOptions>().Data;
            await DrawAsync(laboratory.Get<Store>());
            Directory.CreateDirectory(Path.Combine(root, "backups"));
            Assert.Equal(0, (await Ran.EnglishAsync("backup", "--data", data.Path, "--out", Path.Combine(root, "backups"))).Code);
            var later = new List<string>();
            for (var i = 0; i < 5; i++)
                later.Add(await DrawAsync(laboratory.Get<Store>()));
            await laboratory.Get<TakeCheckpoint>().ExecuteAsync(default);

            var (file, restored) = (Assert.Single(Directory.GetFiles(Path.Combine(root, "backups"))), Path.Combine(root, "restored"));
            var ran = await Ran.EnglishAsync("restore", file, "--data", restored, "--witness", data.Witness);
            Assert.Equal(0, ran.Code);
            Assert.Contains("5 entries that came after the backup are missing", ran.Output, StringComparison.Ordinal);
            Assert.Contains("numbers.unsettled", ran.Error, StringComparison.Ordinal);

            await using (var again = await laboratory.AnotherOnAsync(restored))
            {
                var store = again.Get<Store>();
                Assert.Equal("numbers.unsettled", (await TryAsync(store)).Refusal?.Code);
                var administrator = await again.SignInAsync(Role.Administrator);
                Assert.Contains("LastNumbers", await administrator.ReadAsync("/operation"), StringComparison.Ordinal);
                // A number that is no number, one below what is known, and no reason: refused.
                foreach (var (numbers, because, code) in new[] { ("nonsense", "x", "numbers.not-a-number"), (later[0][..^5] + "00000", "x", "numbers.given-beyond"), (later[^1], "", "numbers.no-reason") })
                    Assert.Contains(code, await (await administrator.PostFromAsync("/operation", "/operation/numbers", ("LastNumbers", numbers), ("Because", because))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
                Assert.Equal(HttpStatusCode.Redirect, (await administrator.PostFromAsync("/operation", "/operation/numbers", ("LastNumbers", later[^1]), ("Because", "与签发登记簿核对"))).StatusCode);
                Assert.DoesNotContain(await DrawAsync(store), later);
                var row = await store.ReadAsync(db => db.Restorations.SingleAsync(), default);
                Assert.Equal((5L, later[^1], "与签发登记簿核对"), (row.Missing!.Value, row.LastNumbers, row.SettledBecause));
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public async Task The_last_number_may_be_said_with_the_restore_or_later_by_a_command()
    {
        var root = Directory.CreateTempSubdirectory("metrology-numbers-").FullName;
        try
        {
            await using var laboratory = await Laboratory.StartAsync();
            var first = await DrawAsync(laboratory.Get<Store>());
            Directory.CreateDirectory(Path.Combine(root, "backups"));
            Assert.Equal(0, (await Ran.EnglishAsync("backup", "--data", laboratory.Get<ServeOptions>().Data.Path, "--out", Path.Combine(root, "backups"))).Code);
            var file = Assert.Single(Directory.GetFiles(Path.Combine(root, "backups")));
            Assert.Equal((0, ""), Of(await Ran.EnglishAsync("restore", file, "--data", Path.Combine(root, "a"), "--last-number", first[..^5] + "00041")));
            Assert.Equal(first[..^5] + "00042", await NextAsync(Path.Combine(root, "a")));
            Assert.Equal(0, (await Ran.EnglishAsync("restore", file, "--data", Path.Combine(root, "b"))).Code);
            Assert.Equal(2, (await Ran.EnglishAsync("numbers", "settle", "--data", Path.Combine(root, "b"), "--because", "x")).Code);
            Assert.Equal(0, (await Ran.EnglishAsync("numbers", "settle", "--data", Path.Combine(root, "b"), "--because", "x", "--no-later-numbers")).Code);
            Assert.Equal(first[..^5] + "00002", await NextAsync(Path.Combine(root, "b")));
            Assert.Contains("numbers.nothing-open", (await Ran.EnglishAsync("numbers", "settle", "--data", Path.Combine(root, "b"), "--because", "x", "--no-later-numbers")).Error, StringComparison.Ordinal);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>Who copies an old file into place asks nobody; the next start sees it by the checkpoints that lie elsewhere.</summary>
    [Fact]
    public async Task A_database_that_was_put_back_by_hand_is_noticed_at_the_start()
    {
        var root = Directory.CreateTempSubdirectory("metrology-numbers-").FullName;
        try
        {
            await using var laboratory = await Laboratory.StartAsync();
            var data = laboratory.Get<ServeOptions>().Data;
            Assert.True(await laboratory.Get<Store>().CopyToAsync(Path.Combine(root, "metrology.db"), default));
            var given = await DrawAsync(laboratory.Get<Store>());
            await laboratory.Get<TakeCheckpoint>().ExecuteAsync(default);
            foreach (var folder in new[] { data.Keys, data.Witness })
            {
                Directory.CreateDirectory(Path.Combine(root, Path.GetFileName(folder)));
                foreach (var file in Directory.EnumerateFiles(folder))
                    File.Copy(file, Path.Combine(root, Path.GetFileName(folder), Path.GetFileName(file)));
            }

            File.Copy(data.DemoLogins, new DataFolder(root).DemoLogins);
            await using (var back = await laboratory.AnotherOnAsync(root))
            {
                Assert.Equal("numbers.unsettled", (await TryAsync(back.Get<Store>())).Refusal?.Code);
                Assert.Contains(await back.Get<App.Faults.FaultQueries>().AllAsync(default), fault => fault is { Code: "ledger.set-back", Where: "1" });
                // The same is not noticed twice.
                Assert.Equal(0, await back.Get<SettleNumbers>().LookAsync(back.Get<ILedgerWitness>(), default));
                Assert.Equal("laboratory.not-allowed", (await back.Get<SettleNumbers>().ExecuteAsync(new(1, "", [Role.Approver]), [], "x", default)).Refusal?.Code);
                Assert.Null((await back.Get<SettleNumbers>().ExecuteAsync(Administrator, [given], "x", default)).Refusal);
                Assert.NotEqual(given, await DrawAsync(back.Get<Store>()));
            }

            Directory.CreateDirectory(root);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(root, recursive: true);
        }
    }

    private static Task<Core.Words.Outcome<string>> TryAsync(Store store) => store.WriteAsync<string>(async db => await NumberRange.DrawAsync(db, "MN-JD", 2026, default), default);

    private static async Task<string> DrawAsync(Store store)
    {
        var drawn = await TryAsync(store);
        Assert.Null(drawn.Refusal);
        return drawn.Value;
    }

    private static async Task<string> NextAsync(string folder)
    {
        await using var store = new Metrology.Db.Sqlite.SqliteStore(new DataFolder(folder).Database);
        return await DrawAsync(store);
    }

    private static (int, string) Of(Ran ran) => (ran.Code, ran.Error);
}
