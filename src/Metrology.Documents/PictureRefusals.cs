using Metrology.Core.Words;
using Metrology.Pdf.Images;

namespace Metrology.Documents;

/// <summary>Why a picture cannot stand on a paper.</summary>
internal static class PictureRefusals
{
    public static readonly Refusal Missing = Refusal.Of(
        "template.picture-missing", "模板的图片不在库里，没有出具证书。请管理员检查数据库。", "A picture of the template is not in the store, so nothing was issued. An administrator checks the database.");

    public static Refusal TooLarge(int kilobytes) => Refusal.Of(
        "template.picture-too-large", $"图片文件超过 {kilobytes} KiB。请缩小后再上传。", $"The picture has more than {kilobytes} KiB. Make it smaller.");

    public static Refusal TooManyPixels(long pixels) => Refusal.Of(
        "template.picture-too-many-pixels", $"图片超过 {pixels / 1_000_000} 百万像素。请缩小后再上传。", $"The picture has more than {pixels / 1_000_000} million pixels. Make it smaller.");

    public static Refusal Damaged(ImageDefect defect)
    {
        var why = Of(defect);
        return Refusal.Of(
            "template.picture-damaged", $"不是可用的 PNG 或 JPEG 图片：{why.Zh}。请另存为 8 位 RGB 的 PNG 或普通 JPEG。",
            $"This is no usable PNG or JPEG picture: {why.En}. Save it as a PNG of 8 bits RGB, or as a plain JPEG.");
    }

    private static BilingualText Of(ImageDefect defect) => defect switch
    {
        ImageDefect.NeitherPngNorJpeg => new("文件既不是 PNG 也不是 JPEG", "the file is neither PNG nor JPEG"),
        ImageDefect.CutOff => new("文件不完整，后面缺了一段", "the file ends before the picture does"),
        ImageDefect.Damaged => new("文件内部损坏", "the file is damaged inside"),
        ImageDefect.Size => new("没有像素，或像素太多", "it has no pixels, or too many"),
        ImageDefect.Palette => new("使用调色板", "its colours come from a palette"),
        ImageDefect.Depth => new("不是每通道 8 位", "it has not 8 bits a channel"),
        ImageDefect.Interlaced => new("是隔行（interlaced）存储的", "it is interlaced"),
        ImageDefect.TransparentColour => new("把一种颜色当作透明，而不是用 alpha 通道", "it takes a colour for transparent instead of having an alpha channel"),
        ImageDefect.Process => new("是少见的 JPEG 编码，只接受基线和渐进", "it is a rare kind of JPEG; baseline and progressive are taken"),
        ImageDefect.Components => new("既不是灰度也不是 RGB（例如 CMYK）", "it is neither grey nor RGB (CMYK, for example)"),
    };
}
