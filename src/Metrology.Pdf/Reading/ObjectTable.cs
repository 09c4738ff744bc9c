using Metrology.Pdf.Objects;
using Metrology.Pdf.Reading.Text;

namespace Metrology.Pdf.Reading;

/// <summary>The objects of a file by number, each parsed when it is first asked for.</summary>
internal sealed class ObjectTable
{
    const int MaximumChain = 16;

    readonly ReadOnlyMemory<byte> file;
    readonly XrefReader xref;
    readonly Dictionary<int, PdfValue> loaded = [];
    readonly Dictionary<int, (byte[] Data, (int Number, int Offset)[] Index)> streams = [];
    readonly HashSet<int> loading = [];

    ObjectTable(ReadOnlyMemory<byte> file, ReadBudget budget)
    {
        this.file = file;
        Budget = budget;
        xref = XrefReader.Read(file, budget);
    }

    public ReadBudget Budget { get; }

    /// <summary>The fonts read so far, by their dictionaries; most pages share them.</summary>
    public Dictionary<PdfDictionary, ReadFont> Fonts { get; } = new(ReferenceEqualityComparer.Instance);

    public PdfDictionary Trailer => xref.Trailer;
    public int XrefStart => xref.Start;
    public bool HasXrefStream => xref.IsStream;
    public ReadOnlyMemory<byte> File => file;

    /// <summary>The numbers in use.</summary>
    public IEnumerable<int> Numbers => xref.Entries.Where(entry => entry.Value.Kind != 0).Select(entry => entry.Key);

    /// <summary>The generation under which a number is in use: 7.5.4. Objects in streams have 0.</summary>
    public int Generation(int number) => xref.Entries.TryGetValue(number, out var entry) && entry.Kind == 1 ? entry.Index : 0;

    public int Size => xref.Entries.Count == 0 ? 0 : xref.Entries.Keys.Max() + 1;

    public static ObjectTable Open(ReadOnlyMemory<byte> file, ReadBudget budget)
    {
        if (!file.Span.StartsWith("%PDF-1."u8) && !file.Span.StartsWith("%PDF-2."u8))
            throw new PdfFormatException("The file does not start as a PDF file.", PdfDefect.NoPdf);
        return new ObjectTable(file, budget);
    }

    /// <summary>The value itself or what it refers to; null as an object when there is none.</summary>
    public PdfValue Resolve(PdfValue? value)
    {
        for (var i = 0; value is PdfReference reference; i++)
        {
            if (i == MaximumChain)
                throw new PdfFormatException($"Object {reference.Number} refers to itself.");
            value = Get(reference);
        }
        return value ?? PdfNull.Instance;
    }

    public PdfDictionary? Dictionary(PdfValue? value) => Resolve(value) as PdfDictionary;

    public PdfDictionary Dictionary(PdfValue? value, string what) => Dictionary(value) ?? throw new PdfFormatException($"The file has no {what}.");

    public IReadOnlyList<PdfValue> Items(PdfValue? value) => Resolve(value) is PdfArray array ? array.Items : [];

    public int? Integer(PdfValue? value) => value.Integer(Resolve);

    public string? Text(PdfValue? value) => Resolve(value) is PdfBytes text ? TextStrings.Decode(text.Value) : null;

    public byte[] Unpack(PdfStream stream) => Unpacking.Unpack(stream, Resolve, Budget);

    PdfValue Get(PdfReference reference)
    {
        if (!loaded.TryGetValue(reference.Number, out var value))
        {
            if (!loading.Add(reference.Number) || loading.Count > ReadBudget.MaximumDepth)
                throw new PdfFormatException($"Object {reference.Number} needs itself.");
            loaded[reference.Number] = value = Load(reference);
            loading.Remove(reference.Number);
        }
        return value;
    }

    PdfValue Load(PdfReference reference)
    {
        if (!xref.Entries.TryGetValue(reference.Number, out var entry) || entry.Kind == 0)
            return PdfNull.Instance;
        if (entry.Kind == 2)
            return reference.Generation == 0 ? FromStream(reference.Number, entry) : PdfNull.Instance;
        if (entry.Index != reference.Generation)
            return PdfNull.Instance;
        if (entry.Position >= file.Length)
            throw new PdfFormatException($"Object {reference.Number} is said to be beyond the file.");
        var (number, generation, value) = new ObjectParser(new Lexer(file, entry.Position), Budget).Indirect(Resolve);
        return number == reference.Number && generation == reference.Generation
            ? value
            : throw new PdfFormatException($"Object {reference.Number} is said to be where object {number} stands.");
    }

    // 7.5.7; the number in the stream's own index must be the one that was asked for.
    PdfValue FromStream(int number, XrefEntry entry)
    {
        if (!streams.TryGetValue(entry.Position, out var stream))
            streams[entry.Position] = stream = ObjectStream(entry.Position);
        if (entry.Index >= stream.Index.Length || stream.Index[entry.Index].Number != number)
            throw new PdfFormatException($"Object {number} is not in its object stream.");
        var value = new ObjectParser(new Lexer(stream.Data, stream.Index[entry.Index].Offset), Budget).Value();
        return value is PdfReference ? throw new PdfFormatException($"Object {number} is only a reference.") : value;
    }

    (byte[] Data, (int Number, int Offset)[] Index) ObjectStream(int number)
    {
        if (xref.Entries.GetValueOrDefault(number).Kind != 1 || Get(new PdfReference(number)) is not PdfStream stream || !stream.Find("Type").IsName("ObjStm"))
            throw new PdfFormatException($"Object {number} is no object stream.");
        var data = Unpack(stream);
        var (count, first) = (Integer(stream.Find("N")) ?? -1, Integer(stream.Find("First")) ?? -1);
        if (count < 0 || count > data.Length || first < 0 || first > data.Length)
            throw new PdfFormatException($"Object stream {number} claims {count} objects.");
        Budget.Keep(count);
        var lexer = new Lexer(data, 0);
        var index = new (int Number, int Offset)[count];
        for (var i = 0; i < count; i++)
        {
            var (member, offset) = (lexer.Integer(), lexer.Integer());
            if (offset >= data.Length - first)
                throw new PdfFormatException($"Object {member} is said to be beyond object stream {number}.");
            index[i] = (member, first + offset);
        }
        return (data, index);
    }
}
