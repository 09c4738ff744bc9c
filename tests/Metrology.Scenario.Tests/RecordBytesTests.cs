using System.Text;
using System.Text.Json.Nodes;
using Metrology.Adapters.Transcripts;
using Metrology.App.Verifications;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Runs;

namespace Metrology.Scenario.Tests;

/// <summary>The bundle of a run over a real pseudo-terminal and MQTT: every reading of an instrument is decoded again from its bytes.</summary>
public sealed class RecordBytesTests
{
    private const string Pile = "SIM-EV-0001";

    [Fact]
    public async Task Readings_of_a_real_run_come_out_of_its_bytes_and_a_rewritten_register_does_not()
    {
        await using var house = await House.OpenAsync();
        var issued = await house.VerifyAsync(Pile);
        Assert.Null(issued.Refusal?.Text.En);
        var bundle = RecordBundle.Read((await house.The<RecordExport>().BundleAsync(issued.Value.VerificationId, default)).Value).Value;
        var result = Recompute.Run(bundle.Load().Content!, TranscriptCodecs.All);

        Assert.Empty(result.Differences);
        Assert.Equal(result.Record.Observations.Count(one => one.Reading.Instrument != TypedReadings.Instrument), result.Readings.Decoded);
        Assert.True(result.Readings.Decoded >= 17, $"{result.Readings.Decoded}");

        // Somebody makes the pile better: registers, results and manifest, all consistent.
        var record = JsonNode.Parse(bundle.Record)!;
        var (at, observation) = record["observations"]!.AsArray().Index().First(one => (string?)one.Item!["stage"] == "end" && (string?)one.Item["role"] == Roles.UnitUnderTest);
        var less = (decimal)observation!["reading"]!["value"]! - 0.002m;
        (observation["reading"]!["value"], observation["reading"]!["text"]) = (less, less.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var forged = Sealed(bundle, record);
        var evaluation = EvaluationJson.Of(Recompute.Run(forged.Load().Content!, TranscriptCodecs.All).Evaluation!);
        record["evaluation"] = JsonNode.Parse(evaluation);

        var difference = Assert.Single(Recompute.Run(Sealed(bundle with { Evaluation = evaluation }, record).Load().Content!, TranscriptCodecs.All).Differences);
        Assert.Equal($"record.observations[{at}].reading.text", difference.Path);
    }

    /// <summary>A pile that is verified twice on the simulated bench counts on: the second run begins where the first one ended.</summary>
    [Fact]
    public async Task A_second_run_reads_other_registers_than_the_first()
    {
        await using var house = await House.OpenAsync();
        var (first, second) = (await RegistersAsync(house), await RegistersAsync(house));

        Assert.All([Roles.Reference, Roles.UnitUnderTest], role =>
        {
            var (before, after) = (Of(first, role), Of(second, role));
            Assert.Equal(before.Order(), before);
            Assert.Equal(before[^1], after[0]);
            Assert.True(after[^1] > after[0]);
        });

        static List<decimal> Of(IReadOnlyList<Observation> run, string role) => [.. run.Where(one => one.Role == role).Select(one => one.Reading.Value)];
    }

    private static async Task<IReadOnlyList<Observation>> RegistersAsync(House house)
    {
        var issued = await house.VerifyAsync(Pile);
        Assert.Null(issued.Refusal?.Text.En);
        return [.. (await house.RecordAsync(issued.Value.VerificationId)).State.Observations.Where(one => one.Reading.Measurand == Measurands.ActiveEnergy)];
    }

    private static RecordBundle Sealed(RecordBundle bundle, JsonNode record) => (bundle with { Record = Encoding.UTF8.GetBytes(record.ToJsonString()) }).WithManifest(null);
}
