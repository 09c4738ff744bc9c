using Metrology.Core.Decisions;
using Metrology.App.Chains.Impact;
using Metrology.Core.Words;
using Metrology.Web.Features.Chains;

namespace Metrology.Web.Features.Chains
{
    public sealed class ChainWords(Language language) : WordList(language)
    {
        public string Title => Say("溯源", "Traceability");
        public string Up => Say("量值从哪里来", "Where the value comes from");
        public string Down => Say("量值传到哪里", "Where the value goes");
        public string National => Say("国家计量基准", "National standard");
        public string NothingBelow => Say("没有用它检定或校准过的器具，也没有用它发出的证书。", "Nothing was verified or calibrated with it, and no certificate was issued with it.");
        public string Issuer => Say("发证机构（未说明用哪项标准）", "issuer (by which standard nobody has said)");
        public string Elsewhere => Say("已在上面列出", "shown above");
        public string More => Say("还有", "and");
        public string Thing => Say("计量标准或设备", "Standard or instrument");
        public string Gaps => Say("证书连续性", "Continuity of certificates");
        public string GapsHelp => Say("复查考核要看整个有效期内证书是否连续；更换来的设备从更换之日起查。", "A re-examination looks whether certificates follow each other over the whole time, for an instrument that came by a replacement from that day on.");
        public string Belonged(string? from, string? until) => (from, until) switch
        {
            (null, _) => Say($"在本标准中至 {until}，以后不查", $"of this standard until {until}, not asked for after that"),
            (_, null) => Say($"{from} 起在本标准中，以前不查", $"of this standard since {from}, not asked for before that"),
            _ => Say($"{from} 至 {until} 在本标准中", $"of this standard from {from} until {until}"),
        };

        public string From => Say("自", "From");
        public string Until => Say("至", "Until");
        public string Check => Say("检查", "Check");
        public string Continuous => Say("连续", "Continuous");
        public string Missing => Say("缺证书", "No certificate");
        public string Unknown => Say("日期未知", "Unknown dates");
        public string Sources => Say("证书来源", "Where certificates come from");
        public string SourceHelp => Say("说明每张溯源证书由哪项计量标准出具，链条才能往上走。", "Say by which standard each certificate was given, so that the chain goes on.");
        public string OwnStandard => Say("本机构的计量标准", "Standard of this register");
        public string UpperStandard => Say("上级计量标准", "Standard above");
        public string NotSaid => Say("未说明", "not said");
        public string Uppers => Say("上级计量标准", "Standards above");
        public string NewUpper => Say("登记上级计量标准", "Enter a standard above");
        public string Institution => Say("保存机构", "Institution");
        public string Description => Say("测量范围与准确度", "Range and accuracy");
        public string Above => Say("再上一级", "Above it");
        public string Nothing => Say("没有", "nothing");
        public string Cases => Say("标准失准评估", "What if a standard was bad");
        public string NewCase => Say("新的评估", "New case");
        public string CasesEmpty => Say("还没有失准评估", "There is no case yet");
        public string CasesHelp => Say("怀疑一项计量标准或一台设备失准时，从它的溯源页开始。", "When a standard or an instrument is thought to have been wrong, begin at its chain.");
        public string WhatIf => Say("如果它失准", "What if it was bad");
        public string Measurand => Say("量", "Quantity");
        public string Shift => Say("偏移 δ（带符号，加到参考读数上）", "δ with its sign, added to the readings of the reference");
        public string ShiftUnit => Say("δ 的单位（% 或该量的单位）", "Unit of δ (%, or a unit of the quantity)");
        public string Reason => Say("为什么怀疑", "Why it is thought so");
        public string ReasonHelp => Say("只看影响不必填写，立案必填。", "Not needed to look; needed to open the case.");
        public string Look => Say("先看影响", "Look first");
        public string Open => Say("立案", "Open the case");
        public string Result => Say("受影响的证书", "Certificates that it touches");
        public string NoneTouched => Say("没有受影响的证书", "It touches no certificate");
        public string NoneTouchedHelp => Say("检查起止日期、量，以及证书来源是否已说明。", "Check days, quantity, and whether the sources of certificates are said.");
        public string Certificate => Say("证书", "Certificate");
        public string Owner => Say("器具所有者", "Owner");
        public string Before => Say("原结论", "As issued");
        public string After => Say("偏移后", "With δ");
        public string Points => Say("变化的点", "Points that move");
        public string Depth => Say("层级", "Level");
        public string NotEvaluated => Say("未重新评定", "not evaluated again");
        public string Words => Say("告知的话", "Words to send");
        public string Notify => Say("登记已告知", "Record that the owner was told");
        public string MailOwners => Say("给有邮件地址的所有者发送", "Mail the owners that have an address");
        public string MailHelp => Say("邮件由服务器接收后才算已告知；没有地址的请用别的方式告知并登记。", "An owner counts as told once the mail server has taken it; tell the others otherwise and record it.");

        public string Subject(string certificate) => Say($"证书 {certificate}：所用计量标准可能失准", $"Certificate {certificate}: the standard used may have been wrong");

        public string How => Say("方式与编号", "How, and number");
        public string Told => Say("已告知", "Told");
        public string Done => Say("处理结果", "What was done");
        public string CloseLine => Say("处理完", "Close");
        public string CloseCase => Say("关闭评估", "Close the case");
        public string Closed => Say("已关闭", "Closed");
        public string OpenWord => Say("处理中", "Open");
        public string Changed => Say("结论改变", "Verdict changes");
        public string OpenLines => Say("未处理", "Open");
        public string OpenedBy => Say("立案人", "Opened by");
        public string Ranking => Say("结论会改变的排在前面；原始记录不变。", "Those whose verdict would change come first; the records stay as they are.");

        public string Leaves(int count) => Say($"{count} 张证书", count == 1 ? "1 certificate" : $"{count} certificates");

        public string MoreOf(int count) => Say($"还有 {count} 张", $"and {count} more");

        /// <summary>What the owner is told: what happened, what it means for the paper, what to do.</summary>
        public string Letter(ImpactCase one, ImpactLine line, string before, string after) => Say(
            $"{line.Owner}：贵单位的 {line.Unit}（证书 {line.CertificateNumber}）检定时所用的计量标准在 {one.From:yyyy-MM-dd} 至 {one.Until:yyyy-MM-dd} 期间可能失准（{one.Reason}，偏移 {one.Shift} {one.ShiftUnit}）。按偏移重新评定，结论{(line.ChangesVerdict ? $"由“{before}”变为“{after}”，请暂停使用并与我们联系复检" : $"仍为“{before}”，证书继续有效")}。",
            $"{line.Owner}: the standard used for your {line.Unit} (certificate {line.CertificateNumber}) may have been wrong from {one.From:yyyy-MM-dd} to {one.Until:yyyy-MM-dd} ({one.Reason}, shift {one.Shift} {one.ShiftUnit}). Evaluated again with the shift, the verdict {(line.ChangesVerdict ? $"would be “{after}” instead of “{before}”. Please stop using the instrument and contact us" : $"stays “{before}” and the certificate stands")}.");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public ChainWords Chains { get; } = new(language);
    }
}
