using System.Net;
using System.Net.Sockets;

namespace Metrology.Web.Host.Messages;

/// <summary>
/// Whether an address lies in the public network, so that a webhook cannot be aimed at the machine itself or at its neighbours: the special-purpose registries of IANA (RFC 6890) and the
/// addresses of IPv6 that carry one of IPv4.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Of IPv6 only what is given out as global unicast.</summary>
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    public static bool Is(IPAddress address)
    {
        var one = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (one.AddressFamily == AddressFamily.InterNetwork || Global.Contains(one)) && !Special.Any(network => network.Contains(one));
    }
}
