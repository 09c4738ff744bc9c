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
    /// <returns>Null when it says nothing of it, or that it is in use.</returns>
    public static ImportRemark? InUnused(string heading, string cell)
    {
        var (title, text) = (CellText.Of(heading).Simplified, CellText.Of(cell).Simplified.ToLowerInvariant());
        if (text.Length == 0 || text is "-" or "/" or "—" || InForce().IsMatch(text))
            return null;
        if (InUseHeading().IsMatch(title) && Yes().IsMatch(text))
            return null;
        if (ActHeading().IsMatch(title))
            return No().IsMatch(text) && !InUseHeading().IsMatch(title) ? null : ImportRemarks.StateElsewhere(heading, cell);
        if (Of(StandardColumn.State, text, false) is not null)
            return ImportRemarks.StateElsewhere(heading, cell);
        return Mention().IsMatch(text) ? ImportRemarks.StateMentioned(heading, cell) : null;
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

    [GeneratedRegex(@"\A(?:否|无|n|no|false|0|×|x|☐|□)\z", RegexOptions.CultureInvariant)]
    private static partial Regex No();

    [GeneratedRegex(@"\A(?:未(?:被)?(?:封存|停用|暂停(?:使用)?|撤[销消]|注销|报废|废止|作废|过期|超期|到期)|(?:现行|证书)?有效(?:期内)?(?:\s*\([^()]*到期\))?|正常(?:使用|在用|运行)?|在用|在使用|使用中?|在册|合格|已?(?:过期|超期|到期)|active|valid|in use|in force)\z", RegexOptions.CultureInvariant)]
    private static partial Regex InForce();

    [GeneratedRegex(@"\A已?(?:过期|超期|到期)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Expired();

    [GeneratedRegex(@"\A(?:是|有|y|yes|true|1|√|✓|☑|■)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Yes();

    [GeneratedRegex("在用|使用否|是否(?:正常)?使用|是否有效", RegexOptions.CultureInvariant)]
    private static partial Regex InUseHeading();

    [GeneratedRegex("状态|状况|使用情况|封存|停用|禁用|撤[销消]|注销|报废|废止|作废|在用|是否(?:正常)?使用|是否有效", RegexOptions.CultureInvariant)]
    private static partial Regex ActHeading();

    [GeneratedRegex("(?<!未|未被|不)(?:封存|停用|禁用|暂停|撤[销消]|注销|报废|废止|作废)", RegexOptions.CultureInvariant)]
    private static partial Regex Mention();

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
