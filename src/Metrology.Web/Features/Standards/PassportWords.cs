using Metrology.App.Standards;
using Metrology.App.Standards.Life;
using Metrology.Core.Planning.Life;
using Metrology.Core.Words;
using Metrology.Web.Features.Standards;

namespace Metrology.Web.Features.Standards
{
    public sealed class PassportWords(Language language) : WordList(language)
    {
        public string Category => Say("计量标准类别", "Category");
        public string Rank => Say("最高或次级", "Highest or secondary");
        public string NotSaid => Say("未填写", "not said");
        public string Value => Say("原值", "Original value");
        public string IntermediateCheckMonths => Say("期间核查间隔（月）", "Months between intermediate checks");
        public string IntermediateHelp => Say("按本机构的作业文件；没有规定就留空。", "As the laboratory's own procedure says; leave empty when it says none.");
        public string Parameters => Say("测量范围与准确度（结构化）", "Range and accuracy as numbers");
        public string QuantityOpen => Say("量待补充", "quantity to be completed");
        public string ParametersHelp => Say("每行一项：量 | 下限 | 上限 | 单位 | U、级 或 MPE | 数值 | 单位 | k。例：交流电压 | 0 | 450 | V | MPE | 0.05 | %。", "One a line: quantity | from | to | unit | U, class or MPE | value | unit | k, such as AC voltage | 0 | 450 | V | MPE | 0.05 | %.");
        public string Scopes => Say("开展的检定或校准项目", "Items of verification or calibration");
        public string ScopesHelp => Say("每行一项：器具名称 | 规程或规范。例：交流充电桩 | JJG 1148-2022。", "One a line: instrument | regulation, such as AC charging pile | JJG 1148-2022.");
        public string People => Say("人员", "Persons");
        public string PeopleHelp => Say("每行一人：姓名 | 能力证明 | 负责人（只标一位）。至少两名。", "One a line: name | proof of competence | responsible (one of them). At least two.");
        public string ResponsibleMark => Say("（负责人）", "(responsible)");
        public string Responsible => Say("负责人", "responsible");
        public string Correct => Say("更正", "Correct");
        public string CorrectionHelp => Say("登记有误或日期查明后在此更正：原来的登记保留并标明“已更正”或“作废”，不再计入。", "For an entry that is wrong, or a date that was found out: the entry stays, marked as corrected or void, and counts no more.");
        public string CorrectionReason => Say("更正原因", "Reason of the correction");
        public string CorrectionDocumentHelp => Say("据以更正的证书原件、复印件或函件。", "The certificate, copy or letter that says what is right.");
        public string CorrectionOfStandardHelp => Say(
            "在用的计量标准，其测量范围、准确度和计量标准器只经“更换”改变。只是登记有误的，在这里写明原因，更正会留在办理记录里。",
            "Of a standard that was assessed range, accuracy, main standards and auxiliary equipment change by a replacement only. Where only the entry was wrong, say why here; the correction stays among the acts.");
        public string MakeVoid => Say("作废：没有这张证书（下面的内容不登记）", "Void: there is no such certificate (what stands below is not entered)");
        public string WhatIsRight => Say("正确的内容", "What is right");
        public string WasCorrected => Say("已更正，不再计入", "Corrected, counts no more");
        public string Void => Say("作废，不再计入", "Void, counts no more");
        public string Region => Say("有效区域", "Region");
        public string RegionHelp => Say("社会公用计量标准证书上写明的区域。", "As the public standard certificate names it.");
        public string AuthorisationNumber => Say("授权证书号", "Authorisation number");
        public string NotNeeded => Say("这一统计类别不颁发社会公用计量标准证书，考核证书有效即有效（计量法实施细则 第十条）。", "No public standard certificate is issued for this class: it is in force with its assessment certificate.");
        public string NotUsable => Say("当日不能使用", "Not to be used that day");
        public string RangeAfter => Say("更换后的测量范围（不变则留空）", "Range after it (empty: as before)");
        public string UncertaintyAfter => Say("更换后的不确定度、等级或最大允许误差（不变则留空）", "Uncertainty, class or MPE after it (empty: as before)");
        public string ParametersAfter => Say("更换后的结构化测量范围与准确度（不变则留空）", "Range and accuracy as numbers after it (empty: as before)");
        public string ResumptionHelp => Say("封存期已满，尚未办理恢复：恢复前应先经复查考核，此前不计入有效。", "The days of the suspension are over and nobody has resumed it: a re-examination comes first, and until then it is not in force.");

