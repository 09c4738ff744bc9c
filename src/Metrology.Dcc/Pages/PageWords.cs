using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.Dcc.Pages;

/// <summary>
/// The words of the pages, edition 1. They stand here once more than where pages are made, because papers of this edition are checked for years, whatever later
/// papers say; a test holds both together for as long as this is the edition that is printed.
/// </summary>
internal sealed record PageWords
{
    public required IReadOnlyList<(string Id, BilingualText Label)> Cover { get; init; }
    public required BilingualText Verifier { get; init; }
    public required BilingualText Method { get; init; }
    public required BilingualText Standards { get; init; }
    public required BilingualText Equipment { get; init; }
    public required BilingualText Conditions { get; init; }
    public required BilingualText Place { get; init; }
    public required BilingualText Scope { get; init; }
    public required BilingualText Traceability { get; init; }
    public required BilingualText Point { get; init; }
    public required BilingualText Results { get; init; }
    public required BilingualText NotVerified { get; init; }

    public static readonly BilingualText
        Checker = new("核验员", "Checker"), Approver = new("批准人", "Approver"), Seal = new("（机构印章）", "(seal)"), CheckCode = new("校验码", "Check code"),
        Authorisation = new("授权说明", "Authorisation"), Notes = new("说明", "Notes"), Remarks = new("说明", "Remarks"), Failures = new("不合格项目", "Failed items"),
        Unconfirmed = new("提示", "Notice"), End = new("以下空白", "End of results"), Measurements = new("测量数据", "Measurements"), Check = new("检查项目", "Check"),
        Result = new("结果", "Result"), Repeat = new("次数", "Repeat"), Error = new("误差", "Error"), Mean = new("平均误差", "Mean error"), Rounded = new("修约值", "Rounded"),
        Limit = new("最大允许误差", "MPE"), Conclusion = new("结论", "Conclusion"), Concluded = new("结论：", "Conclusion:"),
        Sampling = new("抽样", "Sampling"), External = new("外部提供者的结果", "Results from external providers"),
        Passed = new("合格", "Passed"), PassedClass = new("合格，符合{class}级", "Passed, conforms to class {class}"),
        Rejected = new("不合格（不合格项目：{items}）", "Rejected (failed items: {items})"),
        AllConform = new("所列结果均符合规范的要求，判定规则见内页", "All results listed conform to the method; the decision rule is on the inner pages"),
        NotConforming = new("不符合规范要求的项目：{items}；判定规则见内页", "Items that do not conform to the method: {items}; the decision rule is on the inner pages"),
        AskedFor = new("3. 下次校准日期按客户的要求给出。", "3. The date of the next calibration is stated because the customer asked for it.");

    public static IReadOnlyList<(string Part, BilingualText Title)> StandardColumns { get; } =
    [
        ("name", new("名称", "Name")), ("range", new("测量范围", "Range")), ("uncertainty", new("不确定度/准确度等级/最大允许误差", "Uncertainty, class or MPE")),
        ("certificate", new("考核证书编号", "Assessment certificate")), ("public-certificate", new("社会公用计量标准证书编号", "Public standard certificate")), ("valid-until", new("有效期至", "Valid until")),
    ];

    public static IReadOnlyList<(string Part, BilingualText Title)> EquipmentColumns { get; } =
    [
        ("name", new("名称", "Name")), ("model", new("型号", "Model")), ("serial-number", new("编号", "Serial No.")), ("uncertainty", new("不确定度/准确度等级/最大允许误差", "Uncertainty, class or MPE")),
        ("certificate", new("证书编号", "Certificate No.")), ("issuer", new("溯源机构", "Issued by")), ("valid-until", new("有效期至", "Valid until")),
    ];

    private static readonly (string, BilingualText)[] Instrument =
    [
        ("customer-address", new("单位地址", "Address")), ("item", new("计量器具名称", "Measuring instrument")), ("model", new("型号/规格", "Model")), ("serial-number", new("出厂编号", "Serial No.")),
        ("manufacturer", new("制造单位", "Manufacturer")),
    ];

    private static readonly (string, BilingualText) Number = ("number", new("证书编号", "Certificate No.")), Issued = ("issued-on", new("签发日期", "Date of issue")), Replaces = ("replaces", new("替代证书", "Replaces"));

