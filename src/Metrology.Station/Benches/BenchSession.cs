using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;

namespace Metrology.Station.Benches;

/// <summary>The working time of a connected bench: directive in, readings out, until the run needs no instrument any more.</summary>
internal sealed class BenchSession(VerificationQueries verifications, BenchRecord record, BenchDesk desk, RunSignals signals, LiveFeed live, TimeProvider clock)
{
    /// <summary>How often live values are polled while a load is applied or the bench waits.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(400);

    /// <summary>Instruments beside reference and unit change slowly: every so many rounds of those.</summary>
    private const int RoundsBetweenOthers = 5;

    private (IReadOnlyDictionary<string, Quantity> Settings, Reading Said)? supplied;

    /// <summary>The attempt of a step that is under way, and since when, by the clock of the bench.</summary>
    private ((int Step, int Attempt, bool IsBegun) What, DateTimeOffset Since)? step;

    /// <summary>What the run says of readings that were just taken.</summary>
    private readonly List<string> remarks = [];

    public async Task RunAsync(Guid id, Actor verifier, ConnectedBench bench, TranscriptBuffer transcript, CancellationToken cancellation)
    {
        while (true)
        {
            var changed = signals.NextChange(id);
            var found = await verifications.FindAsync(id, cancellation);
            if (found.IsRefused || found.Value.Verification.State is not (VerificationState.Draft or VerificationState.Running))
                return;
            var state = found.Value.State;
            Notice(state);
            await OffWhereNothingIsAppliedAsync(RunMachine.Next(state), bench, cancellation);
            switch (RunMachine.Next(state))
            {
                case Directive.ReadRegisters read:
                    await TakenAsync(id, verifier, new(read.Stage, await ReadAsync(id, bench, read.Variables, read.Stage, cancellation)), transcript, cancellation, RunPosition.Of(found.Value));
                    break;
                case Directive.ApplyLoad apply:
                    if (await ApplyLeftAsync(id, bench, state, apply.Settings, cancellation))
                    {
                        var variables = state.Plan.Procedure.Items.Single(item => item.Id == state.CurrentStep!.Key.Item).Variables.Values;
                        await TakenAsync(id, verifier, new(Stage.End, await ReadAsync(id, bench, [.. variables], Stage.End, cancellation)), transcript, cancellation, RunPosition.Of(found.Value));
                    }

                    break;
                case Directive.CompareClock:
                    var compared = await ComparedAsync(bench, cancellation);
                    var offset = await bench.Unit.ReadAsync(Measurands.ClockOffset, cancellation);
                    await record.AddAsync(id, verifier, new RunEvent.Observed(Stage.Single, [.. compared, new(Roles.UnitUnderTest, "", offset)]), transcript, cancellation, RunPosition.Of(found.Value));
                    break;
                case Directive.Finish:
                    return;
                default:
                    if (TypedByHand.ShareOf(found.Value) is { OfBench.Count: > 0 } share)
                        await ShareAsync(found.Value, verifier, bench, share, changed, transcript, cancellation);
                    else
                    {
                        // What was typed for a step that a fault threw back meanwhile waits for nothing.
                        desk.Refuse(id, VerificationErrors.MovedOn);
                        await PollUntilAsync(changed, id, bench, null, cancellation);
                    }

                    break;
            }
        }
    }

