using System.Text.RegularExpressions;

namespace Metrology.Core.Registers;

/// <summary>The act that a cell of 是否封存, 是否撤销 or 状态 tells.</summary>
/// <param name="IsWithdrawal">Otherwise a suspension.</param>
/// <param name="Day">The day beside it; of no form when that is not plain.</param>
internal readonly partial record struct StateCell(bool IsWithdrawal, CellDate Day)
{
    /// <summary>The cell is a day and nothing else.</summary>
    public bool IsCellOfDay { get; init; }

    /// <summary>未知 and the like.</summary>
    public static bool IsOpen(string text) => NotSaid().IsMatch(text);

    /// <summary>Whether the cell plainly says that the standard is in use.</summary>
    /// <param name="text">Simplified, in half width and small letters.</param>
    /// <param name="speaksOfCertificates">Acts stand in other columns, so that 状态 also says how the certificates stand.</param>
    public static bool IsInUse(StandardColumn column, string text, bool speaksOfCertificates) =>
        InForce().IsMatch(text) || (column == StandardColumn.State ? speaksOfCertificates && OfCertificates().IsMatch(text) : No().IsMatch(text));

    /// <summary>The cell says that something has lapsed, which the dates of the certificates say as well, or not.</summary>
    public static bool SaysExpired(string text) => Expired().IsMatch(text);

    /// <summary>What a cell of a column that is not used says of whether the standard is in use.</summary>
    /// <param name="heading">Empty where the column has none.</param>
    /// <returns>Null when it says nothing of it, or that it is in use.</returns>
    public static ImportRemark? InUnused(string heading, string cell)
    {
        var (title, text) = (CellText.Of(heading).Simplified.ToLowerInvariant(), CellText.Of(cell).Simplified.ToLowerInvariant());
        if (SaysExpired(text))
            return ImportRemarks.StateMentioned(heading, cell);
        if (text.Length == 0 || text is "-" or "/" or "—" || InForce().IsMatch(text))
            return null;
        var (asksUse, asksAct) = (UseHeading().IsMatch(title), ActHeading().IsMatch(title));
        // 启用日期 and 停用台数 are of something else; 停用日期 is not.
        if (ExpiryHeading().IsMatch(title) && !OtherHeading().IsMatch(title) && !No().IsMatch(text))
            return ImportRemarks.StateMentioned(heading, cell);
        if ((asksUse || asksAct) && !(asksAct ? OtherHeading() : DayHeading()).IsMatch(title))
        {
            if (asksUse && !asksAct ? Yes().IsMatch(text) : No().IsMatch(text) && !asksUse)
                return null;
            // 在用/停用 asks for both: its 是 and 否 say nothing.
            return ImportRemarks.StateElsewhere(heading, cell);
        }

        return OutOfUse.In(text) switch
        {
            OutOfUse.Saying.Plain => ImportRemarks.StateElsewhere(heading, cell),
            OutOfUse.Saying.Mentioned => ImportRemarks.StateMentioned(heading, cell, asks: true),
            OutOfUse.Saying.Turned => ImportRemarks.StateMentioned(heading, cell),
            _ => Of(StandardColumn.State, text, false) is null ? null : ImportRemarks.StateElsewhere(heading, cell),
        };
    }

    /// <summary>Null when the cell tells no act.</summary>
    public static StateCell? Of(StandardColumn column, string text, bool from1904)
    {
        if (column != StandardColumn.State && CellDate.Of(text, from1904) is { Form: not (CellDateForm.None or CellDateForm.Impossible or CellDateForm.WithMore or CellDateForm.OpenEnded) } alone)
            return new(column == StandardColumn.IsWithdrawn, alone) { IsCellOfDay = true };
        var match = ActAndDay().Match(text);
        if (!match.Success)
            match = DayAndAct().Match(text);
        if (!match.Success)
            return null;
        var word = match.Groups["word"].Value;
        bool? isWithdrawal = Withdrawn().IsMatch(word) ? true : Suspended().IsMatch(word) ? false : column switch
        {
            StandardColumn.IsSuspended => false,
            StandardColumn.IsWithdrawn => true,
            _ => null,
        };
        if (isWithdrawal is not { } known)
            return null;
        var day = match.Groups["day"].Value;
        // 封存至 2027-12-31 says when it ends, and not since when it is.
        var date = EndOnly().IsMatch(day) ? default : CellDate.Of(day, from1904);
        return new(known, date.Form is CellDateForm.Plain or CellDateForm.YearLast or CellDateForm.Period ? date : default);
    }

    [GeneratedRegex(@"\A(?:未知|不详|待定|待补)\z", RegexOptions.CultureInvariant)]
    private static partial Regex NotSaid();

    [GeneratedRegex(@"\A(?:否|无|不|未|不是|没有|n|no|false|f|0|×|x|✗|✘|✕|☐|□|○)\z", RegexOptions.CultureInvariant)]
    private static partial Regex No();

    [GeneratedRegex(@"\A(?:未(?:被)?(?:封存|停用|暂停(?:使用)?|撤[销消]|注销|报废|废止|作废|过期|超期|到期)|(?:现行|证书)?有效(?:期内)?(?:\s*\([^()]*到期\))?|(?:运行|使用|状态)?(?:正常|良好|完好)(?:使用|在用|运行|开展)?|在用|在使用|使用中?|已?启用|开展中?|已开展|可用|在册|合格|已?(?:过期|超期|到期)|expired|overdue|lapsed|active|valid|in use|in force)\z", RegexOptions.CultureInvariant)]
    private static partial Regex InForce();

    [GeneratedRegex(@"\A(?:已?(?:过期|超期|到期)|expired|overdue|lapsed)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Expired();

    [GeneratedRegex(@"\A(?:是|有|能|可|可以|在|y|yes|true|t|1|√|✓|✔|☑|■|●)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Yes();

    // Of a column that asks whether the standard is in use: 是 is good.
    [GeneratedRegex(@"在用|使用否|启用|可用|能用|能否|可否|\A(?:使用|开展|开展工作|有效|正常|运行)(?:否|与否)?\z|是否(?:正常|可以?)?(?:使用|开展|有效|可用|运行|正常|在册|保留)|(?:使用|运行|开展|工作)是否|有效性|in\s*service|in\s*use|in\s*force|\bactive|operational|usable|\bvalid\??\z", RegexOptions.CultureInvariant)]
    private static partial Regex UseHeading();

    // The dates of the certificates say as well whether they have lapsed, or not.
    [GeneratedRegex(@"是否(?:已经?)?(?:过期|超期|逾期|到期|超周期|降级|闲置|冻结|休眠|合并)|\A(?:过期|超期|逾期|超周期)\z|\b(?:expired|overdue|lapsed|idle)\b", RegexOptions.CultureInvariant)]
    private static partial Regex ExpiryHeading();

    // Of a column that asks how it stands, or whether it is out of use.
    [GeneratedRegex(@"状态|状况|现状|(?:使用|运行|开展|工作)情况|封存|停[用检止]|暂停|禁用|撤[销消]|注销|吊销|报废|废止|作废|退役|淘汰|失效(?!日期)|未启用|不在用|\bstate\b|\bstatus\b|condition|suspen|withdr|retired|out of (?:use|service)|scrapped|cancel", RegexOptions.CultureInvariant)]
    private static partial Regex ActHeading();

    [GeneratedRegex(@"(?:数|数量|台数|件数|年限|说明|备注|remarks?|notes?)\s*(?:\([^()]*\))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex OtherHeading();

    [GeneratedRegex(@"(?:日期|时间|年份|年度|年月|date|since|单位|部门|机构|机关|人员?|数|数量|台数|件数|年限|地点|位置|科室|编号|证号|文号|说明|备注|remarks?|notes?|by)\s*(?:\([^()]*\))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DayHeading();

    [GeneratedRegex(@"\A(?:未知|未建立)\z", RegexOptions.CultureInvariant)]
    private static partial Regex OfCertificates();

    [GeneratedRegex(@"\A(?<word>是|有|y|yes|true|1|√|✓|☑|■|(?:已|暂)?(?:封存|停用|禁用|暂停(?:使用)?)|已?(?:被)?(?:撤[销消]|注销|报废|废止|作废))(?:中|状态)?(?:\z|(?<![0-9])\s*[(（:：,，;；]?\s*(?:自|从|于)?(?<day>.+?)起?\s*[)）]?\z)", RegexOptions.CultureInvariant)]
    private static partial Regex ActAndDay();

    [GeneratedRegex(@"\A(?:自|从|于)?(?<day>[0-9〇一二].*?)(?:起|日起)?\s*(?<word>(?:已|暂)?(?:封存|停用|禁用|暂停(?:使用)?)|已?(?:被)?(?:撤[销消]|注销|报废|废止|作废))\z", RegexOptions.CultureInvariant)]
    private static partial Regex DayAndAct();

    [GeneratedRegex(@"\A(?:至|到)|(?:止|前|到期)\z", RegexOptions.CultureInvariant)]
    private static partial Regex EndOnly();

    [GeneratedRegex(@"\A(?:已|暂)?(?:封存|停用|禁用|暂停(?:使用)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Suspended();

    [GeneratedRegex(@"\A已?(?:被)?(?:撤[销消]|注销|报废|废止|作废)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Withdrawn();
}
