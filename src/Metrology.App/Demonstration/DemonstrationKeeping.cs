using Metrology.App.Equipment;
using Metrology.App.Keeping;
using Metrology.App.Standards;
using Metrology.App.Standards.Tracing;
using Metrology.App.Storage;
using Metrology.Core.Keeping;
using Metrology.Core.Registers;

namespace Metrology.App.Demonstration;

/// <summary>What the first standard of the demonstration says of itself, where its values come from, and how it was kept; all of it invented (示例).</summary>
internal static class DemonstrationKeeping
{
    private static readonly decimal[] Readings = [10.0002m, 10.0001m, 10.0003m, 10.0000m, 10.0002m, 10.0001m, 10.0002m, 10.0003m, 10.0001m, 10.0002m];

    public static void Describe(MeasurementStandard standard)
    {
        (standard.Category, standard.Rank, standard.OriginalValue, standard.IntermediateCheckMonths) = (StandardCategory.Public, StandardRank.Highest, 36.5m, 6);
        standard.Parameters =
        [
            new("交流电压（示例）", 0m, 450m, "V", AccuracyKind.Mpe, "0.05", "%", null), new("交流电流（示例）", 0.1m, 63m, "A", AccuracyKind.Mpe, "0.05", "%", null),
            new("有功电能（示例）", null, null, "kWh", AccuracyKind.Uncertainty, "0.05", "%", 2m),
        ];
        standard.Scopes = [new("电动汽车交流充电桩", "JJG 1148-2022")];
        standard.People = [new("示例检定员", "示例", true), new("示例核验员", "示例", false)];
    }

    /// <summary>The first instrument goes up to a national standard by two steps; every test of its standard was done once.</summary>
    public static async Task AddAsync(MetrologyDb db, MeasurementStandard standard, EquipmentItem meter, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        var national = Upper("电能国家计量基准（示例）", "National standard of electrical energy (demonstration)", "示例国家计量院（示例）", null);
        national.IsNational = true;
        db.Add(national);
        await db.SaveChangesAsync(cancellation);
        var province = Upper("0.01 级电能标准装置（示例）", "Energy standard of class 0.01 (demonstration)", "示例省计量科学研究院（示例）", today.AddDays(400));
        province.AboveId = national.Id;
        db.Add(province);
        await db.SaveChangesAsync(cancellation);
        db.AddRange(meter.Certificates.Select(certificate => new TraceSource { CertificateId = certificate.Id, UpperId = province.Id }));
        db.Add(Run(KeepingKind.Repeatability, -40, new(Deviation: 0.0001m, Resolution: 0.0001m), (-40, Readings)));
        db.Add(Run(KeepingKind.StabilityYearly, -30, new(Limit: 0.005m), (-395, [.. Readings.Select(one => one - 0.0004m)]), (-30, Readings)));
        db.Add(Run(
            KeepingKind.ControlChart, -20, new(Spread: SpreadKind.StandardDeviation),
            [.. Enumerable.Range(0, 8).Select(i => (-20 - (30 * (7 - i)), Readings.Skip(i % 4).Take(6).Select(one => one + ((i % 3) * 0.00005m)).ToArray()))]));
        db.Add(Run(KeepingKind.IntermediateCheck, -100, new(Limit: 0.005m, Reference: 10.0010m), (-100, Readings[..6])));
        db.Add(Run(KeepingKind.Transfer, -300, new(Own: 0.005m, Reference: 10.0010m, ReferenceUncertainty: 0.001m), (-300, Readings[..6])));

        UpperReference Upper(string zh, string en, string institution, DateOnly? until) =>
            new() { NameZh = zh, NameEn = en, Institution = institution, Description = "示例", ValidUntil = until, IsDemonstration = true };

        KeepingRun Run(KeepingKind kind, int day, KeepingTerms terms, params (int Day, decimal[] Values)[] groups) => new()
        {
            StandardId = standard.Id,
            Kind = kind,
            On = today.AddDays(day),
            Subject = "核查用电能表（示例）",
            Point = "10 kWh",
            Unit = "kWh",
            Groups = [.. groups.Select(group => new KeepingGroup(today.AddDays(group.Day), group.Values))],
            Terms = terms,
            Edition = KeepingRules.Jjf1033Of2023.Edition,
            EnteredBy = "示例检定员",
            EnteredAt = now,
            IsDemonstration = true,
        };
    }
}
