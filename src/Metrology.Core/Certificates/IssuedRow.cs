using System.Text.Json;

namespace Metrology.Core.Certificates;

/// <summary>What the ledger hashes of an issued certificate, as far as a stranger compares it with a file.</summary>
/// <param name="Key">Of the row, as the ledger names it.</param>
/// <param name="Number">Of the certificate.</param>
/// <param name="PdfHash">Lower-case hexadecimal SHA-256 of the file.</param>
public sealed record IssuedRow(string Key, string Number, string PdfHash)
{
    /// <summary>Name of such rows in the ledger.</summary>
    public const string Kind = "Certificate";

    /// <summary>Null when the text is no such row, or says two things of the file.</summary>
    public static IssuedRow? Parse(string row)
    {
        try
        {
            using var json = JsonDocument.Parse(row, new() { MaxDepth = 2, AllowDuplicateProperties = false });
            string? Said(string name) => json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
            // The column of the bytes is entered by their hash.
            return Said("Id") is { } key && Said("Number") is { } number && Said("PdfHash") is { } hash && Said("Pdf") == hash ? new(key, number, hash) : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
