using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Pdf.Reading;

namespace Metrology.Documents;

/// <summary>Reads PDF files of others with the strict reader of this system.</summary>
public sealed class ReceivedPdfReader : IReceivedPdf
{
    /// <summary>The signature may hold, but not by what this reader knows: it is said, and nothing is claimed of it.</summary>
    private static readonly SignatureFault[] NotChecked = [SignatureFault.KindUnknown, SignatureFault.AlgorithmUnknown];

    public Outcome<ReceivedPdf> Open(ReadOnlyMemory<byte> file)
    {
        try
        {
            var read = PdfReader.Open(file);
            var broken = read.Signatures.FirstOrDefault(one => one.LaterChanges.Count > 0 || one.Faults.Except(NotChecked).Any());
            if (broken is not null)
                return Broken(broken);
            return new ReceivedPdf(
                [.. read.Attachments.Where(IsXml).Select(one => one.Content())],
                [.. read.Signatures.Select(one => new ReceivedSignature(ReceivedPart.Pages, one.Certificate?.Subject ?? one.Name ?? "", one.StampedTime ?? one.Time, one.IsGood))]);
        }
        catch (PdfFormatException)
        {
            return Refusal.Of(
                "received.pdf-unreadable", "不是可读的 PDF 文件：可能没有下载完整，或已损坏。请向出具机构重新索取，或只上传其中的 XML。",
                "This is no readable PDF file: it is cut off, damaged, or none at all. Ask the issuer for it again, or upload the XML alone.");
        }
    }

    private static bool IsXml(ReadAttachment file) =>
        file.MediaType?.EndsWith("xml", StringComparison.OrdinalIgnoreCase) == true || file.FileName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    private static Refusal Broken(ReadSignature signature)
    {
        var why = signature.LaterChanges.Count > 0 ? signature.LaterChanges[0].What : string.Join(", ", signature.Faults);
        return Refusal.Of(
            "received.signature-broken", $"页面的签名不成立（{why}）：文件在签名后被改动或损坏。请向出具机构重新索取。",
            $"The signature of the pages does not hold ({why}): the file was changed or damaged after it was signed. Ask the issuer for it again.");
    }
}
