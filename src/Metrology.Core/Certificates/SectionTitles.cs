using Metrology.Core.Procedures;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Headings of the second page and its first two notes: the same content under the words of a verification, a calibration or a test.</summary>
internal sealed record SectionTitles(BilingualText Method, BilingualText Standards, BilingualText Equipment, BilingualText Conditions, BilingualText Place, BilingualText Scope, BilingualText Traceability)
{
    public static SectionTitles Verification { get; } = new(
        new("检定所依据的计量技术法规", "Regulation"), new("检定使用的计量标准", "Measurement standards used"),
        new("检定使用的标准器及主要配套设备", "Reference instruments and main ancillary equipment"), new("检定地点及环境条件", "Place and ambient conditions"), new("检定地点", "Place"),
        new("1. 检定结果仅对本次所检的计量器具有效。未经本机构书面同意，不得部分复制本文件。",
            "1. The results relate only to the instrument verified. This document is not reproduced except in full without written approval of the institution."),
        new("2. 检定结果通过上列标准器的证书溯源。", "2. The results are traceable through the certificates of the reference instruments listed above."));

    /// <summary>ISO/IEC 17025:2017 7.8.2.1 and 7.8.4.1.</summary>
    public static SectionTitles Calibration { get; } = new(
        new("校准所依据的技术规范", "Calibration method"), new("校准使用的计量标准", "Measurement standards used"),
        new("校准使用的标准器及主要配套设备", "Reference instruments and main ancillary equipment"), new("校准地点及环境条件", "Place and ambient conditions"), new("校准地点", "Place"),
        new("1. 校准结果仅对本次所校准的计量器具在校准时的状态有效。未经本机构书面同意，不得部分复制本文件。",
            "1. The results relate only to the instrument calibrated, as it was at the time. This document is not reproduced except in full without written approval of the institution."),
        new("2. 校准结果通过上列标准器的证书溯源；每个结果给出扩展不确定度 U 及包含因子 k。包含概率 p 未在 U 旁另行注明的，按正态分布由 k 得出（k = 2 时约 95 %）。",
            "2. The results are traceable through the certificates of the reference instruments listed above; every result has its expanded uncertainty U and coverage factor k. Where no coverage probability p stands beside U, it is that of a normal distribution for k (about 95 % for k = 2)."));

    /// <summary>ISO/IEC 17025:2017 7.8.2.1 and 7.8.3.1.</summary>
    public static SectionTitles Test { get; } = new(
        new("检测依据的方法", "Test method"), new("检测使用的计量标准", "Measurement standards used"),
        new("检测使用的主要设备", "Main equipment used"), new("检测地点及环境条件", "Place and test conditions"), PurposeWords.Place(ProcedurePurpose.Test),
        new("1. 检测结果仅与本次所检测的样品有关。未经本机构书面同意，不得部分复制本报告。",
            "1. The results relate only to the sample tested. This report is not reproduced except in full without written approval of the institution."),
        new("2. 检测结果通过上列设备的证书溯源。给出扩展不确定度 U 的，包含概率 p 未在 U 旁另行注明时，按正态分布由其包含因子 k 得出（k = 2 时约 95 %）。", "2. The results are traceable through the certificates of the equipment listed above. Where U is stated and no coverage probability p stands beside it, p is that of a normal distribution for its coverage factor k (about 95 % for k = 2)."));

    public static SectionTitles Of(ProcedurePurpose purpose) => purpose switch
    {
        ProcedurePurpose.Verification => Verification,
        ProcedurePurpose.Calibration => Calibration,
        ProcedurePurpose.Test => Test,
    };
}
