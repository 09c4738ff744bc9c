using Metrology.Core.Files;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Procedures;

/// <summary>Takes a procedure file in, whole or not at all. A second person publishes it.</summary>
public sealed class ImportProcedure(Store store, ProcedureLibrary library, ICertificateRenderer paper, TimeProvider clock)
{
    /// <param name="Stored">Content hash, or why the file was refused.</param>
    /// <param name="Problems">Everything that is wrong in the file.</param>
    public sealed record Answer(Outcome<string> Stored, IReadOnlyList<FileProblem> Problems);

    public async Task<Answer> ExecuteAsync(Actor actor, byte[] file, CancellationToken cancellation)
    {
        if (actor.Deny(Permission.EditProcedures) is { } denied)
            return new(denied, []);
        var load = ProcedureFile.Load(file);
        if (load.Procedure is not { } procedure)
            return new(ProcedureErrors.Wrong(load.Problems.Count), load.Problems);

        if (ProcedureTexts.Of(file).Select(paper.CannotPrint).FirstOrDefault(refusal => refusal is not null) is { } unprintable)
            return new(unprintable, []);

        var stored = await store.WriteAsync<string>(actor, async db =>
        {
            if (await library.ByHashAsync(db, procedure.ContentHash, cancellation) is not null)
                return ProcedureErrors.Known;
            var stored = await db.Procedures.AsNoTracking().Where(row => row.Designation == procedure.Designation).ToListAsync(cancellation);
            if (ProcedureFreeze.Check(library.Shipped.Concat(stored.Select(library.Load)), procedure) is { } frozen)
                return frozen;
            db.Add(new ProcedureRow
            {
                ContentHash = procedure.ContentHash,
                Designation = procedure.Designation,
                Revision = procedure.Revision,
                File = file,
                State = ProcedureState.Imported,
                ImportedById = actor.AccountId,
                ImportedBy = actor.Name,
                ImportedAt = clock.GetUtcNow(),
            });
            return procedure.ContentHash;
        }, cancellation);
        return new(stored, []);
    }
}
