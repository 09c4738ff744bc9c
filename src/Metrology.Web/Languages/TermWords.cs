using Metrology.Core.Words;

namespace Metrology.Web.Languages;

/// <summary>The glossary: terms of JJF 1001 and their VIM / OIML equivalents. A screen takes a term from here and never spells it itself.</summary>
public sealed class TermWords(Language language) : WordList(language)
{
    public string Indication => Say("示值", "Indication");
    public string Reading => Say("读数", "Reading");
    public string Observation => Say("原始记录数据", "Observation");
    public string ReferenceValue => Say("参考量值", "Reference value");
    public string ErrorOfIndication => Say("示值误差", "Error of indication");
    public string Correction => Say("修正值", "Correction");
    public string MaximumPermissibleError => Say("最大允许误差", "Maximum permissible error");
    public string AccuracyClass => Say("准确度等级", "Accuracy class");
    public string Resolution => Say("分辨力", "Resolution");
    public string MeasurementRange => Say("测量范围", "Measuring range");
    public string StandardUncertainty => Say("标准不确定度", "Standard uncertainty");
    public string ExpandedUncertainty => Say("扩展不确定度", "Expanded uncertainty");
    public string CoverageFactor => Say("包含因子", "Coverage factor");
    public string UncertaintyBudget => Say("不确定度评定", "Uncertainty budget");
    public string MeasurementStandard => Say("计量标准", "Measurement standard");
    public string Equipment => Say("计量器具", "Equipment");
    public string UnitUnderTest => Say("被检器具", "Unit under test");
    public string TestPoint => Say("检定点", "Test point");
    public string Procedure => Say("检定规程", "Procedure");
    public string Verification => Say("检定", "Verification");
    public string Calibration => Say("校准", "Calibration");
    public string VerificationCertificate => Say("检定证书", "Verification certificate");
    public string RejectionNotice => Say("检定结果通知书", "Rejection notice");
    public string CalibrationCertificate => Say("校准证书", "Calibration certificate");
    public string AssessmentCertificate => Say("计量标准考核证书", "Assessment certificate");
    public string PublicStandardCertificate => Say("社会公用计量标准证书", "Public standard certificate");
    public string Verifier => Say("检定员", "Verifier");
    public string Checker => Say("核验员", "Checker");
    public string Approver => Say("批准人", "Approver");
    public string DueDate => Say("有效期至", "Due date");
    public string Traceability => Say("溯源", "Traceability");
    public string Unit => Say("单位", "Unit");
    public string Target => Say("目标值", "Target");
}

public sealed partial class Words
{
    public TermWords Term { get; } = new(language);
}
