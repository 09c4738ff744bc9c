namespace Metrology.Pdf.Structure;

/// <summary>An element of the logical structure (ISO 32000-1 14.7): made while laying out, given its content while drawing.</summary>
internal sealed class StructureNode(string type, StructureNode? parent)
{
    readonly List<StructureNode> children = [];
    readonly List<(int Page, int Mark)> content = [];

    public string Type => type;
    public StructureNode? Parent => parent;
    public string? Alt { get; set; }
    /// <summary>What the element is called, e.g. the id of the value that a cell shows.</summary>
    public string? Title { get; set; }
    public int ColumnSpan { get; init; } = 1;
    public IReadOnlyList<StructureNode> Children => children;
    public IReadOnlyList<(int Page, int Mark)> Content => content;

    public StructureNode Add(string childType, int columnSpan = 1)
    {
        var child = new StructureNode(childType, this) { ColumnSpan = columnSpan };
        children.Add(child);
        return child;
    }

    public void AddContent(int page, int mark) => content.Add((page, mark));
}
