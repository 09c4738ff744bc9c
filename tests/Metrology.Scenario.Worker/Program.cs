// Measures one pile of the demonstration in a data folder: opens the record, or goes on with the one that is there. After each commit that it sees it
// prints how many events and observations stand. Metrology.Scenario.Tests kills it and starts it again.
// Arguments: data folder, serial number.
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Scenario.Worker;
using Metrology.Station.Benches;
using Metrology.Web.Demonstration;
using Microsoft.Extensions.DependencyInjection;

await using var app = await ScenarioHost.OpenAsync(args[0]);
var services = app.Services;
var (verifications, record, signals) = (services.GetRequiredService<VerificationQueries>(), services.GetRequiredService<RecordEvent>(), services.GetRequiredService<RunSignals>());
var verifier = (await DemoPeople.FindAsync(services.GetRequiredService<LaboratoryQueries>(), default)).Technician;
var work = ActivatorUtilities.CreateInstance<BenchWork>(services);

var left = (await verifications.ListAsync(null, args[1], default)).Select(line => (Guid?)line.Id).FirstOrDefault();
var id = left ?? (await services.GetRequiredService<OpenVerification>().ExecuteAsync(verifier, await ScenarioHost.RequestAsync(services, args[1]), default)).Value;
await services.GetRequiredService<LeftRuns>().InterruptAsync(default);
services.GetRequiredService<BenchRuns>().Attach((await verifications.FindAsync(id, default)).Value, verifier);
while (true)
{
    var changed = signals.NextChange(id);
    var run = (await verifications.FindAsync(id, default)).Value;
    Console.Out.WriteLine($"{run.Events} {run.State.Observations.Count}");
    Console.Out.Flush();
    if (run.State.IsFinished)
        return 0;
    if (work.Answer(run) is { } happened)
        // The bench may have been faster with an interruption; then the next look says what to do.
        await record.ExecuteAsync(verifier, id, happened, [], default);
    else
        await changed;
}
