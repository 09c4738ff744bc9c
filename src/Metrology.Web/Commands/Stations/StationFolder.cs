using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.Core.Words;
using Metrology.Station.Field;
using Metrology.Web.Host;

namespace Metrology.Web.Commands.Stations;

/// <summary>What a station keeps in its data folder beside its spool: who it is and which server it knows (<c>docs/formats/field-station.md</c>).</summary>
internal sealed class StationFolder(DataFolder folder)
{
    public const string Instruments = "instruments.json";

    private const string Spool = "spool.db", Enrolment = "enrolment.json", Key = "station.pem", Authority = "server-authority.pem";

    public static readonly Refusal InUse = Refusal.Of(
        "station.folder-in-use", "另一个程序正在使用这个数据目录。一个目录只能有一个站点。", "Another program works on this data folder. A folder has one station.");

    private static readonly Refusal Damaged = Refusal.Of(
        "station.bad-enrolment",
        $"{Enrolment} 或 {Key} 读不出来。请从备份恢复，或请管理员吊销本站并重新登记。", $"{Enrolment} or {Key} cannot be read. Restore them from a copy, or have the station revoked and enrolled again.");

    private string In(string name) => Path.Combine(Path.GetFullPath(folder.Path), name);

    public string InstrumentsPath => In(Instruments);

    public string SpoolPath => In(Spool);

    public bool IsEnrolled => File.Exists(In(Enrolment));

    /// <summary>As JSON; the private key is in a file of its own.</summary>
    internal sealed record Written(string Server, string Name, byte[] ServerKey, bool HasAuthority);

    public Outcome<EnrolledServer> Read()
    {
        try
        {
            var written = JsonSerializer.Deserialize(File.ReadAllBytes(In(Enrolment)), EnrolmentJson.Default.Written);
            if (written is not { Name.Length: > 0, ServerKey.Length: > 0 })
                return Damaged;
            var address = EnrolledServer.AddressOf(written.Server);
            if (address.Refusal is { } refusal)
                return refusal;
            var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(In(Key)));
            if (!written.HasAuthority)
                return new EnrolledServer(address.Value, written.Name, key, written.ServerKey, null);
            var authority = AuthorityOf(In(Authority));
            return authority.Refusal is { } unreadable ? unreadable : new EnrolledServer(address.Value, written.Name, key, written.ServerKey, authority.Value);
        }
        catch (Exception fault) when (fault is JsonException or CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return Damaged;
        }
    }

    /// <summary>The key first: an enrolment without it is of no use. What was there is written over.</summary>
    /// <param name="authority">PEM file of the authority of the server's certificate; null where this machine trusts it.</param>
    public void Write(EnrolledServer server, string? authority)
    {
        PrivateFiles.Write(In(Key), server.Key.ExportPkcs8PrivateKeyPem());
        if (authority is not null)
            PrivateFiles.Write(In(Authority), File.ReadAllBytes(authority));
        PrivateFiles.Write(In(Enrolment) + ".new", JsonSerializer.SerializeToUtf8Bytes(new Written(server.Address.AbsoluteUri, server.Name, server.ServerKey, authority is not null), EnrolmentJson.Default.Written));
        File.Move(In(Enrolment) + ".new", In(Enrolment), overwrite: true);
    }

    public static Outcome<X509Certificate2Collection> AuthorityOf(string file)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(file);
            return authorities;
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return Refusal.Of("station.bad-certificate", $"{file} 不是可读的 PEM 证书（或其密钥）。", $"{file} is no readable PEM certificate, or its key is not.");
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(StationFolder.Written))]
internal sealed partial class EnrolmentJson : JsonSerializerContext;
