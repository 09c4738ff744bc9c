namespace Metrology.Core.Procedures;

/// <summary>What work by a method gives: a verification with a verdict, a calibration with uncertainties, or a test of a sample.</summary>
public enum ProcedurePurpose
{
    /// <summary>检定</summary>
    Verification,

    /// <summary>校准</summary>
    Calibration,

    /// <summary>检测</summary>
    Test,
}
