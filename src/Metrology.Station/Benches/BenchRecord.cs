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
        await transcript.Turn.WaitAsync(cancellation);
        Outcome<RunRecord> outcome;
        try
        {
            var gathered = transcript.Gathered();
            outcome = await record.ExecuteAsync(verifier, id, happened, gathered.Entries, cancellation, seen);
            if (!outcome.IsRefused)
                transcript.Forget(gathered);
        }
        finally
        {
            transcript.Turn.Release();
        }

        await CountRefusedAsync(transcript, cancellation);
        return outcome;
    }

    /// <summary>Writes down the bytes of a long step while it lasts. Ends when it is cancelled.</summary>
    public async Task KeepWritingAsync(Guid id, Actor verifier, TranscriptBuffer transcript, CancellationToken cancellation)
    {
        while (true)
        {
            await transcript.WaitForMuchAsync(cancellation);
            try
            {
                await WriteBytesAsync(id, verifier, transcript, cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The store is away for a while: the bytes stay in the buffer, and the next event says what is wrong where nothing can be written at all.
            }
        }
    }

    /// <summary>The bytes that no event has taken yet. A run that has not begun, or is over, takes none: they stay in the buffer.</summary>
    public async Task WriteBytesAsync(Guid id, Actor verifier, TranscriptBuffer transcript, CancellationToken cancellation)
    {
        await transcript.Turn.WaitAsync(cancellation);
        try
        {
            var gathered = transcript.Gathered();
            if (gathered.Entries.Count > 0 && !(await record.AddBytesAsync(verifier, id, gathered.Entries, cancellation)).IsRefused)
                transcript.Forget(gathered);
        }
        finally
        {
            transcript.Turn.Release();
        }
    }

    public async Task CountRefusedAsync(TranscriptBuffer transcript, CancellationToken cancellation)
    {
        var refused = transcript.TakeRefused();
        if (refused.Count > 0)
            await keep.ExecuteAsync([], [.. refused.Select(answer => RefusedMessage.Of(answer.Link, answer.Bytes, answer.Reason, answer.ReceivedAt))], cancellation);
    }
}
