using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Decisions;

/// <summary>Texts of a decision → numbers in one unit; keeps the first problem.</summary>
internal sealed class DecisionReader(Unit unit)
{
    public Refusal? Problem { get; private set; }

    /// <summary>A limit.</summary>
    public decimal? Value(string field, string? text) => Read(field, text, quantity => quantity.To(unit) is var converted && converted.IsRefused
        ? converted.Refusal!
        : converted.Value.Value);

    /// <summary>An uncertainty or a permissible error: not negative, and the zero of a scale does not count.</summary>
    public decimal? Interval(string field, string? text) => Read(field, text, quantity =>
        quantity.Value < 0m ? DecisionRefusals.NegativeUncertainty : QuantityArithmetic.Interval(quantity.Value, quantity.Unit, unit));

    /// <summary>A plain positive number.</summary>
    public decimal? Factor(string field, string? text)
    {
        if (text is null)
            return null;
        if (QuantityText.ParseNumber(text) is > 0m and var value)
            return value;
        Problem ??= DecisionRefusals.Factor with { Field = field };
        return null;
    }

    /// <summary>A number between zero and one.</summary>
    public decimal? Probability(string field, string? text)
    {
        if (text is null || QuantityText.ParseNumber(text) is > 0m and < 1m)
            return text is null ? null : QuantityText.ParseNumber(text);
        Problem ??= DecisionRefusals.Probability with { Field = field };
        return null;
    }

    private decimal? Read(string field, string? text, Func<Quantity, Outcome<decimal>> convert)
    {
        if (text is null)
            return null;
        var parsed = QuantityText.Parse(text);
        if (parsed.Refusal is { } wrong)
            return Note(wrong, field);

        // A number without a unit is in the unit of the result.
        var quantity = parsed.Value.Unit == Units.One ? parsed.Value with { Unit = unit } : parsed.Value;
        var converted = convert(quantity);
        return converted.Refusal is { } refusal ? Note(refusal, field) : converted.Value;
    }

    private decimal? Note(Refusal refusal, string field)
    {
        Problem ??= refusal with { Field = field };
        return null;
    }
}
