using System.Text.RegularExpressions;

namespace Metrology.Core.Registers;

/// <summary>What cells of registers are recognised by.</summary>
internal sealed partial class RowCleaning
{
    [GeneratedRegex(@"(?<=[0-9])[ \u00A0\u2009,-](?=[0-9])|(?<=[0-9])\.0+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grouping();

    // All its digits stand there: of 4.11E+06 some are lost.
    [GeneratedRegex(@"\A(?<i>[0-9])\.(?<f>[0-9]+)[eE]\+?(?<e>[0-9]{1,2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Scientific();

    [GeneratedRegex(@"\A(?:[-—－–_/\\*＊]+|无|没有|暂无|未知|不详|空|待定|待补|无此证书|未取得|null|none|nil|n/a|nan|nat|<na>)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Nothing();

    [GeneratedRegex(@"\A[*＊※#＃△▲★☆●◎◆■†‡]|[*＊※#＃△▲★☆●◎◆■†‡①-⑳]\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex(@"[\[〔【(（〖]\s*(?:19|20)?[0-9]{2}\s*[\]〕】)）〗][^\[〔【〖]{0,20}?证字?第", RegexOptions.CultureInvariant)]
    private static partial Regex StartOfNumber();

    [GeneratedRegex(@"\s*[(（]\s*([0-9]{8})\s*[)）]\z", RegexOptions.CultureInvariant)]
    private static partial Regex CodeBehind();

    [GeneratedRegex(@"(?<=号)\s*[(（][^()（）]*[)）]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Behind();

    // Joiners, marks of direction and the like, without width.
    [GeneratedRegex(@"\p{Cf}", RegexOptions.CultureInvariant)]
    private static partial Regex Invisible();

    [GeneratedRegex(@"\A(?:#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|#+)|=.*)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex NotComputed();

    // A count, 2项, is no name.
    [GeneratedRegex(@"\A(?![0-9.\s]*[项个套台条种件]?\s*\z).*\p{L}", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex NameLetters();

    [GeneratedRegex(@"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"[ \t]*(?:\r\n|[\r\n\v])+[ \t]*", RegexOptions.CultureInvariant)]
    private static partial Regex Breaks();

    [GeneratedRegex(@"[０-９Ａ-Ｚａ-ｚ]", RegexOptions.CultureInvariant)]
    private static partial Regex FullWidth();

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]+)?)\s*级", RegexOptions.CultureInvariant)]
    private static partial Regex ClassIn();

    [GeneratedRegex(@"\A([0-9]+(?:\.[0-9]+)?|[一二三四五])\s*[级等]?\z", RegexOptions.CultureInvariant)]
    private static partial Regex StatedClass();

    [GeneratedRegex(@"\A[0-9]+(?:\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex BareNumber();

    [GeneratedRegex(@"\bU(?:rel|r|95|99)?\s*[=＝]", RegexOptions.CultureInvariant)]
    private static partial Regex Expanded();

    [GeneratedRegex(@"\bk(?:95|99|p)?\s*[=＝]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Factor();
}
