namespace Metrology.Pdf;

/// <summary>An sRGB colour.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static Colour Black => default;
    public static Colour White => Grey(255);

    public static Colour Grey(byte level) => new(level, level, level);
}

/// <summary>A stroke: width in points, colour, and an optional dash (lengths on and off, in points).</summary>
public sealed record Pen(double Width, Colour Colour = default)
{
    public static Pen Thin { get; } = new(0.5);

    public (double On, double Off)? Dash { get; init; }
}
