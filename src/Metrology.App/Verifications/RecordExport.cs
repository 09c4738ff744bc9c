using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

/// <summary>The whole original record as one JSON document: what was pinned, every event, observation and byte, and what was concluded from them.</summary>
public sealed class RecordExport(VerificationQueries queries)
{
    public const string Format = "metrology-record/1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // Infinite degrees of freedom are a fact of a budget, not a mistake.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public async Task<Outcome<byte[]>> ExecuteAsync(Guid id, CancellationToken cancellation)
    {
        var found = await queries.FindAsync(id, cancellation);
        if (found.Refusal is { } refusal)
            return refusal;
        var (verification, state, _) = found.Value;
        var events = await queries.EventsAsync(id, cancellation);
        var transcript = await queries.TranscriptAsync(id, cancellation);
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Format,
                verification.Number,
                verification.State,
                verification.Kind,
                Procedure = new { Designation = verification.ProcedureDesignation, Revision = verification.ProcedureRevision, Hash = verification.ProcedureHash },
                verification.Nameplate,
                verification.References,
                Unit = new { verification.Unit!.NameZh, verification.Unit.Model, verification.Unit.SerialNumber, verification.Unit.Manufacturer },
                Standard = verification.Standard!.NameZh,
                Bench = verification.Bench!.Code,
                verification.WorkDate,
                verification.Place,
                verification.IsSimulated,
                verification.IsDemonstration,
                Signatures = verification.Transitions.Select(move => new { move.Sequence, move.Action, move.From, move.To, By = move.AccountName, move.At, move.Reason }),
                Events = events.Select(row => new { row.Sequence, row.Kind, row.Stage, row.Text, row.Code, row.At }),
                state.Observations,
                Transcript = transcript.Select(entry => new { entry.Link, entry.Index, entry.Elapsed, entry.Direction, Hex = Convert.ToHexString(entry.Bytes) }),
                Evaluation = found.Value.Evaluate(),
            },
            Json);
    }
}
