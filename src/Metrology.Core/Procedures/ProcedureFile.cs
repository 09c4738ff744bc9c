using System.Security.Cryptography;
using System.Text.Json;

namespace Metrology.Core.Procedures;

/// <summary>Bytes of a procedure file → procedure with its content hash, strictly: an unknown member is a problem, and all problems are found at once.</summary>
public static class ProcedureFile
{
    /// <summary>Largest file that is read, bytes.</summary>
    public const int LargestFile = 1024 * 1024;

    private const int DeepestNesting = 16;

    public static ProcedureLoad Load(ReadOnlySpan<byte> file)
    {
        if (file.Length > LargestFile)
            return Unreadable($"文件超过 {LargestFile} 字节", $"the file is larger than {LargestFile} bytes");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(file.ToArray(), new JsonDocumentOptions { MaxDepth = DeepestNesting, AllowDuplicateProperties = false });
        }
        catch (JsonException error)
        {
            return Unreadable($"不是有效的 JSON:{error.Message}", $"this is no valid JSON: {error.Message}");
        }

        using (document)
        {
            var problems = new List<ProcedureProblem>();
            var procedure = ProcedureReader.Read(new JsonCursor(document.RootElement, "", problems));
            if (problems.Count == 0)
                problems.AddRange(ProcedureCheck.Problems(procedure));
            return problems.Count == 0
                ? new(procedure with { ContentHash = Convert.ToHexStringLower(SHA256.HashData(file)), File = file.ToArray() }, [])
                : new(null, problems);
        }
    }

    private static ProcedureLoad Unreadable(string zh, string en) => new(null, [new("", new(zh, en))]);
}
