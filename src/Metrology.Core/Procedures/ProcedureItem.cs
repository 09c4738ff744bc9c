using Metrology.Core.Words;

namespace Metrology.Core.Procedures;

/// <summary>One item of a procedure (检定项目).</summary>
public sealed record ProcedureItem
{
    public required string Id { get; init; }
    public required BilingualText Title { get; init; }
    public required Verb Verb { get; init; }

    /// <summary>Row of the item matrix: the kinds of verification that have this item.</summary>
    public required IReadOnlyList<VerificationKind> Kinds { get; init; }

    /// <summary>Whether the row of the item matrix is confirmed, or null when the file does not say.</summary>
    public Note? Matrix { get; init; }

    /// <summary>Nameplate flag that must be true for the item to apply, or null.</summary>
    public string? OnlyIf { get; init; }

    /// <summary>What else of the nameplate decides whether the item applies.</summary>
    public Applicability Applies { get; init; } = Applicability.Always;

    /// <summary>Nameplate field with the number of like parts (connectors); every point is measured on each of them.</summary>
    public string? Each { get; init; }

    /// <summary>Duration of a <see cref="Verb.WarmUp"/> or <see cref="Verb.Settle"/> item, s.</summary>
    public Fact<decimal>? Seconds { get; init; }

    /// <summary>What is done before each measurement, in order.</summary>
    public IReadOnlyList<Preparation> Preparation { get; init; } = [];

    /// <summary>Questions of an <see cref="Verb.Inspect"/> item.</summary>
    public IReadOnlyList<InspectionCheck> Checks { get; init; } = [];

    /// <summary>Ids of the ambient conditions that an <see cref="Verb.Environment"/> item records; empty means all.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>Test points; an item without its own points has one, "default".</summary>
    public IReadOnlyList<TestPointRule> Points { get; init; } = [];

    public int Repeats { get; init; } = 1;

    /// <summary>Names of the formula and what they are read from.</summary>
    public IReadOnlyDictionary<string, VariableRule> Variables { get; init; } = new Dictionary<string, VariableRule>();

    /// <summary>Fixed quantities of the formula, each with its source.</summary>
    public IReadOnlyDictionary<string, ConstantRule> Constants { get; init; } = new Dictionary<string, ConstantRule>();

    /// <summary>Intermediate results in their order; each may use the ones before it.</summary>
    public IReadOnlyList<DerivedRule> Derived { get; init; } = [];

    /// <summary>What the name "denominator" of the formula stands for.</summary>
    public DenominatorRule? Denominator { get; init; }

    /// <summary>Signed error of one repeat in the language of <c>Expressions/</c>, for example "(Ex - E0) / E0".</summary>
    public string? Formula { get; init; }

    public AcceptanceRule? Acceptance { get; init; }

    /// <summary>Components of the uncertainty beside scatter, certificates and resolutions.</summary>
    public IReadOnlyList<BudgetRule> Budget { get; init; } = [];

    /// <summary>How resolution and scatter of the same indication enter the budget; both when the file does not say.</summary>
    public Fact<ResolutionWithScatter>? ResolutionWithScatter { get; init; }

    /// <summary>Smallest share of the limit that quantisation may take: bound = resolution ÷ reference value ≤ share · limit.</summary>
    public Fact<decimal>? ResolutionShareOfLimit { get; init; }

    /// <summary>The item ends in an error that is judged.</summary>
    public bool IsMeasured => Formula is not null && Acceptance is not null;

    /// <summary>The acts before the measurement; for an item that only prepares, the item itself.</summary>
    internal IReadOnlyList<Preparation> Acts => Verb is Verb.WarmUp or Verb.Apply or Verb.Settle ? [new(Verb, Seconds)] : Preparation;
}

/// <summary>Whether a rule has been confirmed against the text of the regulation, and where it was read.</summary>
public sealed record Note(bool Confirmed, string Source);

/// <summary>Something done before a measurement.</summary>
/// <param name="Verb"><see cref="Verb.WarmUp"/>, <see cref="Verb.Apply"/> or <see cref="Verb.Settle"/>.</param>
/// <param name="Seconds">Shortest duration of a warm-up or of settling.</param>
public sealed record Preparation(Verb Verb, Fact<decimal>? Seconds);

public sealed record InspectionCheck(string Id, BilingualText Label);

