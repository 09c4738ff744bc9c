using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Words;
using Metrology.Db.Sqlite;
using Metrology.Links;
using Metrology.Station.Benches;
using Metrology.Station.Field;
using Metrology.Web.Host;

namespace Metrology.Web.Commands.Stations;

/// <summary>A station of its own: reads instruments near the bench, keeps what it read, and brings it to the server.</summary>
internal static class StationCommand
{
    public const string Name = "station";

    private static readonly Refusal BadServer = Refusal.Of("station.bad-server", "--mqtt 须为 主机:端口，例如 10.0.0.5:1883。", "--mqtt is HOST:PORT, for example 10.0.0.5:1883.");

    private static readonly Refusal NotEnrolled = Refusal.Of(
        "station.not-enrolled", "本站没有登记，也没有给出 --mqtt。请用 metrology station enrol 登记，或给出 --mqtt。", "The station is not enrolled, and --mqtt is not given. Enrol it with metrology station enrol, or give --mqtt.");

    public static Command Create(Terminal terminal)
    {
        var data = new Option<string>("--data") { Description = terminal.Say($"数据目录，其中有 {StationFolder.Instruments}；暂存也在其中", $"Data folder with {StationFolder.Instruments}; the spool is kept there"), Required = true };
        var mqtt = new Option<string?>("--mqtt") { Description = terminal.Say("以 MQTT 发送：服务器（或前置代理）的端口，主机:端口。默认以 HTTPS 发到所登记的服务器", "Send over MQTT: port of the server, or of a broker before it, HOST:PORT. Without it messages go over HTTPS to the server that the station is enrolled at") };
        var limit = new Option<int>("--spool-limit") { Description = terminal.Say("暂存的最多消息数；满则停止读数", "Most messages in the spool; when it is full nothing is read"), DefaultValueFactory = _ => SqliteSpool.UsualLimit };
        var json = Terminal.JsonOption(terminal);
        var command = new Command(Name, terminal.Say("站点：就近读取仪器，先存后送", "A station: reads instruments near by, keeps first and sends then")) { data, mqtt, limit, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            FieldServer? broker = null;
            if (parsed.GetValue(mqtt) is { } place)
            {
                var colon = place.LastIndexOf(':');
                if (colon < 1 || !ushort.TryParse(place[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
                    return terminal.RefuseUse(BadServer);
                broker = new(place[..colon].Trim('[', ']'), port);
            }

            if (parsed.GetValue(limit) is not (> 0 and <= 100_000_000))
                return terminal.RefuseUse(Refusal.Of("station.bad-limit", "--spool-limit 须为 1 至 100000000。", "--spool-limit is 1 to 100000000."));
            var folder = new DataFolder(parsed.GetValue(data)!);
            using var ours = folder.TryLock();
            return ours is null ? terminal.Refuse(StationFolder.InUse) : await RunAsync(terminal, folder, broker, parsed.GetValue(limit), parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, DataFolder folder, FieldServer? broker, int limit, bool asJson, CancellationToken cancellation)
    {
        var kept = new StationFolder(folder);
        EnrolledServer? enrolled = null;
        if (kept.IsEnrolled)
        {
            var found = kept.Read();
            if (found.Refusal is { } damaged)
                return terminal.Refuse(damaged);
            enrolled = found.Value;
        }
        else if (broker is null)
        {
            return terminal.RefuseUse(NotEnrolled);
        }

        var read = await InputFile.ReadAsync(kept.InstrumentsPath, cancellation);
        if (read.Refusal is { } unreadable)
            return terminal.Refuse(unreadable);
        var own = new OwnFolders(folder);
        var maps = own.Maps;
        var loaded = FieldFile.Load(read.Value, maps, TimeProvider.System, broker is null ? enrolled!.Name : null);
        if (loaded.Value is not { } file)
            throw new WrongFileException(kept.InstrumentsPath, loaded.Problems);
        if (broker is not null)
        {
            var secured = Secured(broker, file, Path.GetFullPath(folder.Path));
            if (secured.Refusal is { } noCertificate)
                return terminal.Refuse(noCertificate);
            broker = secured.Value;
        }

        await using var spool = SqliteSpool.Open(kept.SpoolPath, limit);
        using var channel = enrolled is null ? null : new StationChannel(enrolled, TimeProvider.System);
        var gate = new Lock();
        var station = new FieldStation(file, broker, spool, new WiredMeters(maps, own.Types, TimeProvider.System, LinkFactory.Of(TimeProvider.System)), TimeProvider.System)
        {
            Channel = channel,
            OnChange = notice =>
            {
                lock (gate)
                {
                    if (asJson)
                        terminal.WriteJson(new { instrument = notice.Instrument, of = notice.IsOfServer ? "server" : "instrument", code = notice.Code, text = notice.Text.In(terminal.Language), waiting = spool.Depth });
                    else
                        terminal.WriteLine($"{notice.Instrument}: {notice.Text.In(terminal.Language)} [{notice.Code}]  {terminal.Say("暂存", "waiting")} {spool.Depth}");
                    terminal.Out.Flush();
                }
            },
        };
        await station.RunAsync(cancellation);
        return Terminal.Done;
    }

    private static Outcome<FieldServer> Secured(FieldServer server, FieldFile file, string folder)
    {
        if (file.Authority is null)
            return server;
        var at = Path.Combine(folder, file.Authority);
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(at);
            var certificates = new Dictionary<string, X509Certificate2>();
            foreach (var instrument in file.Instruments.Where(one => one.Certificate is not null))
            {
                at = Path.Combine(folder, instrument.Certificate!);
                certificates[instrument.Name] = PemCertificate.Read(at, at).Own;
            }

            return server with { Authorities = authorities, Certificates = certificates };
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return Refusal.Of("station.bad-certificate", $"{at} 不是可读的 PEM 证书（或其密钥）。", $"{at} is no readable PEM certificate, or its key is not.");
        }
    }
}
