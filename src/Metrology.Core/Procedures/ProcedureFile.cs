using System.Security.Cryptography;
using System.Text.Json;
using Metrology.Core.Files;
using Metrology.Core.Records;

namespace Metrology.Core.Procedures;

/// <summary>Bytes of a procedure file → procedure with its content hash, strictly: an unknown member is a problem, and all problems are found at once.</summary>
public static class ProcedureFile
{
    /// <summary>Largest file that is read, bytes.</summary>
    public const int LargestFile = 1024 * 1024;

    private const int DeepestNesting = 16;

    /// <summary>The name under which a file says where its schema is; it says nothing of the content.</summary>
    private const string SchemaMember = "$schema";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = DeepestNesting, AllowDuplicateProperties = false };

    public static ProcedureLoad Load(ReadOnlySpan<byte> file)
    {
        var load = StrictJson.Load(
            file, LargestFile, ProcedureReader.Read, ProcedureCheck.Problems, (procedure, root, _) => procedure with { ContentHash = HashOf(root) });
        return new(load.Value is { } procedure ? procedure with { File = file.ToArray() } : null, load.Problems);
    }

    /// <summary>The one spelling of a file whose content hash is pinned in records: another layout of the same content has the same hash.</summary>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public static byte[] Canonical(ReadOnlySpan<byte> file)
    {
        using var document = JsonDocument.Parse(file.ToArray(), Strict);
        return CanonicalJson.Of(document.RootElement, SchemaMember);
    }

    private static string HashOf(JsonElement root) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Of(root, SchemaMember)));
}
