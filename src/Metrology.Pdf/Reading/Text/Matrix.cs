namespace Metrology.Pdf.Reading.Text;

/// <summary>A transformation of the plane, row vectors on the left as in ISO 32000-1 8.3.3.</summary>
internal readonly record struct Matrix(double A, double B, double C, double D, double E, double F)
{
    public static Matrix Identity { get; } = new(1, 0, 0, 1, 0, 0);

    public static Matrix Move(double x, double y) => new(1, 0, 0, 1, x, y);

    public static Matrix operator *(Matrix m, Matrix n) => new(
        m.A * n.A + m.B * n.C, m.A * n.B + m.B * n.D,
        m.C * n.A + m.D * n.C, m.C * n.B + m.D * n.D,
        m.E * n.A + m.F * n.C + n.E, m.E * n.B + m.F * n.D + n.F);
}
