using Metrology.Core.Planning.Forecasts;
using Metrology.Core.Words;
using Metrology.Web.Features.Forecasts;

namespace Metrology.Web.Features.Forecasts
{
    public sealed class ForecastWords(Language language) : WordList(language)
    {
        public string Overview => Say("规划总览", "Planner");
        public string Title => Say("预测", "Forecast");
        public string Probability => Say("按期达到的概率", "Probability of reaching it in time");
        public string Expected => Say("期望数", "Expected count");
        public string Range => Say("十分之八的路径在", "Eight of ten paths end with");
        public string Needed => Say("需要", "Needed");
        public string BuildRate => Say("所需建标速度", "Required build rate");
        public string Certain => Say("当日按现有证书有效", "In force that day by certificates that are there");
        public string By => Say("截至", "By");
        public string ByHelp => Say("留空取目标的期限。", "The due day of the target when empty.");
        public string Assumptions => Say("假定", "Assumptions");
        public string Renewal => Say("按时复查换证的概率", "Probability of renewal in time");
        public string RenewalHelp => Say("百分数；留空取本登记册自己的记录。", "Per cent; the register's own record when empty.");
        public string Seed => Say("随机种子", "Seed");
        public string SeedHelp => Say("同一种子得到同一结果。", "The same seed gives the same answer.");
        public string Paths => Say("路径数", "Paths");
        public string NoRecord => Say("登记册里还没有到期的证书，因此假定一项也不换证。", "No certificate of the register has ended yet, so none is taken to be renewed.");
        public string AssumeSequence => Say("未完成的阶段依次进行；提前于计划的不提前开始；正在进行的阶段只会比已用的天数更长。新建成的计量标准在截止日仍有效。", "Stages that are left follow one another, none begins before its plan, and a running one takes longer than it has taken. A standard that is built is in force on the day.");
        public string AssumeIndependent => Say("各次复查和各项目互相独立；不假定有人撤销、封存或查出问题。", "Renewals and projects are independent of one another; nobody is taken to withdraw or suspend anything.");
        public string Histogram => Say("路径终点的数量分布", "Counts with which the paths end");
        public string CountAxis => Say("截止日计入的计量标准（项）", "Standards counted on the day");
        public string PathsAxis => Say("路径（%）", "Paths (%)");
        public string Actions => Say("最能推动目标的十件事", "Ten actions that move it most");
        public string Action => Say("行动", "Action");
        public string Gain => Say("概率变化", "Change of probability");
        public string ThenProbability => Say("之后的概率", "Probability then");
        public string ExpectedGain => Say("期望数变化", "Change of expected count");
        public string NoActions => Say("没有能推动它的行动", "No action moves it");
        public string NoActionsHelp => Say("没有哪一项换证、恢复或项目能单独改变概率或期望数，也不能减少任何一家机构的缺口。", "No single renewal, restoration or project changes the probability or the expected count, or what any institution lacks.");
        public string OwnGain => Say("仅减少本机构的缺口", "lessens what its own institution lacks");
        public string TryIt => Say("试一试", "Try it");
        public string WhatIf => Say("如果……", "What if");
        public string WhatIfHelp => Say("状态在地址里，可以收藏或发给别人；登记册不变。", "The state stands in the address: keep it or send it; the register is not changed.");
        public string Delay => Say("推迟（天）", "Delay (days)");
        public string Advance => Say("今天结束当前阶段", "Finish the present stage today");
        public string RenewThis => Say("一定换证", "Renewed for certain");
        public string Add => Say("另外建成（项）", "Further standards built");
        public string Compute => Say("计算", "Compute");
        public string Plain => Say("不作假设", "Without what-if");
        public string Reexaminations => Say("预计复查", "Expected re-examinations");
        public string LapsesOn => Say("最后有效日", "Last day in force");
        public string ApplyBy => Say("申请复查不晚于", "Apply by");
        public string ApplyByHelp => Say("按有效期满前 6 个月提出复查申请计算；这一期限凭记忆写下，未确认。", "Six months before the end of validity; this limit was written from memory and is not confirmed.");
        public string TimesNeeded => Say("需换证次数", "Renewals needed");
        public string Missing => Say("截止日不计入的", "Not counted on the day");
        public string ProjectsTitle => Say("项目", "Projects");
        public string DoneBy => Say("截止日前建成", "Finished by then");
        public string Basis => Say("各阶段工期的依据", "Basis of the durations");
        public string Unforecast => Say("有阶段无从估计，不计入", "a stage of which nothing is known; not counted");
        public string Past => Say("预测的过去", "Past of the forecast");
        public string PastAxis => Say("概率（%）", "Probability (%)");
        public string NoPast => Say("还没有这个口径和期限的每日存档。", "No daily record under this reading and day yet.");
        public string ExpectedLeast => Say("最少一家的期望数", "Expected count of the institution with least");
        public string CertainOfAll => Say("当日按现有证书有效（各家合计）", "In force that day by certificates that are there (all institutions)");
        public string OfEach => Say("对各机构的要求", "What it needs of each institution");
        public string Institution => Say("机构", "Institution");
        public string Lacking => Say("还缺", "Lacking");
        public string AssumeEach => Say("每一家都达到才算达到；一条路径的数量是其中最少一家的。项目按建标单位归属；另外建成的逐项归于当日有效最少的一家。", "It is reached where each institution reaches it; the count of a path is that of the one with least. A project belongs to the institution that builds it; further standards go one by one to the institution with least in force that day.");

