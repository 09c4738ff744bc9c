namespace Metrology.App.Storage;

/// <summary>Writes workbooks (.xlsx); whoever has the library for them does it.</summary>
public interface IWorkbookWriter
{
    /// <summary>One sheet of texts. A cell is a text whatever it begins with: nothing of it is a formula.</summary>
    byte[] Write(string sheet, IEnumerable<IReadOnlyList<string>> rows);
}
