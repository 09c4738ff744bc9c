using Metrology.Pdf.Fonts;
using Metrology.Pdf.Structure;

namespace Metrology.Pdf.Layout;

/// <summary>What a block inherits from where it stands.</summary>
internal sealed record LayoutContext(FontStack Fonts, TextStyle Style, Place Where)
{
    public TextAlign Align { get; init; }
    /// <summary>The structure element around; null in decoration such as headers and footers.</summary>
    public StructureNode? Parent { get; init; }
    /// <summary>The element that takes the text of a paragraph directly: a cell whose only content it is.</summary>
    public StructureNode? TextNode { get; init; }

    public LayoutContext At(string name, int index = 0) => this with { Where = new(Where, name, index) };

    public StructureNode? Open(string type) => Parent?.Add(type);
}

/// <summary>A place in the description, for messages.</summary>
internal sealed record Place(Place? Outer, string Name, int Index = 0)
{
    public override string ToString() => (Outer is null ? "" : $"{Outer} > ") + (Index == 0 ? Name : $"{Name} {Index}");
}
