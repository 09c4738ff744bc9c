using Metrology.App.Verifications;
using Metrology.Core.Runs;

namespace Metrology.Station.Benches;

/// <summary>What a person types because no instrument of the bench takes it: one rule for the page of the bench and for programs.</summary>
public static class TypedByHand
{
    /// <summary>What is awaited of a person now: ambient conditions, answers, and values that no instrument of the bench takes. Null when there is none.</summary>
    public static ExpectedSet? Of(RunRecord record) => ShareOf(record) is { OfPerson.Count: > 0 } share ? share.Set with { Readings = share.OfPerson } : null;

    /// <summary>Who reads what of the readings that are awaited; null when none are.</summary>
    public static BenchShare? ShareOf(RunRecord record) => BenchShare.Of(record.Verification.Bench!, record.State);
}
