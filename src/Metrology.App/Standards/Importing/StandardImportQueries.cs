using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Registers;
using Metrology.Core.Traceability;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards.Importing;

public sealed class StandardImportQueries(Store store, IWorkbookReader workbooks, ICertificateRenderer paper)
{
    /// <summary>An import with what it would enter, or has entered.</summary>
    public sealed record View(StandardImport Import, StandardImportPlan Plan);

    /// <summary>The newest first, without their files.</summary>
    public Task<List<Line>> AllAsync(CancellationToken cancellation) => store.ReadAsync(
        db => db.StandardImports.OrderByDescending(row => row.Id).Take(Most)
            .Select(row => new Line(row.Id, row.FileName, row.State, row.CheckedBy, row.CheckedAt, row.Rows.Count)).ToListAsync(cancellation),
        cancellation);

    public sealed record Line(int Id, string FileName, ImportState State, string CheckedBy, DateTimeOffset CheckedAt, int Rows);

    private const int Most = 100;

    public Task<View?> FindAsync(int id, CancellationToken cancellation) => store.ReadAsync(
        async db => await db.StandardImports.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is { } import
            ? new View(import, await PlanAsync(db, import, cancellation)) : null,
        cancellation);

    /// <summary>The plan of a file that was found readable when it came.</summary>
    internal async Task<StandardImportPlan> PlanAsync(MetrologyDb db, StandardImport import, CancellationToken cancellation)
    {
        // What an import brought itself is no double.
        var registered = import.State == ImportState.Checked
            ? await RegisteredCertificates.AllAsync(db, cancellation)
            : new HashSet<(StandardCertificateKind, string)>();
        return StandardImportPlan.Of(SpreadsheetFile.Read(import.File, workbooks).Value, Columns(import.Columns), registered, paper.CannotPrint);
    }

    internal static string Text(IReadOnlyList<StandardColumn?> columns) => string.Join(',', columns);

    private static IReadOnlyList<StandardColumn?> Columns(string text) =>
        [.. text.Split(',').Select(name => name.Length == 0 ? (StandardColumn?)null : Enum.Parse<StandardColumn>(name))];
}
