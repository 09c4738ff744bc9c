using Metrology.Core.Words;

namespace Metrology.App.Standards;

public static class StandardErrors
{
    public static readonly Refusal NotFound = Refusal.Of("standard.not-found", "没有这项计量标准。", "There is no such measurement standard.");

    public static readonly Refusal BadCode = new(
        "standard.bad-code",
        new("分类编码须为 JJF 1022 的 8 位数字（首位 0 不能省略）；不知道就留空。", "The code is eight digits of JJF 1022 (a leading zero counts); leave it empty when unknown."),
        "ClassificationCode");
}
