using System.Globalization;
using System.Net;
using System.Text;
using Metrology.App.Notifications;
using Metrology.Web.Host.Messages;

namespace Metrology.Web.Tests.Notifications;

/// <summary>Mail and webhooks against servers that speak bytes.</summary>
public sealed class SenderTests
{
    private const string Secret = "0123456789abcdef0123";

    [Fact]
    public async Task A_mail_arrives_with_its_subject_its_words_and_a_key_that_tells_repeats()
    {
        using var sink = BytePeer.Smtp();
        var sender = new MailSender(Plain(sink.Port));
        Assert.Null(await sender.SendAsync(Mail("证书到期：3 项", "第一行\n.\n第二行"), default));
        Assert.Null(await sender.SendAsync(Mail("证书到期：3 项", "第一行\n.\n第二行"), default));
        Assert.Contains("MAIL FROM:<lab@example.cn>", sink.Lines);
        Assert.Contains("RCPT TO:<owner@example.cn>", sink.Lines);
        var text = string.Join('\n', sink.Lines);
        Assert.Contains("证书到期：3 项", Decoded(text), StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes("第一行"))[..8], text, StringComparison.Ordinal);
        var keys = sink.Lines.Where(line => line.StartsWith("Message-ID: ", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.Equal((2, 1), (keys.Count, keys.Distinct().Count()));
    }

    [Fact]
    public async Task A_server_without_encryption_gets_nothing()
    {
        using var sink = BytePeer.Smtp();
        var refused = await new MailSender(Plain(sink.Port) with { RequiresTls = true, User = "lab", Password = "secret-word" }).SendAsync(Mail("x", "secret text"), default);
        Assert.Equal("notification.mail-failed", refused?.Code);
        Assert.DoesNotContain(sink.Lines, line => line.StartsWith("MAIL", StringComparison.Ordinal) || line.StartsWith("AUTH", StringComparison.Ordinal) || line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_server_does_not_take_is_said_with_its_reason()
    {
        using var sink = BytePeer.Smtp(line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 no such mailbox" : null);
        var refused = await new MailSender(Plain(sink.Port)).SendAsync(Mail("x", "x"), default);
        Assert.Equal("notification.mail-failed", refused?.Code);
        Assert.Contains("no such mailbox", refused!.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_break_in_a_subject_begins_no_header()
    {
        using var sink = BytePeer.Smtp();
        Assert.Null(await new MailSender(Plain(sink.Port)).SendAsync(Mail("x\r\nBcc: other@example.cn", "x"), default));
        Assert.DoesNotContain(sink.Lines, line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Single(sink.Lines, line => line.StartsWith("RCPT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_not_waited_for()
    {
        using var silent = BytePeer.Smtp(_ => "");
        Assert.NotNull(await new MailSender(Plain(silent.Port), TimeSpan.FromMilliseconds(200)).SendAsync(Mail("x", "x"), default));
    }

    [Fact]
    public async Task A_webhook_is_signed_over_its_time_and_its_body()
    {
        using var sink = BytePeer.Http("204 No Content");
        using var sender = new WebhookSender(Hooks($"http://localhost:{sink.Port}/hook", "localhost"), TimeProvider.System);
        Assert.Null(await sender.SendAsync(Hook($"http://localhost:{sink.Port}/hook"), default));
        Assert.Equal("POST /hook HTTP/1.1", sink.Lines[0]);
        var (at, signature, body) = (Header(sink, WebhookSender.TimestampHeader), Header(sink, WebhookSender.SignatureHeader), sink.Lines[^1]);
        Assert.Equal("{\"key\":\"k\"}", body);
        Assert.Equal("v1=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{at}.{body}"))), signature);
        Assert.InRange(long.Parse(at, CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 60, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 60);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var other = BytePeer.Http("200 OK");
        using var sink = BytePeer.Http("302 Found", $"Location: http://localhost:{other.Port}/\r\n");
        using var sender = new WebhookSender(Hooks($"http://localhost:{sink.Port}/", "localhost"), TimeProvider.System);
        Assert.Equal("notification.webhook-refused", (await sender.SendAsync(Hook($"http://localhost:{sink.Port}/"), default))?.Code);
        Assert.Equal((1, 0), (sink.Connections, other.Connections));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:192.168.1.1")]
    [InlineData("fd00::1")]
    public async Task A_name_that_points_inside_is_refused_and_nobody_is_called(string address)
    {
        using var sink = BytePeer.Http("200 OK");
        var url = $"https://hook.example:{sink.Port}/";
        // One public address beside it does not help.
        using var sender = new WebhookSender(Hooks(url), TimeProvider.System, (_, _) => Task.FromResult(new[] { IPAddress.Parse("93.184.216.34"), IPAddress.Parse(address) }));
        Assert.Equal("notification.webhook-private", (await sender.SendAsync(Hook(url), default))?.Code);
        Assert.Equal(0, sink.Connections);
    }

    /// <summary>What was looked at is what is called: a second answer of the resolver, which points inside, is never asked for.</summary>
    [Fact]
    public async Task A_name_is_resolved_once_for_a_message()
    {
        using var sink = BytePeer.Http("200 OK");
        var asked = 0;
        var url = $"http://hook.example:{sink.Port}/";
        using var sender = new WebhookSender(Hooks(url, "hook.example"), TimeProvider.System, (_, _) => Task.FromResult(new[] { ++asked == 1 ? IPAddress.Loopback : IPAddress.Parse("203.0.113.1") }));
        Assert.Null(await sender.SendAsync(Hook(url), default));
        Assert.Equal((1, 1), (asked, sink.Connections));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:2800:220:1::1", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("64:ff9b::10.0.0.1", false)]
    [InlineData("2002:0a00:0001::", false)]
    [InlineData("2001:0:1::", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    public void Addresses_of_special_networks_are_not_public(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("METROLOGY_MAIL_PORT", "0")]
    [InlineData("METROLOGY_MAIL_FROM", "nobody")]
    [InlineData("METROLOGY_MAIL_TLS", "no")]
    [InlineData("METROLOGY_MAIL_HOST", "a b")]
    [InlineData("METROLOGY_MAIL_PASSWORD", "")]
    [InlineData("METROLOGY_MAIL_PASSWORD_FILE", "/nowhere/password")]
    public void A_wrong_setting_of_mail_is_refused_by_name(string variable, string value)
    {
        var set = new Dictionary<string, string> { ["METROLOGY_MAIL_HOST"] = "mail.example.cn", ["METROLOGY_MAIL_FROM"] = "lab@example.cn", ["METROLOGY_MAIL_USER"] = "lab", ["METROLOGY_MAIL_PASSWORD"] = "x" };
        var good = MessageSettings.Mail(set.GetValueOrDefault).Value!;
        Assert.Equal((587, true, "lab"), (good.Port, good.RequiresTls, good.User));
        set[variable] = value;
        Assert.Equal("serve.bad-setting", MessageSettings.Mail(set.GetValueOrDefault).Refusal?.Code);
    }

    [Fact]
    public void A_password_is_never_sent_in_the_clear()
    {
        var set = new Dictionary<string, string> { ["METROLOGY_MAIL_HOST"] = "mail.example.cn", ["METROLOGY_MAIL_FROM"] = "lab@example.cn", ["METROLOGY_MAIL_USER"] = "lab", ["METROLOGY_MAIL_PASSWORD"] = "x", ["METROLOGY_MAIL_TLS"] = "off" };
        Assert.Equal("serve.bad-setting", MessageSettings.Mail(set.GetValueOrDefault).Refusal?.Code);
        Assert.Null(MessageSettings.Mail(_ => null).Value);
    }

    [Theory]
    [InlineData("http://hook.example/", "", Secret, false)]
    [InlineData("http://hook.example/", "hook.example", Secret, true)]
    [InlineData("https://hook.example/a https://other.example/b?key=1", "", Secret, true)]
    [InlineData("https://user:word@hook.example/", "", Secret, false)]
    [InlineData("https://hook.example/", "", "short", false)]
    [InlineData("ftp://hook.example/", "hook.example", Secret, false)]
    public void Webhooks_are_https_with_a_long_secret(string urls, string hosts, string secret, bool isGood)
    {
        var set = new Dictionary<string, string> { ["METROLOGY_WEBHOOK_URLS"] = urls, ["METROLOGY_WEBHOOK_HOSTS"] = hosts, ["METROLOGY_WEBHOOK_SECRET"] = secret };
        Assert.Equal(isGood ? null : "serve.bad-setting", MessageSettings.Webhooks(set.GetValueOrDefault).Refusal?.Code);
    }

    private static MailSettings Plain(int port) => new("127.0.0.1", port, "lab@example.cn", false, null, null);

    private static WebhookSettings Hooks(string url, params string[] trusted) => new([new(url)], Secret, trusted.ToHashSet(StringComparer.OrdinalIgnoreCase));

    private static Delivery Mail(string subject, string text) => new() { Channel = DeliveryChannel.Mail, Address = "owner@example.cn", Key = "k", Subject = subject, Text = text };

    private static Delivery Hook(string url) => new() { Channel = DeliveryChannel.Webhook, Address = url, Key = "k", Subject = "x", Text = "{\"key\":\"k\"}" };

    private static string Header(BytePeer peer, string name) => peer.Lines.Single(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];

    /// <summary>Encoded words of a header (RFC 2047) put together.</summary>
    private static string Decoded(string text)
    {
        var bytes = System.Text.RegularExpressions.Regex.Matches(text, @"=\?utf-8\?B\?([^?]*)\?=", System.Text.RegularExpressions.RegexOptions.IgnoreCase).SelectMany(match => Convert.FromBase64String(match.Groups[1].Value)).ToArray();
        return Encoding.UTF8.GetString(bytes);
    }
}