    /// <summary>Takes what the bench has of a step: alone when that is all of it, or when a person has typed the rest.</summary>
    private async Task ShareAsync(
        RunRecord run, Actor verifier, ConnectedBench bench, BenchShare share, Task changed, TranscriptBuffer transcript, CancellationToken cancellation)
    {
        var id = run.Verification.Id;
        var settings = RunMachine.Next(run.State) switch
        {
            Directive.AcquireReadings acquire => acquire.Settings,
            Directive.CountPulses count => count.Settings,
            Directive.ApplySettings apply => apply.Settings,
            _ => null,
        };
        var said = settings is null ? null : await SupplyAsync(bench, settings, cancellation);
        if (share.IsUnderLoad)
        {
            await TakeAsync(run, verifier, bench, share, settings!, transcript, cancellation);
            return;
        }

        var sheet = desk.Take(id);
        if (!share.IsWhole && sheet is null)
        {
            await PollUntilAsync(changed, id, bench, share, cancellation);
            return;
        }

        Outcome<RunRecord> recorded;
        try
        {
            var happened = new RunEvent.Observed(share.Set.Stage, [.. await ReadAsync(id, bench, share.OfBench, said, cancellation), .. sheet?.Typed ?? []]);
            recorded = await TakenAsync(id, verifier, happened, transcript, cancellation, sheet is null ? RunPosition.Of(run) : sheet.Seen);
        }
        catch (Exception end) when (end is InstrumentFault or OperationCanceledException)
        {
            sheet?.Give(end is InstrumentFault fault ? fault.Reason : BenchFaults.NotReached);
            throw;
        }

        sheet?.Give(recorded);
        // Asked again and again for what nobody takes would be worse than a fault. What was read for a step that somebody has left meanwhile is of no other.
        if (sheet is null && recorded.Refusal is { } refused && refused.Code != VerificationErrors.MovedOn.Code)
            throw new InstrumentFault(FaultKind.Refused, refused.Code, refused.Text);
    }

    /// <summary>Brings the source to what the step sets of it, once; what it said of its output, or null where nothing is for it.</summary>
    private async Task<Reading?> SupplyAsync(ConnectedBench bench, IReadOnlyDictionary<string, Quantity> settings, CancellationToken cancellation)
    {
        if (bench.Source is not { } source || !settings.Keys.Any(BenchShare.IsSupplied))
            return null;
        if (supplied is { } on && settings.SequenceEqual(on.Settings))
            return on.Said;
        await source.SetAsync(settings, cancellation);
        supplied = (settings, await source.SwitchAsync(on: true, cancellation));
        return supplied.Value.Said;
    }

    /// <summary>What was brought to a setting holds while the step is prepared and read, no longer.</summary>
    private async Task OffWhereNothingIsAppliedAsync(Directive next, ConnectedBench bench, CancellationToken cancellation)
    {
        if (supplied is null || next is not (Directive.AwaitBegin or Directive.AwaitAcceptance or Directive.Wait or Directive.Finish or Directive.AskEnvironment or Directive.AskChecks))
            return;
        await bench.Source!.StandbyAsync(cancellation);
        supplied = null;
    }

    /// <summary>Applies the settings of a step that is read once, and takes its readings while they hold.</summary>
    private async Task TakeAsync(
        RunRecord run, Actor verifier, ConnectedBench bench, BenchShare share, IReadOnlyDictionary<string, Quantity> settings, TranscriptBuffer transcript, CancellationToken cancellation)
    {
        var id = run.Verification.Id;
        if (!await ApplyAsync(id, bench, settings, cancellation))
            return;
        var readings = bench.Latching is { } latching
            ? [.. await LatchedAsync(id, latching, run.Verification.Unit!.SerialNumber, cancellation), .. await ReadAsync(id, bench, [.. share.OfBench.Where(one => run.Verification.Bench!.Gives(one.Role, one.Measurand) is not null)], null, cancellation)]
            : await ReadAsync(id, bench, share.OfBench, null, cancellation);
        // What was brought to a speed still runs.
        await bench.Load.StandbyAsync(cancellation);
        // Rollers that run again and again because nobody takes what they latched would be worse than a fault.
        if ((await TakenAsync(id, verifier, new(Stage.Single, readings), transcript, cancellation, RunPosition.Of(run))).Refusal is { } notTaken && notTaken.Code != VerificationErrors.MovedOn.Code)
            throw new InstrumentFault(FaultKind.Refused, notTaken.Code, notTaken.Text);
    }

