using Metrology.Core.Planning.Life;
using Metrology.Core.Words;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Standards.Life;

/// <summary>An act of the life of a standard. Rows only come; an import that is undone takes out again what it brought.</summary>
[AppendOnly(GoesWhen = """EXISTS (SELECT 1 FROM "ImportedRow" AS r JOIN "StandardImports" AS i ON i."Id" = r."ImportId" WHERE r."StandardId" = {0}."StandardId" AND i."State" = 'Undone')""")]
public sealed class StandardEvent : IRegisterPart
{
    public int Id { get; set; }
    public int StandardId { get; set; }
    public StandardAct Act { get; set; }

    /// <summary>The day from which it holds.</summary>
    public DateOnly On { get; set; }

    /// <summary>Last day of a suspension; null while none is stated.</summary>
    public DateOnly? Until { get; set; }

    public ReplacementEffect? Effect { get; set; }
    public required string Reason { get; set; }

    /// <summary>The paper behind it: number of the form, the letter or the certificate.</summary>
    public required string Document { get; set; }

    /// <summary>What was exchanged for what, as it was then; null unless something was.</summary>
    public ReplacementDetails? Replacement { get; set; }

    public required string EnteredBy { get; set; }
    public DateTimeOffset EnteredAt { get; set; }

    string IRegisterPart.Owner => StandardId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal sealed class Mapping : IEntityTypeConfiguration<StandardEvent>
    {
        public void Configure(EntityTypeBuilder<StandardEvent> row)
        {
            row.Property(one => one.Replacement).HasConversion(new JsonText<ReplacementDetails?>(), new JsonComparer<ReplacementDetails?>()).HasMaxLength(-1);
            row.HasIndex(one => new { one.StandardId, one.On });
            // What a standard was made of on a past day is told from the replacements after it.
            row.HasIndex(one => new { one.Act, one.On });
        }
    }
}

/// <summary>What the replacement form asks for.</summary>
public sealed record ReplacementDetails(
    IReadOnlyList<ReplacementSituation> Situations, IReadOnlyList<ReplacementCause> Causes, IReadOnlyList<ReplacedInstrument> Before, IReadOnlyList<ReplacedInstrument> After)
{
    /// <summary>What the standard was until then.</summary>
    public StandardMakeUp? Was { get; init; }

    /// <summary>What it is from then on.</summary>
    public StandardMakeUp? Is { get; init; }
}

/// <summary>更换的情况</summary>
public enum ReplacementSituation
{
    MainRenewed,
    MainAdded,
    MainRemoved,
    AuxiliaryRenewed,
    AuxiliaryAdded,
    AuxiliaryRemoved,
    Other,
}

/// <summary>更换的原因</summary>
public enum ReplacementCause
{
    ProcedureChanged,
    EquipmentFailed,
    WorkloadChanged,
    Other,
}

/// <summary>The words of the replacement form (计量标准更换申报表).</summary>
public static class ReplacementWords
{
    public static BilingualText Label(this ReplacementSituation situation) => situation switch
    {
        ReplacementSituation.MainRenewed => new("计量标准器更新", "Main standard renewed"),
        ReplacementSituation.MainAdded => new("计量标准器增加", "Main standard added"),
        ReplacementSituation.MainRemoved => new("计量标准器减少", "Main standard removed"),
        ReplacementSituation.AuxiliaryRenewed => new("主要配套设备更新", "Auxiliary equipment renewed"),
        ReplacementSituation.AuxiliaryAdded => new("主要配套设备增加", "Auxiliary equipment added"),
        ReplacementSituation.AuxiliaryRemoved => new("主要配套设备减少", "Auxiliary equipment removed"),
        ReplacementSituation.Other => new("其他", "Other"),
    };

    public static BilingualText Label(this ReplacementCause cause) => cause switch
    {
        ReplacementCause.ProcedureChanged => new("计量检定规程或技术规范变更", "The regulation changed"),
        ReplacementCause.EquipmentFailed => new("原设备出现问题", "The old equipment failed"),
        ReplacementCause.WorkloadChanged => new("工作量发生变化", "The workload changed"),
        ReplacementCause.Other => new("其他", "Other"),
    };
}

/// <summary>An instrument as the register had it on the day of the replacement.</summary>
public sealed record ReplacedInstrument(BilingualText Name, string Model, string Uncertainty, string MakerAndSerial, string IssuerAndCertificate);

public static class StandardLifeOf
{
    /// <summary>As the rules see them, in the order in which they were entered.</summary>
    public static IReadOnlyList<LifeEvent> Acts(this MeasurementStandard standard) =>
        [.. standard.Events.OrderBy(row => row.Id == 0 ? int.MaxValue : row.Id).Select(row => new LifeEvent(row.Act, row.On, row.Until, row.Effect))];

    public static LifeState StateOn(this MeasurementStandard standard, DateOnly day) => StandardLife.StateOn(standard.Acts(), day);

    public static bool IsAssessedAsNew(this MeasurementStandard standard, DateOnly day) =>
        StandardLife.IsAssessedAsNewOn(standard.Acts(), StandingOnDate.Periods(standard, Core.Traceability.StandardCertificateKind.Assessment), day);

    /// <summary>Why the act cannot be, where its day puts it.</summary>
    internal static Refusal? ProblemWith(this MeasurementStandard standard, StandardEvent act) => StandardLife.FirstProblem(
        [.. standard.Acts(), new(act.Act, act.On, act.Until, act.Effect)], StandingOnDate.Periods(standard, Core.Traceability.StandardCertificateKind.Assessment));
}
