using Metrology.App.Certificates;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Ledger;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Metrology.App.Tests.Verifications;

/// <summary>A record whose rows do not agree with its events is unusable: it cannot be shown, continued, moved or issued.</summary>
public sealed class DamagedRecordTests
{
    private static readonly Dictionary<string, Func<MetrologyDb, Task>> Damages = new()
    {
        ["an observation is missing"] = db => db.Observations.Where(row => row.Sequence == 12).ExecuteDeleteAsync(),
        ["the last observation is missing"] = db => db.Observations.Where(row => row.Sequence == db.Observations.Max(other => other.Sequence)).ExecuteDeleteAsync(),
        ["an observation came from nowhere"] = async db => db.Add(await CopyAsync(db, 12, row => (row.Sequence, row.EventSequence) = (900, 900))),
        ["an observation was slipped into an event"] = async db => db.Add(await CopyAsync(db, 12, row => (row.Sequence, row.Measurand) = (900, "voltage"))),
        ["a value was edited"] = db => EditAsync(db, row => row.SetProperty(one => one.Value, 0.001m)),
        ["a text was edited"] = db => EditAsync(db, row => row.SetProperty(one => one.Text, "0.001")),
        ["value and text were edited"] = db => EditAsync(db, row => row.SetProperty(one => one.Value, 0.001m).SetProperty(one => one.Text, "0.001")),
        ["the point was edited"] = db => EditAsync(db, row => row.SetProperty(one => one.Point, "half")),
        ["the repeat was edited"] = db => EditAsync(db, row => row.SetProperty(one => one.Repeat, 2)),
        ["the attempt was edited"] = db => EditAsync(db, row => row.SetProperty(one => one.Attempt, 2)),
        ["the role was edited"] = db => EditAsync(db, row => row.SetProperty(one => one.Role, Roles.Verifier)),
        ["the stage was edited"] = db => EditAsync(db, row => row.SetProperty(one => one.Stage, Stage.Single)),
        ["the unit was edited"] = db => EditAsync(db, row => row.SetProperty(one => one.Unit, "V")),
        ["the time of a reading was edited"] = db => EditAsync(db, row => row.SetProperty(one => one.ReceivedAt, DateTimeOffset.UnixEpoch)),
        ["a reading was struck out by hand"] = db => EditAsync(db, row => row.SetProperty(one => one.Supersedes, 1).SetProperty(one => one.Reason, "示例")),
        ["a reading names another entry"] = db => EditAsync(db, row => row.SetProperty(one => one.LedgerIndex, 0)),
        ["a reading names no entry"] = db => EditAsync(db, row => row.SetProperty(one => one.LedgerIndex, (long?)null)),
        ["a reading and its entry were edited"] = ForgeEntryAsync,
        ["who signed was edited"] = db => db.Transitions.Where(row => row.Sequence == 2).ExecuteUpdateAsync(row => row.SetProperty(one => one.AccountName, "示例")),
        ["the work date was edited"] = db => db.Verifications.ExecuteUpdateAsync(row => row.SetProperty(one => one.WorkDate, new DateOnly(2020, 1, 1))),
        ["the certificate measured with was exchanged"] = db => db.UsedEquipment.Where(row => row.Sequence == 1).ExecuteUpdateAsync(row => row.SetProperty(one => one.CertificateId, one => one.CertificateId == 2 ? 3 : 2)),
        ["the first event is missing"] = db => db.RunEvents.Where(row => row.Sequence == 1).ExecuteDeleteAsync(),
        ["an acceptance is missing"] = db => db.RunEvents.Where(row => row.Sequence == 2).ExecuteDeleteAsync(),
        ["an event is of no kind"] = db => db.RunEvents.Where(row => row.Sequence == 3).ExecuteUpdateAsync(row => row.SetProperty(one => one.Kind, "Improved")),
        ["an event lost its stage"] = db => db.RunEvents.Where(row => row.Sequence == 3).ExecuteUpdateAsync(row => row.SetProperty(one => one.Stage, (Stage?)null)),
        ["an event happened after the end"] = db =>
        {
            db.Add(new RunEventRow { VerificationId = db.Verifications.Single().Id, Sequence = db.RunEvents.Count() + 1, Kind = nameof(RunEvent.Begun) });
            return Task.CompletedTask;
        },
    };

