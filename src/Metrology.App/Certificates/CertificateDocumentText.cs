using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.Core.Certificates;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Metrology.App.Certificates;

/// <summary>An issued document as stored text. Enums go by name, so that a new member changes no old document.</summary>
public static class CertificateDocumentText
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Write(CertificateDocument document) => JsonSerializer.Serialize(document, Json);

    /// <exception cref="JsonException">The text is no document.</exception>
    public static CertificateDocument Read(string text) => JsonSerializer.Deserialize<CertificateDocument>(text, Json) ?? throw new JsonException("No document.");

    internal sealed class Converter() : ValueConverter<CertificateDocument, string>(document => Write(document), text => Read(text));

    internal sealed class Comparer() : ValueComparer<CertificateDocument>(
        (a, b) => ReferenceEquals(a, b) || (a != null && b != null && Write(a) == Write(b)),
        document => Write(document).GetHashCode(StringComparison.Ordinal),
        document => document);
}
