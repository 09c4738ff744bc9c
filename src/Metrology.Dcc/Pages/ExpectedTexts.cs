using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.Dcc.Pages;

/// <summary>Texts under way, in the languages of the paper as its pages set them.</summary>
/// <param name="languages">First language first.</param>
/// <param name="ids">Ids that the pages have: whether a fact is shown at all, and in a second language, is compared elsewhere.</param>
internal sealed class ExpectedTexts(IReadOnlyList<Language> languages, IReadOnlySet<string> ids)
{
    private readonly List<ExpectedText> all = [];

    public IReadOnlyList<ExpectedText> All => all;

    private Language First => languages[0];

    private Language Second => First == Language.Zh ? Language.En : Language.Zh;

    private bool IsBilingual => languages.Count > 1;

    public bool Has(string id) => ids.Contains(id);

    /// <summary>A label or heading: both languages in one line.</summary>
    public void Words(BilingualText text) => Add(Label(text));

    public string Label(BilingualText text) => IsBilingual && text.Zh != text.En ? $"{text.In(First)} {text.In(Second)}" : text.In(First);

    /// <summary>A heading that ends in a unit.</summary>
    /// <param name="text">Its words, for the message.</param>
    /// <param name="matches">Is given the heading without spaces.</param>
    public void Heading(BilingualText text, Func<string, bool> matches) => all.Add(new(null, Label(text)) { Matches = matches });

    /// <summary>A sentence or cell: the second language below the first, where it says something else.</summary>
    public void Sentence(BilingualText text)
    {
        Add(text.In(First));
        if (IsBilingual && text.Zh != text.En)
            Add(text.In(Second));
    }

    /// <summary>A text in the language that the paper is not in.</summary>
    public void Other(BilingualText text) => Add(text.In(Second));

    public void Seal() => all.Add(new(null, Label(PageWords.Seal)) { IsOptional = true });

    public void Values(IEnumerable<string> values)
    {
        foreach (var id in values)
            Value(id);
    }

    /// <summary>A fact, when the pages have it, and it in the second language below.</summary>
    /// <param name="id">The fact.</param>
    /// <param name="matches">Whether a text without spaces is right in a language; null leaves it to the comparison with the certificate.</param>
    public void Value(string id, Func<string, Language, bool>? matches = null)
    {
        Value(id, First, matches);
        if (IsBilingual)
            Value(PaperIds.Second(id), Second, matches);
    }

    /// <summary>A fact with words before it.</summary>
    public void Value(string id, BilingualText before)
    {
        if (ids.Contains(id))
            all.Add(new(id, before.In(First)));
        if (IsBilingual && ids.Contains(PaperIds.Second(id)))
            all.Add(new(PaperIds.Second(id), before.In(Second)));
    }

    private void Value(string id, Language language, Func<string, Language, bool>? matches)
    {
        if (ids.Contains(id))
            all.Add(new(id, "") { Matches = matches is null ? null : said => matches(said, language) });
    }

    /// <summary>A blank text leaves nothing on the page; a dash stands for it in the certificate.</summary>
    private void Add(string text)
    {
        if (text.Trim() is { Length: > 0 } and not "—")
            all.Add(new(null, text));
    }

    public void Dash() => all.Add(new(null, "—"));
}
