using Metrology.Pdf.Objects;
using Metrology.Pdf.Reading;
using static Metrology.Pdf.Objects.PdfValue;

namespace Metrology.Pdf.Signing;

/// <summary>
/// The form field of a signature, merged with its widget (ISO 32000-1 12.7.4.5). Without a picture the widget has no area: it needs no appearance
/// (ISO 19005-3 6.3.3), and being nothing a reader of the page could miss it stays out of the structure tree.
/// </summary>
internal static class SignatureField
{
    // ISO 19005-3 6.3.2 wants Print and forbids Hidden; Locked keeps it where it is.
    const int PrintAndLocked = 4 | 128;
    const int SignaturesExistAndAppendOnly = 3;

    public static void Write(ObjectTable objects, IncrementalUpdate update, PdfReference value, PdfSignature signature)
    {
        var root = objects.Trailer.Find("Root") as PdfReference ?? throw new PdfFormatException("The catalog is no indirect object.");
        var catalog = objects.Dictionary(root, "catalog");
        var page = PageTree.First(objects, catalog) ?? throw new PdfSigningException(SigningRefusal.DocumentUnsuitable, "The document has no page.");
        var form = objects.Dictionary(catalog.Find("AcroForm"))?.Copy() ?? new PdfDictionary();
        var field = update.Reserve();
        var widget = new PdfDictionary
        {
            ["Type"] = Name("Annot"),
            ["Subtype"] = Name("Widget"),
            ["FT"] = Name("Sig"),
            ["T"] = Text(FieldName(objects, form, signature.FieldName)),
            ["V"] = value,
            ["Rect"] = new PdfArray(0, 0, 0, 0),
            ["F"] = PrintAndLocked,
            ["P"] = page,
        };
        if (signature.Appearance is { } picture)
            Show(update, widget, picture);
        update.Write(field, widget);
        form["Fields"] = new PdfArray([.. objects.Items(form.Find("Fields")), field]);
        form["SigFlags"] = SignaturesExistAndAppendOnly;
        WriteForm(objects, update, (root, catalog), form);
        WritePage(objects, update, page, field);
    }

    static void Show(IncrementalUpdate update, PdfDictionary widget, SignatureAppearance picture)
    {
        var drawing = PdfStream.Plain(picture.Content);
        drawing["Type"] = Name("XObject");
        drawing["Subtype"] = Name("Form");
        drawing["BBox"] = new PdfArray(0, 0, picture.Width, picture.Height);
        var stream = update.Reserve();
        update.Write(stream, drawing);
        widget["Rect"] = new PdfArray(picture.Left, picture.Bottom, picture.Left + picture.Width, picture.Bottom + picture.Height);
        widget["AP"] = new PdfDictionary { ["N"] = stream };
    }

    static void WriteForm(ObjectTable objects, IncrementalUpdate update, (PdfReference Reference, PdfDictionary Value) catalog, PdfDictionary form)
    {
        if (catalog.Value.Find("AcroForm") is PdfReference existing)
        {
            update.Write(existing, form);
            return;
        }
        var reference = update.Reserve();
        update.Write(reference, form);
        var changed = catalog.Value.Copy();
        changed["AcroForm"] = reference;
        update.Write(catalog.Reference, changed);
    }

    static void WritePage(ObjectTable objects, IncrementalUpdate update, PdfReference reference, PdfReference field)
    {
        var page = objects.Dictionary(reference, "page");
        var annotations = new PdfArray([.. objects.Items(page.Find("Annots")), field]);
        if (page.Find("Annots") is PdfReference existing)
        {
            update.Write(existing, annotations);
            return;
        }
        var changed = page.Copy();
        changed["Annots"] = annotations;
        update.Write(reference, changed);
    }

    static string FieldName(ObjectTable objects, PdfDictionary form, string? wished)
    {
        var taken = objects.Items(form.Find("Fields")).Select(item => objects.Text(objects.Dictionary(item)?.Find("T"))).ToHashSet();
        if (wished is null)
            return Enumerable.Range(1, taken.Count + 1).Select(i => FormattableString.Invariant($"Signature{i}")).First(name => !taken.Contains(name));
        // 12.7.3.2: a full stop divides the names of a hierarchy.
        return wished != "" && !wished.Contains('.') && !taken.Contains(wished)
            ? wished
            : throw new PdfSigningException(SigningRefusal.DocumentUnsuitable, $"“{wished}” cannot be the name of another field.");
    }
}
