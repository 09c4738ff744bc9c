namespace Metrology.Core.Planning.Forecasts;

/// <summary>How long a stage takes, in calendar days, as a distribution that says where it comes from.</summary>
public abstract record StageDuration
{
    private StageDuration()
    {
    }

    /// <summary>Days for a uniform number; a stage that runs for <paramref name="elapsed"/> days takes longer than these. One that outlasted everything known of it ends the next day at the earliest.</summary>
    public int Draw(double uniform, int elapsed) => Math.Max(elapsed + 1, DrawLonger(uniform, elapsed));

    protected abstract int DrawLonger(double uniform, int elapsed);

    /// <summary>Least, most likely and greatest, as somebody stated them: a triangular distribution.</summary>
    public sealed record Stated(int Least, int Likely, int Greatest) : StageDuration
    {
        protected override int DrawLonger(double uniform, int elapsed)
        {
            if (Greatest == Least)
                return Least;
            var passed = Cumulative(elapsed);
            var p = passed + (uniform * (1 - passed));
            double width = Greatest - Least, mode = (Likely - Least) / width;
            var days = p < mode ? Least + Math.Sqrt(p * width * (Likely - Least)) : Greatest - Math.Sqrt((1 - p) * width * (Greatest - Likely));
            return (int)Math.Round(days, MidpointRounding.AwayFromZero);
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

        protected override int DrawLonger(double uniform, int elapsed)
        {
            var shorter = 0;
            while (shorter < Days.Count && Days[shorter] <= elapsed)
                shorter++;
            return shorter == Days.Count ? elapsed + 1 : Days[shorter + (int)(uniform * (Days.Count - shorter))];
        }
    }

    /// <summary>As planned, without any spread, because nobody has stated one and too few were finished.</summary>
    public sealed record Planned(int Days) : StageDuration
    {
        protected override int DrawLonger(double uniform, int elapsed) => Days;
    }
}
