using Metrology.App.Chains;
using Metrology.App.Keeping;
using Metrology.App.Laboratory;
using Metrology.App.Projects;
using Metrology.App.Standards;
using Metrology.App.Standards.Life;
using Metrology.Core.Certificates;
using Metrology.Core.Planning.Life;
using Metrology.Core.Words;

namespace Metrology.App.Papers;

/// <summary>The papers of building and keeping a standard that are made here as skeletons.</summary>
public enum StandardPaper
{
    /// <summary>计量标准技术报告</summary>
    TechnicalReport,

    /// <summary>计量标准考核（复查）申请书</summary>
    Application,

    /// <summary>计量标准更换申报表</summary>
    Replacement,

    /// <summary>计量标准封存（或撤销）申报表</summary>
    Suspension,
}

/// <summary>Writes a paper from what is recorded; what is not recorded stands as a marked blank. The official forms' own numbering and layout are not held and not imitated.</summary>
public sealed class StandardPapers(StandardQueries standards, ProjectQueries projects, KeepingQueries keeping, ChainQueries chains, LatestBudget budgets, ICertificateRenderer renderer, LaboratoryQueries laboratory, TimeProvider clock)
{
    private static readonly Refusal NoSuchAct = Refusal.Of("paper.no-act", "这项计量标准没有登记这一次更换。请从它的履历里打开。", "No such replacement is recorded of this standard. Open the paper from its acts.");

    /// <param name="act">Which replacement a replacement form is of; null is the newest.</param>
    public async Task<Outcome<byte[]>> OfStandardAsync(int id, StandardPaper paper, Language language, CancellationToken cancellation, int? act = null) =>
        await standards.FindAsync(id, cancellation) is { } standard ? await WriteAsync(standard, paper, language, act, cancellation) : StandardErrors.NotFound;

    /// <summary>Of the standard that the project has become or upgrades; before that, of what the project says.</summary>
    public async Task<Outcome<byte[]>> OfProjectAsync(int id, StandardPaper paper, Language language, CancellationToken cancellation)
    {
        if (await projects.FindAsync(id, cancellation) is not { } project)
            return ProjectErrors.NotFound;
        if (project.StandardId is { } known)
            return await OfStandardAsync(known, paper, language, cancellation);
        return await WriteAsync(
            new()
            {
                NameZh = project.NameZh,
                NameEn = project.NameEn,
                Place = project.Place ?? "",
                RangeText = project.RangeText ?? "",
                UncertaintyText = project.UncertaintyText ?? "",
                OwnerClass = project.OwnerClass,
                Institution = project.Institution,
                IsDemonstration = project.IsDemonstration,
            },
            paper, language, null, cancellation);
    }

    private async Task<Outcome<byte[]>> WriteAsync(MeasurementStandard standard, StandardPaper paper, Language language, int? act, CancellationToken cancellation)
    {
        var replacements = standard.Events.Where(row => row.Act == StandardAct.Replaced).ToList();
        if (act is not null && (paper != StandardPaper.Replacement || !replacements.Exists(row => row.Id == act)))
            return NoSuchAct;
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        var isNew = standard.Id == 0;
        var institution = await laboratory.InstitutionAsync(cancellation);
        var facts = new PaperFacts(
            standard, today, isNew ? [] : await keeping.RunsAsync(standard.Id, cancellation), isNew ? null : await chains.OfStandardAsync(standard.Id, today, cancellation),
            isNew ? null : await budgets.OfStandardAsync(standard.Id, cancellation),
            standard.IsAssessedAsNew(today));
        return renderer.RenderRecord(new()
        {
            Name = Title(paper),
            Number = standard.NameZh.Length == 0 ? "" : standard.Name.In(language),
            Language = language,
            Institution = institution is null ? BilingualText.Same(standard.Institution ?? "") : new(institution.NameZh, institution.NameEn),
            Day = today,
            Watermarks = standard.IsDemonstration ? [PaperMarks.Example] : [],
            Sections = paper switch
            {
                StandardPaper.TechnicalReport => TechnicalReport.Sections(facts),
                StandardPaper.Application => StandardForms.Application(facts),
                StandardPaper.Replacement => StandardForms.Replacement(facts, act is null ? replacements.MaxBy(row => (row.On, row.Id)) : replacements.Find(row => row.Id == act)),
                StandardPaper.Suspension => StandardForms.Suspension(facts),
            },
        });
    }

    public static BilingualText Title(StandardPaper paper) => paper switch
    {
        StandardPaper.TechnicalReport => new("计量标准技术报告", "Technical report of the standard"),
        StandardPaper.Application => new("计量标准考核（复查）申请书", "Application for (re-)examination"),
        StandardPaper.Replacement => new("计量标准更换申报表", "Replacement form"),
        StandardPaper.Suspension => new("计量标准封存（或撤销）申报表", "Suspension (or withdrawal) form"),
    };
}
