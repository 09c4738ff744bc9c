using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading;

/// <summary>
/// What a later revision says otherwise than an earlier one. Everything that could be reached in the earlier revision is compared; the only
/// difference that is passed over is a further signature. What its widget shows is told apart: it lies over the page and changes nothing of it.
/// </summary>
internal sealed class RevisionChanges
{
    // 60 mm: the largest seals of institutions have 50.
    const double LargestSide = 60 * 72 / 25.4;

    readonly ObjectTable before;
    readonly ObjectTable after;
    readonly int? form;
    readonly HashSet<int> annotations = [];
    readonly List<LaterChange> changes = [];
    readonly SortedDictionary<int, LaterPicture> pictures = [];

    RevisionChanges(ObjectTable before, ObjectTable after)
    {
        (this.before, this.after) = (before, after);
        form = (before.Dictionary(before.Trailer.Find("Root"))?.Find("AcroForm") as PdfReference)?.Number;
    }

    public static (IReadOnlyList<LaterChange> Changes, IReadOnlyList<LaterPicture> Pictures) Between(ObjectTable before, ObjectTable after)
    {
        var comparison = new RevisionChanges(before, after);
        foreach (var key in (string[])["Root", "Info"])
            if (!comparison.Same(before.Trailer.Find(key), after.Trailer.Find(key)))
                comparison.changes.Add(new(0, key));
        comparison.Compare();
        return (comparison.changes, [.. comparison.pictures.Values]);
    }

    void Compare()
    {
        var pending = new Queue<int>();
        var seen = new HashSet<int>();
        Follow(before.Trailer, pending, seen);
        while (pending.TryDequeue(out var number))
        {
            before.Budget.Step();
            var (old, later) = (before.Resolve(new PdfReference(number, before.Generation(number))), after.Resolve(new PdfReference(number, after.Generation(number))));
            if (!ReferenceEquals(old, later) && !Same(old, later) && !IsFurtherSignature(number, old, later))
                changes.Add(new(number, Describe(old)));
            Follow(old, pending, seen);
        }
    }

    void Follow(PdfValue value, Queue<int> pending, HashSet<int> seen)
    {
        if (value is PdfReference reference)
        {
            if (seen.Add(reference.Number))
                pending.Enqueue(reference.Number);
        }
        else if (value is PdfArray array)
            foreach (var item in array.Items)
                Follow(item, pending, seen);
        else if (value is PdfDictionary dictionary)
            foreach (var (key, item) in dictionary.Entries)
            {
                if (key == "Annots" && item is PdfReference list)
                    annotations.Add(list.Number);
                Follow(item, pending, seen);
            }
    }

    bool IsFurtherSignature(int number, PdfValue old, PdfValue later) => (old, later) switch
    {
        (PdfStream, _) or (_, PdfStream) => false,
        (PdfDictionary catalog, PdfDictionary changed) when catalog.Find("Type").IsName("Catalog") =>
            SameBut(catalog, changed, "AcroForm", "DSS") && IsFormGrown(before.Dictionary(catalog.Find("AcroForm")), after.Dictionary(changed.Find("AcroForm"))),
        (PdfDictionary page, PdfDictionary changed) when page.Find("Type").IsName("Page") =>
            SameBut(page, changed, "Annots") && IsGrown(before.Items(page.Find("Annots")), after.Items(changed.Find("Annots"))),
        (PdfDictionary fields, PdfDictionary changed) when number == form => IsFormGrown(fields, changed),
        (PdfArray list, PdfArray changed) when annotations.Contains(number) => IsGrown(list.Items, changed.Items),
        _ => false,
    };

    // DR and DA are of fields with text, which a signed certificate has none of; signing programs write them all the same.
    bool IsFormGrown(PdfDictionary? old, PdfDictionary? later) =>
        later is null
            ? old is null
            : SameBut(old ?? new PdfDictionary(), later, "Fields", "SigFlags", "DR", "DA") && IsGrown(before.Items(old?.Find("Fields")), after.Items(later.Find("Fields")));

    bool IsGrown(IReadOnlyList<PdfValue> old, IReadOnlyList<PdfValue> later) =>
        later.Count >= old.Count
        && old.Zip(later).All(pair => Same(pair.First, pair.Second))
        && later.Skip(old.Count).All(IsSignature);

    // Its number must be new: otherwise it says something about an object that was signed.
    bool IsSignature(PdfValue value)
    {
        if (value is not PdfReference reference || before.Resolve(reference) is not PdfNull || after.Dictionary(reference) is not { } field)
            return false;
        var corners = after.Items(field.Find("Rect")).Select(corner => after.Resolve(corner).Real()).ToArray();
        if (!after.Resolve(field.Find("FT")).IsName("Sig") || field.Find("Kids") is not null || field.Find("A") is not null || field.Find("AA") is not null
            || corners is not [{ } left, { } bottom, { } right, { } top])
            return false;
        if (left == right && bottom == top)
            return true;
        var picture = new LaterPicture(reference.Number, Math.Abs(right - left), Math.Abs(top - bottom));
        if (picture.Width > LargestSide || picture.Height > LargestSide || !IsPlain(field))
            return false;
        pictures[reference.Number] = picture;
        return true;
    }

    /// <summary>A widget with one picture, of a field that holds a signature.</summary>
    bool IsPlain(PdfDictionary field) =>
        after.Resolve(field.Find("Subtype")).IsName("Widget") && after.Dictionary(field.Find("V"))?.Find("ByteRange") is not null
        && after.Dictionary(field.Find("AP")) is { Entries: [{ Key: "N" }] } shown && after.Resolve(shown.Find("N")) is PdfStream;

    bool SameBut(PdfDictionary old, PdfDictionary later, params string[] keys) =>
        old.Entries.Concat(later.Entries).Select(entry => entry.Key).Except(keys).All(key => Same(old.Find(key), later.Find(key)));

    bool Same(PdfValue? one, PdfValue? other)
    {
        if (one is null || other is null)
            return one is null && other is null;
        if (one is not PdfStream stream || other is not PdfStream later)
            return one.Written().AsSpan().SequenceEqual(other.Written());
        // The bytes of hostile streams may overlap, so that they are more than the file.
        before.Budget.StepOver(stream.Encoded.Length);
        return stream.Entries.Count == later.Entries.Count && stream.Entries.Zip(later.Entries).All(pair => pair.First.Key == pair.Second.Key && Same(pair.First.Value, pair.Second.Value))
            && stream.Encoded.Span.SequenceEqual(later.Encoded.Span);
    }

    static string Describe(PdfValue value) => value switch
    {
        PdfStream stream => stream.Find("Type").NameText() ?? stream.Find("Subtype").NameText() ?? "stream",
        PdfDictionary dictionary => dictionary.Find("Type").NameText() ?? dictionary.Find("S").NameText() ?? "dictionary",
        PdfArray => "array",
        PdfNull => "object that did not exist",
        _ => "value",
    };
}
