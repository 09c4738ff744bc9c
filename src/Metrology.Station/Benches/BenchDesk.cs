using System.Collections.Concurrent;
using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Station.Benches;

/// <summary>
/// Where what a person typed waits for the bench to read its part of the same step: both are one event of the run. Nothing here is a record; what is not taken is refused, and the person still has it.
/// </summary>
public sealed class BenchDesk(RunSignals signals, TimeProvider clock)
{
    /// <summary>Longest wait for the bench to be reached and to read.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ConcurrentDictionary<Guid, Sheet> sheets = new();

    /// <param name="typed">Empty asks the bench to read once more what it reads alone.</param>
    public async Task<Outcome<RunRecord>> EnterAsync(Guid verification, IReadOnlyList<ObservedReading> typed, RunPosition? seen, CancellationToken cancellation)
    {
        var sheet = new Sheet(typed, seen);
        if (!sheets.TryAdd(verification, sheet))
            return BenchFaults.StillReading;
        signals.Changed(verification);
        try
        {
            return await sheet.Answer.WaitAsync(Patience, clock, cancellation);
        }
        catch (TimeoutException)
        {
            return BenchFaults.NotReached;
        }
        finally
        {
            sheets.TryRemove(new(verification, sheet));
        }
    }

    /// <summary>Somebody waits for the bench.</summary>
    public bool IsAwaited(Guid verification) => sheets.ContainsKey(verification);

    /// <summary>What was typed, or null when nobody waits.</summary>
    public Sheet? Of(Guid verification) => sheets.GetValueOrDefault(verification);

    /// <summary>The bench cannot read: whoever waits is told why.</summary>
    public void Refuse(Guid verification, Refusal why) => Of(verification)?.Give(why);

    public sealed class Sheet(IReadOnlyList<ObservedReading> typed, RunPosition? seen)
    {
        private readonly TaskCompletionSource<Outcome<RunRecord>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<ObservedReading> Typed => typed;

        public RunPosition? Seen => seen;

        internal Task<Outcome<RunRecord>> Answer => answer.Task;

        public void Give(Outcome<RunRecord> outcome) => answer.TrySetResult(outcome);
    }
}
