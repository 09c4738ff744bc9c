using Metrology.App.Certificates;
using Metrology.App.Equipment;
using Metrology.App.Ledger;
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
        async db => await new ChainUp(db, day).OfStandardAsync(id, cancellation) is { } up && await new ChainDown(db, day).OfStandardAsync(id, cancellation) is { } down ? await MarkedAsync(db, new(up, down), cancellation) : null, cancellation);

    public Task<ChainTree?> OfEquipmentAsync(int id, DateOnly day, CancellationToken cancellation) => store.ReadAsync(
        async db => await new ChainUp(db, day).OfEquipmentAsync(id, cancellation) is { } up && await new ChainDown(db, day).OfEquipmentAsync(id, cancellation) is { } down ? await MarkedAsync(db, new(up, down), cancellation) : null, cancellation);

    /// <summary>Above an issued certificate; below it is nothing. Refused when the certificate, or what it was measured with, is not what the ledger says.</summary>
    public Task<Outcome<ChainTree?>> OfCertificateAsync(string number, DateOnly day, CancellationToken cancellation) => store.ReadAsync<Outcome<ChainTree?>>(
        async db =>
        {
            if (await UnusableAsync(db, number, cancellation) is { } unusable)
                return unusable;
            var found = await db.Certificates.AsNoTracking().Where(row => row.Number == number)
                .Select(row => new { row.Id, row.VerificationId, row.ValidUntil, Owner = row.Verification!.Unit!.Customer!.Name, row.Verification.WorkDate }).FirstOrDefaultAsync(cancellation);
            if (found is null)
                return (ChainTree?)null;
            ChainNode Of() => new(
                ChainKind.Certificate, found.Id, BilingualText.Same(number), found.Owner, Certificate.StandingOn(found.ValidUntil, day), found.ValidUntil, null);
            var root = Of();
            var used = await db.UsedEquipment.AsNoTracking().Where(row => row.VerificationId == found.VerificationId).OrderBy(row => row.Sequence).Select(row => new { row.EquipmentId, row.CertificateId }).ToListAsync(cancellation);
            // Asked for the day on which it was measured: what counted then is what counts.
            root.Below.AddRange(await new ChainUp(db, found.WorkDate).OfUsedAsync([.. used.Select(row => (row.EquipmentId, row.CertificateId))], cancellation));
            return (ChainTree?)await MarkedAsync(db, new(root, Of()), cancellation);
        },
        cancellation);

    private static async Task<Refusal?> UnusableAsync(MetrologyDb db, string number, CancellationToken cancellation)
    {
        var certificate = await db.Certificates.AsNoTracking().Include(row => row.Withdrawal).Include(row => row.Verification!.Unit!.Customer)
            .Include(row => row.Verification!.Used).ThenInclude(used => used.Item).Include(row => row.Verification!.Used).ThenInclude(used => used.Certificate)
            .FirstOrDefaultAsync(row => row.Number == number, cancellation);
        if (certificate is null)
            return null;
        var record = certificate.Verification!;
        return await IssuedChain.UnusableAsync(db, certificate, cancellation)
            ?? await RowCheck.UnusableAsync(db, [record, .. record.Used], cancellation)
            ?? await RowCheck.RegistersAsync(db, [record.Unit!, record.Unit!.Customer!, .. record.Used.SelectMany(used => new object[] { used.Item!, used.Certificate! })], cancellation);
    }

    /// <summary>Marks standards and instruments that are not what the ledger says now, and papers that the last audit found: ten thousand of them are not compared one by one while somebody waits.</summary>
    private static async Task<ChainTree> MarkedAsync(MetrologyDb db, ChainTree tree, CancellationToken cancellation)
    {
        var found = (await db.UnusableRows.AsNoTracking().Select(row => row.Row).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        var nodes = Nodes(tree.Up).Concat(Nodes(tree.Down)).ToLookup(node => node.Kind, node => node.Id);
        int[] standards = [.. nodes[ChainKind.Standard].Distinct()], items = [.. nodes[ChainKind.Equipment].Distinct()];
        found.UnionWith((await UsableStandards.UnusableAsync(db, await db.Standards.AsNoTracking().Include(row => row.Certificates).AsSplitQuery().Where(row => EF.Parameter(standards).Contains(row.Id)).ToListAsync(cancellation), cancellation))
            .Select(id => Row(nameof(MeasurementStandard), id)));
        found.UnionWith((await UsableEquipment.UnusableAsync(db, await db.Equipment.AsNoTracking().Include(row => row.Certificates).Where(row => EF.Parameter(items).Contains(row.Id)).ToListAsync(cancellation), cancellation))
            .Select(id => Row(nameof(EquipmentItem), id)));
        if (found.Count == 0)
            return tree;
        return new(Marked(tree.Up), Marked(tree.Down));

        ChainNode Marked(ChainNode node)
        {
            for (var i = 0; i < node.Next.Count; i++)
                node.Below[i] = Marked(node.Next[i]);
            var kind = node.Kind switch
            {
                ChainKind.Certificate => nameof(Certificate),
                ChainKind.Equipment => nameof(EquipmentItem),
                ChainKind.Standard => nameof(MeasurementStandard),
                ChainKind.Upper => nameof(UpperReference),
                _ => null,
            };
            return kind is not null && found.Contains(Row(kind, node.Id)) ? node with { IsUnusable = true, Standing = null, Until = null } : node;
        }

        static string Row(string kind, int id) => LegalRow.Sought(kind, id.ToString(System.Globalization.CultureInfo.InvariantCulture));

        static IEnumerable<ChainNode> Nodes(ChainNode node) => node.Next.SelectMany(Nodes).Prepend(node);
    }

    public Task<List<UpperReference>> UppersAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.UpperReferences.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellation), cancellation);

    public Task<Dictionary<int, TraceSource>> SourcesAsync(IReadOnlyCollection<int> certificates, CancellationToken cancellation) => store.ReadAsync(
        db => db.TraceSources.AsNoTracking().Where(row => certificates.Contains(row.CertificateId)).ToDictionaryAsync(row => row.CertificateId, cancellation), cancellation);

    /// <summary>Whether the certificates of a standard and of each measurand of its instruments, while they belonged to it, follow each other without a gap over a period.</summary>
    public async Task<IReadOnlyList<GapLine>> GapsAsync(MeasurementStandard standard, DateOnly from, DateOnly until, CancellationToken cancellation)
    {
        var parts = EquipmentDays.Of(standard).Where(part => part.Overlaps(from, until)).ToList();
        int[] ids = [.. parts.Select(part => part.EquipmentId).Distinct()];
        var items = await store.ReadAsync(
            db => db.Equipment.AsNoTracking().Include(row => row.Certificates).Where(row => EF.Parameter(ids).Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation), cancellation);
        return
        [
            .. standard.NeededCertificates().Select(kind => new GapLine(
                standard.Name, kind == StandardCertificateKind.Assessment ? new("计量标准考核证书", "Assessment certificate") : new("社会公用计量标准证书", "Public standard certificate"),
                CertificateGaps.Of([.. standard.CertificatesOf(kind).Select(row => new CertificatePeriod(row.IssuedOn, row.ValidUntil))], from, until))),
            .. parts.Where(part => items.ContainsKey(part.EquipmentId)).SelectMany(part => Lines(items[part.EquipmentId], part.From > from ? part.From.Value : from, part.Until < until ? part.Until.Value : until, part)),
        ];
    }

    private static IEnumerable<GapLine> Lines(EquipmentItem item, DateOnly from, DateOnly until, EquipmentDays part)
    {
        var name = new BilingualText($"{item.NameZh} {item.Code}", $"{item.NameEn} {item.Code}");
        var groups = item.Certificates.GroupBy(one => one.Measurand).ToList();
        return groups.Count == 0
            ? [new(name, new("溯源证书", "Traceability certificates"), CertificateGaps.Of([], from, until), part)]
            : groups.Select(group => new GapLine(name, Measurands.Find(group.Key)?.Label ?? BilingualText.Same(group.Key), CertificateGaps.Of([.. group.Select(one => new CertificatePeriod(one.IssuedOn, one.ValidUntil))], from, until), part));
    }
}

/// <param name="Of">Standard or instrument.</param>
/// <param name="What">Which certificates of it.</param>
/// <param name="Part">The days on which the instrument belonged to the standard: certificates are asked for on these alone. Null of the standard itself.</param>
public sealed record GapLine(BilingualText Of, BilingualText What, CertificateGaps Gaps, EquipmentDays? Part = null);
