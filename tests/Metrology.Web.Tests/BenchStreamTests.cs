using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using Metrology.Core.Runs;

namespace Metrology.Web.Tests;

/// <summary>The stream of a run, read as a browser reads it.</summary>
public sealed class BenchStreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_fragment_comes_after_each_event_and_is_what_a_reload_shows()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await Technician.OpenAsync(laboratory);
        using var enough = new CancellationTokenSource(Patience);
        using var stream = await technician.Visitor.StreamAsync(technician.Bench + "/live");
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.MediaType);
        await using var events = SseParser.Create(await stream.Content.ReadAsStreamAsync()).EnumerateAsync(enough.Token).GetAsyncEnumerator(enough.Token);

        Assert.Contains("data-desk=\"0.1.0.0.0\"", await NextAsync(events, "desk"), StringComparison.Ordinal);
        await NextAsync(events, "beat");
        await technician.GoodAsync("environment", ("temperature", "23.4"), ("relative-humidity", "52"), ("insulation-resistance", "120"));
        Assert.Contains("data-desk=\"0.1.3.0.0\"", await NextAsync(events, "desk"), StringComparison.Ordinal);
        await technician.GoodAsync("accept");
        var desk = await NextAsync(events, "desk");
        Assert.Contains("data-check", desk, StringComparison.Ordinal);
        var page = await technician.Visitor.ReadAsync(technician.Bench);
        Assert.Contains(await technician.SeenAsync(), page, StringComparison.Ordinal);
        Assert.Contains("data-check", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_readings_come_while_the_load_is_applied_and_the_verdict_when_it_is_read()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await Technician.OpenAsync(laboratory);
        await technician.PrepareAsync();
        using var enough = new CancellationTokenSource(Patience);
        using var stream = await technician.Visitor.StreamAsync(technician.Bench + "/live");
        await using var events = SseParser.Create(await stream.Content.ReadAsStreamAsync()).EnumerateAsync(enough.Token).GetAsyncEnumerator(enough.Token);
        await technician.GoodAsync("begin");
        while (!(await NextAsync(events, "point")).Contains("<progress", StringComparison.Ordinal))
        {
        }

        string point;
        do
            point = WebUtility.HtmlDecode(await NextAsync(events, "point"));
        while (!point.Contains("figure-verdict", StringComparison.Ordinal));
        Assert.Contains("合格", point, StringComparison.Ordinal);
        var error = Evaluator.Preview((await technician.RecordAsync()).State)!.Error!.Value;
        Assert.Contains(Core.Quantities.SignedText.Of(error, 2), point, StringComparison.Ordinal);

        await technician.GoodAsync("abort", ("reason-abort", "够了"));
        await NextAsync(events, "over");
        Assert.False(await events.MoveNextAsync());
    }

    private static async Task<string> NextAsync(IAsyncEnumerator<SseItem<string>> events, string name)
    {
        while (await events.MoveNextAsync())
        {
            if (events.Current.EventType == name)
                return events.Current.Data;
        }

        throw new EndOfStreamException($"No {name} came.");
    }
}

public sealed partial class Visitor
{
    /// <summary>An answer that is read while it is being written.</summary>
    public async Task<HttpResponseMessage> StreamAsync(string path)
    {
        var sender = client();
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Headers.Add("Cookie", cookies.GetCookieHeader(new Uri(sender.BaseAddress!, path)));
        var answer = await sender.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }
}
