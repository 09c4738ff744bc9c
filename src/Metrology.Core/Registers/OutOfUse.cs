using System.Text.RegularExpressions;

namespace Metrology.Core.Registers;

/// <summary>
/// Words by which a register says that something is not, or no more, in use. They are roots and not a list of phrases: whoever writes 停检, 报停 or 停止使用 is heard.
/// </summary>
internal static partial class OutOfUse
{
    /// <summary>Letters that a short saying has at most, without days and signs.</summary>
    private const int LongestSaying = 10;

    internal enum Saying
    {
        Nothing,

        /// <summary>The word stands beside others that say that it is in use again, or speak of what was replaced.</summary>
        Turned,

        /// <summary>The word stands in a sentence that may speak of something else: a certificate before, a plan.</summary>
        Mentioned,

        /// <summary>The text says it and little more.</summary>
        Plain,
    }

    /// <param name="text">Simplified, in half width and small letters.</param>
    public static Saying In(string text)
    {
        var joined = Blank().Replace(text, "");
        if (!Roots().IsMatch(joined) && !English().IsMatch(text))
            return !Weak().IsMatch(joined) ? Saying.Nothing : Again().IsMatch(joined) ? Saying.Turned : Saying.Mentioned;
        var rest = Days().Replace(joined, "");
        var length = rest.Any(letter => letter > '\u2E7F') ? rest.Length : rest.Length / LettersOfWord;
        return Again().IsMatch(joined) ? Saying.Turned : Otherwise().IsMatch(joined) || length > LongestSaying ? Saying.Mentioned : Saying.Plain;
    }

    /// <summary>A name or a number: what it says in brackets, before or behind. Names of instruments hold such letters as well (停车计时, 废水).</summary>
    public static bool IsSaidOf(string name) =>
        Parts(name).Any(part => In(part) == Saying.Plain) || Ends().IsMatch(Blank().Replace(name, ""));

    private static readonly StandardColumn[] Names = [StandardColumn.NameZh, StandardColumn.AssessmentNumber, StandardColumn.PublicNumber];

    private static readonly StandardColumn[] Texts =
        [StandardColumn.Place, StandardColumn.Range, StandardColumn.Accuracy, StandardColumn.AssessmentIssuer, StandardColumn.PublicIssuer, StandardColumn.Institution, StandardColumn.Rank, StandardColumn.PublicRegion, StandardColumn.PublicAuthorisation];

    /// <summary>乙装置（停用）, 第0974号（作废）, and what other cells that are read say of a standard that is out of use.</summary>
    public static IEnumerable<ImportRemark> InCells(Func<StandardColumn, string> written)
    {
        foreach (var column in Names.Concat(Texts))
        {
            var text = written(column);
            var read = CellText.Of(text).Simplified.ToLowerInvariant();
            var (isName, said) = (Names.Contains(column), In(read));
            if (isName && (IsSaidOf(read) || (column != StandardColumn.NameZh && said == Saying.Plain)))
                yield return ImportRemarks.StateInCell(column, text);
            else if (said != Saying.Nothing)
                yield return ImportRemarks.StateMentionedIn(column, text);
        }
    }

    private static IEnumerable<string> Parts(string text) => Bracketed().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>A title, the name of a part or of a sheet, which speaks of every row below it: what is named beside it may be meant instead.</summary>
    public static Saying InTitle(string text)
    {
        var title = Numbering().Replace(CellText.Of(text).Simplified.ToLowerInvariant(), "");
        return In(title) is Saying.Nothing ? Saying.Nothing : Weak().IsMatch(title) || Beside().IsMatch(title) ? Saying.Mentioned : Saying.Plain;
    }

    private const int LettersOfWord = 4;

    // What 停 and 废 are in names of instruments and of what they measure is left out.
    [GeneratedRegex(@"(?<!未|未被|没有|从未|并未|不会|无)(?:(?<![不无])停(?!车|留|表|走|电|机时|靠|泊|牌)|封存|撤[销消]|注销|吊销|取消|报废|(?<!报|荒)废(?!水|气|液|物|料|油|旧|渣|钢|弃物|热|酸)|退役|淘汰|失效(?!分析)|无效|禁用|闲置)|不再|不使用|不在用|停机|(?:未|没有|无法|不能)(?:启用|使用|开展|正常)", RegexOptions.CultureInvariant)]
    private static partial Regex Roots();

    // 二、停用标准
    [GeneratedRegex(@"\A\s*(?:第?[0-9一二三四五六七八九十]+(?:[、.．]|部分)|[(（][0-9一二三四五六七八九十]+[)）])", RegexOptions.CultureInvariant)]
    private static partial Regex Numbering();

    // These may be said of a part, a person or a paper as well.
    [GeneratedRegex("划转|移交|转让|调拨|调出|遗失|丢失|损坏|故障|设备坏|已坏|取消|终止|中止|退出|退库|不用|不开展|不合格|过期|逾期|超期|到期未|已到期|未通过|撤标|撤建|撤项|拆除|清退|弃用|下线|合并|并入|休眠|冻结|维修中|修理中|检修中|待修|搬迁中|搬迁期间|送检中|撤并|撤编|关停|关闭|降级|注消|放弃|搁置|歇业|停业|收回|收缴|交回|退还|上交|暂不|暂缓|未开展|不具备|缺(?:失|少)|(?:被|由|已).{0,12}(?:替代|取代|代替)|expired|lapsed|under repair|out for repair|merged into", RegexOptions.CultureInvariant)]
    private static partial Regex Weak();

    [GeneratedRegex("在用|正常|有效期|现行|新建|[及和与、/]|含|包括|除|以外|情况|active|and\b|in use", RegexOptions.CultureInvariant)]
    private static partial Regex Beside();

    [GeneratedRegex(@"(?<!not\s|never\s|un)\b(?:suspend|withdr[ae]w|retire|cancel|revoke|obsolete|out[\s-]of[\s-](?:use|service|order)|not in (?:use|service|force)|no longer|disuse|decommission|scrap|discard|inactive|disabled|discontinue|terminat|invalid|idle\b|void\b)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex("恢复|更换|已换|换证|换新|重新|解除|启封|启用后|转在用|新建|replaced|resumed", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Again();

    // Words beside it that may turn its meaning.
    [GeneratedRegex(@"老|原(?!因)|曾|拟|计划|建议|申请|将|若|如|(?<!废)除|以外|不含|旧|前|former|previous|planned|except|was\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Otherwise();

    [GeneratedRegex(@"[0-9〇]+(?:[.\-/年月日]+[0-9]*)*|[()（）:：,，。;；、\[\]]|[自从于起至到]", RegexOptions.CultureInvariant)]
    private static partial Regex Days();

    [GeneratedRegex(@"[(（\[【〔]([^()（）\[\]【】〔〕]*)[)）\]】〕]", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"(?:(?<!未|未被)(?:停用|停检|停止使用|封存|撤销|注销|报废|废止|作废|废除|退役|淘汰|失效)|不再使用)(?:中|状态)?\z|\A已?(?:停用|封存|撤销|注销|报废|废止|作废|退役)(?:[:\-—_ ]|标准|的)", RegexOptions.CultureInvariant)]
    private static partial Regex Ends();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();
}
