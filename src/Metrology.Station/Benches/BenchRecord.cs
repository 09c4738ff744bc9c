using Metrology.App.Laboratory;
using Metrology.App.Operation;
using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Station.Benches;

/// <summary>Writes down what happens on a bench: each event with the bytes it rests on, and what the instruments answered that was not taken.</summary>
public sealed class BenchRecord(RecordEvent record, KeepMessages keep, BenchHealth health)
{
    public BenchHealth Health => health;

    public async Task<Outcome<RunRecord>> AddAsync(Guid id, Actor verifier, RunEvent happened, TranscriptBuffer transcript, CancellationToken cancellation, RunPosition? seen = null)
    {
        var gathered = transcript.Gathered();
        var outcome = await record.ExecuteAsync(verifier, id, happened, gathered, cancellation, seen);
        if (!outcome.IsRefused)
            transcript.Forget(gathered.Count);
        await CountRefusedAsync(transcript, cancellation);
        return outcome;
    }

    public async Task CountRefusedAsync(TranscriptBuffer transcript, CancellationToken cancellation)
    {
        var refused = transcript.TakeRefused();
        if (refused.Count > 0)
            await keep.ExecuteAsync([], [.. refused.Select(answer => RefusedMessage.Of(answer.Link, answer.Bytes, answer.Reason, answer.ReceivedAt))], cancellation);
    }
}
