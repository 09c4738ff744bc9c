namespace Metrology.App.Storage;

/// <summary>A legal row that belongs to another one, or to a whole table: that one of them was removed behind the product is noticed where all of them are used.</summary>
internal interface IRegisterPart
{
    /// <summary>Key of the row that it belongs to; empty where all rows of the table belong together.</summary>
    string Owner { get; }
}
