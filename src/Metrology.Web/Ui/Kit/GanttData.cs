namespace Metrology.Web.Ui.Kit;

/// <summary>Bars over time. The drawing (gantt.js) and the table beside it are made from the same object.</summary>
/// <param name="Today">An ISO date.</param>
public sealed record GanttData(IReadOnlyList<GanttRow> Rows, string Today, string TodayName)
{
    /// <summary>What the colours say.</summary>
    public IReadOnlyList<GanttKey> Legend { get; init; } = [];
}

/// <summary>A colour of the bars with what it says.</summary>
public sealed record GanttKey(string Name, Tone Tone, bool IsPlan);

/// <param name="Path">What a press on the row opens.</param>
public sealed record GanttRow(string Name, string Path, IReadOnlyList<GanttSpan> Spans);

/// <param name="From">First day, an ISO date.</param>
/// <param name="Until">The day behind the last.</param>
public sealed record GanttSpan(string Name, string From, string Until, Tone Tone, bool IsPlan);
