using Metrology.Core.Words;

namespace Metrology.App.Sharing;

public static class SharingErrors
{
    public static readonly Refusal NotReadable = new(
        "catalogue.not-readable", new("读不出目录：须为本系统导出的标准目录（JSON）。", "No catalogue can be read: the file must be a catalogue of standards (JSON) as this product writes it."), "file");

    /// <param name="path">Member that is wrong, unknown or missing, "$.standards[0].kind".</param>
    public static Refusal NotReadableAt(string? path, long? line) => string.IsNullOrEmpty(path) && line is null ? NotReadable : NotReadable with
    {
        Text = new(
            $"读不出目录：成员 {path ?? "$"}（第 {line ?? 1} 行）有误、未知或缺少。须为本系统导出的标准目录（JSON）。", $"No catalogue can be read: member {path ?? "$"} (line {line ?? 1}) is wrong, unknown or missing. The file must be a catalogue of standards (JSON) as this product writes it."),
    };

    public static readonly Refusal OtherVersion = new(
        "catalogue.other-version",
        new($"目录的格式版本不是 {CatalogueFile.CurrentVersion}。请对方按此版本导出，或升级本系统。", $"The catalogue is not of version {CatalogueFile.CurrentVersion}. Have it written in that version, or upgrade this product."), "file");

    public static readonly Refusal TooLarge = new(
        "catalogue.too-large", new($"目录过大：至多 4 MB、{CatalogueFile.MostStandards} 项。", $"The catalogue is too large: at most 4 MB and {CatalogueFile.MostStandards} standards."), "file");

    public static readonly Refusal NameMissing = new("catalogue.name-missing", new("机构或某项标准没有名称或编号。请对方更正。", "The institution or a standard has no name or id. Have it corrected."), "file");

    public static readonly Refusal BadText = new("catalogue.bad-text", new("目录中有过长的文本或控制字符。请对方更正。", "A text of the catalogue is too long or holds control characters. Have it corrected."), "file");

    public static readonly Refusal BadId = new("catalogue.bad-id", new("标准编号只能由 1～64 个字母、数字、点、横线和下划线组成。请对方更正。", "The id of a standard has 1 to 64 letters, digits, dots, hyphens and underscores. Have it corrected."), "file");

    public static readonly Refusal RangeReversed = new("catalogue.range-reversed", new("目录中有一项参数的上限小于下限。请对方更正。", "A parameter of the catalogue has its upper end below the lower one. Have it corrected."), "file");

    public static readonly Refusal DatesReversed = new("catalogue.dates-reversed", new("目录中有一张证书的有效期早于发证日期。请对方更正。", "A certificate of the catalogue expires before it was issued. Have it corrected."), "file");

    public static readonly Refusal IdTwice = new("catalogue.id-twice", new("目录中有两项标准编号相同。请对方更正。", "Two standards of the catalogue have the same id. Have it corrected."), "file");

    public static readonly Refusal Older = new(
        "catalogue.older", new("已有这个机构更新或同一天的目录，没有导入。", "There is a catalogue of this institution that is as new or newer; this one was not taken."), "file");

    public static readonly Refusal FutureDay = new(
        "catalogue.future-day", new("目录的日期晚于今天，没有导入：以后的目录会被当作更旧的。请核对日期，或请对方重新导出。", "The catalogue is of a day to come and was not taken: those that follow would count as older. Check the day, or have it written again."), "file");

    public static readonly Refusal NothingSaid = new("recognition.nothing-said", new("没有说明是互认还是取消互认。请给出 isRecognised：true 或 false。", "Nothing says whether it is recognised or no longer. Give isRecognised: true or false."), "isRecognised");

    public static readonly Refusal OwnInstitution = new("catalogue.own", new("这是本机构自己的目录，不导入。", "This is the catalogue of this institution itself; it is not taken."), "file");

    public static readonly Refusal NoInstitution = Refusal.Of("catalogue.no-institution", "还没有登记本机构，没有可公布的目录。", "The institution is not entered yet, so there is no catalogue to publish.");

    public static readonly Refusal NotFound = Refusal.Of("catalogue.not-found", "没有这项已公布的标准。", "There is no such published standard.");

    public static readonly Refusal WhyNeeded = new("catalogue.why-needed", new("请写明互认或终止互认的理由。", "Say why it is recognised, or no more."), "Why");

    public static readonly Refusal AlreadySo = Refusal.Of("catalogue.already-so", "这项标准的互认状态已是如此。", "The recognition of this standard is so already.");
}
