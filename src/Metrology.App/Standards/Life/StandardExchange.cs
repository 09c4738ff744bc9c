using Metrology.App.Equipment;
using Metrology.App.Standards.Tracing;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Planning.Life;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards.Life;

/// <summary>Instruments out of a standard and into it, with what the replacement form says of both.</summary>
internal static class StandardExchange
{
    public static async Task<Outcome<ReplacementDetails>> RunAsync(MetrologyDb db, MeasurementStandard standard, RecordAct.Exchange exchange, DateOnly on, ICertificateRenderer paper, CancellationToken cancellation)
    {
        var was = StandardMakeUp.Of(standard);
        if (Rewrite(standard, exchange, paper) is { } wrong)
            return wrong;
        var (ranges, accuracy) = StandardMakeUp.Of(standard).Differences(was);
        if ((accuracy && exchange.Effect != ReplacementEffect.Accuracy) || (ranges && exchange.Effect is ReplacementEffect.Nothing or ReplacementEffect.Consumable))
            return LifeErrors.EffectContradicts;
        if (exchange.Out.Count + exchange.MainIn.Count + exchange.AuxiliaryIn.Count == 0 && exchange.Effect != ReplacementEffect.Consumable && !ranges && !accuracy)
            return LifeErrors.NothingExchanged;
        if (exchange.MainIn.Intersect(exchange.AuxiliaryIn).Any())
            return StandardErrors.BothRoles;
        var leaving = standard.Equipment.FindAll(link => exchange.Out.Contains(link.EquipmentId));
        if (leaving.Count != exchange.Out.Distinct().Count())
            return LifeErrors.NotOfStandard;
        int[] ids = [.. exchange.MainIn.Concat(exchange.AuxiliaryIn).Distinct()];
        var coming = await db.Equipment.Include(row => row.Certificates).Where(row => ids.Contains(row.Id)).ToListAsync(cancellation);
        if (coming.Count != ids.Length)
            return StandardErrors.UnknownEquipment;
        foreach (var link in leaving)
            standard.Equipment.Remove(link);
        foreach (var item in coming)
        {
            var role = exchange.MainIn.Contains(item.Id) ? EquipmentRole.Main : EquipmentRole.Auxiliary;
            if (standard.Equipment.Find(link => link.EquipmentId == item.Id) is { } there)
                there.Role = role;
            else
                standard.Equipment.Add(new() { EquipmentId = item.Id, Item = item, Role = role });
        }

        if (was.Equipment.Any(part => part.Role == EquipmentRole.Main) && standard.Equipment.TrueForAll(link => link.Role != EquipmentRole.Main))
            return LifeErrors.NoMainLeft;
        if (await TraceCycles.OfStandardAsync(db, standard, on, cancellation) is { } cycle)
            return cycle;
        return new ReplacementDetails(
            [.. exchange.Situations.Distinct()], [.. exchange.Causes.Distinct()], [.. leaving.Select(link => Said(link.Item!, on))], [.. coming.Select(item => Said(item, on))])
        { Was = was, Is = StandardMakeUp.Of(standard) };
    }

    /// <summary>Range and accuracy as the replacement leaves them.</summary>
    private static Refusal? Rewrite(MeasurementStandard standard, RecordAct.Exchange exchange, ICertificateRenderer paper)
    {
        if (paper.WrongIfGiven((nameof(exchange.RangeText), exchange.RangeText), (nameof(exchange.UncertaintyText), exchange.UncertaintyText)) is { } unprintable)
            return unprintable;
        if (exchange.Parameters is { } parameters)
        {
            if (StandardDetailRules.Problems(StandardDetails.Of(standard) with { Parameters = parameters }).Append(StandardDetailRules.Open(parameters, standard.Parameters)).OfType<Refusal>().FirstOrDefault() is { } wrong)
                return wrong;
            standard.Parameters = [.. parameters];
        }

        if (!string.IsNullOrWhiteSpace(exchange.RangeText))
            standard.RangeText = exchange.RangeText.Trim();
        if (!string.IsNullOrWhiteSpace(exchange.UncertaintyText))
            standard.UncertaintyText = exchange.UncertaintyText.Trim();
        return null;
    }

    private static ReplacedInstrument Said(EquipmentItem item, DateOnly on)
    {
        var certificate = item.CertificateShownOn(on);
        return new(
            new(item.NameZh, item.NameEn), item.Model, certificate?.UncertaintyText ?? "", $"{item.Manufacturer} {item.SerialNumber}",
            certificate is null ? "" : $"{certificate.Issuer} {certificate.Number}");
    }
}
