using Metrology.App.Laboratory;

namespace Metrology.Web.Ui;

/// <summary>What the frame around a page needs to know.</summary>
public sealed class PageFacts(LaboratoryQueries laboratory)
{
    private Task<Institution?>? institution;

    public Task<Institution?> InstitutionAsync() => institution ??= laboratory.InstitutionAsync(CancellationToken.None);
}
