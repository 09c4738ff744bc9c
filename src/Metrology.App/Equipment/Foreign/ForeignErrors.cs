using Metrology.Core.Words;

namespace Metrology.App.Equipment.Foreign;

public static class ForeignErrors
{
    private const int Megabyte = 1024 * 1024;

    public static readonly Refusal TooLarge = new(
        "received.too-large", new($"文件超过 {ReadForeignCertificate.LargestFile / Megabyte} MiB，没有读取。请只上传其中的 XML，或向出具机构索取较小的文件。", $"The file has more than {ReadForeignCertificate.LargestFile / Megabyte} MiB and was not read. Upload its XML alone, or ask the issuer for a smaller file."), "File");

    public static readonly Refusal NoFile = new("received.no-file", new("请选择一个文件。", "Choose a file."), "File");

    public static readonly Refusal NoDcc = new(
        "received.no-dcc", new("这个 PDF 没有嵌入数字校准证书（DCC）。请向出具机构索取 XML，或手工登记证书。", "This PDF has no digital calibration certificate (DCC) embedded. Ask the issuer for the XML, or enter the certificate by hand."), "File");

    public static readonly Refusal SeveralDccs = new(
        "received.several-dccs", new("这个 PDF 嵌入了多份数字校准证书，无法判断哪一份有效。请单独上传所需的 XML。", "This PDF has several digital calibration certificates embedded; which one counts cannot be told. Upload the XML that you mean."), "File");

    public static Refusal OtherInstrument(string said, string own) => new(
        "received.other-instrument",
        new($"证书所载的器具编号是「{said}」，而这台设备是「{own}」。请核对；确为同一台时，请勾选确认。", $"The certificate is of “{said}”, this instrument is “{own}”. Compare them; if they are the same one, tick the confirmation."),
        "AcceptOtherInstrument");

    public static readonly Refusal Demonstration = Refusal.Of(
        "received.demonstration", "这份证书标有“模拟”或“示例”，不能作为真实设备的溯源证书。请使用真实的证书。",
        "This certificate is marked simulated or as an example and makes no real instrument traceable. Use a real one.");

    public static readonly Refusal Simulated = Refusal.Of(
        "received.simulated", "这份证书标有“模拟”，只能登记给编号相符、登记为模拟的设备；不能以“确为同一台”代替。请使用真实的证书。",
        "This certificate is marked simulated. It is registered only for equipment that is simulated itself and that it names by its number; no confirmation stands in for that. Use a real certificate.");

    public static readonly Refusal NothingChosen = new(
        "received.nothing-chosen", new("请至少为一个量指明被测量。", "Say for at least one quantity which measurand it is of."), "Choices");

    public static Refusal NoQuantity(int index) => new(
        "received.no-quantity", new($"证书中没有第 {index} 个量。请按读取的结果填写。", $"The certificate has no quantity {index}. Use those that were read."), "Choices");

    public static Refusal NoUncertainty(string quantity) => new(
        "received.no-uncertainty", new($"「{quantity}」没有给出不确定度，不能登记。请选择有不确定度的量。", $"“{quantity}” has no uncertainty and cannot be registered. Choose one that has."), "Choices");

    public static Refusal UnknownUnit(string quantity, string unit) => new(
        "received.unknown-unit", new($"系统没有「{quantity}」的单位「{unit}」，不能登记。请手工登记并换算单位。", $"This system has no unit “{unit}” of “{quantity}”; it cannot be registered. Enter it by hand in another unit."), "Choices");

    public static Refusal MixedUnits(string measurand) => new(
        "received.mixed-units", new($"指为「{measurand}」的量既有相对的也有绝对的不确定度，无法比较。请只选择一种。", $"The quantities for “{measurand}” have relative and absolute uncertainties, which cannot be compared. Choose one kind."), "Choices");
}
