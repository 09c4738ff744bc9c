using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using Metrology.App.Notifications;
using Metrology.Core.Words;

namespace Metrology.Web.Host.Messages;

/// <summary>Sends one mail by SMTP. A server without STARTTLS, or with a certificate that is not trusted, gets nothing unless the setting says so.</summary>
internal sealed class MailSender(MailSettings settings, TimeSpan? patience = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<Refusal?> SendAsync(Delivery delivery, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience ?? Patience);
        try
        {
            using var message = new MailMessage(settings.From, delivery.Address)
            {
                Subject = OneLine(delivery.Subject),
                SubjectEncoding = Encoding.UTF8,
                Body = delivery.Text,
                BodyEncoding = Encoding.UTF8,
            };
            // The same on every attempt, so that a receiver knows a repeat; and no answer of a machine to a machine.
            message.Headers.Add("Message-ID", $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{delivery.Key}\n{delivery.Address}")))[..32]}@{settings.From.Split('@')[^1]}>");
            message.Headers.Add("Auto-Submitted", "auto-generated");
            using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.RequiresTls, UseDefaultCredentials = false };
            if (settings.User is { } user)
                client.Credentials = new NetworkCredential(user, settings.Password);
            await client.SendMailAsync(message, limit.Token);
            return null;
        }
        catch (SmtpException fault)
        {
            return new("notification.mail-failed", new($"邮件服务器没有接收：{Said(fault)}", $"The server of mail did not take it: {Said(fault)}"));
        }
        catch (Exception fault) when (fault is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return Refusal.Of("notification.mail-timeout", "邮件服务器没有及时回答。", "The server of mail did not answer in time.");
        }
        catch (Exception fault) when (fault is IOException or System.Security.Authentication.AuthenticationException or FormatException or InvalidOperationException)
        {
            return new("notification.mail-failed", new($"邮件没有发出：{fault.Message}", $"The mail was not sent: {fault.Message}"));
        }
    }

    private static string Said(SmtpException fault)
    {
        var text = fault.InnerException is { } inner ? $"{fault.Message} {inner.Message}" : fault.Message;
        return OneLine(text)[..Math.Min(text.Length, 300)];
    }

    /// <summary>A line break in a header would begin another one.</summary>
    private static string OneLine(string text) => new([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]);
}
