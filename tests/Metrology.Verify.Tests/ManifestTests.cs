using System.Text;
using System.Text.Json.Nodes;
using Metrology.Core.Records;

namespace Metrology.Verify.Tests;

/// <summary>Whoever changes the manifest is told that it was the manifest, and not a record that nobody touched.</summary>
public class ManifestTests
{
    private static readonly RecordBundle Good = SampleRecord.Bundle();

    [Fact]
    public void A_changed_digest_of_a_value_is_named_as_the_manifest() =>
        Assert.Equal("manifest.values.place", Assert.Single(With(manifest => manifest["values"]!["place"] = "0123456789abcdef").Differences).Path);

    [Fact]
    public void A_missing_digest_is_named_as_the_manifest() =>
        Assert.Equal("manifest.values.place", Assert.Single(With(manifest => manifest["values"]!.AsObject().Remove("place")).Differences).Path);

    [Fact]
    public void A_digest_of_no_value_is_named_as_the_manifest()
    {
        var difference = Assert.Single(With(manifest => manifest["values"]!["observations[99].reading.value"] = "0123456789abcdef").Differences);
        Assert.Equal(("manifest.values.observations[99].reading.value", null, "0123456789abcdef"), (difference.Path, difference.Expected, difference.Found));
    }

    [Theory]
    [InlineData("record.json")]
    [InlineData("procedure.json")]
    [InlineData("evaluation.json")]
    public void A_changed_hash_of_a_part_is_named_as_the_manifest(string part) =>
        Assert.Equal($"manifest.parts.{part}", Assert.Single(With(manifest => manifest["parts"]![part] = new string('0', 64)).Differences).Path);

    [Fact]
    public void A_changed_record_is_named_as_the_record()
    {
        var record = JsonNode.Parse(Good.Record)!;
        record["place"] = "elsewhere";
        var bundle = Good with { Record = Encoding.UTF8.GetBytes(record.ToJsonString(new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) };

        Assert.Equal(["record.json", "record.place"], bundle.Recomputed().Differences.Select(difference => difference.Path));
    }

    /// <summary>The same values in other white space: the record is not as it was written, and no value of it is wrong.</summary>
    [Fact]
    public void A_record_spelled_anew_is_named_as_the_record()
    {
        var bundle = Good with { Record = Encoding.UTF8.GetBytes(JsonNode.Parse(Good.Record)!.ToJsonString()) };

        Assert.Equal("record.json", Assert.Single(bundle.Recomputed().Differences).Path);
    }

    private static Recomputation With(Action<JsonNode> change)
    {
        var manifest = JsonNode.Parse(Good.Manifest)!;
        change(manifest);
        return (Good with { Manifest = Encoding.UTF8.GetBytes(manifest.ToJsonString()) }).Recomputed();
    }
}
