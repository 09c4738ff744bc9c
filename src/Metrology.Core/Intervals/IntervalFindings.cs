namespace Metrology.Core.Intervals;

/// <summary>Answer to a request: the figures of the method and the interval that follows.</summary>
public sealed record IntervalFindings(IReadOnlyList<IntervalFigure> Figures, IntervalDecision? Decision)
{
    public FigureValue? Find(string id) => Figures.FirstOrDefault(figure => figure.Id == id)?.Value;
}
