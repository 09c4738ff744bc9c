using System.Text.Json;
using Metrology.Core.Procedures;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Metrology.Instruments.Links;

namespace Metrology.App.Verifications;

/// <summary>Rows of a verification → the record as it leaves the system.</summary>
internal static class RecordRows
{
    /// <summary>What the verification itself says; what happened in its run is still to be filled in.</summary>
    public static RecordDocument Document(Verification verification, byte[] evaluation) => new()
    {
        Format = verification.RecordFormat,
        Number = verification.Number,
        State = KebabCase.Of(verification.State),
        Kind = verification.Kind,
        Procedure = new(verification.ProcedureDesignation, verification.ProcedureRevision, verification.ProcedureHash),
        Nameplate = verification.Nameplate,
        References = verification.References,
        Unit = new(verification.Item.Name.Zh, verification.Item.Model, verification.Item.SerialNumber, verification.Item.Manufacturer),
        Standard = verification.Standard!.NameZh,
        Bench = verification.Bench!.Code,
        WorkDate = verification.WorkDate,
        Place = verification.Place,
        IsSimulated = verification.IsSimulated,
        IsDemonstration = verification.IsDemonstration,
        Calibration = verification.Calibration,
        Tariff = verification.Tariff,
        Software = EvaluatingSoftware.Text,
        Signatures =
        [
            .. verification.Transitions.Select(move => new RecordedSignature(
                move.Sequence, move.Action, KebabCase.Of(move.From), KebabCase.Of(move.To), move.AccountName, move.At, move.Reason) { Content = move.SignedHash }),
        ],
        Events = [],
        Observations = [],
        Sources = [],
        Transcript = [],
        Evaluation = JsonSerializer.Deserialize<JsonElement>(evaluation),
    };

    public static IReadOnlyList<RecordedEvent> Of(IEnumerable<RunEventRow> events) =>
        [.. events.Select(row => new RecordedEvent(row.Sequence, row.Kind, row.Stage, row.Text, row.Code, row.At))];

    public static IReadOnlyList<RecordedObservation> Of(IEnumerable<ObservationRow> observations) => [.. observations.Select(Of)];

    public static IReadOnlyList<RecordedSource> Of(IEnumerable<TranscriptSourceRow> sources) =>
        [.. sources.Select(row => new RecordedSource(row.Link, row.Codec, row.Instrument, row.Address) { Map = row.Map })];

    public static IReadOnlyList<RecordedBytes> Of(IEnumerable<TranscriptEntry> transcript) =>
        [.. transcript.Select(entry => new RecordedBytes(entry.Link, entry.Index, entry.Elapsed, KebabCase.Of(entry.Direction), Convert.ToHexStringLower(entry.Bytes)))];

    private static RecordedObservation Of(ObservationRow row) => new(
        row.Sequence, row.EventSequence, new StepKey(row.Item, row.Point, row.Repeat), row.Attempt, row.Role, row.Stage, row.Subject,
        new(row.Instrument, row.Measurand, row.Text, row.Value, row.Unit, row.Resolution, row.RawHash, row.DeviceTime, row.ReceivedAt), row.Supersedes, row.Reason);
}
