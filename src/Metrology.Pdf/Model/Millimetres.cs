namespace Metrology.Pdf;

/// <summary>Every length of this library is a <see cref="double"/> in points (1/72 inch); <c>20.Mm</c> is 20 millimetres in points.</summary>
public static class Millimetres
{
    const double PointsPerMillimetre = 72 / 25.4;

    extension(double millimetres)
    {
        public double Mm => millimetres * PointsPerMillimetre;
    }

    extension(int millimetres)
    {
        public double Mm => millimetres * PointsPerMillimetre;
    }
}
