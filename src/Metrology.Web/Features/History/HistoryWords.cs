using Metrology.App.Parameters;
using Metrology.Core.Words;

namespace Metrology.Web.Features.History
{
    public sealed class HistoryWords(Language language) : WordList(language)
    {
        public string Title => Say("变更历史", "History of changes");
        public string Help => Say(
            "计量参数、权限和设置的每次更改：原值、新值、谁、何时、为何。这些行不能修改或删除，并载入台账。",
            "Every change of a parameter, a right or a setting: what it was, what it is, who, when and why. These rows are never changed or removed, and stand in the ledger.");
        public string Because => Say("更改原因", "Why it is changed");
        public string BecauseHelp => Say("更改已登记的值时必须填写，永久保存。", "Needed where a value that was there changes; it is kept for ever.");
        public string At => Say("时间", "Time");
        public string By => Say("更改人", "Who");
        public string What => Say("更改的内容", "What");
        public string Of => Say("对象", "Of");
        public string Before => Say("原值", "Was");
        public string After => Say("新值", "Is");
        public string Reason => Say("原因", "Why");
        public string Entered => Say("登记", "entered");
        public string Removed => Say("移除", "removed");
        public string None => Say("没有更改", "No changes");
        public string NoneHelp => Say("登记以来没有更改过。", "Nothing was changed since it was entered.");
        public string NoneFound => Say("没有符合条件的更改。", "No change fits.");
        public string Kind => Say("种类", "Kind");
        public string Any => Say("全部", "All");
        public string Text => Say("人、值或原因", "Person, value or reason");
        public string From => Say("从", "From");
        public string To => Say("到", "To");
        public string Filter => Say("筛选", "Filter");
        public string Export => Say("导出 CSV", "Export CSV");

        public string Subject(ParameterSubject subject) => subject switch
        {
            ParameterSubject.Institution => Say("机构", "Institution"),
            ParameterSubject.Account => Say("账户和角色", "Accounts and roles"),
            ParameterSubject.Equipment => Say("设备和溯源值", "Equipment and its values"),
            ParameterSubject.Capability => Say("校准和测量能力", "Capabilities"),
            ParameterSubject.Procedure => Say("规程（限值）", "Procedures: limits"),
            ParameterSubject.Template => Say("证书模板", "Templates"),
            ParameterSubject.Target => Say("目标口径", "Target"),
            ParameterSubject.CountedThing => Say("其他计数对象", "Other counted things"),
            ParameterSubject.Bench => Say("工位", "Benches"),
            ParameterSubject.Retention => Say("保存期限", "Retention periods"),
            ParameterSubject.Server => Say("服务器和时钟设置", "Server and clock settings"),
            _ => subject.ToString(),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public Features.History.HistoryWords History { get; } = new(language);
    }
}
