using Metrology.Core.Files;

namespace Metrology.Core.Records;

/// <summary>manifest.json → manifest, with every problem and its place.</summary>
internal static class ManifestReader
{
    private const int PartDigits = 64;

    public static FileLoad<RecordManifest> Load(ReadOnlySpan<byte> file) => StrictJson.Load(
        file, RecordBundle.LargestPart,
        cursor => cursor.Object(Manifest),
        _ => []);

    private static RecordManifest Manifest(JsonCursor manifest)
    {
        var format = manifest.Required("format", at => at.AsOneOf(RecordManifest.FormatWithoutSignature, RecordManifest.CurrentFormat), "");
        var isOld = format == RecordManifest.FormatWithoutSignature;
        return new(format, Digests(manifest, "parts", PartDigits), Digests(manifest, "values", RecordManifest.DigestLength))
        {
            Versions = isOld ? null : manifest.Required("versions", at => at.Object(BundleVersions.Read), null!),
            Signature = isOld ? null : manifest.Required("signature", at => at.Object(BundleSigner.Read), null!),
        };
    }

    private static IReadOnlyDictionary<string, string> Digests(JsonCursor at, string name, int digits) =>
        at.Required(name, map => map.Map(value => Digest(value, digits)), new Dictionary<string, string>());

    private static string Digest(JsonCursor at, int digits)
    {
        if (at.TextOrNull is { } text && text.Length == digits && text.All(char.IsAsciiHexDigitLower))
            return text;
        at.Problem($"此处应为 {digits} 位小写十六进制摘要", $"a digest of {digits} lower-case hexadecimal digits is expected here");
        return "";
    }
}
