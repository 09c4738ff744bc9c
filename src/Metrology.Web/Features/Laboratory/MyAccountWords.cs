using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Features.Laboratory;

namespace Metrology.Web.Features.Laboratory
{
    public sealed class MyAccountWords(Language language) : WordList(language)
    {
        internal static readonly BilingualText KeyExpired = new("密钥已过期，请扫描新的二维码。", "The key has expired. Scan the new code.");

        public string Title => Say("我的账户", "My account");
        public string Current => Say("现在的密码", "Present password");
        public string ChangePassword => Say("更改密码", "Change password");
        public string ChangeHelp => Say("更改后，其他地方的登录都会结束。", "Ends your sessions everywhere else.");
        public string Factor => Say("第二因素", "Second factor");
        public string NoFactor => Say("没有设置验证器。设置后，登录时在密码之外还要输入验证器上的验证码。", "No authenticator is set up. With one, signing in takes its code besides the password.");
        public string SetUp => Say("设置验证器", "Set up an authenticator");
        public string SetUpAnew => Say("换一个验证器", "Set up another authenticator");
        public string Remove => Say("取消第二因素", "Give up the second factor");
        public string DrawCodes => Say("重新生成恢复码", "Draw new recovery codes");
        public string Required => Say("您的角色必须使用第二因素。设置好之前，其他页面不能使用。", "Your role requires a second factor. No other page works until it is set up.");
        public string Scan => Say("用验证器应用扫描二维码", "Scan the code with an authenticator");
        public string ScanHelp => Say("任何支持 TOTP 的应用都可以。二维码由本服务器生成，不经过任何外部服务。", "Any application for TOTP will do. This server drew the code; nobody else sees it.");
        public string KeyTyped => Say("或者手工输入密钥", "Or type the key");
        public string TypeCode => Say("输入验证器显示的验证码，确认它已经可用。", "Enter the code that it shows, to see that it works.");
        public string Finish => Say("启用", "Switch on");
        public string Codes => Say("恢复码", "Recovery codes");
        public string CodesHelp => Say("丢失验证器时，每个恢复码可以代替验证码登录一次。现在打印或抄下并妥善保管：以后不会再显示。", "Each lets you in once without the authenticator. Print or copy them now and keep them safe: they are never shown again.");
        public string CodesKept => Say("我已保存", "I have kept them");
        public string Sessions => Say("登录", "Sessions");
        public string Started => Say("开始", "Started");
        public string Seen => Say("最近使用", "Last seen");
        public string From => Say("来自", "From");
        public string Browser => Say("浏览器或程序", "Browser or program");
        public string How => Say("方式", "How");
        public string This => Say("本次登录", "this one");
        public string End => Say("结束", "End");
        public string Events => Say("账户变更", "Changes of the account");
        public string When => Say("时间", "When");
        public string Act => Say("事项", "What");
        public string By => Say("操作人", "By");
        public string NoSessions => Say("没有进行中的登录", "No session");
        public string NoEvents => Say("没有变更", "Nothing was changed");
        public string ResetFactor => Say("重置第二因素", "Reset the second factor");
        public string ResetHelp => Say("此人丢失了验证器或通行密钥和恢复码时使用。核实本人身份后再重置；会移除其验证器和所有通行密钥，结束其所有登录，并记入台账。", "When the person has lost authenticator or passkeys, and the recovery codes. Make sure who is asking; removes the authenticator and all passkeys, ends all sessions of the person and stands in the ledger.");
        public string Rule => Say("必须使用第二因素的角色", "Roles that require a second factor");
        public string RuleHelp => Say("有这些角色而没有设置的人，下次登录时先设置。", "Whoever has such a role and none sets one up at the next sign-in, before anything else.");
        public string Rights => Say("谁可以做什么", "Who may do what");

