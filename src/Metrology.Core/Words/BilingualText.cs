namespace Metrology.Core.Words;

/// <summary>One text in the two languages of the product; Chinese is the one that stands on a legal document.</summary>
public sealed record BilingualText(string Zh, string En)
{
    public string In(Language language) => language == Language.Zh ? Zh : En;

    public static BilingualText Same(string text) => new(text, text);
}

public enum Language
{
    Zh,
    En,
}
