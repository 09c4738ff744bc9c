using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Access;
using Metrology.Web.Features.Laboratory;

namespace Metrology.Web.Features.Laboratory
{
    public sealed class AccountWords(Language language) : WordList(language)
    {
        public string Title => Say("账户", "Accounts");
        public string New => Say("新建账户", "New account");
        public string DisplayName => Say("姓名", "Name");
        public string DisplayNameHelp => Say("印在证书和记录上的姓名。", "The name that stands on certificates and records.");
        public string Roles => Say("角色", "Roles");
        public string RolesHelp => Say("一个人可以有几个角色；检定、核验和批准仍必须是不同的人。", "A person may have several roles; measuring, checking and approving still take different people.");
        public string State => Say("状态", "State");
        /// <summary>Whether one can sign in with it now, and what it waits for.</summary>
        public string StateOf(Account account, TimeProvider clock) => account switch
        {
            { IsDisabled: true } => Disabled,
            _ when account.LockoutEnd > clock.GetUtcNow() => Locked,
            { OneTimeCodeUntil: { } until } => until > clock.GetUtcNow() ? CodeWaits(until.Iso(clock.LocalTimeZone)) : CodeEnded(until.Iso(clock.LocalTimeZone)),
            _ => Active,
        };

        public string Active => Say("可用", "Active");
        public string Disabled => Say("已停用", "Disabled");
        public string Locked => Say("已锁定", "Locked");
        public string PasswordAgain => Say("再输一次密码", "Password again");
        public string ResetPassword => Say("停用密码，给一次性代码", "Take the password away, give a one-time code");
        public string ResetHelp => Say("现在的密码立即失效，所有登录结束，锁定解除。服务器显示一个一次性代码，本人用它设置自己的密码；第二因素仍然需要。", "The present password is good no longer, every session ends, a lockout is lifted. The server shows a one-time code, with which the person chooses the own password; a second factor is asked for all the same.");
        public string Code => Say("一次性代码", "One-time code");
        public string CodeComes => Say("保存后显示一个一次性代码，本人用它设置自己的密码。", "Once saved, a one-time code is shown with which the person chooses the own password.");
        public string CodeOnce => Say("现在把代码交给本人：以后不会再显示。", "Give the code to the person now: it is never shown again.");
        public string CodeUntil => Say("有效到", "Good until");
        public string CodeWhere => Say("网址", "Page");
        public string CodeHelp => Say("不要用邮件发送。用一次就失效；没有用或过期了，请重新给一个。", "Send it by no mail. It is worth nothing once it was used; where it was not used or has ended, give another.");
        public string CodeTold => Say("已交给本人", "I have told it");
        public string CodeWaits(string until) => Say($"代码待使用，{until} 到期", $"Code not used, ends {until}");
        public string CodeEnded(string until) => Say($"代码未使用，{until} 已过期", $"Code never used, ended {until}");
        public string IdentityLabel => Say("怎样核实的本人身份", "How you made sure who is asking");
        public string IdentityHelp => Say("留在历史中，并告诉本人。", "Kept in the history, and told to the person.");
        public string Identity(IdentityCheck identity) => App.Notifications.TellAccount.Of(identity) is var how ? Say(how.Zh, how.En) : "";
        public string Disable => Say("停用账户", "Disable account");
        public string DisableHelp => Say("停用后不能登录，已有的登录立即结束。记录上的姓名保留；可以随时恢复。", "A disabled account cannot sign in, and its sessions end at once. Its name stays on records; you can enable it again at any time.");
        public string Enable => Say("恢复账户", "Enable account");
        public string SaveRoles => Say("保存角色", "Save roles");
        public string Empty => Say("还没有账户", "There are no accounts yet");
        public string EmptyHelp => Say("用右上角的“新建账户”让同事可以登录。", "Let colleagues in with “New account” at the upper right.");

        public string PasswordHelp => Say(
            $"至少 {PasswordPolicy.MinimumLength} 个字符，可以是一句话。", $"At least {PasswordPolicy.MinimumLength} characters; a sentence is fine.");
    }

    public sealed class SetUpWords(Language language) : WordList(language)
    {
        public string Code => Say("初始化码", "Setup code");
        public string CodeHelp => Say("服务器启动时显示，也在数据目录的文件 setup-code 中；只用一次。", "The server says it when it starts, and it is in the file setup-code of the data folder; it is used once.");
        public string Title => Say("初次设置", "First run");
        public string Help => Say("这台服务器还没有账户。先填写机构，再建立第一个管理员。", "This server has no accounts yet. Name the institution and make the first administrator.");
        public string FirstAdministrator => Say("第一个管理员", "First administrator");
        public string SecondFactor => Say("管理员和批准人须使用第二因素（建议）", "Administrators and approvers need a second factor (recommended)");
        public string SecondFactorHelp => Say("登录后先设置验证器或通行密钥。以后可在“账户”页更改。", "Signed in, they first set up an authenticator or a passkey. It can be changed later on the page Accounts.");
        public string Submit => Say("完成设置并登录", "Finish and sign in");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public AccountWords Accounts { get; } = new(language);
        public SetUpWords SetUp { get; } = new(language);
    }
}
