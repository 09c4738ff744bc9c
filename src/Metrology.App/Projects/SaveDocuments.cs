using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Projects;

/// <summary>Says where the documents of the file set are, in which form and how long they are kept.</summary>
public sealed class SaveDocuments(Store store, TimeProvider clock)
{
    public sealed record Line(int Number, bool NotNeeded, string? Location, DocumentForm? Form, string? Retention);

    /// <returns>How many documents were changed.</returns>
    public Task<Outcome<int>> ExecuteAsync(Actor actor, int projectId, IReadOnlyList<Line> lines, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if ((actor.Deny(Permission.EditRegistry) ?? lines.Select(Problem).FirstOrDefault(wrong => wrong is not null)) is { } refusal)
                return refusal;
            var project = await db.Projects.Include(row => row.Documents).FirstOrDefaultAsync(row => row.Id == projectId, cancellation);
            if (project is null)
                return ProjectErrors.NotFound;
            var changed = 0;
            foreach (var line in lines)
            {
                var document = project.Documents.Find(row => row.Number == line.Number);
                var before = document is null ? null : Said(document);
                if (document is null)
                    project.Documents.Add(document = new() { Number = line.Number });
                (document.NotNeeded, document.Location, document.Form, document.Retention) = (line.NotNeeded, SaveProject.Kept(line.Location), line.Form, SaveProject.Kept(line.Retention));
                if (Said(document) == before)
                    continue;
                changed++;
                db.Add(new ProjectChange
                {
                    ProjectId = projectId,
                    Field = $"Document {line.Number}",
                    Before = before,
                    After = Said(document),
                    ChangedBy = actor.Name,
                    ChangedAt = clock.GetUtcNow(),
                });
            }

            return changed;
        }, cancellation);

    private static Refusal? Problem(Line line)
    {
        if (FileSet.All.FirstOrDefault(one => one.Number == line.Number) is not { } document)
            return ProjectErrors.NoDocument;
        if (line.NotNeeded && !document.IfApplicable)
            return ProjectErrors.DocumentNeeded;
        return Validation.Optional((nameof(line.Location), line.Location), (nameof(line.Retention), line.Retention));
    }

    private static string? Said(ProjectDocument row) => row.NotNeeded ? "—" : string.Join(" · ", new[] { row.Location, row.Form?.ToString(), row.Retention }.OfType<string>()) is { Length: > 0 } text ? text : null;
}
