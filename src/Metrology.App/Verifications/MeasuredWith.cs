using Metrology.App.Equipment;
using Metrology.App.Standards;
using Metrology.Core.Planning;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

/// <summary>Whether a run may be measured with its standard and reference, asked when it is opened, again when it begins, and once more when its result is submitted.</summary>
public static class MeasuredWith
{
    /// <summary>What the reference promises on the work date, or why the run cannot be measured with it.</summary>
    internal static Outcome<List<ReferenceCapability>> References(RunPlan plan, MeasurementStandard standard, Bench bench, DateOnly workDate)
    {
        var reference = bench.Reference!;
        if (Lapsed(standard.Equipment.Select(link => link.Item!).Prepend(reference), workDate) is { } lapsed)
            return lapsed;
        if (standard.Equipment.All(link => link.EquipmentId != reference.Id))
            return VerificationErrors.ReferenceNotInStandard(reference.NameZh);
        if (NotStanding(standard, workDate) is { } notStanding)
            return notStanding;
        var clock = ClockOf(plan, bench);
        if (clock is not null && standard.Equipment.All(link => link.EquipmentId != clock.EquipmentId))
            return VerificationErrors.ReferenceNotInStandard(clock.Equipment!.NameZh);
        List<ReferenceCapability> references = [.. reference.Capabilities(workDate)];
        references.AddRange(Beside(plan, standard, reference, workDate, references));
        if (clock is not null)
            references.AddRange(standard.Equipment.First(link => link.EquipmentId == clock.EquipmentId).Item!.Capabilities(workDate).Where(one => one.Measurand == Measurands.ClockOffset));
        foreach (var (part, measurand) in Read(plan, bench))
        {
            if (standard.Equipment.FirstOrDefault(link => link.EquipmentId == part.EquipmentId) is not { } link)
                return VerificationErrors.ReferenceNotInStandard(part.Equipment!.NameZh);
            references.RemoveAll(one => one.Measurand == measurand);
            references.AddRange(link.Item!.Capabilities(workDate).Where(one => one.Measurand == measurand));
        }

        if (ReferenceGuard.Refusals(plan, references).FirstOrDefault() is { } notGoodEnough)
            return notGoodEnough with { Field = nameof(OpenVerification.Request.BenchId) };
        return references;
    }

    /// <summary>What the plan reads from a reference and an instrument beside that of the bench measures: its certificate counts, whatever the bench's own reference promises.</summary>
    private static List<(BenchPart Part, string Measurand)> Read(RunPlan plan, Bench bench) =>
    [
        .. plan.Items.SelectMany(item => item.Variables.Values).Where(variable => variable.Role == Roles.Reference).Select(variable => variable.Measurand).Distinct()
            .Select(measurand => (Part: bench.Gives(Roles.Reference, measurand), Measurand: measurand)).Where(one => one.Part is { IsPlayed: false, EquipmentId: not null }).Select(one => (one.Part!, one.Measurand)),
    ];

    /// <summary>The clock that the bench reads by itself and that clocks of units are compared with; null where the procedure asks for no such comparison.</summary>
    private static BenchPart? ClockOf(RunPlan plan, Bench bench) =>
        bench[BenchRole.Clock] is { IsByHand: false, IsPlayed: false, EquipmentId: not null } part && plan.Items.Any(item => item.Verb == Verb.ClockCompare) ? part : null;

    /// <summary>What the other main instruments of the standard promise of quantities that the procedure reads from a reference and the bench's own reference has no certificate of.</summary>
    private static List<ReferenceCapability> Beside(RunPlan plan, MeasurementStandard standard, EquipmentItem reference, DateOnly workDate, List<ReferenceCapability> own) =>
    [
        .. standard.Equipment.Where(link => link.Role == EquipmentRole.Main && link.EquipmentId != reference.Id).OrderBy(link => link.EquipmentId)
            .SelectMany(link => link.Item!.Capabilities(workDate))
            .Where(one => own.TrueForAll(has => has.Measurand != one.Measurand)
                && plan.Items.Any(item => item.Variables.Values.Any(variable => variable.Role == one.Role && variable.Measurand == one.Measurand))),
    ];

