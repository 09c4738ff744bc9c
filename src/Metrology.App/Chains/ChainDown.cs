using Metrology.App.Certificates;
using Metrology.App.Equipment;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Chains;

/// <summary>Where a value goes: instrument → standards → certificates issued with them, and instruments that they calibrated, to any depth. A level is three queries, whatever hangs on it.</summary>
internal sealed class ChainDown(MetrologyDb db, DateOnly day)
{
    private readonly HashSet<int> seenEquipment = [], seenStandards = [];
    private readonly Dictionary<(int Equipment, int Standard), List<ChainNode>> leaves = [];
    private readonly Dictionary<int, List<int>> standardsOf = [];
    private readonly Dictionary<int, List<(int Equipment, string Certificate)>> calibrated = [];
    private Dictionary<int, MeasurementStandard> standards = [];
    private Dictionary<int, EquipmentItem> equipment = [];

    public async Task<ChainNode?> OfEquipmentAsync(int id, CancellationToken cancellation)
    {
        await LoadAsync([id], [], cancellation);
        return equipment.TryGetValue(id, out var item) ? NodeOf(item, "", []) : null;
    }

    public async Task<ChainNode?> OfStandardAsync(int id, CancellationToken cancellation)
    {
        await LoadAsync([], [id], cancellation);
        if (!standards.TryGetValue(id, out var standard))
            return null;
        var root = NodeOf(standard, null, []);
        // Every certificate of the standard itself, whichever of its instruments was used.
        root.Below.InsertRange(0, (await LeavesAsync(db.Verifications.Where(row => row.StandardId == id).Select(row => new UsedIn { VerificationId = row.Id }), cancellation)).Select(row => row.Leaf));
        return root;
    }

