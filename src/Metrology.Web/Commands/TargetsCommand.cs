using System.CommandLine;
using Metrology.App.Standards;
using Metrology.App.Targets;
using Metrology.Core.Words;
using Metrology.Web.Features.Targets;

namespace Metrology.Web.Commands;

/// <summary>Every target with its count on a day, under the reading in force.</summary>
internal static class TargetsCommand
{
    public static Command Create(Terminal terminal)
    {
        var on = DatabaseWork.OnOption(terminal);
        var data = DatabaseWork.DataOption(terminal);
        var json = DatabaseWork.JsonOption(terminal);
        var command = new Command("targets", terminal.Say("目标与当日计数", "Targets and their counts on a day")) { on, data, json };
        command.SetAction((parsed, cancellation) => DatabaseWork.OnDayAsync(terminal, parsed.GetValue(on), day =>
            DatabaseWork.ReadAsync(terminal, parsed.GetValue(data), async store =>
            {
                var queries = new TargetQueries(store, new StandardQueries(store), new App.CountedThings.CountedThingQueries(store), TimeProvider.System);
                var words = new Languages.Words(terminal.Language);
                foreach (var line in await queries.OnAsync(day, cancellation))
                {
                    if (parsed.GetValue(json))
                        terminal.WriteJson(TargetAnswer.Of(line, day, words));
                    else
                        Write(terminal, line, words);
                }

                return Terminal.Done;
            }, cancellation)));
        return command;
    }

    private static void Write(Terminal terminal, TargetQueries.Line line, Languages.Words t)
    {
        var target = line.View.Target;
        var number = TargetText.Number(target) ?? t.Targets.NoNumber;
        var count = line.Count is { } known
            ? $"{t.Targets.Count} {known.Counted}{(known.Unknown > 0 ? $" (+{known.Unknown} {t.Planning.Unknown})" : "")}"
            : TargetText.WhyNot(line, t);
        terminal.WriteLine($"{target.Id,-6} {target.Place} {number} {target.Unit} · {TargetText.Reading(line.Reading, t)} · {target.Due.DefaultDate?.Iso() ?? t.Targets.NoDue} · {count} · {t.Targets.Standing(line.Standing)}");
    }
}
