using Metrology.App.Demonstration;
using Metrology.App.Payloads;
using Metrology.App.Verifications;
using Metrology.Links;
using Metrology.Links.Station;
using Metrology.Simulators.Room;
using Metrology.Station.Benches;
using Metrology.Station.Ingest;
using Metrology.Web.Demonstration;

namespace Metrology.Web.Host;

/// <summary>The station of a one-PC laboratory: MQTT endpoint and benches inside the server.</summary>
internal static class StationServices
{
    public static IServiceCollection AddStation(this IServiceCollection services, ServeOptions options)
    {
        services.AddSingleton<LiveFeed>().AddSingleton<BenchDesk>().AddSingleton<EnterReadings>().AddSingleton<BenchHealth>().AddSingleton<BenchRecord>().AddSingleton<BenchRunner>().AddSingleton<BenchRuns>().AddSingleton<LeftRuns>().AddSingleton<MessageIngest>();
        services.AddSingleton(provider => new Broker(
            options.Mqtt, provider.GetRequiredService<BrokerAccess>(), provider.GetRequiredService<MessageIngest>(), provider.GetRequiredService<TimeProvider>(), options.MqttTls));
        services.AddSingleton<StationLines>();
        services.AddSingleton(provider => LinkFactory.Of(provider.GetRequiredService<TimeProvider>(), BenchNetworks.ScopeOf(options)).WithStations(provider.GetRequiredService<StationLines>(), provider.GetRequiredService<TimeProvider>()));
        var own = new OwnFolders(options.Data);
        var (maps, file) = (own.Maps, Load(options.Data.Station));
        services.AddSingleton(own).AddSingleton(own.Mappings).AddSingleton(own.Tariffs).AddSingleton<PayloadIntake>().AddSingleton<IPayloadListener>(provider => provider.GetRequiredService<PayloadIntake>()).AddSingleton<RebirthCalls>().AddSingleton<PayloadHearing>();
        services.AddSingleton(maps).AddSingleton(own.Types).AddSingleton<WiredMeters>().AddSingleton<WiredBench>().AddSingleton<TriedInstruments>().AddSingleton<LinkTrial>().AddSingleton<CommandMeters>().AddSingleton<ConfiguredBenchConnector>();
        services.AddSingleton<IBenchReach>(provider => new BenchReach(options.IsDemo, maps, own.Types, provider.GetRequiredService<LinkFactory>(), provider.GetRequiredService<PayloadIntake>()));
        var simulation = new SimulationSettings(options.Seed, options.Speed);
        var keys = new GatewayKeys(options.Data.Station, file.Instruments, options.IsDemo ? simulation.Keys(DemonstrationData.Current) : StationFile.Empty.Instruments);
        services.AddSingleton(keys).AddSingleton(provider => new BrokerAccess(keys.All) { NeedsCertificate = options.MqttTls?.NeedsCertificate == true, Payloads = provider.GetRequiredService<PayloadIntake>(), IsOfStation = async (name, cancellation) => await provider.GetRequiredService<App.Stations.StationQueries>().OwnerOfAsync(name, cancellation) is not null });
        if (options.IsDemo)
            services.AddSingleton(DemonstrationData.Current).AddSingleton(simulation).AddSingleton<DemonstrationBenches>().AddSingleton<IBenchConnector, SimulatedBenchConnector>();
        else
            services.AddSingleton<IBenchConnector>(provider => provider.GetRequiredService<ConfiguredBenchConnector>());

        services.AddSingleton(provider => new SimulatorRoom(options.Data.Lines, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<StationLife>();
        return services;
    }

    /// <summary>Without the file no gateway gets in.</summary>
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
internal sealed class StationLife(Broker broker, BenchRuns runs, LeftRuns left, SimulatorRoom simulators, StationLines lines, PayloadHearing payloads, IHostApplicationLifetime life) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await payloads.BeginAsync(cancellationToken);
        broker.Start();
        life.ApplicationStopping.Register(() => _ = LetGoAsync());
        await left.InterruptAsync(cancellationToken);
    }

    /// <summary>A server that stops waits for its connections, and a line has no end of its own. A load at a port of a station is brought to its safe state before.</summary>
    private async Task LetGoAsync()
    {
        await runs.StopAsync();
        lines.Close();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await payloads.EndAsync();
        await runs.StopAsync();
        await simulators.DisposeAsync();
    }
}

/// <summary>Payloads are heard by the bindings of the register from the first message on, and Sparkplug nodes are asked for their births.</summary>
internal sealed class PayloadHearing(PayloadQueries bindings, PayloadIntake intake, RebirthCalls calls)
{
    private readonly CancellationTokenSource ending = new();
    private Task asking = Task.CompletedTask;

    public async Task BeginAsync(CancellationToken cancellation)
    {
        intake.Listen(await bindings.InForceAsync(cancellation));
        asking = Task.Run(() => calls.RunAsync(ending.Token), cancellation);
    }

    public async Task EndAsync()
    {
        await ending.CancelAsync();
        await asking;
    }
}
