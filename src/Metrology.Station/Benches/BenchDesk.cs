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
            // What a session has taken it also answers: it reads or faults in a time of its own.
            return sheets.TryRemove(new(verification, sheet)) ? BenchFaults.NotReached : await sheet.Answer.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            sheets.TryRemove(new(verification, sheet));
            throw;
        }
    }

    /// <summary>Somebody waits for the bench.</summary>
    public bool IsAwaited(Guid verification) => sheets.ContainsKey(verification);

    /// <summary>Takes what was typed off the desk, once; null when nobody waits. Whoever takes it answers.</summary>
    public Sheet? Take(Guid verification) => sheets.TryRemove(verification, out var sheet) ? sheet : null;

    /// <summary>The bench cannot read: whoever waits is told why.</summary>
    public void Refuse(Guid verification, Refusal why) => Take(verification)?.Give(why);

    public sealed class Sheet(IReadOnlyList<ObservedReading> typed, RunPosition? seen)
    {
        private readonly TaskCompletionSource<Outcome<RunRecord>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<ObservedReading> Typed => typed;

        public RunPosition? Seen => seen;

        internal Task<Outcome<RunRecord>> Answer => answer.Task;

        public void Give(Outcome<RunRecord> outcome) => answer.TrySetResult(outcome);
    }
}
