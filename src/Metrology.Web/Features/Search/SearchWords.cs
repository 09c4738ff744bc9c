using Metrology.Core.Words;
using Metrology.Web.Features.Search;

namespace Metrology.Web.Features.Search
{
    public sealed class SearchWords(Language language) : WordList(language)
    {
        public string What => Say("名称", "Name");
        public string Kind => Say("类别", "Kind");
        public string Page => Say("页面", "Page");
        public string Nothing => Say("没有找到", "Nothing found");
        public string NothingHelp => Say("试试编号的一部分、出厂编号或名称。也可以直接扫描标签。", "Try part of a number, a serial number or a name. You can also scan a label.");

        public string For(string text) => Say($"搜索“{text}”", $"Search for “{text}”");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public SearchWords Search { get; } = new(language);
    }
}
