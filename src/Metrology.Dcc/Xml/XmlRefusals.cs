using Metrology.Core.Words;

namespace Metrology.Dcc.Xml;

/// <summary>Refusals of a file that is not read as XML.</summary>
internal static class XmlRefusals
{
    public static readonly Refusal TooLarge = Refusal.Of(
        "xml.too-large", "文件过大。数字校准证书不超过 32 MiB，请核对所选文件。", "The file is too large. A digital calibration certificate has at most 32 MiB; check which file you chose.");

    public static readonly Refusal TooDeep = Refusal.Of(
        "xml.too-deep", "XML 嵌套过深，不予读取。请向出具机构索取正常的文件。", "The XML is nested too deeply and is not read. Ask the issuer for a proper file.");

    public static readonly Refusal DocumentType = Refusal.Of(
        "xml.document-type", "XML 带有文档类型声明（DOCTYPE）。数字校准证书不允许有，它可以用来读取别的文件。请向出具机构索取不带它的文件。",
        "The XML has a document type declaration (DOCTYPE). A digital calibration certificate must not have one, because it can be made to read other files. Ask the issuer for a file without it.");

    public static readonly Refusal NotReadable = Refusal.Of(
        "xml.not-well-formed", "文件开头就不能作为 XML 读取（可能不是 XML，或编码有误）。请重新获取文件。", "The file cannot be read as XML from its very beginning: it is none, or its encoding is wrong. Get the file again.");

    public static Refusal NotXml(int line, int column) => Refusal.Of(
        "xml.not-well-formed", $"第 {line} 行第 {column} 列：不是格式良好的 XML。请重新获取文件。",
        $"Line {line}, column {column}: not well-formed XML. Get the file again.");
}
