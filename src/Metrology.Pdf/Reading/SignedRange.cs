using System.Security.Cryptography;
using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading;

/// <summary>The bytes a signature speaks for: the file from its start to the end of a revision, without the signature's own digits.</summary>
internal sealed class SignedRange
{
    readonly ObjectTable objects;
    readonly ObjectTable revision;
    readonly int gapStart;
    readonly int gapEnd;

    SignedRange(ObjectTable objects, ObjectTable revision, int gapStart, int gapEnd) =>
        (this.objects, this.revision, this.gapStart, this.gapEnd) = (objects, revision, gapStart, gapEnd);

    public int End => revision.File.Length;

    /// <summary>Null when the range is not of that kind (12.8.1, ByteRange; ETSI EN 319 142-1 5.3).</summary>
    public static SignedRange? Of(ObjectTable objects, PdfDictionary signature)
    {
        var numbers = objects.Items(signature.Find("ByteRange")).Select(item => objects.Integer(item) ?? -1).ToArray();
        if (numbers is not [0, > 0 and var start, > 0 and var end, > 0 and var rest] || start >= end || (long)end + rest > objects.File.Length)
            return null;
        var revision = Revision(objects, end + rest);
        return revision is not null && IsContents(objects, signature, start, end) ? new SignedRange(objects, revision, start, end) : null;
    }

    public byte[] Digest(HashAlgorithmName algorithm)
    {
        objects.Budget.StepOver(End);
        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(objects.File.Span[..gapStart]);
        hash.AppendData(objects.File.Span[gapEnd..End]);
        return hash.GetHashAndReset();
    }

    public (IReadOnlyList<LaterChange> Changes, IReadOnlyList<LaterPicture> Pictures) Later() => ReferenceEquals(revision, objects) ? ([], []) : RevisionChanges.Between(revision, objects);

    static ObjectTable? Revision(ObjectTable objects, int length)
    {
        if (length == objects.File.Length)
            return objects;
        try
        {
            return ObjectTable.Open(objects.File[..length], objects.Budget);
        }
        catch (PdfFormatException)
        {
            return null;
        }
    }

    // What the range leaves out is one string, and it is this signature.
    static bool IsContents(ObjectTable objects, PdfDictionary signature, int start, int end)
    {
        var lexer = new Lexer(objects.File[..end], start);
        return lexer.Current == '<' && objects.File.Span[end - 1] == '>'
            && objects.Resolve(signature.Find("Contents")) is PdfBytes contents
            && lexer.HexString().AsSpan().SequenceEqual(contents.Value) && lexer.Position == end;
    }
}
