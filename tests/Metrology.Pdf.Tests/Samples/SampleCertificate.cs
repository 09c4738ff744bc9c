using System.Globalization;

namespace Metrology.Pdf.Tests.Samples;

/// <summary>示例: a verification certificate of an electricity meter on three pages, as a caller would describe it. Everything in it is invented.</summary>
public static class SampleCertificate
{
    public const string Number = "示例-DN-2026-000123";

    static readonly DateTimeOffset Issued = new(2026, 3, 18, 9, 30, 0, TimeSpan.FromHours(8));

    public static PdfDocument Describe(int variant = 0) => new()
    {
        Fonts = SampleFonts.Stack,
        Information = new("检定证书 " + Number, Issued) { Author = "示例市计量检定所", Subject = "三相智能电能表检定" },
        Page = PageSetup.A4 with { Margins = new(25.Mm, 20.Mm, 22.Mm, 22.Mm) },
        Header = page => new Paragraph($"证书编号：{Number}") { Align = TextAlign.Right, Style = Small },
        Footer = page => new Paragraph($"第 {page.Number} 页 共 {page.Total} 页") { Align = TextAlign.Centre, Style = Small },
        Watermark = "示例",
        Body = [.. Face(variant), new PageBreak(), .. Conditions, new PageBreak(), .. Results(variant)],
        Attachments = [new("record.xml", "text/xml", System.Text.Encoding.UTF8.GetBytes($"<record variant=\"{variant}\">原始记录</record>"))],
    };

    static TextStyle Small { get; } = new() { Size = 9 };

    static IEnumerable<Block> Face(int variant) =>
    [
        new Spacer(10.Mm),
        new Paragraph("示例市计量检定所") { Align = TextAlign.Centre, Style = new() { Size = 18, LetterSpacing = 2 } },
        new Heading("检定证书") { Align = TextAlign.Centre, Style = new() { Size = 32, LetterSpacing = 12 }, SpaceBefore = 8.Mm, SpaceAfter = 4.Mm },
        new Paragraph("VERIFICATION CERTIFICATE") { Align = TextAlign.Centre, SpaceAfter = 12.Mm },
        new KeyValueGrid(36.Mm)
        {
            Entries =
            [
                ("送检单位", "东方精密机械（集团）股份有限公司"),
                ("计量器具名称", "三相四线智能电能表"),
                ("型号/规格", "DTZY341-G　3×220/380 V　3×1.5(6) A"),
                ("出厂编号", (230000000 + variant).ToString(CultureInfo.InvariantCulture)),
                ("制造单位", "江南仪器仪表制造厂"),
                ("检定依据", "交流电能表检定规程（示例）"),
                ("检定结论", "符合 0.5S 级，合格"),
            ],
            Style = new() { Size = 12 },
            PaddingY = 5,
        },
        new SideBySide(Column.Share(1), Column.Fixed(32.Mm))
        {
            SpaceBefore = 14.Mm,
            VerticalAlign = VerticalAlign.Bottom,
            Cells =
            [
                new KeyValueGrid(24.Mm) { Entries = [("批准人", "赵　敏"), ("核验员", "钱学礼"), ("检定员", "孙　伟")] },
                new MatrixCode(Checker(29, variant), 30.Mm) { Align = TextAlign.Right, Alt = "验证二维码" },
            ],
        },
        new KeyValueGrid(24.Mm)
        {
            SpaceBefore = 8.Mm,
            Columns = 2,
            Entries = [("检定日期", "2026 年 3 月 18 日"), ("有效期至", "2028 年 3 月 17 日")],
        },
        new Rule { SpaceBefore = 16.Mm, SpaceAfter = 2.Mm },
        new Paragraph("地址：示例市科学大道 18 号　邮政编码：000000　电话：000-00000000　网址：", new Run("verify.example.org") { Link = new("https://verify.example.org/c/000123"), Colour = new(0, 60, 160) }) { Style = Small },
    ];

