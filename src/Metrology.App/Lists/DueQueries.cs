using Metrology.App.Equipment;
using Metrology.App.Keeping;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Lists;

/// <summary>What lapses first: standards, instruments, and tests of standards.</summary>
public sealed class DueQueries(Store store)
{
    /// <summary>How far ahead is looked, in days.</summary>
    public const int Far = 180;

    /// <summary>Standards, instruments and tests that a section shows at most, those that lapse first.</summary>
    public const int MostOfSection = 50;

    private static readonly StandardStanding[] Sections = [StandardStanding.Expired, StandardStanding.Expiring, StandardStanding.Valid, StandardStanding.Unknown];

    /// <param name="IsCut">A section has more rows than it shows.</param>
    public sealed record Due(IReadOnlyList<StandardQueries.Line> Standards, IReadOnlyList<EquipmentItem> Equipment, IReadOnlyList<DueTest> Tests, bool IsCut);

    public sealed record DueTest(MeasurementStandard Standard, KeepingDue Due);

    /// <summary>What has lapsed, what lapses soon, and what nobody knows the last day of. What nobody uses, or nobody may use yet, is not due.</summary>
    public Task<Due> OnAsync(DateOnly day, CancellationToken cancellation, int most = MostOfSection) => store.ReadAsync(
        async db =>
        {
            var standardIds = await FirstAsync(db, [ListSubject.Standards], day, most, cancellation);
            var itemIds = await FirstAsync(db, [ListSubject.Equipment], day, most, cancellation);
            var testIds = await FirstAsync(db, ListWriting.Tests, day, most, cancellation);
            var standards = await StandardsAsync(db, [.. standardIds.Shown.Concat(testIds.Shown).Select(one => one.ItemId).Distinct()], cancellation);
            int[] items = [.. itemIds.Shown.Select(one => one.ItemId)];
            var equipment = await db.Equipment.AsNoTracking().Include(row => row.Certificates).AsSplitQuery().Where(row => EF.Parameter(items).Contains(row.Id)).ToListAsync(cancellation);
            int[] tested = [.. testIds.Shown.Select(one => one.ItemId).Distinct()];
            var runs = (await db.KeepingRuns.AsNoTracking().Where(row => EF.Parameter(tested).Contains(row.StandardId)).ToListAsync(cancellation)).ToLookup(run => run.StandardId);
            return new Due(
                [.. standardIds.Shown.Select(one => standards[one.ItemId]).OrderBy(row => row.Id).Select(row => new StandardQueries.Line(row, row.StandingOn(day), row.ValidUntil(day)))],
                equipment,
                [
                    .. testIds.Shown.OrderBy(one => one.ItemId).ThenBy(one => one.Subject)
                        .Select(one => (Standard: standards[one.ItemId], Due: KeepingDue.Of(standards[one.ItemId], one.Subject, [.. runs[one.ItemId]], day)))
                        .Where(one => one.Due is not null).Select(one => new DueTest(one.Standard, one.Due!)),
                ],
                standardIds.IsCut || itemIds.IsCut || testIds.IsCut);
        },
        cancellation);

    private static Task<Dictionary<int, MeasurementStandard>> StandardsAsync(MetrologyDb db, int[] ids, CancellationToken cancellation) =>
        db.Standards.AsNoTracking().Include(row => row.Certificates).AsSplitQuery().Where(row => EF.Parameter(ids).Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);

    /// <summary>The first of each section.</summary>
    private static async Task<(List<StandingSpan> Shown, bool IsCut)> FirstAsync(MetrologyDb db, IReadOnlyList<ListSubject> subjects, DateOnly day, int most, CancellationToken cancellation)
    {
        var today = day.DayNumber;
        var (shown, isCut) = (new List<StandingSpan>(), false);
        foreach (var standing in Sections)
        {
            var (first, last) = Ends(standing, subjects[0], today);
            var found = new List<StandingSpan>();
            foreach (var subject in subjects)
            {
                found.AddRange(await db.StandingSpans.AsNoTracking()
                    .Where(row => row.Subject == subject && row.Standing == standing && row.Ends >= first && row.Ends <= last && row.From <= today && row.Until >= today)
                    .OrderBy(row => row.Ends).ThenBy(row => row.ItemId).Take(most + 1).ToListAsync(cancellation));
            }

            isCut |= found.Count > most;
            shown.AddRange(subjects.Count == 1 ? found.Take(most) : found.OrderBy(row => row.Ends).ThenBy(row => row.ItemId).ThenBy(row => row.Subject).Take(most));
        }

        return (shown, isCut);
    }

    /// <summary>
    /// Last days that a section can have. Whatever is called valid today has more than <see cref="StandardValidity.WarningDays"/> days left, so what lapses sooner is passed over and not walked through; only of a
    /// standard with overlapping certificates the one shown may end before the one by which it is valid.
    /// </summary>
    private static (int First, int Last) Ends(StandardStanding standing, ListSubject subject, int today) => standing switch
    {
        StandardStanding.Expiring => (today, today + StandardValidity.WarningDays),
        StandardStanding.Valid => (subject == ListSubject.Standards ? today : today + StandardValidity.WarningDays + 1, today + Far),
        _ => (0, StandingSpan.UnknownEnd),
    };
}
