using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Metrology.Core.Records;

/// <summary>
/// Fingerprints of a bundle: of every part, and of every single value of the record, so that an edited value is not only noticed but named. The manifest
/// proves nothing about who wrote it; its own hash is what a certificate or the ledger can carry.
/// </summary>
/// <param name="Parts">Name of the part → lower-case hexadecimal SHA-256.</param>
/// <param name="Values">Path within the record → the first 16 hexadecimal digits of the SHA-256 of path and canonical value.</param>
public sealed record RecordManifest(string Format, IReadOnlyDictionary<string, string> Parts, IReadOnlyDictionary<string, string> Values)
{
    public const string CurrentFormat = "metrology-bundle/1";

    private const int DigestLength = 16;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    };

    public static RecordManifest Of(byte[] record, byte[] procedure, byte[] evaluation)
    {
        using var document = JsonDocument.Parse(record);
        return new(
            CurrentFormat,
            new Dictionary<string, string>
            {
                [RecordBundle.RecordName] = Hash(record),
                [RecordBundle.ProcedureName] = Hash(procedure),
                [RecordBundle.EvaluationName] = Hash(evaluation),
            },
            JsonLeaves.Of(document.RootElement, "").ToDictionary(leaf => leaf.Path, Digest));
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="JsonException">The bytes are no manifest.</exception>
    public static RecordManifest Read(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<RecordManifest>(bytes, Json) ?? throw new JsonException("A manifest is an object.");

    /// <summary>What of the parts is not as this manifest says; a record that differs is named value by value.</summary>
    public IReadOnlyList<BundleDifference> Differences(RecordBundle bundle, JsonElement record)
    {
        var differences = new List<BundleDifference>();
        if (Format != CurrentFormat)
            differences.Add(new("manifest.format", CurrentFormat, Format));
        (string Name, byte[] Bytes)[] parts =
            [(RecordBundle.RecordName, bundle.Record), (RecordBundle.ProcedureName, bundle.Procedure), (RecordBundle.EvaluationName, bundle.Evaluation)];
        foreach (var (name, bytes) in parts)
        {
            if (Parts.GetValueOrDefault(name) is var expected && expected != Hash(bytes))
                differences.Add(new(name, $"SHA-256 {expected}", $"SHA-256 {Hash(bytes)}"));
        }

        differences.AddRange(Parts.Keys.Except(parts.Select(part => part.Name)).Select(extra => new BundleDifference($"manifest.parts.{extra}", null, extra)));
        var values = new Dictionary<string, string>(Values);
        foreach (var leaf in JsonLeaves.Of(record, ""))
        {
            if (!values.Remove(leaf.Path, out var digest))
                differences.Add(new($"record.{leaf.Path}", null, leaf.Value));
            else if (digest != Digest(leaf))
                differences.Add(new($"record.{leaf.Path}", "another value", leaf.Value));
        }

        differences.AddRange(values.Keys.Select(missing => new BundleDifference($"record.{missing}", "a value", null)));
        return differences;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Digest((string Path, string Value) leaf) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{leaf.Path}\n{leaf.Value}")))[..DigestLength];
}

/// <summary>One place where a bundle is not what it should be.</summary>
/// <param name="Path">"record.observations[3].reading.value", "evaluation.items[1].points[0].mean".</param>
/// <param name="Expected">What should stand there; null when nothing should.</param>
/// <param name="Found">What stands there; null when nothing does.</param>
public sealed record BundleDifference(string Path, string? Expected, string? Found)
{
    public override string ToString() => $"{Path}: expected {Expected ?? "nothing"}, found {Found ?? "nothing"}";
}
