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
public sealed record RankedAction(ActionKind Kind, string Id, double Probability, double Gain, double ExpectedGain);

/// <summary>Monte Carlo of the count on one day: every path draws each re-examination and every stage of each project.</summary>
public sealed class TargetPaths
{
    private readonly TargetOutlook outlook;
    private readonly ulong seed;
    private readonly int[] counts;

    public TargetPaths(TargetOutlook outlook, ulong seed, int paths)
    {
        (this.outlook, this.seed) = (outlook, seed);
        counts = new int[paths];
        Array.Fill(counts, outlook.Certain);
        foreach (var standard in outlook.Lapsing)
            Add(counts, Renewed(standard), 1);
        foreach (var project in outlook.Projects)
            Add(counts, DoneBy(project.Days), 1);
        Probability = Reached(counts);
        Expected = counts.Average();
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
        foreach (var standard in outlook.Lapsing)
            actions.Add(Ranked(ActionKind.Renew, standard.Id, Renewed(standard), null));
        foreach (var standard in outlook.Missing)
        {
            var kind = standard.Standing == StandardStanding.Unknown ? ActionKind.FindDates : ActionKind.Restore;
            actions.Add(Ranked(kind, standard.Id, null, null));
        }

        foreach (var project in outlook.Projects)
            actions.Add(Ranked(ActionKind.FinishStage, project.Id, DoneBy(project.Days), DoneBy(project.SoonerDays)));
        return
        [
            .. actions.Where(action => action.Gain > 0 || action.ExpectedGain > 0).OrderByDescending(action => action.Gain).ThenByDescending(action => action.ExpectedGain)
                .ThenBy(action => action.Kind).ThenBy(action => action.Id, StringComparer.Ordinal).Take(most),
        ];
    }

    /// <param name="now">In which paths it counts already; null is in none.</param>
    /// <param name="then">In which it would count; null is in all.</param>
    private RankedAction Ranked(ActionKind kind, string id, bool[]? now, bool[]? then)
    {
        long reached = 0, sum = 0;
        for (var path = 0; path < counts.Length; path++)
        {
            var change = (then is null || then[path] ? 1 : 0) - (now is not null && now[path] ? 1 : 0);
            sum += change;
            if (counts[path] + change >= outlook.Needed)
                reached++;
        }

        var probability = (double)reached / counts.Length;
        return new(kind, id, probability, probability - Probability, (double)sum / counts.Length);
    }

    private bool[] Renewed(LapsingStandard standard)
    {
        var share = Math.Pow(outlook.RenewalShare, standard.Renewals);
        var numbers = new PathNumbers(seed, $"renewal/{standard.Id}");
        var renewed = new bool[counts.Length];
        for (var path = 0; path < renewed.Length; path++)
            renewed[path] = numbers[path] < share;
        return renewed;
    }

    private bool[] DoneBy(int[] days)
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
            if (count >= outlook.Needed)
                reached++;
        }

        return (double)reached / of.Length;
    }
}
