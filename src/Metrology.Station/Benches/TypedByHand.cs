using Metrology.App.Verifications;
using Metrology.Core.Runs;

namespace Metrology.Station.Benches;

/// <summary>Readings that a person types because no instrument of the bench takes them: one rule for the page of the bench and for programs.</summary>
public static class TypedByHand
{
    /// <summary>What is awaited now, or null when it is no such thing. Ambient conditions and answers are asked for by directives of their own.</summary>
    public static ExpectedSet? Of(RunRecord record) =>
        !IsTaken(record) && RunMachine.Next(record.State) is Directive.AskValues or Directive.WarmUp or Directive.ApplySettings or Directive.Settle
            or Directive.AcquireReadings or Directive.CountPulses or Directive.CheckFare
            ? RunMachine.Expected(record.State) : null;

    /// <summary>The bench takes what this step asks for by itself.</summary>
    public static bool IsTaken(RunRecord record) => BenchProtocols.Takes(record.Verification.Bench!, RunMachine.Next(record.State));
}
