using Metrology.Core.Fares;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>The fares of the trips of a run, by its tariff: a check beside the verdict, which only an item of a procedure decides.</summary>
/// <param name="Wrong">Why nothing was compared, or null.</param>
public sealed record TripFares(PlannedStep Step, IReadOnlyList<FareAtJump> Jumps, Refusal? Wrong)
{
    private const string Circumference = "length.circumference", Percent = "%";

    private const decimal MetresPerKilometre = 1000m, SecondsPerMinute = 60m;

    private static readonly Refusal NotKnown = Refusal.Of(
        "fare.not-compared", "没有周长或锁存的时间，无法按运价核对金额。", "Circumference or latched times are missing, so the fares cannot be compared with the tariff.");

    /// <summary>One a step at which a display was latched, in the latest attempt of each.</summary>
    public static IReadOnlyList<TripFares> Of(RunState state, PinnedTariff? pinned) =>
        pinned?.Read() is { } tariff ? [.. state.Plan.Steps.Index().Select(step => Of(state, step.Item, state.Steps[step.Index].Attempt, tariff, pinned)).OfType<TripFares>()] : [];

    private static TripFares? Of(RunState state, PlannedStep step, int attempt, Tariff tariff, PinnedTariff pinned)
    {
        var own = state.Observations.Where(one => one.Step == step.Key && one.Attempt == attempt && one.Stage == Stage.Single).ToList();
        var last = own.Select(LatchSubject.NumberOf).OfType<int>().DefaultIfEmpty(0).Max() + 1;
        var latched = own.GroupBy(one => LatchSubject.NumberOf(one) ?? last).OrderBy(same => same.Key).ToList();
        if (latched.Count == 0 || !latched[^1].Any(one => one is { Role: Roles.UnitUnderTest, Reading.Measurand: Measurands.Amount }))
            return null;
        var around = state.Observations.LastOrDefault(one => one is { Role: Roles.Reference, Reading.Measurand: Circumference })?.Reading;
        var jumps = latched.Select(same => Jump(state, same.Key, [.. same], around)).ToList();
        var ended = latched[^1].Select(one => one.Reading).First().ReceivedAt;
        if (jumps.Contains(null))
            return new(step, [], NotKnown);
        var began = ended.AddMinutes(-(double)jumps[^1]!.Minutes).ToUniversalTime().AddMinutes(pinned.UtcOffsetMinutes);
        var acceptance = state.Plan.ItemOf(step).Acceptance;
        var zone = acceptance?.Unit == Percent
            ? PermissibleZone.Of(acceptance, state.Plan.SelectorOf(acceptance, step), ItemScope.Of(state.Plan, step, state.Plan.ItemOf(step), ItemScope.NoValues))
            : new(null, null, true);
        var fares = FareCheck.Of(tariff, [.. jumps.OfType<TripJump>()], zone.Lower ?? 0m, zone.Upper ?? 0m, (began.Hour * 60) + began.Minute);
        return fares.Refusal is { } refusal ? new(step, [], refusal) : new(step, fares.Value, null);
    }

    private static TripJump? Jump(RunState state, int number, IReadOnlyList<Observation> latched, Reading? around)
    {
        Reading? Find(string role, string measurand) => latched.FirstOrDefault(one => one.Role == role && one.Reading.Measurand == measurand)?.Reading;
        return around is not null && Find(Roles.Reference, Measurands.Revolutions) is { } turns && Find(Roles.Reference, Measurands.Duration) is { } time && Find(Roles.UnitUnderTest, Measurands.Amount) is { } shown
            ? new(number, turns.Value * In(state, around, "m") / MetresPerKilometre, In(state, time, "s") / SecondsPerMinute, shown.Value)
            : null;
    }

    private static decimal In(RunState state, Reading reading, string unit) => new Quantity(reading.Value, state.Plan.Procedure.Unit(reading.Unit)!).In(Units.Find(unit)!).Value;
}
