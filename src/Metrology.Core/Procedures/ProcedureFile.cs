using System.Security.Cryptography;
using System.Text.Json;
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
        var bytes = file.ToArray();
        if (Parse(bytes, out var unreadable) is not { } document)
            return new(null, [unreadable!]);
        using (document)
        {
            var problems = new List<ProcedureProblem>();
            var procedure = ProcedureReader.Read(new JsonCursor(document.RootElement, "", problems));
            if (problems.Count == 0)
                problems.AddRange(ProcedureCheck.Problems(procedure));
            return problems.Count == 0
                ? new(procedure with { ContentHash = HashOf(document.RootElement), File = bytes }, [])
                : new(null, JsonPositions.Of(bytes).Locate(problems));
        }
    }

    /// <summary>The one spelling of a file whose content hash is pinned in records: another layout of the same content has the same hash.</summary>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public static byte[] Canonical(ReadOnlySpan<byte> file)
    {
        using var document = JsonDocument.Parse(file.ToArray(), Strict);
        return CanonicalJson.Of(document.RootElement, SchemaMember);
    }

    private static string HashOf(JsonElement root) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Of(root, SchemaMember)));

    private static JsonDocument? Parse(byte[] bytes, out ProcedureProblem? unreadable)
    {
        unreadable = null;
        if (bytes.Length > LargestFile)
        {
            unreadable = new("", new($"文件超过 {LargestFile} 字节", $"the file is larger than {LargestFile} bytes"));
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(WithoutMark(bytes), Strict);
            if (JsonPositions.BrokenText(bytes) is not var (line, column))
                return document;
            document.Dispose();
            unreadable = new("", new("文字中有不成对的代理字符", "a text holds half a surrogate pair")) { Line = line, Column = column };
            return null;
        }
        catch (JsonException error)
        {
            unreadable = new("", new($"不是有效的 JSON：{error.Message}", $"this is no valid JSON: {error.Message}"))
            {
                Line = (int)(error.LineNumber ?? 0) + 1,
                Column = (int)(error.BytePositionInLine ?? 0) + 1,
            };
            return null;
        }
    }

    /// <summary>Editors on Windows put a byte order mark before UTF-8.</summary>
    private static ReadOnlyMemory<byte> WithoutMark(byte[] bytes) => bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsMemory(3) : bytes;
}
