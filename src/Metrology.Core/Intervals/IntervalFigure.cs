using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Core.Intervals;

/// <summary>A named result of an analysis, as it is printed and as it stands in files.</summary>
/// <param name="Id">Name in files, such as "candidate_interval_d".</param>
public sealed record IntervalFigure(string Id, BilingualText Label, FigureValue Value);

/// <summary>A figure's value; "no value" is one as well, such as an end that never comes.</summary>
public abstract record FigureValue
{
    private FigureValue()
    {
    }

    public sealed record Real(double Value) : FigureValue
    {
        public override string ToString() => Value.ToString("G8", CultureInfo.InvariantCulture);
    }

    public sealed record Exact(decimal Value) : FigureValue
    {
        public override string ToString() => Value.ToString("0.#####", CultureInfo.InvariantCulture);
    }

    public sealed record Series(IReadOnlyList<decimal> Values) : FigureValue
    {
        public override string ToString() => Values.Count == 0 ? "–" : string.Join(", ", Values.Select(value => new Exact(value)));
    }

    public sealed record Flag(bool Value) : FigureValue
    {
        public override string ToString() => Value ? "true" : "false";
    }

    public sealed record Word(string Value) : FigureValue
    {
        public override string ToString() => Value;
    }

    public sealed record None : FigureValue
    {
        public override string ToString() => "–";
    }
}
