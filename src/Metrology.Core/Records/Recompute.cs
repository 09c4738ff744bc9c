using System.Globalization;
using System.Text.Json;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Records;

/// <summary>What came of computing a bundle again.</summary>
/// <param name="Evaluation">The evaluation that follows from the observations, or null when they do not make a run.</param>
/// <param name="Readings">Where the readings come from.</param>
public sealed record Recomputation(RecordDocument Record, string Procedure, Evaluation? Evaluation, RecomputedReadings Readings, IReadOnlyList<BundleDifference> Differences)
{
    /// <summary>What was to be measured, or null when the observations do not make a run.</summary>
    public RunPlan? Plan { get; init; }

    /// <summary>Pieces of the links that the transcript lacks; no reading rests on them.</summary>
    public long Missing { get; init; }

    public bool Agrees => Evaluation is not null && Differences.Count == 0;
}

/// <param name="Decoded">Decoded again from the bytes of the transcript; null when the format of the record does not say how.</param>
/// <param name="Typed">Typed by a person.</param>
public sealed record RecomputedReadings(int? Decoded, int Typed);

/// <summary>
/// Bytes → raw observations, and these with procedure and references → every result, U and verdict, compared byte for byte with what was exported. Uses nothing but
/// the bundle.
/// </summary>
public static class Recompute
{
    /// <param name="codecs">Protocols that the bytes of a record may be in.</param>
    public static Recomputation Run(BundleContent content, IReadOnlyList<ITranscriptCodec> codecs)
    {
        var (bundle, record, manifest, procedure) = content;
        var replay = new RecordReplay(record, procedure).Run();
        var evaluated = replay.State is { } state ? RunEvaluation.Of(state, record.References, RecordDocument.EditionOf(record.Format)) : (Outcome<Evaluation>?)null;
        var evaluation = evaluated is { IsRefused: false } ? evaluated.Value.Value : null;
        var computed = evaluation is null ? null : EvaluationJson.Of(evaluation, record.Format);
        var decoded = record.Sources is { } sources ? new TranscriptCheck(record, sources, codecs).Run() : ((int Decoded, IReadOnlyList<BundleDifference> Differences)?)null;

        // A mark of the byte order is read over, as in every file.
        using var json = JsonDocument.Parse(bundle.Record.AsMemory(bundle.Record is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0));
        var differences = new List<BundleDifference>(manifest.Differences(bundle, json.RootElement, part => part switch
        {
            RecordBundle.RecordName => record.ToBytes().AsSpan().SequenceEqual(bundle.Record),
            RecordBundle.ProcedureName => record.Procedure.Hash == procedure.ContentHash,
            not RecordBundle.EvaluationName => false,
            _ => computed is not null && computed.AsSpan().SequenceEqual(bundle.Evaluation),
        }));
        differences.AddRange(manifest.Versions?.Differences(record.Format) ?? []);
        differences.AddRange(content.Certificates.SelectMany(one => CertificateAgreement.Differences(record, one)));
        differences.AddRange(Pinned(record.Procedure, procedure));
        differences.AddRange(Readings(record));
        differences.AddRange(decoded?.Differences ?? []);
        differences.AddRange(replay.Differences);
        if (evaluated?.Refusal is { } refusal)
            differences.Add(new("record.references", "references as the procedure asks for them", refusal.Text.En));
        if (computed is not null)
            differences.AddRange(Compare(computed, bundle.Evaluation, record.Evaluation));
        // What was changed is named above by its place; here is found what its writer made agree in everything but what was signed.
        if (differences.Count == 0)
            differences.AddRange(SignedContent.Differences(record));
        var typed = record.Observations.Count(one => one.Reading.Instrument == TypedReadings.Instrument);
        return new(record, procedure.Designation, evaluation, new(decoded?.Decoded, typed), [.. differences.Distinct()]) { Plan = replay.State?.Plan, Missing = MissingBytes.In(record) };
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
            if (reading.Instrument == TypedReadings.Instrument && reading.RawHash != TypedReadings.HashOf(reading.Text))
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
            using var found = JsonDocument.Parse(exported, new() { AllowDuplicateProperties = false });
            differences.AddRange(JsonLeaves.Differences(expected.RootElement, found.RootElement, "evaluation"));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // No JSON, or a text in it that is no Unicode: named below as a whole.
        }

        if (differences.Count == before)
            differences.Add(new(RecordBundle.EvaluationName, "the canonical bytes", "other bytes"));
        return differences;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
