namespace Metrology.Mqtt.Endpoint;

/// <summary>What the connections of one endpoint share.</summary>
internal sealed class EndpointServices
{
    public EndpointServices(MqttEndpointOptions options, IIngest ingest, TimeProvider time)
    {
        Options = options;
        Time = time;
        Sessions = new SessionStore(options.Limits, time);
        Router = new Router(Sessions, options.Limits, Counters, time);
        Pump = new IngestPump(ingest, Router, options.Limits, Counters, time);
    }

    public MqttEndpointOptions Options { get; }
    public TimeProvider Time { get; }
    public EndpointCounters Counters { get; } = new();
    public SessionStore Sessions { get; }
    public Router Router { get; }
    public IngestPump Pump { get; }
    public EndpointLimits Limits => Options.Limits;
}
