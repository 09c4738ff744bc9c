using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Metrology.Core.Runs;
using Metrology.Instruments.Faults;

namespace Metrology.Station.Benches;

/// <summary>
/// Drives one run: asks the pure machine what to do, does it with the instruments, records what was read. It decides nothing; the verifier's keys and this
/// loop meet only in committed events.
/// </summary>
public sealed class BenchRunner(VerificationQueries verifications, BenchRecord record, BenchDesk desk, RunSignals signals, LiveFeed live, TimeProvider clock)
{
    /// <summary>Time for bringing the load to its safe state on the way out.</summary>
    private static readonly TimeSpan StandbyTimeout = TimeSpan.FromSeconds(5);

    /// <summary>How long a bench that may be on is left alone before it is tried again.</summary>
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(3);

    /// <summary>Runs until the verification is no longer measured or the station stops.</summary>
    public async Task RunAsync(Guid id, Actor verifier, IBenchConnector connector, CancellationToken cancellation)
    {
        try
        {
            while (await NextWorkAsync(id, cancellation) is { } run)
                await ServeAsync(run, verifier, connector, cancellation);
        }
        finally
        {
            live.Forget(id);
        }
    }

    /// <summary>
    /// Switches off what a process that was killed may have left on, as soon as its links open. Until that is seen, the bench says that it may be on; the run waits. Ends when all is off, or when the run has
    /// gone from the bench.
    /// </summary>
    public async Task SeeOffAsync(Guid id, Actor verifier, IBenchConnector connector, CancellationToken cancellation)
    {
        while (await verifications.FindAsync(id, cancellation) is { IsRefused: false, Value: { Verification.State: VerificationState.Draft or VerificationState.Running } run } && !await IsOffAsync(run, verifier, connector, cancellation))
            await Task.Delay(TryAgainAfter, clock, cancellation);
    }

