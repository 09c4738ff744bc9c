using System.Text.Json;
using Metrology.App.Laboratory;
using Metrology.Web.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Metrology.Web.Tests.Commands;

/// <summary>bench add against a server on a socket: the checks and rights of the page.</summary>
public sealed class BenchCommandTests
{
    private const string Bench = """
        {"code":"cmd-1","nameZh":"命令行登记的台","nameEn":"Bench of the command","isSimulated":true,
         "reference":{"protocol":"dlt645-2007","link":"tty:/dev/serial/by-id/usb-1?baud=9600&format=8N1","address":"000000000001","equipmentId":1},
         "unit":{"protocol":"metrology-wire-1","link":"mqtt:pile-9"},"load":{"protocol":"metrology-wire-1","link":"mqtt:load-9"}}
        """;

    [Fact]
    public async Task A_bench_is_added_by_who_may_and_refused_as_the_page_refuses()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-bench-");
        try
        {
            await using var app = MetrologyHost.Create(new ServeOptions(new(Path.Combine(folder.FullName, "data")), IsDemo: true) { Urls = "http://127.0.0.1:0" }, builder => builder.Logging.ClearProviders());
            await MetrologyHost.PrepareAsync(app, TestContext.Current.CancellationToken);
            await app.StartAsync(TestContext.Current.CancellationToken);
            var logins = app.Services.GetRequiredService<Access.DemoLogins>().All;
            async Task<Ran> AddAsync(string bench, Role role, string? server = null, string? password = null, params string[] more)
            {
                var login = logins.Single(one => one.Role == role);
                var (file, secret) = (Path.Combine(folder.FullName, "bench.json"), Path.Combine(folder.FullName, "password"));
                await File.WriteAllTextAsync(file, bench);
                await File.WriteAllTextAsync(secret, (password ?? login.Password) + "\n");
                return await Ran.EnglishAsync(["bench", "add", file, "--server", server ?? app.Urls.First(), "--user", login.UserName, "--password-file", secret, .. more]);
            }

            var added = await AddAsync(Bench, Role.Planner, more: "--json");
            Assert.True(added.Code == 0, added.Error);
            Assert.True(JsonDocument.Parse(added.Output).RootElement.GetProperty("id").GetInt32() > 0);
            Assert.Contains("[bench.code-taken]", (await AddAsync(Bench, Role.Planner)).Error, StringComparison.Ordinal);
            Assert.Contains("bench.code-taken", (await AddAsync(Bench, Role.Planner, more: "--json")).Output, StringComparison.Ordinal);
            var wrong = await AddAsync(Bench.Replace("cmd-1", "cmd-2", StringComparison.Ordinal).Replace("format=8N1", "format=7E1", StringComparison.Ordinal), Role.Planner);
            Assert.Contains("(reference.link)", wrong.Error, StringComparison.Ordinal);
            Assert.Contains("[bench.eight-bits]", wrong.Error, StringComparison.Ordinal);
            Assert.NotEqual(0, (await AddAsync(Bench.Replace("cmd-1", "cmd-3", StringComparison.Ordinal), Role.Technician)).Code);
            Assert.NotEqual(0, (await AddAsync(Bench, Role.Planner, password: "wrong")).Code);
            Assert.Contains("[bench.not-json]", (await AddAsync("[]", Role.Planner)).Error, StringComparison.Ordinal);
            Assert.Contains("[station.bad-url]", (await AddAsync(Bench, Role.Planner, server: "http://lab.example")).Error, StringComparison.Ordinal);
            Assert.Contains("[server.unreachable]", (await AddAsync(Bench, Role.Planner, server: "http://127.0.0.1:1")).Error, StringComparison.Ordinal);
            await app.StopAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
