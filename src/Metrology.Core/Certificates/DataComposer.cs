using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Evaluation + particulars → what a machine needs of the certificate.</summary>
internal static class DataComposer
{
    public static CertificateData Compose(RunPlan plan, Evaluation evaluation, CertificateParticulars particulars) => new()
    {
        Software = particulars.Software,
        Procedure = new(plan.Procedure.Citation, plan.Procedure.Title, plan.Procedure.Revision, plan.Procedure.ContentHash) { StatedPurpose = plan.Procedure.StatedPurpose },
        Customer = particulars.Customer,
        Item = particulars.Item,
        Standards = particulars.Standards,
        Equipment = particulars.Equipment,
        Place = particulars.Place,
        WorkDate = particulars.WorkDate,
        ReceivedOn = particulars.Calibration?.ReceivedOn,
        Sampling = particulars.Calibration?.Sampling,
        ExternalResults = particulars.Calibration?.ExternalResults is { } said ? BilingualText.Same(said) : null,
        Replaces = particulars.Replaces,
        VerificationKind = particulars.Calibration is null ? Phrases.Kind(plan.Kind) : null,
        Conditions = [.. evaluation.Ambient.Select(one => Condition(plan, one))],
        Items = Items(plan, evaluation, ResultsView.Of(plan, particulars.Calibration, particulars.Template?.Content.Columns)),
        NotVerified = [.. plan.Procedure.Items.Except(plan.Items).Select(item => item.Title)],
        Unjudged = StandardsPage.Unjudged(plan.Procedure),
        Remarks = plan.Procedure.Layout.Notes,
        Unconfirmed = ResultsView.Of(plan, particulars.Calibration).Unconfirmed(evaluation),
    };

    public static (IReadOnlyList<ItemData> Items, IReadOnlyList<ConditionData> Conditions) Values(RunPlan plan, Evaluation evaluation, CalibrationTerms? terms) =>
        (Items(plan, evaluation, ResultsView.Of(plan, terms)), [.. evaluation.Ambient.Select(one => Condition(plan, one))]);

    private static List<ItemData> Items(RunPlan plan, Evaluation evaluation, ResultsView view) => [.. evaluation.Items.Select(item => ItemValues.Of(plan, item, view))];

    private static ConditionData Condition(RunPlan plan, AmbientResult ambient)
    {
        // A later item that records conditions again puts its own id before theirs.
        var id = ambient.Id.Split('/')[^1];
        return new(
            ambient.Label, plan.Procedure.Environment.FirstOrDefault(one => one.Id == id)?.Measurand,
            new(StandardsPage.Id(ambient), StandardsPage.Digits(ambient), ambient.Unit));
    }
}
