using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Evaluation + particulars → document. A run that passed gives a verification certificate, one that failed a rejection notice, a calibration a calibration certificate, a test a test report.</summary>
/// <remarks>Order of the contents after the usual cover and inner pages of 检定证书; the appendices of JJG 1148-2022 were not available.</remarks>
public static class CertificateComposer
{
    /// <summary>Facts that nobody has confirmed and the paper of this run says.</summary>
    public static IReadOnlyList<UnconfirmedFact> UnconfirmedOn(RunPlan plan, Evaluation evaluation, CalibrationTerms? terms) => ResultsView.Of(plan, terms).Unconfirmed(evaluation);

    /// <exception cref="ArgumentException">The evaluation has no final verdict (NotSet, Indeterminate, Aborted, Error).</exception>
    public static CertificateDocument Compose(RunPlan plan, Evaluation evaluation, CertificateParticulars particulars)
    {
        if (!IsFinal(plan, evaluation, particulars.Calibration))
            throw new ArgumentException($"A run with verdict {evaluation.Verdict} has no certificate.", nameof(evaluation));
        var passed = evaluation.Verdict is Verdict.Pass or Verdict.ConditionalPass;
        var terms = particulars.Calibration;
        return new()
        {
            Kind = KindOf(plan.Procedure, terms, passed),
            Number = particulars.Number,
            Language = LanguageOf(particulars),
            Institution = particulars.Template?.Content.InstitutionName is { } name ? particulars.Institution with { Name = name } : particulars.Institution,
            Title = TitleOf(KindOf(plan.Procedure, terms, passed)),
            Cover = terms is null ? CoverPage.Fields(plan, evaluation, particulars, passed) : MethodCover.Fields(plan, evaluation, particulars, terms),
            Signatures = particulars.Signatures,
            Sections = [.. StandardsPage.Sections(plan, evaluation, particulars), .. ResultsPage.Sections(plan, evaluation, ResultsView.Of(plan, terms, particulars.Template?.Content.Columns))],
            Watermarks = Watermarks(particulars),
            CheckAddress = particulars.CheckAddress,
            CheckCode = particulars.CheckCode,
            IssuedOn = particulars.IssuedOn,
            ValidUntil = terms is not null ? terms.NextDue(particulars.WorkDate) : passed ? ValidUntil(plan.Procedure, particulars.WorkDate) : null,
            Ledger = particulars.Ledger,
            Design = PaperDesign.Of(particulars.Template),
            Data = DataComposer.Compose(plan, evaluation, particulars),
        };
    }

    /// <summary>The printed numbers and verdicts that follow from an evaluation, without the particulars of any paper.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="evaluation">Its evaluation.</param>
    /// <param name="terms">Null for a verification.</param>
    public static (IReadOnlyList<ItemData> Items, IReadOnlyList<ConditionData> Conditions) Values(RunPlan plan, Evaluation evaluation, CalibrationTerms? terms = null) =>
        DataComposer.Values(plan, evaluation, terms);

    /// <summary>The results alone, as a certificate would show them all, with plots; nothing while the evaluation has no verdict.</summary>
    public static IReadOnlyList<Section> ResultSections(RunPlan plan, Evaluation evaluation, CalibrationTerms? terms) =>
        IsFinal(plan, evaluation, terms) ? [.. ResultsPage.Sections(plan, evaluation, ResultsView.Of(plan, terms, new(Chart: true))).Select(section => section with { StartsNewPage = false })] : [];

    /// <summary>A calibration gives a calibration certificate and a test a report, whatever the results; a verification a certificate or a notice.</summary>
    public static CertificateKind KindOf(Procedure procedure, CalibrationTerms? terms, bool passed) => PurposeOf(procedure, terms) switch
    {
        ProcedurePurpose.Test => CertificateKind.TestReport,
        ProcedurePurpose.Calibration => CertificateKind.CalibrationCertificate,
        ProcedurePurpose.Verification => passed ? CertificateKind.VerificationCertificate : CertificateKind.RejectionNotice,
    };

    /// <param name="terms">Null for a verification.</param>
    public static ProcedurePurpose PurposeOf(Procedure procedure, CalibrationTerms? terms) => terms is null
        ? ProcedurePurpose.Verification
        : procedure.Purpose == ProcedurePurpose.Test ? ProcedurePurpose.Test : ProcedurePurpose.Calibration;

    private static Language LanguageOf(CertificateParticulars particulars) => particulars.Template?.Content.Languages switch
    {
        null => particulars.Language,
        PaperLanguages.En => Language.En,
        _ => Language.Zh,
    };

    public static BilingualText TitleOf(CertificateKind kind) => kind switch
    {
        CertificateKind.VerificationCertificate => new("检定证书", "Verification Certificate"),
        CertificateKind.RejectionNotice => new("检定结果通知书", "Notice of Verification Result"),
        CertificateKind.CalibrationCertificate => new("校准证书", "Calibration Certificate"),
        CertificateKind.TestReport => new("检测报告", "Test Report"),
    };

    /// <summary>有效期至 of a verification made on this day under this procedure, or null when its period is not known.</summary>
    public static DateOnly? ValidUntil(Procedure procedure, DateOnly workDate)
    {
        if (procedure.PeriodMonths.Value is not { } months)
            return null;
        var anniversary = workDate.AddMonths(months);
        return procedure.ValidUntil.Value == ValidUntilRule.DayBefore ? anniversary.AddDays(-1) : anniversary;
    }

    /// <summary>Passed, conditionally passed or failed, with every item decided.</summary>
    public static bool IsFinal(Evaluation evaluation) =>
        evaluation.Verdict is Verdict.Pass or Verdict.ConditionalPass or Verdict.Fail
        && evaluation.Items.All(item => item.Verdict is Verdict.Pass or Verdict.ConditionalPass or Verdict.Fail)
        && evaluation.Ambient.All(one => one.Verdict is Verdict.Pass);

    /// <summary>The same for a paper that may judge nothing: a calibration without a statement of conformity needs every result, and no verdict on it.</summary>
    /// <param name="terms">Null for a verification.</param>
    public static bool IsFinal(RunPlan plan, Evaluation evaluation, CalibrationTerms? terms) => IsFinal(evaluation)
        || (terms is { StatesConformity: false } && evaluation.Verdict is Verdict.Indeterminate or Verdict.Pass or Verdict.ConditionalPass or Verdict.Fail
            && evaluation.Items.All(item => IsMeasured(plan, item)) && evaluation.Ambient.All(one => one.Verdict is Verdict.Pass));

    /// <summary>Decided, or measured at every point as often as was planned, with a result at each.</summary>
    private static bool IsMeasured(RunPlan plan, ItemResult item) => item.Verdict is Verdict.Pass or Verdict.ConditionalPass or Verdict.Fail
        || (item.Verdict is Verdict.Indeterminate && item.Checks.All(check => check.Conforms is not null) && item.Points.Count > 0 && item.Points.All(point =>
            point.Rounded is not null && point.Repeats.Count == plan.Steps.Count(step => step.Key.Item == item.Item && step.Key.Point == point.Point)));

    private static IReadOnlyList<BilingualText> Watermarks(CertificateParticulars particulars)
    {
        var marks = new List<BilingualText>();
        if (particulars.IsSimulated)
            marks.Add(PaperMarks.Simulated);
        if (particulars.IsDemonstration)
            marks.Add(PaperMarks.Example);
        return marks;
    }
}
