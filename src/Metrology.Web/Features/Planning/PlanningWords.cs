using Metrology.Core.Words;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Planning
{
    public sealed class PlanningWords(Language language) : WordList(language)
    {
        public string OnDay => Say("查询日期", "On the day");
        public string ShowDay => Say("查看", "Show");
        public string Today => Say("回到今天", "Back to today");
        public string TodayInstead => Say("下面显示的是今天的情况。", "Today is shown below.");
        public string Unknown => Say("未知", "unknown");
        public string UnknownHelp => Say("不知道就留空：按“未知”处理，不算有效。", "Leave empty when not known: it counts as unknown, never as valid.");
        public string DaysLeft => Say("剩余天数", "Days left");
        public string Standing => Say("状态", "Standing");
        public string All => Say("全部", "All");
        public string Name => Say("名称", "Name");
        public string NameZh => Say("名称（中文）", "Name (Chinese)");
        public string NameEn => Say("名称（英文）", "Name (English)");
        public string Number => Say("编号", "Number");
        public string Issuer => Say("发证机关", "Issuer");
        public string IssuedOn => Say("发证日期", "Issued on");
        public string ValidUntil => Say("有效期至", "Valid until");
        public string History => Say("历史", "History");
        public string Edit => Say("修改", "Edit");
        public string AddCertificate => Say("登记证书", "Add certificate");
        public string Filter => Say("筛选", "Filter");
        public string FilterHint => Say("名称、编号、编码、地点", "Name, number, code, place");
        public string Clear => Say("清除筛选", "Clear filter");
        public string NothingFits => Say("没有符合条件的行", "No row fits");
        public string CardsOfAll => Say("卡片数的是整个登记册，不随关键词变化。", "The cards count the whole register; a search does not change them.");
        public string NothingFitsHelp => Say("换一个日期、状态或关键词，或清除筛选。", "Choose another day, standing or word, or clear the filter.");
        public string DueTitle => Say("到期", "Due dates");
        public string DueKind => Say("类别", "Kind");
        public string DueHelp => Say("按到期先后排列；日期未知的单独列出。", "Earliest first; unknown dates are listed apart.");
        public string DueUnknown => Say("日期未知", "Unknown dates");
        public string DueNothing => Say("没有到期的项目", "Nothing is due");
        public string DueNothingHelp => Say("登记标准和设备的证书后，到期日会显示在这里。", "Due dates appear here once standards and instruments have certificates.");
        public string DueLapsed => Say("已过期", "Lapsed");

        public string DueTest => Say("标准的保持试验", "Test of a standard");

        public string DueCut(int most) => Say(
            $"每一部分最多显示先到期的 {most} 项标准和 {most} 台设备。其余的请在标准或设备列表中按状态查看。",
            $"A section shows at most the {most} standards and {most} instruments that lapse first. See the others in the lists of standards and of equipment by their standing.");

        public string DueWithin(int days) => Say($"{days} 天内到期", $"Due within {days} days");

        public string DayCount(int days) => days < 0
            ? Say($"已过 {-days} 天", days == -1 ? "1 day ago" : $"{-days} days ago")
            : Say($"{days} 天", days == 1 ? "1 day" : $"{days} days");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public PlanningWords Planning { get; } = new(language);
    }
}
