namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>Numerical tolerance δ of a standard uncertainty, JCGM 101:2008 7.9.2: u = c·10^l with n_dig digits in c, δ = ½·10^l.</summary>
public static class NumericalTolerance
{
    public static double Of(double standardUncertainty, int significantDigits)
    {
        if (!(standardUncertainty > 0) || !double.IsFinite(standardUncertainty))
            return 0;
        var exponent = (int)Math.Floor(Math.Log10(standardUncertainty)) - significantDigits + 1;
        // u that rounds up to the next power of ten, 9.96 with two digits, is 10 and has the larger unit.
        if (Math.Round(standardUncertainty / Math.Pow(10, exponent)) >= Math.Pow(10, significantDigits))
            exponent++;
        return 0.5 * Math.Pow(10, exponent);
    }
}
