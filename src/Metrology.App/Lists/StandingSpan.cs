using Metrology.App.Equipment;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Metrology.Core.Traceability;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Lists;

/// <summary>
/// Days on which a standard, an instrument or a test of a standard has one standing and one last day: what <see cref="StandingOnDate"/>, <see cref="EquipmentStanding"/> and <see cref="Keeping.KeepingDue"/> compute, kept so that lists find rows by it on any day.
/// It follows from certificates and acts and is written with them; what a page shows of a row is computed from the row. Days are <see cref="DateOnly.DayNumber"/>.
/// </summary>
[NotLedgered]
public sealed class StandingSpan
{
    /// <summary>In the place of a last day that is not known: behind all others.</summary>
    public const int UnknownEnd = int.MaxValue;

    /// <summary><see cref="Until"/> of the last span of a row: it lasts until something is written.</summary>
    public static readonly int Forever = DateOnly.MaxValue.DayNumber;

    public ListSubject Subject { get; set; }
    public int ItemId { get; set; }
    public int From { get; set; }

    /// <summary>Last day, included.</summary>
    public int Until { get; set; }

    public StandardStanding Standing { get; set; }

    /// <summary>The last day that is shown: of what stands, or of what has lapsed.</summary>
    public int Ends { get; set; }

    /// <summary>Last days that can be shown of a standing on a day: what was is passed over.</summary>
    internal static (int First, int Last) EndsOf(StandardStanding standing, int day) => standing switch
    {
        StandardStanding.Valid or StandardStanding.NotYet => (day, UnknownEnd),
        StandardStanding.Expiring => (day, day + StandardValidity.WarningDays),
        _ => (0, UnknownEnd),
    };

    public static IReadOnlyList<StandingSpan> Of(EquipmentItem item) => Of(
        ListSubject.Equipment, item.Id, item.Certificates.SelectMany(one => Turns(one.IssuedOn, one.ValidUntil)), day => item.StandingOn(day), day => item.ValidUntil(day) ?? item.CertificateShownOn(day)?.ValidUntil);

    public static IReadOnlyList<StandingSpan> Of(MeasurementStandard standard) => Of(
        ListSubject.Standards, standard.Id, TurnsOf(standard), day => standard.StandingOn(day), day => standard.LastDayShown(day));

    /// <summary>Days on which the standing of a standard may change.</summary>
    internal static IEnumerable<DateOnly> TurnsOf(MeasurementStandard standard) =>
        standard.Certificates.SelectMany(one => Turns(one.IssuedOn, one.ValidUntil)).Concat(standard.Events.SelectMany(one => Turns(one.On, one.Until)));

    internal static List<StandingSpan> Of(ListSubject subject, int id, IEnumerable<DateOnly> turns, Func<DateOnly, StandardStanding> standing, Func<DateOnly, DateOnly?> ends)
    {
        var spans = new List<StandingSpan>();
        foreach (var day in turns.Append(DateOnly.MinValue).Distinct().Order())
        {
            var next = new StandingSpan { Subject = subject, ItemId = id, From = day.DayNumber, Until = Forever, Standing = standing(day), Ends = ends(day)?.DayNumber ?? UnknownEnd };
            if (spans is [.., var last])
            {
                if (last.Standing == next.Standing && last.Ends == next.Ends)
                    continue;
                last.Until = day.DayNumber - 1;
            }

            spans.Add(next);
        }

        return spans;
    }

    /// <summary>Days on which something may change: it begins, it soon ends, it has ended.</summary>
    internal static IEnumerable<DateOnly> Turns(DateOnly? from, DateOnly? until)
    {
        if (from is { } first)
            yield return first;
        if (until is not { } last)
            yield break;
        if (last.DayNumber >= StandardValidity.WarningDays)
            yield return last.AddDays(-StandardValidity.WarningDays);
        if (last < DateOnly.MaxValue)
            yield return last.AddDays(1);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<StandingSpan>, IEntityTypeConfiguration<StandingStep>
    {
        public void Configure(EntityTypeBuilder<StandingSpan> row)
        {
            row.HasKey(one => new { one.Subject, one.ItemId, one.From });
            row.Property(one => one.Subject).HasConversion<int>();
            row.Property(one => one.Standing).HasConversion<int>();
            row.HasIndex(one => new { one.Subject, one.Standing, one.ItemId, one.From, one.Until });
            row.HasIndex(one => new { one.Subject, one.Standing, one.Ends, one.ItemId, one.From, one.Until });
            // What lasts until something is done stands apart from what was done again.
            row.HasIndex(one => new { one.Subject, one.Standing, one.Until, one.Ends, one.ItemId, one.From });
        }

        public void Configure(EntityTypeBuilder<StandingStep> row)
        {
            row.HasKey(one => new { one.Subject, one.Standing, one.Day });
            row.Property(one => one.Subject).HasConversion<int>();
            row.Property(one => one.Standing).HasConversion<int>();
            row.HasIndex(one => new { one.Subject, one.Standing, one.Day, one.Change });
        }
    }
}

/// <summary>By how many rows a standing of a register grows on a day; summed up to a day, how many have it.</summary>
[NotLedgered]
public sealed class StandingStep
{
    public ListSubject Subject { get; set; }
    public StandardStanding Standing { get; set; }
    public int Day { get; set; }
    public int Change { get; set; }

    /// <summary>How many rows of a register stand how on a day; what nobody has is left out.</summary>
    internal static async Task<Dictionary<StandardStanding, int>> CountsAsync(MetrologyDb db, ListSubject subject, DateOnly day, CancellationToken cancellation)
    {
        var number = day.DayNumber;
        var counts = await db.StandingSteps.Where(row => row.Subject == subject && row.Day <= number)
            .GroupBy(row => row.Standing).Select(group => new { group.Key, Count = group.Sum(row => row.Change) }).ToListAsync(cancellation);
        return counts.Where(one => one.Count > 0).ToDictionary(one => one.Key, one => one.Count);
    }
}
