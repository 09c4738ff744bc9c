using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Templates;

public sealed class TemplateQueries(Store store, TemplateExample example)
{
    /// <param name="IsUsed">Records that are submitted now take it, for at least one kind of paper.</param>
    public sealed record Line(TemplateRow Row, bool IsUsed);

    /// <summary>By name, the newest revision first.</summary>
    public Task<List<Line>> AllAsync(CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            var all = await db.Templates.AsNoTracking().OrderBy(row => row.Name).ThenByDescending(row => row.Revision).ToListAsync(cancellation);
            var used = Enum.GetValues<ProcedurePurpose>().Select(purpose => TemplateChoice.Of(all, purpose)?.Hash).ToHashSet();
            return all.ConvertAll(row => new Line(row, used.Contains(row.Hash)));
        },
        cancellation);

    public async Task<Line?> FindAsync(string hash, CancellationToken cancellation) => (await AllAsync(cancellation)).Find(line => line.Row.Hash == hash);

    /// <summary>The example as a paper of this revision looks.</summary>
    public Task<Outcome<byte[]>> ExampleAsync(string hash, CancellationToken cancellation) => store.ReadAsync<Outcome<byte[]>>(
        async db =>
        {
            if (await db.Templates.AsNoTracking().FirstOrDefaultAsync(row => row.Hash == hash, cancellation) is not { } row)
                return TemplateErrors.NotFound;
            var pictures = await TemplatePictures.OfAsync(db, new[] { row.Content.LogoHash, row.Content.SealHash }.OfType<string>(), cancellation);
            return pictures.Refusal is { } unusable ? unusable : example.Render(row.Content, await db.Institutions.FirstOrDefaultAsync(cancellation), pictures.Value);
        },
        cancellation);
}

/// <summary>Which template a paper is made by.</summary>
public static class TemplateChoice
{
    /// <summary>Of those in force the one for this kind before one for all, of these the last that was published. Null: as the product sets it.</summary>
    public static async Task<PinnedTemplate?> OfAsync(MetrologyDb db, ProcedurePurpose purpose, CancellationToken cancellation) =>
        Of(await db.Templates.AsNoTracking().Where(row => row.State == TemplateState.Published).ToListAsync(cancellation), purpose)?.Pinned();

    internal static TemplateRow? Of(IEnumerable<TemplateRow> all, ProcedurePurpose purpose) => all
        .Where(row => row.State == TemplateState.Published && (row.Scope == TemplateScope.All || row.Scope == ScopeOf(purpose)))
        .OrderBy(row => row.Scope == TemplateScope.All ? 0 : 1).ThenBy(row => row.PublishedAt).ThenBy(row => row.Revision).LastOrDefault();

    private static TemplateScope ScopeOf(ProcedurePurpose purpose) => purpose switch
    {
        ProcedurePurpose.Verification => TemplateScope.Verification,
        ProcedurePurpose.Calibration => TemplateScope.Calibration,
        ProcedurePurpose.Test => TemplateScope.Test,
    };
}
