using System.Security.Cryptography;
using Metrology.App.Stations;

namespace Metrology.Web.Host;

/// <summary>The key that stations know this server by (ECDSA on P-256), in the folder of keys; made when it is first needed. Losing it means that every station is enrolled again.</summary>
internal sealed class StationKey : IDisposable
{
    private readonly Lock gate = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public StationKey(ServeOptions options)
    {
        var file = options.Data.StationKey;
        if (File.Exists(file))
            key.ImportFromPem(File.ReadAllText(file));
        else
            PrivateFiles.Write(file, key.ExportPkcs8PrivateKeyPem());
        Public = key.ExportSubjectPublicKeyInfo();
    }

    /// <summary>SubjectPublicKeyInfo.</summary>
    public byte[] Public { get; }

    public byte[] Sign(byte[] text)
    {
        lock (gate)
            return StationProof.Sign(key, text);
    }

    public void Dispose() => key.Dispose();
}
