using System.Text.Json;
using Metrology.Core.Certificates;
using Metrology.Core.Fares;
using Metrology.Core.Files;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;

namespace Metrology.Core.Records;

/// <summary>record.json → record, with every problem and its place.</summary>
internal static class RecordReader
{
    /// <summary>More than the largest file can hold of readable entries.</summary>
    private const int MostEntries = 500_000;

    /// <summary>Each of them reads its link from one end to the other.</summary>
    private const int MostSources = 200;

    public static FileLoad<RecordDocument> Load(ReadOnlySpan<byte> file) =>
        StrictJson.Load(file, RecordDocument.LargestFile, cursor => cursor.Object(Record), _ => []);

    private static RecordDocument Record(JsonCursor record)
    {
        var format = record.Required("format", at => at.AsOneOf(RecordDocument.Formats), RecordDocument.CurrentFormat);
        return new()
        {
            Format = format,
            Number = record.AnyText("number"),
            State = record.Required("state", at => at.AsOneOf(RecordDocument.States), "issued"),
            Kind = record.Required("kind", at => at.AsChoice<VerificationKind>(), default),
            Procedure = record.Required("procedure", at => at.Object(Procedure), new("", 0, "")),
            Nameplate = record.Required("nameplate", at => at.Map(value => value.AsAnyText()), new Dictionary<string, string>()),
            References = List(record, "references", ReferenceReader.Read),
            Unit = record.Required("unit", at => at.Object(Unit), new("", "", "", "")),
            Standard = record.AnyText("standard"),
            Bench = record.AnyText("bench"),
            WorkDate = record.Required("workDate", at => at.AsDate(), default),
            Place = record.AnyText("place"),
            IsSimulated = record.Required("isSimulated", at => at.AsFlag(), false),
            IsDemonstration = record.Required("isDemonstration", at => at.AsFlag(), false),
            Calibration = record.Optional("calibration")?.Object(Terms),
            Tariff = record.Optional("tariff")?.Object(Tariff),
            Software = record.AnyText("software"),
            Signatures = List(record, "signatures", Signature),
            Events = List(record, "events", Event),
            Observations = List(record, "observations", Observation),
            // The first format has no such member, and one that stands there is unknown.
            Sources = format == RecordDocument.FormatWithoutSources ? null : List(record, "sources", Source, MostSources),
            Transcript = List(record, "transcript", Bytes),
            Evaluation = record.Required("evaluation", at => at.AsWritten(), default),
        };
    }

    private static IReadOnlyList<T> List<T>(JsonCursor at, string name, Func<JsonCursor, T> read, int most = MostEntries) =>
        at.Required(name, list => list.List(most).Select(item => item.Object(read)).ToList(), []);

    private static CalibrationTerms Terms(JsonCursor at) => new(
        at.Required("statesConformity", one => one.AsFlag(), false), (int?)at.RequiredOrNull("intervalMonths")?.AsInteger(1, CalibrationTerms.LongestInterval))
    {
        ReceivedOn = at.Optional("receivedOn")?.AsDate(),
        SampledBy = at.OptionalText("sampledBy"),
        SamplingMethod = at.OptionalText("samplingMethod"),
        SampledOn = at.Optional("sampledOn")?.AsDate(),
        ExternalResults = at.OptionalText("externalResults"),
    };

    private static PinnedTariff Tariff(JsonCursor at) => new(at.AnyText("id"), (int)at.Required("utcOffsetMinutes", one => one.AsInteger(-PinnedTariff.LargestOffset, PinnedTariff.LargestOffset), 0), at.AnyText("file"));

    private static PinnedProcedure Procedure(JsonCursor at) => new(at.AnyText("designation"), Number(at, "revision"), at.AnyText("hash"));

    private static RecordedUnit Unit(JsonCursor at) => new(at.AnyText("name"), at.AnyText("model"), at.AnyText("serialNumber"), at.AnyText("manufacturer"));

    private static RecordedSignature Signature(JsonCursor at) => new(
        Number(at, "sequence"), at.AnyText("action"), at.AnyText("from"), at.AnyText("to"), at.AnyText("by"), Instant(at, "at"), OrNull(at, "reason"))
    {
        Content = at.Optional("content")?.AsHex(),
    };

    private static RecordedEvent Event(JsonCursor at) => new(
        Number(at, "sequence"), at.AnyText("kind"), at.RequiredOrNull("stage")?.AsChoice<Stage>(), OrNull(at, "text"), OrNull(at, "code"), Instant(at, "at"));

    private static RecordedObservation Observation(JsonCursor at) => new(
        Number(at, "sequence"), Number(at, "event"), at.Required("step", step => step.Object(Step), default), Number(at, "attempt"), at.AnyText("role"),
        at.Required("stage", stage => stage.AsChoice<Stage>(), default), at.AnyText("subject"), at.Required("reading", reading => reading.Object(Reading), Nothing),
        (int?)at.RequiredOrNull("supersedes")?.AsInteger(0, int.MaxValue), OrNull(at, "reason"));

    private static StepKey Step(JsonCursor at) => new(at.AnyText("item"), at.AnyText("point"), Number(at, "repeat"));

    private static Reading Reading(JsonCursor at) => new(
        at.AnyText("instrument"), at.AnyText("measurand"), at.AnyText("text"), Decimal(at, "value"), at.AnyText("unit"), Decimal(at, "resolution"),
        at.AnyText("rawHash"), at.RequiredOrNull("deviceTime")?.AsInstant(), Instant(at, "receivedAt"));

    private static RecordedSource Source(JsonCursor at) => new(at.Text("link"), at.Text("codec"), at.Text("instrument"), at.Text("address"))
    {
        Map = at.Optional("map")?.AsText(),
    };

    private static RecordedBytes Bytes(JsonCursor at) => new(
        at.AnyText("link"), at.Required("index", index => index.AsInteger(0, long.MaxValue), 0), at.Required("elapsed", elapsed => elapsed.AsElapsed(), default),
        at.Required("direction", direction => direction.AsOneOf(RecordedBytes.Sent, RecordedBytes.Received), RecordedBytes.Sent),
        at.Required("hex", hex => hex.AsHex(), ""));

    private static Reading Nothing { get; } = new("", "", "", 0m, "", 0m, "", null, default);

    private static int Number(JsonCursor at, string name) => (int)at.Required(name, number => number.AsInteger(0, int.MaxValue), 0);

    private static decimal Decimal(JsonCursor at, string name) => at.Required(name, number => number.AsDecimal(), 0m);

    private static DateTimeOffset Instant(JsonCursor at, string name) => at.Required(name, instant => instant.AsInstant(), default);

    private static string? OrNull(JsonCursor at, string name) => at.RequiredOrNull(name)?.AsAnyText();
}
