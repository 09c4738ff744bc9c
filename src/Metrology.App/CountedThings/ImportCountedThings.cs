using Metrology.App.Laboratory;
using Metrology.App.Standards.Importing;
using Metrology.App.Storage;
using Metrology.Core.Planning.Things;
using Metrology.Core.Registers;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.CountedThings;

/// <summary>What becomes of a row of a table.</summary>
public enum ThingDecision
{
    Enter,

    /// <summary>The very same row is there.</summary>
    Present,

    Refuse,
}

/// <param name="Problems">Why it is refused; empty where it is not.</param>
public sealed record ThingImportRow(ThingLine Line, ThingDecision Decision, IReadOnlyList<Refusal> Problems);

/// <summary>What an import would enter, before anything is written.</summary>
/// <param name="Sheet">The table under its columns.</param>
/// <param name="OtherSheets">Sheets of the file that hold something and are not read.</param>
public sealed record ThingImportPlan(IReadOnlyList<ThingImportRow> Rows, ThingSheet Sheet, IReadOnlyList<string> OtherSheets)
{
    /// <summary>Headings of columns that are not used.</summary>
    public IReadOnlyList<string> Unused => Sheet.Unused;

    public int Entered => Rows.Count(row => row.Decision == ThingDecision.Enter);

    public int Refused => Rows.Count(row => row.Decision == ThingDecision.Refuse);

    /// <summary>Why nothing of the file is taken; null when it would be.</summary>
    public Refusal? Refusal => Rows.Count == 0 && Sheet.Rows.Count == 0 ? ThingImportErrors.Empty
        : Sheet.Columns.OfType<ThingColumn>().Count() != Sheet.Columns.OfType<ThingColumn>().Distinct().Count() ? ThingImportErrors.ColumnTwice
        : Sheet.Missing.Count > 0 ? ThingImportErrors.ColumnsMissing
        : Refused > 0 ? ThingImportErrors.Refused(Refused) : null;
}

/// <summary>A table of counted things: looked at, then taken whole or not at all. What an undone import brought is made void and stays, as everything of this register does.</summary>
public sealed class ImportCountedThings(Store store, IWorkbookReader workbooks, TimeProvider clock)
{
    private const int LongestName = 200, MostShown = 100;

    /// <summary>An import with what it would enter, or has entered.</summary>
    public sealed record View(ThingImport Import, ThingImportPlan Plan);

    public sealed record Line(int Id, string FileName, ImportState State, string CheckedBy, DateTimeOffset CheckedAt, int Rows);

    /// <summary>The plan of a file against rows that are there; nothing is written.</summary>
    /// <param name="present">Empty compares the file with itself alone.</param>
    /// <param name="columns">What a person took the columns for; null goes by their headings.</param>
    public static Outcome<ThingImportPlan> PlanOf(byte[] file, IWorkbookReader workbooks, IEnumerable<CountedThingRow> present, IReadOnlyList<ThingColumn?>? columns = null)
    {
        var sheets = SpreadsheetFile.Sheets(file, workbooks);
        if (sheets.Refusal is { } unreadable)
            return ThingImportErrors.Own(unreadable);
        var read = sheets.Value.OrderBy(sheet => sheet.IsHidden).Select(sheet => (Sheet: sheet, Table: ThingSheet.Of(sheet.Lines, sheet.CountsFrom1904, columns))).ToList();
        if (read.Find(one => one.Table is not null) is not { Table: { } table } chosen)
            return ThingImportErrors.NoHeading;
        if (table.Rows.Count > SpreadsheetFile.MostRows)
            return ThingImportErrors.Own(ImportErrors.TooLarge);
        var (there, seen, rows) = (present.Where(row => !row.IsVoid).Select(Same).ToHashSet(), new HashSet<string>(), new List<ThingImportRow>());
        foreach (var line in table.Rows)
        {
            List<Refusal> problems = [.. line.Problems, .. line.Kind is null ? [] : SaveCountedThing.Problems(RequestOf(line)).Where(one => !line.Problems.Any(known => known.Field == one.Field))];
            if (problems.Count == 0 && !seen.Add(Same(line)))
                problems.Add(ThingImportErrors.Twice);
            rows.Add(new(line, problems.Count > 0 ? ThingDecision.Refuse : there.Contains(Same(line)) ? ThingDecision.Present : ThingDecision.Enter, problems));
        }

        var others = sheets.Value.Where(sheet => sheet != chosen.Sheet && sheet.Lines.Any(line => line.Cells.Any(cell => !string.IsNullOrWhiteSpace(cell)))).Select(sheet => sheet.Name);
        return new ThingImportPlan(rows, table, [.. others]);
    }

