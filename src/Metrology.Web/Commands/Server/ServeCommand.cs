using System.CommandLine;
using System.Net;
using Metrology.App.Demonstration;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Station.Ingest;
using Metrology.Web.Access;
using Metrology.Web.Access.Oidc;
using Metrology.Web.Demonstration;
using Metrology.Web.Features.Operation;
using Metrology.Web.Host;
using Metrology.Web.Host.Backups;
using Metrology.Web.Host.Messages;
using Metrology.Web.Host.Syslog;

namespace Metrology.Web.Commands.Server;

internal static class ServeCommand
{
    private static readonly Refusal NotADemonstration = Refusal.Of(
        "serve.not-a-demonstration",
        "这个数据目录属于真实机构，不能作为示例打开。请去掉 --demo，或换一个 --data。",
        "This data folder belongs to a real institution and is not opened as a demonstration. Leave out --demo, or give another --data.");

    private static readonly Refusal BadEndpoint = Refusal.Of(
        "serve.bad-endpoint", "--mqtt 须为“地址:端口”，例如 0.0.0.0:1883。", "--mqtt takes ADDRESS:PORT, for example 0.0.0.0:1883.");

    private static readonly Refusal BadAddress = Refusal.Of(
        "serve.bad-address", "--urls 须为 http 或 https 地址，分号分隔，例如 http://127.0.0.1:5080。", "--urls takes http or https addresses separated by semicolons, for example http://127.0.0.1:5080.");

    private static readonly Refusal FolderInUse = Refusal.Of(
        "serve.folder-in-use",
        "另一个服务器正在使用这个数据目录。一个目录只能有一个服务器：请停止那一个，或用 --data 换一个目录。",
        "Another server works on this data folder. A folder has one server: stop that one, or give another folder with --data.");

