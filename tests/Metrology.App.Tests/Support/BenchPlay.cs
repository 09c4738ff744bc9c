using Metrology.App.Customers;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Verifications;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Support;

/// <summary>Opens records and measures them the way a bench does: it does what the machine asks for, event by event.</summary>
internal static class BenchPlay
{
    /// <summary>What the demonstration offers: the first pile, its standard and the first bench, today.</summary>
    public static async Task<OpenVerification.Request> RequestAsync(this Laboratory laboratory, string serial = "SIM-EV-0002", string bench = "ev-ac-1")
    {
        var unit = (await laboratory.The<UnitQueries>().AllAsync(default)).Single(row => row.SerialNumber == serial);
        var at = (await laboratory.The<VerificationQueries>().BenchesAsync(default)).Single(row => row.Code == bench);
        var standard = (await laboratory.The<StandardQueries>().AllAsync(default)).First(row => row.Equipment.Count > 0);
        return new(unit.Id, standard.Id, at.Id, VerificationKind.First, laboratory.Today);
    }

    public static async Task<Guid> OpenRecordAsync(this Laboratory laboratory, Actor? verifier = null)
    {
        var opened = await laboratory.The<OpenVerification>().ExecuteAsync(verifier ?? laboratory.People.Technician, await laboratory.RequestAsync(), default);
        Assert.Null(opened.Refusal?.Code);
        return opened.Value;
    }

    /// <summary>Opened and measured to its end.</summary>
    /// <param name="errorPercent">What the pile shows too much.</param>
    public static async Task<Guid> MeasuredAsync(this Laboratory laboratory, decimal errorPercent = 0.4m, Actor? verifier = null)
    {
        var id = await laboratory.OpenRecordAsync(verifier);
        await laboratory.MeasureAsync(id, errorPercent, verifier);
        return id;
    }

    /// <summary>Measured with this error, but the inspection was skipped.</summary>
    public static async Task<Guid> SkippedAsync(this Laboratory laboratory, decimal errorPercent = 0.4m)
    {
        var id = await laboratory.OpenRecordAsync();
        await laboratory.MeasureAsync(id, events: 2); // ambient conditions and their acceptance
        Assert.False((await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Skipped("示例"), [], default)).IsRefused);
        await laboratory.MeasureAsync(id, errorPercent);
        return id;
    }

    /// <summary>Measured, submitted, checked and approved by three persons.</summary>
    public static async Task<Guid> ApprovedAsync(this Laboratory laboratory, decimal errorPercent = 0.4m)
    {
        var id = await laboratory.MeasuredAsync(errorPercent);
        await laboratory.MovedAsync(laboratory.People.Technician, id, VerificationStates.Submit);
        await laboratory.MovedAsync(laboratory.People.Checker, id, VerificationStates.Check);
        await laboratory.MovedAsync(laboratory.People.Approver, id, VerificationStates.Approve);
        return id;
    }

    public static async Task MeasureAsync(this Laboratory laboratory, Guid id, decimal errorPercent = 0.4m, Actor? verifier = null, int events = int.MaxValue)
    {
        var run = await laboratory.The<VerificationQueries>().FindAsync(id, default);
        for (var i = 0; i < events && BenchAnswers.Next(run.Value.State, errorPercent, laboratory.Clock.Now) is { } happened; i++)
        {
            run = await laboratory.The<RecordEvent>().ExecuteAsync(verifier ?? laboratory.People.Technician, id, happened, [], default);
            Assert.Null(run.Refusal?.Code);
        }
    }

    /// <summary>As if everything in it were there: benches and instruments are no longer played by a program.</summary>
    public static Task MakeRealAsync(this Laboratory laboratory) => laboratory.TamperAsync(async db =>
    {
        await db.Benches.EditAsync(one => one.IsSimulated = false);
        await db.Equipment.EditAsync(one => one.IsSimulated = false);
    });

    public static async Task MovedAsync(this Laboratory laboratory, Actor actor, Guid id, string action, string? reason = null) =>
        Assert.Null((await laboratory.The<MoveVerification>().ExecuteAsync(actor, id, action, reason, default)).Refusal?.Code);

    public static async Task<VerificationState> StateAsync(this Laboratory laboratory, Guid id) =>
        await laboratory.AskAsync(db => db.Verifications.Where(row => row.Id == id).Select(row => row.State).SingleAsync());
}
