using Metrology.Core.Planning;
using Metrology.Core.Planning.Forecasts;

namespace Metrology.Core.Traceability;

/// <summary>
/// Whether certificates follow each other without a gap over a period, as a re-examination asks for the whole time of the assessment certificate (连续的检定或校准证书).
/// </summary>
/// <param name="Missing">Days that no certificate covers, whatever the missing dates were.</param>
/// <param name="Unknown">Days that would be covered if the missing dates were good.</param>
public sealed record CertificateGaps(IReadOnlyList<DayRange> Missing, IReadOnlyList<DayRange> Unknown)
{
    public bool IsContinuous => Missing.Count == 0 && Unknown.Count == 0;

    public static CertificateGaps Of(IReadOnlyList<CertificatePeriod> certificates, DateOnly from, DateOnly until)
    {
        var span = new DayRange(from.DayNumber, until.DayNumber);
        var sure = Left([span], certificates.Where(one => one is { From: not null, Until: not null }).Select(one => new DayRange(one.From!.Value.DayNumber, one.Until!.Value.DayNumber)));
        var possible = Left([span], certificates.Select(one => new DayRange(one.From?.DayNumber ?? span.First, one.Until?.DayNumber ?? span.Last)));
        return new(possible, Left(sure, possible));
    }

    /// <summary>What is left of the ranges without the others.</summary>
    private static List<DayRange> Left(IEnumerable<DayRange> ranges, IEnumerable<DayRange> without)
    {
        var left = ranges.ToList();
        foreach (var cut in without.Where(one => one.First <= one.Last))
        {
            left =
            [
                .. left.SelectMany(range => new[]
                {
                    range with { Last = Math.Min(range.Last, cut.First - 1) },
                    range with { First = Math.Max(range.First, cut.Last + 1) },
                }).Where(range => range.First <= range.Last).Distinct(),
            ];
        }

        return [.. left.OrderBy(range => range.First)];
    }
}
