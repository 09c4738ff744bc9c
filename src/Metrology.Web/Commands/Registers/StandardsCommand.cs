using System.CommandLine;
using Metrology.App.Standards;
using Metrology.App.Standards.Importing;
using Metrology.App.Storage;
using Metrology.Core.Procedures;
using Metrology.Core.Registers;
using Metrology.Core.Traceability;
using Metrology.Core.Words;
using Metrology.Documents;
using Metrology.Edges.OpenXml;
using Metrology.Web.Commands.Records;
using Metrology.Web.Features.Standards;
using Metrology.Web.Features.Standards.Importing;

namespace Metrology.Web.Commands.Registers;

/// <summary>The register of standards for other programs.</summary>
internal static class StandardsCommand
{
    public static Command Create(Terminal terminal) =>
        new("standards", terminal.Say("计量标准登记册", "The register of measurement standards")) { Export(terminal), Import(terminal) };

    /// <summary>Shows what an import would enter. Who enters it does so on the page or over the API, signed in.</summary>
    private static Command Import(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = terminal.Say("登记册表格，.xlsx 或 .csv", "The table of a register, .xlsx or .csv") };
        var dryRun = new Option<bool>("--dry-run") { Description = terminal.Say("只检查，什么都不写", "Only check, and write nothing") };
        var data = new Option<string?>("--data") { Description = terminal.Say("与此数据目录中登记的证书比对（只读）；不给则不比对", "Compare with the certificates of this data folder (read-only); without it nothing is compared") };
        var json = new Option<bool>("--json") { Description = terminal.Say("输出一个 JSON 对象", "Print one JSON object") };
        var command = new Command("import", terminal.Say("检查别处的登记册能否导入", "Check whether a register of others can be imported")) { file, dryRun, data, json };
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
        var table = SpreadsheetFile.Read(file.Value, new WorkbookReader());
        if (table.Refusal is { } unreadable)
            return terminal.Refuse(unreadable);
        return data is null
            ? Show(terminal, table.Value, new HashSet<(StandardCertificateKind, string)>(), false, asJson)
            : await DatabaseWork.ReadAsync(terminal, data, async store => Show(terminal, table.Value, await store.ReadAsync(db => RegisteredCertificates.AllAsync(db, cancellation), cancellation), true, asJson), cancellation);
    }

    private static int Show(Terminal terminal, SheetTable table, IReadOnlySet<(StandardCertificateKind, string)> registered, bool isCompared, bool asJson)
    {
        var plan = StandardImportPlan.Of(table, table.GuessedColumns(), registered, new CertificateRenderer(DocumentFonts.Stack).CannotPrint);
        if (asJson)
        {
            terminal.WriteJson(ImportAnswer.Of(plan, terminal.Language) with { IsComparedWithRegister = isCompared });
            return plan.Refusal is null ? Terminal.Done : Terminal.Refused;
        }

        if (!isCompared)
            terminal.WriteLine($"{terminal.Say("没有与登记册比对：加 --data 目录可比对。", "Not compared with the register: add --data FOLDER to compare.")}");

        foreach (var note in plan.Notes)
            terminal.WriteLine($"{note.Text.In(terminal.Language)} [{note.Code}]");
        foreach (var row in plan.Rows)
        {
            terminal.WriteLine($"{row.Line}  {KebabCase.Of(row.Decision)}  {row.Code ?? "-"}  {row.NameZh}  {row.RangeText}  {row.Accuracy}");
            foreach (var remark in row.Remarks)
                terminal.WriteLine($"    {remark.Text.In(terminal.Language)} [{remark.Code}]");
            foreach (var one in row.Parameters)
                terminal.WriteLine($"    {terminal.Say("按数字登记", "As numbers")}: {(one.Quantity.Length == 0 ? "?" : one.Quantity)} · {StandardFigures.Range(one)} · {StandardFigures.Accuracy(one)}");
            if (row.OfParameters is { } open)
                terminal.WriteLine($"    {open.Text.In(terminal.Language)} [{open.Code}]");
        }

        return plan.Refusal is { } refusal ? terminal.Refuse(refusal) : Terminal.Done;
    }

    private static readonly Refusal ByPerson = Refusal.Of(
        "standard-import.by-person", "命令行只检查：请加 --dry-run。导入须登录后在“计量标准 → 导入”页或通过 API 进行，以便记下是谁导入的。",
        "The command line only checks: add --dry-run. Import on the page Standards → Import or over the API, where the register knows who did it.");

    private static Command Export(Terminal terminal)
    {
        var on = DatabaseWork.OnOption(terminal);
        var data = DatabaseWork.DataOption(terminal);
        var json = DatabaseWork.JsonOption(terminal);
        var command = new Command("export", terminal.Say("以 CSV 写到标准输出", "As CSV on standard output")) { on, data, json };
        command.SetAction((parsed, cancellation) => DatabaseWork.OnDayAsync(terminal, parsed.GetValue(on), day =>
            DatabaseWork.ReadAsync(terminal, parsed.GetValue(data), async store =>
            {
                var standards = new StandardQueries(store);
                var lines = await standards.MarkedAsync(await standards.OnAsync(day, cancellation), cancellation);
                if (parsed.GetValue(json))
                {
                    foreach (var line in lines)
                        terminal.WriteJson(StandardAnswer.Of(line.Standard, line.Standing, day) with { IsUnusable = line.IsUnusable, ValidUntil = line.ValidUntil });
                    return Terminal.Done;
                }

                foreach (var row in StandardTable.Rows(lines, day, StandardLayout.Own).Prepend([.. StandardTable.Columns(StandardLayout.Own).Select(column => column.Heading)]))
                    await terminal.Out.WriteLineAsync(CsvText.Line(row));
                return Terminal.Done;
            }, cancellation)));
        return command;
    }
}
