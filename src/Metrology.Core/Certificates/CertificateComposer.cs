using Metrology.Core.Runs;

namespace Metrology.Core.Certificates;

/// <summary>Evaluation + particulars → document. A run that passed gives a verification certificate, one that failed a rejection notice.</summary>
public static class CertificateComposer
{
    /// <exception cref="ArgumentException">The evaluation has no final verdict (NotSet, Indeterminate, Aborted, Error).</exception>
    public static CertificateDocument Compose(RunPlan plan, Evaluation evaluation, CertificateParticulars particulars) => throw new NotImplementedException();
}
