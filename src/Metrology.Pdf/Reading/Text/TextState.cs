namespace Metrology.Pdf.Reading.Text;

/// <summary>The graphics state as far as text is concerned (ISO 32000-1 9.3); "q" keeps a copy.</summary>
internal sealed record TextState
{
    public Matrix Page { get; init; } = Matrix.Identity;
    public ReadFont? Font { get; init; }
    public double Size { get; init; }
    public double CharacterSpacing { get; init; }
    public double WordSpacing { get; init; }
    public double Scaling { get; init; } = 1;
    public double Leading { get; init; }
    public double Rise { get; init; }
    public int Mode { get; init; }

    /// <summary>0 for black, 1 for white.</summary>
    public double FillLightness { get; init; }

    public double LineLightness { get; init; }
    public double LineWidth { get; init; } = 1;

    /// <summary>Lengths of dashes and gaps in turn; none for a line without.</summary>
    public IReadOnlyList<double> Dash { get; init; } = [];
}