    private async Task LoadAsync(int[] items, int[] given, CancellationToken cancellation)
    {
        seenEquipment.UnionWith(items);
        while (items.Length + given.Length > 0)
        {
            var below = new HashSet<int>(given);
            if (items.Length > 0)
            {
                var used = db.UsedEquipment.Where(row => items.Contains(row.EquipmentId)).Select(row => new UsedIn { VerificationId = row.VerificationId, EquipmentId = row.EquipmentId });
                foreach (var row in await LeavesAsync(used, cancellation))
                {
                    List(leaves, (row.Equipment, row.Standard)).Add(row.Leaf);
                    Link(row.Equipment, row.Standard);
                    below.Add(row.Standard);
                }

                foreach (var (item, standard) in await EquipmentDays.OnAsync(db, items, day, cancellation))
                {
                    Link(item, standard);
                    below.Add(standard);
                }
            }

            int[] fresh = [.. below.Where(seenStandards.Add)];
            var given1 = await db.TraceSources.Where(row => row.StandardId != null && fresh.Contains(row.StandardId.Value))
                .Join(db.TraceabilityCertificates, source => source.CertificateId, certificate => certificate.Id, (source, certificate) => new { source.StandardId, certificate.EquipmentId, certificate.Number }).ToListAsync(cancellation);
            foreach (var row in given1)
                List(calibrated, row.StandardId!.Value).Add((row.EquipmentId, row.Number));
            items = [.. given1.Select(row => row.EquipmentId).Distinct().Where(seenEquipment.Add)];
            given = [];
        }

        standards = await db.Standards.AsNoTracking().Include(row => row.Certificates).AsSplitQuery().Where(row => seenStandards.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        equipment = await db.Equipment.AsNoTracking().Include(row => row.Certificates).Where(row => seenEquipment.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
    }

    /// <summary>Columns that stand in an index, or before the long ones of their row: of ten thousand papers not one is read.</summary>
    private async Task<List<(int Equipment, int Standard, ChainNode Leaf)>> LeavesAsync(IQueryable<UsedIn> used, CancellationToken cancellation)
    {
        var rows = await used
            .Join(db.Verifications, row => row.VerificationId, record => record.Id, (row, record) => new { row.EquipmentId, VerificationId = record.Id, record.StandardId, record.UnitId })
            .Join(db.Certificates, row => row.VerificationId, certificate => certificate.VerificationId, (row, certificate) => new
            {
                row.EquipmentId,
                row.StandardId,
                row.UnitId,
                certificate.Id,
                certificate.Number,
                certificate.ValidUntil,
            })
            .ToListAsync(cancellation);
        if (rows.Count == 0)
            return [];
        // Few certificates are withdrawn: they are asked for once, and not each certificate whether it is.
        var (first, last) = (rows.Min(row => row.Id), rows.Max(row => row.Id));
        var withdrawn = (await db.CertificateWithdrawals.Where(end => end.CertificateId >= first && end.CertificateId <= last).Select(end => end.CertificateId).ToListAsync(cancellation)).ToHashSet();
        int[] units = [.. rows.Select(row => row.UnitId).Distinct()];
        var owners = await db.Units.Where(row => EF.Parameter(units).Contains(row.Id)).Select(row => new { row.Id, row.Customer!.Name }).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        return
        [
            // An instrument with several measurands has a row for each, and the certificate is one.
            .. rows.DistinctBy(row => (row.EquipmentId, row.Id)).OrderBy(row => row.Id).Select(row => (row.EquipmentId, row.StandardId, new ChainNode(
                ChainKind.Certificate, row.Id, BilingualText.Same(row.Number), owners[row.UnitId],
                withdrawn.Contains(row.Id) ? Core.Planning.StandardStanding.Withdrawn : Certificate.StandingOn(row.ValidUntil, day), row.ValidUntil, null))),
        ];
    }

    private ChainNode NodeOf(EquipmentItem item, string detail, HashSet<(ChainKind, int)> above)
    {
        var isAgain = !above.Add((ChainKind.Equipment, item.Id));
        var node = new ChainNode(
            ChainKind.Equipment, item.Id, new($"{item.NameZh} {item.Model} {item.SerialNumber}", $"{item.NameEn} {item.Model} {item.SerialNumber}"), detail, item.StandingOn(day), item.ValidUntil(day), $"/equipment/{item.Id}")
        { IsShownElsewhere = isAgain };
        if (!isAgain)
            node.Below.AddRange(standardsOf.GetValueOrDefault(item.Id, []).Where(standards.ContainsKey).Select(id => NodeOf(standards[id], item.Id, above)));
        return node;
    }

    /// <param name="through">The instrument above, whose certificates hang here; null under a standard that was asked for.</param>
    private ChainNode NodeOf(MeasurementStandard standard, int? through, HashSet<(ChainKind, int)> above)
    {
        var isAgain = !above.Add((ChainKind.Standard, standard.Id));
        var node = new ChainNode(ChainKind.Standard, standard.Id, standard.Name, standard.UncertaintyText, standard.StandingOn(day), standard.ValidUntil(day), $"/standards/{standard.Id}") { IsShownElsewhere = isAgain };
        if (through is { } item)
            node.Below.AddRange(leaves.GetValueOrDefault((item, standard.Id), []));
        if (!isAgain)
        {
            node.Below.AddRange(calibrated.GetValueOrDefault(standard.Id, []).GroupBy(one => one.Equipment).Where(group => equipment.ContainsKey(group.Key))
                .Select(group => NodeOf(equipment[group.Key], string.Join("；", group.Select(one => one.Certificate).Distinct()), above)));
        }

        return node;
    }

    private void Link(int item, int standard)
    {
        var list = List(standardsOf, item);
        if (!list.Contains(standard))
            list.Add(standard);
    }

    private static List<TValue> List<TKey, TValue>(Dictionary<TKey, List<TValue>> table, TKey key)
        where TKey : notnull
    {
        if (!table.TryGetValue(key, out var list))
            table[key] = list = [];
        return list;
    }

    private sealed record UsedIn
    {
        public Guid VerificationId { get; init; }
        public int EquipmentId { get; init; }
    }
}