/// <summary>When an item or a test point applies.</summary>
/// <param name="Only">Nameplate choice → the values for which it applies.</param>
/// <param name="When">A condition over the nameplate's numbers, each in the unit of its field, for example "maximumCurrent &gt; 16", or null.</param>
public sealed record Applicability(IReadOnlyDictionary<string, IReadOnlyList<string>> Only, string? When)
{
    public static Applicability Always { get; } = new(new Dictionary<string, IReadOnlyList<string>>(), null);
}

/// <summary>A test point as a rule over the nameplate: each setting is a formula such as "maximumCurrent" or "0.5 * maximumCurrent".</summary>
public sealed record TestPointRule(string Id, BilingualText Label, IReadOnlyDictionary<string, SettingRule> Settings, bool Confirmed, string Source)
{
    public Applicability Applies { get; init; } = Applicability.Always;

    /// <summary>Name of the point in the rows of limits; several points may share one.</summary>
    public string LimitRow { get; init; } = Id;
}

/// <param name="Formula">A formula of the nameplate, or a bare number that is already in <paramref name="Unit"/>.</param>
public sealed record SettingRule(string Formula, string Unit)
{
    /// <summary>The setting itself, when it is a bare number.</summary>
    internal decimal? Number => Quantities.QuantityText.ParseNumber(Formula);

    public BilingualText? Label { get; init; }
}

/// <param name="Role">Instrument role: "reference", "unit-under-test" or, for typed values, "verifier".</param>
/// <param name="Take">"difference" (end − start), "start", "end", "single", or "from" for the reading of an earlier item.</param>
public sealed record VariableRule(string Role, string Measurand, string Take, string Unit)
{
    /// <summary>Tells readings of one role and measurand apart; empty when there is only one.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The earlier item whose reading is taken, for "from".</summary>
    public string? Item { get; init; }

    public BilingualText? Label { get; init; }

    /// <summary>Why the value brings no uncertainty of its own, or null when it does.</summary>
    public ExactInput? Exact { get; init; }
}

/// <summary>
/// The statement that a value is exact by definition or nominal, such as a price, or a constant whose deviation belongs to the error that a certificate states: neither a
/// certificate nor its resolution enters the budget.
/// </summary>
public sealed record ExactInput(BilingualText Reason, bool Confirmed, string Source);

/// <summary>How resolution and scatter of the same indication enter a budget: repeated readings of a coarse display already scatter by its steps.</summary>
public enum ResolutionWithScatter
{
    /// <summary>Both add.</summary>
    Both,

    /// <summary>The larger of the two alone (JJF 1059.1-2012).</summary>
    Larger,
}

/// <summary>A fixed quantity such as the nominal circumference of a roller.</summary>
public sealed record ConstantRule(Fact<decimal> Value, string Unit);

/// <summary>An intermediate result such as D = N·C, shown in the record.</summary>
public sealed record DerivedRule(string Name, string Formula, string Unit)
{
    public BilingualText? Label { get; init; }
}

/// <summary>The denominator of a relative error as a setting, where the text leaves the choice or is not held.</summary>
/// <param name="Chosen">Key of <paramref name="Options"/>.</param>
/// <param name="Options">Name of the choice → formula, for example "reference" → "D".</param>
public sealed record DenominatorRule(Fact<string> Chosen, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>The name that stands in the formula of the error.</summary>
    public const string Name = "denominator";

    public string Formula => Options[Chosen.Value];
}

/// <summary>A type B component that the procedure itself states (JCGM 100:2008 4.3).</summary>
/// <param name="HalfWidth">
/// Half-width of the distribution, or the standard uncertainty itself for "normal" and the scale of "student", in <paramref name="Unit"/>; a formula may use every name of the item.
/// </param>
/// <param name="Variable">Variable whose sensitivity applies; null when the component is already one of the error.</param>
public sealed record BudgetRule(
    string Id, BilingualText Label, string Distribution, AmountRule HalfWidth, string Unit, string? Variable, bool Confirmed, string Source)
{
    /// <summary>Top over base of a "trapezoidal" density.</summary>
    public decimal? Beta { get; init; }

    /// <summary>How well the component itself is known, JCGM 100:2008 G.4.2; null: exactly.</summary>
    public decimal? DegreesOfFreedom { get; init; }

    /// <summary>Points of a "table", x in multiples of <see cref="HalfWidth"/>.</summary>
    public IReadOnlyList<(double X, double Density)> Density { get; init; } = [];
}