        public string OfNoInstitution(int count) => Say($"有 {count} 项没有写明建标单位，不知属于哪一家，未计入。请在计量标准里补充。", $"{count} standards name no institution: nobody knows whose they are, and they are not counted. Complete them in the register.");

        public string Why(ForecastGap gap) => gap switch
        {
            ForecastGap.Decided => Say("期限已过，那一天的计数已成定局；可以改问另一天。", "The day is past, and its count has decided; ask for another day."),
            ForecastGap.NoNumber => Say("不预测：原文没有要达到的数字。", "No forecast: the text names no number to reach."),
            ForecastGap.OtherThings => Say("不预测：这个目标数的不是计量标准。站点、企业、平台、人员或覆盖率怎样增减，系统里没有工期、证书或换证的记录可以推算；请看它的计数和曲线。", "No forecast: this target counts other things than standards. How sites, enterprises, platforms, persons or rates come and go is told by no durations, certificates or renewals that are kept here; see its count and curve."),
            ForecastGap.NoDay => Say("不预测：原文没有期限。请在下面填写截至哪一天。", "No forecast: the text names no day. Give one below."),
            ForecastGap.NoInstitutions => Say("不预测：原文说的是每个机构，而目标还没有列出是哪些机构。请先在目标的分解中列出它们。", "No forecast: the text asks for each institution, and nobody has listed them. List them in the division of the target first."),
            ForecastGap.MeaningOpen => Say("原文的词有几种理解，登记册分不出，因此不预测。", "The words have several meanings that the register cannot tell apart, so there is no forecast."),
            ForecastGap.Reading => Say("不预测：登记册不能按这个口径计数。", "No forecast: the register cannot count this reading."),
        };

        public string Cliffs => Say("到期断崖：哪一天有几项失效", "Expiry cliffs: how many fall on which day");
        public string CliffDay => Say("最后有效日", "Last day in force");
        public string CliffsHelp => Say("按现有证书；点击柱或日期打开那一天的清单。", "By the certificates that are there; a press on a bar or a day opens its list.");
        public string NoCliffs => Say("今后三年没有到期的", "Nothing falls in the next three years");
        public string AtRisk => Say("有风险的项目", "Projects at risk");
        public string NoRisk => Say("没有拖期或受阻的项目", "No project is late or blocked");
        public string OpenTargets => Say("未到期的目标", "Targets with time left");
        public string DecidedTargets => Say("已到期的目标", "Targets whose day is past");
        public string AllTargets => Say("全部目标", "All targets");
        public string Standards => Say("计量标准", "Measurement standards");
        public string OpenForecast => Say("打开预测", "Open the forecast");
        public string Print => Say("打印版只留数字、曲线和清单。", "Printed, only numbers, curve and lists remain.");

        public string RenewalRecord(RenewalRecord record) => record.Share is { } share
            ? Say($"登记册的记录：到期 {record.Ended} 张证书，按时换证 {record.Renewed} 张，即 {share * 100:0} %", $"record of the register: {record.Renewed} of {record.Ended} certificates that ended were renewed in time, that is {share * 100:0} %")
            : NoRecord;

        public string PerYear(string number) => Say($"每年 {number} 项", $"{number} standards a year");

        public string FallOn(string day) => Say($"{day} 之后失效的计量标准", $"Standards that fall after {day}");

        public string Kind(ActionKind kind) => kind switch
        {
            ActionKind.Renew => Say("按时换证", "Renew in time"),
            ActionKind.Restore => Say("复查恢复", "Have re-examined"),
            ActionKind.FindDates => Say("查明日期", "Find out the dates"),
            ActionKind.FinishStage => Say("结束当前阶段", "Finish the present stage"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public ForecastWords Forecasts { get; } = new(language);
    }
}
