using Metrology.Core.Words;

namespace Metrology.Dcc.Xml;

/// <summary>Refusals of a file that is not read as XML.</summary>
internal static class XmlRefusals
{
    public static readonly Refusal TooLarge = Refusal.Of(
        "xml.too-large", "文件过大。数字校准证书不超过 32 MiB，请核对所选文件。", "The file is too large. A digital calibration certificate has at most 32 MiB; check which file you chose.");

    public static readonly Refusal TooDeep = Refusal.Of(
        "xml.too-deep", "XML 嵌套过深，不予读取。请向出具机构索取正常的文件。", "The XML is nested too deeply and is not read. Ask the issuer for a proper file.");

    public static Refusal NotXml(int line, int column) => Refusal.Of(
        "xml.not-well-formed", $"第 {line} 行第 {column} 列：不是格式良好的 XML，或含有不允许的文档类型声明。请重新获取文件。",
        $"Line {line}, column {column}: not well-formed XML, or it has a document type declaration, which is not allowed. Get the file again.");
}
