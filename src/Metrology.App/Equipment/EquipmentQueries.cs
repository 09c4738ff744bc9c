using Metrology.App.Lists;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Planning;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Equipment;

public sealed class EquipmentQueries(Store store)
{
    /// <summary>Rows a list shows at once.</summary>
    public const int PageSize = 100;

    /// <summary>Which instruments to list, in the order in which they were entered.</summary>
    /// <param name="Standing">On the day; null means all.</param>
    /// <param name="Text">Looks in asset number, name, maker, model, serial number and numbers of certificates; empty means all.</param>
    /// <param name="After">Id of the last row of the page before.</param>
    public sealed record Filter(DateOnly Day, StandardStanding? Standing = null, string Text = "", int? After = null);

    /// <param name="Next">Where the next page begins; null on the last.</param>
    public sealed record Page(IReadOnlyList<EquipmentItem> Items, int? Next)
    {
        /// <summary>Those of them that, or a certificate of which, are not what the ledger says.</summary>
        public IReadOnlySet<int> Unusable { get; init; } = new HashSet<int>();

        /// <summary>Unknown of what cannot be believed.</summary>
        public StandardStanding StandingOn(EquipmentItem item, DateOnly day) => Unusable.Contains(item.Id) ? StandardStanding.Unknown : item.StandingOn(day);
    }

    public Task<Page> ListAsync(Filter filter, CancellationToken cancellation, int most = PageSize) => store.ReadAsync(
        async db =>
        {
            var page = new ListPage(ListSubject.Equipment, filter.Day, filter.Standing is { } standing ? [standing] : [], filter.Text, filter.After, most + 1);
            var ids = await page.IdsAsync(db, db.Equipment.Select(row => row.Id), cancellation);
            var shown = ids.Count > most ? ids[..most] : ids;
            var items = await db.Equipment.Include(row => row.Certificates).AsSplitQuery().Where(row => EF.Parameter(shown).Contains(row.Id)).OrderBy(row => row.Id).ToListAsync(cancellation);
            return new Page(items, ids.Count > most ? shown[^1] : null) { Unusable = await UsableEquipment.UnusableAsync(db, items, cancellation) };
        },
        cancellation);

    /// <summary>How many instruments fit, on whatever page; null when more than ten thousand have the text.</summary>
    public Task<int?> CountAsync(Filter filter, CancellationToken cancellation) => store.ReadAsync(
        db => new ListPage(ListSubject.Equipment, filter.Day, filter.Standing is { } standing ? [standing] : [], filter.Text, null, 1).CountAsync(db, cancellation), cancellation);

    /// <summary>How many instruments stand how on a day.</summary>
    public Task<Dictionary<StandardStanding, int>> CountsAsync(DateOnly day, CancellationToken cancellation) =>
        store.ReadAsync(db => StandingStep.CountsAsync(db, ListSubject.Equipment, day, cancellation), cancellation);

    /// <summary>Those with exactly this asset or serial number, as typed, in capitals or in small letters.</summary>
    public Task<List<EquipmentItem>> WithNumberAsync(string number, CancellationToken cancellation)
    {
        string[] forms = [number, number.ToUpperInvariant(), number.ToLowerInvariant()];
        return store.ReadAsync(
            async db => (await db.Equipment.Where(row => forms.Contains(row.Code) || forms.Contains(row.SerialNumber)).Take(PageSize).ToListAsync(cancellation)).OrderBy(row => row.Id).ToList(), cancellation);
    }

    /// <summary>Those that a form offers, by number and without their certificates.</summary>
    /// <param name="typed">What is searched for; empty offers the first of the register.</param>
    /// <param name="chosen">Ids that are offered in any case.</param>
    public Task<Choices<EquipmentItem>> ChoicesAsync(string typed, IReadOnlyCollection<int> chosen, CancellationToken cancellation, int most = Choices.Most) => store.ReadAsync(
        async db =>
        {
            var page = new ListPage(ListSubject.Equipment, DateOnly.MinValue, [], typed, null, most + 1);
            var found = page.Text.Length > 0
                ? await page.IdsAsync(db, db.Equipment.Select(row => row.Id), cancellation)
                : await db.Equipment.Where(row => string.Compare(row.Code, "") >= 0).OrderBy(row => row.Code).Select(row => row.Id).Take(most + 1).ToListAsync(cancellation);
            int[] shown = [.. found.Take(most).Concat(chosen).Distinct()];
            var rows = await db.Equipment.AsNoTracking().Where(row => EF.Parameter(shown).Contains(row.Id)).OrderBy(row => row.Code).ToListAsync(cancellation);
            return new Choices<EquipmentItem>(rows, typed, found.Count > most);
        },
        cancellation);

    /// <summary>One with this plate, or null.</summary>
    public Task<EquipmentItem?> WithPlateAsync(string manufacturer, string model, string serialNumber, CancellationToken cancellation) => store.ReadAsync(
        db => db.Equipment.FirstOrDefaultAsync(row => row.SerialNumber == serialNumber && row.Manufacturer == manufacturer && row.Model == model, cancellation), cancellation);

    public Task<List<EquipmentItem>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.Equipment.Include(row => row.Certificates).OrderBy(row => row.Code).ToListAsync(cancellation), cancellation);

    public Task<EquipmentItem?> FindAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Equipment.Include(row => row.Certificates).FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);

    /// <summary>The file by which a certificate of this instrument was imported, or null.</summary>
    public Task<TraceabilityFile?> FileAsync(int id, string hash, CancellationToken cancellation) => store.ReadAsync(
        async db => await db.TraceabilityCertificates.AnyAsync(row => row.EquipmentId == id && row.FileHash == hash, cancellation)
            ? await db.TraceabilityFiles.FirstOrDefaultAsync(row => row.Hash == hash, cancellation) : null,
        cancellation);

    /// <summary>Who signed the files of an instrument's certificates, by their hash.</summary>
    public Task<Dictionary<string, IReadOnlyList<ReceivedSignature>>> SignaturesAsync(int id, CancellationToken cancellation) => store.ReadAsync(
        db => db.TraceabilityFiles.Where(file => db.TraceabilityCertificates.Any(row => row.EquipmentId == id && row.FileHash == file.Hash))
            .Select(file => new { file.Hash, file.Signatures }).ToDictionaryAsync(file => file.Hash, file => file.Signatures, cancellation),
        cancellation);
}