    /// <summary>Applies what the step still asks for; at once true when the reference has registered all of it.</summary>
    private async Task<bool> ApplyLeftAsync(Guid id, ConnectedBench bench, RunState state, IReadOnlyDictionary<string, Quantity> settings, CancellationToken cancellation)
    {
        if (LoadLeft.StartOf(state, settings) is not { } start)
            return await ApplyAsync(id, bench, settings, cancellation);
        var now = await bench.Reference.ReadAsync(start.Measurand, cancellation);
        Show(id, Roles.Reference, now);
        return LoadLeft.After(start, now, settings) is not { } left || await ApplyAsync(id, bench, left, cancellation);
    }

    /// <summary>Applies the load and watches; false when the verifier stopped the step meanwhile and the load is off again.</summary>
    private async Task<bool> ApplyAsync(Guid id, ConnectedBench bench, IReadOnlyDictionary<string, Quantity> settings, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var applying = bench.Load.ApplyAsync(settings, stop.Token).AsTask();
        live.Publish(id, state => state with { IsLoadOn = true });
        try
        {
            while (!applying.IsCompleted)
            {
                var changed = signals.NextChange(id);
                if (!await StillAppliesAsync(id, cancellation))
                    break;
                await PollUntilAsync(Task.WhenAny(applying, changed), id, bench, null, cancellation);
            }

            if (applying.IsCompleted)
            {
                await applying;
                return true;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await applying.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            if (applying.IsCompletedSuccessfully)
                live.Publish(id, state => state with { IsLoadOn = false });
        }

        await bench.Load.StandbyAsync(cancellation);
        live.Publish(id, state => state with { IsLoadOn = false });
        return false;
    }

    /// <summary>What was latched: the last one is the reading, those before stand beside it under their number.</summary>
    private async Task<IReadOnlyList<ObservedReading>> LatchedAsync(Guid id, ILatchingMeter latching, string unit, CancellationToken cancellation)
    {
        var latches = await latching.LatchesAsync(unit, cancellation);
        foreach (var (role, reading) in latches[^1].Readings)
            Show(id, role, reading);
        return [.. latches.SelectMany((latch, i) => latch.Readings.Select(one => new ObservedReading(one.Role, i == latches.Count - 1 ? "" : LatchSubject.Of(latch.Number, one.Reading.Measurand), one.Reading)))];
    }

    /// <summary>A comment leaves the load on; a pause, a repeat or an abort takes it off.</summary>
    private async Task<bool> StillAppliesAsync(Guid id, CancellationToken cancellation)
    {
        var found = await verifications.FindAsync(id, cancellation);
        return !found.IsRefused && found.Value.Verification.State == VerificationState.Running && RunMachine.Next(found.Value.State) is Directive.ApplyLoad or Directive.AcquireReadings or Directive.CountPulses;
    }

    /// <summary>The clock of the station against the reference clock, just before that of the unit is read; nothing where the station's own clock is the reference.</summary>
    private static async Task<IReadOnlyList<ObservedReading>> ComparedAsync(ConnectedBench bench, CancellationToken cancellation)
    {
        if (bench.Clock is not { } clock)
            return [];
        var ahead = await clock.Meter.ReadAsync(Measurands.ClockOffset, cancellation);
        clock.Time.Ahead = TimeSpan.FromTicks((long)(ahead.Value * TimeSpan.TicksPerSecond));
        return [new(Roles.Reference, ClockComparison.Subject, ahead)];
    }

    /// <param name="supplied">What the source said of its output, where that is awaited.</param>
    private async Task<IReadOnlyList<ObservedReading>> ReadAsync(Guid id, ConnectedBench bench, IReadOnlyList<ExpectedReading> asked, Reading? supplied, CancellationToken cancellation)
    {
        var readings = new List<ObservedReading>();
        foreach (var one in asked)
        {
            var reading = one.Role == Roles.Bench ? supplied! : await ReadAsync(bench, one.Role, one.Measurand, Stage.Single, cancellation);
            if (one.Role != Roles.Bench)
                Show(id, one.Role, reading);
            readings.Add(new(one.Role, one.Subject, reading));
        }

        return readings;
    }

    private async Task<IReadOnlyList<ObservedReading>> ReadAsync(Guid id, ConnectedBench bench, IReadOnlyList<VariableRule> variables, Stage stage, CancellationToken cancellation)
    {
        var readings = new List<ObservedReading>();
        foreach (var (role, measurand) in variables.Select(variable => (variable.Role, variable.Measurand)).Distinct())
        {
            var reading = await ReadAsync(bench, role, measurand, stage, cancellation);
            Show(id, role, reading);
            readings.Add(new(role, "", reading));
        }

        return readings;
    }

    /// <summary>One value for the step. What is signed at a time of its own must be of this step.</summary>
    private async Task<Reading> ReadAsync(ConnectedBench bench, string role, string measurand, Stage stage, CancellationToken cancellation)
    {
        if (bench.MeterOf(role, measurand) is not ISessionMeter signs)
            return await bench.MeterOf(role, measurand).ReadAsync(measurand, cancellation);
        var point = stage switch { Stage.Start => SessionPoint.Begin, Stage.End => SessionPoint.End, _ => SessionPoint.Now };
        var taken = await signs.ReadAsync(measurand, point, step!.Value.Since, cancellation);
        if (taken.Remark is { } remark)
            remarks.Add($"{remark.Zh} {remark.En}");
        return taken.Reading;
    }

    /// <summary>Records what was read, and what is to be said of it beside it.</summary>
    private async Task<Outcome<RunRecord>> TakenAsync(Guid id, Actor verifier, RunEvent.Observed happened, TranscriptBuffer transcript, CancellationToken cancellation, RunPosition? seen)
    {
        var recorded = await record.AddAsync(id, verifier, happened, transcript, cancellation, seen);
        foreach (var remark in recorded.IsRefused ? [] : remarks)
            await record.AddAsync(id, verifier, new RunEvent.Commented(remark), transcript, cancellation);
        remarks.Clear();
        return recorded;
    }

    private void Notice(RunState state)
    {
        if (state.IsFinished)
            return;
        var now = (state.Current, state.Steps[state.Current].Attempt, state.Steps[state.Current].Phase != StepPhase.Waiting);
        if (step?.What != now)
            step = (now, clock.GetUtcNow());
    }

    /// <summary>Shows what the meters say until the task is done.</summary>
    /// <param name="share">What of a step instruments beside reference and unit will give; null for none.</param>
    private async Task PollUntilAsync(Task done, Guid id, ConnectedBench bench, BenchShare? share, CancellationToken cancellation)
    {
        // A balance gives what stands still and a display signs: both are asked when it counts.
        var beside = share?.OfBench.Where(one => one.Role is Roles.Environment or Roles.Reference && one.Measurand != Measurands.Mass).ToList() ?? [];
        for (var round = 0; !done.IsCompleted; round++)
        {
            foreach (var one in beside.Where(_ => round % RoundsBetweenOthers == 0))
            {
                if (done.IsCompleted)
                    return;
                Show(id, one.Role, await bench.MeterOf(one.Role, one.Measurand).ReadAsync(one.Measurand, cancellation));
            }

            foreach (var measurand in bench.IsDriven ? bench.Reference.Offers : [])
            {
                if (done.IsCompleted)
                    return;
                Show(id, Roles.Reference, await bench.Reference.ReadAsync(measurand, cancellation));
            }

            if (!done.IsCompleted && bench.IsDriven && bench.Unit.Offers.Contains(Measurands.ActiveEnergy))
                Show(id, Roles.UnitUnderTest, await bench.Unit.ReadAsync(Measurands.ActiveEnergy, cancellation));
            await Task.WhenAny(done, Task.Delay(PollInterval, clock, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private void Show(Guid id, string role, Reading reading) =>
        live.Publish(id, state => state with { Readings = state.Readings.SetItem(new(role, reading.Measurand), reading) });

}
