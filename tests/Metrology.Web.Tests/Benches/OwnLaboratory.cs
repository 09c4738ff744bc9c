using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Metrology.Station.Ingest;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Metrology.Web.Tests.Benches;

/// <summary>An installation that began empty, on the real clock: its people, standard and equipment were entered as people and programs enter them.</summary>
internal sealed class OwnLaboratory : IAsyncDisposable
{
    public const string Password = "lamps hum over grey roofs";

    /// <summary>What people choose with the code that the administrator gives.</summary>
    private const string Own = "my very own password";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly WebApplication app;

    private OwnLaboratory(WebApplication app, string folder) => (this.app, Folder) = (app, folder);

    public string Folder { get; }

    public string Station => Path.Combine(Folder, "station.json");

    public int MqttPort => The<Broker>().Port;

    /// <summary>Where it listens, when it does.</summary>
    public string Address => app.Urls.First();

    public Visitor Visit() => app.Services.GetRequiredService<IServer>() is TestServer server
        ? new(server)
        : new(() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(Address) });

    public T The<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>First run: the institution and its administrator, then one account for everybody who does the work.</summary>
    /// <param name="isListening">Also to programs of other processes, at <see cref="Address"/>.</param>
    public static async Task<OwnLaboratory> StartAsync(Action<string>? prepare = null, bool isListening = false)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-own-").FullName;
        prepare?.Invoke(folder);
        var app = MetrologyHost.Create(new ServeOptions(new(folder)) { Urls = isListening ? "http://127.0.0.1:0" : null, BenchNetworks = [System.Net.IPNetwork.Parse("127.0.0.0/8")] }, builder =>
        {
            if (!isListening)
                builder.WebHost.UseTestServer();
            builder.Logging.AddFilter("Microsoft", LogLevel.Critical);
        });
        await MetrologyHost.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        var laboratory = new OwnLaboratory(app, folder);
        var administrator = laboratory.Visit();
        await administrator.PostAsync("/setup", ("NameZh", "测试计量所"), ("UserName", "admin"), ("DisplayName", "张三"), ("Password", Password), ("PasswordAgain", Password), (FirstRun.CodeField, laboratory.The<FirstRun>().Code));
        foreach (var (name, role) in new[] { ("planner", "Planner"), ("technician", "Technician") })
        {
            var made = await administrator.PostAsync("/accounts/new", ("UserName", name), ("DisplayName", name), ("Roles", role));
            await laboratory.Visit().WelcomeAsync(name, await Visitor.OneTimeCodeOf(made), Own);
        }

        return laboratory;
    }

    public async Task<Visitor> SignInAsync(string name)
    {
        var visitor = Visit();
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostAsync("/login", ("userName", name), ("password", name == "admin" ? Password : Own))).StatusCode);
        return visitor;
    }

    /// <summary>A reference meter with its certificate, and a standard that is made of it; the ids of meter and standard.</summary>
    public async Task<(int Meter, int Standard)> RegisterAsync(Visitor planner, string manufacturer, string model, string serial, int? beside = null)
    {
        var (from, until) = (DateOnly.FromDateTime(DateTime.Today.AddDays(-30)), DateOnly.FromDateTime(DateTime.Today.AddDays(300)));
        var meter = await IdAsync(planner, "/equipment", new { code = $"REF-{serial}", nameZh = "标准电能表", nameEn = "Reference meter", manufacturer, model, serialNumber = serial });
        await IdAsync(planner, $"/equipment/{meter}/certificates", new
        {
            number = "DC-1",
            issuer = "测试院",
            issuedOn = from,
            validUntil = until,
            uncertaintyText = "U = 0.05 %",
            measurand = "energy.active.import",
            expandedUncertainty = 0.05,
            coverageFactor = 2,
            unit = "%",
        });
        var standard = await IdAsync(planner, "/standards", new
        {
            nameZh = "交流充电桩检定装置",
            nameEn = "AC pile standard",
            place = "一号楼",
            rangeText = "(0～32) A",
            uncertaintyText = "U = 0.1 %",
            ownerClass = "A",
            mainEquipment = beside is { } other ? new[] { meter, other } : [meter],
        });
        foreach (var kind in new[] { "Assessment", "Public" })
            await IdAsync(planner, $"/standards/{standard}/certificates", new { kind, number = $"{kind}-1", issuer = "测试局", issuedOn = from, validUntil = until });
        return (meter, standard);
    }

    /// <summary>A GNSS clock that the server plays, registered with its certificate; its id, and its device.</summary>
    public static async Task<(int Id, string Device)> RegisterClockAsync(Visitor planner, string serial)
    {
        var played = await SendAsync(planner, "/simulators", new { kind = "gnss-clock", name = "gnss-1" });
        var link = played.GetProperty("link").GetString()!;
        var clock = await IdAsync(planner, "/equipment", new { code = "CLK-1", nameZh = "标准时钟", nameEn = "Reference clock", manufacturer = "Metrology", model = "SIM-GNSS", serialNumber = serial });
        await IdAsync(planner, $"/equipment/{clock}/certificates", new
        {
            number = "DC-2",
            issuer = "测试院",
            issuedOn = DateOnly.FromDateTime(DateTime.Today.AddDays(-30)),
            validUntil = DateOnly.FromDateTime(DateTime.Today.AddDays(300)),
            uncertaintyText = "U = 0.1 s",
            measurand = "clock.offset",
            expandedUncertainty = 0.1,
            coverageFactor = 2,
            unit = "s",
        });
        return (clock, link["tty:".Length..link.IndexOf('?', StringComparison.Ordinal)]);
    }

    public static async Task<JsonElement> SendAsync(Visitor visitor, string path, object body, HttpMethod? method = null)
    {
        using var token = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/session"));
        var request = new HttpRequestMessage(method ?? HttpMethod.Post, "/api/v1" + path) { Content = JsonContent.Create(body) };
        request.Headers.Add(token.RootElement.GetProperty("header").GetString()!, token.RootElement.GetProperty("token").GetString());
        return JsonDocument.Parse(await (await visitor.SendAsync(request)).Content.ReadAsStringAsync()).RootElement;
    }

    public static async Task<int> IdAsync(Visitor visitor, string path, object body)
    {
        var answer = await SendAsync(visitor, path, body);
        return answer.TryGetProperty("id", out var id) ? id.GetInt32() : throw new InvalidOperationException($"{path}: {answer}");
    }

    /// <summary>Measures the run as a program does, to its evaluation.</summary>
    /// <param name="began">Called after each step was begun, with how many were.</param>
    /// <param name="expected">Code of a fault that may happen meanwhile.</param>
    public async Task<JsonElement> MeasureAsync(Visitor technician, Guid id, Func<int, Task>? began = null, string? expected = null)
    {
        var begun = 0;
        while (true)
        {
            var run = JsonDocument.Parse(await technician.ReadAsync($"/api/v1/verifications/{id}")).RootElement;
            var answer = (run.GetProperty("state").GetString(), run.GetProperty("directive").GetString()) switch
            {
                ("Draft" or "Running", nameof(Directive.AskEnvironment)) => Observe(("environment", "temperature", "environment.temperature", 23.4m, "°C"), ("environment", "relative-humidity", "environment.relative-humidity", 52m, "%RH"), ("environment", "insulation-resistance", "insulation-resistance", 120m, "MΩ")),
                ("Running", nameof(Directive.AskChecks)) => Observe([.. Run(id).State.Plan.Procedure.Items.Single(item => item.Verb == Core.Procedures.Verb.Inspect).Checks.Select(check => ("verifier", check.Id, Core.Quantities.Measurands.Conforms, 1m, Core.Quantities.Units.One.Symbol))]),
                ("Running", nameof(Directive.AwaitBegin)) => new { kind = "begin" },
                ("Running", nameof(Directive.AwaitAcceptance)) => new { kind = "accept" },
                ("Running", _) => (object?)null,
                _ => this,
            };
            if (answer == this)
                return run;
            var changed = The<RunSignals>().NextChange(id);
            var isBegin = answer is not null && run.GetProperty("directive").GetString() == nameof(Directive.AwaitBegin);
            if (answer is not null && await SendAsync(technician, $"/verifications/{id}/events", answer) is var taken)
                Assert.True(taken.TryGetProperty("seen", out _), $"{run} {JsonSerializer.Serialize(answer)}: {taken}");
            if (isBegin && began is not null)
                await began(++begun);
            else if (answer is null && RunPositionOf(id) == run.GetProperty("seen").GetString())
                await changed.WaitAsync(Patience);
            Assert.True(Live(id).Fault is null || Live(id).Fault!.Code == expected, $"{Live(id).Fault}");
        }
    }

    public Station.Benches.LiveState Live(Guid id) => The<Station.Benches.LiveFeed>().Of(id);

    public RunRecord Run(Guid id) => The<VerificationQueries>().FindAsync(id, CancellationToken.None).GetAwaiter().GetResult().Value;

    private string RunPositionOf(Guid id) => RunPosition.Of(Run(id)).ToString();

    private static object Observe(params (string Role, string Subject, string Measurand, decimal Value, string Unit)[] readings) =>
        new { kind = "observe", readings = readings.Select(one => new { role = one.Role, subject = one.Subject, measurand = one.Measurand, value = one.Value, unit = one.Unit }) };

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
