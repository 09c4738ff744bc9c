using Metrology.Core.Words;
using Metrology.Web.Features.Home;

namespace Metrology.Web.Features.Home
{
    public sealed class HomeWords(Language language) : WordList(language)
    {
        public string NothingYet => Say("这里还没有您的工作", "There is no work for you here yet");
        public string NothingYetHelp => Say("您的角色目前没有可用的页面。请联系管理员。", "No page is open to your role at present. Ask an administrator.");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public HomeWords Home { get; } = new(language);
    }
}
