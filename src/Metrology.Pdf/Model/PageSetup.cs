namespace Metrology.Pdf;

/// <summary>Empty edges of a page in points; the running header and footer stand in them.</summary>
public sealed record Margins(double Top, double Right, double Bottom, double Left)
{
    public static Margins All(double margin) => new(margin, margin, margin, margin);
}

/// <summary>The paper and its margins, in points.</summary>
public sealed record PageSetup(double Width, double Height)
{
    public static PageSetup A4 => new(210.Mm, 297.Mm);
    public static PageSetup A4Landscape => new(297.Mm, 210.Mm);

    public Margins Margins { get; init; } = Margins.All(20.Mm);
    /// <summary>Between header and body, and between body and footer.</summary>
    public double Gap { get; init; } = 3.Mm;

    internal double BodyWidth => Width - Margins.Left - Margins.Right;
    internal double BodyHeight => Height - Margins.Top - Margins.Bottom;
}

/// <summary>Which page of how many, known when the body has been laid out.</summary>
public readonly record struct PageNumber(int Number, int Total);

/// <summary>Large text across every page, behind its content.</summary>
public sealed record Watermark(string Text)
{
    public double Size { get; init; } = 120;
    public Colour Colour { get; init; } = Colour.Grey(228);
    /// <summary>Degrees, counter-clockwise.</summary>
    public double Angle { get; init; } = 45;

    public static implicit operator Watermark(string text) => new(text);
}
