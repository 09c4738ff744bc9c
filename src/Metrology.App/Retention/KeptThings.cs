using System.Globalization;
using System.Security.Cryptography;
using Metrology.App.Notifications;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Retention;

/// <summary>One thing that is past the period of its kind.</summary>
/// <param name="Name">As people find it.</param>
/// <param name="Row">Bulk data: the row that may go.</param>
internal sealed record KeptThing(string Name, object? Row = null)
{
    public Guid? Record { get; init; }
    public int? Person { get; init; }
    public string? Instrument { get; init; }

    /// <summary>A record was made from it.</summary>
    public bool IsUsed { get; init; }

    /// <summary>It belongs to a record, a person or an instrument.</summary>
    public bool IsTied => Record is not null || Person is not null || Instrument is not null;
}

/// <summary>What of each kind is from before a day, oldest first.</summary>
internal static class KeptThings
{
    /// <param name="before">Beginning of the first day that is kept.</param>
    public static IAsyncEnumerable<KeptThing> Of(MetrologyDb db, KeptKind kind, DateTimeOffset before) => kind switch
    {
        KeptKind.OriginalRecord => Records(db, before, db.Verifications.AsQueryable()),
        KeptKind.Transcript => Records(db, before, db.Verifications.Where(row => db.Transcripts.Any(bytes => bytes.VerificationId == row.Id))),
        KeptKind.Certificate => db.Certificates.Where(row => row.IssuedOn < DateOnly.FromDateTime(before.DateTime)).OrderBy(row => row.IssuedOn).ThenBy(row => row.Id)
            .Select(row => new { row.Number, row.VerificationId }).AsAsyncEnumerable().Select(row => new KeptThing(row.Number) { Record = row.VerificationId }),
        KeptKind.Ledger => db.LedgerCheckpoints.Where(row => row.At < before).OrderBy(row => row.Size).Select(row => row.Size).AsAsyncEnumerable()
            .Select(size => new KeptThing($"0–{(size - 1).ToString(CultureInfo.InvariantCulture)}")),
        KeptKind.Upload => db.TraceabilityFiles.Where(row => row.ImportedAt < before).OrderBy(row => row.ImportedAt).Select(row => row.Name).AsAsyncEnumerable().Select(name => new KeptThing(name))
            .Concat(db.ReceivedCatalogues.Where(row => row.ReceivedAt < before).OrderBy(row => row.Id).Select(row => new { row.Institution, row.IssuedOn }).AsAsyncEnumerable().Select(row => new KeptThing($"{row.Institution} {row.IssuedOn.Iso()}"))),
        KeptKind.Report => db.SupervisionReports.Where(row => row.MadeAt < before).OrderBy(row => row.Id).Select(row => new { row.From, row.Until }).AsAsyncEnumerable().Select(row => new KeptThing($"{row.From.Iso()}–{row.Until.Iso()}")),
        KeptKind.Snapshot => db.TargetSnapshots.Where(row => row.TakenAt < before).OrderBy(row => row.On).ThenBy(row => row.TargetId).Select(row => new { row.TargetId, row.On }).AsAsyncEnumerable().Select(row => new KeptThing($"{row.TargetId} {row.On.Iso()}"))
            .Concat(db.ForecastSnapshots.Where(row => row.On < DateOnly.FromDateTime(before.DateTime)).OrderBy(row => row.On).ThenBy(row => row.TargetId).Select(row => new { row.TargetId, row.On }).AsAsyncEnumerable()
                .Select(row => new KeptThing($"{row.TargetId} {row.On.Iso()}"))),
        KeptKind.AccountHistory => db.AccountEvents.Where(row => row.At < before).OrderBy(row => row.Id).Select(row => new { row.Id, row.AccountId }).AsAsyncEnumerable().Select(row => new KeptThing(Number(row.Id)) { Person = row.AccountId }),
        KeptKind.ParameterHistory => db.ParameterChanges.Where(row => row.At < before).OrderBy(row => row.Id).Select(row => row.Id).AsAsyncEnumerable().Select(id => new KeptThing(Number(id))),
        KeptKind.Fault => db.FaultRecords.Where(row => row.ClosedAt != null && row.ClosedAt < before).OrderBy(row => row.Id).Select(row => new { row.Id, row.Code }).AsAsyncEnumerable().Select(row => new KeptThing($"{row.Code} {Number(row.Id)}")),
        KeptKind.InstrumentMessage => Messages(db, before),
        KeptKind.RefusedMessage => db.RefusedMessages.Where(row => row.ReceivedAt < before).OrderBy(row => row.Id).AsAsyncEnumerable().Select(row => new KeptThing($"{row.Source} {Number(row.Id)}", row)),
        KeptKind.Notice => db.Notices.Where(row => row.ReadAt != null && row.ReadAt < before).OrderBy(row => row.Id).AsAsyncEnumerable().Select(row => new KeptThing(row.Key, row) { Person = row.AccountId }),
        KeptKind.Delivery => db.Deliveries.Where(row => (row.State == DeliveryState.Sent || row.State == DeliveryState.Failed) && row.CreatedAt < before).OrderBy(row => row.Id).AsAsyncEnumerable()
            .Select(row => new KeptThing($"{row.Address} {row.Key}", row)),
        KeptKind.SignIn => db.SignInSessions.Where(row => row.SeenAt < before).OrderBy(row => row.SeenAt).ThenBy(row => row.Id).AsAsyncEnumerable().Select(row => new KeptThing(row.Id.ToString(), row) { Person = row.AccountId }),
        // The newest run of a job says when it is due again.
        _ => db.JobRuns.Where(row => row.EndedAt != null && row.EndedAt < before && db.JobRuns.Any(later => later.JobId == row.JobId && later.Id > row.Id)).OrderBy(row => row.Id).AsAsyncEnumerable()
            .Select(row => new KeptThing($"{row.JobId} {Number(row.Id)}", row)),
    };

    /// <summary>Records that have ended; a record that is still worked on is never past anything.</summary>
    private static async IAsyncEnumerable<KeptThing> Records(MetrologyDb db, DateTimeOffset before, IQueryable<Verification> records)
    {
        var ended = records.Where(row => (row.State == VerificationState.Issued || row.State == VerificationState.Aborted) && row.OpenedAt < before).OrderBy(row => row.OpenedAt).ThenBy(row => row.Number)
            .Select(row => new { row.Id, row.Number, Moves = row.Transitions.Select(move => move.At).ToList() });
        await foreach (var row in ended.AsAsyncEnumerable())
        {
            if (row.Moves.TrueForAll(at => at < before))
                yield return new(row.Number) { Record = row.Id };
        }
    }

    /// <summary>A reading says by the hash of its bytes which message it was taken from.</summary>
    private static async IAsyncEnumerable<KeptThing> Messages(MetrologyDb db, DateTimeOffset before)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var hash in db.Observations.Select(row => row.RawHash).Distinct().AsAsyncEnumerable())
            used.Add(hash);
        await foreach (var row in db.InstrumentMessages.Where(row => row.ReceivedAt < before).OrderBy(row => row.Instrument).ThenBy(row => row.Boot).ThenBy(row => row.Sequence).AsAsyncEnumerable())
            yield return new($"{row.Instrument} {row.Boot} {Number(row.Sequence)}", row) { Instrument = row.Instrument, IsUsed = used.Contains(Convert.ToHexStringLower(SHA256.HashData(row.Payload))) };
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
