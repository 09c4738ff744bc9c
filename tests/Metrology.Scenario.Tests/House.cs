using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Metrology.Scenario.Worker;
using Metrology.Web.Demonstration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Scenario.Tests;

/// <summary>The product with its demonstration on a data folder of its own.</summary>
internal sealed class House : IAsyncDisposable
{
    /// <summary>A seeded data folder, made once and copied: migrating and hashing passwords take longer than many a test.</summary>
    private static readonly Lazy<Task<DirectoryInfo>> Seeded = new(SeedAsync);

    private readonly WebApplication app;
    private readonly DirectoryInfo folder;

    private House(WebApplication app, DirectoryInfo folder) => (this.app, this.folder) = (app, folder);

    public static async Task<House> OpenAsync(ulong seed = SimulationSettings.DefaultSeed, IReadOnlyDictionary<string, decimal>? errors = null)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-scenario-");
        foreach (var file in (await Seeded.Value).GetFiles())
            file.CopyTo(Path.Combine(folder.FullName, file.Name));
        return new(await ScenarioHost.OpenAsync(folder.FullName, seed, errors), folder);
    }

    private static async Task<DirectoryInfo> SeedAsync()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-scenario-seed-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        // Closing the only writer brings everything into the one file.
        await using var app = await ScenarioHost.OpenAsync(folder.FullName);
        return folder;
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
