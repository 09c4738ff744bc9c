using Metrology.Core.Words;

namespace Metrology.Core.Procedures;

/// <summary>One item of a procedure (检定项目).</summary>
public sealed record ProcedureItem
{
    public required string Id { get; init; }
    public required BilingualText Title { get; init; }
    public required Verb Verb { get; init; }
    public required IReadOnlyList<VerificationKind> Kinds { get; init; }

    /// <summary>Nameplate flag that must be true for the item to apply, or null.</summary>
    public string? OnlyIf { get; init; }

    /// <summary>Questions of an <see cref="Verb.Inspect"/> item.</summary>
    public IReadOnlyList<InspectionCheck> Checks { get; init; } = [];

    /// <summary>Test points; an item without its own points has one, "default".</summary>
    public IReadOnlyList<TestPointRule> Points { get; init; } = [];

    public int Repeats { get; init; } = 1;

    /// <summary>Names of the formula and what they are read from.</summary>
    public IReadOnlyDictionary<string, VariableRule> Variables { get; init; } = new Dictionary<string, VariableRule>();

    /// <summary>Signed error of one repeat in the language of <c>Expressions/</c>, for example "(Ex - E0) / E0".</summary>
    public string? Formula { get; init; }

    public AcceptanceRule? Acceptance { get; init; }

    /// <summary>Smallest share of the limit that quantisation may take: bound = resolution ÷ reference value ≤ share · limit.</summary>
    public Fact<decimal>? ResolutionShareOfLimit { get; init; }
}

/// <summary>What the bench does for an item. The ids in files are the kebab-case names and never change.</summary>
public enum Verb
{
    /// <summary>Questions answered by the verifier.</summary>
    Inspect,

    /// <summary>Registers read at rest, a load applied, registers read at rest again.</summary>
    ReadStartEnd,

    /// <summary>Instant shown by the unit under test against the instant of the reference clock.</summary>
    ClockCompare,
}

public sealed record InspectionCheck(string Id, BilingualText Label);

/// <summary>A test point as a rule over the nameplate: each setting is a formula such as "maximumCurrent" or "0.5 * maximumCurrent".</summary>
public sealed record TestPointRule(string Id, BilingualText Label, IReadOnlyDictionary<string, SettingRule> Settings, bool Confirmed, string Source);

public sealed record SettingRule(string Formula, string Unit);

/// <param name="Role">Instrument role: "reference" or "unit-under-test".</param>
/// <param name="Take">"difference" (end − start), "start", "end" or "single".</param>
public sealed record VariableRule(string Role, string Measurand, string Take, string Unit);

/// <summary>How the error of a point is rounded and judged.</summary>
/// <param name="LimitBy">Nameplate field whose value selects the row, for example "accuracyClass"; "kind" selects by verification kind; null takes the row "*".</param>
/// <param name="Limits">Magnitude of the symmetric maximum permissible error by selector, in <paramref name="Unit"/>.</param>
/// <param name="RoundingIntervals">GB/T 8170 rounding interval by selector, in <paramref name="Unit"/>.</param>
/// <param name="Decide">Whether the rounded or the unrounded value is compared with the limit.</param>
public sealed record AcceptanceRule(
    string? LimitBy,
    string Unit,
    IReadOnlyDictionary<string, Fact<decimal>> Limits,
    IReadOnlyDictionary<string, Fact<decimal>> RoundingIntervals,
    Fact<DecisionValue> Decide);

public enum DecisionValue
{
    Rounded,
    Unrounded,
}
