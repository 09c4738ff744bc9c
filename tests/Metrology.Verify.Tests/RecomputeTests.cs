using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Metrology.Core.Records;
using Metrology.Procedures;

namespace Metrology.Verify.Tests;

public class RecomputeTests
{
    public static TheoryData<string, string> GoldenRuns()
    {
        var data = new TheoryData<string, string>();
        foreach (var shipped in ProcedureCatalog.All)
        {
            foreach (var run in shipped.GoldenRuns)
                data.Add(shipped.Path, Path.GetFileNameWithoutExtension(run));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(GoldenRuns))]
    public void Every_record_comes_out_byte_for_byte(string procedure, string run)
    {
        var bundle = RecordBundle.Read(SampleRecord.Bundle(procedure, run).ToZip()).Value;
        var result = bundle.Recomputed();

        Assert.Empty(result.Differences);
        Assert.True(result.Agrees);
        Assert.Equal(bundle.Evaluation, EvaluationJson.Of(result.Evaluation!));
    }

    /// <summary>The value that was typed after the step was taken back is the one that counts; who takes the event out is found.</summary>
    [Fact]
    public void What_was_taken_back_stays_and_does_not_count()
    {
        foreach (var (bundle, plain) in new[] { (SampleRecord.BundleTakenBack(), SampleRecord.Bundle("taximeter/jjg-517-installed/2016.json", "roller-974")), (SampleRecord.BundleMeasuredAgain(), SampleRecord.BundleWithBytes()) })
        {
            var (result, expected) = (bundle.Recomputed(), plain.Recomputed());
            Assert.True(result.Agrees, string.Join('\n', result.Differences));
            Assert.Equal(expected.Evaluation!.Items[^1].Points[^1].Rounded, result.Evaluation!.Items[^1].Points[^1].Rounded);
            Assert.True(result.Record.Observations.Count > expected.Record.Observations.Count);
            Assert.False(SampleRewriting.Changed(bundle, record => SampleRewriting.Without(record, "TakenBack")).Recomputed().Agrees);
        }

        Assert.False(SampleRewriting.Changed(SampleRecord.BundleTakenBack(), record => SampleRewriting.Swapped(record, "length.circumference")).Recomputed().Agrees);
    }

    [Fact]
    public void The_same_record_gives_the_same_file() => Assert.Equal(SampleRecord.Bundle().ToZip(), SampleRecord.Bundle().ToZip());

    /// <summary>Whatever single value of the record is changed, its own path is named.</summary>
    [Fact]
    public void Every_edited_field_is_found_and_named()
    {
        var bundle = SampleRecord.Bundle();
        var leaves = Leaves(JsonNode.Parse(bundle.Record)!).ToList();
        Assert.True(leaves.Count > 500);
        foreach (var path in leaves)
        {
            var edited = Edited(bundle.Record, path);
            // A value that makes the record unreadable refuses it whole, and is named too.
            if ((bundle with { Record = edited }).TryRecomputed() is { } result)
                Assert.Contains(result.Differences, difference => difference.Path == $"record.{Shown(path)}");
            else
                Assert.Contains((bundle with { Record = edited }).Load().Problems, problem => problem.Part == "record.json" && problem.Problem.Path == Shown(path));
        }
    }

    /// <summary>Somebody who also makes the manifest anew is found where a number no longer follows.</summary>
    [Fact]
    public void An_edit_hidden_from_the_manifest_is_found_where_results_do_not_follow()
    {
        var bundle = SampleRecord.Bundle();
        foreach (var path in Leaves(JsonNode.Parse(bundle.Record)!).Where(path => path is ["observations", _, "reading", "value" or "text"]))
        {
            var result = (bundle with { Record = Edited(bundle.Record, path) }).Resealed().TryRecomputed();
            Assert.False(result is { Agrees: true }, Shown(path));
        }
    }

    [Theory]
    [InlineData("references[0].expandedUncertainty", "0.05", "evaluation.items[1].points[0].budget.expanded")]
    [InlineData("kind", "\"subsequent\"", "evaluation.items[2].points[0].upper")]
    [InlineData("nameplate.accuracyClass", "\"2\"", "evaluation.items[1].points[0].upper")]
    public void A_hidden_edit_of_what_was_pinned_shows_in_the_results(string path, string value, string named)
    {
        var bundle = SampleRecord.Bundle();
        var record = JsonNode.Parse(bundle.Record)!;
        Set(record, [.. path.Split('.').SelectMany(part => part.Split('[', ']').Where(word => word.Length > 0))], JsonNode.Parse(value)!);
        var result = (bundle with { Record = Encoding.UTF8.GetBytes(record.ToJsonString()) }).Resealed().Recomputed();

        Assert.Contains(result.Differences, difference => difference.Path == named);
    }

    [Fact]
    public void An_edited_result_is_named_with_what_follows_from_the_readings()
    {
        var bundle = SampleRecord.Bundle();
        var evaluation = JsonNode.Parse(bundle.Evaluation)!;
        evaluation["items"]![1]!["points"]![0]!["mean"] = 0.1m;
        var result = (bundle with { Evaluation = Encoding.UTF8.GetBytes(evaluation.ToJsonString()) }).Resealed().Recomputed();

        var difference = Assert.Single(result.Differences);
        Assert.Equal("evaluation.items[1].points[0].mean", difference.Path);
        Assert.StartsWith("0.502", difference.Expected, StringComparison.Ordinal);
        Assert.Equal("0.1", difference.Found);
    }

