using System.Text.Json.Serialization;

namespace Metrology.Core.Planning;

/// <summary>Something that a planning document says, with the place where it says it.</summary>
public abstract record PlanEntry
{
    public required string Id { get; init; }
    public required string Place { get; init; }
    public required string Document { get; init; }

    /// <summary>File of the text, or null when the text is not held.</summary>
    public required string? SeedFile { get; init; }

    /// <summary>The sentence, word for word; null when only a secondary copy is known.</summary>
    public required string? Quote { get; init; }
}

/// <summary>A project that is named but has no number.</summary>
public sealed record PlannedProject : PlanEntry
{
    public required string Kind { get; init; }
    public required int Line { get; init; }
    public required string Item { get; init; }

    /// <summary>What the text says of its state, "申请资金".</summary>
    public required string StatusInText { get; init; }
}

/// <summary>Figures of a document whose text is not held; shown beside targets, never counted against.</summary>
public sealed record CompanionFigures : PlanEntry
{
    public required string Kind { get; init; }
    public required IReadOnlyList<CompanionFigure> Figures { get; init; }
    public required TargetDue Due { get; init; }
    public required string Source { get; init; }
    public required string Confidence { get; init; }
}

public sealed record CompanionFigure(string Text, string Number, string Operator);

/// <param name="Text">When, in the words of the text, "到2025年"; null when it does not say.</param>
/// <param name="DefaultDate">Last day, derived from the words; null when they name none.</param>
public sealed record TargetDue(string? Text, DateOnly? DefaultDate);

/// <param name="Min">As written.</param>
public sealed record TargetRange(string Min, string Max);

/// <summary>A target's number as it stood when the plan began; entered by a user with its source, never derived.</summary>
public sealed record TargetBaseline(string Number, DateOnly Date, string Source);

/// <summary>What a rate divides by what, in words.</summary>
public sealed record TargetRate(string Numerator, string Denominator);

/// <summary>A quoted target (指标) with the readings that its sentence allows. None is chosen silently: the default is named and can be changed.</summary>
public sealed record Target : PlanEntry
{
    public required int Line { get; init; }

    /// <summary>As written, "58" or "1-2"; null when the text names no number, and then none may be invented.</summary>
    public required string? Number { get; init; }

    /// <summary>"≥", "range", "↑", "–", with a remark in parentheses when the text does not say it: "≥ (达到)".</summary>
    public required string Operator { get; init; }

    public required string? Unit { get; init; }
    public required string Scope { get; init; }

    /// <summary>Reading taken until somebody chooses, an id of <see cref="TargetReadings"/>.</summary>
    public required string DefaultKind { get; init; }

    public required IReadOnlyList<string> AlternativeKinds { get; init; }
    public required TargetDue Due { get; init; }
    public required TargetBaseline? Baseline { get; init; }

    /// <summary>What is counted, an id of <see cref="CountedKinds"/>; null where the words of the unit say it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Counts { get; init; }

    /// <summary>Of a coverage rate: what is divided by what; null where the text does not define it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TargetRate? Rate { get; init; }

    /// <summary>Counting classes A–D of the government statistics that count by default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? CountingClassesDefault { get; init; }

    /// <summary>What the sentence leaves open; in English, and in Chinese in the same order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Ambiguities { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? AmbiguitiesZh { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? NumberIsExactInText { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? PlanStart { get; init; }

    /// <summary>Targets that belong together, such as the stages of one plan.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Group { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TargetRange? Range { get; init; }

    /// <summary>Meanings of the counted thing by letter, when the words allow several.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Readings { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? ReadingsEn { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReadingDefault { get; init; }

    /// <summary>Which standards of a register each meaning takes in: one of the conditions of its letter must hold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<StandardMeaning>>? ReadingRules { get; init; }

    /// <summary>Meaning that somebody chose; null while it is the default. A decision beside the entry, never part of it.</summary>
    [JsonIgnore]
    public string? ChosenMeaning { get; init; }

    /// <summary>The department of which a meaning says that it presides over the examinations, as certificates name it; part of the decision.</summary>
    [JsonIgnore]
    public string? Presider { get; init; }

    /// <summary>Districts or institutions that the division of the target names.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>What the plan asks of a unit, by its name.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, decimal> UnitNumbers { get; init; } = new Dictionary<string, decimal>();

    /// <summary>Meaning that is counted; null where the words have one only.</summary>
    [JsonIgnore]
    public string? Meaning => ChosenMeaning ?? ReadingDefault;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? DueAlternatives { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? DueAlternativesZh { get; init; }

    /// <summary>Quoted for context; nobody in metrology answers for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? ContextOnly { get; init; }
}
