using Metrology.App.Certificates;
using Metrology.App.Storage;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Verifications;

/// <summary>What the registers say is asked when a run is opened, when it begins and when it is submitted; the paper names what was measured with.</summary>
public sealed class MeasuredWithTests
{
    [Fact]
    public async Task A_run_does_not_begin_with_a_standard_that_was_suspended_since_it_was_opened()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        await ChangeAsync(laboratory, db => db.Standards.ExecuteUpdateAsync(set => set.SetProperty(row => row.SuspendedFrom, Today(laboratory))));
        Assert.Equal("verification.standard-not-valid", await BeginAsync(laboratory, id));
        Assert.Equal(VerificationState.Draft, await laboratory.StateAsync(id));
    }

    [Fact]
    public async Task A_run_does_not_begin_with_a_reference_that_was_taken_out_of_its_standard_or_has_lapsed()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        await ChangeAsync(laboratory, db => db.StandardEquipment.ExecuteDeleteAsync());
        Assert.Equal("verification.reference-not-in-standard", await BeginAsync(laboratory, id));
        await ChangeAsync(laboratory, db => db.TraceabilityCertificates.ExecuteUpdateAsync(set => set.SetProperty(row => row.ValidUntil, Today(laboratory).AddDays(-1))));
        Assert.Equal("verification.reference-not-valid", await BeginAsync(laboratory, id));
        // Somebody who opened it in vain can put it away.
        Assert.Null((await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Aborted("标准器已过期"), [], default)).Refusal);
    }

    [Fact]
    public async Task The_paper_names_what_was_measured_with_whatever_the_standard_is_made_of_later()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.MeasuredAsync();
        var reference = (await laboratory.The<VerificationQueries>().FindAsync(id, default)).Value.Verification.Bench!.Reference!.SerialNumber;
        await ChangeAsync(laboratory, db => db.StandardEquipment.ExecuteDeleteAsync());
        await laboratory.MovedAsync(laboratory.People.Technician, id, "submit");
        await laboratory.MovedAsync(laboratory.People.Checker, id, "check");
        var issued = await laboratory.The<IssueCertificate>().ApproveAndExecuteAsync(laboratory.People.Approver, id, default);
        Assert.Null(issued.Refusal);
        var registered = (await laboratory.The<VerificationQueries>().FindAsync(id, default)).Value.Verification.Registered!;
        Assert.Contains(registered.Equipment, item => item.SerialNumber == reference && item.CertificateNumber.Length > 0);
    }

    [Fact]
    public async Task A_result_is_not_submitted_when_standard_or_reference_turn_out_not_to_have_been_valid()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.MeasuredAsync();
        await ChangeAsync(laboratory, db => db.Standards.ExecuteUpdateAsync(set => set.SetProperty(row => row.SuspendedFrom, Today(laboratory))));
        Assert.Equal("verification.standard-not-valid", await SubmitAsync(laboratory, id));
        await ChangeAsync(laboratory, db => db.Standards.ExecuteUpdateAsync(set => set.SetProperty(row => row.SuspendedFrom, (DateOnly?)null)));
        await ChangeAsync(laboratory, db => db.TraceabilityCertificates.ExecuteUpdateAsync(set => set.SetProperty(row => row.ValidUntil, Today(laboratory).AddDays(-1))));
        Assert.Equal("verification.reference-not-valid", await SubmitAsync(laboratory, id));
        Assert.Equal(VerificationState.Evaluated, await laboratory.StateAsync(id));
    }

    /// <summary>No use case writes such a record; a paper without its reference is not approved whoever did.</summary>
    [Fact]
    public async Task A_paper_that_does_not_name_its_reference_is_not_approved()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.MeasuredAsync();
        await laboratory.MovedAsync(laboratory.People.Technician, id, "submit");
        await ChangeAsync(laboratory, async db =>
        {
            var verification = await db.Verifications.SingleAsync(row => row.Id == id);
            verification.Registered = verification.Registered! with { Equipment = [] };
            return await db.SaveChangesAsync();
        });
        await laboratory.MovedAsync(laboratory.People.Checker, id, "check");
        Assert.Equal("certificate.reference-not-named", (await laboratory.The<IssueCertificate>().ApproveAndExecuteAsync(laboratory.People.Approver, id, default)).Refusal?.Code);
        Assert.Equal("certificate.reference-not-named", (await laboratory.The<MoveVerification>().ExecuteAsync(laboratory.People.Approver, id, "approve", null, default)).Refusal?.Code);
    }

    private static DateOnly Today(Support.Laboratory laboratory) => DateOnly.FromDateTime(laboratory.The<TimeProvider>().GetLocalNow().DateTime);

    private static async Task<string?> BeginAsync(Support.Laboratory laboratory, Guid id) =>
        (await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Commented("开始"), [], default)).Refusal?.Code;

    private static async Task<string?> SubmitAsync(Support.Laboratory laboratory, Guid id) =>
        (await laboratory.The<MoveVerification>().ExecuteAsync(laboratory.People.Technician, id, "submit", null, default)).Refusal?.Code;

    private static async Task ChangeAsync(Support.Laboratory laboratory, Func<MetrologyDb, Task<int>> change) =>
        Assert.NotEqual(0, (await laboratory.The<Store>().WriteAsync<int>(async db => await change(db), default)).Value);
}
