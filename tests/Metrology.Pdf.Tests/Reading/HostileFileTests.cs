using System.Text;
using Metrology.Pdf.Objects;
using Metrology.Pdf.Reading;
using Metrology.Pdf.Tests.Samples;

namespace Metrology.Pdf.Tests.Reading;

/// <summary>Files made to hang or fill a reader. Each is answered by the reader's own exception or by a harmless document.</summary>
public class HostileFileTests
{
    // What all streams of one file may unpack to, several times over for growing buffers.
    const long MostAllocated = 2L << 30;

    [Fact]
    public void An_honest_file_of_the_same_make_is_read() =>
        Assert.Equal("Hi", PdfReader.Open(RawPdf.OnePage("BT /F 10 Tf 5 5 Td (Hi) Tj ET").Build()).Text);

    public static TheoryData<string, byte[]> Refused => new()
    {
        { "empty", [] },
        { "not PDF", "GIF89a"u8.ToArray() },
        { "bytes behind the end", [.. Page().Build(), .. "PK\u0003\u0004"u8] },
        { "encrypted", Page().Build("/Root 1 0 R/Encrypt 9 0 R") },
        { "no root", Page().Build("") },
        { "root is a page", Page().Build("/Root 3 0 R") },
        { "previous table is itself", LoopingTable() },
        { "huge subsection", Page().Build(subsection: "7 2147483647\n") },
        { "huge number", Page().Build(subsection: "2147483647 1\n0000000009 00000 n\r\n") },
        { "object beyond the file", Page().Object(1, "<</Type/Catalog/Pages 40 0 R>>").Build(subsection: "40 1\n0999999999 00000 n\r\n") },
        { "object where another stands", Replace(Page().Build(), "3 0 obj", "9 0 obj") },
        { "page tree holds itself", Page().Object(2, "<</Type/Pages/Kids[2 0 R]/Count 1>>").Build() },
        { "page twice", Page().Object(2, "<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>").Build() },
        { "reference to itself", Page().Object(2, "2 0 R").Build() },
        { "reference in a circle", Page().Object(2, "7 0 R").Object(7, "2 0 R").Build() },
        { "deep", Page().Object(3, new string('[', 100_000)).Build() },
        { "deep in a page", RawPdf.OnePage(new string('[', 100_000)).Build() },
        { "key twice", Page().Object(3, "<</Type/Page/Contents 4 0 R/Contents 5 0 R>>").Build() },
        { "length that is too large", Page().Stream(4, "", "q Q"u8.ToArray(), "99999").Build() },
        { "length that is too small", Page().Stream(4, "", "q Q"u8.ToArray(), "1").Build() },
        { "negative length", Page().Stream(4, "", "q Q"u8.ToArray(), "-1").Build() },
        { "length by itself", Page().Stream(4, "", "q Q"u8.ToArray(), "4 0 R").Build() },
        { "unknown filter", Page().Stream(4, "/Filter/LZWDecode", [1, 2, 3]).Build() },
        { "damaged stream", Page().Stream(4, "/Filter/FlateDecode", [1, 2, 3]).Build() },
        { "predictor of another width", Page().Stream(4, "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647>>", Flate.Compress("q Q"u8)).Build() },
        { "form draws itself", RawPdf.OnePage("/X Do").Stream(6, "/Subtype/Form", "/X Do /X Do"u8.ToArray()).Build() },
        { "endless saving", RawPdf.OnePage(string.Concat(Enumerable.Repeat("q ", 100_000))).Build() },
        { "many operands", RawPdf.OnePage(string.Concat(Enumerable.Repeat("1 ", 100_000))).Build() },
        { "attachments in a circle", Page().Object(1, "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 7 0 R>>>>").Object(7, "<</Kids[7 0 R 7 0 R]>>").Build() },
        { "attachment of two contents", TwoContents() },
        { "fields in a circle", Page().Object(1, "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R]>>>>").Object(7, "<</FT/Sig/Kids[7 0 R]>>").Build() },
        { "code of five bytes", WithMap("1 beginbfchar <0000000001> <0041> endbfchar") },
        { "text of a kilobyte", WithMap($"1 beginbfchar <0001> <{new string('4', 2048)}> endbfchar") },
    };

