using System.Collections.Immutable;
using Metrology.App.Customers;
using Metrology.App.Demonstration;
using Metrology.App.Standards;
using Metrology.App.Verifications;
using Metrology.Core.Procedures;
using Metrology.Station.Ingest;
using Metrology.Web.Demonstration;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Metrology.Scenario.Worker;

/// <summary>The product's own host with its demonstration, whose charges pass faster and whose piles may err as a test wants.</summary>
public static class ScenarioHost
{
    /// <summary>1.2 kWh at 7 kW in about half a second.</summary>
    private const double Speed = 1200;

    /// <param name="errors">Error in percent by serial number, where it is not the demonstration's.</param>
    /// <param name="clock">Instead of that of the machine.</param>
    public static async Task<WebApplication> OpenAsync(string folder, ulong seed = SimulationSettings.DefaultSeed, IReadOnlyDictionary<string, decimal>? errors = null, TimeProvider? clock = null)
    {
        var app = MetrologyHost.Create(new(new DataFolder(folder), IsDemo: true) { Seed = seed }, builder =>
        {
            var simulation = new SimulationSettings(seed, Speed);
            var data = Err(DemonstrationData.Current, errors ?? ImmutableDictionary<string, decimal>.Empty);
            builder.Services.AddSingleton(simulation).AddSingleton(data).AddSingleton(new BrokerAccess(simulation.Keys(data)));
            if (clock is not null)
                builder.Services.AddSingleton(clock);
            builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        });
        await MetrologyHost.PrepareAsync(app, CancellationToken.None);
        app.Services.GetRequiredService<Broker>().Start();
        return app;
    }

    /// <summary>What opens a verification of the pile on the first bench, today.</summary>
    public static async Task<OpenVerification.Request> RequestAsync(IServiceProvider services, string serial)
    {
        var unit = (await services.GetRequiredService<UnitQueries>().AllAsync(default)).Single(row => row.SerialNumber == serial);
        var bench = (await services.GetRequiredService<VerificationQueries>().BenchesAsync(default))[0];
        var standard = (await services.GetRequiredService<StandardQueries>().AllAsync(default)).First(row => row.Equipment.Any(link => link.EquipmentId == bench.ReferenceId));
        return new(unit.Id, standard.Id, bench.Id, VerificationKind.First, DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetLocalNow().DateTime));
    }

    private static DemonstrationData Err(DemonstrationData data, IReadOnlyDictionary<string, decimal> errors) => data with
    {
        Units = [.. data.Units.Select(unit => errors.TryGetValue(unit.SerialNumber, out var percent) ? unit with { Simulation = unit.Simulation with { ErrorPercent = percent } } : unit)],
    };
}
