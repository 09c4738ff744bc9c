using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Procedures;

/// <summary>
/// A verification regulation or calibration specification (检定规程 / 校准规范) as data. One edition and revision is frozen by its content hash;
/// a record names the hash and re-evaluates with it for ever.
/// </summary>
public sealed record Procedure
{
    /// <summary>Form of the file, see <see cref="ProcedureFormat"/>.</summary>
    public int Format { get; init; } = ProcedureFormat.First;

    /// <summary>"JJG 1148".</summary>
    public required string Code { get; init; }

    /// <summary>"2022".</summary>
    public required string Edition { get; init; }

    /// <summary>Part of a regulation that gives a verification of its own, for example "bench" and "installed"; null when the regulation is one.</summary>
    public string? Part { get; init; }

    /// <summary>Our transcription of the edition; a corrected transcription is a new revision.</summary>
    public required int Revision { get; init; }

    public required BilingualText Title { get; init; }

    /// <summary>What the file says that work by it gives; null leaves it to the code.</summary>
    public ProcedurePurpose? StatedPurpose { get; init; }

    /// <summary>A regulation of verification (JJG) gives verifications; another method gives calibrations unless it says that it is one of testing.</summary>
    public ProcedurePurpose Purpose => StatedPurpose ?? PurposeOf(Code);

    /// <summary>What a code or citation alone says.</summary>
    public static ProcedurePurpose PurposeOf(string code) => code.StartsWith("JJG", StringComparison.Ordinal) ? ProcedurePurpose.Verification : ProcedurePurpose.Calibration;

    /// <summary>First day in force; null when the transcription does not know it.</summary>
    public required DateOnly? InForceFrom { get; init; }

    public DateOnly? InForceUntil { get; init; }
    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>What the text of the regulation says and this transcription does not hold.</summary>
    public IReadOnlyList<BilingualText> Missing { get; init; } = [];

    /// <summary>Units of its discipline, which it brings beyond those that the product knows.</summary>
    internal UnitTable OwnUnits { get; init; } = UnitTable.Empty;

    /// <summary>Measurands of its discipline, which it declares beyond the common ones.</summary>
    public IReadOnlyList<Measurand> OwnMeasurands { get; init; } = [];

    /// <summary>What the nameplate must say before a run can be planned.</summary>
    public required IReadOnlyList<NameplateField> Nameplate { get; init; }

    public required IReadOnlyList<EnvironmentCondition> Environment { get; init; }
    public required IReadOnlyList<ReferenceRequirement> References { get; init; }

    /// <summary>Further instruments that the regulation asks for, as text for the verifier.</summary>
    public IReadOnlyList<EquipmentRequirement> Equipment { get; init; } = [];

    public required IReadOnlyList<ProcedureItem> Items { get; init; }

    /// <summary>Verification period (检定周期), months; a maximum. Null when it is not known.</summary>
    public required Fact<int?> PeriodMonths { get; init; }

    /// <summary>How 有效期至 follows from the day of verification.</summary>
    public Fact<ValidUntilRule> ValidUntil { get; init; } = new(ValidUntilRule.DayBefore, false, "");

    /// <summary>How the original record and the certificate show the results.</summary>
    public ProcedureLayout Layout { get; init; } = ProcedureLayout.Usual;

    /// <summary>Lower-case hexadecimal SHA-256 of the canonical form of the file; set by the loader.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>The file that was loaded, byte for byte; it travels with every exported record.</summary>
    public ReadOnlyMemory<byte> File { get; init; }

    /// <summary>"JJG 1148-2022", or "JJG 517-2016#bench" for a part: what units and records name.</summary>
    public string Designation => Part is null ? Citation : $"{Citation}#{Part}";

    /// <summary>The unit of this symbol or of another spelling of it, of the product or of the procedure, or null.</summary>
    public Unit? Unit(string symbol) => Units.Find(symbol) ?? OwnUnits.Find(symbol);

    /// <summary>Every measurand that its runs can report, in the order in which screens list them.</summary>
    public IEnumerable<Measurand> AllMeasurands => Measurands.Common.Concat(OwnMeasurands);

    /// <summary>The common measurand of this id or the one that the procedure declares, or null.</summary>
    public Measurand? Measurand(string id) => AllMeasurands.FirstOrDefault(one => one.Id == id);

    /// <summary>"JJG 517-2016": the regulation as paper cites it.</summary>
    public string Citation => $"{Code}-{Edition}";
}

/// <summary>Where a fact was read.</summary>
public sealed record Source(string Id, string Text, string Confidence);

/// <summary>A value that matters legally, with its source and whether a metrologist has confirmed it against the text of the regulation.</summary>
public sealed record Fact<T>(T Value, bool Confirmed, string Source);

/// <summary>A property of the unit under test that the procedure needs.</summary>
/// <param name="Kind">"choice", "quantity", "text" or "flag"; a flag that is not given is false.</param>
public sealed record NameplateField(string Id, BilingualText Label, string Kind, string? Unit, IReadOnlyList<string> Choices, bool IsOptional = false);

/// <summary>An ambient quantity to record; a bound that nobody has confirmed is null and never blocks.</summary>
public sealed record EnvironmentCondition(string Id, BilingualText Label, string Measurand, string Unit, decimal? Minimum, decimal? Maximum, bool Confirmed, string Source);

/// <summary>What the reference of one measurand must be able to do, as a share of the maximum permissible error.</summary>
/// <param name="LimitDividedByU">3 means 3·U(k = 2) ≤ MPE.</param>
public sealed record ReferenceRequirement(string Role, string Measurand, int LimitDividedByU, bool Confirmed, string Source);

/// <summary>An instrument that must be there, with what it must be able to do in words.</summary>
public sealed record EquipmentRequirement(string Id, BilingualText Label, BilingualText Requirement, bool Confirmed, string Source);

/// <summary>First, subsequent or in-service verification (首次 / 后续检定 / 使用中检查).</summary>
public enum VerificationKind
{
    First,
    Subsequent,
    InService,
}

/// <summary>Last day of validity of a verification, counted in whole months from the day of verification.</summary>
public enum ValidUntilRule
{
    /// <summary>The day before the anniversary: 2026-08-21 and 36 months give 2029-08-20.</summary>
    DayBefore,

    /// <summary>The anniversary itself.</summary>
    SameDay,
}
