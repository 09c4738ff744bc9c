namespace Metrology.Pdf.Reading;

/// <summary>
/// Opens PDF files, ours and others', for somebody who must be able to rely on what is read: strict where readers could disagree, and of
/// bounded cost whatever the bytes claim.
/// </summary>
public static class PdfReader
{
    /// <summary>The file as one revision with everything that was appended to it.</summary>
    /// <exception cref="PdfFormatException">The bytes are no PDF file this reader accepts; also thrown later, by what is read on demand.</exception>
    public static ReadDocument Open(ReadOnlyMemory<byte> file) => new(ObjectTable.Open(file, new ReadBudget()));
}
