using Metrology.Core.Words;

namespace Metrology.Web.Languages;

/// <summary>
/// Every text of the screens in one language, as <c>T.Accounts.Title</c>. Each feature adds its own list in its own folder, as a part of this class.
/// </summary>
public sealed partial class Words(Language language)
{
    public Language Language => language;

    /// <summary>A text that comes from the domain: a refusal, a name, a label of a procedure.</summary>
    public string this[BilingualText text] => text.In(language);

    /// <summary>The tag of HTML's lang attribute.</summary>
    public string Tag => language == Language.Zh ? "zh-CN" : "en";
}

/// <summary>A list of texts. Both languages stand side by side, so that none can be forgotten.</summary>
public abstract class WordList(Language language)
{
    protected string Say(string zh, string en) => language == Language.Zh ? zh : en;
}
