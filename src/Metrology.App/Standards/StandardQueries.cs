using Metrology.App.Lists;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Forecasts;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards;

public sealed class StandardQueries(Store store)
{
    /// <summary>A standard with its standing on the date that was asked for.</summary>
    public sealed record Line(MeasurementStandard Standard, StandardStanding Standing, DateOnly? ValidUntil)
    {
        /// <summary>It, a certificate or an act of it is not what the ledger says: its standing is unknown.</summary>
        public bool IsUnusable { get; init; }
    }

    /// <summary>Which standards to list.</summary>
    /// <param name="Standings">Any of them on the day; empty means all.</param>
    /// <param name="Text">Looks in name, code, place and numbers of certificates; empty means all.</param>
    /// <param name="After">Id of the last row of the page before.</param>
    public sealed record Filter(DateOnly Day, IReadOnlyCollection<StandardStanding> Standings, string Text = "", StandardOrder Order = StandardOrder.Entered, bool Descending = false, int? After = null);

    /// <param name="Next">Where the next page begins; null on the last.</param>
    public sealed record Page(IReadOnlyList<Line> Lines, int? Next);

    /// <summary>A page of the register, without the equipment of the standards.</summary>
    public Task<Page> ListAsync(Filter filter, int most, CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            var page = new ListPage(ListSubject.Standards, filter.Day, filter.Standings, filter.Text, filter.After, most + 1, filter.Descending);
            var ids = await new StandardList(db, page).IdsAsync(filter.Order, cancellation);
            var shown = ids.Count > most ? ids[..most] : ids;
            var rows = await db.Standards.Include(row => row.Certificates).AsSplitQuery().Where(row => EF.Parameter(shown).Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
            var unusable = await UsableStandards.UnusableAsync(db, rows.Values, cancellation);
            return new Page([.. shown.Select(id => rows[id]).Select(row => LineOf(row, filter.Day, unusable.Contains(row.Id)))], ids.Count > most ? shown[^1] : null);
        },
        cancellation);

    /// <summary>How many standards fit, on whatever page; null when more than ten thousand have the text.</summary>
    public Task<int?> CountAsync(Filter filter, CancellationToken cancellation) =>
        store.ReadAsync(db => new ListPage(ListSubject.Standards, filter.Day, filter.Standings, filter.Text, null, 1).CountAsync(db, cancellation), cancellation);

    /// <summary>Marks rows that came another way, with their certificates.</summary>
    public async Task<IReadOnlyList<Line>> MarkedAsync(IReadOnlyList<Line> lines, CancellationToken cancellation)
    {
        var unusable = await store.ReadAsync(db => UsableStandards.UnusableAsync(db, [.. lines.Select(line => line.Standard)], cancellation), cancellation);
        return [.. lines.Select(line => unusable.Contains(line.Standard.Id) ? line with { Standing = StandardStanding.Unknown, ValidUntil = null, IsUnusable = true } : line)];
    }

    private static Line LineOf(MeasurementStandard row, DateOnly day, bool isUnusable) =>
        isUnusable ? new(row, StandardStanding.Unknown, null) { IsUnusable = true } : new(row, row.StandingOn(day), row.ValidUntil(day));

    /// <summary>How many standards stand how on a day.</summary>
    public Task<Dictionary<StandardStanding, int>> CountsAsync(DateOnly day, CancellationToken cancellation) =>
        store.ReadAsync(db => StandingStep.CountsAsync(db, ListSubject.Standards, day, cancellation), cancellation);

    /// <summary>Those with a certificate of exactly this number.</summary>
    public Task<List<MeasurementStandard>> WithNumberAsync(string number, CancellationToken cancellation) => store.ReadAsync(
        db => db.Standards.Where(row => db.StandardCertificates.Where(one => one.Number == number).Select(one => one.StandardId).Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(cancellation), cancellation);

    /// <summary>Those that an instrument belonged to on a day, and as what.</summary>
    public Task<List<(MeasurementStandard Standard, EquipmentRole Role)>> WithEquipmentAsync(int equipmentId, DateOnly day, CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            int[] ids = [.. (await EquipmentDays.OnAsync(db, [equipmentId], day, cancellation)).Select(row => row.Standard)];
            var found = await db.Standards.AsNoTracking().Include(row => row.Certificates).Include(row => row.Equipment).AsSplitQuery().Where(row => EF.Parameter(ids).Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(cancellation);
            return found.ConvertAll(row => (row, StandardMakeUp.On(row, day).Equipment.First(part => part.Id == equipmentId).Role));
        },
        cancellation);

    /// <summary>The same rows with all that they hold, by their ids.</summary>
    public async Task<IReadOnlyList<Line>> WholeAsync(IReadOnlyList<Line> lines, CancellationToken cancellation)
    {
        int[] ids = [.. lines.Select(line => line.Standard.Id)];
        var whole = (await store.ReadAsync(db => Whole(db).Where(row => EF.Parameter(ids).Contains(row.Id)).ToListAsync(cancellation), cancellation)).ToDictionary(row => row.Id);
        return [.. lines.Where(line => whole.ContainsKey(line.Standard.Id)).Select(line => line with { Standard = whole[line.Standard.Id] })];
    }

    /// <summary>Every standard on a date, for what counts all of them.</summary>
    public async Task<IReadOnlyList<Line>> OnAsync(DateOnly date, CancellationToken cancellation)
    {
        var standards = await AllAsync(cancellation);
        return [.. standards.Select(standard => new Line(standard, standard.StandingOn(date), standard.ValidUntil(date)))];
    }

    public Task<List<MeasurementStandard>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => Whole(db).OrderBy(row => row.Id).ToListAsync(cancellation), cancellation);

