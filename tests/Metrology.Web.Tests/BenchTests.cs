using System.Net;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Instruments.Capabilities;
using Metrology.Simulators.Charging;
using Metrology.Station.Benches;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Web.Tests;

public sealed class BenchTests
{
    [Theory]
    [InlineData("temperature", "warm", "quantity.number")]
    [InlineData("temperature", "", "quantity.number")]
    [InlineData("temperature", "-300", "quantity.impossible")]
    [InlineData("relative-humidity", "120", "quantity.impossible")]
    [InlineData("insulation-resistance", "120 MΩ", "quantity.number")]
    public async Task A_wrong_entry_is_said_under_its_field_and_nothing_typed_is_lost(string field, string value, string code)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await Technician.OpenAsync(laboratory);
        var typed = new Dictionary<string, string> { ["temperature"] = "23.4", ["relative-humidity"] = "52", ["insulation-resistance"] = "121", [field] = value };
        var answer = await technician.ActAsync("environment", [.. typed.Select(pair => (pair.Key, pair.Value))]);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"id=\"{field}-error\"", page, StringComparison.Ordinal);
        Assert.Contains(code, page, StringComparison.Ordinal);
        foreach (var (name, text) in typed)
            Assert.Matches($"name=\"{name}\"[^>]*value=\"{System.Text.RegularExpressions.Regex.Escape(text)}\"", page);
        Assert.Equal(0, (await technician.RecordAsync()).Events);
    }

    [Fact]
    public async Task Full_width_digits_of_an_input_method_are_digits()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await Technician.OpenAsync(laboratory);
        await technician.GoodAsync("environment", ("temperature", "２３．４"), ("relative-humidity", "52"), ("insulation-resistance", "120"));
        Assert.Equal(23.4m, (await technician.RecordAsync()).State.Observations[0].Reading.Value);
    }

    [Fact]
    public async Task An_inspection_without_an_answer_is_said_at_its_row()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await Technician.OpenAsync(laboratory);
        await technician.GoodAsync("environment", ("temperature", "23.4"), ("relative-humidity", "52"), ("insulation-resistance", "120"));
        await technician.GoodAsync("accept");
        var answer = await technician.ActAsync("checks", ("nameplate-complete", "1"), ("no-damage", "2"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("href=\"#seals\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_press_decides_nothing_that_nobody_saw()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await Technician.OpenAsync(laboratory);
        var seen = await technician.SeenAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await technician.ActAsync("skip", seen, ("reason-skip", "没有温度计"))).StatusCode);
        var second = await technician.ActAsync("skip", seen, ("reason-skip", "没有温度计"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Contains("run.moved-on", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, (await technician.RecordAsync()).State.Current);

        seen = await technician.SeenAsync();
        await technician.ActAsync("comment", seen, ("reason-comment", "同一条"));
        await technician.ActAsync("comment", seen, ("reason-comment", "同一条"));
        Assert.Equal(1, (await technician.RecordAsync()).Comments);

        var unsaid = await technician.ActAsync("skip", "nonsense", ("reason-skip", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.StatusCode);
        var empty = await technician.ActAsync("skip", ("reason-skip", " "));
        Assert.Contains("reason-skip-error", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await technician.ActAsync("explode")).StatusCode);
    }

    [Fact]
    public async Task Outputs_off_takes_the_load_off_and_the_run_goes_on_after_it()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await Technician.OpenAsync(laboratory);
        await technician.PrepareAsync();
        await technician.GoodAsync("begin");
        await technician.UntilLiveAsync(live => live.IsLoadOn);
        await technician.GoodAsync("off");
        await technician.UntilLiveAsync(live => !live.IsLoadOn);
        Assert.True((await technician.RecordAsync()).State.IsPaused);
        Assert.Contains("已暂停", await technician.Visitor.ReadAsync(technician.Bench), StringComparison.Ordinal);
        // The load is off already: asking again is no mistake.
        await technician.GoodAsync("off");

        await technician.GoodAsync("resume");
        await technician.UntilPhaseAsync(StepPhase.Read);
    }

    /// <summary>What is left is applied after a pause, so a repeat that was paused and one that was not differ by what a tick delivers and the steps of the register.</summary>
    [Fact]
    public async Task A_step_that_was_paused_in_the_middle_ends_at_the_same_energy()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await Technician.OpenAsync(laboratory);
        await technician.PrepareAsync();
        await technician.GoodAsync("begin");
        var begun = await technician.UntilPhaseAsync(StepPhase.Loaded);
        var step = begun.State.CurrentStep!;
        var (asked, start) = (step.Settings["energy"].Value, Register(begun, step.Key, Stage.Start));
        LiveState live = LiveState.Detached;
        await technician.UntilLiveAsync(now => (live = now)[Roles.Reference, Measurands.ActiveEnergy]?.Value - start >= asked / 3m);
        await technician.GoodAsync("off");
        await technician.UntilLiveAsync(now => !now.IsLoadOn);
        Assert.InRange(live[Roles.Reference, Measurands.ActiveEnergy]!.Value - start, asked / 3m, asked * 0.9m);
        Assert.Equal(StepPhase.Loaded, (await technician.RecordAsync()).State.Steps[begun.State.Current].Phase);

        await technician.GoodAsync("resume");
        var paused = await technician.UntilPhaseAsync(StepPhase.Read);
        await technician.GoodAsync("accept");
        await technician.GoodAsync("begin");
        var whole = await technician.UntilPhaseAsync(StepPhase.Read);
        Assert.Equal(step.Settings["energy"], whole.State.CurrentStep!.Settings["energy"]);

        // Nominal power for one tick, and the register cut off at start and end.
        var tick = step.Settings["voltage"].Value * step.Settings["current"].Value * (decimal)ChargingProcess.Tick.TotalHours / 1000m;
        var resolution = paused.State.Observations.First(one => one.Role == Roles.Reference).Reading.Resolution;
        Assert.InRange(Passed(paused, step.Key) - Passed(whole, whole.State.CurrentStep.Key), -tick - (2 * resolution), tick + (2 * resolution));
    }

    private static decimal Passed(RunRecord run, StepKey step) => Register(run, step, Stage.End) - Register(run, step, Stage.Start);

    private static decimal Register(RunRecord run, StepKey step, Stage stage) => run.State.Observations.Single(one =>
        one.Step == step && one.Role == Roles.Reference && one.Stage == stage && one.Reading.Measurand == Measurands.ActiveEnergy).Reading.Value;

    [Theory]
    [InlineData("/bench/abort", "reason-abort")]
    [InlineData("/abort", "Reason")]
    public async Task An_abort_takes_the_load_off_and_gives_the_bench_back(string path, string field)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await Technician.OpenAsync(laboratory);
        await technician.PrepareAsync();
        await technician.GoodAsync("begin");
        await technician.UntilLiveAsync(live => live.IsLoadOn);
        Assert.Contains((await technician.RecordAsync()).Verification.Number, await technician.Visitor.ReadAsync("/benches"), StringComparison.Ordinal);

        var answer = await technician.Visitor.PostFromAsync(technician.Record, technician.Record + path, ("seen", await technician.SeenAsync()), (field, "桩起火"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await technician.UntilLiveAsync(live => !live.IsLoadOn);
        var record = await technician.RecordAsync();
        Assert.Equal(VerificationState.Aborted, record.Verification.State);
        Assert.True(record.State.IsAborted);
        Assert.DoesNotContain(record.Verification.Number, await technician.Visitor.ReadAsync("/benches"), StringComparison.Ordinal);
        // What was read stays with the bytes it rests on.
        Assert.Contains("68 11", await technician.Visitor.ReadAsync(technician.Record + "/transcript"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bench_that_another_run_has_says_so()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await Technician.OpenAsync(laboratory);
        await technician.PrepareAsync();
        var other = await Technician.OpenAsync(laboratory, "SIM-EV-0002", technician.Visitor);
        var answer = await other.ActAsync("environment", ("temperature", "23.4"), ("relative-humidity", "52"), ("insulation-resistance", "120"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("bench.taken", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(laboratory.App.Services.GetRequiredService<BenchRuns>().IsAttached(other.Id));
    }

    [Fact]
    public async Task A_restart_shows_the_run_where_the_last_commit_left_it()
    {
        var first = await Laboratory.StartAsync();
        var technician = await Technician.OpenAsync(first);
        await technician.PrepareAsync();
        await technician.GoodAsync("begin");
        await technician.UntilPhaseAsync(StepPhase.Loaded);
        var before = await technician.RecordAsync();

        await using var second = await first.RestartAsync();
        var visitor = await second.SignInAsync(Role.Technician);
        var again = new Technician(second, visitor, technician.Id);
        // Said before anybody opens the page: nothing is applied any more.
        Assert.Equal(StepPhase.Waiting, (await again.RecordAsync()).State.Steps[before.State.Current].Phase);
        Assert.Equal("bench.restarted", (await second.Get<VerificationQueries>().EventsAsync(again.Id, default))[^1].Code);
        Assert.True(second.Get<BenchRuns>().IsAttached(again.Id));
        var page = await visitor.ReadAsync(again.Bench);
        Assert.Contains(before.State.CurrentStep!.Label.Zh, page, StringComparison.Ordinal);
        // Nobody saw what the instruments did meanwhile: the step is begun again, and what was read stays.
        var after = await again.UntilPhaseAsync(StepPhase.Waiting);
        Assert.Equal(before.State.Current, after.State.Current);
        Assert.Equal(before.State.Observations, after.State.Observations);
        await again.GoodAsync("begin");
        await again.UntilPhaseAsync(StepPhase.Read);
        await again.GoodAsync("accept");
    }

    [Fact]
    public async Task Others_look_and_cannot_act()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var technician = await Technician.OpenAsync(laboratory);
        var colleague = await Colleague.SignInAsync(laboratory);
        var page = await colleague.ReadAsync(technician.Bench);
        Assert.Contains("您只能查看", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"temperature\"", page, StringComparison.Ordinal);
        var acted = await colleague.PostFromAsync("/queue", technician.Bench + "/skip", ("seen", await technician.SeenAsync()), ("reason-skip", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, acted.StatusCode);
        Assert.Contains("verification.not-yours", await acted.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var checker = await laboratory.SignInAsync(Role.Checker);
        Assert.Contains("您只能查看", await checker.ReadAsync(technician.Bench), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await checker.PostFromAsync("/queue", technician.Bench + "/skip", ("seen", "0.1.0.0.0"))).StatusCode);
        Assert.Equal(0, (await technician.RecordAsync()).Events);
    }
}
