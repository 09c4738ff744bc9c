using Metrology.Core.Words;
using Metrology.Links.Tcp;
using Microsoft.AspNetCore.Http;

namespace Metrology.Web.Host;

/// <summary>In which networks instruments on TCP may be. Whoever may register a bench does not choose them.</summary>
internal static class BenchNetworks
{
    public const string Variable = "METROLOGY_BENCH_NETWORKS";

    /// <summary>Private networks where none is named.</summary>
    public static Outcome<IReadOnlyList<System.Net.IPNetwork>> From(Func<string, string?> setting) =>
        setting(Variable) is { Length: > 0 } said ? KnownProxies.NetworksOf(Variable, said) : TcpScope.Private.ToList();

    /// <summary>The ports of the program itself are no instruments, wherever they are.</summary>
    public static TcpScope ScopeOf(ServeOptions options) =>
        new(options.BenchNetworks, [.. (options.Urls ?? ServeOptions.DefaultUrls).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(url => BindingAddress.Parse(url).Port).Append(options.Mqtt.Port).Where(port => port > 0)]);
}
