using System.Text;
using Metrology.Pdf.Objects;
using static Metrology.Pdf.Objects.PdfValue;

namespace Metrology.Pdf.Signing;

/// <summary>
/// The signature dictionary (ISO 32000-1 12.8.1) with room for the byte range and for the signature, which are known when everything else
/// stands.
/// </summary>
internal sealed class SignatureDictionary(PdfSignature signature, int reserved) : PdfValue
{
    const string SubFilter = "ETSI.CAdES.detached";
    const int RangeDigits = 10;
    const int Numbers = 3;

    // Behind "[0" up to "]".
    const int RangeLength = Numbers * (RangeDigits + 1);

    int rangeAt;
    int contentsAt;

    public override void Write(ByteSink sink)
    {
        sink.Ascii("<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/" + SubFilter + "/ByteRange[0");
        rangeAt = sink.Length;
        sink.Take(RangeLength).Fill((byte)' ');
        sink.Ascii("]/Contents");
        contentsAt = sink.Length;
        sink.Byte((byte)'<');
        sink.Take(2 * reserved).Fill((byte)'0');
        sink.Byte((byte)'>');
        Entry("M", PdfText.Date(signature.Time));
        Entry("Name", Said(signature.Name));
        Entry("Reason", Said(signature.Reason));
        Entry("Location", Said(signature.Location));
        sink.Ascii(">>");

        static PdfValue? Said(string? text) => text is null ? null : Text(text);

        void Entry(string key, PdfValue? value)
        {
            if (value is null)
                return;
            PdfName.Write(sink, key);
            value.Write(sink);
        }
    }

    /// <summary>Writes the byte range into the file and gives the two signed parts.</summary>
    public (Range Before, Range After) Close(byte[] file)
    {
        var end = contentsAt + 2 * reserved + 2;
        var range = FormattableString.Invariant($" {contentsAt} {end} {file.Length - end}");
        Encoding.ASCII.GetBytes(range, file.AsSpan(rangeAt, RangeLength));
        return (..contentsAt, end..);
    }

    public void Fill(byte[] file, byte[] cms)
    {
        if (cms.Length > reserved)
            throw new PdfSigningException(SigningRefusal.PlaceTooSmall, $"The signature has {cms.Length} bytes; {reserved} were kept for it. Give ReservedBytes.");
        Encoding.ASCII.GetBytes(Convert.ToHexString(cms), file.AsSpan(contentsAt + 1));
    }
}
