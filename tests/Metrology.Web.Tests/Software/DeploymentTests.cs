using System.Text.RegularExpressions;
using Metrology.Testing;

namespace Metrology.Web.Tests.Software;

/// <summary>What is shipped to run the product says what it must: no root, nothing writable that need not be, health, secrets as files.</summary>
public sealed partial class DeploymentTests
{
    private static readonly Dictionary<string, object> Compose = Parse(File.ReadAllLines(Repository.At("docker-compose.yml")));

    [Theory]
    [InlineData("app")]
    [InlineData("database-backup")]
    [InlineData("mosquitto")]
    public void Containers_of_ours_run_without_root_and_rights_on_a_root_that_is_only_read(string name)
    {
        var service = Service(name);
        Assert.Matches("^[1-9][0-9]*:[1-9][0-9]*$", (string)service["user"]);
        Assert.Equal(("true", "[\"ALL\"]", "[\"no-new-privileges:true\"]"), (service["read_only"], service["cap_drop"], service["security_opt"]));
        Assert.False(service.ContainsKey("privileged"));
    }

    [Fact]
    public void Every_container_says_how_it_is()
    {
        Assert.Equal(["backup-folder", "sqlserver", "database-backup", "app", "mosquitto"], ((Dictionary<string, object>)Compose["services"]).Keys);
        foreach (var name in new[] { "sqlserver", "database-backup", "app", "mosquitto" })
            Assert.True(((Dictionary<string, object>)Service(name)["healthcheck"]).ContainsKey("test"), name);
        Assert.Contains("/health/ready", (string)((Dictionary<string, object>)Service("app")["healthcheck"])["test"], StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_stands_in_the_file_and_every_volume_and_secret_is_declared()
    {
        var (secrets, volumes) = (((Dictionary<string, object>)Compose["secrets"]).Keys, ((Dictionary<string, object>)Compose["volumes"]).Keys);
        foreach (var name in new[] { "sqlserver", "database-backup", "app", "mosquitto" })
        {
            var service = Service(name);
            if (service.TryGetValue("environment", out var environment))
            {
                foreach (var (key, value) in (Dictionary<string, object>)environment)
                    Assert.True(!Secret().IsMatch(key) || key.EndsWith("_FILE", StringComparison.Ordinal) || ((string)value).StartsWith("${", StringComparison.Ordinal), key);
            }

            foreach (var secret in service.TryGetValue("secrets", out var named) ? (List<string>)named : [])
                Assert.Contains(secret, secrets);
            foreach (var volume in service.TryGetValue("volumes", out var mounted) ? ((List<string>)mounted).Where(one => !one.StartsWith('.')) : [])
                Assert.Contains(volume.Split(':')[0], volumes);
            foreach (var file in service.TryGetValue("volumes", out var bound) ? ((List<string>)bound).Where(one => one.StartsWith('.')) : [])
                Assert.True(File.Exists(Repository.At(file.Split(':')[0][2..].Split('/'))), file);
        }
    }

    [Fact]
    public void Every_setting_that_is_given_is_one_of_the_product()
    {
        var known = File.ReadAllText(Repository.At("docs", "legal-relevance.json"));
        var given = ((Dictionary<string, object>)Service("app")["environment"]).Keys.Where(key => key.StartsWith("METROLOGY_", StringComparison.Ordinal));
        Assert.All(given, key => Assert.Contains($"\"{key}\"", known, StringComparison.Ordinal));
    }

    /// <summary>What the containers write to belongs to whom they run as, the database is backed up by what can do it, and the proxy before the server is known.</summary>
    [Fact]
    public void The_containers_can_do_what_they_are_there_for()
    {
        var image = File.ReadAllText(Repository.At("src", "Metrology.Web", "packaging", "Dockerfile"));
        var app = Service("app");
        var user = ((string)app["user"]).Split(':')[0];
        Assert.Contains($"--uid {user} --home-dir /var/lib/metrology --create-home", image, StringComparison.Ordinal);
        foreach (var folder in ((List<string>)app["volumes"]).Select(volume => volume.Split(':')[1]).Where(folder => folder != "/var/lib/metrology"))
            Assert.Contains($"mkdir -p {folder} && chown {user}:{user} {folder}", image, StringComparison.Ordinal);
        var environment = (Dictionary<string, object>)app["environment"];
        Assert.False(environment.ContainsKey("METROLOGY_SQLSERVER_FILE") && environment.ContainsKey("METROLOGY_BACKUP_FOLDER"), "a database on a server is not backed up by the program");
        Assert.Contains("METROLOGY_KNOWN_PROXIES", environment.Keys);
        Assert.Contains("METROLOGY_METRICS_READERS", environment.Keys);
        var script = File.ReadAllText(Repository.At("src", "Metrology.Web", "packaging", "backup-sqlserver.sh"));
        Assert.Contains("BACKUP DATABASE", script, StringComparison.Ordinal);
        Assert.Contains("RESTORE VERIFYONLY", script, StringComparison.Ordinal);
    }

    /// <summary>A volume over a folder that an image does not have belongs to root; somebody gives it to whom the server runs as, with no other right than that, and everything comes back when the machine does.</summary>
    [Fact]
    public void Backups_can_be_written_and_everything_starts_again_with_the_machine()
    {
        var folder = Service("backup-folder");
        Assert.Equal(("[\"ALL\"]", "[\"CHOWN\"]", "none", "[\"/bin/chown\", \"10001:10001\", \"/backup\"]"), (folder["cap_drop"], folder["cap_add"], folder["network_mode"], folder["entrypoint"]));
        var volume = Assert.Single((List<string>)folder["volumes"]).Split(':')[0];
        foreach (var name in new[] { "sqlserver", "database-backup" })
            Assert.Contains(volume + ":/var/opt/mssql/backup", (List<string>)Service(name)["volumes"]);
        Assert.Equal("service_completed_successfully", ((Dictionary<string, object>)((Dictionary<string, object>)Service("sqlserver")["depends_on"])["backup-folder"])["condition"]);
        foreach (var name in new[] { "sqlserver", "database-backup", "app", "mosquitto" })
            Assert.Equal("unless-stopped", Service(name)["restart"]);
    }

    [Theory]
    [InlineData("metrology.service")]
    [InlineData("metrology-station.service")]
    public void Systemd_finds_a_unit_well_shut(string unit)
    {
        if (ForeignProgram.Missing("systemd-analyze") is { } missing)
            Assert.Skip(missing);
        // Its figures are out of ten, and change a little with its version; below 2 is what the guide says.
        var said = ForeignProgram.Run("systemd-analyze", "security", "--offline=yes", "--no-pager", "--threshold=20", Repository.At("src", "Metrology.Web", "packaging", unit));
        Assert.True(said.ExitCode == 0, said.Output + said.Error);
        Assert.Contains("Overall exposure level", said.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, ForeignProgram.Run("systemd-analyze", "security", "--offline=yes", "--no-pager", "--threshold=5", Repository.At("src", "Metrology.Web", "packaging", unit)).ExitCode);
    }

    [Fact]
    public void The_unit_is_hardened()
    {
        var lines = File.ReadAllLines(Repository.At("src", "Metrology.Web", "packaging", "metrology.service"));
        foreach (var needed in new[]
        {
            "User=metrology", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "CapabilityBoundingSet=", "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX", "DevicePolicy=closed",
            "SystemCallFilter=@system-service", "UMask=0077", "ProtectClock=yes", "RestrictSUIDSGID=yes",
        })
        {
            Assert.Contains(needed, lines);
        }

        Assert.Contains(lines, line => line.StartsWith("ExecStartPre=", StringComparison.Ordinal) && line.Contains("verify-install --key", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("Environment=", StringComparison.Ordinal));
    }

    private static Dictionary<string, object> Service(string name) => (Dictionary<string, object>)((Dictionary<string, object>)Compose["services"])[name];

    /// <summary>The part of YAML that the file uses: mappings by two spaces, lists of texts, texts with or without quotes.</summary>
    private static Dictionary<string, object> Parse(IEnumerable<string> lines)
    {
        var root = new Dictionary<string, object>();
        var open = new List<(int Indent, Dictionary<string, object> Map, string Key)>();
        foreach (var line in lines.Where(line => line.Trim().Length > 0 && !line.TrimStart().StartsWith('#')))
        {
            var (indent, text) = (line.Length - line.TrimStart().Length, line.Trim());
            open.RemoveAll(one => one.Indent >= indent);
            var parent = open.Count == 0 ? root : null;
            if (text.StartsWith("- ", StringComparison.Ordinal))
            {
                var (_, map, key) = open[^1];
                if (map[key] is not List<string> list)
                    map[key] = list = [];
                list.Add(text[2..].Trim('"'));
                continue;
            }

            var match = Entry().Match(text);
            Assert.True(match.Success, line);
            if (parent is null)
            {
                var (_, map, key) = open[^1];
                if (map[key] is not Dictionary<string, object> inner)
                    map[key] = inner = [];
                parent = inner;
            }

            Assert.True(parent.TryAdd(match.Groups[1].Value, match.Groups[2].Value.Trim().Trim('"')), line);
            open.Add((indent, parent, match.Groups[1].Value));
        }

        return root;
    }

    [GeneratedRegex("^([A-Za-z0-9_.-]+):(.*)$")]
    private static partial Regex Entry();

    [GeneratedRegex("PASS|SECRET|KEY|SQLSERVER$")]
    private static partial Regex Secret();
}
