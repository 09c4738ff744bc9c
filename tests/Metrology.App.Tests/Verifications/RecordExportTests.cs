using System.Text.Json;
using Metrology.App.Certificates;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Metrology.Instruments.Links;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Verifications;

/// <summary>The exported record holds every observation, event, signature and byte.</summary>
public sealed class RecordExportTests
{
    [Fact]
    public async Task Everything_of_the_record_is_in_the_export()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var id = await laboratory.OpenRecordAsync();
        await laboratory.The<RecordEvent>().ExecuteAsync(
            laboratory.People.Technician, id, new RunEvent.Commented("桩温偏高"), [Taken(0x68, 0x16)], default);
        await laboratory.The<RecordEvent>().ExecuteAsync(laboratory.People.Technician, id, new RunEvent.Commented("再记一次"), [Taken(0x69), new("tty:2", 0, default, Direction.Sent, [])], default);
        await laboratory.MeasureAsync(id);
        await laboratory.MovedAsync(laboratory.People.Technician, id, "submit");

        var bytes = (await laboratory.The<RecordExport>().ExecuteAsync(id, default)).Value;
        var json = JsonDocument.Parse(bytes).RootElement;
        Assert.Equal("metrology-record/5", json.GetProperty("format").GetString());
        Assert.Equal("submitted", json.GetProperty("state").GetString());
        Assert.Equal(await laboratory.AskAsync(db => db.Observations.CountAsync()), json.GetProperty("observations").GetArrayLength());
        Assert.Equal(await laboratory.AskAsync(db => db.RunEvents.CountAsync()), json.GetProperty("events").GetArrayLength());
        Assert.Equal("桩温偏高", json.GetProperty("events")[0].GetProperty("text").GetString());
        // Said once, however many bytes went over the link; a link that gives no readings has none.
        Assert.Equal("""[{"link":"tty:1","codec":"dlt645-2007","instrument":"M-1","address":"000000000001"}]""", JsonSerializer.Serialize(json.GetProperty("sources")));
        Assert.Equal("6816", json.GetProperty("transcript")[0].GetProperty("hex").GetString());
        Assert.Equal(["begin", "evaluate", "submit"], json.GetProperty("signatures").EnumerateArray().Select(row => row.GetProperty("action").GetString()));
        Assert.Equal("pass", json.GetProperty("evaluation").GetProperty("verdict").GetString());
    }

    private static TranscriptEntry Taken(params byte[] bytes) => new("tty:1", 0, TimeSpan.FromSeconds(1), Direction.Received, bytes) { Sources = [new("dlt645-2007", "M-1", "000000000001")] };

    [Fact]
    public async Task Lists_show_the_newest_first_and_look_in_number_serial_and_customer()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var first = await laboratory.OpenRecordAsync();
        laboratory.Clock.Now += TimeSpan.FromMinutes(1);
        var second = await laboratory.MeasuredAsync();
        var queries = laboratory.The<VerificationQueries>();
        Assert.Equal([second, first], (await queries.ListAsync(null, null, default)).Select(line => line.Id));
        Assert.Equal([second], (await queries.ListAsync([VerificationState.Evaluated, VerificationState.Issued], null, default)).Select(line => line.Id));
        Assert.Equal([second], (await queries.ListAsync(null, "00002", default)).Select(line => line.Id).Take(1));
        Assert.Equal(2, (await queries.ListAsync(null, "示例充电", default)).Count);
        Assert.Empty(await queries.ListAsync(null, "%", default));
        Assert.Equal("verification.not-found", (await queries.FindAsync(Guid.NewGuid(), default)).Refusal?.Code);
    }
}
