using Metrology.Core.Planning.Things;
using Metrology.Core.Words;
using Metrology.Web.Features.CountedThings;

namespace Metrology.Web.Features.CountedThings
{
    public sealed class CountedThingWords(Language language) : WordList(language)
    {
        public string Title => Say("其他计数对象", "Other counted things");
        public string New => Say("登记一行", "Enter a row");
        public string Help => Say("目标所数的站点、企业、平台、人员和覆盖率；每一行是一个数字后面的依据。", "Sites, enterprises, platforms, persons and rates that targets count; each row is evidence behind a number.");
        public string Kind => Say("类别", "Kind");
        public string Code => Say("编码", "Code");
        public string CodeHelp => Say("统一社会信用代码、证书或注册编号；同一编码的各行只计一次。不要填写身份证号。", "Code of the organisation, number of certificate or registration; rows of one code count once. No identity numbers of persons.");
        public string District => Say("区县", "District");
        public string DistrictHelp => Say("按区县计数的目标需要；与“分解”中的写法一致。", "Needed by targets that count by district; write it as under the division.");
        public string From => Say("起始日期", "First day");
        public string FromHelp => Say("设立、发证、服务或统计的日期；不知道就留空，按“未知”另列。", "Day of opening, issue, service or statistics; empty is unknown and stands apart.");
        public string Until => Say("终止日期", "Last day");
        public string UntilHelp => Say("证书类留空按“未知”；站点、平台仍在时留空。", "Empty is unknown where a certificate says it; a site or platform that is there has none.");
        public string Source => Say("依据", "Evidence");
        public string SourceHelp => Say("文件名称和文号、证书编号或统计表；没有依据不保存。", "Name and number of the paper, certificate or table; nothing is kept without it.");
        public string Definition => Say("分子 ÷ 分母是什么", "What is divided by what");
        public string Numerator => Say("分子", "Numerator");
        public string Denominator => Say("分母", "Denominator");
        public string Rate => Say("覆盖率", "Rate");
        public string RateOnly => Say("仅覆盖率填写", "of coverage rates only");
        public string Void => Say("作废（登记有误，保留但不计数）", "Void (entered by mistake; stays and counts nowhere)");
        public string VoidShort => Say("已作废", "Void");
        public string EnteredBy => Say("登记人", "Entered by");
        public string Saved => Say("已保存。", "Saved.");
        public string Empty => Say("还没有登记", "Nothing is entered yet");
        public string EmptyHelp => Say("用“登记一行”填写第一个依据。", "Enter the first evidence with “Enter a row”.");
        public string OneThing => Say("同一对象", "one thing");
        public string Rows => Say("查看依据", "See the evidence");
        public string ByUnit => Say("各区县", "Each district");
        public string NotNamed => Say("未在分解中列出", "not in the division");
        public string Statements => Say("登记的覆盖率", "Rates as entered");
        public string NoStatements => Say("当日及以前没有登记覆盖率。", "No rate is entered up to that day.");

        public string KindName(ThingKind kind) => Say(ThingFacts.Of(kind).Name.Zh, ThingFacts.Of(kind).Name.En);

        public string CountsOnceWith(string others) => Say($"与 {others} 是同一对象，只计一次", $"one thing with {others}: counts once");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public CountedThingWords CountedThings { get; } = new(language);
    }
}
