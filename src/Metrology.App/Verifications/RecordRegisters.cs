using System.Globalization;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Standards;
using Metrology.App.Standards.Capabilities;
using Metrology.App.Standards.Life;
using Metrology.App.Storage;
using Metrology.App.Templates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>
/// The register rows that a record is measured with and its paper is made from: customer, instrument, standard with its certificates and life, equipment with its certificates, bench, procedure, capabilities,
/// institution, templates, and who signs. Each is compared with the ledger before it is used (OIML D 31 6.3.4.3).
/// </summary>
internal static class RecordRegisters
{
    /// <summary>Why the registers cannot be used for a record, or null.</summary>
    /// <param name="record">As <see cref="RunRecord"/> loads it.</param>
    /// <param name="actor">Who acts on it now; null is nobody else than who signed.</param>
    public static async Task<Refusal?> UnusableAsync(MetrologyDb db, Verification record, Actor? actor, CancellationToken cancellation)
    {
        int[] people = [record.VerifierId, .. record.Transitions.Select(move => move.AccountId), .. actor is null ? Array.Empty<int>() : [actor.AccountId]];
        return await RowCheck.RegistersAsync(
            db,
            [
                .. OfUnit(record.Unit!), .. OfStandard(record.Standard!), .. OfBench(record.Bench!),
                .. record.Used.SelectMany(used => new object[] { used.Item!, used.Certificate! }),
                .. await CommonAsync(db, people, record.StandardId, record.ProcedureHash, cancellation),
            ],
            cancellation,
            Whole(record.Standard!, record.Bench!, people));
    }

    /// <summary>The same of what a record is about to be opened with.</summary>
    public static async Task<Refusal?> UnusableAsync(MetrologyDb db, (Customers.UnitUnderTest Unit, MeasurementStandard Standard, Bench Bench, string ProcedureHash) chosen, Actor actor, CancellationToken cancellation) =>
        await RowCheck.RegistersAsync(
            db,
            [
                .. OfUnit(chosen.Unit), .. OfStandard(chosen.Standard), .. OfBench(chosen.Bench),
                .. await CommonAsync(db, [actor.AccountId], chosen.Standard.Id, chosen.ProcedureHash, cancellation),
            ],
            cancellation,
            Whole(chosen.Standard, chosen.Bench, [actor.AccountId]));

    /// <summary>Of these every row is looked at, so that one that was removed is missed: the act that suspends a standard, a certificate, an instrument, a capability, a template.</summary>
    private static IEnumerable<string> Whole(MeasurementStandard standard, Bench bench, IEnumerable<int> people) =>
    [
        .. new[] { nameof(StandardEvent), nameof(StandardCertificate), nameof(StandardEquipment), nameof(CapabilityRow) }.Select(kind => RegisterParts.Of(kind, Key(standard.Id))),
        .. standard.Equipment.Select(link => link.EquipmentId).Append(bench.ReferenceId).Select(item => RegisterParts.Of(nameof(TraceabilityCertificate), Key(item))),
        RegisterParts.Of(nameof(BenchPart), Key(bench.Id)), RegisterParts.Of(nameof(CapabilityRow)), RegisterParts.Of(nameof(TemplateRow)),
        .. people.Select(account => RegisterParts.Of(nameof(Passkey), Key(account))),
    ];

    private static string Key(int id) => id.ToString(CultureInfo.InvariantCulture);

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
        .. (await db.Accounts.AsNoTracking().Where(row => people.Contains(row.Id)).ToListAsync(cancellation)).SelectMany(row => new object[] { row }.Concat(row.Passkeys)),
        .. await db.Capabilities.AsNoTracking().Where(row => row.StandardId == null || row.StandardId == standard).ToListAsync(cancellation),
        .. await db.Procedures.AsNoTracking().Where(row => row.ContentHash == procedure).ToListAsync(cancellation),
        .. await db.Templates.AsNoTracking().ToListAsync(cancellation),
    ];
}