    [Theory, MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void It_is_refused(string what, byte[] file)
    {
        Assert.NotEqual("", what);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<PdfFormatException>(() => Reading.Everything(file));
        Assert.NotEqual("", error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
    }

    [Fact]
    public void A_stream_that_unpacks_without_end_is_refused() => It_is_refused("bomb", Page().Stream(4, "/Filter/FlateDecode", Flate.Compress(new byte[128 << 20])).Build());

    [Fact]
    public void Many_streams_that_unpack_far_are_refused()
    {
        var part = Flate.Compress(Enumerable.Repeat((byte)' ', 32 << 20).ToArray());
        var file = Page().Object(3, "<</Type/Page/Contents[10 0 R 11 0 R 12 0 R 13 0 R 14 0 R 15 0 R 16 0 R]>>");
        for (var number = 10; number <= 16; number++)
            file.Stream(number, "/Filter/FlateDecode", part);
        It_is_refused("bombs", file.Build());
    }

    [Fact]
    public void Forms_that_draw_forms_are_paid_for_and_not_drawn_for_ever()
    {
        var file = RawPdf.OnePage(Many(6));
        for (var level = 6; level < 16; level++)
            file.Stream(level, $"/Subtype/Form/Resources<</XObject<</X{level + 1} {level + 1} 0 R>>>>", Encoding.ASCII.GetBytes(Many(level + 1)));
        file.Stream(16, "/Subtype/Form", "q Q"u8.ToArray());
        file.Object(3, "<</Type/Page/Contents 4 0 R/Resources<</XObject<</X6 6 0 R>>>>>>");
        It_is_refused("laughs", file.Build());

        static string Many(int level) => string.Concat(Enumerable.Repeat($"/X{level} Do ", 50));
    }

    [Fact]
    public void A_map_that_names_every_code_again_and_again_is_paid_for() =>
        It_is_refused("map", WithMap("1 beginbfrange " + string.Concat(Enumerable.Repeat("<0000> <FFFF> <0041> ", 1000)) + "endbfrange"));

    [Fact]
    public void Streams_that_overlap_are_not_copied()
    {
        // Each stream begins in the one before and all end together, so that together they are a thousand times the file.
        const int count = 1000;
        const int head = 53;
        const string end = "\nendstream\nendobj\n";
        var heads = Enumerable.Range(0, count).Select(i => $"{i + 10:D5} 0 obj\n<</Subtype/Form/Length {1_000_000 + (count - 1 - i) * head:D8}>>\nstream\n").ToArray();
        Assert.All(heads, text => Assert.Equal(head, text.Length));
        var data = Encoding.ASCII.GetBytes(string.Concat(heads) + new string(' ', 1_000_000) + end);
        var content = string.Concat(Enumerable.Range(0, count).Select(i => $"/X{i} Do "));
        var names = string.Concat(Enumerable.Range(0, count).Select(i => $"/X{i} {i + 10} 0 R"));
        var file = RawPdf.OnePage(content).Object(3, $"<</Type/Page/Contents 4 0 R/Resources<</XObject<<{names}>>>>>>").Stream(7, "", data);
        var at = file.Build().AsSpan().IndexOf(Encoding.ASCII.GetBytes(heads[0]));
        It_is_refused("overlap", file.Build(subsection: string.Concat(Enumerable.Range(0, count).Select(i => $"{i + 10} 1\n{at + head * i:D10} 00000 n\r\n"))));
    }

    static RawPdf Page() => RawPdf.OnePage("BT /F 10 Tf (Hi) Tj ET");

    static byte[] LoopingTable()
    {
        var file = Encoding.Latin1.GetString(Page().Build("/Root 1 0 R/Prev 0000000"));
        var start = file.LastIndexOf("xref\n0 1", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(file.Replace("/Prev 0000000", $"/Prev {start:D7}"));
    }

    static byte[] TwoContents() => Page()
        .Object(1, "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a) 7 0 R]>>>>>>")
        .Object(7, "<</Type/Filespec/F(a)/UF(a)/EF<</F 8 0 R/UF 9 0 R>>>>")
        .Stream(8, "", "one"u8.ToArray())
        .Stream(9, "", "two"u8.ToArray())
        .Build();

    static byte[] WithMap(string map) => RawPdf.OnePage("BT /F 10 Tf (Hi) Tj ET")
        .Object(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>")
        .Stream(7, "", Encoding.ASCII.GetBytes(map))
        .Build();

    static byte[] Replace(byte[] file, string old, string later) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(file).Replace(old, later));
}
