namespace Metrology.Core.Planning.Forecasts;

/// <summary>How long a stage takes, in calendar days, as a distribution that says where it comes from.</summary>
public abstract record StageDuration
{
    private StageDuration()
    {
    }

    /// <summary>Draws days for every path; a stage that runs for <paramref name="elapsed"/> days takes longer than these. One that outlasted everything known of it ends the next day at the earliest.</summary>
    internal void Draw(PathNumbers numbers, int elapsed, Span<int> days)
    {
        DrawLonger(numbers, elapsed, days);
        for (var path = 0; path < days.Length; path++)
            days[path] = Math.Max(elapsed + 1, days[path]);
    }

    private protected abstract void DrawLonger(PathNumbers numbers, int elapsed, Span<int> days);

    /// <summary>Least, most likely and greatest, as somebody stated them: a triangular distribution.</summary>
    public sealed record Stated(int Least, int Likely, int Greatest) : StageDuration
    {
        private protected override void DrawLonger(PathNumbers numbers, int elapsed, Span<int> days)
        {
            if (Greatest == Least)
            {
                days.Fill(Least);
                return;
            }

            // The inverse of the cumulative law, of the part that is longer than what has passed; half a day is added for rounding.
            double passed = Cumulative(elapsed), left = 1 - passed, width = Greatest - Least, mode = (Likely - Least) / width;
            double rising = width * (Likely - Least), falling = width * (Greatest - Likely), least = Least + 0.5, greatest = Greatest + 0.5;
            for (var path = 0; path < days.Length; path++)
            {
                var p = passed + (numbers[path] * left);
                days[path] = (int)(p < mode ? least + Math.Sqrt(p * rising) : greatest - Math.Sqrt((1 - p) * falling));
            }
        }

        private double Cumulative(double days)
        {
            if (days <= Least)
                return 0;
            if (days >= Greatest)
                return 1;
            double width = Greatest - Least;
            return days < Likely ? (days - Least) * (days - Least) / (width * (Likely - Least)) : 1 - ((Greatest - days) * (Greatest - days) / (width * (Greatest - Likely)));
        }
    }

    /// <summary>What the same stage took in projects of this register; each as likely as the other.</summary>
    /// <param name="Days">In ascending order.</param>
    public sealed record Observed(IReadOnlyList<int> Days) : StageDuration
    {
        /// <summary>Fewer finished stages than these say nothing of a distribution.</summary>
        public const int Fewest = 5;

        private protected override void DrawLonger(PathNumbers numbers, int elapsed, Span<int> days)
        {
            var shorter = Days.Count(one => one <= elapsed);
            var longer = Days.Count - shorter;
            for (var path = 0; path < days.Length; path++)
                days[path] = longer == 0 ? elapsed + 1 : Days[shorter + (int)(numbers[path] * longer)];
        }
    }

    /// <summary>As planned, without any spread, because nobody has stated one and too few were finished.</summary>
    public sealed record Planned(int Days) : StageDuration
    {
        private protected override void DrawLonger(PathNumbers numbers, int elapsed, Span<int> days) => days.Fill(Days);
    }
}
