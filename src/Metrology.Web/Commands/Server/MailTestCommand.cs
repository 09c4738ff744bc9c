using System.CommandLine;
using Metrology.App.Notifications;
using Metrology.Core.Words;
using Metrology.Web.Host.Messages;

namespace Metrology.Web.Commands.Server;

/// <summary>Sends one mail with the settings of the environment, and says what the server of mail answered: before anybody relies on warnings.</summary>
internal static class MailTestCommand
{
    private static readonly BilingualText Subject = new("计量检定管理系统：邮件设置试验", "Metrology: trial of the mail settings");
    private static readonly BilingualText Text = new("收到此邮件，说明邮件设置可用。", "This mail arrived: the settings of mail work.");

    private static readonly Refusal NoMail = Refusal.Of(
        "notification.no-mail", $"没有设置邮件服务器：请先设置 {MessageSettings.MailHost} 等环境变量。", $"No server of mail is configured: set {MessageSettings.MailHost} and its companions first.");

    public static Command Create(Terminal terminal)
    {
        var address = new Argument<string>("address") { Description = terminal.Say("收件人的邮件地址", "Address that the mail goes to") };
        var command = new Command("mail-test", terminal.Say("按环境变量的设置发一封试验邮件", "Send one mail with the settings of the environment")) { address };
        command.SetAction(async (parsed, cancellation) =>
        {
            var settings = MessageSettings.Mail(Environment.GetEnvironmentVariable);
            if (settings.Refusal is { } bad)
                return terminal.RefuseUse(bad);
            if (settings.Value is not { } mail)
                return terminal.RefuseUse(NoMail);
            var to = MailAddressText.Parse(parsed.GetValue(address), "address");
            if (to.Refusal is { } wrong)
                return terminal.RefuseUse(wrong);
            if (to.Value is not { } written)
                return terminal.RefuseUse(NoAddress);
            var delivery = new Delivery { Channel = DeliveryChannel.Mail, Address = written, Key = $"mail-test-{Guid.NewGuid():N}", Subject = Subject.In(terminal.Language), Text = Text.In(terminal.Language) };
            if (await new MailSender(mail).SendAsync(delivery, cancellation) is { } refused)
                return terminal.Refuse(refused);
            terminal.WriteLine($"{terminal.Say("邮件服务器已接收：", "The server of mail took it: ")}{mail.Host}:{mail.Port} → {written}");
            return Terminal.Done;
        });
        return command;
    }

    private static readonly Refusal NoAddress = Refusal.Of("notification.no-address", "请写收件人的邮件地址。", "Name the address that the mail goes to.");
}
