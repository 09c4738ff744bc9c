using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Records;

namespace Metrology.Verify.Tests;

/// <summary>
/// Who rewrites readings, results and manifest consistently still has the bytes against him. Each case is such a rewrite, sealed with a manifest of its own, and the
/// results computed anew from what it says.
/// </summary>
public class DecodedAgainTests
{
    [Fact]
    public void A_record_with_its_bytes_agrees_and_says_how_many_were_decoded()
    {
        var result = SampleRecord.BundleWithBytes().Recomputed();

        Assert.Empty(result.Differences);
        var (decoded, typed) = (result.Readings.Decoded!.Value, result.Readings.Typed);
        Assert.Equal(result.Record.Observations.Count, decoded + typed);
        Assert.True(decoded >= 17, $"{decoded}");
    }

    /// <summary>A register at rest says the same bytes again and again; a reading stands at those that came when it was received, and a hole in a link is counted.</summary>
    [Fact]
    public void A_replay_finds_each_reading_at_its_own_place_and_missing_pieces_are_counted()
    {
        var record = SampleRecord.BundleWithBytes().Load().Content!.Record;
        var at = SampleRecord.At;
        var first = TranscriptReplay.Of(record, TranscriptCodecs.All).Value;
        record = record with
        {
            Observations = [.. first.Select(one => one.Bytes is { } bytes ? one.Observation with { Reading = one.Observation.Reading with { ReceivedAt = at + bytes.Elapsed } } : one.Observation)],
        };
        var (before, last) = (first.Last(one => one.Bytes?.Link == SampleBytes.MeterLink && one.Observation.Reading.RawHash != Last(first).Observation.Reading.RawHash), Last(first));
        var polled = before.Bytes! with { Elapsed = before.Bytes.Elapsed + TimeSpan.FromMilliseconds(1), Hex = Convert.ToHexStringLower(SampleBytes.Frame(SampleBytes.Meter, last.Observation.Reading.Value)) };
        var entries = record.Transcript.ToList();
        entries.Insert(entries.IndexOf(before.Bytes!) + 1, polled);
        var placed = Last(TranscriptReplay.Of(record with { Transcript = entries }, TranscriptCodecs.All).Value);
        Assert.Null(placed.Difference);
        Assert.Equal(last.Bytes, placed.Bytes);

        Assert.Equal(0, MissingBytes.In(record));
        var lost = record.Transcript.ToList();
        lost.RemoveRange(lost.FindIndex(one => one.Link == SampleBytes.MeterLink) + 1, 1);
        Assert.Equal(1, MissingBytes.In(record with { Transcript = lost }));
    }

    private static ReplayedReading Last(IReadOnlyList<ReplayedReading> readings) => readings.Last(one => one.Bytes?.Link == SampleBytes.MeterLink);

    [Fact]
    public void Registers_rewritten_with_evaluation_and_manifest_are_named()
    {
        var bundle = SampleRecord.BundleWithBytes();
        var ends = Read(bundle, (one, _) => Is(one, "unit-under-test", "energy.active.import") && (string?)one["stage"] == "end");
        var result = Rewritten(bundle, observation =>
        {
            if (!Is(observation, "unit-under-test", "energy.active.import") || (string?)observation["stage"] != "end")
                return;
            var less = decimal.Parse((string)observation["reading"]!["text"]!, CultureInfo.InvariantCulture) - 0.010m;
            (observation["reading"]!["text"], observation["reading"]!["value"]) = (less.ToString(CultureInfo.InvariantCulture), less);
        });

        Assert.Equal(ends.Select(i => $"record.observations[{i}].reading.text"), result.Differences.Select(difference => difference.Path));
    }

    [Theory]
    [InlineData("text", "\"1.0000\"", "text")]
    [InlineData("value", "1.0000", "value")]
    [InlineData("unit", "\"Wh\"", "unit")]
    [InlineData("resolution", "0.001", "resolution")]
    [InlineData("deviceTime", "\"2026-08-21T01:00:00+00:00\"", "deviceTime")]
    [InlineData("rawHash", "\"00\"", "rawHash")]
    [InlineData("rawHash", "\"\"", "rawHash")]
    [InlineData("instrument", "\"SIM-0002\"", "instrument")]
    [InlineData("instrument", "\"SIM-0001\"", "rawHash")]
    [InlineData("measurand", "\"voltage\"", "rawHash")]
    public void A_reading_that_its_bytes_do_not_say_is_named(string member, string value, string named)
    {
        var bundle = SampleRecord.BundleWithBytes();
        var first = Read(bundle, (one, _) => Is(one, "reference", "energy.active.import"))[0];
        var record = JsonNode.Parse(bundle.Record)!;
        record["observations"]![first]!["reading"]![member] = JsonNode.Parse(value);
        var result = (bundle with { Record = Encoding.UTF8.GetBytes(record.ToJsonString()) }).Resealed().Recomputed();

        Assert.Contains(result.Differences, difference => difference.Path == $"record.observations[{first}].reading.{named}");
    }

