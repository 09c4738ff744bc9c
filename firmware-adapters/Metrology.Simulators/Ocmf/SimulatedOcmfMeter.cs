using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Metrology.Simulators.Ocmf;

/// <summary>A meter that signs what it measured, with a key of its own that no other process has.</summary>
public sealed class SimulatedOcmfMeter : IDisposable
{
    private readonly ECDsa key;
    private readonly string serial;
    private readonly string curve;
    private int pagination;

    /// <param name="curve">Name as SA has it, and the curve itself.</param>
    public SimulatedOcmfMeter(string serial, string curve, ECCurve shape) => (this.serial, this.curve, key) = (serial, curve, ECDsa.Create(shape));

    /// <summary>On the curve that most meters have.</summary>
    public static SimulatedOcmfMeter Usual(string serial) => new(serial, "secp256r1", ECCurve.NamedCurves.nistP256);

    /// <summary>SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey => key.ExportSubjectPublicKeyInfo();

    public string PublicKeyPem => key.ExportSubjectPublicKeyInfoPem();

    /// <summary>The record of a session; the second reading leaves out what is as in the first.</summary>
    /// <param name="from">kWh, with the digits of the register.</param>
    public string Session(string from, string to, DateTimeOffset begin, DateTimeOffset end, bool isBase64 = false, string state = "G", string errors = "", string obis = "1-0:1.8.0", string transaction = "E")
    {
        var payload = $$"""
            {"FV":"1.0","GI":"Metrology SIM","GS":"{{serial}}","PG":"T{{++pagination}}","MV":"示例","MM":"SIM-OCMF","MS":"{{serial}}","RD":[{"TM":"{{Time(begin)}}","TX":"B","RV":{{from}},"RI":"{{obis}}","RU":"kWh","RT":"AC","EF":"","ST":"G"},{"TM":"{{Time(end)}}","TX":"{{transaction}}","RV":{{to}},"EF":"{{errors}}","ST":"{{state}}"}]}
            """;
        return Sign(payload, isBase64);
    }

    /// <summary>A record of any payload.</summary>
    public string Sign(string payload, bool isBase64 = false)
    {
        var signature = key.SignData(Encoding.UTF8.GetBytes(payload), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var (written, encoding) = isBase64 ? (Convert.ToBase64String(signature), ",\"SE\":\"base64\"") : (Convert.ToHexString(signature), "");
        return $$"""OCMF|{{payload}}|{"SA":"ECDSA-{{curve}}-SHA256"{{encoding}},"SD":"{{written}}"}""";
    }

    public void Dispose() => key.Dispose();

    private static string Time(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss,fff", CultureInfo.InvariantCulture) + at.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal) + " S";
}
