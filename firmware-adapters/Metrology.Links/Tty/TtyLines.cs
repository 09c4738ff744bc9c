using Metrology.Core.Words;

namespace Metrology.Links.Tty;

/// <summary>What a serial line has beside rate and format. Everything is left as it is found unless it is named.</summary>
/// <param name="Rts">State of the line while the port is open; null leaves it to the driver.</param>
/// <param name="Dtr">The same.</param>
/// <param name="IsLowLatency">Asks the driver not to gather bytes before it hands them on (ASYNC_LOW_LATENCY).</param>
public sealed record TtyLines(FlowControl Flow = FlowControl.None, bool? Rts = null, bool? Dtr = null, bool IsLowLatency = false)
{
    public static TtyLines Default { get; } = new();

    /// <summary>Names of the settings in an address.</summary>
    internal static readonly string[] Names = ["flow", "rts", "dtr", "latency"];

    /// <summary>As an address writes it, "&amp;flow=hardware&amp;dtr=on"; empty for what is usual.</summary>
    public string Text => string.Concat(
        Flow switch { FlowControl.Hardware => "&flow=hardware", FlowControl.Software => "&flow=software", _ => "" }, Said("rts", Rts), Said("dtr", Dtr), IsLowLatency ? "&latency=low" : "");

    /// <summary>Refuses with "link.address" a value that is none, and RTS by hand together with the flow control that drives it.</summary>
    public static Outcome<TtyLines> Parse(IReadOnlyDictionary<string, string> settings)
    {
        FlowControl? flow = settings.GetValueOrDefault("flow") switch { null or "none" => FlowControl.None, "hardware" => FlowControl.Hardware, "software" => FlowControl.Software, _ => null };
        if (flow is not { } chosen)
            return LinkRefusal.Address($"flow={settings["flow"]}");
        foreach (var name in new[] { "rts", "dtr" })
        {
            if (settings.TryGetValue(name, out var state) && state is not ("on" or "off"))
                return LinkRefusal.Address($"{name}={state}");
        }

        if (settings.TryGetValue("latency", out var latency) && latency is not ("low" or "usual"))
            return LinkRefusal.Address($"latency={latency}");
        var (rts, dtr) = (OnOff(settings, "rts"), OnOff(settings, "dtr"));
        return chosen == FlowControl.Hardware && rts is not null ? LinkRefusal.Address("flow=hardware&rts") : new TtyLines(chosen, rts, dtr, latency == "low");
    }

    private static bool? OnOff(IReadOnlyDictionary<string, string> settings, string name) => settings.TryGetValue(name, out var state) ? state == "on" : null;

    private static string Said(string name, bool? state) => state is { } on ? $"&{name}={(on ? "on" : "off")}" : "";
}

public enum FlowControl
{
    None,

    /// <summary>RTS and CTS.</summary>
    Hardware,

    /// <summary>XON and XOFF, which take two byte values from the data.</summary>
    Software,
}
