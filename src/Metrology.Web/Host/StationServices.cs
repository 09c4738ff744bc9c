using Metrology.App.Demonstration;
using Metrology.App.Verifications;
using Metrology.Station.Benches;
using Metrology.Station.Ingest;
using Metrology.Web.Demonstration;

namespace Metrology.Web.Host;

/// <summary>The station of a one-PC laboratory: MQTT endpoint and benches inside the server.</summary>
internal static class StationServices
{
    public static IServiceCollection AddStation(this IServiceCollection services, ServeOptions options)
    {
        services.AddSingleton<LiveFeed>().AddSingleton<BenchRecord>().AddSingleton<BenchRunner>().AddSingleton<BenchRuns>().AddSingleton<LeftRuns>().AddSingleton<MessageIngest>();
        services.AddSingleton(provider => new Broker(
            options.Mqtt, provider.GetRequiredService<BrokerAccess>(), provider.GetRequiredService<MessageIngest>(), provider.GetRequiredService<TimeProvider>()));
        if (options.IsDemo)
        {
            var simulation = new SimulationSettings(options.Seed, options.Speed);
            services.AddSingleton(DemonstrationData.Current).AddSingleton(simulation);
            services.AddSingleton(new BrokerAccess(simulation.Keys(DemonstrationData.Current)));
            services.AddSingleton<IBenchConnector, SimulatedBenchConnector>();
        }
        else
        {
            var file = Load(options.Data.Station);
            services.AddSingleton(new BrokerAccess(file.Instruments)).AddSingleton(file);
            services.AddSingleton<IBenchConnector, ConfiguredBenchConnector>();
        }

        services.AddHostedService<StationLife>();
        return services;
    }

    /// <summary>Without the file there are no benches and nobody gets in.</summary>
    /// <exception cref="WrongFileException">Something in it is wrong.</exception>
    private static StationFile Load(string path)
    {
        if (!File.Exists(path))
            return StationFile.Empty;
        var loaded = StationFile.Load(File.ReadAllBytes(path));
        return loaded.Value ?? throw new WrongFileException(path, loaded.Problems);
    }
}

/// <summary>Opens the endpoint with the server, takes up the runs that the last one left, and leaves every bench in its safe state before the server ends.</summary>
internal sealed class StationLife(Broker broker, BenchRuns runs, LeftRuns left) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        broker.Start();
        return left.InterruptAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => runs.StopAsync();
}