    /// <summary>The registers may have changed since the run was opened; from here on the record is of what is there now.</summary>
    internal static Refusal? Begin(Verification verification, RunPlan plan)
    {
        var references = References(plan, verification.Standard!, verification.Bench!, verification.WorkDate);
        if (references.Refusal is { } unusable)
            return unusable;
        verification.References = references.Value;
        verification.Used.AddRange(Of(verification).Where(used => verification.Calibration is null || IsUsed(used, verification, plan)));
        foreach (var (i, used) in verification.Used.Index())
            used.Sequence = i + 1;
        return null;
    }

    /// <summary>Why a result cannot stand although it was measured: since then the register learned that something was not valid on that day.</summary>
    internal static Refusal? NoLonger(Verification verification) =>
        verification.Used.Find(used => !used.Certificate!.CoversOn(verification.WorkDate)) is { } lapsed
            ? VerificationErrors.ReferenceLapsed($"{lapsed.Item!.NameZh} {lapsed.Item.SerialNumber}", verification.WorkDate)
            : NotStanding(verification.Standard!, verification.WorkDate);

    /// <summary>What is measured with; before measuring begins, what would be.</summary>
    public static IReadOnlyList<UsedEquipment> Of(Verification verification) => verification.Used.Count > 0
        ? [.. verification.Used.OrderBy(used => used.Sequence)]
        :
        [
            .. verification.Standard!.Equipment.OrderBy(link => link.Role).ThenBy(link => link.EquipmentId)
                .SelectMany(link => link.Item!.CertificatesOn(verification.WorkDate), (link, certificate) => (link.Item, Certificate: certificate))
                .Select((one, i) => new UsedEquipment
                {
                    VerificationId = verification.Id,
                    Sequence = i + 1,
                    EquipmentId = one.Item!.Id,
                    Item = one.Item,
                    CertificateId = one.Certificate.Id,
                    Certificate = one.Certificate,
                }),
        ];

    /// <summary>
    /// A calibration or a test names what it was done with (ISO/IEC 17025:2017 7.8.2.1 and 7.8.4.1): certificates of the quantities that the method reads or records, and the instruments of the bench.
    /// A regulation of verification asks for the standard as it was assessed, whole.
    /// </summary>
    private static bool IsUsed(UsedEquipment used, Verification verification, RunPlan plan)
    {
        var named = plan.Items.SelectMany(item => item.Variables.Values).Where(variable => variable.Role != Roles.UnitUnderTest).Select(variable => variable.Measurand)
            .Concat(plan.Procedure.Environment.Select(condition => condition.Measurand));
        if (named.Contains(used.Certificate!.Measurand))
            return true;
        // An instrument of the bench whose certificates speak of nothing that the method names stands with all of them, such as a load.
        var isOfBench = verification.Bench!.ReferenceId == used.EquipmentId || verification.Bench.Parts.Exists(part => part.EquipmentId == used.EquipmentId);
        return isOfBench && !used.Item!.CertificatesOn(verification.WorkDate).Any(one => named.Contains(one.Measurand));
    }

    private static Refusal? Lapsed(IEnumerable<EquipmentItem> items, DateOnly workDate) =>
        items.FirstOrDefault(item => !item.IsTraceableOn(workDate)) is { } lapsed
            ? VerificationErrors.ReferenceLapsed($"{lapsed.NameZh} {lapsed.SerialNumber}", workDate)
            : null;

    private static Refusal? NotStanding(MeasurementStandard standard, DateOnly workDate) =>
        standard.StandingOn(workDate) is StandardStanding.Valid or StandardStanding.Expiring ? null : VerificationErrors.StandardNotValid(standard.NameZh, workDate);
}
