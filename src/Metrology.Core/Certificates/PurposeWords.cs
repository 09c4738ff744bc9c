using Metrology.Core.Procedures;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Words that pages and XML take from what the work was: 检定, 校准 or 检测.</summary>
public static class PurposeWords
{
    public static ProcedurePurpose Of(CertificateKind kind) => kind switch
    {
        CertificateKind.VerificationCertificate or CertificateKind.RejectionNotice => ProcedurePurpose.Verification,
        CertificateKind.CalibrationCertificate => ProcedurePurpose.Calibration,
        CertificateKind.TestReport => ProcedurePurpose.Test,
    };

    public static BilingualText Point(ProcedurePurpose purpose) => purpose switch
    {
        ProcedurePurpose.Verification => new("检定点", "Test point"),
        ProcedurePurpose.Calibration => new("校准点", "Calibration point"),
        ProcedurePurpose.Test => new("检测点", "Test point"),
    };

    public static BilingualText Results(ProcedurePurpose purpose) => purpose switch
    {
        ProcedurePurpose.Verification => new("检定结果", "Results"),
        ProcedurePurpose.Calibration => new("校准结果", "Calibration results"),
        ProcedurePurpose.Test => new("检测结果", "Test results"),
    };

    public static BilingualText Place(ProcedurePurpose purpose) => purpose switch
    {
        ProcedurePurpose.Verification => new("检定地点", "Place"),
        ProcedurePurpose.Calibration => new("校准地点", "Place"),
        ProcedurePurpose.Test => new("检测地点", "Place"),
    };

    /// <summary>Items of the method that were left out.</summary>
    public static BilingualText LeftOut(ProcedurePurpose purpose) => purpose switch
    {
        ProcedurePurpose.Verification => new("未检项目", "Items not verified"),
        ProcedurePurpose.Calibration => new("未校准项目", "Items not calibrated"),
        ProcedurePurpose.Test => new("未检测项目", "Items not tested"),
    };

    /// <summary>Who measured.</summary>
    public static BilingualText Verifier(ProcedurePurpose purpose) => purpose switch
    {
        ProcedurePurpose.Verification => new("检定员", "Verifier"),
        ProcedurePurpose.Calibration => new("校准员", "Calibrated by"),
        ProcedurePurpose.Test => new("检测员", "Tested by"),
    };
}
