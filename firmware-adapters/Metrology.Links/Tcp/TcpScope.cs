using System.Net;

namespace Metrology.Links.Tcp;

/// <summary>
/// Where instruments on TCP may be: who may register a bench names an address, and the server connects to it and shows what came back. Without a limit that person could look around in every network that the
/// server reaches (CWE-918).
/// </summary>
/// <param name="Networks">Only addresses in these are connected to.</param>
/// <param name="ClosedPorts">Never connected to: the doors of the program itself.</param>
public sealed record TcpScope(IReadOnlyList<IPNetwork> Networks, IReadOnlyCollection<int> ClosedPorts)
{
    /// <summary>Networks of no public address (RFC 1918, RFC 4193), without this machine (127.0.0.0/8, ::1) and without link-local addresses, where clouds keep what they tell their machines.</summary>
    public static readonly IReadOnlyList<IPNetwork> Private = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("fc00::/7")];

    /// <summary>Of programs that a person starts for himself.</summary>
    public static readonly TcpScope Everywhere = new([IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")], []);

    public bool Allows(IPAddress address, int port)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !ClosedPorts.Contains(port) && Networks.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>Certain without looking the name up.</summary>
    internal bool Refuses(string host, int port) => ClosedPorts.Contains(port) || (IPAddress.TryParse(host, out var known) && !Allows(known, port));

    /// <summary>The name is looked up once, and what was compared is what is connected to.</summary>
    /// <exception cref="Instruments.Faults.InstrumentFault">"link.outside": an address of it lies elsewhere.</exception>
    internal async Task<IPAddress[]> LookUpAsync(string host, int port, string link, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
        return addresses.Length > 0 && Array.TrueForAll(addresses, one => Allows(one, port)) ? addresses : throw LinkFault.Outside(link);
    }
}
