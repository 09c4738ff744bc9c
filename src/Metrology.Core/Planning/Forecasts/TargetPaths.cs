namespace Metrology.Core.Planning.Forecasts;

/// <summary>A standard that is meant and in force today, and lapses before the day that is asked for.</summary>
/// <param name="Renewals">How many re-examinations in a row it needs until then.</param>
public sealed record LapsingStandard(string Id, DateOnly LastDay, int Renewals);

/// <summary>A standard that is meant but would not count on the day, whatever is renewed: lapsed, suspended, or with a date missing.</summary>
public sealed record MissingStandard(string Id, StandardStanding Standing);

/// <summary>A project whose standard would count, with the day on which it is finished in every path.</summary>
/// <param name="SoonerDays">The same with its present stage finished today.</param>
public sealed record ProjectDays(string Id, int[] Days, int[] SoonerDays);

/// <summary>What the day that is asked for depends on.</summary>
/// <param name="Certain">In force on the day by the certificates that are there, and what is taken as certain besides.</param>
/// <param name="RenewalShare">Probability that a re-examination succeeds in time.</param>
public sealed record TargetOutlook(
    decimal Needed, DateOnly On, int Certain, IReadOnlyList<LapsingStandard> Lapsing, IReadOnlyList<MissingStandard> Missing, IReadOnlyList<ProjectDays> Projects, double RenewalShare);

public enum ActionKind
{
    /// <summary>Renew a standard in time.</summary>
    Renew,

    /// <summary>Have one that lapsed or is suspended re-examined.</summary>
    Restore,

    /// <summary>Find out a missing date.</summary>
    FindDates,

    /// <summary>Finish the present stage of a project today.</summary>
    FinishStage,
}

/// <summary>Something that can be done, and by how much it moves the target.</summary>
/// <param name="Probability">Of reaching the number when it is done.</param>
/// <param name="Gain">By how much that is more than without it.</param>
/// <param name="ExpectedGain">By how much the expected count rises; tells actions apart that alone change no probability.</param>
/// <param name="OwnGain">Of a minimum of each institution: by how much what its own institution is expected to lack falls. An institution that lacks has to build whether or not another one lacks more.</param>
public sealed record RankedAction(ActionKind Kind, string Id, double Probability, double Gain, double ExpectedGain, double OwnGain = 0);

/// <summary>
/// Monte Carlo of the count on one day: every path draws each re-examination and every stage of each project. Of several institutions that each have to reach the number, the count of a path is that of the
/// one with least; where some have to reach more than the others, theirs is the number less what it lacks.
/// </summary>
public sealed class TargetPaths
{
    private readonly IReadOnlyList<TargetOutlook> outlooks;
    private readonly decimal needed;
    private readonly ulong seed;
    private readonly int[][] each;
    private readonly int[] counts;

    /// <param name="outlooks">One, or one for each institution on the same day. The least of their numbers is that of the count.</param>
    public TargetPaths(IReadOnlyList<TargetOutlook> outlooks, ulong seed, int paths)
    {
        (this.outlooks, this.seed, needed) = (outlooks, seed, outlooks.Min(one => one.Needed));
        each = [.. outlooks.Select(outlook => Counts(outlook, paths))];
        counts = Least(each) ?? [];
        Probability = Reached(counts);
        Expected = counts.Average();
    }

    private int[] Counts(TargetOutlook outlook, int paths)
    {
        var own = new int[paths];
        // Who has to reach more begins behind by as much.
        Array.Fill(own, outlook.Certain - (int)(decimal.Ceiling(outlook.Needed) - decimal.Ceiling(needed)));
        foreach (var standard in outlook.Lapsing)
            Add(own, Renewed(standard, outlook, paths), 1);
        foreach (var project in outlook.Projects)
            Add(own, DoneBy(project.Days, outlook), 1);
        return own;
    }

    /// <summary>The least of each path; null of nothing.</summary>
    private static int[]? Least(IReadOnlyList<int[]> of)
    {
        if (of.Count == 0)
            return null;
        var least = (int[])of[0].Clone();
        foreach (var own in of.Skip(1))
        {
            for (var path = 0; path < least.Length; path++)
                least[path] = Math.Min(least[path], own[path]);
        }

        return least;
    }

