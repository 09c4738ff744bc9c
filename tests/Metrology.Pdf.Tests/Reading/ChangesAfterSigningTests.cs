using Metrology.Pdf.Objects;
using Metrology.Pdf.Reading;
using Metrology.Pdf.Signing;
using Metrology.Pdf.Tests.Samples;
using static Metrology.Pdf.Objects.PdfValue;

namespace Metrology.Pdf.Tests.Reading;

/// <summary>A signature is good only while the file says what was signed.</summary>
public class ChangesAfterSigningTests
{
    static readonly byte[] Signed = SignedSample.Sign(Documents.Of(new Paragraph("±0.05 %")).ToBytes());

    [Fact]
    public void A_changed_byte_anywhere_is_found()
    {
        var (start, end) = SignedSample.Gap(Signed);
        Assert.True(SignedSample.Read(Signed).IsGood);
        var file = Signed.ToArray();
        // Of the font's outlines and other packed bytes every thirty-first will do.
        var appended = Documents.Of(new Paragraph("±0.05 %")).ToBytes().Length;
        var places = Enumerable.Range(0, appended / 31).Select(i => i * 31).Concat(Enumerable.Range(appended, start + 1 - appended)).Concat(Enumerable.Range(end - 1, file.Length - end + 1));
        foreach (var i in places)
        {
            file[i] ^= 1;
            var document = Reading.Outcome(file);
            Assert.False(document is not null && document.Signatures.Any(signature => signature.IsGood), $"byte {i} of {file.Length}");
            file[i] ^= 1;
        }
        Assert.True(SignedSample.Read(file).IsGood);
    }

    [Fact]
    public void Another_content_of_the_page_is_found() => Found("stream", (objects, update, page) =>
        update.Write((PdfReference)page.Find("Contents")!, PdfStream.Deflated("q Q"u8)));

    [Fact]
    public void A_page_that_shows_something_else_is_found() => Found("Page", (_, update, page) =>
        WritePage(update, page, "Contents", Added(update, PdfStream.Deflated("q Q"u8))));

    [Fact]
    public void A_note_on_the_page_is_found() => Found("Page", (objects, update, page) =>
    {
        var note = Added(update, new PdfDictionary { ["Type"] = Name("Annot"), ["Subtype"] = Name("FreeText"), ["Rect"] = new PdfArray(0, 0, 0, 0) });
        WritePage(update, page, "Annots", new PdfArray([.. objects.Items(page.Find("Annots")), note]));
    });

    [Fact]
    public void A_signature_that_is_seen_is_found() => Found("Page", (objects, update, page) =>
    {
        var widget = Added(update, new PdfDictionary { ["Subtype"] = Name("Widget"), ["FT"] = Name("Sig"), ["Rect"] = new PdfArray(0, 0, 100, 100) });
        WritePage(update, page, "Annots", new PdfArray([.. objects.Items(page.Find("Annots")), widget]));
    });

    /// <summary>A seal lies over the page: it is no change of what was signed, and it is told.</summary>
    [Fact]
    public void A_signature_that_shows_a_picture_is_told_apart_unless_it_is_large()
    {
        var (small, large) = (Drawn(120), Drawn(200));
        Assert.True(small.IsGood);
        Assert.Equal([(120.0, 60.0)], small.LaterPictures.Select(one => (one.Width, one.Height)));
        Assert.False(large.IsGood);
        Assert.Contains(large.LaterChanges, one => one.What == "Page");
        Assert.Empty(PdfReader.Open(SignedSample.Sign(Signed)).Signatures[0].LaterPictures);

        static ReadSignature Drawn(double width) => PdfReader.Open(PdfSigning.Sign(Signed, SignedSample.Statement with { Appearance = new(50, 50, width, 60, "0 0 m 9 9 l S"u8.ToArray()) }, Signers.Of(SignatureScheme.EcdsaP256))).Signatures[0];
    }

