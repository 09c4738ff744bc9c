using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.Core.Certificates;
using Metrology.Core.Files;

namespace Metrology.Core.Records;

/// <summary>What an issued certificate says that follows from no observation, so that a stranger can write its digital certificate again. The form is described in <c>docs/formats/record-bundle.md</c>.</summary>
/// <param name="Format"><see cref="CurrentFormat"/>.</param>
/// <param name="Dcc">By which schema and in which edition of the writer the digital certificate was written; null when there is none.</param>
/// <param name="Pdf">Lower-case hexadecimal SHA-256 of the file that was issued.</param>
public sealed record CertificateFacts(string Format, DccEdition? Dcc, string Pdf, CertificateParticulars Particulars)
{
    public const string CurrentFormat = "metrology-particulars/1";

    private const int LargestFile = 4 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new WrittenNames(JsonNamingPolicy.KebabCaseLower), new WrittenInstants() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>The facts that the bytes are, or what is wrong with them.</summary>
    public static FileLoad<CertificateFacts> Load(ReadOnlySpan<byte> file) => StrictJson.Load(file, LargestFile, Read, _ => []);

    private static CertificateFacts Read(JsonCursor cursor)
    {
        try
        {
            var facts = cursor.AsWritten().Deserialize<CertificateFacts>(Json);
            if (facts is not null && facts.Format == CurrentFormat && IsWhole(facts.Particulars))
                return facts;
            cursor.Problem($"此处应为 {CurrentFormat}", $"{CurrentFormat} is expected here");
        }
        catch (JsonException error)
        {
            cursor.Problem($"证书事项不符合 {CurrentFormat}：{error.Path}", $"the particulars are not of the form {CurrentFormat}: {error.Path}");
        }

        return Nothing;
    }

    /// <summary>Lists may hold null whatever their type says. Revisions of a template count from 1.</summary>
    private static bool IsWhole(CertificateParticulars one) =>
        !one.Standards.Contains(null!) && !one.Equipment.Contains(null!) && !one.Signatures.Contains(null!) && one.Template is not { Revision: < 1 } && one.Template?.Content.Statements.Contains(null!) != true;

    /// <summary>Never seen: a problem was noted.</summary>
    private static CertificateFacts Nothing { get; } = new("", null, "", null!);
}

/// <param name="Schema">Version of the schema, "3.3.0".</param>
/// <param name="Writer">Edition of what writes it: the same edition gives the same bytes for ever.</param>
public sealed record DccEdition(string Schema, int Writer);