    /// <summary>The newest first, without their files.</summary>
    public Task<List<Line>> AllAsync(CancellationToken cancellation) => store.ReadAsync(
        db => db.ThingImports.OrderByDescending(row => row.Id).Take(MostShown).Select(row => new Line(row.Id, row.FileName, row.State, row.CheckedBy, row.CheckedAt, row.Rows.Count)).ToListAsync(cancellation), cancellation);

    public Task<View?> FindAsync(int id, CancellationToken cancellation) => store.ReadAsync(
        async db => await db.ThingImports.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is { } import ? new View(import, await PlanAsync(db, import, cancellation)) : null, cancellation);

    /// <summary>Keeps the file to be looked at; the register stays as it is.</summary>
    public Task<Outcome<int>> CheckAsync(Actor actor, string fileName, byte[] file, CancellationToken cancellation) =>
        store.WriteAsync<int>(actor, async db =>
        {
            if (actor.Deny(Permission.EditTargets) is { } denied)
                return denied;
            if (PlanOf(file, workbooks, []).Refusal is { } refusal)
                return refusal;
            var name = Path.GetFileName(fileName.Replace('\\', '/'));
            var import = new ThingImport { FileName = name.Length > LongestName ? name[..LongestName] : name, File = file, CheckedBy = actor.Name, CheckedAt = clock.GetUtcNow() };
            db.Add(import);
            await db.SaveChangesAsync(cancellation);
            return import.Id;
        }, cancellation);

    /// <summary>Says which column is what.</summary>
    /// <param name="columns">One for each column of the sheet; null for one that is not used.</param>
    public Task<Outcome<int>> MapAsync(Actor actor, int id, IReadOnlyList<ThingColumn?> columns, CancellationToken cancellation) =>
        ChangeAsync(actor, id, ImportState.Checked, ThingImportErrors.NotOpen, async (db, import) =>
        {
            if (columns.Count != (await PlanAsync(db, import, cancellation)).Sheet.Headings.Count)
                return ThingImportErrors.ColumnsMissing;
            import.Columns = string.Join(',', columns);
            return null;
        }, cancellation);

    private static IReadOnlyList<ThingColumn?>? Mapped(string columns) => columns.Length == 0 ? null : [.. columns.Split(',').Select(name => name.Length == 0 ? (ThingColumn?)null : Enum.Parse<ThingColumn>(name))];

    /// <summary>Enters every row that is not there yet, or none.</summary>
    public Task<Outcome<int>> TakeAsync(Actor actor, int id, CancellationToken cancellation) =>
        ChangeAsync(actor, id, ImportState.Checked, ThingImportErrors.NotOpen, async (db, import) =>
        {
            var plan = await PlanAsync(db, import, cancellation);
            if (plan.Refusal is { } refusal)
                return refusal;
            var isDemonstration = await db.Institutions.AnyAsync(row => row.IsDemonstration, cancellation);
            var entered = plan.Rows.Where(row => row.Decision == ThingDecision.Enter).Select(row => (row.Line, Thing: SaveCountedThing.RowOf(RequestOf(row.Line), actor, clock.GetUtcNow(), isDemonstration))).ToList();
            db.AddRange(entered.Select(one => one.Thing));
            await db.SaveChangesAsync(cancellation);
            import.Rows.AddRange(entered.Select(one => new ImportedThing { Line = one.Line.Line, ThingId = one.Thing.Id }));
            (import.State, import.ImportedBy, import.ImportedAt) = (ImportState.Imported, actor.Name, clock.GetUtcNow());
            return null;
        }, cancellation);

