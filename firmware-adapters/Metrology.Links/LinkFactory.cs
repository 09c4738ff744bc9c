using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Metrology.Links.Tcp;
using Metrology.Links.Tty;

namespace Metrology.Links;

/// <summary>
/// Makes links from the addresses in the equipment register: "tty:PATH?baud=…&amp;format=…" (Linux) and "tcp:HOST:PORT"; a foreign link adds its scheme
/// with <see cref="With"/>. Refuses with "link.address", "link.scheme" or "link.outside". A link made here is not open yet.
/// </summary>
public sealed class LinkFactory
{
    private readonly ImmutableSortedDictionary<string, Func<LinkAddress, Outcome<ILink>>> schemes;

    private LinkFactory(ImmutableSortedDictionary<string, Func<LinkAddress, Outcome<ILink>>> schemes) => this.schemes = schemes;

    /// <param name="scope">Where TCP may lead; null is everywhere.</param>
    public static LinkFactory Of(TimeProvider time, TcpScope? scope = null)
    {
        var schemes = ImmutableSortedDictionary<string, Func<LinkAddress, Outcome<ILink>>>.Empty.Add("tcp", address => Tcp(address, time, scope ?? TcpScope.Everywhere));
        return new(OperatingSystem.IsLinux() ? schemes.Add("tty", Tty) : schemes);
    }

    public LinkFactory With(string scheme, Func<LinkAddress, Outcome<ILink>> create) => new(schemes.SetItem(scheme, create));

    public Outcome<ILink> Create(string address)
    {
        var parsed = LinkAddress.Parse(address);
        if (parsed.Refusal is { } refusal)
            return refusal;
        return schemes.TryGetValue(parsed.Value.Scheme, out var create) ? create(parsed.Value) : LinkRefusal.Scheme(parsed.Value.Scheme, schemes.Keys);
    }

    private static Outcome<ILink> Tty(LinkAddress address)
    {
        if (!OperatingSystem.IsLinux() || !Path.IsPathRooted(address.Target))
            return LinkRefusal.Address(address.Target);
        if (address.Stranger("baud", "format") is { } stranger)
            return LinkRefusal.Address(stranger);
        var settings = TtySettings.Parse(address.Settings.GetValueOrDefault("baud"), address.Settings.GetValueOrDefault("format"));
        return settings.Refusal is { } refusal ? refusal : new TtyLink(address.Target, settings.Value);
    }

    private static Outcome<ILink> Tcp(LinkAddress address, TimeProvider time, TcpScope scope)
    {
        var colon = address.Target.LastIndexOf(':');
        if (colon < 1 || address.Stranger() is not null
            || !ushort.TryParse(address.Target[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
            return LinkRefusal.Address(address.Target);
        var host = address.Target[..colon].Trim('[', ']');
        // A name is looked up when it is connected to; what is certain is said now.
        return scope.ClosedPorts.Contains(port) || (IPAddress.TryParse(host, out var known) && !scope.Allows(known, port)) ? LinkRefusal.Outside(address.Target) : new TcpLink(host, port, time, scope);
    }
}
