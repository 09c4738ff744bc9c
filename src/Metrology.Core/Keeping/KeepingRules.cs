using Metrology.Core.Procedures;

namespace Metrology.Core.Keeping;

/// <summary>
/// Numbers of an edition of JJF 1033 for the tests of a measurement standard. The text of JJF 1033-2023 was not available: the wording on stability comes
/// from a secondary copy, the rest is general knowledge, so nothing is confirmed.
/// </summary>
public sealed record KeepingRules(string Edition, Fact<int> Observations, Fact<int> Groups, Fact<int> Laboratories, Fact<int> ReferenceRatio, Fact<int> YearApartMonths)
{
    public static KeepingRules Jjf1033Of2023 { get; } = new(
        "JJF 1033-2023",
        new(10, false, "general knowledge"),
        new(4, false, "juduo.cc/club/3859331 (secondary copy)"),
        new(3, false, "general knowledge"),
        new(3, false, "general knowledge"),
        new(9, false, "an assumption of the product: a test of each year lies about a year after the last"));
}
