namespace Metrology.Pdf;

/// <summary>A text of printable ASCII as Code 128 (ISO/IEC 15417): widths of bars and spaces in turn, in modules, the first is a bar.</summary>
public static class Code128
{
    private const int StartB = 104, StartC = 105, SwitchToC = 99, SwitchToB = 100, Check = 103, Stop = 106, FewestDigits = 4;

    /// <summary>Six widths a symbol, and seven of the stop (ISO/IEC 15417 table 1).</summary>
    private static readonly string[] Widths =
    [
        "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221",
        "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
        "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131",
        "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
        "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
        "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
    ];

    /// <summary>Null when a character is none of printable ASCII, or there is nothing to say.</summary>
    public static IReadOnlyList<int>? Of(string text)
    {
        if (text.Length == 0 || text.Any(one => one is < ' ' or > '~'))
            return null;
        var symbols = Symbols(text);
        var check = symbols.Index().Sum(one => Math.Max(one.Index, 1) * one.Item) % Check;
        return [.. symbols.Append(check).Append(Stop).SelectMany(symbol => Widths[symbol]).Select(width => width - '0')];
    }

    /// <summary>Pairs of digits take one symbol, where there are enough of them to pay for the switch.</summary>
    private static List<int> Symbols(string text)
    {
        var symbols = new List<int>();
        var isC = false;
        for (var i = 0; i < text.Length;)
        {
            var digits = text.Skip(i).TakeWhile(char.IsAsciiDigit).Count();
            var wantsC = isC ? digits >= 2 : digits >= FewestDigits;
            if (symbols.Count == 0)
                symbols.Add(wantsC ? StartC : StartB);
            else if (wantsC != isC)
                symbols.Add(wantsC ? SwitchToC : SwitchToB);
            isC = wantsC;
            symbols.Add(isC ? ((text[i] - '0') * 10) + text[i + 1] - '0' : text[i] - ' ');
            i += isC ? 2 : 1;
        }

        return symbols;
    }
}