    private static PageWords Verification { get; } = new()
    {
        Cover =
        [
            Number, ("customer", new("送检单位", "Customer")), .. Instrument, ("procedure", new("检定依据", "Verified according to")), ("kind", new("检定类别", "Kind of verification")),
            ("conclusion", new("检定结论", "Conclusion")), ("work-date", new("检定日期", "Date of verification")), ("valid-until", new("有效期至", "Valid until")), Issued, Replaces,
        ],
        Verifier = new("检定员", "Verifier"),
        Method = new("检定所依据的计量技术法规", "Regulation"),
        Standards = new("检定使用的计量标准", "Measurement standards used"),
        Equipment = new("检定使用的标准器及主要配套设备", "Reference instruments and main ancillary equipment"),
        Conditions = new("检定地点及环境条件", "Place and ambient conditions"),
        Place = new("检定地点", "Place"),
        Scope = new(
            "1. 检定结果仅对本次所检的计量器具有效。未经本机构书面同意，不得部分复制本文件。",
            "1. The results relate only to the instrument verified. This document is not reproduced except in full without written approval of the institution."),
        Traceability = new("2. 检定结果通过上列标准器的证书溯源。", "2. The results are traceable through the certificates of the reference instruments listed above."),
        Point = new("检定点", "Test point"),
        Results = new("检定结果", "Results"),
        NotVerified = new("未检项目", "Items not verified"),
    };

    private static PageWords Calibration { get; } = new()
    {
        Cover =
        [
            Number, ("customer", new("委托单位", "Customer")), .. Instrument, ("procedure", new("校准依据", "Calibrated according to")), ("conclusion", new("符合性声明", "Statement of conformity")),
            ("received-on", new("接收日期", "Date of receipt")), ("work-date", new("校准日期", "Date of calibration")), ("valid-until", new("下次校准日期", "Next calibration")), Issued, Replaces,
        ],
        Verifier = new("校准员", "Calibrated by"),
        Method = new("校准所依据的技术规范", "Calibration method"),
        Standards = new("校准使用的计量标准", "Measurement standards used"),
        Equipment = new("校准使用的标准器及主要配套设备", "Reference instruments and main ancillary equipment"),
        Conditions = new("校准地点及环境条件", "Place and ambient conditions"),
        Place = new("校准地点", "Place"),
        Scope = new(
            "1. 校准结果仅对本次所校准的计量器具在校准时的状态有效。未经本机构书面同意，不得部分复制本文件。",
            "1. The results relate only to the instrument calibrated, as it was at the time. This document is not reproduced except in full without written approval of the institution."),
        Traceability = new(
            "2. 校准结果通过上列标准器的证书溯源；每个结果给出扩展不确定度 U 及包含因子 k。包含概率 p 未在 U 旁另行注明的，按正态分布由 k 得出（k = 2 时约 95 %）。",
            "2. The results are traceable through the certificates of the reference instruments listed above; every result has its expanded uncertainty U and coverage factor k. Where no coverage probability p stands beside U, it is that of a normal distribution for k (about 95 % for k = 2)."),
        Point = new("校准点", "Calibration point"),
        Results = new("校准结果", "Calibration results"),
        NotVerified = new("未校准项目", "Items not calibrated"),
    };

    private static PageWords Test { get; } = new()
    {
        Cover =
        [
            ("number", new("报告编号", "Report No.")), ("customer", new("委托单位", "Customer")), ("customer-address", new("单位地址", "Address")), ("item", new("样品名称", "Sample")),
            .. Instrument[2..], ("procedure", new("检测依据", "Tested according to")), ("conclusion", new("符合性声明", "Statement of conformity")),
            ("received-on", new("收样日期", "Date of receipt")), ("work-date", new("检测日期", "Date of test")),
            ("valid-until", new("下次校准日期", "Next calibration")), Issued, ("replaces", new("替代报告", "Replaces")),
        ],
        Verifier = new("检测员", "Tested by"),
        Method = new("检测依据的方法", "Test method"),
        Standards = new("检测使用的计量标准", "Measurement standards used"),
        Equipment = new("检测使用的主要设备", "Main equipment used"),
        Conditions = new("检测地点及环境条件", "Place and test conditions"),
        Place = new("检测地点", "Place"),
        Scope = new(
            "1. 检测结果仅与本次所检测的样品有关。未经本机构书面同意，不得部分复制本报告。",
            "1. The results relate only to the sample tested. This report is not reproduced except in full without written approval of the institution."),
        Traceability = new("2. 检测结果通过上列设备的证书溯源。给出扩展不确定度 U 的，包含概率 p 未在 U 旁另行注明时，按正态分布由其包含因子 k 得出（k = 2 时约 95 %）。", "2. The results are traceable through the certificates of the equipment listed above. Where U is stated and no coverage probability p stands beside it, p is that of a normal distribution for its coverage factor k (about 95 % for k = 2)."),
        Point = new("检测点", "Test point"),
        Results = new("检测结果", "Test results"),
        NotVerified = new("未检测项目", "Items not tested"),
    };

    /// <summary>The words of a kind of paper by its title; null for a title that this edition does not print.</summary>
    public static PageWords? Of(string title) => title switch
    {
        "检定证书" or "检定结果通知书" => Verification,
        "校准证书" => Calibration,
        "检测报告" => Test,
        _ => null,
    };
}
