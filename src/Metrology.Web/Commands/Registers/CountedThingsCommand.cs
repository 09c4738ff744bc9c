using System.CommandLine;
using Metrology.App.CountedThings;
using Metrology.Core.Words;
using Metrology.Edges.OpenXml;
using Metrology.Web.Commands.Records;
using Metrology.Web.Features.CountedThings;

namespace Metrology.Web.Commands.Registers;

/// <summary>What targets count beside standards, for other programs.</summary>
internal static class CountedThingsCommand
{
    private static readonly Refusal ByPerson = Refusal.Of(
        "counted-thing-import.by-person", "命令行只检查：请加 --dry-run。导入须登录后在“其他计数对象 → 导入”页或通过 API 进行，以便记下是谁导入的。",
        "The command line only checks: add --dry-run. Import on the page Other counted things → Import or over the API, where the register knows who did it.");

    public static Command Create(Terminal terminal) =>
        new("counted-things", terminal.Say("计量标准以外的计数对象", "What targets count beside standards")) { Import(terminal) };

    /// <summary>Shows what an import would enter. Who enters it does so on the page or over the API, signed in.</summary>
    private static Command Import(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = terminal.Say("表格，.xlsx 或 .csv", "A table, .xlsx or .csv") };
        var dryRun = new Option<bool>("--dry-run") { Description = terminal.Say("只检查，什么都不写", "Only check, and write nothing") };
        var data = new Option<string?>("--data") { Description = terminal.Say("与此数据目录中的登记比对（只读）；不给则不比对", "Compare with the rows of this data folder (read-only); without it nothing is compared") };
        var json = new Option<bool>("--json") { Description = terminal.Say("输出一个 JSON 对象", "Print one JSON object") };
        var command = new Command("import", terminal.Say("检查一张表能否导入", "Check whether a table can be imported")) { file, dryRun, data, json };
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
            ? Show(terminal, file.Value, [], false, asJson)
            : await DatabaseWork.ReadAsync(terminal, data, async store => Show(terminal, file.Value, await new CountedThingQueries(store).AllAsync(cancellation), true, asJson), cancellation);
    }

    private static int Show(Terminal terminal, byte[] file, IReadOnlyList<CountedThingRow> present, bool isCompared, bool asJson)
    {
        var read = ImportCountedThings.PlanOf(file, new WorkbookReader(), present);
        if (read.Refusal is { } unreadable)
            return terminal.Refuse(unreadable);
        var plan = read.Value;
        if (asJson)
        {
            terminal.WriteJson(ThingImportAnswer.Of(plan, terminal.Language) with { IsComparedWithRegister = isCompared });
            return plan.Refusal is null ? Terminal.Done : Terminal.Refused;
        }

        var t = new Languages.Words(terminal.Language);
        if (!isCompared)
            terminal.WriteLine($"{terminal.Say("没有与登记比对：加 --data 目录可比对。", "Not compared with the rows that are there: add --data FOLDER to compare.")}");
        if (plan.Unused.Count > 0)
            terminal.WriteLine($"{t.ThingImports.Unused(string.Join(", ", plan.Unused))}");
        if (plan.OtherSheets.Count > 0)
            terminal.WriteLine($"{t.ThingImports.OtherSheets(string.Join(", ", plan.OtherSheets))}");
        foreach (var row in plan.Rows)
        {
            terminal.WriteLine($"{row.Line.Line}  {t.ThingImports.DecisionOf(row.Decision)}  {(row.Line.Kind is { } kind ? t.CountedThings.KindName(kind) : "-")}  {row.Line.Name}");
            foreach (var one in row.Problems)
                terminal.WriteLine($"    {one.Text.In(terminal.Language)} [{one.Code}]");
            foreach (var one in row.Line.Remarks)
                terminal.WriteLine($"    {one.Text.In(terminal.Language)} [{one.Code}]");
        }

        return plan.Refusal is { } refusal ? terminal.Refuse(refusal) : Terminal.Done;
    }
}
