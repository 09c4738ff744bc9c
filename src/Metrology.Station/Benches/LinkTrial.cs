using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Station.Benches;

/// <summary>
/// Asks one instrument of a bench who it is and for one value, outside any run, and shows the bytes that went. What it answers is no reading. A bench that a run has is left alone.
/// </summary>
public sealed class LinkTrial(BenchQueries benches, TriedInstruments instruments, BenchRecord record, TimeProvider clock)
{
    /// <summary>Longest time for opening and answering, repetitions included.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <param name="Identity">Null when nobody could be identified.</param>
    /// <param name="Fault">Why not, or why whoever answered is not the one registered.</param>
    /// <param name="Bytes">The first that went, as far as <see cref="TranscriptBuffer.MostOfTrial"/> goes.</param>
    /// <param name="NotShown">Bytes after them.</param>
    public sealed record Answer(Bench Bench, BenchRole Role, Identity? Identity, Refusal? Fault, IReadOnlyList<TranscriptEntry> Bytes, long NotShown = 0)
    {
        /// <summary>One value of the instrument that is registered; null where it gives none by itself.</summary>
        public Reading? Value { get; init; }

        /// <summary>How far the clock of this server is ahead of the reference clock that was tried, s; null for all others.</summary>
        public decimal? ServerAhead { get; init; }

        /// <summary>Why there is no value although there should be one.</summary>
        public Refusal? NoValue { get; init; }
    }

    public async Task<Outcome<Answer>> ExecuteAsync(Actor actor, int benchId, BenchRole role, CancellationToken cancellation)
    {
        if (actor.Deny(Permission.TryBenches) is { } denied)
            return denied;
        if (await benches.FindAsync(benchId, cancellation) is not { } bench)
            return BenchErrors.NotFound;
        if (bench.LeasedBy is not null)
            return BenchErrors.InUse;
        if (bench[role] is not { } part || !BenchProtocols.CanBeTried(part))
            return BenchFaults.NothingToTry(role);
        var watch = record.Health.Of(bench.Code);
        var transcript = TranscriptBuffer.OfTrial(watch);
        watch.Connecting();
        var answer = await AskAsync(bench, part, transcript, cancellation);
        if (answer.Fault is { } fault)
            watch.Faulted(fault);
        else
            watch.Identified(role.NameOf(), answer.Identity!);
        watch.Released();
        await record.CountRefusedAsync(transcript, cancellation);
        return answer with { Bytes = transcript.Gathered().Entries, NotShown = transcript.Dropped };
    }

    private async Task<Answer> AskAsync(Bench bench, BenchPart part, TranscriptBuffer transcript, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        var answer = new Answer(bench, part.Role, null, null, []);
        try
        {
            await using var instrument = instruments.Open(bench, part, transcript);
            try
            {
                var who = await instrument.IdentifyAsync(either.Token);
                answer = answer with { Identity = who, Fault = WhyNotRegistered(bench, part, who) };
                // Another instrument than the registered one is asked nothing more.
                if (answer.Fault is not null)
                    return answer;
                // A clock without a fix says who it is just as well.
                return part.Role == BenchRole.Clock && instrument is IMeter receiver
                    ? answer with { ServerAhead = (await receiver.ReadAsync(Measurands.ClockOffset, either.Token)).Value }
                    : answer with { Value = await TriedInstruments.ValueOf(part.Role, instrument, either.Token) };
            }
            finally
            {
                await instrument.StandbyAsync(either.Token);
            }
        }
        catch (InstrumentFault fault)
        {
            return NotTold(fault.Reason);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return NotTold(BenchFaults.TrialTooLong);
        }

        // What a clock is asked for is its time.
        Answer NotTold(Refusal why) => answer.Identity is null || part.Role == BenchRole.Clock ? answer with { Fault = why } : answer with { NoValue = why };
    }

    private static Refusal? WhyNotRegistered(Bench bench, BenchPart part, Identity who)
    {
        var registered = part.Role == BenchRole.Reference ? bench.Reference!.SerialNumber : part.Equipment?.SerialNumber;
        return registered is null || who.SerialNumber == registered || (who.SerialNumber.Length == 0 && part.IsKnownByPlate)
            ? null
            : BenchFaults.WrongSerial(registered, who.SerialNumber).Reason;
    }
}
