using System.Globalization;
using Metrology.App.Notifications;
using Metrology.Core.Words;

namespace Metrology.Web.Host.Messages;

/// <summary>The server of mail.</summary>
/// <param name="RequiresTls">By STARTTLS; without it nothing is sent to a server that offers none.</param>
/// <param name="User">Null signs in nowhere.</param>
internal sealed record MailSettings(string Host, int Port, string From, bool RequiresTls, string? User, string? Password);

/// <param name="Secret">Key of the signature.</param>
/// <param name="TrustedHosts">Names that may lie in a private network, and may speak http.</param>
internal sealed record WebhookSettings(IReadOnlyList<Uri> Addresses, string Secret, IReadOnlySet<string> TrustedHosts);

/// <summary>How messages leave the system, by the environment, as the signing key is.</summary>
internal static class MessageSettings
{
    public const string MailHost = "METROLOGY_MAIL_HOST";
    internal const string MailPort = "METROLOGY_MAIL_PORT";
    internal const string MailFrom = "METROLOGY_MAIL_FROM";
    internal const string MailTls = "METROLOGY_MAIL_TLS";
    internal const string MailUser = "METROLOGY_MAIL_USER";
    internal const string MailPassword = "METROLOGY_MAIL_PASSWORD";
    internal const string MailPasswordFile = "METROLOGY_MAIL_PASSWORD_FILE";
    public const string WebhookUrls = "METROLOGY_WEBHOOK_URLS";
    internal const string WebhookSecret = "METROLOGY_WEBHOOK_SECRET";
    internal const string WebhookSecretFile = "METROLOGY_WEBHOOK_SECRET_FILE";
    internal const string WebhookHosts = "METROLOGY_WEBHOOK_HOSTS";

    /// <summary>Of submission (RFC 6409).</summary>
    private const int UsualPort = 587;

    private const int LeastSecret = 16;

    /// <summary>Null where none is named.</summary>
    public static Outcome<MailSettings?> Mail(Func<string, string?> setting)
    {
        if (setting(MailHost) is not { Length: > 0 } host)
            return (MailSettings?)null;
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            return Bad(MailHost, "主机名", "a name of a host");
        var port = UsualPort;
        if (setting(MailPort) is { Length: > 0 } typed && (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535))
            return Bad(MailPort, "端口（1 至 65535）", "a port from 1 to 65535");
        if (MailAddressText.Parse(setting(MailFrom), MailFrom) is not { IsRefused: false, Value: { } from })
            return Bad(MailFrom, "发件人的邮件地址", "the address that mail comes from");
        if (setting(MailTls) is { Length: > 0 } tls && tls is not ("required" or "off"))
            return Bad(MailTls, "required（默认）或 off", "required (the default) or off");
        var requiresTls = setting(MailTls) is not "off";
        var user = setting(MailUser) is { Length: > 0 } named ? named : null;
        // A password would stand in the clear on the line.
        if (user is not null && !requiresTls)
            return Bad(MailUser, $"只在 {MailTls}=required 时使用", $"nothing while {MailTls} is off: a password is not sent in the clear");
        var password = Secret(setting, MailPassword, MailPasswordFile);
        if (password.Refusal is { } unreadable)
            return unreadable;
        return user is not null && string.IsNullOrEmpty(password.Value)
            ? Bad(MailPasswordFile, "密码文件", "the file with the password")
            : new MailSettings(host, port, from, requiresTls, user, password.Value);
    }

    /// <summary>Null where none is named.</summary>
    public static Outcome<WebhookSettings?> Webhooks(Func<string, string?> setting)
    {
        if (setting(WebhookUrls) is not { Length: > 0 } said)
            return (WebhookSettings?)null;
        var trusted = (setting(WebhookHosts) ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var addresses = new List<Uri>();
        foreach (var text in said.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (text.Length > MailAddressText.LongestWeb || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.UserInfo.Length > 0 || url.Fragment.Length > 0
                || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && trusted.Contains(url.Host))))
                return Bad(WebhookUrls, $"https 地址，空格分隔（{WebhookHosts} 中的主机可用 http）", $"https addresses with spaces between (http for hosts named in {WebhookHosts} only)");
            addresses.Add(url);
        }

        var secret = Secret(setting, WebhookSecret, WebhookSecretFile);
        if (secret.Refusal is { } unreadable)
            return unreadable;
        return secret.Value is { Length: >= LeastSecret } key
            ? new WebhookSettings(addresses, key, trusted)
            : Bad(WebhookSecretFile, $"签名密钥文件，至少 {LeastSecret} 个字符", $"the file with the key of the signature, at least {LeastSecret} characters");
    }

    private static Outcome<string?> Secret(Func<string, string?> setting, string variable, string fileVariable)
    {
        try
        {
            return Secrets.Find(setting, variable, fileVariable);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Bad(fileVariable, "可读的文件", "a file that can be read");
        }
    }

    private static Refusal Bad(string variable, string zh, string en) => Refusal.Of("serve.bad-setting", $"{variable} 须为{zh}。", $"{variable} takes {en}.");
}
