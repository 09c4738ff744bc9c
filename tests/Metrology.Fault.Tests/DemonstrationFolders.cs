using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Scenario.Worker;
using Metrology.Testing;
using Metrology.Web.Demonstration;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Fault.Tests;

/// <summary>Data folders of the demonstration, made once.</summary>
internal static class DemonstrationFolders
{
    public static PreparedFolder Seeded { get; } = new(async folder => await (await ScenarioHost.OpenAsync(folder)).DisposeAsync());

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
