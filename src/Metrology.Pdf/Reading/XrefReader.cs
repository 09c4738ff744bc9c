using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading;

/// <summary>Where an object stands: at an offset of the file (kind 1) or in an object stream (kind 2); 7.5.8.3.</summary>
internal readonly record struct XrefEntry(int Kind, int Position, int Index);

/// <summary>The cross-reference sections of a file, the newest first: ISO 32000-1 7.5.4 to 7.5.8.</summary>
internal sealed class XrefReader(ReadOnlyMemory<byte> file, ReadBudget budget)
{
    public const int MaximumNumber = 8_388_607;
    const int TailLength = 1024;

    readonly HashSet<int> visited = [];

    public Dictionary<int, XrefEntry> Entries { get; } = [];

    /// <summary>The newest trailer.</summary>
    public PdfDictionary Trailer { get; private set; } = null!;

    public int Start { get; private set; }

    /// <summary>The newest section is a stream and not a table.</summary>
    public bool IsStream { get; private set; }

    public static XrefReader Read(ReadOnlyMemory<byte> file, ReadBudget budget)
    {
        var reader = new XrefReader(file, budget);
        reader.Start = reader.FindStart();
        for (int? next = reader.Start; next is { } position;)
        {
            var trailer = reader.Section(position, out var isStream);
            if (reader.Trailer is null)
                (reader.Trailer, reader.IsStream) = (trailer, isStream);
            if (trailer.Find("Encrypt") is not null)
                throw new PdfFormatException("The file is encrypted.", PdfDefect.Encrypted);
            if (trailer.Find("XRefStm") is { } hybrid)
                reader.Section(Direct(hybrid, "XRefStm"), out _);
            next = trailer.Find("Prev") is { } previous ? Direct(previous, "Prev") : null;
        }
        return reader;
    }

    int FindStart()
    {
        var tail = Math.Max(0, file.Length - TailLength);
        var at = file.Span[tail..].LastIndexOf("startxref"u8);
        if (at < 0)
            throw new PdfFormatException("The file does not say where its cross-reference table starts.", PdfDefect.EndsWrongly);
        var lexer = new Lexer(file, tail + at + "startxref".Length);
        var start = lexer.Integer();
        while (Lexer.IsWhite(lexer.Current))
            lexer.Position++;
        // Bytes behind the end could be another file to another reader.
        if (!lexer.Accept("%%EOF"u8) || lexer.Bytes[lexer.Position..].ContainsAnyExcept(" \r\n"u8))
            throw new PdfFormatException($"The file does not end with its end mark at byte {lexer.Position}.", PdfDefect.EndsWrongly);
        return start;
    }

    PdfDictionary Section(int position, out bool isStream)
    {
        if (position < 0 || position >= file.Length || !visited.Add(position))
            throw new PdfFormatException($"A cross-reference section is said to be at {position}.");
        budget.Keep();
        var lexer = new Lexer(file, position);
        lexer.SkipWhite();
        isStream = !lexer.Accept("xref"u8);
        return isStream ? Stream(lexer) : Table(lexer);
    }

    PdfDictionary Table(Lexer lexer)
    {
        lexer.SkipWhite();
        while (Lexer.IsDigit(lexer.Current))
        {
            var (first, count) = (lexer.Integer(), lexer.Integer());
            for (var i = 0; i < count; i++)
            {
                var (offset, generation) = (lexer.Integer(), lexer.Integer());
                lexer.SkipWhite();
                var isUsed = lexer.Accept("n"u8);
                if (!isUsed && !lexer.Accept("f"u8))
                    throw lexer.Error("A cross-reference entry is neither used nor free");
                Add((long)first + i, new(isUsed ? 1 : 0, offset, generation));
            }
            lexer.SkipWhite();
        }
        lexer.Expect("trailer");
        return new ObjectParser(lexer, budget).Dictionary();
    }

    PdfDictionary Stream(Lexer lexer)
    {
        if (new ObjectParser(lexer, budget).Indirect(NoReference).Value is not PdfStream stream || !stream.Find("Type").IsName("XRef"))
            throw lexer.Error("The cross-reference section is neither a table nor a stream");
        var widths = Integers(stream.Find("W"));
        var size = stream.Find("Size").Integer(NoReference) ?? -1;
        if (widths.Length != 3 || widths.Any(width => width is < 0 or > 7) || widths.Sum() == 0 || size < 0)
            throw lexer.Error("The cross-reference stream has no widths or size");
        var ranges = stream.Find("Index") is { } index ? Integers(index) : [0, size];
        var data = Unpacking.Unpack(stream, NoReference, budget);
        if (ranges.Length % 2 != 0 || ranges.Any(bound => bound < 0) || ranges.Where((_, i) => i % 2 == 1).Sum(count => (long)count) * widths.Sum() != data.Length)
            throw lexer.Error("The cross-reference stream is not as long as its index");
        var at = 0;
        for (var range = 0; range < ranges.Length; range += 2)
            for (var i = 0; i < ranges[range + 1]; i++)
            {
                var kind = widths[0] == 0 ? 1 : Field(data, ref at, widths[0]);
                var (position, last) = (Field(data, ref at, widths[1]), Field(data, ref at, widths[2]));
                if (position > int.MaxValue || last > int.MaxValue)
                    throw lexer.Error("A cross-reference entry is beyond the file");
                Add((long)ranges[range] + i, new(kind is 1 or 2 ? (int)kind : 0, (int)position, (int)last));
            }
        return stream;
    }

    void Add(long number, XrefEntry entry)
    {
        if (number > MaximumNumber)
            throw new PdfFormatException($"An object has the number {number}.");
        budget.Keep();
        Entries.TryAdd((int)number, entry);
    }

    static long Field(byte[] data, ref int at, int width)
    {
        long value = 0;
        for (; width > 0; width--)
            value = value << 8 | data[at++];
        return value;
    }

    static int[] Integers(PdfValue? value) => value is PdfArray array
        ? [.. array.Items.Select(item => item.Integer(NoReference) ?? throw new PdfFormatException("An integer is missing in a cross-reference stream."))]
        : [];

    static int Direct(PdfValue value, string key) => value.Integer(NoReference) ?? throw new PdfFormatException($"“{key}” of a trailer is no position.");

    // While the table is read, nothing can be looked up in it: 7.5.8.2 wants direct values.
    static PdfValue NoReference(PdfValue? value) => value switch
    {
        null => PdfNull.Instance,
        PdfReference => throw new PdfFormatException("A cross-reference section refers to an object."),
        _ => value,
    };
}
