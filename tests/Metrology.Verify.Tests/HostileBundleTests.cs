using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Metrology.Core.Records;

namespace Metrology.Verify.Tests;

/// <summary>Files that are no bundles, or that try to do harm: refused with a code, and nothing is written or unpacked without bound.</summary>
public class HostileBundleTests
{
    private static readonly string[] Names = ["manifest.json", "record.json", "procedure.json", "evaluation.json"];

    [Theory]
    [InlineData("../record.json", "bundle.unknown-part")]
    [InlineData("/etc/passwd", "bundle.unknown-part")]
    [InlineData("sub/record.json", "bundle.unknown-part")]
    [InlineData("C:\\record.json", "bundle.unknown-part")]
    [InlineData("record.json", "bundle.part-twice")]
    public void A_part_that_does_not_belong_is_refused(string name, string code) =>
        Assert.Equal(code, RecordBundle.Read(Zip([.. Names, name])).Refusal!.Code);

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("record.json")]
    [InlineData("procedure.json")]
    [InlineData("evaluation.json")]
    public void A_missing_part_is_named(string name)
    {
        var refusal = RecordBundle.Read(Zip([.. Names.Where(one => one != name)])).Refusal!;

        Assert.Equal("bundle.part-missing", refusal.Code);
        Assert.Contains(name, refusal.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_is_not_unpacked()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = RecordBundle.Read(Zip(Names, RecordBundle.LargestPart + 1L)).Refusal!;

        Assert.Equal("bundle.part-too-large", refusal.Code);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 6L * RecordBundle.LargestPart);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no zip")]
    [InlineData("PK\u0003\u0004")]
    public void What_is_no_zip_is_refused(string text) => Assert.Equal("bundle.unreadable", RecordBundle.Read(Encoding.Latin1.GetBytes(text)).Refusal!.Code);

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"format\":\"\\ud800\"}")]
    [InlineData("not json")]
    public void A_part_of_another_format_is_refused(string text)
    {
        var (good, bad) = (SampleRecord.Bundle(), Encoding.UTF8.GetBytes(text));

        foreach (var (part, bundle) in new[] { ("record.json", good with { Record = bad }), ("manifest.json", good with { Manifest = bad }), ("procedure.json", good with { Procedure = bad }) })
        {
            var load = bundle.Load();
            Assert.Null(load.Content);
            Assert.NotEmpty(load.Problems);
            Assert.All(load.Problems, problem => Assert.Equal(part, problem.Part));
            Assert.All(load.Problems, problem => Assert.True(problem.Problem is { Line: > 0, Column: > 0 }, problem.ToString()));
        }

        Assert.False((good with { Evaluation = bad }).TryRecomputed() is { Agrees: true });
    }

    /// <summary>Nobody mends a file problem by problem: all are said at once, each where it stands, and none in the words of a JSON reader.</summary>
    [Fact]
    public void Every_problem_of_every_part_is_named_with_its_place()
    {
        var good = SampleRecord.BundleWithBytes();
        var record = JsonNode.Parse(good.Record)!;
        record["kind"] = "tenth";
        record["events"]![2]!["sequence"] = "3";
        record["observations"]![3]!["reading"]!["value"] = "a few";
        record["observations"]![4]!["reading"]!.AsObject().Remove("unit");
        record["transcript"]![1]!["hex"] = "6g";
        record["transcript"]![2]!["direction"] = "sideways";
        record["sources"]![0]!["more"] = 1;
        var manifest = JsonNode.Parse(good.Manifest)!;
        manifest["parts"]!["record.json"] = "ABC";
        manifest["values"] = 7;
        var load = (good with { Record = Bytes(record), Manifest = Bytes(manifest) }).Load();

        Assert.Equal(
            ["parts.record.json", "values", "kind", "events[2].sequence", "observations[3].reading.value", "observations[4].reading.unit", "sources[0].more", "transcript[1].hex", "transcript[2].direction"],
            load.Problems.Select(problem => problem.Problem.Path));
        Assert.All(load.Problems, problem =>
        {
            Assert.True(problem.Problem is { Line: > 1, Column: > 0 });
            Assert.Contains(problem.Problem.Text.Zh, c => c is >= '\u4E00' and <= '\u9FFF');
            Assert.DoesNotContain("System.", problem.Problem.Text.En, StringComparison.Ordinal);
        });
        Assert.Null(load.Content);

        static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString(new() { WriteIndented = true }));
    }

    /// <summary>A list of what is no observation has a problem an item, and no more of them are kept than anybody reads.</summary>
    [Fact]
    public void A_flood_of_problems_is_bounded()
    {
        var good = SampleRecord.Bundle();
        var record = JsonNode.Parse(good.Record)!;
        record["observations"] = new JsonArray([.. Enumerable.Range(0, 20_000).Select(i => (JsonNode?)JsonValue.Create(i))]);

        Assert.InRange((good with { Record = Encoding.UTF8.GetBytes(record.ToJsonString()) }).Load().Problems.Count, 500, 2000);
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_differ_and_never_throw()
    {
        var zip = SampleRecord.Bundle().ToZip();
        var random = new Random(7);
        for (var i = 0; i < 150; i++)
        {
            var damaged = (byte[])zip.Clone();
            for (var n = 0; n <= random.Next(4); n++)
                damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            var bundle = RecordBundle.Read(damaged);
            if (bundle.IsRefused)
                continue;
            var parts = SampleRecord.Bundle();
            var isSame = bundle.Value.Record.AsSpan().SequenceEqual(parts.Record) && bundle.Value.Manifest.AsSpan().SequenceEqual(parts.Manifest)
                && bundle.Value.Procedure.AsSpan().SequenceEqual(parts.Procedure) && bundle.Value.Evaluation.AsSpan().SequenceEqual(parts.Evaluation);
            Assert.Equal(isSame, bundle.Value.TryRecomputed() is { Agrees: true });
        }
    }

    [Fact]
    public void A_reference_whose_unit_means_nothing_is_named()
    {
        var bundle = SampleRecord.Bundle();
        var record = Encoding.UTF8.GetString(bundle.Record).Replace("\"coverageFactor\": 2", "\"coverageFactor\": 0", StringComparison.Ordinal);
        var result = (bundle with { Record = Encoding.UTF8.GetBytes(record) }).Resealed().Recomputed();

        Assert.Contains(result.Differences, difference => difference.Path == "record.references[0].coverageFactor");
        Assert.Null(result.Evaluation);
    }

    private static byte[] Zip(IReadOnlyList<string> names, long size = 2)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var content = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                var zeros = new byte[Math.Min(size, 1 << 20)];
                for (var left = size; left > 0; left -= zeros.Length)
                    content.Write(zeros.AsSpan(0, (int)Math.Min(left, zeros.Length)));
            }
        }

        return stream.ToArray();
    }
}
