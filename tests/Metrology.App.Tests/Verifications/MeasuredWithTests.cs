using Metrology.App.Certificates;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Quantities;
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
        await laboratory.TamperAsync(Suspend(laboratory));
        Assert.Equal("verification.standard-not-valid", await BeginAsync(laboratory, id));
        Assert.Equal(VerificationState.Draft, await laboratory.StateAsync(id));
    }

    [Fact]
    public async Task A_run_does_not_begin_with_a_reference_that_was_taken_out_of_its_standard_or_has_lapsed()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        await ChangeAsync(laboratory, async db => { db.RemoveRange(await db.StandardEquipment.ToListAsync()); return await db.SaveChangesAsync(); });
        Assert.Equal("verification.reference-not-in-standard", await BeginAsync(laboratory, id));
        await ChangeAsync(laboratory, db => db.TraceabilityCertificates.EditAsync(one => one.ValidUntil = Today(laboratory).AddDays(-1)));
        Assert.Equal("verification.reference-not-valid", await BeginAsync(laboratory, id));
        // Somebody who opened it in vain can put it away.
        Assert.Null((await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Aborted("标准器已过期"), [], default)).Refusal);
    }

    /// <summary>A run that might not be kept is not begun; one that has begun goes to its end.</summary>
    [Fact]
    public async Task A_run_does_not_begin_when_the_disk_is_nearly_full()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        laboratory.The<FreeSpace>().Bytes = StorageRoom.Reserve - 1;
        Assert.Equal("storage.short", await BeginAsync(laboratory, id));
        Assert.Equal(VerificationState.Draft, await laboratory.StateAsync(id));
        laboratory.The<FreeSpace>().Bytes = StorageRoom.Reserve;
        Assert.Null(await BeginAsync(laboratory, id));
        laboratory.The<FreeSpace>().Bytes = 0;
        Assert.Null((await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Commented("示例"), [], default)).Refusal);
    }

    [Fact]
    public async Task The_paper_names_what_was_measured_with_whatever_the_standard_is_made_of_later()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.MeasuredAsync();
        var reference = (await laboratory.The<VerificationQueries>().FindAsync(id, default)).Value.Verification.Bench!.Reference!.SerialNumber;
        await ChangeAsync(laboratory, async db => { db.RemoveRange(await db.StandardEquipment.ToListAsync()); return await db.SaveChangesAsync(); });
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
        await laboratory.TamperAsync(Suspend(laboratory));
        Assert.Equal("verification.standard-not-valid", await SubmitAsync(laboratory, id));
        await ChangeAsync(laboratory, db => db.TraceabilityCertificates.EditAsync(one => one.ValidUntil = Today(laboratory).AddDays(-1)));
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

    /// <summary>The result was computed with the certificate that counted when measuring began; the paper names that one.</summary>
    [Fact]
    public async Task A_certificate_that_comes_during_the_run_is_not_on_the_paper()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        await laboratory.MeasureAsync(id, events: 1);
        var energy = await EnergyAsync(laboratory, id);
        await AddCertificateAsync(laboratory, energy, energy.Measurand, "新证-BIG", Today(laboratory), 0.5m);
        await laboratory.MeasureAsync(id);
        await laboratory.MovedAsync(laboratory.People.Technician, id, "submit");
        var registered = (await laboratory.The<VerificationQueries>().FindAsync(id, default)).Value.Verification.Registered!;
        Assert.Contains(registered.Equipment, item => item.CertificateNumber == energy.Number);
        Assert.DoesNotContain(registered.Equipment, item => item.CertificateNumber == "新证-BIG");
        Assert.Equal("reference.insufficient", (await laboratory.The<OpenVerification>().ExecuteAsync(laboratory.People.Ann, await laboratory.RequestAsync(), default)).Refusal?.Code);
    }

    [Fact]
    public async Task Each_measurand_of_an_instrument_is_on_the_paper_with_its_own_certificate()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        var energy = await EnergyAsync(laboratory, id);
        await AddCertificateAsync(laboratory, energy, "voltage", "电压-1", Today(laboratory), 0.02m);
        await laboratory.MeasureAsync(id);
        await laboratory.MovedAsync(laboratory.People.Technician, id, "submit");
        var registered = (await laboratory.The<VerificationQueries>().FindAsync(id, default)).Value.Verification.Registered!;
        Assert.Contains(registered.Equipment, item => item.CertificateNumber == energy.Number);
        Assert.Contains(registered.Equipment, item => item.CertificateNumber == "电压-1");
    }

    /// <summary>An instrument is valid when every measurand of it is: on the register, at the bench and for a run alike.</summary>
    [Fact]
    public async Task A_certificate_of_another_measurand_makes_no_instrument_valid()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        var energy = await EnergyAsync(laboratory, id);
        await ChangeAsync(laboratory, db => db.TraceabilityCertificates.Where(row => row.EquipmentId == energy.EquipmentId && row.Measurand == energy.Measurand).EditAsync(one => one.ValidUntil = Today(laboratory).AddDays(-1)));
        await AddCertificateAsync(laboratory, energy, "voltage", "电压-1", Today(laboratory), 0.02m);
        Assert.Equal("verification.reference-not-valid", await BeginAsync(laboratory, id));
        Assert.Contains(await laboratory.The<BenchBoard>().OnAsync(Today(laboratory), default), line => line.Bench.ReferenceId == energy.EquipmentId && !line.IsReferenceValid && line.ReferenceValidUntil is null);
    }

    private static async Task<TraceabilityCertificate> EnergyAsync(Support.Laboratory laboratory, Guid id)
    {
        var bench = (await laboratory.The<VerificationQueries>().FindAsync(id, default)).Value.Verification.Bench!;
        return await laboratory.AskAsync(db => db.TraceabilityCertificates.Where(row => row.EquipmentId == bench.ReferenceId && row.Measurand == Measurands.ActiveEnergy).OrderBy(row => row.IssuedOn).LastAsync());
    }

    private static Task AddCertificateAsync(Support.Laboratory laboratory, TraceabilityCertificate like, string measurand, string number, DateOnly issuedOn, decimal u) =>
        ChangeAsync(laboratory, async db =>
        {
            db.Add(new TraceabilityCertificate
            {
                EquipmentId = like.EquipmentId,
                Number = number,
                Issuer = like.Issuer,
                IssuedOn = issuedOn,
                ValidUntil = issuedOn.AddYears(1),
                UncertaintyText = $"U = {u} %",
                Measurand = measurand,
                ExpandedUncertainty = u,
                CoverageFactor = 2,
                Unit = "%",
            });
            return await db.SaveChangesAsync();
        });

    private static DateOnly Today(Support.Laboratory laboratory) => DateOnly.FromDateTime(laboratory.The<TimeProvider>().GetLocalNow().DateTime);

    private static async Task<string?> BeginAsync(Support.Laboratory laboratory, Guid id) =>
        (await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Commented("开始"), [], default)).Refusal?.Code;

    private static async Task<string?> SubmitAsync(Support.Laboratory laboratory, Guid id) =>
        (await laboratory.The<MoveVerification>().ExecuteAsync(laboratory.People.Technician, id, "submit", null, default)).Refusal?.Code;

    private static async Task ChangeAsync(Support.Laboratory laboratory, Func<MetrologyDb, Task<int>> change) =>
        Assert.NotEqual(0, (await laboratory.The<Store>().WriteAsync<int>(new Actor(0, "测试", []).Saying("测试"), async db => await change(db), default)).Value);

    /// <summary>Every standard that is not withdrawn, as the registers learn it later.</summary>
    private static Func<Metrology.App.Storage.MetrologyDb, Task> Suspend(Support.Laboratory laboratory) => async db =>
    {
        foreach (var standard in await db.Standards.ToListAsync())
            standard.Events.Add(Support.Acts.Suspension(laboratory.Today));
    };
}
