using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Records;

/// <summary>What came of computing a bundle again.</summary>
/// <param name="Evaluation">The evaluation that follows from the observations, or null when they do not make a run.</param>
public sealed record Recomputation(string Number, string Procedure, string Software, Evaluation? Evaluation, IReadOnlyList<BundleDifference> Differences)
{
    public bool Agrees => Evaluation is not null && Differences.Count == 0;
}

/// <summary>
/// Raw observations, procedure, references → every result, U and verdict, compared byte for byte with what was exported. Uses nothing but the bundle.
/// </summary>
public static class Recompute
{
    /// <summary>Name of the instrument of a value that a person typed.</summary>
    private const string TypedInstrument = "typed";

    public static Outcome<Recomputation> Run(RecordBundle bundle)
    {
        try
        {
            using var json = JsonDocument.Parse(bundle.Record, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var record = RecordDocument.Read(bundle.Record);
            var manifest = RecordManifest.Read(bundle.Manifest);
            return Run(bundle, json.RootElement, record, manifest);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException or FormatException)
        {
            return Refusal.Of(
                "bundle.malformed", $"记录包内容不符合格式：{error.Message}", $"The content of the bundle is not of its format: {error.Message}");
        }
    }

    private static Recomputation Run(RecordBundle bundle, JsonElement json, RecordDocument record, RecordManifest manifest)
    {
        var differences = new List<BundleDifference>();
        if (record.Format != RecordDocument.CurrentFormat)
            differences.Add(new("record.format", RecordDocument.CurrentFormat, record.Format));
        differences.AddRange(manifest.Differences(bundle, json));
        var load = ProcedureFile.Load(bundle.Procedure);
        if (load.Procedure is not { } procedure)
        {
            differences.AddRange(load.Problems.Select(problem => new BundleDifference($"procedure.{problem.Path}", problem.Text.En, null)));
            return new(record.Number, record.Procedure.Designation, record.Software, null, differences);
        }

        differences.AddRange(Pinned(record.Procedure, procedure));
        differences.AddRange(Readings(record));
        var replay = new RecordReplay(record, procedure).Run();
        differences.AddRange(replay.Differences);
        var evaluation = replay.State is { } state ? Evaluator.Evaluate(state, record.References) : null;
        if (evaluation is not null)
            differences.AddRange(Compare(EvaluationJson.Of(evaluation), bundle.Evaluation, record.Evaluation));
        return new(record.Number, procedure.Designation, record.Software, evaluation, [.. differences.Distinct()]);
    }

    private static List<BundleDifference> Pinned(PinnedProcedure pinned, Procedure procedure)
    {
        var differences = new List<BundleDifference>();
        if (pinned.Hash != procedure.ContentHash)
            differences.Add(new("record.procedure.hash", procedure.ContentHash, pinned.Hash));
        if (pinned.Designation != procedure.Designation)
            differences.Add(new("record.procedure.designation", procedure.Designation, pinned.Designation));
        if (pinned.Revision != procedure.Revision)
            differences.Add(new("record.procedure.revision", Text(procedure.Revision), Text(pinned.Revision)));
        return differences;
    }

    /// <summary>A reading says its value three times: as text, as number and, when it was typed, by the hash of the text.</summary>
    private static List<BundleDifference> Readings(RecordDocument record)
    {
        var differences = new List<BundleDifference>();
        for (var i = 0; i < record.Observations.Count; i++)
        {
            var (reading, path) = (record.Observations[i].Reading, string.Create(CultureInfo.InvariantCulture, $"record.observations[{i}].reading"));
            if (QuantityText.ParseNumber(reading.Text) is { } said && said != reading.Value)
                differences.Add(new($"{path}.value", reading.Text, reading.Value.ToString(CultureInfo.InvariantCulture)));
            if (reading.Instrument == TypedInstrument && reading.RawHash != Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reading.Text))))
                differences.Add(new($"{path}.rawHash", "the hash of the text typed", reading.RawHash));
        }

        return differences;
    }

    private static List<BundleDifference> Compare(byte[] computed, byte[] exported, JsonElement inRecord)
    {
        using var expected = JsonDocument.Parse(computed);
        var differences = JsonLeaves.Differences(expected.RootElement, inRecord, "record.evaluation").ToList();
        if (computed.AsSpan().SequenceEqual(exported))
            return differences;
        var before = differences.Count;
        try
        {
            using var found = JsonDocument.Parse(exported);
            differences.AddRange(JsonLeaves.Differences(expected.RootElement, found.RootElement, "evaluation"));
        }
        catch (JsonException)
        {
            // Named below as a whole.
        }

        if (differences.Count == before)
            differences.Add(new(RecordBundle.EvaluationName, "the canonical bytes", "other bytes"));
        return differences;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
