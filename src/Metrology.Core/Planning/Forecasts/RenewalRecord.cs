namespace Metrology.Core.Planning.Forecasts;

/// <summary>Of the certificates that have ended, how many were followed without a gap by another of the same kind: the register's own record of re-examinations in time.</summary>
public sealed record RenewalRecord(int Ended, int Renewed)
{
    /// <summary>Null when nothing has ended yet, and then nothing is assumed.</summary>
    public double? Share => Ended == 0 ? null : (double)Renewed / Ended;

    public static RenewalRecord Of(IEnumerable<StandardDates> standards, DateOnly today)
    {
        var (ended, renewed) = (0, 0);
        foreach (var dates in standards)
        {
            foreach (var periods in dates.Needed)
            {
                foreach (var period in periods.Where(one => one.Until < today && !(dates.WithdrawnOn <= one.Until)))
                {
                    ended++;
                    if (periods.Any(next => next.From <= period.Until!.Value.AddDays(1) && (next.Until is null || next.Until > period.Until)))
                        renewed++;
                }
            }
        }

        return new(ended, renewed);
    }
}
