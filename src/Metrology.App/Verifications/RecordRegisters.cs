using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Standards;
using Metrology.App.Standards.Life;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>
/// The register rows that a record is measured with and its paper is made from: customer, instrument, standard with its certificates and life, equipment with its certificates, bench, procedure, capabilities,
/// institution, templates, and who signs. Each is compared with the ledger before it is used (OIML D 31 6.3.4.3).
/// </summary>
internal static class RecordRegisters
{
    /// <summary>Rows whose absence would allow what they forbid: a suspension, a certificate that is newer and worse, what a bench is made of.</summary>
    private static readonly Type[] Counted =
        [typeof(StandardEvent), typeof(StandardCertificate), typeof(StandardEquipment), typeof(TraceabilityCertificate), typeof(Standards.Capabilities.CapabilityRow), typeof(Templates.TemplateRow), typeof(BenchPart)];

    /// <summary>Why the registers cannot be used for a record, or null.</summary>
    /// <param name="record">As <see cref="RunRecord"/> loads it.</param>
    /// <param name="actor">Who acts on it now; null is nobody else than who signed.</param>
    public static async Task<Refusal?> UnusableAsync(MetrologyDb db, Verification record, Actor? actor, CancellationToken cancellation)
    {
        int[] people = [record.VerifierId, .. record.Transitions.Select(move => move.AccountId), .. actor is null ? Array.Empty<int>() : [actor.AccountId]];
        return await RowCheck.CountedAsync(db, Counted, cancellation) ?? await RowCheck.RegistersAsync(
            db,
            [
                .. OfUnit(record.Unit!), .. OfStandard(record.Standard!), .. OfBench(record.Bench!),
                .. record.Used.SelectMany(used => new object[] { used.Item!, used.Certificate! }),
                .. await CommonAsync(db, people, record.StandardId, record.ProcedureHash, cancellation),
            ],
            cancellation);
    }

    /// <summary>The same of what a record is about to be opened with.</summary>
    public static async Task<Refusal?> UnusableAsync(MetrologyDb db, (Customers.UnitUnderTest Unit, MeasurementStandard Standard, Bench Bench, string ProcedureHash) chosen, Actor actor, CancellationToken cancellation) =>
        await RowCheck.CountedAsync(db, Counted, cancellation) ?? await RowCheck.RegistersAsync(
            db,
            [
                .. OfUnit(chosen.Unit), .. OfStandard(chosen.Standard), .. OfBench(chosen.Bench),
                .. await CommonAsync(db, [actor.AccountId], chosen.Standard.Id, chosen.ProcedureHash, cancellation),
            ],
            cancellation);

    private static IEnumerable<object> OfUnit(Customers.UnitUnderTest unit) => [unit, unit.Customer!];

    private static IEnumerable<object> OfStandard(MeasurementStandard standard) =>
    [
        standard, .. standard.Certificates, .. standard.Events, .. standard.Equipment, .. standard.Equipment.SelectMany(link => OfItem(link.Item!)),
    ];

    private static IEnumerable<object> OfItem(EquipmentItem item) => [item, .. item.Certificates];

    private static IEnumerable<object> OfBench(Bench bench) => [bench, .. bench.Parts, .. OfItem(bench.Reference!)];

    private static async Task<IReadOnlyList<object>> CommonAsync(MetrologyDb db, int[] people, int standard, string procedure, CancellationToken cancellation) =>
    [
        .. await db.Institutions.AsNoTracking().ToListAsync(cancellation),
        .. await db.Accounts.AsNoTracking().Where(row => people.Contains(row.Id)).ToListAsync(cancellation),
        .. await db.Capabilities.AsNoTracking().Where(row => row.StandardId == null || row.StandardId == standard).ToListAsync(cancellation),
        .. await db.Procedures.AsNoTracking().Where(row => row.ContentHash == procedure).ToListAsync(cancellation),
        .. await db.Templates.AsNoTracking().Where(row => row.State == Templates.TemplateState.Published).ToListAsync(cancellation),
    ];
}
