using System.Text.Json.Nodes;
using Metrology.Testing;
using Metrology.Vectors;

namespace Metrology.Core.Tests.Vectors;

public class VectorTests
{
    private static readonly string Own = Repository.At("tests", "corpus", "vectors");

    /// <summary>The shared folder beside the checkout when it is there, otherwise the project's own cases.</summary>
    private static string Folder =>
        Environment.GetEnvironmentVariable("METROLOGY_VECTORS") is { Length: > 0 } named ? named
        : Path.GetFullPath(Repository.At("..", "shared", "vectors")) is var shared && Directory.Exists(shared) ? shared
        : Own;

    public static TheoryData<string> Files() => [.. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(file => Path.GetFileName(file)!)];

    public static TheoryData<string> OwnFiles() => [.. Directory.EnumerateFiles(Own, "*.json").Order(StringComparer.Ordinal).Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_product_agrees_with_every_case(string file)
    {
        Assert.SkipUnless(VectorFile.Knows(Path.GetFileNameWithoutExtension(file)), $"skipped: the runner has no kind for {file} yet");
        AssertPasses(Path.Combine(Folder, file));
    }

    [Theory]
    [MemberData(nameof(OwnFiles))]
    public void The_product_agrees_with_the_projects_own_cases(string file)
    {
        Assert.SkipUnless(VectorFile.Knows(Path.GetFileNameWithoutExtension(file)), $"skipped: the runner has no kind for {file} yet");
        AssertPasses(Path.Combine(Own, file));
    }

    [Theory]
    [InlineData("rounding-gbt8170", "expected")]
    [InlineData("rounding-gbt8170", "tie")]
    [InlineData("rounding-gbt8170", "half_away_from_zero_would_give")]
    [InlineData("certificate-numbers", "expect.normalised")]
    [InlineData("certificate-numbers", "warnings")]
    [InlineData("certificate-numbers", "valid")]
    [InlineData("targets", "number")]
    [InlineData("targets", "due.default_date")]
    [InlineData("targets", "quote")]
    [InlineData("verification-ev", "expect.errors_percent")]
    [InlineData("verification-ev", "expect.verdict_if_unrounded_rule")]
    [InlineData("verification-ev", "expect.rounded_half_away_from_zero")]
    [InlineData("verification-ev", "expect.something_new")]
    [InlineData("dlt645-frames", "hex")]
    [InlineData("dlt645-frames", "expect.di")]
    [InlineData("dlt645-frames", "expect.name")]
    [InlineData("dlt645-frames", "expect.checksum")]
    [InlineData("dlt645-frames", "expect.something_new")]
    [InlineData("fares", "expect.fare_yuan")]
    [InlineData("fares", "expect.lines_yuan")]
    [InlineData("fares", "trip.something_new")]
    [InlineData("intervals", "expect.new_interval_d")]
    [InlineData("intervals", "expect.rejection_confidence_Q")]
    [InlineData("intervals", "expect.changed")]
    [InlineData("intervals", "expect.something_new")]
    [InlineData("intervals", "inputs.something_new")]
    [InlineData("standards-numeric", "expect.s")]
    [InlineData("standards-numeric", "expect.decision")]
    [InlineData("standards-numeric", "inputs.something_new")]
    [InlineData("verification-taximeter", "expect.error_percent_denominator_D")]
    [InlineData("verification-taximeter", "expect.verdict_unrounded_D")]
    [InlineData("verification-taximeter", "inputs.something_new")]
    public void A_changed_expectation_fails(string kind, string field)
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Own, kind + ".json")))!;
        var vector = document["cases"]!.AsArray()[0]!;
        document["cases"] = new JsonArray(vector.DeepClone());
        var names = field.Split('.');
        var parent = names[..^1].Aggregate(document["cases"]![0]!, (node, name) => node[name]!);
        parent[names[^1]] = field == "warnings" ? new JsonArray("another") : field is "valid" or "tie" ? false : JsonValue.Create("1968-02-30");
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, kind + ".json");
            File.WriteAllText(file, document.ToJsonString());
            var tally = new Tally(TextWriter.Null);
            VectorFile.Run(file, tally);

            Assert.Equal((0, 1), (tally.Passed, tally.Failed));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Nothing that is compared must not look like agreement: every case of every file without what it expects.</summary>
    [Theory]
    [InlineData("uncertainty")]
    [InlineData("jjf1094-decisions")]
    [InlineData("verification-ev")]
    [InlineData("verification-taximeter")]
    [InlineData("fares")]
    [InlineData("intervals")]
    [InlineData("standards-numeric")]
    [InlineData("rounding-gbt8170")]
    public void A_case_that_expects_nothing_fails(string kind)
    {
        var source = new[] { Path.Combine(Folder, kind + ".json"), Path.Combine(Own, kind + ".json") }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(source is null, $"skipped: there are no cases of {kind}");
        var document = JsonNode.Parse(File.ReadAllText(source))!;
        foreach (var vector in document["cases"]!.AsArray())
        {
            foreach (var field in vector!.AsObject().Select(member => member.Key).Where(name => name.StartsWith("expect", StringComparison.Ordinal) || name.EndsWith("_interval", StringComparison.Ordinal)).ToList())
                vector.AsObject().Remove(field);
        }

        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, kind + ".json");
            File.WriteAllText(file, document.ToJsonString());
            var tally = new Tally(TextWriter.Null);
            VectorFile.Run(file, tally);

            Assert.Equal((0, document["cases"]!.AsArray().Count), (tally.Passed, tally.Failed));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Frames are encoded a second way, without the product.</summary>
    [Fact]
    public void The_own_frames_are_what_the_generator_writes()
    {
        Assert.SkipWhen(ForeignProgram.Missing("python3") is not null, "skipped: python3 is not installed");
        var (code, output, error) = ForeignProgram.Run("python3", Repository.At("tests", "corpus", "make_dlt645_frames.py"), "--check");

        Assert.Equal((0, ""), (code, output + error));
    }

    private static void AssertPasses(string file)
    {
        var lines = new StringWriter();
        var tally = new Tally(lines);
        VectorFile.Run(file, tally);

        Assert.True(tally.Failed == 0, string.Join('\n', lines.ToString().Split('\n').Where(line => line.StartsWith("FAIL", StringComparison.Ordinal))));
        Assert.NotEqual(0, tally.Passed);
    }
}
