using Metrology.Core.Words;

namespace Metrology.Core.Procedures;

/// <summary>Hints for the original record (原始记录) and the result pages of the certificate. What is shown, never what is computed.</summary>
/// <param name="Record">Columns of an item's measurements; an item without an entry shows all its variables.</param>
/// <param name="ShowsReadings">The certificate carries the table of single measurements beside the judged means.</param>
/// <param name="ShowsUncertainty">The certificate carries U; in a verification by regulation it need not.</param>
/// <param name="Notes">Remarks that the result page ends with.</param>
public sealed record ProcedureLayout(
    IReadOnlyList<RecordTable> Record, bool ShowsReadings, bool ShowsUncertainty, IReadOnlyList<BilingualText> Notes, bool Confirmed, string Source)
{
    /// <summary>Everything, when a file gives no hints.</summary>
    public static ProcedureLayout Usual { get; } = new([], true, true, [], true, "");

    /// <summary>Columns of an item, or null when all are shown.</summary>
    public IReadOnlyList<string>? ColumnsOf(string item) => Record.FirstOrDefault(table => table.Item == item)?.Columns;
}

/// <param name="Columns">Names of variables and derived quantities, in order.</param>
public sealed record RecordTable(string Item, IReadOnlyList<string> Columns);
