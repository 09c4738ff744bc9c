using Metrology.App.Equipment;
using Metrology.App.Standards;
using Metrology.App.Standards.Tracing;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Chains;

/// <summary>Where a value comes from: standard → instruments → their certificates of the day → the standards that gave them, up to a national one. A level is one query a table.</summary>
internal sealed class ChainUp(MetrologyDb db, DateOnly day)
{
    private readonly Dictionary<int, MeasurementStandard> standards = [];
    private readonly Dictionary<int, EquipmentItem> equipment = [];
    private readonly Dictionary<int, UpperReference> uppers = [];
    private readonly Dictionary<int, TraceSource> sources = [];

    public async Task<ChainNode?> OfStandardAsync(int id, CancellationToken cancellation)
    {
        await LoadAsync([id], [], cancellation);
        return standards.TryGetValue(id, out var standard) ? NodeOf(standard, "", []) : null;
    }

    public async Task<ChainNode?> OfEquipmentAsync(int id, CancellationToken cancellation)
    {
        await LoadAsync([], [id], cancellation);
        return equipment.TryGetValue(id, out var item) ? NodeOf(item, item.CertificatesOn(day) is { Count: > 0 } now ? now : item.CertificateShownOn(day) is { } shown ? [shown] : [], []) : null;
    }

    /// <summary>Above an issued certificate: what it was measured with, by the certificates that counted then.</summary>
    public async Task<IReadOnlyList<ChainNode>> OfUsedAsync(IReadOnlyList<(int Equipment, int Certificate)> used, CancellationToken cancellation)
    {
        await LoadAsync([], [.. used.Select(one => one.Equipment).Distinct()], cancellation);
        return
        [
            .. used.GroupBy(one => one.Equipment).Where(group => equipment.ContainsKey(group.Key)).Select(group => NodeOf(
                equipment[group.Key], [.. equipment[group.Key].Certificates.Where(certificate => group.Any(one => one.Certificate == certificate.Id))], [])),
        ];
    }

    private async Task LoadAsync(int[] wantedStandards, int[] wantedEquipment, CancellationToken cancellation)
    {
        while (wantedStandards.Length + wantedEquipment.Length > 0)
        {
            if (wantedStandards.Length > 0)
            {
                foreach (var row in await db.Standards.AsNoTracking().Include(row => row.Certificates).Include(row => row.Equipment).AsSplitQuery().Where(row => wantedStandards.Contains(row.Id)).ToListAsync(cancellation))
                    standards[row.Id] = row;
                wantedEquipment = [.. wantedEquipment.Concat(wantedStandards.Where(standards.ContainsKey).SelectMany(id => PartsOf(standards[id]).Select(part => part.Id))).Distinct().Where(id => !equipment.ContainsKey(id))];
            }

            foreach (var row in await db.Equipment.AsNoTracking().Include(row => row.Certificates).Where(row => wantedEquipment.Contains(row.Id)).ToListAsync(cancellation))
                equipment[row.Id] = row;
            int[] ids = [.. wantedEquipment.Where(equipment.ContainsKey).SelectMany(id => equipment[id].Certificates).Select(one => one.Id)];
            var found = await db.TraceSources.AsNoTracking().Where(row => ids.Contains(row.CertificateId)).ToListAsync(cancellation);
            foreach (var row in found)
                sources[row.CertificateId] = row;
            wantedStandards = [.. found.Select(row => row.StandardId).OfType<int>().Distinct().Where(id => !standards.ContainsKey(id))];
            wantedEquipment = [];
        }

        // Other institutions' standards are few.
        foreach (var row in await db.UpperReferences.AsNoTracking().ToListAsync(cancellation))
            uppers[row.Id] = row;
    }

    /// <summary>What it was made of on the day, main standards first.</summary>
    private IReadOnlyList<StandardMakeUp.Part> PartsOf(MeasurementStandard standard) => StandardMakeUp.On(standard, day).Equipment;

    private ChainNode NodeOf(MeasurementStandard standard, string detail, HashSet<int> above)
    {
        var node = new ChainNode(ChainKind.Standard, standard.Id, standard.Name, detail.Length > 0 ? detail : standard.UncertaintyText, standard.StandingOn(day), standard.ValidUntil(day), $"/standards/{standard.Id}");
        // The register has no circle; one that a restored database had would end here.
        if (!above.Add(standard.Id))
            return node;
        foreach (var part in PartsOf(standard).Where(part => equipment.ContainsKey(part.Id)))
        {
            var item = equipment[part.Id];
            node.Below.Add(NodeOf(item, item.CertificatesOn(day) is { Count: > 0 } now ? now : item.CertificateShownOn(day) is { } shown ? [shown] : [], [.. above]));
        }

        return node;
    }

    private ChainNode NodeOf(EquipmentItem item, IReadOnlyList<TraceabilityCertificate> certificates, HashSet<int> above)
    {
        var node = new ChainNode(
            ChainKind.Equipment, item.Id, new($"{item.NameZh} {item.Model} {item.SerialNumber}", $"{item.NameEn} {item.Model} {item.SerialNumber}"),
            string.Join("；", certificates.Select(one => $"{one.Number} · {one.UncertaintyText}").Distinct()), item.StandingOn(day), item.ValidUntil(day), $"/equipment/{item.Id}");
        foreach (var certificate in certificates)
        {
            var next = sources.GetValueOrDefault(certificate.Id) switch
            {
                { StandardId: { } own } when standards.TryGetValue(own, out var standard) => NodeOf(standard, certificate.Number, [.. above]),
                { UpperId: { } upper } when uppers.TryGetValue(upper, out var reference) => NodeOf(reference, certificate.Number, 0),
                _ => new(ChainKind.Issuer, certificate.Id, BilingualText.Same(certificate.Issuer), certificate.Number, null, null, null),
            };
            if (!node.Next.Any(there => there.Kind == next.Kind && there.Name == next.Name))
                node.Below.Add(next);
        }

        return node;
    }

    private ChainNode NodeOf(UpperReference upper, string detail, int depth)
    {
        var standing = upper.ValidUntil is not { } until ? Core.Planning.StandardStanding.Unknown : Core.Planning.StandardValidity.Of([new(DateOnly.MinValue, until)], day);
        var node = new ChainNode(ChainKind.Upper, upper.Id, upper.Name, string.Join(" · ", new[] { detail, upper.Institution, upper.Description }.Where(text => text.Length > 0)), upper.IsNational ? null : standing, upper.ValidUntil, null)
        { IsNational = upper.IsNational };
        if (upper.AboveId is { } above && uppers.TryGetValue(above, out var higher) && depth < uppers.Count)
            node.Below.Add(NodeOf(higher, "", depth + 1));
        return node;
    }
}
