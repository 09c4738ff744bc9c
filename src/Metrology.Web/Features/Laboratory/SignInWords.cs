using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Access;
using Metrology.Web.Features.Laboratory;

namespace Metrology.Web.Features.Laboratory
{
    public sealed class SignInWords(Language language) : WordList(language)
    {
        internal const string RefusedCode = "access.sign-in-refused";

        internal static readonly BilingualText Refused = new(
            $"用户名或密码不对，或者账户已停用或锁定。连续 {PasswordPolicy.FailuresUntilLockout} 次失败后锁定 {PasswordPolicy.Lockout.TotalMinutes} 分钟。",
            $"The user name or the password is wrong, or the account is disabled or locked. {PasswordPolicy.FailuresUntilLockout} failures in a row lock it for {PasswordPolicy.Lockout.TotalMinutes} minutes.");

        internal static readonly BilingualText CodeNeeded = new(
            "这个账户使用第二因素。请在 code 中给出验证器上的验证码。", "This account has a second factor. Give the code of its authenticator in “code”.");

        internal static readonly BilingualText NotConfirmed = new("密码或验证码不对。", "The password or the code is wrong.");

        public string Title => Say("登录", "Sign in");
        public string CodeTitle => Say("输入验证码", "Enter the code");
        public string Code => Say("验证码", "Code");
        public string CodeHelp => Say($"验证器上的 {TimeCode.Digits} 位数字；没有验证器时输入一个恢复码。", $"The {TimeCode.Digits} digits of your authenticator; without it, a recovery code.");
        public string UsePasskey => Say("用通行密钥登录", "Sign in with a passkey");
        public string ConfirmWithPasskey => Say("用通行密钥确认", "Confirm with a passkey");
        public string Again => Say("从头登录", "Start over");
        public string ConfirmTitle => Say("签字前确认身份", "Confirm who you are");
        public string ConfirmHelp => Say(
            $"{SessionLimits.Confirmed.TotalMinutes} 分钟内输入过密码的不再询问。您填写的内容会一起提交。",
            $"You are not asked again for {SessionLimits.Confirmed.TotalMinutes} minutes. What you typed goes with it.");
        public string ConfirmDemo => Say("示例环境，点一下即可确认。", "Demonstration: one click confirms.");
        public string Confirm => Say("确认", "Confirm");
        public string DoNotSign => Say("不签字，回到首页", "Do not sign, go home");

        public string Means(string name, string meaning) => Say($"{name} 将签字：{meaning}。", $"{name} is about to sign: {meaning}.");

        public string Meaning(SignatureMeaning meaning) => meaning switch
        {
            SignatureMeaning.Verified => Say("检定员，提交原始记录", "as verifier, submitting the record"),
            SignatureMeaning.Checked => Say("核验员，记录已核验", "as checker, the record is checked"),
            SignatureMeaning.Approved => Say("批准人，批准记录", "as approver, the record is approved"),
            SignatureMeaning.Issued => Say("批准人，签发证书", "as approver, the certificate is issued"),
            SignatureMeaning.Returned => Say("退回记录", "the record is returned"),
            SignatureMeaning.Withdrawn => Say("停用或撤回", "withdrawn from use"),
            SignatureMeaning.Replaced => Say("批准人，以新证书代替", "as approver, replaced by a new certificate"),
            SignatureMeaning.Published => Say("发布并投入使用", "published and in force"),
            SignatureMeaning.Access => Say("更改谁能登录和做什么", "a change of who gets in and what they may do"),
            SignatureMeaning.Retention => Say("更改保存期限、解除冻结或清除数据", "a change of what is kept: a period, a hold or a disposal"),
            _ => Say("按请求", "as asked"),
        };
        public string UserName => Say("用户名", "User name");
        public string Password => Say("密码", "Password");
        public string Submit => Say("登录", "Sign in");
        public string DemoTitle => Say("选择一个角色", "Choose a role");
        public string DemoHelp => Say("示例环境，点一下即可登录。", "Demonstration: one click signs you in.");

        public string Does(Role role) => role switch
        {
            Role.Technician => Say("在检定台上检定，提交原始记录", "Measures at the bench, submits records"),
            Role.Checker => Say("核验别人提交的记录", "Checks what others submitted"),
            Role.Approver => Say("批准并签发证书", "Approves and issues certificates"),
            Role.Planner => Say("维护计量标准，看目标与到期", "Keeps standards, watches targets and due dates"),
            Role.Administrator => Say("管理账户与机构", "Keeps accounts and the institution"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public SignInWords SignIn { get; } = new(language);
    }
}
