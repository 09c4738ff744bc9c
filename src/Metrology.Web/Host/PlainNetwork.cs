using System.Net;
using Metrology.Core.Words;

namespace Metrology.Web.Host;

/// <summary>
/// What may cross a network without encryption. Passwords and readings would, so nothing may unless whoever runs the server says so: on the machine itself, or behind a proxy that is named, it does not.
/// </summary>
/// <param name="Http">Pages and API.</param>
/// <param name="Mqtt">What instruments publish.</param>
internal sealed record PlainNetwork(bool Http, bool Mqtt)
{
    public const string Variable = "METROLOGY_PLAIN_NETWORK";

    private static readonly Refusal Wrong = Refusal.Of(
        "serve.bad-plain-network", $"{Variable} 须为 http、mqtt，或二者用逗号分隔。", $"{Variable} takes http, mqtt, or both separated by a comma.");

    private static readonly Refusal PlainHttp = Refusal.Of(
        "serve.plain-http",
        $"--urls 中有网络上的 http 地址：密码会以明文传送，没有启动。请改用 https 地址（{HttpsTls.CertificateVariable}），在前面放置反向代理并写入 {KnownProxies.Variable}，或者在知道后果时设 {Variable}=http。",
        $"--urls has an http address on the network: passwords would cross it as plain text, and the server was not started. Use an https address ({HttpsTls.CertificateVariable}), put a reverse proxy before it and name it in {KnownProxies.Variable}, or set {Variable}=http if you know what it means.");

    private static readonly Refusal PlainMqtt = Refusal.Of(
        "serve.plain-mqtt",
        $"--mqtt 是网络上的地址而没有 TLS：仪器的密钥和读数会以明文传送，没有启动。请给出 {MqttTls.CertificateVariable}，或者在知道后果时设 {Variable}=mqtt。",
        $"--mqtt is an address on the network without TLS: keys and readings of instruments would cross it as plain text, and the server was not started. Give {MqttTls.CertificateVariable}, or set {Variable}=mqtt if you know what it means.");

    public static Outcome<PlainNetwork> From(Func<string, string?> setting)
    {
        var said = (setting(Variable) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return said.All(word => word is "http" or "mqtt") ? new PlainNetwork(said.Contains("http"), said.Contains("mqtt")) : Wrong;
    }

    /// <summary>Null when the server may listen as it was asked to.</summary>
    public Refusal? WhyNot(IEnumerable<BindingAddress> urls, ServeOptions options) =>
        !Http && HttpsTls.IsPlainOnNetwork(urls, options) ? PlainHttp
        : !Mqtt && options.MqttTls is null && !IPAddress.IsLoopback(options.Mqtt.Address) ? PlainMqtt
        : null;
}
