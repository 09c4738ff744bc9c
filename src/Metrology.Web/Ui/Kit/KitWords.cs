using Metrology.App.Verifications;
using Metrology.Core.Decisions;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Metrology.Web.Ui.Kit;

namespace Metrology.Web.Ui.Kit
{
    public sealed class KitWords(Language language) : WordList(language)
    {
        public string Unusable => Say("不可使用", "Unusable");
        public string UnusableHelp => Say("这里所示与台账记载的不同，被绕过本系统改动，不能采信。", "What stands here is not what the ledger says; it was changed behind the product and cannot be believed.");

        public string Limit => Say("最大允许误差", "Maximum permissible error");
        public string GuardBand => Say("保护带", "Guard band");
        public string NoValue => Say("未测", "Not measured");
        public string Unstable => Say("读数未稳定", "Not stable yet");
        public string Stable => Say("稳定", "Stable");
        public string AsFound => Say("调整前", "As found");
        public string AsLeft => Say("调整后", "As left");
        public string Current => Say("当前", "Current");
        public string Source => Say("出处", "Source");
        public string Until => Say("至", "until");
        public string Trace => Say("溯源路径", "Traceability path");
        public string Points => Say("检定点", "Test points");
        public string Steps => Say("步骤", "Steps");
        public string Forecast => Say("预测", "Forecast");

        public string Verdict(Verdict verdict) => verdict switch
        {
            Core.Decisions.Verdict.NotSet => Say("未测", "Not measured"),
            Core.Decisions.Verdict.Pass => Say("合格", "Pass"),
            Core.Decisions.Verdict.ConditionalPass => Say("有条件合格", "Conditional pass"),
            Core.Decisions.Verdict.Indeterminate => Say("待定", "Indeterminate"),
            Core.Decisions.Verdict.Fail => Say("不合格", "Fail"),
            Core.Decisions.Verdict.Aborted => Say("中止", "Aborted"),
            Core.Decisions.Verdict.Error => Say("无效", "Invalid"),
        };

        public string State(VerificationState state) => state switch
        {
            VerificationState.Draft => Say("草稿", "Draft"),
            VerificationState.Running => Say("检定中", "Running"),
            VerificationState.Evaluated => Say("待提交", "Evaluated"),
            VerificationState.Submitted => Say("待核验", "To be checked"),
            VerificationState.Checked => Say("待批准", "To be approved"),
            VerificationState.Approved => Say("已批准", "Approved"),
            VerificationState.Issued => Say("已签发", "Issued"),
            VerificationState.Aborted => Say("已中止", "Aborted"),
        };

        public string Standing(StandardStanding standing) => standing switch
        {
            StandardStanding.Valid => Say("有效", "Valid"),
            StandardStanding.Expiring => Say("≤ 60 天", "≤ 60 days"),
            StandardStanding.Expired => Say("已过期", "Expired"),
            StandardStanding.Suspended => Say("已封存", "Suspended"),
            StandardStanding.Withdrawn => Say("已撤销", "Withdrawn"),
            StandardStanding.Unknown => Say("未知", "Unknown"),
            StandardStanding.NotYet => Say("未建立", "Not yet established"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public KitWords Kit { get; } = new(language);
    }
}
