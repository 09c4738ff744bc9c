using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Operation;
using Metrology.App.Retention;
using Metrology.App.Verifications;
using Metrology.Scenario.Worker;
using Metrology.Testing;
using Metrology.Web.Demonstration;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Fault.Tests;

/// <summary>Data folders of the demonstration, made once.</summary>
internal static class DemonstrationFolders
{
    /// <summary>Signed, as a server that was stopped leaves it: one that nobody has signed for is said to be so after ten minutes, and the long lane takes longer.</summary>
    public static PreparedFolder Seeded { get; } = new(async folder =>
    {
        await using var app = await ScenarioHost.OpenAsync(folder);
        await app.Services.GetRequiredService<TakeCheckpoint>().ExecuteAsync(default);
    });

    /// <summary>With messages that are past a period of two persons.</summary>
    public static PreparedFolder Due { get; } = new(async folder =>
    {
        await Seeded.CopyToAsync(folder);
        await using var app = await ScenarioHost.OpenAsync(folder);
        var messages = Enumerable.Range(1, DueMessages).Select(number => new InstrumentMessage { Instrument = "old", Boot = "1", Sequence = number, Topic = "t", Payload = [1], ReceivedAt = DateTimeOffset.UnixEpoch });
        await app.Services.GetRequiredService<KeepMessages>().ExecuteAsync([.. messages], [], default);
        var accounts = await app.Services.GetRequiredService<LaboratoryQueries>().AccountsAsync(default);
        Actor Of(Role role) => accounts.Where(row => row.Roles.Contains(role)).Select(row => new Actor(row.Id, row.DisplayName, row.Roles)).First();
        var periods = app.Services.GetRequiredService<SetPeriod>();
        Assert.Null((await periods.ProposeAsync(Of(Role.Approver).Saying("示例"), KeptKind.InstrumentMessage, 1, "示例", default)).Refusal);
        Assert.Null((await periods.ConfirmAsync(Of(Role.Administrator), KeptKind.InstrumentMessage, default)).Refusal);
    });

    public const int DueMessages = 300;

    /// <summary>With one pile measured, submitted and checked: it waits to be approved.</summary>
    public static PreparedFolder Checked { get; } = new(async folder =>
    {
        await Seeded.CopyToAsync(folder);
        await using var app = await ScenarioHost.OpenAsync(folder);
        var people = await DemoPeople.FindAsync(app.Services.GetRequiredService<LaboratoryQueries>(), default);
        var submitted = await HeadlessScenario.Create(app.Services).SubmitAsync(people, await ScenarioHost.RequestAsync(app.Services, "SIM-EV-0001"), _ => { }, default);
        Assert.Null(submitted.Refusal);
        Assert.Null((await app.Services.GetRequiredService<MoveVerification>().ExecuteAsync(people.Checker, submitted.Value, VerificationStates.Check, null, default)).Refusal);
    });
}
