using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Web.Host.Syslog;

/// <summary>A collector of logs outside of this machine, where who breaks in here cannot change what was said before.</summary>
/// <param name="Scheme">"tls" (RFC 5425), "tcp" (RFC 6587, counted), "udp" (RFC 5426) or "unix" (a datagram socket of this machine, such as /dev/log).</param>
/// <param name="Host">Name or address; the path of a unix socket.</param>
internal sealed record SyslogAddress(string Scheme, string Host, int Port)
{
    public const string Variable = "METROLOGY_SYSLOG";

    /// <summary>Of RFC 5425, and of syslog since ever.</summary>
    private const int TlsPort = 6514, PlainPort = 514;

    private static readonly Refusal Wrong = Refusal.Of(
        "serve.bad-syslog",
        $"{Variable} 须为 tls://主机[:端口]、tcp://主机[:端口]、udp://主机[:端口] 或 unix:/路径。", $"{Variable} takes tls://HOST[:PORT], tcp://HOST[:PORT], udp://HOST[:PORT] or unix:/PATH.");

    /// <summary>Null where none is named.</summary>
    public static Outcome<SyslogAddress?> From(Func<string, string?> setting)
    {
        if (setting(Variable) is not { Length: > 0 } said)
            return (SyslogAddress?)null;
        if (said.StartsWith("unix:/", StringComparison.Ordinal))
            return new SyslogAddress("unix", said["unix:".Length..], 0);
        var isOne = Uri.TryCreate(said, UriKind.Absolute, out var address) && address.Scheme is "tls" or "tcp" or "udp" && address.Host.Length > 0 && address.PathAndQuery is "/" or "" && address.UserInfo.Length == 0;
        return isOne ? new SyslogAddress(address!.Scheme, address.Host.Trim('[', ']'), address.Port > 0 ? address.Port : address.Scheme == "tls" ? TlsPort : PlainPort) : Wrong;
    }

    public override string ToString() => Scheme == "unix" ? $"unix:{Host}" : string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{Host}:{Port}");
}
