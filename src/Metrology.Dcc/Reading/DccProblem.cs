using Metrology.Core.Words;

namespace Metrology.Dcc.Reading;

/// <summary>The first thing that is wrong with a certificate; the rest is read on and thrown away.</summary>
internal sealed class DccProblem
{
    public Refusal? First { get; private set; }

    public static Refusal NotADcc { get; } = Refusal.Of(
        "dcc.not-a-dcc", "文件不是数字校准证书（根元素不符）。请选择 DCC 文件。", "The file is no digital calibration certificate (by its document element). Choose a DCC.");

    public static Refusal Version(string version) => Refusal.Of(
        "dcc.version", $"不支持 DCC 版本「{Short(version)}」，可读取 3.2.x 和 3.3.x。请向出具机构索取受支持的版本。",
        $"DCC version “{Short(version)}” is not supported; 3.2.x and 3.3.x are read. Ask the issuer for one of these.");

    public void Missing(string element) => Refuse(
        "dcc.missing", element, $"缺少「{element}」。请向出具机构索取完整的证书。", $"“{element}” is missing. Ask the issuer for a complete certificate.");

    public void Date(string element, string text) => Refuse(
        "dcc.date", element, $"「{element}」的「{Short(text)}」不是日期。请向出具机构核实。", $"“{Short(text)}” of {element} is no date. Ask the issuer.");

    public void Number(string element, string text) => Refuse(
        "dcc.number", element, $"「{element}」的「{Short(text)}」不是数。请向出具机构核实。", $"“{Short(text)}” of {element} is no number. Ask the issuer.");

    public void Length(string element) => Refuse(
        "dcc.list-length", element, $"「{element}」的项数与值的个数不符。请向出具机构核实。", $"“{element}” has another length than its values. Ask the issuer.");

    public void Status(string text) => Refuse(
        "dcc.conformity", "conformity", $"「{Short(text)}」不是符合性结论。请向出具机构核实。", $"“{Short(text)}” is no statement of conformity. Ask the issuer.");

    public void TooMany(int most) => Refuse(
        "dcc.too-many-values", "measurementResults", $"测量值超过 {most} 个，不予读取。请向出具机构索取较小的文件。",
        $"There are more than {most} values; the file is not read. Ask the issuer for a smaller one.");

    private void Refuse(string code, string field, string zh, string en) => First ??= Refusal.Of(code, zh, en) with { Field = field };

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
