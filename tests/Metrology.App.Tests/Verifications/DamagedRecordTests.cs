using System.Globalization;
using Metrology.App.Certificates;
using Metrology.App.Storage;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Microsoft.EntityFrameworkCore;

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
        ["a value was edited"] = db => EditAsync(db, row => row.Value += 0.001m),
        ["a text was edited"] = db => EditAsync(db, row => row.Text = (row.Value + 0.001m).ToString(CultureInfo.InvariantCulture)),
        ["the point was edited"] = db => EditAsync(db, row => row.Point = "half"),
        ["the repeat was edited"] = db => EditAsync(db, row => row.Repeat = 2),
        ["the attempt was edited"] = db => EditAsync(db, row => row.Attempt = 2),
        ["the role was edited"] = db => EditAsync(db, row => row.Role = Roles.Verifier),
        ["the stage was edited"] = db => EditAsync(db, row => row.Stage = Stage.Single),
        ["the unit was edited"] = db => EditAsync(db, row => row.Unit = "V"),
        ["a reading was struck out by hand"] = db => EditAsync(db, row => (row.Supersedes, row.Reason) = (1, "示例")),
        ["the first event is missing"] = db => db.RunEvents.Where(row => row.Sequence == 1).ExecuteDeleteAsync(),
        ["an acceptance is missing"] = db => db.RunEvents.Where(row => row.Sequence == 2).ExecuteDeleteAsync(),
        ["an event is of no kind"] = async db => (await db.RunEvents.FirstAsync(row => row.Sequence == 3)).Kind = "Improved",
        ["an event lost its stage"] = async db => (await db.RunEvents.FirstAsync(row => row.Sequence == 3)).Stage = null,
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

        const string damaged = "verification.damaged";
        Assert.Equal(damaged, (await laboratory.The<VerificationQueries>().FindAsync(id, default)).Refusal?.Code);
        Assert.Equal(damaged, (await laboratory.The<CertificateQueries>().PreviewAsync(id, default)).Refusal?.Code);
        Assert.Equal(damaged, (await laboratory.The<RecordExport>().ExecuteAsync(id, default)).Refusal?.Code);
        Assert.Equal(damaged, (await laboratory.The<MoveVerification>().ExecuteAsync(laboratory.People.Approver, id, "return", "示例", default)).Refusal?.Code);
        Assert.Equal(damaged, (await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, id, default)).Refusal?.Code);
        Assert.Equal(damaged, (await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Commented("示例"), [], default)).Refusal?.Code);
        Assert.Equal(0, await laboratory.AskAsync(db => db.Certificates.CountAsync()));
        Assert.Single(await laboratory.The<VerificationQueries>().ListAsync(null, null, default));
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
    private static async Task EditAsync(MetrologyDb db, Action<ObservationRow> edit)
    {
        edit(await db.Observations.OrderBy(row => row.Sequence).FirstAsync(row => row.Stage == Stage.Start && row.Role == Roles.UnitUnderTest));
    }

    private static async Task<ObservationRow> CopyAsync(MetrologyDb db, int sequence, Action<ObservationRow> edit)
    {
        var row = await db.Observations.AsNoTracking().SingleAsync(one => one.Sequence == sequence);
        edit(row);
        return row;
    }
}