        public string Passkeys => Say("通行密钥", "Passkeys");
        public string NoPasskeys => Say("没有通行密钥", "No passkey");
        public string PasskeyHelp => Say("用设备上的指纹、面容或 PIN 登录和签字，不用密码；假网站骗不走它。", "Sign in and sign with the fingerprint, face or PIN of a device instead of the password; no false site can take it from you.");
        public string PasskeyName => Say("名称", "Name");
        public string PasskeyNameHelp => Say("您用来辨认它的名字，例如“办公室的电脑”或“蓝色的钥匙”。", "By which you know it again: “office computer”, “blue key”.");
        public string PasskeyFor => Say("网址", "For");
        public string PasskeyAdded => Say("登记时间", "Added");
        public string AddPasskey => Say("登记通行密钥", "Add a passkey");
        public string MakePasskey => Say("用设备生成", "Make it with a device");
        public string RemovePasskey => Say("移除", "Remove");
        public string PasskeyInstead => Say("改用通行密钥", "Use a passkey instead");
        public string PasskeyFailed => Say("没有得到通行密钥：已取消、超时，或这个设备没有。", "No passkey came: it was cancelled, took too long, or this device has none.");
        public string PasskeyNoBrowser => Say("这个浏览器不支持通行密钥，或者没有启用脚本。", "This browser knows no passkeys, or its scripts are switched off.");
        public string PasskeyImpossible => Say(
            "通行密钥只能在 https 的域名网址（或本机的 http://localhost）上使用，不能用 IP 地址。",
            "Passkeys work where the address is https and a name (or http://localhost on the machine itself), not an IP address.");

        public string Since(string day) => Say($"自 {day} 起使用验证器。", $"An authenticator since {day}.");

        public string CodesLeft(int codes) => Say($"还有 {codes} 个恢复码。", codes == 1 ? "1 recovery code is left." : $"{codes} recovery codes are left.");

        public string Method(SignInMethod method) => method switch
        {
            SignInMethod.Password => Say("密码", "password"),
            SignInMethod.PasswordAndCode => Say("密码和验证码", "password and code"),
            SignInMethod.PasswordAndRecoveryCode => Say("密码和恢复码", "password and recovery code"),
            SignInMethod.Passkey => Say("通行密钥", "passkey"),
            SignInMethod.Provider => Say("登录服务", "sign-in service"),
            SignInMethod.ProviderAndCode => Say("登录服务和验证码", "sign-in service and code"),
            SignInMethod.ProviderAndRecoveryCode => Say("登录服务和恢复码", "sign-in service and recovery code"),
        };

        public string Done(AccountAct act) => act switch
        {
            AccountAct.Created => Say("建立账户", "account made"),
            AccountAct.RolesChanged => Say("更改角色", "roles changed"),
            AccountAct.Disabled => Say("停用", "disabled"),
            AccountAct.Enabled => Say("恢复", "enabled"),
            AccountAct.PasswordReset => Say("停用密码，给一次性代码", "password taken away, one-time code given"),
            AccountAct.PasswordChosen => Say("用一次性代码设置密码", "password chosen with a one-time code"),
            AccountAct.PasswordChanged => Say("本人更改密码", "own password changed"),
            AccountAct.SecondFactorEnrolled => Say("设置第二因素", "second factor set up"),
            AccountAct.SecondFactorRemoved => Say("取消第二因素", "second factor given up"),
            AccountAct.SecondFactorReset => Say("重置第二因素", "second factor reset"),
            AccountAct.RecoveryCodesDrawn => Say("重新生成恢复码", "recovery codes drawn"),
            AccountAct.RecoveryCodeUsed => Say("使用恢复码", "recovery code used"),
            AccountAct.PasskeyAdded => Say("登记通行密钥", "passkey added"),
            AccountAct.PasskeyRemoved => Say("移除通行密钥", "passkey removed"),
            AccountAct.ProviderLinked => Say("关联登录服务", "linked with the sign-in service"),
            AccountAct.ProviderUnlinked => Say("取消登录服务的关联", "link with the sign-in service undone"),
            AccountAct.SessionEnded => Say("结束登录", "session ended"),
            AccountAct.SecondFactorRule => Say("更改第二因素的要求", "rule of the second factor changed"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public MyAccountWords My { get; } = new(language);
    }
}
