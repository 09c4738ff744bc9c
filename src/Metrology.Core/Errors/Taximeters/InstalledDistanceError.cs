using Metrology.Core.Words;

namespace Metrology.Core.Errors.Taximeters;

/// <summary>
/// Distance error of a taximeter in its vehicle on a roller checker: Q − D with D = N·C. Positive when the meter reads too much. Which of D and Q divides is
/// a setting, because the text of JJG 517-2016 was not available.
/// </summary>
/// <param name="Indicated">Q, distance that the jump of the display stands for, m.</param>
/// <param name="Revolutions">N of the main roller at that moment.</param>
/// <param name="Circumference">C as calibrated, m; the nominal 1 m is no substitute for it.</param>
public sealed record InstalledDistanceError(decimal Indicated, decimal Revolutions, decimal Circumference)
{
    /// <summary>D = N·C, m.</summary>
    public decimal Reference => Revolutions * Circumference;

    /// <summary>Road run (行车测距法) or track (轨迹测距法): the checker gives the distance itself, m.</summary>
    public static InstalledDistanceError Against(decimal indicated, decimal reference) => new(indicated, reference, 1m);

    /// <summary>Signed error in percent, unrounded.</summary>
    public Outcome<decimal> Percent(ErrorDenominator denominator) => denominator switch
    {
        ErrorDenominator.Reference => ErrorOfIndication.RelativePercent(Indicated, Reference),
        ErrorDenominator.Indicated => Indicated == 0m ? ErrorRefusals.DivisionByZero : 100m * (Indicated - Reference) / Indicated,
    };

    /// <summary>With the signed correction for the tyre of this size, percent, added or subtracted as the laboratory has set.</summary>
    public Outcome<decimal> Percent(ErrorDenominator denominator, decimal tyreCorrection, bool isAdded = true)
    {
        var error = Percent(denominator);
        return error.IsRefused ? error : error.Value + (isAdded ? tyreCorrection : -tyreCorrection);
    }
}

/// <summary>What a relative error of distance is divided by.</summary>
public enum ErrorDenominator
{
    /// <summary>D, the conventional reference value.</summary>
    Reference,

    /// <summary>Q, the nominal distance.</summary>
    Indicated,
}