    static IEnumerable<Block> Conditions =>
    [
        new Heading("检定机构授权说明", 2) { SpaceAfter = 6 },
        Body("本机构为依法设置的计量检定机构，建立的计量标准已经考核合格，所出具的数据均可溯源至国家计量基准和社会公用计量标准。未经本机构书面批准，不得部分复制本证书；本证书仅对所检样品有效，涂改无效。"),
        new Heading("检定所使用的计量标准", 2) { SpaceBefore = 12, SpaceAfter = 6 },
        new Table(Column.Share(3), Column.Share(2), Column.Share(4), Column.Share(3))
        {
            Header = [["名称", "测量范围", "不确定度/准确度等级/最大允许误差", "证书编号及有效期"]],
            HeaderBackground = Colour.Grey(240),
            Rows =
            [
                ["三相电能表检定装置", "3×(57.7～380) V\n3×(0.01～100) A", "0.05 级", "示例 2025-017\n2027 年 5 月 20 日"],
                ["标准电能表", "(0.1～120) A", "U_rel = 0.01 %（k = 2）", "示例 2025-231\n2026 年 11 月 2 日"],
                ["数字温湿度计", "(−10～50) ℃", "±0.3 ℃，±3 %RH", "示例 2025-502\n2026 年 9 月 30 日"],
            ],
        },
        new Heading("检定环境条件及地点", 2) { SpaceBefore = 12, SpaceAfter = 6 },
        new KeyValueGrid(28.Mm) { Columns = 2, Entries = [("温度", "23.1 ℃"), ("相对湿度", "52 %RH"), ("电压", "220.1 V"), ("频率", "50.00 Hz"), ("地点", "电能实验室 305"), ("其他", "无外磁场干扰")] },
        new Heading("检定项目", 2) { SpaceBefore = 12, SpaceAfter = 6 },
        .. new[]
        {
            "外观检查：铭牌标志清晰，封印完好，显示屏字迹无缺损，接线端钮牢固，计度器示数能正确读取。",
            "交流电压试验：所有线路与外壳之间施加工频交流电压，历时 1 min，未发生击穿与闪络现象。",
            "潜动试验：电流线路无电流，电压线路加 115 % 的参比电压，在规定时限内输出不多于一个脉冲。",
            "起动试验：在参比电压、参比频率及功率因数为 1 的条件下，负载电流升到起动电流后，仪表应能连续计数。",
            "基本误差：按规程规定的负载点，用标准表法测定，测定结果见第 3 页；修约间隔取准确度等级的十分之一。",
            "仪表常数试验、时钟日计时误差、需量示值误差：均符合要求。",
        }.Select((text, i) => Body($"{i + 1}. {text}")),
    ];

    static IEnumerable<Block> Results(int variant) =>
    [
        new Heading("检定结果", 2) { SpaceAfter = 6 },
        new Table(Column.Fixed(14.Mm, TextAlign.Centre), Column.Share(2, TextAlign.Centre), Column.Share(2, TextAlign.Right), Column.Share(2, TextAlign.Right), Column.Share(2, TextAlign.Centre))
        {
            Header = [["序号", "负载电流/功率因数", "示值误差 %", "最大允许误差 %", "结论"]],
            HeaderBackground = Colour.Grey(240),
            Rows = [.. Enumerable.Range(1, 18).Select(i => Row.Of(
                i.ToString(CultureInfo.InvariantCulture),
                $"{(i % 6 + 1) * 0.25:0.00} In　{(i % 3 == 0 ? "1.0" : i % 3 == 1 ? "0.5L" : "0.8C")}",
                Signed((i * 37 + variant * 11) % 90 - 45),
                "±0.5",
                "合格"))],
        },
        new Paragraph("图 1　示值误差随负载电流的变化") { Align = TextAlign.Centre, Style = Small, SpaceBefore = 12 },
        Plot(variant),
        Body("说明：以上误差为被检仪表示值相对于标准值的相对误差；测量结果的扩展不确定度 U = 0.06 %（k = 2）。"),
        new Paragraph("以下空白") { Align = TextAlign.Centre, SpaceBefore = 10 },
    ];

    static Drawing Plot(int variant) => new(150.Mm, 50.Mm)
    {
        Align = TextAlign.Centre,
        Alt = "示值误差曲线，均在最大允许误差之内",
        Shapes =
        [
            new Rectangle((12.Mm, 4.Mm), 134.Mm, 38.Mm),
            new Polyline((12.Mm, 10.Mm), (146.Mm, 10.Mm)) { Pen = new(0.5, new(190, 20, 20)) { Dash = (3, 2) } },
            new Polyline((12.Mm, 36.Mm), (146.Mm, 36.Mm)) { Pen = new(0.5, new(190, 20, 20)) { Dash = (3, 2) } },
            new Polyline([.. Enumerable.Range(0, 18).Select(i => new Position((16 + 7.5 * i).Mm, (23 - ((i + 1) * 37 % 90 - 45) * 0.2 - variant % 3).Mm))]) { Pen = new(1, new(0, 70, 160)) },
            new Label("+0.5", (11.Mm, 11.Mm)) { Align = TextAlign.Right },
            new Label("−0.5", (11.Mm, 37.Mm)) { Align = TextAlign.Right },
            new Label("测量点", (79.Mm, 47.Mm)) { Align = TextAlign.Centre },
        ],
    };

    static Paragraph Body(string text) => new(text) { Align = TextAlign.Justify, FirstLineIndent = 2, SpaceAfter = 4 };

    static string Signed(int hundredths) => (hundredths / 100m).ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary>Stands for a matrix code; it does not scan.</summary>
    static bool[,] Checker(int side, int variant)
    {
        var modules = new bool[side, side];
        for (var row = 0; row < side; row++)
            for (var column = 0; column < side; column++)
                modules[row, column] = (row * 7 + column * 5 + row * column + variant) % 3 == 0;
        return modules;
    }
}
