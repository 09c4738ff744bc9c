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
        // Every certificate of the standard itself, whichever of its instruments was used: which, is not asked.
        root.Below.InsertRange(0, (await LeavesAsync(db.Verifications.Where(row => row.StandardId == id).Select(row => new Used { VerificationId = row.Id, StandardId = row.StandardId, UnitId = row.UnitId }), cancellation)).SelectMany(one => one.Leaves));
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
                var used = db.UsedEquipment.Where(row => items.Contains(row.EquipmentId))
                    .Join(db.RecordKeys, row => row.VerificationId, record => record.Id, (row, record) => new Used { VerificationId = record.Id, EquipmentId = row.EquipmentId, StandardId = record.StandardId, UnitId = record.UnitId });
                foreach (var (item, standard, issued) in await LeavesAsync(used, cancellation))
                {
                    leaves[(item, standard)] = issued;
                    Link(item, standard);
                    below.Add(standard);
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

    /// <summary>
    /// The certificates that were issued with each of these, in their order. Columns that stand in an index: of ten thousand papers and records not one row is read. They are taken from the reader and kept in
    /// pieces, because what EF Core makes of a row takes longer than finding it, and one long array would be a large object.
    /// </summary>
    private async Task<List<(int Equipment, int Standard, List<ChainNode> Leaves)>> LeavesAsync(IQueryable<Used> used, CancellationToken cancellation)
    {
        var pieces = await IssuedAsync(used, cancellation);
        if (pieces.Count == 0)
            return [];
        var (first, last, units) = (int.MaxValue, 0, new HashSet<int>());
        foreach (var row in pieces.SelectMany(piece => piece))
        {
            (first, last) = (Math.Min(first, row.Id), Math.Max(last, row.Id));
            units.Add(row.UnitId);
        }

        // Few certificates are withdrawn: they are asked for once, and not each certificate whether it is.
        var withdrawn = (await db.CertificateWithdrawals.Where(end => end.CertificateId >= first && end.CertificateId <= last).Select(end => end.CertificateId).ToListAsync(cancellation)).ToHashSet();
        var owners = await db.Units.Where(row => EF.Parameter(units).Contains(row.Id)).Select(row => new { row.Id, row.Customer!.Name }).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        var found = new Dictionary<(int, int), List<ChainNode>>();
        foreach (var piece in pieces)
        {
            foreach (var row in piece)
            {
                List(found, (row.EquipmentId, row.StandardId)).Add(new(
                    ChainKind.Certificate, row.Id, BilingualText.Same(row.Number), owners[row.UnitId],
                    withdrawn.Contains(row.Id) ? Core.Planning.StandardStanding.Withdrawn : Certificate.StandingOn(row.ValidUntil, day), row.ValidUntil, null));
            }
        }

        foreach (var leaves in found.Values)
        {
            leaves.Sort((a, b) => a.Id.CompareTo(b.Id));
            // An instrument with several measurands has a row for each, and the certificate is one.
            var before = 0;
            leaves.RemoveAll(leaf => before == (before = leaf.Id));
        }

        return [.. found.OrderBy(one => one.Value[0].Id).Select(one => (one.Key.Item1, one.Key.Item2, one.Value))];
    }

    private async Task<List<List<Issued>>> IssuedAsync(IQueryable<Used> used, CancellationToken cancellation)
    {
        const int Piece = 1000;
        await using var command = used.Join(db.Certificates, row => row.VerificationId, certificate => certificate.VerificationId, (row, certificate) => new
        {
            row.EquipmentId,
            row.StandardId,
            row.UnitId,
            certificate.Id,
            certificate.Number,
            certificate.ValidUntil,
        }).CreateDbCommand();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        // Where nobody asks by which instrument, there is no such column.
        var equipment = Enumerable.Range(0, reader.FieldCount).FirstOrDefault(i => reader.GetName(i) == "EquipmentId", -1);
        var (standard, unit, id, number, until) = (reader.GetOrdinal("StandardId"), reader.GetOrdinal("UnitId"), reader.GetOrdinal("Id"), reader.GetOrdinal("Number"), reader.GetOrdinal("ValidUntil"));
        var pieces = new List<List<Issued>>();
        while (await reader.ReadAsync(cancellation))
        {
            if (pieces is not [.., { Count: < Piece }])
                pieces.Add(new(Piece));
            pieces[^1].Add(new(
                equipment < 0 ? 0 : reader.GetInt32(equipment), reader.GetInt32(standard), reader.GetInt32(unit), reader.GetInt32(id), reader.GetString(number), reader.IsDBNull(until) ? null : reader.GetFieldValue<DateOnly>(until)));
        }

        return pieces;
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

    private sealed record Used
    {
        public Guid VerificationId { get; init; }
        public int EquipmentId { get; init; }
        public int StandardId { get; init; }
        public int UnitId { get; init; }
    }

    private readonly record struct Issued(int EquipmentId, int StandardId, int UnitId, int Id, string Number, DateOnly? ValidUntil);
}
