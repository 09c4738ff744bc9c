using System.Globalization;

namespace Metrology.Benchmarks;

/// <summary>
/// 示例: the content by which certificates are timed against other programs: two A4 pages, a table of 30 rows, a QR code, the picture of a seal, about 150
/// different Hanzi. Held as plain texts and numbers, so that the others get the very same.
/// </summary>
sealed record CertificateContent
{
    public const int RowCount = 30;

    public required string Number { get; init; }
    public string Institution { get; } = "示例市计量检定测试所";
    public string Title { get; } = "检定证书";
    public required IReadOnlyList<string[]> Cover { get; init; }
    public IReadOnlyList<string[]> Signatures { get; } = [["批准人", "赵敏"], ["核验员", "钱学礼"], ["检定员", "孙伟"]];
    public string Contact { get; } = "地址：示例市科学大道 18 号　电话：000-00000000";
    public required string CheckAddress { get; init; }
    public string Statement { get; } = "本机构所出具的数据均可溯源至社会公用计量标准。未经书面批准，不得部分复制本证书；结果仅对所检样品有效。";
    public string[] Columns { get; } = ["序号", "负载电流/功率因数", "示值误差/%", "最大允许误差/%", "结论"];
    public required IReadOnlyList<string[]> Rows { get; init; }
    public string Remark { get; } = "说明：误差按规程修约；扩展不确定度 U = 0.06 %（k = 2）。";
    public string End { get; } = "以下空白";

    /// <param name="variant">Serial, number, address and errors are of this variant; customers repeat after four.</param>
    public static CertificateContent Of(int variant)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"DN-2026-{variant % 100000:00000}");
        var address = $"https://verify.example.org/check/{number}?code=ABCDEFGHJKMN2345";
        return new()
        {
            Number = number,
            Cover =
            [
                ["送检单位", ((string[])["东方精密机械（集团）股份有限公司", "江南仪器仪表制造厂", "华西充电运营服务中心", "北山自来水公司"])[variant % 4]], ["计量器具名称", "三相四线智能电能表"],
                ["型号/规格", "DTZY341-G　3×220/380 V　3×1.5(6) A"], ["出厂编号", (230000000 + variant).ToString(CultureInfo.InvariantCulture)], ["制造单位", "江南仪器仪表制造厂"],
                ["检定依据", "交流电能表检定规程（示例）"], ["检定结论", "符合 0.5S 级，合格"], ["检定日期", "2026 年 3 月 18 日"], ["有效期至", "2028 年 3 月 17 日"],
                ["环境条件", "温度 23.1 ℃，相对湿度 52 %RH"], ["计量标准", "三相电能表检定装置 0.05 级"],
            ],
            CheckAddress = address,
            Rows =
            [
                .. Enumerable.Range(1, RowCount).Select(i => (string[])
                [
                    i.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{(i % 6 + 1) * 0.25:0.00} In　{(i % 3 == 0 ? "1.0" : i % 3 == 1 ? "0.5L" : "0.8C")}"),
                    ((i * 37 + variant * 11) % 90 / 100m - 0.45m).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture), "±0.5", "合格",
                ]),
            ],
        };
    }

    public int DifferentHanzi => string.Concat([
        Institution, Title, Contact, Statement, Remark, End, .. Columns, .. Cover.SelectMany(pair => pair), .. Signatures.SelectMany(pair => pair), .. Rows.SelectMany(row => row),
        "证书编号：第页共页（机构印章）"]).Where(c => c is >= '\u4E00' and <= '\u9FFF').Distinct().Count();
}
