using System.Net;
using Metrology.App.Software;
using Metrology.Core.Certificates;
using Metrology.Db.SqlServer;
using Metrology.Station.Ingest;
using Metrology.Web.Access;
using Metrology.Web.Demonstration;

namespace Metrology.Web.Host;

/// <summary>What <c>serve</c> was asked for.</summary>
/// <param name="Urls">Addresses to listen on, separated by semicolons; null is <see cref="DefaultUrls"/>.</param>
public sealed record ServeOptions(DataFolder Data, bool IsDemo = false, string? Urls = null)
{
    public const string DefaultUrls = "http://127.0.0.1:5080";

    private static readonly Installation Installed = new(AppContext.BaseDirectory);

    public const int DefaultMqttPort = 1883;

    /// <summary>Where instruments publish; port 0 takes a free one.</summary>
    public IPEndPoint Mqtt { get; init; } = new(IPAddress.Loopback, 0);

    /// <summary>Of the MQTT port; null speaks plain TCP.</summary>
    public BrokerTls? MqttTls { get; init; }

    /// <summary>Of the https addresses in <see cref="Urls"/>; null where there are none.</summary>
    internal PemCertificate? Https { get; init; }

    /// <summary>Requests that one person may make in <see cref="Limits.PersonWindow"/>.</summary>
    public int PersonRequests { get; init; } = Limits.PersonRequests;

    /// <summary>Signatures that one person may give in the same time.</summary>
    public int Signatures { get; init; } = Limits.Signatures;

    /// <summary>Address that strangers reach, printed on certificates; null prints none.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The production database; null is the embedded one.</summary>
    public SqlServerSettings? SqlServer { get; init; }

    /// <summary>Signs what is issued; a demonstration has a key of its own whatever is given here.</summary>
    public ICertificateSigner Signer { get; init; } = new NoSigner();

    /// <summary>Stamps what is signed; a demonstration is never stamped.</summary>
    public ITimeStampAuthority TimeStamps { get; init; } = new NoTimeStamps();

    /// <summary>Seals what is issued; a demonstration is never sealed.</summary>
    public ISealService Seals { get; init; } = new NoSealService();

    /// <summary>Where backups go; null when nothing is configured.</summary>
    internal Backups.BackupSettings? Backups { get; init; }

    /// <summary>Where checkpoints are sent beside the folders; null where nobody is named.</summary>
    public Uri? WitnessUrl { get; init; }

    /// <summary>Whose word about the caller's address is taken.</summary>
    public IReadOnlyList<System.Net.IPNetwork> Proxies { get; init; } = [];

    /// <summary>Where instruments on TCP may be.</summary>
    public IReadOnlyList<System.Net.IPNetwork> BenchNetworks { get; init; } = Links.Tcp.TcpScope.Private;

    /// <summary>Whose programs may read <c>/metrics</c> besides those on this machine.</summary>
    public IReadOnlyList<System.Net.IPNetwork> MetricsReaders { get; init; } = [];

    /// <summary>From where administration is done; empty is from everywhere.</summary>
    public IReadOnlyList<System.Net.IPNetwork> AdministrationNetworks { get; init; } = [];

    /// <summary>How much the clock of an authenticator may be off.</summary>
    public TimeSpan CodeTolerance { get; init; }

    /// <summary>Where the log goes besides; null where nobody is named.</summary>
    internal Syslog.SyslogAddress? Syslog { get; init; }

    /// <summary>Of the laboratory; null where nobody said it.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Passwords that nobody may take.</summary>
    public ForbiddenPasswords Forbidden { get; init; } = ForbiddenPasswords.None;

    /// <summary>The sign-in service of the institution; null where nobody named one.</summary>
    internal Access.Oidc.OidcSettings? Provider { get; init; }

    /// <summary>Where mail goes through; null where nobody said, and in a demonstration.</summary>
    internal Messages.MailSettings? Mail { get; init; }

    /// <summary>Who is told over the web; null where nobody is, and in a demonstration.</summary>
    internal Messages.WebhookSettings? Webhooks { get; init; }

    /// <summary>The program as it is installed; every server of a process compares with the same beginning.</summary>
    public Installation Installation { get; init; } = Installed;

    /// <summary>Of the simulators.</summary>
    public ulong Seed { get; init; } = SimulationSettings.DefaultSeed;

    /// <summary>Simulated seconds in a second.</summary>
    public double Speed { get; init; } = SimulationSettings.DefaultSpeed;

    /// <summary>Null where a stranger with a paper in hand would reach only his own computer.</summary>
    internal Uri? CheckAddress => PublicUrl is { IsLoopback: false } reached && reached.Host is not ("0.0.0.0" or "[::]" or "*" or "+") ? reached : null;
}
