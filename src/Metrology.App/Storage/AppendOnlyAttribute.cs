namespace Metrology.App.Storage;

/// <summary>
/// Rows that are never changed and never removed: the context refuses to save such a change, and so do triggers of the database (OIML D 31 6.2.3.6: what happened cannot be deleted or exchanged).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AppendOnlyAttribute : Attribute
{
    /// <summary>The one case in which a row may go, as a condition in SQL that every provider knows; {0} stands for the row. Null: never.</summary>
    public string? GoesWhen { get; init; }
}
