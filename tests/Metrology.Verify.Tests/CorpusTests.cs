using System.Text.Json;
using Metrology.Core.Records;
using Metrology.Testing;

namespace Metrology.Verify.Tests;

/// <summary>
/// Frozen records under tests/corpus/records: each re-evaluates with its own procedure file to the very bytes that were printed once. A difference here is a
/// change of issued results, whatever the reason; from the first release on the files are never regenerated.
/// </summary>
public class CorpusTests
{
    public static TheoryData<string> Records() => [.. Directory.EnumerateDirectories(Repository.At("tests", "corpus", "records")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Records))]
    public void A_frozen_record_evaluates_to_its_frozen_bytes(string name)
    {
        byte[] Part(string file) => File.ReadAllBytes(Repository.At("tests", "corpus", "records", name, file));
        var (record, procedure, evaluation) = (Part("record.json"), Part("procedure.json"), Part("evaluation.json"));
        var result = new RecordBundle(record, procedure, evaluation, []).Resealed().Recomputed();

        Assert.Empty(result.Differences);
        Assert.Equal(evaluation, EvaluationJson.Of(result.Evaluation!, result.Record.Format));
    }

    [Fact]
    public void A_planted_change_of_a_frozen_result_is_found()
    {
        var folder = Directory.EnumerateDirectories(Repository.At("tests", "corpus", "records")).First();
        var (record, procedure) = (File.ReadAllBytes(Path.Combine(folder, "record.json")), File.ReadAllBytes(Path.Combine(folder, "procedure.json")));
        var other = JsonSerializer.SerializeToUtf8Bytes(new { verdict = "pass" });

        Assert.NotEmpty(new RecordBundle(record, procedure, other, []).Resealed().Recomputed().Differences);
    }
}
