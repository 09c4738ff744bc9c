namespace Metrology.Pdf.Reading;

/// <summary>The logical structure of a file with the text that each element shows (ISO 32000-1 14.7).</summary>
/// <param name="Elements">The topmost elements; none when the file is not tagged.</param>
/// <param name="Loose">Visible text that belongs to no element, such as running headers and watermarks, one piece of marked content after the other.</param>
public sealed record ReadStructure(IReadOnlyList<ReadElement> Elements, IReadOnlyList<LooseText> Loose)
{
    /// <summary>Every element, each before its children.</summary>
    public IEnumerable<ReadElement> All => Elements.SelectMany(element => element.WithDescendants());
}

/// <summary>An element of the structure.</summary>
/// <param name="Type">"TD", "P", "H1" …</param>
/// <param name="Title">What the file calls it, or null.</param>
/// <param name="Text">The visible text that belongs to it directly, as it stands in its lines, these joined by nothing.</param>
public sealed record ReadElement(string Type, string? Title, string Text, IReadOnlyList<ReadElement> Children)
{
    /// <summary>The pages on which its own text stands, from 1 and in order; none when it has no text.</summary>
    public IReadOnlyList<int> Pages { get; init; } = [];

    /// <summary>What is read aloud in its place, or null.</summary>
    public string? Alt { get; init; }

    /// <summary>The pieces of its own text.</summary>
    public IReadOnlyList<PlacedRun> Runs { get; init; } = [];

    public IEnumerable<ReadElement> WithDescendants() => Children.SelectMany(child => child.WithDescendants()).Prepend(this);
}

/// <summary>A piece of text and its page.</summary>
/// <param name="Page">From 1.</param>
public sealed record PlacedRun(int Page, TextRun Run);

/// <summary>Text outside of the structure.</summary>
/// <param name="Page">From 1.</param>
/// <param name="IsLevel">False for text that is turned, as a watermark is.</param>
public sealed record LooseText(int Page, string Text, bool IsLevel);
