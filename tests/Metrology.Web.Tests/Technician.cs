using System.Net;
using System.Text.RegularExpressions;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Station.Benches;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Web.Tests;

/// <summary>A verifier with one verification, who does everything through the pages. The bench is played by the simulators.</summary>
internal sealed partial class Technician(Laboratory laboratory, Visitor visitor, Guid id)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public Guid Id => id;
    public Visitor Visitor => visitor;
    public string Record => $"/verifications/{id}";
    public string Bench => $"/verifications/{id}/bench";

    public static async Task<Technician> OpenAsync(Laboratory laboratory, string serial = "SIM-EV-0001", Visitor? visitor = null)
    {
        visitor ??= await laboratory.SignInAsync(Role.Technician);
        var answer = await visitor.PostAsync("/verifications/new", await FormAsync(visitor, ("SerialNumber", serial)));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return new(laboratory, visitor, Guid.Parse(answer.Headers.Location!.OriginalString.Split('/')[2]));
    }

    /// <summary>The fields of the form as it is shown, with changes.</summary>
    public static async Task<(string, string)[]> FormAsync(Visitor visitor, params (string Name, string Value)[] changes)
    {
        var page = await visitor.ReadAsync("/verifications/new");
        var fields = new Dictionary<string, string>
        {
            ["Key"] = Key().Match(page).Groups[1].Value,
            ["BenchId"] = Chosen(page, "BenchId"),
            ["StandardId"] = Chosen(page, "StandardId"),
            ["Kind"] = Chosen(page, "Kind"),
            ["WorkDate"] = WorkDate().Match(page).Groups[1].Value,
            ["Place"] = "",
        };
        foreach (var (name, value) in changes)
            fields[name] = value;
        return [.. fields.Select(pair => (pair.Key, pair.Value))];
    }

    public async Task<RunRecord> RecordAsync() =>
        (await laboratory.App.Services.GetRequiredService<VerificationQueries>().FindAsync(id, CancellationToken.None)).Value;

    public async Task<string> SeenAsync() => RunPosition.Of(await RecordAsync()).ToString();

    /// <summary>Presses a button of the bench at the present moment.</summary>
    public async Task<HttpResponseMessage> ActAsync(string act, params (string, string)[] fields) => await ActAsync(act, await SeenAsync(), fields);

    public Task<HttpResponseMessage> ActAsync(string act, string seen, params (string, string)[] fields) =>
        visitor.PostFromAsync(Bench, $"{Bench}/{act}", [("seen", seen), .. fields]);

    /// <summary>Waits for the run to get there.</summary>
    public async Task<RunRecord> UntilAsync(Func<RunRecord, bool> holds)
    {
        var signals = laboratory.App.Services.GetRequiredService<RunSignals>();
        while (true)
        {
            var changed = signals.NextChange(id);
            var record = await RecordAsync();
            if (holds(record))
                return record;
            await changed.WaitAsync(Patience);
        }
    }

    public async Task UntilLiveAsync(Func<LiveState, bool> holds)
    {
        var live = laboratory.App.Services.GetRequiredService<LiveFeed>();
        while (true)
        {
            var changed = live.NextChange(id);
            if (holds(live.Of(id)))
                return;
            await changed.WaitAsync(Patience);
        }
    }

    public Task<RunRecord> UntilPhaseAsync(StepPhase phase) =>
        UntilAsync(record => !record.State.IsFinished && record.State.Steps[record.State.Current].Phase == phase);

    /// <summary>Ambient conditions and inspection, up to the first measuring step.</summary>
    public async Task PrepareAsync()
    {
        await GoodAsync("environment", ("temperature", "23.4"), ("relative-humidity", "52"), ("insulation-resistance", "120"));
        await GoodAsync("accept");
        var item = (await RecordAsync()).State.Plan.Procedure.Items.Single(one => one.Verb == Verb.Inspect);
        await GoodAsync("checks", [.. item.Checks.Select(check => (check.Id, "1"))]);
        await GoodAsync("accept");
    }

    /// <summary>The whole run, to its evaluation.</summary>
    public async Task MeasureAsync()
    {
        await PrepareAsync();
        while ((await RecordAsync()).Verification.State == VerificationState.Running)
        {
            await GoodAsync("begin");
            await UntilPhaseAsync(StepPhase.Read);
            await GoodAsync("accept");
        }
    }

    public async Task GoodAsync(string act, params (string, string)[] fields)
    {
        var answer = await ActAsync(act, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{act}: {answer.StatusCode} {WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync())}");
    }

    private static string Chosen(string page, string select) =>
        Regex.Match(page, $"""<select[^>]*name="{select}".*?<option value="([^"]*)" selected""", RegexOptions.Singleline).Groups[1].Value;

    [GeneratedRegex("""name="Key" value="([^"]+)""")]
    private static partial Regex Key();

    [GeneratedRegex("""name="WorkDate"[^>]*value="([^"]+)""")]
    private static partial Regex WorkDate();
}
