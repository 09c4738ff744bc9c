using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Metrology.Scenario.Worker;
using Metrology.Testing;
using Metrology.Web.Demonstration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Scenario.Tests;

/// <summary>The product with its demonstration on a data folder of its own.</summary>
internal sealed class House : IAsyncDisposable
{
    private static readonly PreparedFolder Seeded = new(async folder =>
    {
        // Closing the only writer brings everything into the one file.
        await using var app = await ScenarioHost.OpenAsync(folder);
    });

    private readonly WebApplication app;
    private readonly DirectoryInfo folder;

    private House(WebApplication app, DirectoryInfo folder) => (this.app, this.folder) = (app, folder);

    public static async Task<House> OpenAsync(ulong seed = SimulationSettings.DefaultSeed, IReadOnlyDictionary<string, decimal>? errors = null)
    {
        var folder = new DirectoryInfo(await Seeded.CopyAsync());
        return new(await ScenarioHost.OpenAsync(folder.FullName, seed, errors), folder);
    }

    public IServiceProvider Services => app.Services;

    public T The<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>From draft to issued paper.</summary>
    public async Task<Outcome<Certificate>> VerifyAsync(string serial)
    {
        var scenario = ActivatorUtilities.CreateInstance<HeadlessScenario>(app.Services, ActivatorUtilities.CreateInstance<BenchWork>(app.Services));
        var people = await DemoPeople.FindAsync(The<LaboratoryQueries>(), default);
        return await scenario.RunAsync(people, await ScenarioHost.RequestAsync(app.Services, serial), _ => { }, TestContext.Current.CancellationToken);
    }

    public async Task<RunRecord> RecordAsync(Guid id) => (await The<VerificationQueries>().FindAsync(id, default)).Value;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
