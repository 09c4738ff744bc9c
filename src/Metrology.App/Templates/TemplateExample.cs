using Metrology.App.Laboratory;
using Metrology.Core.Certificates;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Procedures;

namespace Metrology.App.Templates;

/// <summary>A paper with invented content (示例) to look at a template: a golden run of a shipped procedure under invented names.</summary>
public sealed class TemplateExample(ICertificateRenderer renderer)
{
    private static readonly Lazy<(RunPlan Plan, Evaluation Evaluation)> Run = new(Measure);

    /// <param name="institution">Name and address as registered, which the example shows; null before they are entered.</param>
    /// <param name="pictures">Those that the template names, by hash.</param>
    public Outcome<byte[]> Render(CertificateTemplate template, Institution? institution, IReadOnlyDictionary<string, byte[]> pictures) =>
        renderer.Render(Document(new("", 0, template), institution), null, pictures);

    internal static CertificateDocument Document(PinnedTemplate template, Institution? institution)
    {
        var (plan, evaluation) = Run.Value;
        if (template.Content.Scope == TemplateScope.Test)
            plan = plan with { Procedure = plan.Procedure with { StatedPurpose = ProcedurePurpose.Test } };
        var day = new DateOnly(2026, 8, 21);
        return CertificateComposer.Compose(plan, evaluation, new()
        {
            Number = "示例-0000-00000",
            Language = Language.Zh,
            Institution = institution?.Particulars() ?? new(new("示例计量所", "Example Institute of Metrology"), new("示例路 1 号", "1 Example Road"), "000-00000000", new("示例授权说明", "Example authorisation")),
            Customer = new("示例单位", "示例市示例路 2 号"),
            Item = new(new("示例器具", "Example instrument"), "SL-1", "SL-0001", "示例制造厂", ""),
            Standards = [new(new("示例标准装置", "Example facility"), "示例范围", "0.05 级", "〔2021〕示量标法证字第0000号", "〔2021〕示社量标法证字第0000号", new(2028, 4, 25))],
            Equipment = [new(new("示例标准器", "Example reference"), "SL-REF", "SL-R-1", "U = 0.05 % (k = 2)", "示例-0001", "示例溯源机构", new(2027, 5, 10))],
            Place = new("示例实验室", "Example laboratory"),
            WorkDate = day,
            IssuedOn = day.AddDays(1),
            Signatures =
            [
                new(SignatureRole.Verifier, "示例检定员", default), new(SignatureRole.Checker, "示例核验员", default), new(SignatureRole.Approver, "示例批准人", default),
            ],
            CheckAddress = "https://example.org/check/EXAMPLE",
            CheckCode = "EXAMPLE0EXAMPLE0",
            IsDemonstration = true,
            IsSimulated = false,
            Software = "—",
            Calibration = template.Content.Scope is TemplateScope.Calibration or TemplateScope.Test ? new CalibrationTerms() : null,
            Template = template,
        });
    }

    private static (RunPlan, Evaluation) Measure()
    {
        var shipped = ProcedureCatalog.All.Single(one => one.Procedure.Designation == "JJG 1148-2022");
        foreach (var path in shipped.GoldenRuns)
        {
            var file = GoldenRun.Load(ProcedureCatalog.Bytes(path)).File;
            if (file.Replay(shipped.Procedure) is { IsRefused: false } state && RunEvaluation.Of(state.Value, file.References) is { IsRefused: false } evaluated
                && evaluated.Value.Verdict == Verdict.Pass && CertificateComposer.IsFinal(evaluated.Value))
                return (state.Value.Plan, evaluated.Value);
        }

        throw new InvalidOperationException("No shipped golden run passes.");
    }
}
