using System.Net;
using System.Text.Json;
using Metrology.App.Laboratory;
using Metrology.Mqtt.Endpoint;
using Metrology.Station.Ingest;
using Metrology.Web.Host;
using Microsoft.Data.Sqlite;

namespace Metrology.Web.Tests;

/// <summary>What was refused is counted where an administrator sees it.</summary>
public sealed class OperationTests
{
    [Fact]
    public void The_key_of_one_demonstration_instrument_says_nothing_of_anothers()
    {
        var settings = new Demonstration.SimulationSettings(1, 1);
        var (one, other) = (settings.KeyOf("SIM-EV-0001"), settings.KeyOf("SIM-EV-0002"));
        Assert.Matches("^[0-9a-f]{32}$", one);
        Assert.Equal(one, settings.KeyOf("SIM-EV-0001"));
        Assert.NotEqual(one[..8], other[..8]);
        Assert.NotEqual(one, new Demonstration.SimulationSettings(1, 1).KeyOf("SIM-EV-0001"));
    }

    [Fact]
    public async Task Refused_messages_and_requests_are_counted()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await laboratory.Get<MessageIngest>().CommitAsync(
            [new("pile", new("SIM-EV-0001"), "metrology/v1/SIM-EV-0001/readings", "{"u8.ToArray())], TestContext.Current.CancellationToken);
        var visitor = await laboratory.SignInAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/units/none")).StatusCode);

        var facts = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/operation")).RootElement;
        Assert.Equal(1, Assert.Single(facts.GetProperty("refusedMessages").EnumerateObject()).Value.GetInt32());
        Assert.Contains("JSON", facts.GetProperty("latestRefusedMessages")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(("web.not-found", 404, 1), Counted(facts).Single());
        var page = await visitor.ReadAsync("/operation");
        Assert.Contains(facts.GetProperty("refusedMessages").EnumerateObject().Single().Name, page, StringComparison.Ordinal);
        Assert.Contains("404 Not Found", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_forgets_no_refusal_and_each_has_its_code()
    {
        var first = await Laboratory.StartAsync();
        await (await first.SignInAsync(Role.Technician)).GetAsync("/api/v1/units/0");
        await first.App.StopAsync(TestContext.Current.CancellationToken);
        await using var second = await first.RestartAsync();
        await (await second.SignInAsync(Role.Technician)).GetAsync("/api/v1/units/0");
        var visitor = await second.SignInAsync(Role.Administrator);
        await visitor.GetAsync("/targets/LY-1");
        Assert.Equal(
            [("customer.unit-not-found", 404, 2), ("web.not-allowed", 403, 1)],
            Counted(JsonDocument.Parse(await visitor.ReadAsync("/api/v1/operation")).RootElement).Order());
    }

    /// <summary>A database that takes nothing for a while loses no count and stops no server.</summary>
    [Fact]
    public async Task What_cannot_be_stored_is_counted_on()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await (await laboratory.SignInAsync(Role.Technician)).GetAsync("/api/v1/units/0");
        await RenameAsync(laboratory, "RefusedRequests", "Away");
        var counts = laboratory.Get<RefusalCounts>();
        await counts.StoreAsync(TestContext.Current.CancellationToken);
        await (await laboratory.SignInAsync(Role.Technician)).GetAsync("/api/v1/units/0");
        await RenameAsync(laboratory, "Away", "RefusedRequests");

        var facts = JsonDocument.Parse(await (await laboratory.SignInAsync(Role.Administrator)).ReadAsync("/api/v1/operation")).RootElement;
        Assert.Equal([("customer.unit-not-found", 404, 2)], Counted(facts));
    }

    private static async Task RenameAsync(Laboratory laboratory, string table, string to)
    {
        await using var connection = new SqliteConnection($"Data Source={laboratory.Get<ServeOptions>().Data.Database}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"ALTER TABLE \"{table}\" RENAME TO \"{to}\"";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<(string, int, int)> Counted(JsonElement facts) => facts.GetProperty("refusedRequests").EnumerateArray()
        .Select(one => (one.GetProperty("code").GetString()!, one.GetProperty("status").GetInt32(), one.GetProperty("count").GetInt32()));
}
