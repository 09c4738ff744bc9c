using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Features;

namespace Metrology.Web.Languages;

public sealed class FrameWords(Language language) : WordList(language)
{
    public string Product => Say("计量检定管理", "Metrology");
    public string SkipToContent => Say("跳到正文", "Skip to content");
    public string Navigation => Say("主导航", "Main navigation");
    public string Breadcrumb => Say("位置", "Breadcrumb");
    public string Search => Say("搜索", "Search");
    public string SearchHint => Say("编号、名称、页面…", "Number, name, page…");
    public string OtherLanguage => Say("English", "中文");
    public string SwitchLanguage => Say("Switch to English", "切换到中文");
    public string SignOut => Say("退出登录", "Sign out");
    public string UserMenu => Say("用户菜单", "User menu");
    public string Demonstration => Say("示例环境：机构、人员和数据都是虚构的，出具的文件没有法律效力。", "Demonstration: institution, people and data are invented; nothing issued here has legal effect.");
    public string Sample => Say("示例", "Sample");
    public string SampleHelp => Say("演示用的虚构数据", "Invented data for demonstration");
    public string Simulated => Say("模拟", "Simulated");
    public string SimulatedHelp => Say("读数来自模拟器或回放，不能作为真实检定批准", "Readings come from simulators or a replay; never approved as real");
    public string Home => Say("首页", "Home");
    public string NotYourRight => Say("您的角色没有这项权限", "Your role does not have this right");
    public string ShowAsTable => Say("以表格查看", "Show as table");
    public string Chart => Say("图表", "Chart");
    public string PassedOver(string names) => Say($"这个列表不认识地址中的 {names}，没有理会；下面是其余条件的结果。", $"This list does not know {names} of the address and passed over it; what is shown follows the rest.");

    public string Done => Say("已保存。", "Saved.");
    public string Save => Say("保存", "Save");
    public string FindMore => Say("（登记册中还有更多）", "(the register has more)");
    public string FindHelp => Say("下面只列出一部分。输入编号或名称中的两个字查找其余的；已选的和已填的都保留。", "Only some are offered below. Type two characters of a number or name to find others; what is chosen and filled in stays.");
    public string FoundFor(string typed) => Say($"下面是已选的和含“{typed}”的。", $"Offered below: what is chosen, and what contains “{typed}”.");
    public string FoundMany(int most) => Say($"下面是已选的和最先找到的 {most} 项；多输入几个字可以缩小范围。", $"Offered below: what is chosen, and the first {most} found; type more to narrow it down.");
    public string Cancel => Say("取消", "Cancel");
    public string Next => Say("下一页", "Next page");
    public string First => Say("回到第一页", "First page");
    public string Optional => Say("选填", "optional");
    public string Choose => Say("请选择", "Choose one");

    public string Rows(int count) => Say($"{count} 行", count == 1 ? "1 row" : $"{count} rows");

    public string Group(NavGroup group) => group switch
    {
        NavGroup.Work => Say("检定", "Verification"),
        NavGroup.Issue => Say("出证", "Issue"),
        NavGroup.Planning => Say("规划", "Planning"),
        NavGroup.Standards => Say("计量标准", "Standards"),
        NavGroup.Administration => Say("管理", "Administration"),
    };

    public string Role(Role role) => role switch
    {
        App.Laboratory.Role.Technician => Say("检定员", "Verifier"),
        App.Laboratory.Role.Checker => Say("核验员", "Checker"),
        App.Laboratory.Role.Approver => Say("批准人", "Approver"),
        App.Laboratory.Role.Planner => Say("规划", "Planner"),
        App.Laboratory.Role.Administrator => Say("管理员", "Administrator"),
    };
}

public sealed partial class Words
{
    public FrameWords Frame { get; } = new(language);
}
