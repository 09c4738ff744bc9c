using System.Net;
using System.Text.Json;
using Metrology.App.Laboratory;
using Metrology.Mqtt.Endpoint;
using Metrology.Station.Ingest;

namespace Metrology.Web.Tests;

/// <summary>What was refused is counted where an administrator sees it.</summary>
public sealed class OperationTests
{
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
        Assert.Equal(1, facts.GetProperty("refusedRequests").GetProperty("404").GetInt64());
        var page = await visitor.ReadAsync("/operation");
        Assert.Contains(facts.GetProperty("refusedMessages").EnumerateObject().Single().Name, page, StringComparison.Ordinal);
        Assert.Contains("404 Not Found", page, StringComparison.Ordinal);
    }
}
