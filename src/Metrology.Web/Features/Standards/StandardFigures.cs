using Metrology.Core.Registers;

namespace Metrology.Web.Features.Standards;

/// <summary>A range of a standard with its accuracy, as pages show it.</summary>
internal static class StandardFigures
{
    public static string Range(StandardParameter one) => SpanText.Of(one.Lower, one.Upper, one.Unit);

    public static string Accuracy(StandardParameter one) => one.Kind switch
    {
        AccuracyKind.Uncertainty => $"U = {Figures.WithUnit(one.Accuracy, one.AccuracyUnit)}" + (one.CoverageFactor is { } k ? $", k = {k.Plain()}" : ""),
        AccuracyKind.Mpe => $"MPE ±{Figures.WithUnit(one.Accuracy, one.AccuracyUnit)}",
        AccuracyKind.Class => one.Accuracy,
    };
}