    /// <summary>Makes void what the file brought; refused as a whole when one row of it was changed since.</summary>
    public Task<Outcome<int>> UndoAsync(Actor actor, int id, string? because, CancellationToken cancellation) =>
        ChangeAsync(actor.Saying(because), id, ImportState.Imported, ThingImportErrors.NotDone, async (db, import) =>
        {
            if (string.IsNullOrWhiteSpace(because))
                return ThingImportErrors.Own(ImportErrors.ReasonNeeded);
            var ids = import.Rows.ConvertAll(row => row.ThingId);
            var things = await db.CountedThings.Where(row => ids.Contains(row.Id)).ToListAsync(cancellation);
            if (things.Find(row => row.Version > 0) is { } changed)
                return ThingImportErrors.Own(ImportErrors.InUse(changed.Name));
            foreach (var thing in things)
                thing.IsVoid = true;
            (import.State, import.UndoneBy, import.UndoneAt, import.UndoneBecause) = (ImportState.Undone, actor.Name, clock.GetUtcNow(), because.Trim());
            return null;
        }, cancellation);

    private Task<Outcome<int>> ChangeAsync(Actor actor, int id, ImportState from, Refusal wrongState, Func<MetrologyDb, ThingImport, Task<Refusal?>> change, CancellationToken cancellation) =>
        store.WriteAsync<int>(actor, async db =>
        {
            if (actor.Deny(Permission.EditTargets) is { } denied)
                return denied;
            if (await db.ThingImports.Include(row => row.Rows).FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } import)
                return ThingImportErrors.NotFound;
            if (import.State != from)
                return wrongState;
            if (await change(db, import) is { } refusal)
                return refusal;
            await db.SaveChangesAsync(cancellation);
            return id;
        }, cancellation);

    private async Task<ThingImportPlan> PlanAsync(MetrologyDb db, ThingImport import, CancellationToken cancellation) =>
        // What an import brought itself is no double. The file was found readable when it came.
        PlanOf(import.File, workbooks, import.State == ImportState.Checked ? await db.CountedThings.AsNoTracking().Where(row => !row.IsVoid).ToListAsync(cancellation) : [], Mapped(import.Columns)).Value;

    private static SaveCountedThing.Request RequestOf(ThingLine line) => new(
        null, line.Kind!.Value, line.Name, line.Code, line.District, line.From, line.Until, line.Definition, line.Numerator, line.Denominator, line.Source);

    private static string Same(ThingLine line) => Same(SaveCountedThing.RowOf(RequestOf(line), null, default, false));

    /// <summary>Rows of which one is enough: nothing tells them apart but width, blanks and script.</summary>
    private static string Same(CountedThingRow row) => FormattableString.Invariant(
        $"{row.Kind}\n{SearchForm.Of(row.Name)}\n{SearchForm.Of(row.Code ?? "")}\n{SearchForm.Of(row.District ?? "")}\n{row.From:O}\n{row.Until:O}\n{SearchForm.Of(row.Definition ?? "")}\n{row.Numerator:0.############}\n{row.Denominator:0.############}\n{SearchForm.Of(row.Source)}");
}

public static class ThingImportErrors
{
    /// <summary>What files of both kinds may be refused for, under the code of this import.</summary>
    public static Refusal Own(Refusal refusal) => refusal.Of("counted-thing-import");

    public static readonly Refusal Empty = Own(ImportErrors.Empty), NotFound = Own(ImportErrors.NotFound), NotOpen = Own(ImportErrors.NotOpen), NotDone = Own(ImportErrors.NotDone), ColumnTwice = Own(ImportErrors.ColumnTwice);

    public static readonly Refusal ColumnsMissing = new(
        "counted-thing-import.columns-missing", new("类别、名称、依据三列没有都认出来。请指定各列是什么。", "The columns of kind, name and evidence are not all known. Say what each column is."), "columns");

    public static readonly Refusal NoHeading = new(
        "counted-thing-import.no-heading", new("没有找到列名。表中须有一行列名，至少有：类别、名称、依据；可先导出现有的行作样子。", "No heading was found. A row names the columns, at least kind, name and evidence; export the rows that are there to see how."), "file");

    public static readonly Refusal Twice = Refusal.Of("counted-thing-import.twice", "文件中另有完全相同的一行。请去掉一行。", "The file has the very same row elsewhere. Leave one out.");

    public static Refusal Refused(int rows) => new(
        "counted-thing-import.rows-refused", new($"{rows} 行不能登记，整个文件未导入。请改正文件后重新上传。", $"{rows} of the rows cannot be entered, so nothing of the file was. Correct the file and upload it again."), "file");
}
