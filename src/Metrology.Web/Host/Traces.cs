using System.Diagnostics;

namespace Metrology.Web.Host;

/// <summary>Every request has a trace id, which answers and lines of the log say. The framework begins one only while somebody listens.</summary>
internal static class Traces
{
    private static readonly Lazy<ActivityListener> Listener = new(() =>
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Microsoft.AspNetCore",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    });

    /// <summary>Once for a process; again does nothing.</summary>
    public static void Begin() => _ = Listener.Value;
}