    [Fact]
    public void Another_spelling_of_the_same_evaluation_is_noticed()
    {
        var bundle = SampleRecord.Bundle();
        var spaced = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bundle.Evaluation).Replace(",\"points\"", ", \"points\"", StringComparison.Ordinal));

        Assert.Equal("evaluation.json", Assert.Single((bundle with { Evaluation = spaced }).Resealed().Recomputed().Differences).Path);
    }

    [Fact]
    public void Another_procedure_than_the_pinned_one_is_noticed()
    {
        var bundle = SampleRecord.Bundle();
        var procedure = Encoding.UTF8.GetString(bundle.Procedure).Replace("\"value\": 1.0", "\"value\": 3.0", StringComparison.Ordinal);
        var result = (bundle with { Procedure = Encoding.UTF8.GetBytes(procedure) }).Resealed().Recomputed();

        Assert.Contains(result.Differences, difference => difference.Path == "record.procedure.hash");
        Assert.Contains(result.Differences, difference => difference.Path == "evaluation.items[1].points[0].upper");
    }

    /// <summary>Members that have one spelling have it in every reader.</summary>
    [Fact]
    public void Words_that_are_not_as_they_are_written_are_no_particulars()
    {
        var good = SampleBundle.Unsigned;
        var text = System.Text.Encoding.UTF8.GetString(good.Certificates[0].Particulars);
        IEnumerable<(string From, string To)> changes =
        [
            .. SampleRewriting.Misspelt("zh").Select(word => ("\"language\": \"zh\"", $"\"language\": \"{word.Replace("\t", "\\t", StringComparison.Ordinal)}\"")),
            .. SampleRewriting.Misspelt("verifier").Select(word => ("\"role\": \"verifier\"", $"\"role\": \"{word.Replace("\t", "\\t", StringComparison.Ordinal)}\"")),
            ("\"signedAt\": \"2026-08-22T10:00:00+08:00\"", "\"signedAt\": \"2026-08-22T10:00+08:00\""),
        ];
        foreach (var (from, to) in changes)
        {
            var changed = text.Replace(from, to, StringComparison.Ordinal);
            Assert.NotEqual(text, changed);
            var bundle = (good with { Certificates = [good.Certificates[0] with { Particulars = System.Text.Encoding.UTF8.GetBytes(changed) }] }).WithManifest(null);
            Assert.Equal(("bundle.malformed", to), (SampleAlterations.Said(bundle.ToZip()).Code, to));
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("ISSUED")]
    [InlineData("issued ")]
    public void A_state_that_no_verification_has_is_refused(string state)
    {
        var good = SampleBundle.Unsigned;
        var record = System.Text.Encoding.UTF8.GetString(good.Record).Replace("\"state\": \"issued\"", $"\"state\": \"{state}\"", StringComparison.Ordinal);
        Assert.Equal(("bundle.malformed", "record.json: state"), SampleAlterations.Said((good with { Record = System.Text.Encoding.UTF8.GetBytes(record) }).WithManifest(null).ToZip()));
    }

    [Fact]
    public void A_reading_that_disappears_is_noticed()
    {
        var bundle = SampleRecord.Bundle();
        var record = JsonNode.Parse(bundle.Record)!;
        record["observations"]!.AsArray().RemoveAt(5);
        var result = (bundle with { Record = Encoding.UTF8.GetBytes(record.ToJsonString()) }).Resealed().Recomputed();

        Assert.False(result.Agrees);
        Assert.Contains(result.Differences, difference => difference.Path.StartsWith("record.events[", StringComparison.Ordinal));
    }

    private static IEnumerable<string[]> Leaves(JsonNode? node, params string[] path) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value, [.. path, member.Key])),
        JsonArray items => items.SelectMany((item, i) => Leaves(item, [.. path, $"{i}"])),
        _ => [path],
    };

    private static byte[] Edited(byte[] record, string[] path)
    {
        var root = JsonNode.Parse(record)!;
        var value = path.Aggregate((JsonNode?)root, At);
        JsonNode other = value?.GetValueKind() switch
        {
            JsonValueKind.Number => JsonValue.Create(value.GetValue<decimal>() + 1m),
            JsonValueKind.True => JsonValue.Create(false),
            JsonValueKind.False => JsonValue.Create(true),
            JsonValueKind.String when path[^1] == "text" && decimal.TryParse(value.GetValue<string>(), out _) => JsonValue.Create("7"),
            JsonValueKind.String => JsonValue.Create(value.GetValue<string>() + "x"),
            _ => JsonValue.Create(1),
        };
        Set(root, path, other);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static void Set(JsonNode root, string[] path, JsonNode value)
    {
        var parent = path[..^1].Aggregate((JsonNode?)root, At)!;
        if (parent is JsonArray items)
            items[int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        else
            parent[path[^1]] = value;
    }

    private static JsonNode? At(JsonNode? node, string name) =>
        node is JsonArray items ? items[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : node![name];

    private static string Shown(string[] path) =>
        path.Aggregate("", (all, part) => char.IsAsciiDigit(part[0]) && part.All(char.IsAsciiDigit) && !all.EndsWith("limits", StringComparison.Ordinal) ? $"{all}[{part}]" : all.Length == 0 ? part : $"{all}.{part}");
}
