using Metrology.Core.Traceability;

namespace Metrology.Core.Tests.Planning;

public class TraceGraphTests
{
    private static readonly TraceNode Standard = new(TraceKind.Standard, 1), Meter = new(TraceKind.Equipment, 1);

    /// <summary>A value came from itself only if all links held on one day.</summary>
    [Theory]
    [InlineData(null, null, null, null, true)]
    [InlineData(null, "2024-12-31", "2024-06-01", "2025-05-31", true)]
    [InlineData(null, "2024-06-01", "2024-06-01", null, true)]
    [InlineData(null, "2024-05-31", "2024-06-01", "2025-05-31", false)]
    [InlineData("2025-06-01", null, "2024-06-01", "2025-05-31", false)]
    public void A_circle_is_one_of_a_day(string? from, string? until, string? issued, string? last, bool isCircle)
    {
        static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        TraceEdge[] edges = [new(Standard, Meter, Day(from), Day(until)), new(Meter, Standard, Day(issued), Day(last))];

        Assert.Equal(isCircle, TraceGraph.CycleThrough(edges, Meter) is not null);
    }
}
