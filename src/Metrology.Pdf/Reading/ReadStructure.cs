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
    public IEnumerable<ReadElement> WithDescendants() => Children.SelectMany(child => child.WithDescendants()).Prepend(this);
}

/// <summary>Text outside of the structure.</summary>
/// <param name="Page">From 1.</param>
/// <param name="IsLevel">False for text that is turned, as a watermark is.</param>
public sealed record LooseText(int Page, string Text, bool IsLevel);
