using System.CommandLine;
using System.Globalization;
using Metrology.App.Forecasts;
using Metrology.App.Projects;
using Metrology.App.Standards;
using Metrology.App.Targets;
using Metrology.Core.Planning.Forecasts;
using Metrology.Core.Words;
using Metrology.Web.Commands.Records;
using Metrology.Web.Features.Forecasts;
using Metrology.Web.Features.Targets;

namespace Metrology.Web.Commands.Registers;

/// <summary>The forecast of one target, or of all whose day is still to come, as the page shows it without a what-if.</summary>
internal static class ForecastCommand
{
    private static readonly Refusal NoSeed = Refusal.Of("forecast.bad-seed", "种子是 0 到 9007199254740991 的整数。", "The seed is a whole number from 0 to 9007199254740991.");

    private static readonly Refusal NoTarget = Refusal.Of("forecast.no-target", "--by、--reading 和 --seed 是对一个目标的：请写明目标编号。", "--by, --reading and --seed are about one target: name it.");

    private static Refusal NotForecast(ForecastGap gap) => Refusal.Of(
        "forecast.not-possible", new Languages.Words(Language.Zh).Forecasts.Why(gap), new Languages.Words(Language.En).Forecasts.Why(gap));

    private const ulong GreatestSeed = (1UL << 53) - 1;

    public static Command Create(Terminal terminal)
    {
        var target = new Argument<string?>("target") { Arity = ArgumentArity.ZeroOrOne, Description = terminal.Say("目标编号；不写则列出未到期的全部", "Id of a target; without it all whose day is still to come") };
        var by = new Option<string?>("--by") { Description = terminal.Say("到哪一天，年-月-日；默认期限", "By which day, year-month-day; the due day unless given") };
        var reading = new Option<string?>("--reading") { Description = terminal.Say("口径；默认采用的那个", "The reading; the one in force unless given") };
        var seed = new Option<string?>("--seed") { Description = terminal.Say("随机数种子；默认 1", "Seed of the random numbers; 1 unless given") };
        var data = DatabaseWork.DataOption(terminal);
        var json = DatabaseWork.JsonOption(terminal);
        var command = new Command("forecast", terminal.Say("目标能否按期达到", "Whether targets are reached in time")) { target, by, reading, seed, data, json };
        command.SetAction((parsed, cancellation) => RunAsync(
            terminal, parsed.GetValue(target), parsed.GetValue(by), parsed.GetValue(reading), parsed.GetValue(seed), parsed.GetValue(data), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string? target, string? by, string? reading, string? typedSeed, string? data, bool asJson, CancellationToken cancellation)
    {
        var seed = ForecastQuestion.OrdinarySeed;
        if (typedSeed is not null && (!ulong.TryParse(typedSeed, NumberStyles.None, CultureInfo.InvariantCulture, out seed) || seed > GreatestSeed))
            return terminal.RefuseUse(NoSeed);
        if (target is null && (by ?? reading ?? typedSeed) is not null)
            return terminal.RefuseUse(NoTarget);
        DateOnly? day = null;
        return await DatabaseWork.OnDayAsync(terminal, by, chosen =>
        {
            day = by is null ? null : chosen;
            return DatabaseWork.ReadAsync(terminal, data, async store =>
            {
                var standards = new StandardQueries(store);
                var targets = new TargetQueries(store, standards, new App.CountedThings.CountedThingQueries(store), TimeProvider.System);
                var forecasts = new ForecastQueries(store, targets, new ProjectQueries(store, TimeProvider.System));
                if (target is null)
                {
                    foreach (var open in await forecasts.OpenAsync(cancellation))
                        Write(terminal, open, new(open.Target.Id, null, null, null, ForecastQuestion.OrdinarySeed), asJson);
                    return Terminal.Done;
                }

                var question = new ForecastQuestion(target, reading, day, null, seed);
                if (await forecasts.AskAsync(question, cancellation) is not { } answer)
                    return terminal.Refuse(await targets.ViewAsync(target, cancellation) is null ? TargetErrors.NotFound : TargetErrors.NotAReading);
                if (answer.Gap is { } gap)
                    return terminal.Refuse(NotForecast(gap));
                Write(terminal, answer, question, asJson);
                return Terminal.Done;
            }, cancellation);
        });
    }

    private static void Write(Terminal terminal, ForecastAnswer answer, ForecastQuestion question, bool asJson)
    {
        if (asJson)
        {
            terminal.WriteJson(ForecastResult.Of(answer, question, ForecastApi.MostActions));
            return;
        }

        var (t, forecast) = (new Languages.Words(terminal.Language), answer.Forecast!);
        var rate = forecast.RequiredBuildRate(answer.Today) is { } perYear ? $" · {t.Forecasts.PerYear(ForecastText.Number(perYear))}" : "";
        var expected = $"{t.Forecasts.Expected} {ForecastText.Number(forecast.Paths.Expected)} ({forecast.Paths.Quantile(0.1)}–{forecast.Paths.Quantile(0.9)})";
        terminal.WriteLine(
            $"{answer.Target.Id,-6} {answer.Target.Target.Place} {TargetText.Number(answer.Target.Target)} · {TargetText.Reading(answer.Reading, t)} · {answer.By:yyyy-MM-dd} · {t.Forecasts.Probability} {ForecastText.Percent(forecast.Paths.Probability)} · {expected}{rate}");
        foreach (var one in forecast.Institutions)
            terminal.WriteLine($"    {one.Institution} · {t.Forecasts.Certain} {one.Outlook.Certain} · {t.Forecasts.Lacking} {one.Lacking.Plain()} · {t.Forecasts.Probability} {ForecastText.Percent(one.Paths.Probability)}");
        if (forecast.OfNoInstitution > 0)
            terminal.WriteLine($"    {t.Forecasts.OfNoInstitution(forecast.OfNoInstitution)}");
        foreach (var (i, action) in forecast.Paths.Actions(ForecastApi.MostActions).Index())
            terminal.WriteLine($"    {i + 1}. {t.Forecasts.Kind(action.Kind)} · {ForecastText.Name(answer, action, t)} · {ForecastText.Points(action.Gain)}");
    }
}