        public string NotUsableBecause(string items) => Say($"证书有效，但计量标准器 {items} 这一天没有有效的溯源证书：不能用它检定（计量法 第九条）。", $"The certificates are in force, but main standard {items} has no traceability certificate that day: nothing is verified with it (Law on Metrology, article 9).");

        public string Lacks(string certificate) => Say($"缺{certificate}：取得之前不算有效，也没有到期日。", $"It lacks its {certificate}: until it comes it is not in force, and there is no day on which it lapses.");

        public string AsOnDay(string day) => Say($"显示的是当日的测量范围、准确度和设备；{day} 的更换改变了它们。", $"Range, accuracy and equipment are those of that day; the replacement of {day} changed them.");

        public string FewPeople => Say("没有负责人，或有能力的人员不足两名（JJF 1033 4.4，凭记忆，未确认）。", "There is no responsible person, or fewer than two competent ones (JJF 1033 4.4, remembered, not confirmed).");
        public string UnknownDates => Say("证书日期未知：这期间不能算有效。请查证后用证书旁的“更正”补全。", "Dates of certificates are unknown: such days do not count as in force. Find them out and complete the entry with “Correct” beside it.");
        public string Life => Say("办理记录", "Acts");
        public string NoLife => Say("还没有登记任何办理事项。", "No act has been entered.");
        public string Act => Say("办理事项", "Act");
        public string NewAct => Say("办理", "Enter an act");
        public string On => Say("日期", "Day");
        public string FromDay => Say("自", "From");
        public string Until => Say("至", "Until");
        public string UntilHelp => Say("只用于封存；不填即直到恢复。", "For a suspension only; empty means until it is resumed.");
        public string Reason => Say("原因", "Why");
        public string Document => Say("依据文件", "Document");
        public string DocumentHelp => Say("申报表、批复或证书的编号。", "Number of the form, letter or certificate.");
        public string Who => Say("经办", "Entered by");
        public string State => Say("使用状态", "State of use");
        public string RulesFrom => Say("办理规则来自", "The rules come from");
        public string Effect => Say("更换后的变化", "What the replacement changes");
        public string Situations => Say("更换的情况", "Situation");
        public string Causes => Say("更换的原因", "Cause");
        public string Out => Say("换下", "Out");
        public string In => Say("换上", "In");
        public string InMain => Say("换上为标准器", "In as main standard");
        public string InAuxiliary => Say("换上为配套设备", "In as auxiliary");
        public string ReplacementOnly => Say("以下只用于更换", "For a replacement only");
        public string Entered => Say("已登记。", "Entered.");
        public string Print => Say("打印", "Print");

        public string StateOf(LifeState state) => state switch
        {
            LifeState.InUse => Say("在用", "In use"),
            LifeState.AwaitingResumption => Say("封存期满，待恢复", "Suspension over, awaits resumption"),
            LifeState.AwaitingReExamination => Say("更换后待复查考核", "Awaits re-examination after a replacement"),
            LifeState.AwaitingAssessment => Say("更换后待按新建考核", "Awaits assessment as new after a replacement"),
            LifeState.Suspended => Say("封存", "Suspended"),
            LifeState.Withdrawn => Say("撤销", "Withdrawn"),
        };

        public string CategoryOf(StandardCategory category) => category switch
        {
            StandardCategory.Public => Say("社会公用", "Public"),
            StandardCategory.PublicAuthorised => Say("（社会公用）计量授权", "Public, authorised"),
            StandardCategory.Department => Say("部门最高", "Highest of a department"),
            StandardCategory.DepartmentAuthorised => Say("（部门）计量授权", "Department, authorised"),
            StandardCategory.Enterprise => Say("企事业最高", "Highest of an enterprise"),
            StandardCategory.EnterpriseAuthorised => Say("（企事业）计量授权", "Enterprise, authorised"),
        };

        public string RankOf(StandardRank rank) => rank == StandardRank.Highest ? Say("最高", "Highest") : Say("次级", "Secondary");

        public string SituationOf(ReplacementSituation situation) => Say(situation.Label().Zh, situation.Label().En);

        public string CauseOf(ReplacementCause cause) => Say(cause.Label().Zh, cause.Label().En);
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public PassportWords Passport { get; } = new(language);
    }
}
