using Metrology.Core.Certificates;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Dcc.Writing;

/// <summary>What a quantity is, as the good practice of the DCC names it; our own names where it has none.</summary>
internal static class RefTypes
{
    public const string Temperature = "basic_temperature";
    public const string Humidity = "basic_humidityRelative";
    public const string Conformity = "basic_conformity";
    public const string SerialNumber = "basic_serialNumber";
    public const string CertificateNumber = "metrology_certificateNumber";
    public const string MeasurementStandard = "metrology_measurementStandard";
    public const string RoundedError = "metrology_roundedError";
    public const string LowerLimit = "metrology_permissibleErrorLower";
    public const string UpperLimit = "metrology_permissibleErrorUpper";
    public const string Derived = "metrology_derivedValue";

    /// <summary>Names that are ours, with what they mean; defined in every certificate.</summary>
    public static IReadOnlyList<(string RefType, BilingualText Meaning)> Own { get; } =
    [
        (CertificateNumber, new("证书编号", "certificate number")),
        (MeasurementStandard, new("计量标准", "measurement standard, a facility as a whole")),
        ("metrology_mean", new("算术平均值", "arithmetic mean of the repeats")),
        (RoundedError, new("按 GB/T 8170 修约后的误差", "error rounded once by GB/T 8170")),
        (LowerLimit, new("最大允许误差下限", "lower limit of the permissible error")),
        (UpperLimit, new("最大允许误差上限", "upper limit of the permissible error")),
        (Derived, new("中间计算量", "intermediate result")),
    ];

    public static string Of(ColumnRole role) => role switch
    {
        ColumnRole.Setting => "basic_nominalValue",
        ColumnRole.Indication => "basic_measuredValue",
        ColumnRole.Reference => "basic_referenceValue",
        ColumnRole.Derived => Derived,
        ColumnRole.Error => "basic_measurementError",
        ColumnRole.MeanError => "basic_measurementError metrology_mean",
        ColumnRole.RoundedError => RoundedError,
        ColumnRole.LowerLimit => LowerLimit,
        ColumnRole.UpperLimit => UpperLimit,
    };

    /// <summary>Of an ambient condition; null for one that has no name there.</summary>
    public static string? Of(string? measurand) => measurand switch
    {
        Measurands.Temperature => Temperature,
        Measurands.RelativeHumidity => Humidity,
        _ => null,
    };
}
