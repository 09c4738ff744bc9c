using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>An original record (原始记录) as content of pages: everything that was read, by whom, with what, and what came of it. It is no certificate and carries no check code.</summary>
public sealed record RecordPaper
{
    public static readonly BilingualText Title = new("原始记录", "Original record");

    /// <summary>What the paper is called.</summary>
    public BilingualText Name { get; init; } = Title;

    public required string Number { get; init; }
    public required Language Language { get; init; }
    public required BilingualText Institution { get; init; }

    /// <summary>Day that the file bears, so that the same record gives the same bytes.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>模拟, 示例.</summary>
    public required IReadOnlyList<BilingualText> Watermarks { get; init; }

    public required IReadOnlyList<Section> Sections { get; init; }
}