    /// <summary>The bytes of another moment are genuine and prove another moment.</summary>
    [Fact]
    public void A_reading_that_rests_on_bytes_of_before_is_named()
    {
        var bundle = SampleRecord.BundleWithBytes();
        var reference = Read(bundle, (one, _) => Is(one, "reference", "energy.active.import"));
        var record = JsonNode.Parse(bundle.Record)!;
        var (start, end) = (record["observations"]![reference[0]]!["reading"]!.DeepClone(), record["observations"]![reference[1]]!["reading"]!.DeepClone());
        (record["observations"]![reference[0]]!["reading"], record["observations"]![reference[1]]!["reading"]) = (end, start);
        var result = (bundle with { Record = Encoding.UTF8.GetBytes(record.ToJsonString()) }).Resealed().Recomputed();

        // The golden run has the same register at the start of a later repeat, so the first that is out of order may be one further on.
        Assert.Contains(result.Differences, difference => difference.Path.EndsWith("].reading.rawHash", StringComparison.Ordinal) && difference.Expected!.StartsWith("bytes that come after", StringComparison.Ordinal));
    }

    [Fact]
    public void A_live_message_stands_for_no_reading()
    {
        var bundle = SampleRecord.BundleWithBytes();
        var record = JsonNode.Parse(bundle.Record)!;
        var pile = Read(bundle, (one, _) => Is(one, "unit-under-test", "energy.active.import"))[0];
        var live = record["transcript"]!.AsArray().First(entry => (string?)entry!["link"] == SampleBytes.PileLink)!;
        record["observations"]![pile]!["reading"]!["rawHash"] = SampleBytes.Hash(Convert.FromHexString((string)live["hex"]!));
        var result = (bundle with { Record = Encoding.UTF8.GetBytes(record.ToJsonString()) }).Resealed().Recomputed();

        Assert.Contains(result.Differences, difference => difference.Path == $"record.observations[{pile}].reading.rawHash" && difference.Found!.Contains("live", StringComparison.Ordinal));
    }

    /// <summary>The offset from the clock of the station is not in the bytes; the instant shown is, and what it can mean is bounded by half an exchange.</summary>
    [Theory]
    [InlineData("0.2", true)]
    [InlineData("0.6", false)]
    [InlineData("-0.6", false)]
    public void An_offset_of_the_clock_is_held_to_the_instant_shown(string more, bool agrees)
    {
        var bundle = SampleRecord.BundleWithBytes();
        var clock = Read(bundle, (one, _) => Is(one, "unit-under-test", "clock.offset"));
        Assert.NotEmpty(clock);
        var result = Rewritten(bundle, observation =>
        {
            if (!Is(observation, "unit-under-test", "clock.offset"))
                return;
            var other = (decimal)observation["reading"]!["value"]! + decimal.Parse(more, CultureInfo.InvariantCulture);
            (observation["reading"]!["text"], observation["reading"]!["value"]) = (other.ToString(CultureInfo.InvariantCulture), other);
        });

        Assert.Equal(agrees ? [] : clock.Select(i => $"record.observations[{i}].reading.value"), result.Differences.Select(difference => difference.Path));
    }

    [Fact]
    public void Bytes_of_another_meter_are_no_bytes_of_this_one()
    {
        var bundle = SampleRecord.BundleWithBytes();
        var record = JsonNode.Parse(bundle.Record)!;
        record["sources"]![0]!["address"] = "000000000009";
        var result = (bundle with { Record = Encoding.UTF8.GetBytes(record.ToJsonString()) }).Resealed().Recomputed();

        Assert.All(Read(bundle, (one, _) => Is(one, "reference", "energy.active.import")), i => Assert.Contains(result.Differences, difference => difference.Path == $"record.observations[{i}].reading.rawHash"));
    }

