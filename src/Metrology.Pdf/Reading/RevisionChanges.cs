using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading;

/// <summary>
/// What a later revision says otherwise than an earlier one. Everything that could be reached in the earlier revision is compared; the only
/// difference that is passed over is a further signature whose widget shows nothing.
/// </summary>
internal sealed class RevisionChanges
{
    readonly ObjectTable before;
    readonly ObjectTable after;
    readonly int? form;
    readonly HashSet<int> annotations = [];
    readonly List<LaterChange> changes = [];

    RevisionChanges(ObjectTable before, ObjectTable after)
    {
        (this.before, this.after) = (before, after);
        form = (before.Dictionary(before.Trailer.Find("Root"))?.Find("AcroForm") as PdfReference)?.Number;
    }

    public static IReadOnlyList<LaterChange> Between(ObjectTable before, ObjectTable after)
    {
        var comparison = new RevisionChanges(before, after);
        foreach (var key in (string[])["Root", "Info"])
            if (!comparison.Same(before.Trailer.Find(key), after.Trailer.Find(key)))
                comparison.changes.Add(new(0, key));
        comparison.Compare();
        return comparison.changes;
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

    bool IsFormGrown(PdfDictionary? old, PdfDictionary? later) =>
        later is null
            ? old is null
            : SameBut(old ?? new PdfDictionary(), later, "Fields", "SigFlags") && IsGrown(before.Items(old?.Find("Fields")), after.Items(later.Find("Fields")));

    bool IsGrown(IReadOnlyList<PdfValue> old, IReadOnlyList<PdfValue> later) =>
        later.Count >= old.Count
        && old.Zip(later).All(pair => Same(pair.First, pair.Second))
        && later.Skip(old.Count).All(IsInvisibleSignature);

    // Its number must be new: otherwise it says something about an object that was signed.
    bool IsInvisibleSignature(PdfValue value)
    {
        if (value is not PdfReference reference || before.Resolve(reference) is not PdfNull || after.Dictionary(reference) is not { } field)
            return false;
        var corners = after.Items(field.Find("Rect")).Select(corner => after.Resolve(corner).Real()).ToArray();
        return after.Resolve(field.Find("FT")).IsName("Sig") && field.Find("Kids") is null && field.Find("A") is null && field.Find("AA") is null
            && corners is [{ } left, { } bottom, { } right, { } top] && left == right && bottom == top;
    }

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