    public static TheoryData<string> Kinds => [.. Damages.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_damaged_record_is_of_no_use(string damage)
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        Assert.False((await laboratory.The<VerificationQueries>().FindAsync(id, default)).IsRefused);
        await laboratory.TamperAsync(Damages[damage]);

        // What is not there is missed by the run machine; what is there and says another thing, by the ledger.
        var damaged = damage.Contains("edited") || damage.Contains("by hand") || damage.Contains("entry") || damage.Contains("exchanged") || damage.Contains("kind") || damage.Contains("stage") ? "ledger.unusable" : "verification.damaged";
        Assert.Equal(damaged, (await laboratory.The<VerificationQueries>().FindAsync(id, default)).Refusal?.Code);
        Assert.Equal(damaged, (await laboratory.The<CertificateQueries>().PreviewAsync(id, default)).Refusal?.Code);
        Assert.Equal(damaged, (await laboratory.The<RecordExport>().ExecuteAsync(id, default)).Refusal?.Code);
        Assert.Equal(damaged, (await laboratory.The<MoveVerification>().ExecuteAsync(laboratory.People.Approver, id, "return", "示例", default)).Refusal?.Code);
        Assert.Equal(damaged, (await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, id, default)).Refusal?.Code);
        Assert.Equal(damaged, (await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Commented("示例"), [], default)).Refusal?.Code);
        Assert.Equal(0, await laboratory.AskAsync(db => db.Certificates.CountAsync()));
        Assert.Single(await laboratory.The<VerificationQueries>().ListAsync(null, null, default));
    }

    /// <summary>Bytes are looked at when something is made from them: an edited transcript can neither be exported nor certified.</summary>
    [Fact]
    public async Task Edited_bytes_cannot_be_certified()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        await laboratory.The<Store>().WriteAsync<bool>(
            db =>
            {
                db.Add(new TranscriptRow { VerificationId = id, Sequence = 1, Link = "tty:/dev/ttyUSB0", Bytes = [1, 2, 3] });
                return Task.FromResult<Outcome<bool>>(true);
            },
            default);
        Assert.Null((await laboratory.The<RecordExport>().ExecuteAsync(id, default)).Refusal?.Code);
        await laboratory.TamperAsync(db => db.Transcripts.ExecuteUpdateAsync(row => row.SetProperty(one => one.Bytes, new byte[] { 1, 2, 4 })));
        Assert.Equal("ledger.unusable", (await laboratory.The<RecordExport>().BundleAsync(id, default)).Refusal?.Code);
        Assert.Equal("ledger.unusable", (await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, id, default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_record_of_an_edition_that_is_not_here_says_so()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        await laboratory.TamperAsync(async db => (await db.Verifications.SingleAsync()).ProcedureHash = new string('0', 64));
        Assert.Equal("procedure.unknown", (await laboratory.The<VerificationQueries>().FindAsync(id, default)).Refusal?.Code);
    }

    /// <summary>Edits the first start reading of the pile.</summary>
    private static async Task EditAsync(MetrologyDb db, Action<UpdateSettersBuilder<ObservationRow>> edit) =>
        Assert.Equal(1, await db.Observations.Where(row => row.Stage == Stage.Start && row.Role == Roles.UnitUnderTest).OrderBy(row => row.Sequence).Take(1).ExecuteUpdateAsync(edit));

    /// <summary>The forger puts the right hash of the edited reading into the entry, and leaves the hash of the entry as it was.</summary>
    private static async Task ForgeEntryAsync(MetrologyDb db)
    {
        await EditAsync(db, row => row.SetProperty(one => one.Text, "0.001").SetProperty(one => one.Value, 0.001m));
        var type = db.Model.FindEntityType(typeof(ObservationRow))!;
        var edited = await db.Observations.AsNoTracking().Where(row => row.Stage == Stage.Start && row.Role == Roles.UnitUnderTest).OrderBy(row => row.Sequence).FirstAsync();
        var key = LegalRow.KeyOf(type, property => property.PropertyInfo!.GetValue(edited));
        var entry = LedgerText.Parse((await db.LedgerEntries.AsNoTracking().SingleAsync(row => row.Index == edited.LedgerIndex)).Bytes).Value;
        var bytes = (entry with
        {
            Lines = [.. entry.Lines.Select(line => line.Kind == "ObservationRow" && line.Key == key ? line with { Hash = LegalRow.HashOf(type, property => property.PropertyInfo!.GetValue(edited)) } : line)],
        }).ToBytes();
        Assert.Equal(1, await db.LedgerEntries.Where(row => row.Index == edited.LedgerIndex).ExecuteUpdateAsync(row => row.SetProperty(one => one.Bytes, bytes)));
    }

    private static async Task<ObservationRow> CopyAsync(MetrologyDb db, int sequence, Action<ObservationRow> edit)
    {
        var row = await db.Observations.AsNoTracking().SingleAsync(one => one.Sequence == sequence);
        edit(row);
        return row;
    }
}