    public static Command Create(Terminal terminal)
    {
        var data = new Option<string?>("--data") { Description = terminal.Say("数据目录；默认 ./data，示例为 ./data/demo", "Data folder; ./data unless given, ./data/demo for a demonstration") };
        var urls = new Option<string?>("--urls") { Description = terminal.Say($"监听地址，分号分隔；默认 {ServeOptions.DefaultUrls}", $"Addresses to listen on, separated by semicolons; {ServeOptions.DefaultUrls} unless given") };
        var demo = new Option<bool>("--demo") { Description = terminal.Say("示例：虚构的机构、人员和仪器", "Demonstration: invented institution, people and instruments") };
        var mqtt = new Option<string?>("--mqtt") { Description = terminal.Say($"仪器发布数据的地址和端口；默认 127.0.0.1:{ServeOptions.DefaultMqttPort}，示例自动选端口", $"Address and port where instruments publish; 127.0.0.1:{ServeOptions.DefaultMqttPort} unless given, a free port for a demonstration") };
        var publicUrl = PublicUrl.Option(terminal);
        var seed = new Option<ulong>("--seed") { Description = terminal.Say("示例仪器的种子", "Seed of the demonstration's instruments"), DefaultValueFactory = _ => SimulationSettings.DefaultSeed };
        var command = new Command("serve", terminal.Say("启动服务器（默认命令）", "Start the server (the default command)")) { data, urls, demo, mqtt, publicUrl, seed };
        command.SetAction((parsed, cancellation) =>
        {
            var isDemo = parsed.GetValue(demo);
            var folder = parsed.GetValue(data) is { } chosen ? new DataFolder(chosen) : DataFolder.Default(isDemo);
            var endpoint = new IPEndPoint(IPAddress.Loopback, isDemo ? 0 : ServeOptions.DefaultMqttPort);
            if (parsed.GetValue(mqtt) is { } listen && !IPEndPoint.TryParse(listen, out endpoint!))
                return Task.FromResult(terminal.RefuseUse(BadEndpoint));
            if (Addresses(parsed.GetValue(urls) ?? ServeOptions.DefaultUrls) is not { } addresses)
                return Task.FromResult(terminal.RefuseUse(BadAddress));
            var signer = SigningKey.FromEnvironment();
            if (!isDemo && signer.Refusal is { } noKey)
                return Task.FromResult(terminal.Refuse(noKey));
            var stamps = isDemo ? new NoTimeStamps() : FinishingSettings.Stamps(Environment.GetEnvironmentVariable, !signer.IsRefused && signer.Value.Identity is not null);
            var seals = isDemo ? new NoSealService() : FinishingSettings.Seals(Environment.GetEnvironmentVariable);
            var backups = BackupSettings.From(Environment.GetEnvironmentVariable);
            var remote = HttpWitness.AddressFrom(Environment.GetEnvironmentVariable);
            var proxies = KnownProxies.From(Environment.GetEnvironmentVariable);
            var benches = BenchNetworks.From(Environment.GetEnvironmentVariable);
            var zone = TimeZoneSetting.From(Environment.GetEnvironmentVariable);
            var readers = KnownProxies.NetworksOf(WatchFeature.ReadersVariable, Environment.GetEnvironmentVariable(WatchFeature.ReadersVariable));
            var administration = KnownProxies.NetworksOf(PermissionGate.NetworksVariable, Environment.GetEnvironmentVariable(PermissionGate.NetworksVariable));
            var plain = PlainNetwork.From(Environment.GetEnvironmentVariable);
            var tolerance = CodeClock.From(Environment.GetEnvironmentVariable);
            var syslog = SyslogAddress.From(Environment.GetEnvironmentVariable);
            var forbidden = ForbiddenPasswords.From(Environment.GetEnvironmentVariable);
            var provider = OidcSettings.From(Environment.GetEnvironmentVariable);
            var mail = MessageSettings.Mail(Environment.GetEnvironmentVariable);
            var webhooks = MessageSettings.Webhooks(Environment.GetEnvironmentVariable);
            if ((stamps.Refusal ?? seals.Refusal ?? backups.Refusal ?? remote.Refusal ?? proxies.Refusal ?? benches.Refusal ?? zone.Refusal ?? readers.Refusal ?? administration.Refusal ?? plain.Refusal ?? tolerance.Refusal ?? syslog.Refusal ?? forbidden.Refusal ?? provider.Refusal ?? mail.Refusal ?? webhooks.Refusal) is { } badFinish)
                return Task.FromResult(terminal.Refuse(badFinish));
            var tls = MqttTls.From(Environment.GetEnvironmentVariable);
            if (tls.Refusal is { } badTls)
                return Task.FromResult(terminal.Refuse(badTls));
            var https = HttpsTls.From(Environment.GetEnvironmentVariable, addresses);
            if (https.Refusal is { } badHttps)
                return Task.FromResult(terminal.Refuse(badHttps));
            var printed = PublicUrl.Of(parsed.GetValue(publicUrl));
            if (printed.Refusal is { } badUrl)
                return Task.FromResult(terminal.RefuseUse(badUrl));
            var server = Databases.ServerFromEnvironment();
            if (server.Refusal is { } noServer)
                return Task.FromResult(terminal.Refuse(noServer));
            var options = new ServeOptions(folder, isDemo, parsed.GetValue(urls))
            {
                Mqtt = endpoint,
                MqttTls = isDemo ? null : tls.Value.Broker,
                Https = https.Value,
                PublicUrl = printed.Value,
                Seed = parsed.GetValue(seed),
                SqlServer = server.Value,
                Signer = isDemo ? new NoSigner() : signer.Value,
                TimeStamps = stamps.Value,
                Seals = seals.Value,
                Backups = backups.Value,
                WitnessUrl = remote.Value,
                Proxies = proxies.Value,
                BenchNetworks = benches.Value,
                MetricsReaders = readers.Value,
                TimeZone = zone.Value,
                AdministrationNetworks = administration.Value,
                CodeTolerance = tolerance.Value,
                Syslog = syslog.Value,
                Forbidden = forbidden.Value,
                Provider = provider.Value,
                Mail = mail.Value,
                Webhooks = webhooks.Value,
            };
            return plain.Value.WhyNot(addresses, options) is { } tooPlain ? Task.FromResult(terminal.Refuse(tooPlain)) : ServeAsync(terminal, options, cancellation);
        });
        return command;
    }

