using System.Net;
using System.Net.Sockets;
using Metrology.Core.Words;
using Microsoft.AspNetCore.HttpOverrides;

namespace Metrology.Web.Host;

/// <summary>Proxies in front of the server, whose word about the address and the scheme of a request is taken; of anybody else it is passed over.</summary>
internal static class KnownProxies
{
    public const string Variable = "METROLOGY_KNOWN_PROXIES";

    private static Refusal Wrong(string variable) => Refusal.Of(
        "serve.bad-proxies",
        $"{variable} 须为地址或网段，逗号分隔，例如 127.0.0.1, 10.0.8.0/28；不能是所有地址。",
        $"{variable} takes addresses or networks separated by commas, for example 127.0.0.1, 10.0.8.0/28; never all addresses.");

    /// <summary>Empty where none is named.</summary>
    public static Outcome<IReadOnlyList<System.Net.IPNetwork>> From(Func<string, string?> setting) => NetworksOf(Variable, setting(Variable));

    /// <summary>Addresses and networks as a variable of the environment names them.</summary>
    public static Outcome<IReadOnlyList<System.Net.IPNetwork>> NetworksOf(string variable, string? said)
    {
        var networks = new List<System.Net.IPNetwork>();
        foreach (var text in (said ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(text, out var address))
                networks.Add(new(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128));
            else if (System.Net.IPNetwork.TryParse(text, out var network) && network.PrefixLength > 0)
                networks.Add(network);
            else
                return Wrong(variable);
        }

        return networks;
    }

    public static void UseKnownProxies(this WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<ServeOptions>().Proxies;
        if (proxies.Count == 0)
            return;
        // From the nearest backwards, as far as each is known: what the caller wrote himself comes after the first that is not.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            options.KnownIPNetworks.Add(proxy);
        app.UseForwardedHeaders(options);
    }
}
