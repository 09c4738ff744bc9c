using System.Globalization;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Metrology.Links.Mqtt;
using Metrology.Links.Station;
using Metrology.Links.Tcp;
using Metrology.Links.Tty;

namespace Metrology.Links;

/// <summary>
/// Makes links from the addresses in the equipment register: "tty:PATH?baud=…&amp;format=…" (Linux), "tcp:HOST:PORT" (with "?rfc2217=on&amp;baud=…" negotiated) and "mqtt-bytes:HOST:PORT/TOPIC"; a foreign link adds its scheme
/// with <see cref="With"/>. Refuses with "link.address", "link.scheme" or "link.outside". A link made here is not open yet.
/// </summary>
public sealed class LinkFactory
{
    private readonly SortedList<string, Func<LinkAddress, Outcome<ILink>>> schemes;

    private LinkFactory(SortedList<string, Func<LinkAddress, Outcome<ILink>>> schemes) => this.schemes = schemes;

    /// <param name="scope">Where TCP may lead; null is everywhere.</param>
    public static LinkFactory Of(TimeProvider time, TcpScope? scope = null)
    {
        var schemes = new SortedList<string, Func<LinkAddress, Outcome<ILink>>>(StringComparer.Ordinal)
        {
            ["tcp"] = address => Tcp(address, time, scope ?? TcpScope.Everywhere),
            [MessageByteLink.Scheme] = address => Bytes(address, time, scope ?? TcpScope.Everywhere),
        };
        if (OperatingSystem.IsLinux())
            schemes["tty"] = Tty;
        return new(schemes);
    }

    /// <summary>Ports of stations as well, "station:NAME/LINK". Where TCP of a station may lead, the station says.</summary>
    public LinkFactory WithStations(StationLines lines, TimeProvider time) => With(StationLink.Scheme, address => StationLink.Create(address, Of(time), lines, time));

    public LinkFactory With(string scheme, Func<LinkAddress, Outcome<ILink>> create) => new(new(schemes, StringComparer.Ordinal) { [scheme] = create });

    public Outcome<ILink> Create(string address)
    {
        var parsed = LinkAddress.Parse(address);
        if (parsed.Refusal is { } refusal)
            return refusal;
        return schemes.TryGetValue(parsed.Value.Scheme, out var create) ? create(parsed.Value) : LinkRefusal.Scheme(parsed.Value.Scheme, schemes.Keys);
    }

    private static Outcome<ILink> Tty(LinkAddress address)
    {
        if (!OperatingSystem.IsLinux() || !Path.IsPathRooted(address.Target) || address.Target.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))
            return LinkRefusal.Address(address.Target);
        // A port that is not there yet may come; a file with contents is none and never will be. A device has a length of zero.
        if (IsFile(address.Target))
            return LinkRefusal.NotAPort(address.Target);
        if (address.Stranger(["baud", "format", .. TtyLines.Names]) is { } stranger)
            return LinkRefusal.Address(stranger);
        var (settings, lines) = Port(address);
        return (settings.Refusal ?? lines.Refusal) is { } refusal ? refusal : new TtyLink(address.Target, settings.Value, lines.Value);
    }

    private static bool IsFile(string path)
    {
        try
        {
            return File.Exists(path) && new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path) is { Exists: true, Length: > 0 };
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static (Outcome<TtySettings> Settings, Outcome<TtyLines> Lines) Port(LinkAddress address) =>
        (TtySettings.Parse(address.Settings.GetValueOrDefault("baud"), address.Settings.GetValueOrDefault("format")), TtyLines.Parse(address.Settings));

    private static Outcome<ILink> Tcp(LinkAddress address, TimeProvider time, TcpScope scope)
    {
        if (HostOf(address.Target) is not { } peer)
            return LinkRefusal.Address(address.Target);
        // A name is looked up when it is connected to; what is certain is said now.
        if (scope.Refuses(peer.Host, peer.Port))
            return LinkRefusal.Outside(address.Target);
        var plain = new TcpLink(peer.Host, peer.Port, time, scope);
        if (!address.Settings.TryGetValue("rfc2217", out var negotiated))
            return address.Stranger() is { } strange ? LinkRefusal.Address(strange) : plain;
        // The driver of the server gathers bytes as it does: there is no command for its latency.
        if (negotiated != "on" || address.Stranger("rfc2217", "baud", "format", "flow", "rts", "dtr") is not null)
            return LinkRefusal.Address(address.Stranger("rfc2217", "baud", "format", "flow", "rts", "dtr") ?? $"rfc2217={negotiated}");
        var (settings, lines) = Port(address);
        return (settings.Refusal ?? lines.Refusal) is { } refusal ? refusal : new Rfc2217Link(plain, settings.Value, lines.Value, time);
    }

    /// <summary>"mqtt-bytes:HOST:PORT/TOPIC": a serial line that a bridge carries under a topic of a broker.</summary>
    private static Outcome<ILink> Bytes(LinkAddress address, TimeProvider time, TcpScope scope)
    {
        var slash = address.Target.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1 || address.Stranger() is not null || HostOf(address.Target[..slash]) is not { } peer || address.Target[(slash + 1)..] is not { Length: > 0 } topic || topic.AsSpan().IndexOfAny("+#\0") >= 0)
            return LinkRefusal.Address(address.Target);
        if (scope.Refuses(peer.Host, peer.Port))
            return LinkRefusal.Outside(address.Target);
        var link = $"{MessageByteLink.Scheme}:{address.Target}";
        return new MessageByteLink(link, topic, async cancellation => await MqttLink.ConnectAsync(
            new() { Host = (await scope.LookUpAsync(peer.Host, peer.Port, link, cancellation).ConfigureAwait(false))[0].ToString(), Port = peer.Port, ClientId = $"metrology-{Guid.NewGuid():N}" }, time, new Random(), cancellation).ConfigureAwait(false));
    }

    private static (string Host, int Port)? HostOf(string target)
    {
        var colon = target.LastIndexOf(':');
        return colon >= 1 && ushort.TryParse(target[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port != 0 ? (target[..colon].Trim('[', ']'), port) : null;
    }
}