    /// <summary>Every standard with its certificates and acts and without its equipment: counts and curves need no more, and it is most of what there is to read.</summary>
    public Task<List<MeasurementStandard>> DatedAsync(CancellationToken cancellation) =>
        store.ReadAsync(async db => (await DatedStandards.ReadAsync(db, null, cancellation)).Values.OrderBy(row => row.Id).ToList(), cancellation);

    /// <summary>Those that a form offers, without their equipment.</summary>
    /// <param name="typed">What is searched for; empty offers the first of the register.</param>
    /// <param name="chosen">Ids that are offered in any case.</param>
    public Task<Choices<MeasurementStandard>> ChoicesAsync(string typed, IReadOnlyCollection<int> chosen, CancellationToken cancellation, int most = Choices.Most) => store.ReadAsync(
        async db =>
        {
            var found = await new ListPage(ListSubject.Standards, DateOnly.MinValue, [], typed, null, most + 1).IdsAsync(db, db.Standards.Select(row => row.Id), cancellation);
            var rows = await DatedStandards.ReadAsync(db, [.. found.Take(most).Concat(chosen).Distinct()], cancellation);
            return new Choices<MeasurementStandard>([.. rows.Values.OrderBy(row => row.Id)], typed, found.Count > most);
        },
        cancellation);

    /// <summary>Ids of those that any of these instruments belongs to, the first entered first.</summary>
    public Task<List<int>> OfEquipmentAsync(IReadOnlyCollection<int> equipment, CancellationToken cancellation)
    {
        int[] ids = [.. equipment];
        return store.ReadAsync(
            async db => (await db.StandardEquipment.Where(link => EF.Parameter(ids).Contains(link.EquipmentId)).Select(link => link.StandardId).ToListAsync(cancellation)).Distinct().Order().ToList(), cancellation);
    }

    /// <summary>Those that are in force on a day and not on the next, found by kept spans; whether they fall is computed from their rows.</summary>
    public Task<List<MeasurementStandard>> FallingAsync(DateOnly day, CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            var number = day.DayNumber;
            var ids = await db.StandingSpans.Where(row => row.Subject == ListSubject.Standards && (row.Standing == StandardStanding.Valid || row.Standing == StandardStanding.Expiring) && row.Until == number)
                .Select(row => row.ItemId).ToListAsync(cancellation);
            var rows = await db.Standards.AsNoTracking().Include(row => row.Certificates).AsSplitQuery().Where(row => EF.Parameter(ids).Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(cancellation);
            return ExpiryCliffs.Of(rows, row => row.Dates(), day, day).SelectMany(cliff => cliff.Falling).ToList();
        },
        cancellation);

    public Task<MeasurementStandard?> FindAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => Whole(db).FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);

    /// <summary>The standard as it was on a day: made of what it was made of then.</summary>
    public Task<MeasurementStandard?> FindOnAsync(int id, DateOnly day, CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            if (await Whole(db).AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } standard)
                return null;
            if (StandardMakeUp.NextReplacement(standard, day)?.Replacement!.Was is not { } then)
                return standard;
            int[] ids = [.. then.Equipment.Select(part => part.Id)];
            var items = await db.Equipment.AsNoTracking().Include(row => row.Certificates).Where(row => EF.Parameter(ids).Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
            (standard.RangeText, standard.UncertaintyText, standard.Parameters) = (then.RangeText, then.UncertaintyText, [.. then.Parameters]);
            standard.Equipment.Clear();
            standard.Equipment.AddRange(then.Equipment.Where(part => items.ContainsKey(part.Id)).Select(part => new StandardEquipment { StandardId = id, EquipmentId = part.Id, Role = part.Role, Item = items[part.Id] }));
            return standard;
        },
        cancellation);

    internal static IQueryable<MeasurementStandard> Whole(MetrologyDb db) =>
        db.Standards.Include(row => row.Certificates).Include(row => row.Equipment).ThenInclude(link => link.Item!.Certificates).AsSplitQuery();
}
