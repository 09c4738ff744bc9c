namespace Metrology.Core.Registers;

/// <summary>A measuring range of a standard with its accuracy, as numbers.</summary>
/// <param name="Quantity">What is measured, "AC voltage"; empty where an import found a range whose quantity nobody has said yet.</param>
/// <param name="Kind">How the accuracy is stated.</param>
/// <param name="Accuracy">U, class or MPE; the class "F1" is no number.</param>
/// <param name="CoverageFactor">Of U.</param>
public sealed record StandardParameter(
    string Quantity, decimal? Lower, decimal? Upper, string Unit, AccuracyKind Kind, string Accuracy, string AccuracyUnit, decimal? CoverageFactor);

public enum AccuracyKind
{
    /// <summary>不确定度</summary>
    Uncertainty,

    /// <summary>准确度等级</summary>
    Class,

    /// <summary>最大允许误差</summary>
    Mpe,
}
