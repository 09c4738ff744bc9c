using System.Text.Encodings.Web;
using System.Text.Json;
using Metrology.App.Laboratory;
using Metrology.App.Standards.Life;
using Metrology.App.Storage;
using Metrology.Core.Planning.Life;
using Metrology.Core.Registers;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards.Importing;

/// <summary>A file of a register: looked at, then taken whole or not at all, and undone as long as nobody works with what it brought.</summary>
public sealed class ImportStandards(Store store, StandardImportQueries queries, IWorkbookReader workbooks, TimeProvider clock)
{
    private const int LongestName = 200;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Keeps the file to be looked at. The register stays as it is.</summary>
    public Task<Outcome<int>> CheckAsync(Actor actor, string fileName, byte[] file, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if (actor.Deny(Permission.EditRegistry) is { } denied)
                return denied;
            var table = SpreadsheetFile.Read(file, workbooks);
            if (table.Refusal is { } refusal)
                return refusal;
            var name = Path.GetFileName(fileName.Replace('\\', '/'));
            var import = new StandardImport
            {
                FileName = name.Length > LongestName ? name[..LongestName] : name,
                File = file,
                Columns = StandardImportQueries.Text(table.Value.GuessedColumns()),
                CheckedBy = actor.Name,
                CheckedAt = clock.GetUtcNow(),
            };
            db.Add(import);
            await db.SaveChangesAsync(cancellation);
            return import.Id;
        }, cancellation);

    /// <summary>Says which column is what, and the counting class of the rows that say none.</summary>
    /// <param name="columns">One for each column of the sheet.</param>
    public Task<Outcome<int>> MapAsync(Actor actor, int id, IReadOnlyList<StandardColumn?> columns, OwnerClass? owner, CancellationToken cancellation) =>
        ChangeAsync(actor, id, ImportState.Checked, ImportErrors.NotOpen, async (db, import) =>
        {
            var plan = await queries.PlanAsync(db, import, cancellation);
            if (columns.Count != plan.Table.Headings.Count)
                return ImportErrors.NoName;
            (import.Columns, import.OwnerClass) = (StandardImportQueries.Text(columns), owner);
            return null;
        }, cancellation);

    /// <summary>Enters every row, or none.</summary>
    /// <param name="isConfirmed">Somebody has looked at the remarks that ask for it.</param>
    public Task<Outcome<int>> TakeAsync(Actor actor, int id, bool isConfirmed, CancellationToken cancellation) =>
        ChangeAsync(actor, id, ImportState.Checked, ImportErrors.NotOpen, async (db, import) =>
        {
            var plan = await queries.PlanAsync(db, import, cancellation);
            if (plan.Refusal is { } refusal)
                return refusal;
            if (plan.Asks && !isConfirmed)
                return ImportErrors.NotConfirmed;
            if (plan.NeedsOwner && import.OwnerClass is null)
                return ImportErrors.NoOwner;
            var isDemonstration = await db.Institutions.AnyAsync(row => row.IsDemonstration, cancellation);
            var standards = plan.Rows.Select(row => Standard(row, import, isDemonstration, actor)).ToList();
            db.AddRange(standards);
            await db.SaveChangesAsync(cancellation);
            foreach (var (row, standard) in plan.Rows.Zip(standards))
                import.Rows.Add(new() { Row = row.Row, StandardId = standard.Id, Raw = Raw(plan.Table, row.Row) });
            (import.State, import.ImportedBy, import.ImportedAt) = (ImportState.Imported, actor.Name, clock.GetUtcNow());
            return null;
        }, cancellation);

    /// <summary>Takes out again what the file brought; refused as a whole when one standard of it was changed or used.</summary>
    public Task<Outcome<int>> UndoAsync(Actor actor, int id, string? because, CancellationToken cancellation) =>
        ChangeAsync(actor, id, ImportState.Imported, ImportErrors.NotDone, async (db, import) =>
        {
            if (string.IsNullOrWhiteSpace(because))
                return ImportErrors.ReasonNeeded;
            var plan = await queries.PlanAsync(db, import, cancellation);
            var ids = import.Rows.ConvertAll(row => row.StandardId);
            var standards = await db.Standards.Include(row => row.Certificates).Include(row => row.Equipment).Where(row => ids.Contains(row.Id)).ToListAsync(cancellation);
            var used = await db.Verifications.Where(row => ids.Contains(row.StandardId)).Select(row => row.StandardId).Distinct().ToListAsync(cancellation);
            foreach (var (row, brought) in import.Rows.OrderBy(row => row.Row).Zip(plan.Rows))
            {
                if (standards.Find(one => one.Id == row.StandardId) is not { } standard || standard.Version > 0 || standard.Equipment.Count > 0
                    || standard.Certificates.Count != brought.Certificates.Count
                    || standard.Events.Count != (brought.SuspendedFrom is null ? 0 : 1) + (brought.WithdrawnOn is null ? 0 : 1) || used.Contains(standard.Id))
                    return ImportErrors.InUse(brought.NameZh);
            }

            (import.State, import.UndoneBy, import.UndoneAt, import.UndoneBecause) = (ImportState.Undone, actor.Name, clock.GetUtcNow(), because.Trim());
            // The database lets acts go only of an import that says that it was undone.
            await db.SaveChangesAsync(cancellation);
            db.RemoveRange(standards.SelectMany(standard => standard.Certificates));
            db.RemoveRange(standards.SelectMany(standard => standard.Events));
            db.RemoveRange(standards);
            return null;
        }, cancellation);

    private Task<Outcome<int>> ChangeAsync(
        Actor actor, int id, ImportState from, Refusal wrongState, Func<MetrologyDb, StandardImport, Task<Refusal?>> change, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if (actor.Deny(Permission.EditRegistry) is { } denied)
                return denied;
            if (await db.StandardImports.Include(row => row.Rows).FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } import)
                return ImportErrors.NotFound;
            if (import.State != from)
                return wrongState;
            if (await change(db, import) is { } refusal)
                return refusal;
            await db.SaveChangesAsync(cancellation);
            return id;
        }, cancellation);

    private MeasurementStandard Standard(ImportedStandard row, StandardImport import, bool isDemonstration, Actor actor)
    {
        var standard = new MeasurementStandard
        {
            NameZh = row.NameZh,
            NameEn = row.NameEn,
            ClassificationCode = row.Code,
            Place = row.Place,
            RangeText = row.RangeText,
            UncertaintyText = row.Accuracy,
            Parameters = [.. row.Parameters],
            OwnerClass = row.OwnerClass is { } own ? Enum.Parse<OwnerClass>(own) : import.OwnerClass!.Value,
            Institution = row.Institution.Length > 0 ? row.Institution : null,
            Rank = row.IsHighest is { } highest ? highest ? StandardRank.Highest : StandardRank.Secondary : null,
            OriginalValue = row.OriginalValue,
            People = People(row.Responsible),
            IsDemonstration = isDemonstration,
        };
        standard.Certificates.AddRange(row.Certificates.Select(one => new StandardCertificate
        {
            Kind = one.Kind,
            Number = one.Number,
            Issuer = one.Issuer ?? "",
            IssuedOn = one.IssuedOn,
            ValidUntil = one.ValidUntil,
            Region = one.Region,
            AuthorisationNumber = one.AuthorisationNumber,
        }));
        if (row.SuspendedFrom is { } suspended)
            standard.Events.Add(Brought(StandardAct.Suspended, suspended, row.SuspendedUntil));
        if (row.WithdrawnOn is { } withdrawn)
            standard.Events.Add(Brought(StandardAct.Withdrawn, withdrawn, null));
        return standard;

        StandardEvent Brought(StandardAct act, DateOnly on, DateOnly? until) => new()
        {
            Act = act,
            On = on,
            Until = until,
            Reason = "导入",
            Document = $"{import.FileName} #{row.Row}",
            EnteredBy = actor.Name,
            EnteredAt = clock.GetUtcNow(),
        };
    }

    /// <summary>Whom a register names as responsible. What proves the competence it does not say; of several it does not say which one is.</summary>
    private static List<StandardPerson> People(string named)
    {
        var names = named.Split(['、', ',', '，', '/', ';', '；', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        return names.ConvertAll(name => new StandardPerson(name, "", names.Count == 1));
    }

    /// <summary>The cells of a row under their headings; a heading that stands twice keeps its first.</summary>
    private static string Raw(SheetTable table, int row) => JsonSerializer.Serialize(
        table.Headings.Zip(table.Rows[row - 1]).DistinctBy(cell => cell.First).ToDictionary(cell => cell.First, cell => cell.Second), Readable);
}
