using Metrology.Core.Words;

namespace Metrology.Dcc.Pages;

/// <summary>A text of the pages in the order in which they are read, with the id of the fact that it states; null for words that state none.</summary>
/// <param name="Page">From 1; 0 where it is not known.</param>
public sealed record PageText(string? Id, string Text, int Page = 0);

/// <summary>What should stand at a place of the pages: a fact under its id, which is compared with the certificate elsewhere, or words.</summary>
/// <param name="Id">Null for words.</param>
/// <param name="Text">The words; for a fact those that it begins with.</param>
internal sealed record ExpectedText(string? Id, string Text)
{
    /// <summary>In place of equality; is given the text without spaces.</summary>
    public Func<string, bool>? Matches { get; init; }

    /// <summary>A picture may stand in its place.</summary>
    public bool IsOptional { get; init; }

    public bool Fits(PageText found)
    {
        var said = Squeezed(found.Text);
        if (Id is not null)
            return Id == found.Id && (Matches?.Invoke(said) ?? said.StartsWith(Squeezed(Text), StringComparison.Ordinal));
        return found.Id is null && (Matches?.Invoke(said) ?? said == Squeezed(Text));
    }

    /// <summary>Lines of a page drop spaces where they break.</summary>
    public static string Squeezed(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}

/// <summary>A place where the pages show other words than this product prints there.</summary>
/// <param name="Page">From 1; 0 where something is missing at the end.</param>
/// <param name="Near">The fact that stands before it; empty at the beginning.</param>
/// <param name="Expected">Null where nothing should stand.</param>
/// <param name="Found">Null where nothing stands.</param>
public sealed record PageDifference(int Page, string Near, string? Expected, string? Found)
{
    public BilingualText Text => new(
        $"第 {Page} 页（{(Near.Length == 0 ? "开头" : Near)} 之后）应为「{Expected ?? "无文字"}」，实为「{Found ?? "无文字"}」。",
        $"Page {Page}, after {(Near.Length == 0 ? "the beginning" : Near)}, should show “{Expected ?? "nothing"}” and shows “{Found ?? "nothing"}”.");
}
