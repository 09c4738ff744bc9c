using System.Net.Mail;
using Metrology.Core.Words;

namespace Metrology.App.Notifications;

/// <summary>Addresses of mail as people type them.</summary>
public static class MailAddressText
{
    /// <summary>RFC 5321 4.5.3.1.3.</summary>
    public const int Longest = 254;

    public const int LongestWeb = 400;

    /// <summary>One address without a name, or null when nothing was typed.</summary>
    public static Outcome<string?> Parse(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return (string?)null;
        var text = typed.Trim();
        return text.Length <= Longest && !text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is ',' or ';' or '<' or '>')
            && MailAddress.TryCreate(text, out var address) && address.Address == text
            ? text
            : new Refusal("notification.bad-mail", new("这不是一个邮件地址，例如 name@example.cn。", "This is no address of mail; write it like name@example.cn."), field);
    }
}
