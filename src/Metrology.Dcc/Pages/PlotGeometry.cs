namespace Metrology.Dcc.Pages;

/// <param name="Width">Points.</param>
/// <param name="Lightness">0 black, 1 white.</param>
public sealed record PlotPen(double Width, double Lightness);

/// <summary>
/// The measures of a plot of errors on papers of edition 1, in points from the lower left corner of the drawing. They stand here once more than where plots are made,
/// as the words of the pages do, for both verifiers.
/// </summary>
public static class PlotGeometry
{
    private const double PerMillimetre = 72 / 25.4;

    public const double Width = 150 * PerMillimetre, Height = 52 * PerMillimetre;

    /// <summary>Ends of the axes.</summary>
    public const double Left = 20 * PerMillimetre, Right = Width - (3 * PerMillimetre), Bottom = 7 * PerMillimetre, Top = Height - (3 * PerMillimetre);

    /// <summary>Length of the line that names a point, half of the end of a bar of U, radius of the dot of an error.</summary>
    public const double Tick = 3, Cap = 2.2, Dot = 1.8;

    /// <summary>Numbers of values end before the axis and stand below their height; numbers of points stand below the axis.</summary>
    public const double ValueEnd = Left - Tick - 2, ValueDrop = 2.6, PointHeight = Bottom - Tick - 8;

    /// <summary>What rounding makes. A hundredth of the height of a plot is more than one.</summary>
    public const double Tolerance = 0.12;

    public static readonly PlotPen Axis = new(0.6, 0), Grid = new(0.3, 205 / 255.0), Zero = new(0.4, 110 / 255.0), Limit = new(0.9, 0), Bar = new(0.7, 0);

    /// <summary>Of limits: a dash and a gap in turn.</summary>
    public static IReadOnlyList<double> Dashes { get; } = [4, 2.5];
}
