using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Decisions;

/// <summary>Texts of a decision → numbers in one unit, with every problem.</summary>
/// <param name="unit">Of the result; null when it could not be read, and then only the texts themselves are looked at.</param>
internal sealed class DecisionReader(Unit? unit)
{
    private readonly List<Refusal> problems = [];

    public IReadOnlyList<Refusal> Problems => problems;

    public bool HasProblem(params ReadOnlySpan<string> fields)
    {
        foreach (var problem in problems)
        {
            if (fields.Contains(problem.Field))
                return true;
        }

        return false;
    }

    public decimal? Note(Refusal refusal, string? field)
    {
        problems.Add(refusal with { Field = field });
        return null;
    }

    /// <summary>A limit.</summary>
    public decimal? Value(string field, string? text) => Read(field, text, (quantity, to) => quantity.To(to) is var converted && converted.IsRefused
        ? converted.Refusal!
        : converted.Value.Value);

    /// <summary>An uncertainty or a permissible error: not negative, and the zero of a scale does not count.</summary>
    public decimal? Interval(string field, string? text) => Read(field, text, (quantity, to) =>
        quantity.Value < 0m ? DecisionRefusals.NegativeUncertainty : QuantityArithmetic.Interval(quantity.Value, quantity.Unit, to));

    /// <summary>A plain positive number.</summary>
    public decimal? Factor(string field, string? text)
    {
        if (text is null)
            return null;
        if (QuantityText.ParseNumber(text) is > 0m and var value)
            return value;
        return Note(DecisionRefusals.Factor, field);
    }

    /// <summary>A number between zero and one.</summary>
    public decimal? Probability(string field, string? text)
    {
        if (text is null || QuantityText.ParseNumber(text) is > 0m and < 1m)
            return text is null ? null : QuantityText.ParseNumber(text);
        return Note(DecisionRefusals.Probability, field);
    }

    private decimal? Read(string field, string? text, Func<Quantity, Unit, Outcome<decimal>> convert)
    {
        if (text is null)
            return null;
        var parsed = QuantityText.Parse(text);
        if (parsed.Refusal is { } wrong)
            return Note(wrong, field);

        // A number without a unit is in the unit of the result.
        var to = unit ?? parsed.Value.Unit;
        var quantity = parsed.Value.Unit == Units.One ? parsed.Value with { Unit = to } : parsed.Value;
        var converted = convert(quantity, to);
        return converted.Refusal is { } refusal ? Note(refusal, field) : converted.Value;
    }
}