    private async Task<bool> IsOffAsync(RunRecord run, Actor verifier, IBenchConnector connector, CancellationToken cancellation)
    {
        var (id, row) = (run.Verification.Id, run.Verification.Bench!);
        var watch = record.Health.Of(row.Code);
        var transcript = new TranscriptBuffer(watch, clock, await verifications.ElapsedAsync(id, clock.GetUtcNow(), cancellation));
        var role = row.Parts.First(part => part is { Role: BenchRole.Load or BenchRole.Source, IsByHand: false }).Role;
        using var timeout = new CancellationTokenSource(StandbyTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        ConnectedBench? bench = null;
        try
        {
            bench = await ConnectAsync(run, connector, transcript, either.Token);
            foreach (var (applies, instrument) in bench.Applying)
            {
                role = applies;
                await instrument.IdentifyAsync(either.Token);
                await instrument.StandbyAsync(either.Token);
            }

            live.Publish(id, state => state with { Connection = BenchConnection.Detached, Fault = null, IsLoadOn = false });
            watch.SeenOff();
            return true;
        }
        catch (Exception error) when (error is InstrumentFault || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            var maybeOn = BenchFaults.MaybeOn(role, error is InstrumentFault fault ? fault.Reason : BenchFaults.NotReached);
            watch.Faulted(maybeOn);
            live.Publish(id, state => state with { Connection = BenchConnection.Faulted, Fault = maybeOn });
            return false;
        }
        finally
        {
            if (bench is not null)
                await bench.DisposeAsync();
            await record.WriteBytesAsync(id, verifier, transcript, CancellationToken.None);
            await record.CountRefusedAsync(transcript, CancellationToken.None);
        }
    }

    private static ValueTask<ConnectedBench> ConnectAsync(RunRecord run, IBenchConnector connector, TranscriptBuffer transcript, CancellationToken cancellation) => connector.ConnectAsync(
        new(run.Verification.Bench!.Code, run.Verification.Bench.Reference!.SerialNumber, run.Verification.Unit!.SerialNumber, SigningMeter.Of(run.Verification.Unit)), transcript, cancellation);

    /// <summary>Waits until the machine asks for an instrument; null when the run is over.</summary>
    private async Task<RunRecord?> NextWorkAsync(Guid id, CancellationToken cancellation)
    {
        while (true)
        {
            var changed = signals.NextChange(id);
            var found = await verifications.FindAsync(id, cancellation);
            if (found.IsRefused || found.Value.Verification.State is not (VerificationState.Draft or VerificationState.Running))
                return null;
            if (RunMachine.Next(found.Value.State) is Directive.AwaitBegin || TypedByHand.ShareOf(found.Value) is { OfBench.Count: > 0 })
                return found.Value;
            await changed.WaitAsync(cancellation);
        }
    }

    /// <summary>Connects, works until a fault or the end, and leaves everything off.</summary>
    private async Task ServeAsync(RunRecord run, Actor verifier, IBenchConnector connector, CancellationToken cancellation)
    {
        var id = run.Verification.Id;
        var watch = record.Health.Of(run.Verification.Bench!.Code);
        var transcript = new TranscriptBuffer(watch, clock, await verifications.ElapsedAsync(id, clock.GetUtcNow(), cancellation));
        using var writing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var written = record.KeepWritingAsync(id, verifier, transcript, writing.Token);
        ConnectedBench? bench = null;
        int? interruptedAt = null;
        try
        {
            watch.Connecting();
            live.Publish(id, state => state with { Connection = BenchConnection.Connecting, Fault = null });
            bench = await ConnectAsync(run, connector, transcript, cancellation);
            var identities = await IdentityCheck.RunAsync(bench, run.Verification, cancellation);
            foreach (var (role, identity) in identities)
                watch.Identified(role, identity);
            live.Publish(id, state => state with { Connection = BenchConnection.Ready, Identities = identities });
            await new BenchSession(verifications, record, desk, signals, live, clock).RunAsync(id, verifier, bench, transcript, cancellation);
        }
        catch (InstrumentFault fault)
        {
            watch.Faulted(fault.Reason);
            desk.Refuse(id, fault.Reason);
            interruptedAt = await InterruptAsync(id, verifier, fault, transcript, cancellation);
        }
        finally
        {
            if (bench is not null)
                await CloseAsync(id, bench, watch);
            watch.Released();
            await writing.CancelAsync();
            await written.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await record.WriteBytesAsync(id, verifier, transcript, CancellationToken.None);
            await record.CountRefusedAsync(transcript, CancellationToken.None);
        }

        // The load is off before anybody is waited for.
        if (interruptedAt is { } events)
            await WaitForDecisionAsync(id, events, cancellation);
    }

    /// <summary>Says what failed. The number of events of the run then; a fault between two steps is no event.</summary>
    private async Task<int?> InterruptAsync(Guid id, Actor verifier, InstrumentFault fault, TranscriptBuffer transcript, CancellationToken cancellation)
    {
        // A run that nobody began has nothing to interrupt.
        var stands = await verifications.FindAsync(id, cancellation);
        var recorded = stands is { IsRefused: false, Value.Verification.State: VerificationState.Draft } ? stands : await record.AddAsync(id, verifier, new RunEvent.Interrupted(fault.Code, $"{fault.Text.Zh} {fault.Text.En}"), transcript, cancellation);
        live.Publish(id, state => state with { Connection = BenchConnection.Faulted, Fault = new Refusal(fault.Code, fault.Text) });
        var now = recorded.IsRefused ? await verifications.FindAsync(id, cancellation) : recorded;
        return now.IsRefused ? null : now.Value.Events;
    }

    /// <summary>Returns when the verifier has done something about the fault, be it before this was called.</summary>
    private async Task WaitForDecisionAsync(Guid id, int events, CancellationToken cancellation)
    {
        while (true)
        {
            var changed = signals.NextChange(id);
            var found = await verifications.FindAsync(id, cancellation);
            if (found.IsRefused || found.Value.Events > events || desk.IsAwaited(id))
                return;
            await changed.WaitAsync(cancellation);
        }
    }

    /// <summary>Standby first, however the run ended. What does not answer then may still be on: that is said, and closing its link is all that is left.</summary>
    private async Task CloseAsync(Guid id, ConnectedBench bench, BenchWatch watch)
    {
        foreach (var (role, instrument) in bench.Applying)
        {
            try
            {
                using var timeout = new CancellationTokenSource(StandbyTimeout, clock);
                await instrument.StandbyAsync(timeout.Token);
            }
            catch (Exception error) when (error is InstrumentFault or OperationCanceledException)
            {
                // The fault that matters has been recorded; this one is for whoever stands at the bench.
                watch.Count(BenchFaults.MaybeOn(role, error is InstrumentFault fault ? fault.Reason : BenchFaults.NotReached));
            }
        }

        await bench.DisposeAsync();
        live.Publish(id, state => state with { IsLoadOn = false });
    }
}
