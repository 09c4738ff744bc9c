using System.Globalization;
using Metrology.Adapters.Wire;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Station.Ingest;

namespace Metrology.Station.Benches;

/// <summary>
/// Asks one instrument of a bench who it is, outside any run, and shows the bytes that went. What it answers is no reading. A bench that a run has is left alone.
/// </summary>
public sealed class LinkTrial(BenchQueries benches, WiredMeters meters, Broker broker, BenchRecord record, TimeProvider clock)
{
    /// <summary>Longest time for opening and answering, repetitions included.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private int trials;

    /// <param name="Identity">Null when nobody could be identified.</param>
    /// <param name="Fault">Why not, or why whoever answered is not the one registered.</param>
    /// <param name="Bytes">The first that went, as far as <see cref="TranscriptBuffer.MostOfTrial"/> goes.</param>
    /// <param name="NotShown">Bytes after them.</param>
    /// <param name="ServerAhead">How far the clock of this server is ahead of the reference clock that was tried, s.</param>
    public sealed record Answer(Bench Bench, BenchRole Role, Identity? Identity, Refusal? Fault, IReadOnlyList<TranscriptEntry> Bytes, long NotShown = 0, decimal? ServerAhead = null);

    public async Task<Outcome<Answer>> ExecuteAsync(Actor actor, int benchId, BenchRole role, CancellationToken cancellation)
    {
        if (actor.Deny(Permission.TryBenches) is { } denied)
            return denied;
        if (await benches.FindAsync(benchId, cancellation) is not { } bench)
            return BenchErrors.NotFound;
        if (bench.LeasedBy is not null)
            return BenchErrors.InUse;
        if (bench[role] is not { IsByHand: false, IsPlayed: false, Link.Length: > 0 } part)
            return BenchFaults.NothingToTry(role);
        var watch = record.Health.Of(bench.Code);
        var transcript = TranscriptBuffer.OfTrial(watch);
        watch.Connecting();
        var (identity, ahead, fault) = await AskAsync(bench, part, transcript, cancellation);
        fault ??= WhyNotRegistered(bench, part, identity!);
        if (fault is null)
            watch.Identified(RoleOf(role), identity!);
        else
            watch.Faulted(fault);
        watch.Released();
        await record.CountRefusedAsync(transcript, cancellation);
        return new Answer(bench, role, identity, fault, transcript.Gathered().Entries, transcript.Dropped, ahead);
    }

    /// <summary>As runs name it; a load has no readings and so no name there.</summary>
    private static string RoleOf(BenchRole role) => role switch
    {
        BenchRole.Reference => Roles.Reference,
        BenchRole.Unit => Roles.UnitUnderTest,
        BenchRole.Environment => Roles.Environment,
        BenchRole.Clock => ComparedClock.Role,
        _ => "load",
    };

    /// <summary>Who it is; of a reference clock also its time, since one without a fix says who it is just as well.</summary>
    private async Task<(Identity? Identity, decimal? Ahead, Refusal? Fault)> AskAsync(Bench bench, BenchPart part, TranscriptBuffer transcript, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        Identity? who = null;
        try
        {
            await using var instrument = Open(bench, part, transcript);
            who = await instrument.IdentifyAsync(either.Token);
            return (who, part.Protocol == BenchProtocols.ReferenceClock && instrument is IMeter receiver ? (await receiver.ReadAsync(Measurands.ClockOffset, either.Token)).Value : null, null);
        }
        catch (InstrumentFault fault)
        {
            return (who, null, fault.Reason);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (who, null, BenchFaults.TrialTooLong);
        }
    }

    private IInstrument Open(Bench bench, BenchPart part, TranscriptBuffer transcript)
    {
        if (part.Protocol != BenchProtocols.Wire)
            return meters.Open(part, part.Equipment ?? bench.Reference!, transcript);
        var number = Interlocked.Increment(ref trials);
        var name = BenchProtocols.GatewayOf(part.Link)!;
        var messages = new TranscribedMessageLink(broker.OpenLink($"trial-{number}"), transcript, clock, new Dictionary<string, TranscriptSource>());
        var peer = WirePeer.Of(name, name, string.Create(CultureInfo.InvariantCulture, $"t{clock.GetUtcNow().UtcTicks:x}{number}"));
        return new WithLink(new WirePileDisplay(messages, peer, clock), messages);
    }

    private static Refusal? WhyNotRegistered(Bench bench, BenchPart part, Identity who)
    {
        var registered = part.Role == BenchRole.Reference ? bench.Reference!.SerialNumber : part.Equipment?.SerialNumber;
        return registered is null || who.SerialNumber == registered || (who.SerialNumber.Length == 0 && part.IsKnownByPlate)
            ? null
            : BenchFaults.WrongSerial(registered, who.SerialNumber).Reason;
    }

    /// <summary>Identity is asked for in the same way of every gateway; nothing else is.</summary>
    private sealed class WithLink(IInstrument inner, IMessageLink link) : IInstrument
    {
        public ValueTask<Identity> IdentifyAsync(CancellationToken cancellation) => inner.IdentifyAsync(cancellation);

        public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

        public async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync();
            await link.DisposeAsync();
        }
    }
}