    /// <summary>Share of the paths in which the number is reached on the day.</summary>
    public double Probability { get; }

    public double Expected { get; }

    /// <summary>The count that a share of the paths does not exceed.</summary>
    public int Quantile(double share) => counts.Order().ElementAt(Math.Clamp((int)Math.Ceiling(share * counts.Length) - 1, 0, counts.Length - 1));

    /// <summary>How many paths end with which count, ascending.</summary>
    public IReadOnlyList<(int Count, int Paths)> Histogram() => [.. counts.GroupBy(count => count).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()))];

    /// <summary>What moves the probability most, first. The same paths with and without the action are compared, so that no difference is chance.</summary>
    public IReadOnlyList<RankedAction> Actions(int most)
    {
        var actions = new List<RankedAction>();
        foreach (var (place, outlook) in outlooks.Index())
        {
            // What the others have decides with it.
            var (own, others) = (each[place], Least([.. each.Where((_, i) => i != place)]));
            foreach (var standard in outlook.Lapsing)
                actions.Add(Ranked(ActionKind.Renew, standard.Id, Renewed(standard, outlook, own.Length), null, own, others));
            foreach (var standard in outlook.Missing)
            {
                var kind = standard.Standing == StandardStanding.Unknown ? ActionKind.FindDates : ActionKind.Restore;
                actions.Add(Ranked(kind, standard.Id, null, null, own, others));
            }

            foreach (var project in outlook.Projects)
                actions.Add(Ranked(ActionKind.FinishStage, project.Id, DoneBy(project.Days, outlook), DoneBy(project.SoonerDays, outlook), own, others));
        }

        return
        [
            .. actions.Where(action => action.Gain > 0 || action.ExpectedGain > 0 || action.OwnGain > 0).OrderByDescending(action => action.Gain).ThenByDescending(action => action.ExpectedGain)
                .ThenByDescending(action => action.OwnGain).ThenBy(action => action.Kind).ThenBy(action => action.Id, StringComparer.Ordinal).Take(most),
        ];
    }

    /// <param name="now">In which paths it counts already; null is in none.</param>
    /// <param name="then">In which it would count; null is in all.</param>
    /// <param name="others">What the others have at least; null when there are none.</param>
    private RankedAction Ranked(ActionKind kind, string id, bool[]? now, bool[]? then, int[] own, int[]? others)
    {
        long reached = 0, sum = 0, less = 0;
        var enough = (int)decimal.Ceiling(needed);
        for (var path = 0; path < counts.Length; path++)
        {
            var count = own[path] + (then is null || then[path] ? 1 : 0) - (now is not null && now[path] ? 1 : 0);
            if (others is not null)
            {
                less += Math.Min(count, enough) - Math.Min(own[path], enough);
                count = Math.Min(count, others[path]);
            }

            sum += count - counts[path];
            if (count >= needed)
                reached++;
        }

        var probability = (double)reached / counts.Length;
        return new(kind, id, probability, probability - Probability, (double)sum / counts.Length, (double)less / counts.Length);
    }

    private bool[] Renewed(LapsingStandard standard, TargetOutlook outlook, int paths)
    {
        var share = Math.Pow(outlook.RenewalShare, standard.Renewals);
        var numbers = new PathNumbers(seed, $"renewal/{standard.Id}");
        var renewed = new bool[paths];
        for (var path = 0; path < renewed.Length; path++)
            renewed[path] = numbers[path] < share;
        return renewed;
    }

    private static bool[] DoneBy(int[] days, TargetOutlook outlook)
    {
        var (done, last) = (new bool[days.Length], outlook.On.DayNumber);
        for (var path = 0; path < days.Length; path++)
            done[path] = days[path] <= last;
        return done;
    }

    private static void Add(int[] counts, bool[] those, int number)
    {
        for (var path = 0; path < counts.Length; path++)
        {
            if (those[path])
                counts[path] += number;
        }
    }

    private double Reached(int[] of)
    {
        var reached = 0;
        foreach (var count in of)
        {
            if (count >= needed)
                reached++;
        }

        return (double)reached / of.Length;
    }
}
