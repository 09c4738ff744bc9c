using Metrology.Pdf.Objects;
using Metrology.Pdf.Reading.Text;

namespace Metrology.Pdf.Reading;

/// <summary>Looks through the parts of a file that decide what a reader sees: whatever the writer of this system does not make is named, known or not.</summary>
internal sealed class UnexpectedParts(ObjectTable objects)
{
    static readonly string[] OfCatalog = ["Type", "Pages", "Lang", "ViewerPreferences", "Metadata", "OutputIntents", "MarkInfo", "StructTreeRoot", "Outlines", "Names", "AF", "AcroForm", "DSS", "Version", "Extensions"];
    static readonly string[] OfPage = ["Type", "Parent", "MediaBox", "Resources", "Contents", "StructParents", "Tabs", "Annots"];
    static readonly string[] OfPages = ["Type", "Parent", "Kids", "Count"];
    static readonly string[] OfOutline = ["Type", "Title", "Parent", "Prev", "Next", "First", "Last", "Count", "Dest"];
    static readonly string[] OfElement = ["Type", "S", "P", "K", "Pg", "T", "Alt", "A"];
    static readonly string[] Actions = ["OpenAction", "AA", "A", "JavaScript", "URI"];
    const double NoArea = 0.001;

    readonly List<UnexpectedPart> found = [];
    readonly HashSet<PdfDictionary> visited = new(ReferenceEqualityComparer.Instance);

    public static IReadOnlyList<UnexpectedPart> Find(ObjectTable objects, PdfDictionary catalog, IReadOnlyList<ReadPage> pages)
    {
        var parts = new UnexpectedParts(objects);
        parts.Keys(catalog, OfCatalog, 0);
        parts.Keys(objects.Dictionary(catalog.Find("Names")), ["EmbeddedFiles"], 0);
        parts.Keys(objects.Dictionary(catalog.Find("AcroForm")), ["Fields", "SigFlags"], 0);
        parts.Keys(objects.Dictionary(catalog.Find("ViewerPreferences")), ["DisplayDocTitle"], 0);
        if (objects.Dictionary(catalog.Find("MarkInfo"))?.Find("Marked") is { } marked && objects.Resolve(marked) is not PdfBoolean { Value: true })
            parts.Add(UnexpectedKind.Other, 0, "MarkInfo");
        parts.Files(catalog);
        foreach (var field in objects.Items(objects.Dictionary(catalog.Find("AcroForm"))?.Find("Fields")))
            parts.Field(objects.Dictionary(field));
        foreach (var (index, page) in pages.Index())
            parts.Page(page.Dictionary, index + 1);
        parts.Walk(objects.Dictionary(catalog.Find("Outlines")), OfOutline, ["First", "Next"]);
        parts.Elements(objects.Dictionary(catalog.Find("StructTreeRoot"))?.Find("K"), 0);
        return parts.found;
    }

    void Page(PdfDictionary page, int number)
    {
        Keys(page, OfPage, number);
        for (var above = objects.Dictionary(page.Find("Parent")); above is not null && visited.Add(above); above = objects.Dictionary(above.Find("Parent")))
            Keys(above, OfPages, number);
        foreach (var annotation in objects.Items(page.Find("Annots")))
            Annotation(objects.Dictionary(annotation), number);
        var resources = objects.Dictionary(page.Find("Resources"));
        Keys(resources, ["Font", "XObject", "ProcSet"], number);
        foreach (var (_, value) in objects.Dictionary(resources?.Find("Font"))?.Entries ?? [])
            Font(objects.Dictionary(value), number);
        foreach (var (name, value) in objects.Dictionary(resources?.Find("XObject"))?.Entries ?? [])
            if (objects.Resolve(value) is PdfStream picture && (!picture.Find("Subtype").IsName("Image") || picture.Find("OC") is not null || picture.Find("Alternates") is not null))
                Add(UnexpectedKind.Other, number, name);
    }

    /// <summary>The one annotation that the writer makes is that of a signature, and has no area.</summary>
    void Annotation(PdfDictionary? annotation, int number)
    {
        var kind = objects.Resolve(annotation?.Find("Subtype")).NameText() ?? "—";
        var corners = objects.Items(annotation?.Find("Rect")).Select(corner => objects.Resolve(corner).Real() ?? double.NaN).ToArray();
        var hasNoArea = corners is [var left, var bottom, var right, var top] && Math.Abs(left - right) < NoArea && Math.Abs(bottom - top) < NoArea;
        if (kind != "Widget" || !objects.Resolve(annotation?.Find("FT")).IsName("Sig") || !hasNoArea || annotation?.Find("AP") is not null)
            Add(UnexpectedKind.Annotation, number, kind);
        else
            Keys(annotation, ["Type", "Subtype", "FT", "T", "V", "Rect", "F", "P", "Lock"], number);
    }

