using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.Core.Files;

namespace Metrology.Core.Records;

/// <summary>
/// Fingerprints of a bundle: of every part, and of every single value of the record, so that an edited value is not only noticed but named. Who vouches for it says
/// the signature beside it, which is over these bytes.
/// </summary>
/// <param name="Parts">Name of the part → lower-case hexadecimal SHA-256.</param>
/// <param name="Values">Path within the record → the first 16 hexadecimal digits of the SHA-256 of path and canonical value.</param>
public sealed record RecordManifest([property: JsonPropertyOrder(-2)] string Format, IReadOnlyDictionary<string, string> Parts, IReadOnlyDictionary<string, string> Values)
{
    public const string CurrentFormat = "metrology-bundle/2";

    /// <summary>The format before: no certificates, no versions, no signature.</summary>
    public const string FormatWithoutSignature = "metrology-bundle/1";

    /// <summary>Null in a bundle of the format before.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BundleVersions? Versions { get; init; }

    /// <summary>Who signed this manifest, or why nobody did; null in a bundle of the format before.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BundleSigner? Signature { get; init; }

    internal const int DigestLength = 16;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="parts">The first three are record, procedure and evaluation.</param>
    /// <param name="signer">Whose signature will stand beside it; null is nobody, because there is no key.</param>
    internal static RecordManifest Of(IReadOnlyList<(string Name, byte[] Bytes)> parts, BundleSigner? signer)
    {
        using var document = JsonDocument.Parse(parts[0].Bytes);
        var format = document.RootElement.TryGetProperty("format", out var said) ? said.GetString() : null;
        return new(CurrentFormat, parts.ToDictionary(part => part.Name, part => Hash(part.Bytes)), JsonLeaves.Of(document.RootElement, "").ToDictionary(leaf => leaf.Path, Digest))
        {
            Versions = BundleVersions.Of(format ?? RecordDocument.CurrentFormat),
            Signature = signer ?? BundleSigner.Nobody(BundleSigner.NoKey),
        };
    }

    public static RecordManifest Of(byte[] record, byte[] procedure, byte[] evaluation) =>
        Of([(RecordBundle.RecordName, record), (RecordBundle.ProcedureName, procedure), (RecordBundle.EvaluationName, evaluation)], null);

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>The manifest that the bytes are, or every problem of them.</summary>
    public static FileLoad<RecordManifest> Load(ReadOnlySpan<byte> file) => ManifestReader.Load(file);

    /// <summary>
    /// What of the parts is not as this manifest says. A record that differs is named value by value; where part and other witnesses agree, it is the manifest that
    /// was changed, and its member is named.
    /// </summary>
    /// <param name="isVouchedFor">Whether something besides the manifest says that a part is as it was written.</param>
    internal IReadOnlyList<BundleDifference> Differences(RecordBundle bundle, JsonElement record, Func<string, bool> isVouchedFor)
    {
        var parts = bundle.Listed();
        var ofValues = OfValues(record);
        var differences = new List<BundleDifference>();
        foreach (var (name, bytes) in parts)
        {
            var (said, found) = (Parts.GetValueOrDefault(name), Hash(bytes));
            if (said == found)
                continue;
            differences.Add(isVouchedFor(name) && (name != RecordBundle.RecordName || ofValues.Count == 0)
                ? new($"manifest.parts.{name}", found, said)
                : new(name, $"SHA-256 {said}", $"SHA-256 {found}"));
        }

        differences.AddRange(Parts.Keys.Except(parts.Select(part => part.Name)).Select(extra => new BundleDifference($"manifest.parts.{extra}", null, extra)));
        // The hash of the whole record says whether it is the record or the digest of one value that somebody changed.
        var isRecord = Parts.GetValueOrDefault(RecordBundle.RecordName) != Hash(bundle.Record);
        differences.AddRange(ofValues.Select(one => isRecord
            ? new BundleDifference($"record.{one.Path}", one.Said is null ? null : one.Found is null ? "a value" : "another value", one.Found?.Value)
            : new($"manifest.values.{one.Path}", one.Found is { } found ? Digest((one.Path, found.Value)) : null, one.Said)));
        return differences;
    }

    /// <summary>The values whose digest is another, missing, or of no value.</summary>
    private List<(string Path, string? Said, Leaf? Found)> OfValues(JsonElement record)
    {
        var wrong = new List<(string Path, string? Said, Leaf? Found)>();
        var values = new Dictionary<string, string>(Values);
        foreach (var leaf in JsonLeaves.Of(record, ""))
        {
            if (!values.Remove(leaf.Path, out var digest) || digest != Digest(leaf))
                wrong.Add((leaf.Path, digest, new(leaf.Value)));
        }

        wrong.AddRange(values.Select(missing => (missing.Key, (string?)missing.Value, (Leaf?)null)));
        return wrong;
    }

    private sealed record Leaf(string Value);

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
