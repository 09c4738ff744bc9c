using Metrology.Core.Words;
using Metrology.Pdf.Fonts;

namespace Metrology.Documents;

/// <summary>Why a text cannot stand on a paper, and what to do about it. An invisible character is named by its number only.</summary>
internal static class UnprintableText
{
    public static Refusal Of(string context, string character, int codePoint)
    {
        var number = $"U+{codePoint:X4}";
        if (FontStack.RunsRightToLeft(codePoint))
        {
            return Refusal.Of(
                "certificate.right-to-left",
                $"“{Visible(context)}”中有从右到左书写的文字或看不见的方向控制符（{number}），本系统不能正确排版，没有出具证书。请改用汉字或拉丁字母书写的名称，并删去方向控制符。",
                $"“{Visible(context)}” has text that runs from right to left, or an invisible control of direction ({number}), which this system cannot set rightly, so no certificate can be issued. Write the name in Chinese or Latin letters and delete such controls.");
        }

        return FontStack.IsCombining(codePoint)
            ? Refusal.Of(
                "certificate.combining-mark",
                $"“{Visible(context)}”中有单独的组合附加符号（{number}），本系统不能正确排版，没有出具证书。请重新输入为单个带符号的字母。",
                $"“{Visible(context)}” has a mark that combines with the letter before it ({number}), which this system cannot place, so no certificate can be issued. Type the accented letter as one character.")
            : Refusal.Of(
                "certificate.unprintable",
                $"字体里没有“{context}”中的字符“{character}”（{number}），不能出具证书。请核对这个字；如果无误，请管理员补充字体。",
                $"The fonts lack the character “{character}” ({number}) of “{context}”, so no certificate can be issued. Check that character; if it is right, an administrator adds a font that has it.");
    }

    /// <summary>Without what would turn the message itself around.</summary>
    private static string Visible(string text) => string.Concat(text.EnumerateRunes().Where(rune => !FontStack.RunsRightToLeft(rune.Value)).Select(rune => rune.ToString()));
}