    private static async Task<int> ServeAsync(Terminal terminal, ServeOptions options, CancellationToken cancellation)
    {
        using var ours = options.Data.TryLock();
        if (ours is null)
            return terminal.Refuse(FolderInUse);
        await using var app = MetrologyHost.Create(options);
        var store = app.Services.GetRequiredService<Store>();
        await store.MigrateAsync(cancellation);
        if (options.IsDemo && await new LaboratoryQueries(store).InstitutionAsync(cancellation) is { IsDemonstration: false })
            return terminal.Refuse(NotADemonstration);
        await MetrologyHost.PrepareAsync(app, cancellation);

        await app.StartAsync(cancellation);
        Announce(terminal, app, options);
        if (!await app.Services.GetRequiredService<FirstRun>().IsOverAsync(app.Services.GetRequiredService<LaboratoryQueries>(), cancellation))
        {
            terminal.Out.WriteLine($"{terminal.Say("初始化码", "Setup code")}: {app.Services.GetRequiredService<FirstRun>().Code}");
            terminal.Out.Flush();
        }

        await app.WaitForShutdownAsync(cancellation);
        return Terminal.Done;
    }

    /// <summary>Null where one of them is none.</summary>
    private static List<BindingAddress>? Addresses(string urls)
    {
        try
        {
            var addresses = urls.Split(';').Select(url => BindingAddress.Parse(url.Trim())).ToList();
            return addresses.TrueForAll(address => address.Scheme is "http" or "https") ? addresses : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static void Announce(Terminal terminal, WebApplication app, ServeOptions options)
    {
        foreach (var url in app.Urls)
            terminal.Out.WriteLine($"{terminal.Say("地址", "Address")}: {url}");
        if (HttpsTls.IsPlainOnNetwork(Addresses(options.Urls ?? ServeOptions.DefaultUrls) ?? [], options))
            terminal.Error.WriteLine(terminal.Say(
                $"注意：这些地址在网络上以明文传送密码。请使用 https 地址（{HttpsTls.CertificateVariable}），或在前面放置反向代理并写入 {KnownProxies.Variable}。",
                $"Warning: passwords cross the network as plain text at these addresses. Use an https address ({HttpsTls.CertificateVariable}), or put a reverse proxy before it and name it in {KnownProxies.Variable}."));
        terminal.Out.WriteLine($"MQTT: {options.Mqtt.Address}:{app.Services.GetRequiredService<Broker>().Port}{(options.MqttTls is null ? "" : options.MqttTls.NeedsCertificate ? terminal.Say("（TLS，须出示证书）", " (TLS, certificates needed)") : " (TLS)")}");
        terminal.Out.WriteLine($"{terminal.Say("数据", "Data")}: {Path.GetFullPath(options.Data.Path)}");
        terminal.Out.WriteLine($"{terminal.Say("签名密钥", "Signing key")}: {app.Services.GetRequiredService<ICertificateSigner>().Identity?.Subject ?? terminal.Say($"未配置（{SigningKey.FileVariable}），证书不签名", $"none ({SigningKey.FileVariable}): certificates are issued unsigned")}");
        if (!options.IsDemo && options.TimeStamps.IsConfigured)
            terminal.Out.WriteLine($"{terminal.Say("时间戳", "Time stamps")}: {terminal.Say(options.TimeStamps.IsRequired ? "没有时间戳不签发" : "没有时间戳也签发", options.TimeStamps.IsRequired ? "nothing is issued without one" : "issued without one when the server gives none")}");
        if (!options.IsDemo && options.Seals.IsConfigured)
            terminal.Out.WriteLine($"{terminal.Say("签章服务", "Seal service")}: {options.Seals.Name}");
        var words = new Languages.Words(terminal.Language);
        foreach (var login in app.Services.GetRequiredService<DemoLogins>().All)
            terminal.Out.WriteLine($"{terminal.Say("示例登录", "Demo sign-in")}: {login.UserName,-14} {login.Password}  {words.Frame.Role(login.Role)}");
        if (app.Services.GetService<SimulationSettings>() is { } simulation)
        {
            foreach (var (name, key) in simulation.Keys(DemonstrationData.Current))
                terminal.Out.WriteLine($"{terminal.Say("示例仪器的 MQTT 密钥", "Demo instrument's MQTT key")}: {name,-14} {key}");
        }

        terminal.Out.Flush();
    }
}
