namespace Metrology.App.Storage;

/// <summary>A legal row that belongs to another one, or to a whole table: that one of them was removed behind the product is noticed where all of them are used.</summary>
internal interface IRegisterPart
{
    /// <summary>Key of the row that it belongs to; empty where all rows of the table belong together.</summary>
    string Owner { get; }
}

/// <summary>How rows that belong together are named as one (<see cref="Ledger.LedgerPlace.PartOf"/>).</summary>
internal static class RegisterParts
{
    /// <summary>Every row of a kind that belongs to one row, or, of no owner, to the table.</summary>
    public static string Of(string kind, string owner = "") => $"{kind} of {owner}";

    /// <summary>The same of a row; null where it belongs to none.</summary>
    public static string? Of(object row) => row is IRegisterPart part ? Of(row.GetType().Name, part.Owner) : null;
}
