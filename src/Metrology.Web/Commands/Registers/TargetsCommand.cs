using System.CommandLine;
using Metrology.App.Standards;
using Metrology.App.Targets;
using Metrology.Core.Words;
using Metrology.Web.Commands.Records;
using Metrology.Web.Features.Targets;

namespace Metrology.Web.Commands.Registers;

/// <summary>Every target with its count on a day, under the reading in force.</summary>
internal static class TargetsCommand
{
    public static Command Create(Terminal terminal)
    {
        var on = DatabaseWork.OnOption(terminal);
        var data = DatabaseWork.DataOption(terminal);
        var json = DatabaseWork.JsonOption(terminal);
        var command = new Command("targets", terminal.Say("目标与当日计数", "Targets and their counts on a day")) { on, data, json, Import(terminal), Export(terminal) };
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

    /// <summary>Shows what an import would enter. Who enters it does so on the page or over the API, signed in.</summary>
    private static Command Import(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = terminal.Say("目标文件，JSON", "A file of targets, JSON") };
        var dryRun = new Option<bool>("--dry-run") { Description = terminal.Say("只检查，什么都不写", "Only check, and write nothing") };
        var data = new Option<string?>("--data") { Description = terminal.Say("与此数据目录中的目标比对（只读）；不给则不比对", "Compare with the targets of this data folder (read-only); without it nothing is compared") };
        var json = new Option<bool>("--json") { Description = terminal.Say("输出一个 JSON 对象", "Print one JSON object") };
        var command = new Command("import", terminal.Say("检查目标文件能否导入", "Check whether a file of targets can be imported")) { file, dryRun, data, json };
        command.SetAction((parsed, cancellation) => ImportAsync(terminal, parsed.GetValue(file)!, parsed.GetValue(dryRun), parsed.GetValue(data), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> ImportAsync(Terminal terminal, string path, bool isDryRun, string? data, bool asJson, CancellationToken cancellation)
    {
        if (!isDryRun)
            return terminal.RefuseUse(ByPerson);
        var file = await InputFile.ReadAsync(path, cancellation);
        if (file.Refusal is { } missing)
            return terminal.Refuse(missing);
        return data is null
            ? Show(terminal, ImportTargets.PlanOf(file.Value, []), false, asJson)
            : await DatabaseWork.ReadAsync(
                terminal, data, async store => Show(terminal, await new ImportTargets(store, TimeProvider.System).CheckAsync(file.Value, cancellation), true, asJson), cancellation);
    }

    private static int Show(Terminal terminal, Outcome<ImportTargets.Plan> outcome, bool isCompared, bool asJson)
    {
        if (outcome.Refusal is { } unreadable)
            return terminal.Refuse(unreadable);
        var plan = outcome.Value;
        if (asJson)
        {
            terminal.WriteJson(TargetImportAnswer.Of(plan, terminal.Language, true, isCompared));
            return plan.Refusal is null ? Terminal.Done : Terminal.Refused;
        }

        if (!isCompared)
            terminal.WriteLine($"{terminal.Say("没有与登记的目标比对：加 --data 目录可比对。", "Not compared with the targets that are there: add --data FOLDER to compare.")}");
        var t = new Languages.Words(terminal.Language);
        foreach (var row in plan.Rows)
            terminal.WriteLine($"{row.Index}  {row.Id}  {t.TargetEntry.DecisionOf(row.Decision)}{(row.Refusal is { } why ? $"  {why.Text.In(terminal.Language)} [{why.Code}]" : "")}");
        return plan.Refusal is { } refusal ? terminal.Refuse(refusal) : Terminal.Done;
    }

    /// <summary>The targets in force in the form that the import takes.</summary>
    private static Command Export(Terminal terminal)
    {
        var data = DatabaseWork.DataOption(terminal);
        var command = new Command("export", terminal.Say("以可导入的 JSON 写到标准输出", "As JSON that can be imported, on standard output")) { data };
        command.SetAction((parsed, cancellation) => DatabaseWork.ReadAsync(terminal, parsed.GetValue(data), async store =>
        {
            var queries = new TargetQueries(store, new StandardQueries(store), new App.CountedThings.CountedThingQueries(store), TimeProvider.System);
            await terminal.Out.WriteLineAsync(System.Text.Encoding.UTF8.GetString(ImportTargets.Write(await queries.AllAsync(cancellation))));
            return Terminal.Done;
        }, cancellation));
        return command;
    }

    private static readonly Refusal ByPerson = Refusal.Of(
        "target-import.by-person", "命令行只检查：请加 --dry-run。导入须登录后在“目标 → 导入目标文件”页或通过 API 进行，以便记下是谁导入的。",
        "The command line only checks: add --dry-run. Import on the page Targets → Import or over the API, where the register knows who did it.");

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
