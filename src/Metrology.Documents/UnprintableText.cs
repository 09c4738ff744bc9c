using Metrology.Core.Words;
using Metrology.Pdf.Fonts;

namespace Metrology.Documents;

/// <summary>Why a text cannot stand on a paper, and what to do about it. An invisible character is named by its number only.</summary>
internal static class UnprintableText
{
    public static Refusal Of(string context, string character, int codePoint)
    {
        var number = $"U+{codePoint:X4}";
        var (zh, en) = Quoted(context);
        if (FontStack.RunsRightToLeft(codePoint))
        {
            return Refusal.Of(
                "certificate.right-to-left",
                $"{zh}中有从右到左书写的文字或看不见的方向控制符（{number}），不能正确地印在证书上，没有保存，也没有出具证书。请改用汉字或拉丁字母书写，并删去方向控制符。",
                $"{en} has text that runs from right to left, or an invisible control of direction ({number}), which cannot be set rightly on a certificate; nothing was saved or issued. Write it in Chinese or Latin letters and delete such controls.");
        }

        return FontStack.IsCombining(codePoint)
            ? Refusal.Of(
                "certificate.combining-mark",
                $"{zh}中有单独的组合附加符号（{number}），不能正确地印在证书上，没有保存，也没有出具证书。请重新输入为单个带符号的字母。",
                $"{en} has a mark that combines with the letter before it ({number}), which cannot be placed on a certificate; nothing was saved or issued. Type the accented letter as one character.")
            : Refusal.Of(
                "certificate.unprintable",
                $"证书的字体里没有{zh}中的字符“{character}”（{number}），不能印在证书上，没有保存，也没有出具证书。请核对这个字；如果无误，请管理员补充字体。",
                $"The fonts of certificates lack the character “{character}” ({number}) of {en}; nothing was saved or issued. Check that character; if it is right, an administrator adds a font that has it.");
    }

    /// <summary>Quotes hold something to be seen, or there are none.</summary>
    private static (string Zh, string En) Quoted(string text) => Visible(text).Trim() is { Length: > 0 } visible ? ($"“{visible}”", $"“{visible}”") : ("这段文字", "This text");

    /// <summary>Without what would turn the message itself around.</summary>
    private static string Visible(string text) => string.Concat(text.EnumerateRunes().Where(rune => !FontStack.RunsRightToLeft(rune.Value)).Select(rune => rune.ToString()));
}
