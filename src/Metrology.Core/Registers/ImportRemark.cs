using Metrology.Core.Words;

namespace Metrology.Core.Registers;

/// <summary>Something that a reader of an imported row should know.</summary>
/// <param name="Code">Stable: "excel-serial-date".</param>
/// <param name="Column">The column it is about; null when it is about the row.</param>
/// <param name="Refuses">The row cannot be taken, and with it the file.</param>
public sealed record ImportRemark(string Code, StandardColumn? Column, BilingualText Text, bool Refuses = false)
{
    /// <summary>A person confirms it before the file is taken.</summary>
    public bool Asks { get; init; }
}
