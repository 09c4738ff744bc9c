using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Features.Rights;

namespace Metrology.Web.Features.Rights
{
    public sealed class RightsWords(Language language) : WordList(language)
    {
        public string Title => Say("谁可以做什么", "Who may do what");
        public string Help => Say("服务器就按这些表判断；表中没有的一律拒绝。", "The server decides by these tables; what is not in them is denied.");
        public string ByRole => Say("角色与权限", "Role and permission");
        public string ByState => Say("记录的状态与操作", "State and action of a record");
        public string StateHelp => Say("开始、测量完成、提交和终止只能由这条记录的检定员本人操作。", "Only the verifier of the record begins, completes, submits and aborts it.");
        public string TwoPersons => Say("必须由不同的人操作", "What takes different persons");
        public string Right => Say("权限", "Permission");
        public string State => Say("状态", "State");
        public string Action => Say("操作", "Action");
        public string Becomes => Say("变为", "Becomes");
        public string Address => Say("地址", "Address");
        public string Signed => Say("签字", "Signed");
        public string Everybody => Say("所有人", "everybody");
        public string SignedIn => Say("已登录", "signed in");

        public string Addresses(int count) => Say($"全部 {count} 个地址", $"All {count} addresses");

        public string Does(Permission permission) => permission switch
        {
            Permission.SeeWork => Say("查看检定工作和记录", "see work and records"),
            Permission.Measure => Say("检定并提交", "measure and submit"),
            Permission.Check => Say("核验", "check"),
            Permission.Approve => Say("批准、签发、撤回", "approve, issue, withdraw"),
            Permission.SeeCertificates => Say("查看证书", "see certificates"),
            Permission.SeeRegistry => Say("查看标准、设备和规程", "see standards, equipment and procedures"),
            Permission.EditRegistry => Say("维护标准和设备", "keep standards and equipment"),
            Permission.EditBenches => Say("登记检定台", "register benches"),
            Permission.TryBenches => Say("试连检定台", "try benches"),
            Permission.EditProcedures => Say("导入规程", "import procedures"),
            Permission.PublishProcedures => Say("发布规程", "publish procedures"),
            Permission.EditTemplates => Say("起草模板", "draft templates"),
            Permission.PublishTemplates => Say("发布模板", "publish templates"),
            Permission.SeeTargets => Say("查看目标", "see targets"),
            Permission.EditTargets => Say("维护目标", "keep targets"),
            Permission.RunJobs => Say("运行作业、查看运行情况", "run jobs, see operation"),
            Permission.SeeHistory => Say("查看变更历史", "see the history of changes"),
            Permission.SeeFaults => Say("查看故障", "see failures"),
            Permission.CloseFaults => Say("处理并关闭故障", "close failures"),
            Permission.KeepRecords => Say("设定保存期限和冻结", "say how long records are kept and what is held"),
            Permission.Administer => Say("管理账户和机构", "administer accounts and institution"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public RightsWords Rights { get; } = new(language);
    }
}
