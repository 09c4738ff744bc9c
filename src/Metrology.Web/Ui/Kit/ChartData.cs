namespace Metrology.Web.Ui.Kit;

/// <summary>What a chart shows. The drawing (charts.js) and the table beside it are made from the same object.</summary>
/// <param name="XTitle">With unit.</param>
/// <param name="YTitle">With unit.</param>
public sealed record ChartData(string XTitle, string YTitle, IReadOnlyList<ChartSeries> Series)
{
    public ChartAxis X { get; init; } = ChartAxis.Category;

    /// <summary>Horizontal lines: limits, targets.</summary>
    public IReadOnlyList<ChartLimit> Limits { get; init; } = [];

    /// <summary>Upright lines: due days, today.</summary>
    public IReadOnlyList<ChartMoment> Moments { get; init; } = [];
}

public sealed record ChartSeries(string Name, ChartStyle Style, Tone Tone, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>Dashed and shaded: not measured but expected.</summary>
    public bool IsForecast { get; init; }
}

/// <param name="X">An ISO date, a category or an invariant number.</param>
public sealed record ChartPoint(string X, decimal? Y)
{
    /// <summary>What a press on the point opens.</summary>
    public string? Path { get; init; }
}

public sealed record ChartLimit(string Name, decimal Value, Tone Tone = Tone.Bad);

/// <param name="X">As the points have it.</param>
public sealed record ChartMoment(string Name, string X, Tone Tone);

public enum ChartStyle
{
    Line,
    Step,
    Bar,
    Scatter,
}

public enum ChartAxis
{
    Category,
    Time,
    Value,
}
