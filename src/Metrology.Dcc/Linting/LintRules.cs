namespace Metrology.Dcc.Linting;

/// <summary>All rules.</summary>
public static class LintRules
{
    public static readonly LintRule HumidityUnit = new("humidity-unit", LintSeverity.Block, new("湿度的单位与数值相称", "The unit of a humidity fits its value"));
    public static readonly LintRule HumidityRange = new("humidity-range", LintSeverity.Block, new("湿度在 0～100 % 之间", "A humidity lies between 0 % and 100 %"));
    public static readonly LintRule TemperatureRange = new("temperature-range", LintSeverity.Warn, new("环境温度可信", "An ambient temperature is plausible"));
    public static readonly LintRule IssueBeforeWork = new("issue-before-work", LintSeverity.Block, new("签发不早于检定", "Nothing is issued before the work"));
    public static readonly LintRule ValidityBeforeIssue = new("validity-before-issue", LintSeverity.Block, new("有效期至不早于签发日期", "Validity does not end before the issue"));
    public static readonly LintRule ValidityOnNotice = new("validity-on-notice", LintSeverity.Block, new("检定结果通知书没有有效期", "A notice of a failed verification has no validity"));
    public static readonly LintRule ValidityOnTest = new("validity-on-test", LintSeverity.Block, new("检测报告没有有效期", "A test report has no validity"));
    public static readonly LintRule IntervalOnCalibration = new(
        "interval-on-calibration", LintSeverity.Warn, new("校准证书经客户同意才给出有效期", "A calibration certificate states an interval only when the customer agreed"));
    public static readonly LintRule StandardExpired = new(
        "standard-expired", LintSeverity.Block, new("标准器证书在检定日有效", "The certificates of the standards were valid on the work date"));
    public static readonly LintRule StandardValidityUnknown = new(
        "standard-validity-unknown", LintSeverity.Warn, new("标准器证书写明有效期", "The validity of the certificates of the standards is known"));
    public static readonly LintRule SignatoryMissing = new("signatory-missing", LintSeverity.Block, new("检定、核验、批准三人签字", "Verifier, checker and approver have signed"));
    public static readonly LintRule LimitUnconfirmed = new("limit-unconfirmed", LintSeverity.Warn, new("限值已对照规程文本确认", "The limits are confirmed against the text of the regulation"));
    public static readonly LintRule ErrorEqualsUncertainty = new(
        "error-equals-uncertainty", LintSeverity.Warn, new("误差一列与不确定度一列不同", "The column of errors is not the column of uncertainties"));
    public static readonly LintRule UncertaintyMissing = new("uncertainty-missing", LintSeverity.Block, new("校准结果都带 U 和 k", "Every result of a calibration has U and k"));
    public static readonly LintRule WrongKind = new("wrong-kind", LintSeverity.Block, new("证书种类与技术依据相符", "The kind of certificate fits the regulation"));
    public static readonly LintRule CompulsoryInstrument = new(
        "compulsory-instrument", LintSeverity.Block, new("强制检定的器具不以校准代替检定", "An instrument under compulsory verification is not calibrated instead"));
    public static readonly LintRule BelowCapability = new("below-cmc", LintSeverity.Block, new("U 不小于本实验室的校准和测量能力", "U is not below the laboratory's capability (CMC)"));
    public static readonly LintRule CapabilityMissing = new("cmc-missing", LintSeverity.Warn, new("校准结果有登记的校准和测量能力", "A capability (CMC) is registered for every result of a calibration"));
    public static readonly LintRule CheckAddressMissing = new("check-address-missing", LintSeverity.Warn, new("已配置公众查询地址", "The check address is configured"));
    public static readonly LintRule TestOfCompulsory = new(
        "test-of-compulsory", LintSeverity.Warn, new("强制检定的器具的检测报告不代替检定", "A test report does not take the place of a compulsory verification"));
    public static readonly LintRule PagePlaceholder = new("page-placeholder", LintSeverity.Block, new("文字中没有未填的页码", "No text has an unfilled page number"));

    /// <summary>In the order in which they are checked.</summary>
    public static IReadOnlyList<LintRule> All { get; } =
    [
        HumidityUnit, HumidityRange, TemperatureRange, IssueBeforeWork, ValidityBeforeIssue, ValidityOnNotice, ValidityOnTest, IntervalOnCalibration, StandardExpired,
        StandardValidityUnknown, SignatoryMissing, LimitUnconfirmed, ErrorEqualsUncertainty, UncertaintyMissing, WrongKind, PagePlaceholder, CompulsoryInstrument, TestOfCompulsory, BelowCapability, CapabilityMissing, CheckAddressMissing,
    ];
}
