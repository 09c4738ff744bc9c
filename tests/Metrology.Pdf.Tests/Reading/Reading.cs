using Metrology.Pdf.Reading;

namespace Metrology.Pdf.Tests.Reading;

/// <summary>Asks a file for everything it can be asked for.</summary>
public static class Reading
{
    public static ReadDocument Everything(byte[] file)
    {
        var document = PdfReader.Open(file);
        _ = (document.Title, document.Language, document.Xmp, document.Text);
        foreach (var page in document.Pages)
            _ = page.Lines;
        foreach (var attachment in document.Attachments)
            _ = (attachment.MediaType, attachment.Content());
        foreach (var signature in document.Signatures)
            _ = signature.IsGood;
        return document;
    }

    /// <summary>The document, or null when the reader refused the file in its own way.</summary>
    public static ReadDocument? Outcome(byte[] file)
    {
        try
        {
            return Everything(file);
        }
        catch (PdfFormatException)
        {
            return null;
        }
    }
}
