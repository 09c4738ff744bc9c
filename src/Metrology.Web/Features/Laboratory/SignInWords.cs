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

        public string Title => Say("登录", "Sign in");
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
