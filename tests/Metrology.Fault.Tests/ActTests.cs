using Metrology.App.Verifications;
using Metrology.Fault.Worker;
using Metrology.Scenario.Worker;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Fault.Tests;

/// <summary>What a person does is there as a whole or not at all when the process is killed in the middle of it, and can be done again.</summary>
public sealed class ActTests
{
    public static TheoryData<string, string, int> Moments
    {
        get
        {
            var acts = new TheoryData<string, string, int>();
            var random = Lane.Random(nameof(Moments));
            foreach (var act in new[] { "issue", "import", "open", "dispose" })
            {
                // Just before or just after the commit of the first transaction; in the long lane every step, and inside of them.
                if (!Lane.IsLong)
                {
                    acts.Add(act, KillTests.Steps[random.Next(2, KillTests.Steps.Length)], 1);
                    continue;
                }

                acts.Add(act, "TransactionCommitting", 1);
                acts.Add(act, "TransactionCommitted", 1);
                foreach (var step in KillTests.Steps)
                    acts.Add(act, step, random.Next(2, step == "CommandExecuted" ? 25 : 4));
            }

            return acts;
        }
    }

    [Theory(Timeout = 600_000)]
    [MemberData(nameof(Moments))]
    public Task An_act_is_whole_or_not_there_and_can_be_done_again(string act, string step, int times) => Tally.TryAsync($"SIGKILL: {act}", async () =>
    {
        using var folder = new Folder();
        await (act switch { "issue" => DemonstrationFolders.Checked, "dispose" => DemonstrationFolders.Due, _ => DemonstrationFolders.Seeded }).CopyToAsync(folder.Path);
        var before = await CountAsync(folder.Path, act);
        var killed = await Killed.AtAsync(act, folder.Path, step, times);
        Assert.True(killed.WasKilled || killed.Acknowledged.Count == 1, killed.Errors);
        var after = await CountAsync(folder.Path, act);
        var whole = before + (act == "import" ? FaultData.Standards : 1);
        Assert.Contains(after, new[] { before, whole });
        if (killed.Acknowledged.Count > 0)
            Assert.Equal(whole, after);
        if (after == before)
        {
            await using (var app = await ScenarioHost.OpenAsync(folder.Path))
                Assert.NotEmpty(await Acts.DoAsync(app.Services, act));
            Assert.Equal(whole, await CountAsync(folder.Path, act));
        }

        // Numbers are given once and without a gap, and the range stands after the last.
        var (numbers, ranges) = await Looked.AtAsync(folder.Path, async db => (
            await db.Certificates.Select(row => row.Number).Concat(db.Verifications.Select(row => row.Number)).ToListAsync(), await db.NumberRanges.ToListAsync()));
        Assert.All(ranges, range => Assert.Equal(
            Enumerable.Range(1, range.Next - 1).Select(number => App.Storage.NumberRange.Text(range.Prefix, range.Year, number)), numbers.Where(number => number.StartsWith($"{range.Prefix}-{range.Year}-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)));
    });

    /// <summary>The row that says so and the rows that went are of one transaction.</summary>
    private static async Task<int> DisposedAsync(App.Storage.MetrologyDb db)
    {
        var (said, left) = (await db.Disposals.CountAsync(), await db.InstrumentMessages.CountAsync());
        Assert.Equal(said == 0 ? DemonstrationFolders.DueMessages : 0, left);
        return said;
    }

    private static Task<int> CountAsync(string folder, string act) => Looked.AtAsync(folder, db => act switch
    {
        "issue" => db.Certificates.CountAsync(row => row.PdfHash != ""),
        "open" => db.Verifications.CountAsync(),
        "dispose" => DisposedAsync(db),
        _ => db.Standards.CountAsync(row => row.NameZh.StartsWith("示例标准装置")),
    });
}
