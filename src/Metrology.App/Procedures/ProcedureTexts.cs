using System.Text.Json;

namespace Metrology.App.Procedures;

/// <summary>The texts of a procedure file that stand on records and certificates: everything that it says in both languages, its units and its citation.</summary>
internal static class ProcedureTexts
{
    private static readonly string[] Printed = ["zh", "en", "unit", "code", "edition"];

    public static IReadOnlyList<string> Of(byte[] file)
    {
        using var document = JsonDocument.Parse(file);
        return [.. Of(document.RootElement)];
    }

    private static IEnumerable<string> Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member =>
            member.Value.ValueKind == JsonValueKind.String ? Printed.Contains(member.Name) ? [member.Value.GetString()!] : [] : Of(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Of),
        _ => [],
    };
}
