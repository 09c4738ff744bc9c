using Metrology.App.Equipment;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Chains.Impact;

/// <summary>
/// Which records a bad reference touches, to any depth: those measured with it in the window, and those measured with instruments whose certificates were given with it, and so on down.
/// </summary>
internal sealed class ImpactSearch(MetrologyDb db, string measurand)
{
    private readonly Dictionary<Guid, Touched> found = [];
    private readonly HashSet<int> badCertificates = [];

    /// <param name="Depth">Standards between.</param>
    internal sealed record Touched(Guid Verification, int Depth, string Path);

    private sealed record BadCertificate(int Id, int EquipmentId, string Path);

    public async Task<IReadOnlyList<Touched>> FromAsync(IReadOnlyList<EquipmentItem> items, DateOnly from, DateOnly until, CancellationToken cancellation)
    {
        var names = items.ToDictionary(item => item.Id, NameOf);
        int[] ids = [.. names.Keys];
        var direct = await db.UsedEquipment.AsNoTracking().Where(row => ids.Contains(row.EquipmentId) && row.Certificate!.Measurand == measurand)
            .Join(db.Verifications.Where(row => row.WorkDate >= from && row.WorkDate <= until), used => used.VerificationId, record => record.Id, (used, record) => new { record.Id, used.EquipmentId })
            .ToListAsync(cancellation);
        foreach (var row in direct)
            found.TryAdd(row.Id, new(row.Id, 0, names[row.EquipmentId]));
        // What the bad reference calibrated in the window is bad from then on.
        var next = await CalibratedAsync(ids, names, certificate => certificate.IssuedOn >= from && certificate.IssuedOn <= until, cancellation);
        for (var depth = 1; next.Count > 0; depth++)
        {
            await TakeAsync(next, depth, cancellation);
            next = await BelowAsync(next, cancellation);
        }

        return [.. found.Values];
    }

    private async Task TakeAsync(IReadOnlyList<BadCertificate> bad, int depth, CancellationToken cancellation)
    {
        var paths = bad.ToDictionary(one => one.Id, one => one.Path);
        int[] ids = [.. paths.Keys];
        var rows = await db.UsedEquipment.AsNoTracking().Where(row => ids.Contains(row.CertificateId)).Select(row => new { row.VerificationId, row.CertificateId }).ToListAsync(cancellation);
        foreach (var row in rows)
            found.TryAdd(row.VerificationId, new(row.VerificationId, depth, paths[row.CertificateId]));
    }

    /// <summary>Certificates that were given by standards while an instrument of theirs stood on a bad certificate.</summary>
    private async Task<List<BadCertificate>> BelowAsync(IReadOnlyList<BadCertificate> bad, CancellationToken cancellation)
    {
        int[] ids = [.. bad.Select(one => one.EquipmentId).Distinct()];
        var items = await db.Equipment.AsNoTracking().Include(row => row.Certificates).Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var all = new List<BadCertificate>();
        foreach (var group in bad.GroupBy(one => one.EquipmentId))
        {
            var (item, path) = (items[group.Key], group.First().Path);
            HashSet<int> badOnes = [.. group.Select(one => one.Id)];
            all.AddRange(await CalibratedAsync(
                [item.Id], new() { [item.Id] = path }, certificate => item.CertificatesOn(certificate.IssuedOn).Any(one => badOnes.Contains(one.Id)), cancellation));
        }

        return all;
    }

    private async Task<List<BadCertificate>> CalibratedAsync(int[] equipment, Dictionary<int, string> paths, Func<TraceabilityCertificate, bool> wasBad, CancellationToken cancellation)
    {
        var days = await EquipmentDays.EverAsync(db, equipment, cancellation);
        int[] standards = [.. days.Keys];
        var given = await db.TraceSources.AsNoTracking().Where(source => source.StandardId != null && EF.Parameter(standards).Contains(source.StandardId.Value))
            .Join(db.TraceabilityCertificates.Where(row => row.Measurand == measurand), source => source.CertificateId, certificate => certificate.Id, (source, certificate) => new { StandardId = source.StandardId!.Value, Certificate = certificate })
            .ToListAsync(cancellation);
        // What the standard gave while the instrument belonged to it.
        var rows = given.SelectMany(row => days[row.StandardId].Where(part => equipment.Contains(part.EquipmentId) && part.Covers(row.Certificate.IssuedOn)).Select(part => new { part.EquipmentId, row.Certificate })).ToList();
        int[] below = [.. rows.Select(row => row.Certificate.EquipmentId).Distinct()];
        var names = await db.Equipment.AsNoTracking().Where(row => below.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        return
        [
            .. rows.Where(row => wasBad(row.Certificate) && badCertificates.Add(row.Certificate.Id))
                .Select(row => new BadCertificate(row.Certificate.Id, row.Certificate.EquipmentId, Shorten($"{paths[row.EquipmentId]} → {row.Certificate.Number} → {NameOf(names[row.Certificate.EquipmentId])}"))),
        ];
    }

    private static string NameOf(EquipmentItem item) => $"{item.NameZh} {item.Code}";

    private static string Shorten(string path) => path.Length <= 1900 ? path : "…" + path[^1899..];
}