    [Fact]
    public void A_codec_that_nobody_knows_is_named()
    {
        var bundle = SampleRecord.BundleWithBytes();
        var record = JsonNode.Parse(bundle.Record)!;
        record["sources"]![1]!["codec"] = "morse";
        var result = (bundle with { Record = Encoding.UTF8.GetBytes(record.ToJsonString()) }).Resealed().Recomputed();

        Assert.Contains(result.Differences, difference => difference.Path == "record.sources[1].codec" && difference.Found == "morse");
    }

    /// <summary>A signed record of another step is as genuine as one of this: what was signed, when, and that it was taken once, is asked again.</summary>
    [Theory]
    [InlineData(null, "")]
    [InlineData("again", "byte for byte")]
    [InlineData("earlier", "pagination")]
    [InlineData("yesterday", "not within the step")]
    [InlineData("begin", "begin")]
    [InlineData("meter", "SM-1")]
    public void A_signed_record_of_another_step_is_found(string? stale, string said)
    {
        var result = SampleOcmf.Of(stale).Recomputed();

        if (stale is null)
        {
            Assert.Empty(result.Differences);
            return;
        }

        var of = result.Record.Observations.Index().Where(one => one.Item.Reading.Instrument == "PILE-OCMF").TakeLast(2).Select(one => $"record.observations[{one.Index}].reading.rawHash").ToList();
        Assert.Subset(of.ToHashSet(), result.Differences.Select(one => one.Path).ToHashSet());
        Assert.Contains(said, result.Differences[0].Found, StringComparison.Ordinal);
    }

    /// <summary>A transcript without the bytes proves nothing, however right the readings are.</summary>
    [Fact]
    public void Every_reading_that_nobody_typed_needs_its_bytes()
    {
        var bundle = SampleRecord.BundleWithBytes();
        var record = JsonNode.Parse(bundle.Record)!;
        record["transcript"] = new JsonArray();
        var result = (bundle with { Record = Encoding.UTF8.GetBytes(record.ToJsonString()) }).Resealed().Recomputed();

        Assert.Equal(
            Read(bundle, (one, _) => (string?)one["reading"]!["instrument"] != "typed").Select(i => $"record.observations[{i}].reading.rawHash"),
            result.Differences.Select(difference => difference.Path));
    }

    /// <summary>The older format names no codec; what is said of it must not look like more.</summary>
    [Fact]
    public void A_record_of_the_older_format_is_recomputed_and_says_that_no_byte_was_decoded()
    {
        var bundle = SampleRecord.BundleWithBytes();
        var record = JsonNode.Parse(bundle.Record)!.AsObject();
        record["format"] = RecordDocument.FormatWithoutSources;
        record.Remove("sources");
        var evaluation = EvaluationJson.Of(bundle.Recomputed().Evaluation!, RecordDocument.FormatWithoutSources);
        record["evaluation"] = JsonNode.Parse(evaluation);
        var result = (bundle with { Record = Encoding.UTF8.GetBytes(record.ToJsonString()), Evaluation = evaluation }).Resealed().Recomputed();

        Assert.True(result.Agrees);
        Assert.Null(result.Readings.Decoded);
    }

    private static Recomputation Rewritten(RecordBundle bundle, Action<JsonNode> change)
    {
        var record = JsonNode.Parse(bundle.Record)!;
        foreach (var observation in record["observations"]!.AsArray())
            change(observation!);
        // The forger computes the results that follow from his readings, as this program would.
        var forged = bundle with { Record = Encoding.UTF8.GetBytes(record.ToJsonString()) };
        var evaluation = EvaluationJson.Of(forged.Resealed().Recomputed().Evaluation!);
        record["evaluation"] = JsonNode.Parse(evaluation);
        return (forged with { Record = Encoding.UTF8.GetBytes(record.ToJsonString()), Evaluation = evaluation }).Resealed().Recomputed();
    }

    private static List<int> Read(RecordBundle bundle, Func<JsonNode, int, bool> which) =>
        [.. JsonNode.Parse(bundle.Record)!["observations"]!.AsArray().Select((one, i) => (One: one!, i)).Where(pair => which(pair.One, pair.i)).Select(pair => pair.i)];

    private static bool Is(JsonNode observation, string role, string measurand) => (string?)observation["role"] == role && (string?)observation["reading"]!["measurand"] == measurand;
}
