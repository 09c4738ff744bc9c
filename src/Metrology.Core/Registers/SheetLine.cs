namespace Metrology.Core.Registers;

/// <summary>One row of a sheet as texts.</summary>
/// <param name="Number">Of the row in its file, from 1.</param>
public sealed record SheetLine(int Number, IReadOnlyList<string> Cells)
{
    private static readonly IReadOnlySet<int> None = new HashSet<int>();

    /// <summary>The sheet does not show it.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The sheet strikes its name or number through.</summary>
    public bool IsStruck { get; init; }

    /// <summary>The name of the part of the table that it stands in, 二、停用标准; empty where there are no parts.</summary>
    public string Section { get; init; } = "";

    /// <summary>Columns whose text is that of a cell merged from a row above.</summary>
    public IReadOnlySet<int> FromAbove { get; init; } = None;

    internal IEnumerable<(int Column, string Text)> Written => Cells.Select((text, i) => (i, text.Trim())).Where(cell => cell.Item2.Length > 0);

    internal string Cell(int column) => column < Cells.Count ? Cells[column] : "";
}

/// <summary>A row of a sheet that is no row of the register.</summary>
public sealed record SkippedLine(int Number, SkipReason Why, string Text);

public enum SkipReason
{
    /// <summary>Above the heading.</summary>
    Title,

    /// <summary>The heading again, as on every printed page, or the numbers of its columns.</summary>
    Heading,

    /// <summary>合计</summary>
    Sum,

    /// <summary>The name of a part of the table: 一、长度</summary>
    Section,

    /// <summary>What belongs to the standard above it, an instrument as a rule: 1.1 below 1.</summary>
    Part,

    /// <summary>A note, a signature, or a row of a form that nobody filled in.</summary>
    Note,
}
