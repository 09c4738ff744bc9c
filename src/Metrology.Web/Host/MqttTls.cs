using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Words;
using Metrology.Station.Ingest;

namespace Metrology.Web.Host;

/// <summary>TLS of the MQTT port, as the environment names its files (PEM).</summary>
/// <param name="Broker">Null where no certificate is named: plain TCP.</param>
internal sealed record MqttTls(BrokerTls? Broker)
{
    public const string CertificateVariable = "METROLOGY_MQTT_CERTIFICATE_FILE", KeyVariable = "METROLOGY_MQTT_KEY_FILE", AuthorityVariable = "METROLOGY_MQTT_CLIENT_AUTHORITY_FILE", RevokedVariable = "METROLOGY_MQTT_CLIENT_REVOKED_FILE";

    private static readonly Refusal Half = Refusal.Of(
        "serve.mqtt-tls", $"{CertificateVariable} 与 {KeyVariable} 须一同给出；{AuthorityVariable} 须与它们一起使用，{RevokedVariable} 须与 {AuthorityVariable} 一起使用。",
        $"{CertificateVariable} and {KeyVariable} are given together, {AuthorityVariable} only with them, and {RevokedVariable} only with {AuthorityVariable}.");

    public static Outcome<MqttTls> From(Func<string, string?> setting)
    {
        var (certificate, key, authority, revoked) = (setting(CertificateVariable), setting(KeyVariable), setting(AuthorityVariable), setting(RevokedVariable));
        if (certificate is null && key is null && authority is null && revoked is null)
            return new MqttTls(Broker: null);
        if (certificate is null || key is null || (revoked is not null && authority is null))
            return Half;
        if (revoked is not null && !RevocationLists.IsReadable(revoked))
            return Unreadable(revoked);
        try
        {
            var own = PemCertificate.Read(certificate, key);
            X509Certificate2Collection? authorities = null;
            if (authority is not null)
            {
                authorities = [];
                authorities.ImportFromPemFile(authority);
                if (authorities.Count == 0)
                    return Unreadable(authority);
            }

            return new MqttTls(new BrokerTls(own.Own, [.. own.Between], authorities) { Revoked = revoked });
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return Unreadable(string.Join(", ", new[] { certificate, key, authority }.Where(file => file is not null)));
        }
    }

    private static Refusal Unreadable(string files) => Refusal.Of(
        "serve.mqtt-tls", $"不能从 {files} 读出 PEM 证书和密钥。", $"No PEM certificate and key can be read from {files}.");
}
