using System.Collections.Frozen;

namespace Metrology.Core.Words;

/// <summary>Traditional → simplified characters as far as they occur in certificate numbers, regions and the terms of metrology, so that 計量標準 is found as 计量标准.</summary>
public static class SimplifiedChinese
{
    private const string Pairs =
        "標标證证証证號号量量計计準准檢检測测規规範范註注冊册師师會会書书國国際际機机構构質质監监總总權权設设備备單单級级區区縣县州州專专業业術术聯联"
        + "氣气車车鐵铁電电軍军環环農农郵邮鹽盐礦矿紡纺輕轻衛卫廳厅署署"
        + "遼辽晉晋蘇苏閩闽贛赣魯鲁粵粤瓊琼貴贵雲云陝陕寧宁滬沪龍龙吉吉內内臺台灣湾隴陇廣广東东慶庆漢汉長长門门濟济濰潍煙烟萊莱濱滨齊齐雞鸡鶴鹤綏绥鎮镇"
        + "撫抚錦锦營营陽阳盤盘嶺岭朝朝蘆芦島岛瀋沈連连馬马烏乌鄭郑滄沧懷怀鳳凤銅铜義义遵遵麗丽紹绍溫温興兴揚扬徐徐無无錫锡鹽盐連连雲云"
        + "壓压樁桩熱热濕湿聲声鋼钢錶表裝装儀仪傳传遞递體体蓋盖學学進进滿满經经發发強强隊队訓训員员綱纲";

    private static readonly FrozenDictionary<char, char> Table = Enumerable.Range(0, Pairs.Length / 2)
        .Where(i => Pairs[2 * i] != Pairs[(2 * i) + 1])
        .DistinctBy(i => Pairs[2 * i])
        .ToFrozenDictionary(i => Pairs[2 * i], i => Pairs[(2 * i) + 1]);

    /// <summary>The text with the known traditional characters replaced; all others stand.</summary>
    public static string Of(string text) => string.Create(text.Length, text, static (span, from) =>
    {
        for (var i = 0; i < from.Length; i++)
            span[i] = Table.GetValueOrDefault(from[i], from[i]);
    });
}
