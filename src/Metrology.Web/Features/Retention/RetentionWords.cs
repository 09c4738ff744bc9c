using Metrology.App.Retention;
using Metrology.Core.Words;
using Metrology.Web.Features.Retention;

namespace Metrology.Web.Features.Retention
{
    public sealed class RetentionWords(Language language) : WordList(language)
    {
        public static readonly Refusal NoKind = new("retention.no-kind", new("请选择类别。", "Choose a kind."), "Kind");

        public static readonly Refusal NoScope = new("retention.no-scope", new("请选择冻结的范围。", "Choose what is held."), "Scope");

        public string Title => Say("保存期限与冻结", "Retention and holds");
        public string Help => Say(
            "没有设定期限的永久保存。期限由一人提出、另一人确认。法定记录到期后只列出待归档（metrology export），从不删除；批量数据到期后由管理员明确清除，并记入台账。",
            "What has no period is kept for ever. One person proposes a period, another puts it in force. Legal records past theirs are listed for the archive (metrology export) and never removed; bulk data is disposed of by an act of an administrator that stands in the ledger.");
        public string Kind => Say("类别", "Kind");
        public string Period => Say("期限", "Period");
        public string ForEver => Say("永久保存", "kept for ever");
        public string From => Say("起算", "Counted from");
        public string Past => Say("已过期限", "Past");
        public string Used => Say("记录引用", "Used by records");
        public string Held => Say("已冻结", "Held");
        public string Due => Say("到期", "Due");
        public string Archive => Say("待归档", "for the archive");
        public string Disposable => Say("可清除", "disposable");
        public string Proposal => Say("待确认的期限", "Waits for a second person");
        public string Confirm => Say("确认生效", "Put in force");
        public string Propose => Say("提出期限", "Propose a period");
        public string MonthsLabel => Say("月数", "Months");
        public string MonthsHelp => Say("留空为永久保存。", "Empty keeps for ever.");
        public string Source => Say("依据文件", "Document that says so");
        public string SourceHelp => Say("例如机构管理制度的名称和条款。本系统不预设任何年限。", "For example a rule of the institution with its clause. The product presumes no number of years.");
        public string Because => Say("原因", "Why");
        public string Holds => Say("冻结", "Holds");
        public string HoldsHelp => Say("被冻结的不论期限都不清除，直到另一人写明原因解除。不属于某一对象的数据受每条冻结保护。", "What is held is not disposed of whatever its period, until another person releases it with a reason. What belongs to no one thing is held by every hold.");
        public string NoHolds => Say("没有冻结", "Nothing is held");
        public string Scope => Say("范围", "What");
        public string Subject => Say("对象", "Which");
        public string SubjectHelp => Say("送检单位名称、出厂编号、记录编号或证书编号；全机构留空。", "Name of the customer, serial number, number of the record or certificate; empty for the institution.");
        public string Place => Say("冻结", "Hold");
        public string Release => Say("解除", "Release");
        public string Standing => Say("冻结中", "held");
        public string Placed => Say("设置", "Placed");
        public string Dispose => Say("清除到期的批量数据", "Dispose of bulk data that is due");
        public string DisposeHelp => Say("只清除上表“可清除”的到期部分，一次全部或一点不动；先核对台账。清除不可恢复，请先备份。", "Only what is due and disposable above, all of it or nothing; the ledger is compared first. It cannot be undone: take a backup before.");
        public string NothingDue => Say("现在没有可清除的数据。", "There is nothing to dispose of now.");
        public string Digest => Say("摘要（SHA-256）", "Digest (SHA-256)");
        public string Disposals => Say("清除记载", "Disposals");
        public string NoDisposals => Say("从未清除过数据", "Nothing was ever disposed of");
        public string At => Say("时间", "When");
        public string By => Say("经办", "By");
        public string What => Say("内容", "What");

        public string Months(int months) => Say($"{months} 个月", $"{months} months");

        public string Proposed(string by, string period, string source, string why) => Say($"{by} 提出：{period}，依据 {source}；原因：{why}", $"{by} proposes: {period}, by {source}; because: {why}");

        public string InForce(string source, string by, string confirmed) => Say($"依据 {source}；{by} 提出，{confirmed} 确认", $"by {source}; proposed by {by}, confirmed by {confirmed}");

        public string Unconfirmed(string source) => Say($"没有已确认的来源（{source}）", $"no confirmed source ({source})");

        public string ScopeOf(HoldScope scope) => scope switch
        {
            HoldScope.Institution => Say("全机构", "institution"),
            HoldScope.Customer => Say("送检单位", "customer"),
            HoldScope.Unit => Say("器具", "unit"),
            HoldScope.Record => Say("原始记录", "record"),
            HoldScope.Certificate => Say("证书", "certificate"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public RetentionWords Retention { get; } = new(language);
    }
}
