using Metrology.App.Equipment;
using Metrology.App.Standards;
using Metrology.App.Standards.Tracing;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Metrology.Core.Quantities;
using Metrology.Core.Traceability;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Chains;

/// <summary>Chains of traceability of the register, up to the national standard and down to every certificate that was issued.</summary>
public sealed class ChainQueries(Store store)
{
    /// <summary>Null when there is no such standard.</summary>
    public Task<ChainTree?> OfStandardAsync(int id, DateOnly day, CancellationToken cancellation) => store.ReadAsync(
        async db => await new ChainUp(db, day).OfStandardAsync(id, cancellation) is { } up && await new ChainDown(db, day).OfStandardAsync(id, cancellation) is { } down ? new ChainTree(up, down) : null, cancellation);

    public Task<ChainTree?> OfEquipmentAsync(int id, DateOnly day, CancellationToken cancellation) => store.ReadAsync(
        async db => await new ChainUp(db, day).OfEquipmentAsync(id, cancellation) is { } up && await new ChainDown(db, day).OfEquipmentAsync(id, cancellation) is { } down ? new ChainTree(up, down) : null, cancellation);

    /// <summary>Above an issued certificate; below it is nothing.</summary>
    public Task<ChainTree?> OfCertificateAsync(string number, DateOnly day, CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            var found = await db.Certificates.AsNoTracking().Where(row => row.Number == number)
                .Select(row => new { row.Id, row.VerificationId, row.ValidUntil, Owner = row.Verification!.Unit!.Customer!.Name, row.Verification.WorkDate }).FirstOrDefaultAsync(cancellation);
            if (found is null)
                return null;
            var root = new ChainNode(
                ChainKind.Certificate, found.Id, BilingualText.Same(number), found.Owner, Certificates.Certificate.StandingOn(found.ValidUntil, day), found.ValidUntil, $"/certificates/{number}");
            var used = await db.UsedEquipment.AsNoTracking().Where(row => row.VerificationId == found.VerificationId).OrderBy(row => row.Sequence).Select(row => new { row.EquipmentId, row.CertificateId }).ToListAsync(cancellation);
            // Asked for the day on which it was measured: what counted then is what counts.
            root.Next.AddRange(await new ChainUp(db, found.WorkDate).OfUsedAsync([.. used.Select(row => (row.EquipmentId, row.CertificateId))], cancellation));
            return (ChainTree?)new ChainTree(root, root with { });
        },
        cancellation);

    public Task<List<UpperReference>> UppersAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.UpperReferences.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellation), cancellation);

    public Task<Dictionary<int, TraceSource>> SourcesAsync(IReadOnlyCollection<int> certificates, CancellationToken cancellation) => store.ReadAsync(
        db => db.TraceSources.AsNoTracking().Where(row => certificates.Contains(row.CertificateId)).ToDictionaryAsync(row => row.CertificateId, cancellation), cancellation);

    /// <summary>Whether the certificates of a standard and of each measurand of its instruments follow each other without a gap over a period.</summary>
    public async Task<IReadOnlyList<GapLine>> GapsAsync(MeasurementStandard standard, DateOnly from, DateOnly until, CancellationToken cancellation)
    {
        var certificates = await store.ReadAsync(
            db => db.StandardEquipment.AsNoTracking().Where(link => link.StandardId == standard.Id).Include(link => link.Item!.Certificates).ToListAsync(cancellation), cancellation);
        return
        [
            .. standard.NeededCertificates().Select(kind => new GapLine(
                standard.Name, kind == StandardCertificateKind.Assessment ? new("计量标准考核证书", "Assessment certificate") : new("社会公用计量标准证书", "Public standard certificate"),
                CertificateGaps.Of([.. standard.CertificatesOf(kind).Select(row => new CertificatePeriod(row.IssuedOn, row.ValidUntil))], from, until))),
            .. certificates.OrderBy(link => link.Role).ThenBy(link => link.EquipmentId).SelectMany(link => Lines(link.Item!, from, until)),
        ];
    }

    private static IEnumerable<GapLine> Lines(EquipmentItem item, DateOnly from, DateOnly until)
    {
        var name = new BilingualText($"{item.NameZh} {item.Code}", $"{item.NameEn} {item.Code}");
        var groups = item.Certificates.GroupBy(one => one.Measurand).ToList();
        return groups.Count == 0
            ? [new(name, new("溯源证书", "Traceability certificates"), CertificateGaps.Of([], from, until))]
            : groups.Select(group => new GapLine(name, Measurands.Find(group.Key)?.Label ?? BilingualText.Same(group.Key), CertificateGaps.Of([.. group.Select(one => new CertificatePeriod(one.IssuedOn, one.ValidUntil))], from, until)));
    }
}

/// <param name="Of">Standard or instrument.</param>
/// <param name="What">Which certificates of it.</param>
public sealed record GapLine(BilingualText Of, BilingualText What, CertificateGaps Gaps);