    void Field(PdfDictionary? field)
    {
        if (!objects.Resolve(field?.Find("FT")).IsName("Sig") || field?.Find("Kids") is not null)
            Add(UnexpectedKind.Field, 0, objects.Text(field?.Find("T")) ?? "—");
    }

    /// <summary>A font whose glyphs are programs, that every reader takes from elsewhere, or whose widths are not its own, shows what nobody compared.</summary>
    void Font(PdfDictionary? font, int number)
    {
        if (font is null || !visited.Add(font))
            return;
        var descendant = objects.Dictionary(objects.Items(font.Find("DescendantFonts")).FirstOrDefault());
        var isOurs = font.Find("Subtype").IsName("Type0") && objects.Resolve(font.Find("Encoding")).IsName("Identity-H") && objects.Resolve(font.Find("ToUnicode")) is PdfStream
            && descendant?.Find("Subtype").IsName("CIDFontType2") == true && objects.Resolve(descendant.Find("CIDToGIDMap")).IsName("Identity")
            && objects.Resolve(objects.Dictionary(descendant.Find("FontDescriptor"))?.Find("FontFile2")) is PdfStream program
            && FontWidths.AreThoseOfGlyphs(objects, font, program);
        if (!isOurs)
            Add(UnexpectedKind.Font, number, objects.Resolve(font.Find("BaseFont")).NameText() ?? objects.Resolve(font.Find("Subtype")).NameText() ?? "—");
    }

    void Files(PdfDictionary catalog)
    {
        var named = new HashSet<PdfDictionary>(ReferenceEqualityComparer.Instance);
        Named(objects.Dictionary(objects.Dictionary(catalog.Find("Names"))?.Find("EmbeddedFiles")), named, 0);
        var associated = objects.Items(catalog.Find("AF"));
        if (associated.Count != named.Count)
            Add(UnexpectedKind.File, 0, "AF");
        foreach (var file in associated)
            if (objects.Dictionary(file) is not { } specification || !named.Contains(specification))
                Add(UnexpectedKind.File, 0, objects.Text(objects.Dictionary(file)?.Find("UF")) ?? "AF");
    }

    void Named(PdfDictionary? node, HashSet<PdfDictionary> into, int depth)
    {
        objects.Budget.Step();
        if (node is null || depth > ReadBudget.MaximumDepth)
            return;
        foreach (var value in objects.Items(node.Find("Names")))
            if (objects.Dictionary(value) is { } specification)
                into.Add(specification);
        foreach (var kid in objects.Items(node.Find("Kids")))
            Named(objects.Dictionary(kid), into, depth + 1);
    }

    /// <summary>A chain of dictionaries by the keys that lead on.</summary>
    void Walk(PdfDictionary? start, string[] keys, string[] next)
    {
        var pending = new Stack<PdfDictionary?>([start]);
        while (pending.TryPop(out var one))
        {
            objects.Budget.Step();
            if (one is null || !visited.Add(one))
                continue;
            Keys(one, keys, 0);
            foreach (var key in next)
                pending.Push(objects.Dictionary(one.Find(key)));
        }
    }

    void Elements(PdfValue? value, int depth)
    {
        objects.Budget.Step();
        if (depth > ReadBudget.MaximumDepth)
            return;
        if (objects.Resolve(value) is PdfArray array)
        {
            foreach (var item in array.Items)
                Elements(item, depth + 1);
        }
        else if (objects.Dictionary(value) is { } element && element.Find("S") is not null && visited.Add(element))
        {
            foreach (var (key, _) in element.Entries.Where(entry => !OfElement.Contains(entry.Key) || entry.Key == "Alt" && !objects.Resolve(element.Find("S")).IsName("Figure")))
                Add(key is "ActualText" or "Alt" or "E" ? UnexpectedKind.Substitute : UnexpectedKind.Other, 0, key);
            Elements(element.Find("K"), depth + 1);
        }
    }

    void Keys(PdfDictionary? dictionary, string[] known, int page)
    {
        foreach (var (key, _) in dictionary?.Entries ?? [])
            if (!known.Contains(key))
                Add(Actions.Contains(key) ? UnexpectedKind.Action : key is "OCProperties" or "Properties" ? UnexpectedKind.Layer : UnexpectedKind.Other, page, key);
    }

    void Add(UnexpectedKind kind, int page, string name)
    {
        objects.Budget.Keep();
        found.Add(new(kind, page, name));
    }
}
