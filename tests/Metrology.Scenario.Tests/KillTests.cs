using System.Diagnostics;
using System.Globalization;
using Metrology.App.Procedures;
using Metrology.App.Verifications;
using Metrology.Core.Decisions;
using Metrology.Core.Runs;
using Metrology.Db.Sqlite;
using Metrology.Procedures;

namespace Metrology.Scenario.Tests;

/// <summary>A killed process shows the run where the last commit left it, and the run goes on from there.</summary>
public sealed class KillTests
{
    private const string Pile = "SIM-EV-0001";

    /// <summary>
    /// Commits that are seen before each kill: with the first of a record; while start readings are taken; under load; before an acceptance; between two steps.
    /// Where exactly each falls is left to the machine; the claim holds everywhere.
    /// </summary>
    private static readonly int[] CommitsBeforeKill = [1, 5, 3, 4, 2, 6];

    /// <summary>A worker that starts on a busy machine and has yet to seed its folder; passing it is a failure.</summary>
    private static readonly TimeSpan Slowest = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_run_is_where_the_last_commit_left_it_after_every_SIGKILL()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-kill-");
        try
        {
            IReadOnlyList<Observation> before = [];
            var events = 0;
            foreach (var commits in CommitsBeforeKill)
            {
                var seen = await MeasureUntilKilledAsync(folder.FullName, events + commits);
                var run = await LookAsync(folder.FullName);
                // What was printed stands; at most the commit that was under way has come after it.
                Assert.InRange(run.Events, seen.Events, seen.Events + 1);
                Assert.True(run.State.Observations.Count >= seen.Observations);
                Assert.Equal(before, run.State.Observations.Take(before.Count));
                Assert.Equal(VerificationState.Running, run.Verification.State);
                (before, events) = (run.State.Observations, run.Events);
            }

            await MeasureUntilKilledAsync(folder.FullName, int.MaxValue);
            var finished = await LookAsync(folder.FullName);
            Assert.Equal(VerificationState.Evaluated, finished.Verification.State);
            Assert.Equal(Verdict.Pass, finished.Evaluate().Verdict);
            Assert.Equal(before, finished.State.Observations.Take(before.Count));
            // A step that was under way was begun again, and says why.
            Assert.Contains(finished.State.Steps, step => step.Attempt > 1 && step.Reason!.StartsWith("bench.restarted", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Kills the worker at the first look that shows so many events; gives that look, or the last one when the worker came to its end.</summary>
    private static async Task<(int Events, int Observations)> MeasureUntilKilledAsync(string folder, int events)
    {
        using var worker = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", Path.Combine(AppContext.BaseDirectory, "Metrology.Scenario.Worker.dll"), folder, Pile },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var timeout = new CancellationTokenSource(Slowest);
        var errors = worker.StandardError.ReadToEndAsync();
        (int Events, int Observations) last = default;
        try
        {
            while (await worker.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
            {
                var counts = line.Split(' ').Select(count => int.Parse(count, CultureInfo.InvariantCulture)).ToArray();
                last = (counts[0], counts[1]);
                if (last.Events >= events)
                    break;
            }

            Assert.True(last.Events > 0, await NothingSaidAsync());
        }
        finally
        {
            worker.Kill();
            await worker.WaitForExitAsync();
        }

        return last;

        async Task<string> NothingSaidAsync()
        {
            worker.Kill();
            return await errors;
        }
    }

    private static async Task<RunRecord> LookAsync(string folder)
    {
        await using var store = new SqliteStore(Path.Combine(folder, "metrology.db"));
        var queries = new VerificationQueries(store, new ProcedureLibrary([.. ProcedureCatalog.All.Select(shipped => shipped.Procedure)]));
        var found = await queries.FindAsync(Assert.Single(await queries.ListAsync(null, Pile, default)).Id, default);
        Assert.Null(found.Refusal?.Code);
        return found.Value;
    }
}
