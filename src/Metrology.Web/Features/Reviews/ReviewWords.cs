using Metrology.App.Verifications;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Web.Features.Reviews;

namespace Metrology.Web.Features.Reviews
{
    public sealed class ReviewWords(Language language) : WordList(language)
    {
        public string Record => Say("原始记录", "Original record");
        public string Number => Say("记录编号", "Record No.");
        public string Verdict => Say("结论", "Verdict");
        public string Since => Say("等待自", "Waiting since");
        public string WorkDate => Say("检定日期", "Work date");
        public string YourSignature => Say("可否签字", "Can you sign");
        public string CanSign => Say("可以签字", "You can sign");
        public string Barred => Say("您不能在这条记录上签字", "You cannot sign this record");
        public string Findings => Say("签字前请看", "Look at this before you sign");
        public string NothingFound => Say("没有需要特别注意的地方。", "Nothing out of the ordinary.");
        public string Blocks => Say("不能批准：", "Cannot be approved: ");
        public string WillBeIssued => Say("将要签发的证书", "The certificate to be issued");
        public string Issued => Say("已签发的证书", "The certificate issued");
        public string NumberLater => Say("编号、二维码和校验码在签发时生成。", "Number, QR code and check code are drawn when it is issued.");
        public string Customer => Say("送检单位", "Customer");
        public string KindTitle => Say("检定类别", "Kind");
        public string Place => Say("检定地点", "Place");
        public string Conditions => Say("环境条件", "Ambient conditions");
        public string References => Say("计量标准与溯源（检定日期当日）", "Standard and traceability (on the work date)");
        public string Remarks => Say("过程记录", "During the run");
        public string Signatures => Say("签字与流转", "Signatures");
        public string Repeat => Say("次数", "Repeat");
        public string Gate => Say("量化误差", "Quantisation");
        public string GateClosed => Say("超限，已说明原因", "too large, accepted with a reason");
        public string Earlier => Say("先前的读数（已作废，保留在记录里）", "Earlier readings (superseded, kept in the record)");
        public string Conforms => Say("符合", "Conforms");
        public string DoesNotConform => Say("不符合", "Does not conform");
        public string Unrounded => Say("平均值（未修约）", "Mean (unrounded)");
        public string Previous => Say("上一条", "Previous");
        public string Next => Say("下一条", "Next");
        public string Return => Say("退回", "Return");
        public string Reason => Say("退回原因", "Reason");
        public string ReasonHelp => Say("检定员会看到这段话，它永久留在记录里。", "The verifier sees this text; it stays in the record for ever.");
        public string Check => Say("核验签字", "Sign the check");
        public string ApproveAndIssue => Say("批准并签发", "Approve and issue");
        public string Approve => Say("只批准", "Approve only");
        public string Issue => Say("签发", "Issue");
        public string EmptyCheck => Say("没有待核验的记录", "Nothing waits to be checked");
        public string EmptyApprove => Say("没有待批准或待签发的记录", "Nothing waits to be approved or issued");
        public string EmptyHelp => Say("检定员提交后，记录出现在这里，等得最久的在最前。", "A record appears here when a verifier has submitted it; what waits longest stands first.");

        public string List(ReviewStage stage) => stage == ReviewStage.Check ? Say("核验", "Check") : Say("批准", "Approve");

        public string Unconfirmed(int count) => Say($"{count} 项规程内容未确认", count == 1 ? "1 fact not confirmed" : $"{count} facts not confirmed");

        public string More(int shown, int total) => Say($"显示最早的 {shown} 条，共 {total} 条。", $"The oldest {shown} of {total}.");

        public string Position(int position, int total) => Say($"第 {position} 条，共 {total} 条", $"{position} of {total}");

        public string Done(string number, string action) => Say($"{number} 已{Verb(action)}。", $"{number} was {Verb(action)}.");

        public string IssuedAs(string number) => Say($"已签发 {number}。", $"{number} was issued.");

        public string Kind(VerificationKind kind) => kind switch
        {
            VerificationKind.First => Say("首次检定", "First verification"),
            VerificationKind.Subsequent => Say("后续检定", "Subsequent verification"),
            VerificationKind.InService => Say("使用中检查", "In-service inspection"),
        };

        /// <summary>A move that was made, as the history says it.</summary>
        public string Moved(string action) => action switch
        {
            VerificationStates.Begin => Say("开始检定", "Begun"),
            VerificationStates.Evaluate => Say("测量完成", "Measured"),
            VerificationStates.Submit => Say("提交", "Submitted"),
            VerificationStates.Check => Say("核验", "Checked"),
            VerificationStates.Approve => Say("批准", "Approved"),
            VerificationStates.Issue => Say("签发", "Issued"),
            VerificationStates.Return => Say("退回", "Returned"),
            VerificationStates.Abort => Say("终止", "Aborted"),
            _ => Say("其他", "Other"),
        };

        public string Happened(string kind) => kind switch
        {
            nameof(RunEvent.Commented) => Say("备注", "Comment"),
            nameof(RunEvent.RepeatRequested) => Say("重做", "Repeat"),
            nameof(RunEvent.Skipped) => Say("跳过", "Skipped"),
            nameof(RunEvent.TakenBack) => Say("撤回已完成的步骤", "Step taken back"),
            nameof(RunEvent.Interrupted) => Say("中断", "Interrupted"),
            nameof(RunEvent.Accepted) => Say("接受的理由", "Accepted because"),
            _ => Say("其他", "Other"),
        };

        public string Role(string role) => role switch
        {
            Roles.Reference => Say("标准器", "Reference"),
            Roles.UnitUnderTest => Say("被检器具", "Unit under test"),
            Roles.Environment => Say("环境", "Ambient"),
            _ => Say("检定员", "Verifier"),
        };

        public string Stage(Stage stage) => stage switch
        {
            Core.Runs.Stage.Start => Say("起", "start"),
            Core.Runs.Stage.End => Say("止", "end"),
            Core.Runs.Stage.Prepare => Say("准备", "prepared"),
            Core.Runs.Stage.Single => Say("读数", "reading"),
        };

        private string Verb(string action) => action switch
        {
            VerificationStates.Check => Say("核验", "checked"),
            VerificationStates.Approve => Say("批准", "approved"),
            VerificationStates.Return => Say("退回", "returned"),
            _ => Say("处理", "moved"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public ReviewWords Reviews { get; } = new(language);
    }
}