    [Fact]
    public void The_first_signature_taken_off_is_found() => Found("Page", (_, update, page) => WritePage(update, page, "Annots", new PdfArray()));

    [Fact]
    public void Another_catalog_is_found() => Found("Catalog", (objects, update, _) =>
    {
        var catalog = objects.Dictionary(objects.Trailer.Find("Root"))!.Copy();
        catalog["OpenAction"] = new PdfDictionary { ["S"] = Name("JavaScript"), ["JS"] = Text("0") };
        update.Write((PdfReference)objects.Trailer.Find("Root")!, catalog);
    });

    [Fact]
    public void An_object_defined_where_the_signed_file_had_none_is_found()
    {
        var dangling = RawPdf.OnePage("BT /F 10 Tf (Hi) Tj ET").Object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents[4 0 R 40 0 R]/Resources<</Font<</F 5 0 R>>>>>>").Build();
        var signed = SignedSample.Sign(dangling);
        Assert.True(SignedSample.Read(signed).IsGood);
        var update = new IncrementalUpdate(ObjectTable.Open(signed, new ReadBudget()));
        update.Write(new PdfReference(40), PdfStream.Plain("BT /F 10 Tf (no) Tj ET"u8.ToArray()));
        var changed = update.Finish();
        Assert.Contains("no", PdfReader.Open(changed).Text);
        Assert.Equal([new(40, "object that did not exist")], SignedSample.Read(changed).LaterChanges);
    }

    [Fact]
    public void Objects_nobody_refers_to_are_no_change()
    {
        var update = new IncrementalUpdate(ObjectTable.Open(Signed, new ReadBudget()));
        update.Write(update.Reserve(), PdfStream.Deflated("nothing"u8));
        var signature = SignedSample.Read(update.Finish());
        Assert.False(signature.CoversWholeFile);
        Assert.True(signature.IsGood);
    }

    [Fact]
    public void A_range_that_does_not_begin_at_the_beginning_is_wrong()
    {
        var file = Signed.ToArray();
        file[file.AsSpan().IndexOf("/ByteRange[0"u8) + "/ByteRange[".Length] = (byte)'1';
        Assert.Contains(SignatureFault.RangeWrong, SignedSample.Read(file).Faults);
    }

    [Fact]
    public void A_range_that_leaves_out_more_than_the_signature_is_wrong()
    {
        var text = System.Text.Encoding.Latin1.GetString(Signed);
        var (start, end) = SignedSample.Gap(Signed);
        var file = text.Replace($"[0 {start} {end} {Signed.Length - end}", $"[0 {start} {end + 1} {Signed.Length - end - 1}");
        Assert.NotEqual(text, file);
        Assert.Contains(SignatureFault.RangeWrong, SignedSample.Read(System.Text.Encoding.Latin1.GetBytes(file)).Faults);
    }

    static void Found(string what, Action<ObjectTable, IncrementalUpdate, PdfDictionary> change)
    {
        var objects = ObjectTable.Open(Signed, new ReadBudget());
        var update = new IncrementalUpdate(objects);
        change(objects, update, objects.Dictionary(FirstPage(objects))!);
        var signature = SignedSample.Read(update.Finish());
        Assert.True(signature.IsIntact);
        Assert.False(signature.CoversWholeFile);
        Assert.False(signature.IsGood);
        Assert.Equal([what], signature.LaterChanges.Select(found => found.What));
    }

    static PdfReference FirstPage(ObjectTable objects) => PageTree.First(objects, objects.Dictionary(objects.Trailer.Find("Root"))!)!;

    static PdfReference Added(IncrementalUpdate update, PdfValue value)
    {
        var reference = update.Reserve();
        update.Write(reference, value);
        return reference;
    }

    static void WritePage(IncrementalUpdate update, PdfDictionary page, string key, PdfValue value)
    {
        var changed = page.Copy();
        changed[key] = value;
        update.Write(FirstPage(ObjectTable.Open(Signed, new ReadBudget())), changed);
    }
}
