using Metrology.Core.Words;
using Metrology.Web.Features.Laboratory;

namespace Metrology.Web.Features.Laboratory
{
    public sealed class ProviderWords(Language language) : WordList(language)
    {
        public string Title => Say("登录服务", "Sign-in service");
        public string Link => Say("关联登录服务", "Link with the sign-in service");
        public string Unlink => Say("取消关联", "Undo the link");
        public string NotNow => Say("不关联", "Do not link");
        public string Subject => Say("在登录服务上的标识（sub）", "Identifier at the sign-in service (sub)");
        public string OtherIssuer => Say("关联的是另一个登录服务，不能用来登录", "The link is with another service and lets nobody in");

        public string SignInWith(string service) => Say($"用{service}登录", $"Sign in with {service}");
        public string Help(string service) => Say($"关联后，可以用{service}登录，不用密码。签字时仍要输入这里的密码或通行密钥。", $"Once linked, {service} lets you in without the password. Signing still asks for the password of this system, or a passkey.");
        public string LinkHelp(string service) => Say($"您将转到{service}。在那里登录之后，那里的身份就能打开您在这里的账户。", $"You go on to {service}. Once you have signed in there, that identity opens your account here.");
        public string GoThere(string service) => Say($"转到{service}", $"Go to {service}");
        public string Linked(string service, string subject, string since) => Say($"自 {since} 起与{service}上的 {subject} 关联。", $"Linked with {subject} at {service} since {since}.");
        public string SubjectHelp(string service) => Say($"由{service}的管理员给出，永不改变；不是邮件地址。", $"As whoever looks after {service} gives it: it never changes there, and is no mail address.");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public ProviderWords Provider { get; } = new(language);
    }
}
