using Metrology.Core.Words;

namespace Metrology.Dcc.Writing;

/// <summary>Why no digital calibration certificate is made of a document.</summary>
internal static class DccRefusals
{
    public static readonly Refusal NoData = Refusal.Of(
        "dcc.no-data", "该证书在本功能之前签发，没有可供机器读取的数据。请重新出具证书。",
        "The certificate was issued before machine-readable data was kept. Issue it again.");

    public static readonly Refusal NoSignatory = Refusal.Of(
        "dcc.no-signatory", "没有签字人，不能生成数字校准证书。请先完成检定、核验和批准。",
        "Nobody has signed, so there is no digital calibration certificate. Verify, check and approve first.");

    public static Refusal Unit(string unit) => Refusal.Of(
        "dcc.unit", $"单位「{unit}」在 D-SI 中没有写法，不能生成数字校准证书。请在规程中改用有 D-SI 写法的单位。",
        $"The unit “{unit}” cannot be said in D-SI, so there is no digital calibration certificate. Use a unit in the procedure that can.");

    public static Refusal MixedUnits(string title) => Refusal.Of(
        "dcc.mixed-units", $"「{title}」一列混用 SI 单位与非 SI 单位，不能生成数字校准证书。请在规程中统一单位。",
        $"The column “{title}” mixes units of the SI with others, so there is no digital calibration certificate. Use one unit in the procedure.");

    public static Refusal Number(string id, string digits) => Refusal.Of(
        "dcc.number", $"「{id}」的值「{digits}」不是 D-SI 的十进制数。请核对该读数。", $"The value “{digits}” of {id} is no decimal number of D-SI. Check that reading.");

    public static Refusal Id(string id) => Refusal.Of(
        "dcc.value-id", $"值标识「{id}」含有空白，不能写入列表。请修改规程中的名称。", $"The value id “{id}” has white space and cannot stand in a list. Change the name in the procedure.");

    public static Refusal Character(string element) => Refusal.Of(
        "dcc.unwritable-text", $"「{element}」的文字含有 XML 不允许的控制字符。请改正后重新生成。",
        $"The text of “{element}” has a control character that XML does not allow. Correct it and try again.");
}
