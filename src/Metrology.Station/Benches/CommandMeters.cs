using System.Globalization;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;

namespace Metrology.Station.Benches;

/// <summary>What a bench page offers that changes meters.</summary>
public enum MeterAct
{
    /// <summary>Sets the clock of every meter on the line to the time of the laboratory.</summary>
    SetClocks,

    /// <summary>Has the meter keep its registers as they are.</summary>
    Freeze,
}

/// <summary>
/// Sends a command that changes meters over the line of a bench's reference, outside any run, with a reason, and shows the bytes that went. Writes with a password are in the protocol and offered nowhere.
/// </summary>
public sealed class CommandMeters(BenchQueries benches, WiredMeters meters, MeterCommand history, BenchRecord record, LaboratoryZone zone, TimeProvider clock)
{
    /// <summary>Longest time for opening, sending and answering.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <returns>The bytes, and why it was not done where it was not.</returns>
    public async Task<Outcome<LinkTrial.Answer>> ExecuteAsync(Actor actor, int benchId, MeterAct act, CancellationToken cancellation)
    {
        if (await benches.FindAsync(benchId, cancellation) is not { } bench)
            return BenchErrors.NotFound;
        if (bench.LeasedBy is not null)
            return BenchErrors.InUse;
        if (bench[BenchRole.Reference] is not { IsByHand: false, IsPlayed: false, Link.Length: > 0 } part)
            return BenchFaults.NothingToTry(BenchRole.Reference);
        var transcript = TranscriptBuffer.OfTrial(record.Health.Of(bench.Code));
        try
        {
            await using var instrument = meters.Open(part, bench.Reference!, transcript);
            if (instrument is not IClockSetter setter)
                return BenchFaults.NoCommands(part.Protocol);
            var told = zone.Now(clock);
            if (act == MeterAct.SetClocks && told is null)
                return BenchFaults.NoTimeZone;
            var local = told ?? clock.GetUtcNow();
            var sent = act == MeterAct.SetClocks ? $"{act} {local.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)} {zone.Name(clock)}, {part.Link}" : $"{act} {part.Address}, {part.Link}";
            if ((await history.RecordAsync(actor, bench, sent, cancellation)).Refusal is { } refusal)
                return refusal;
            using var patience = new CancellationTokenSource(Patience, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            await (act == MeterAct.SetClocks ? setter.SetClocksAsync(local, actor.Because!, either.Token) : setter.FreezeAsync(actor.Because!, either.Token));
            return new LinkTrial.Answer(bench, BenchRole.Reference, null, null, transcript.Gathered().Entries, transcript.Dropped);
        }
        catch (InstrumentFault fault)
        {
            return new LinkTrial.Answer(bench, BenchRole.Reference, null, fault.Reason, transcript.Gathered().Entries, transcript.Dropped);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new LinkTrial.Answer(bench, BenchRole.Reference, null, BenchFaults.TrialTooLong, transcript.Gathered().Entries, transcript.Dropped);
        }
    }
}
