using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Opens the PDF of somebody else's certificate: what is embedded, and whether its signatures hold.</summary>
public interface IReceivedPdf
{
    /// <returns>What the file carries, or <c>received.pdf-unreadable</c>, <c>received.signature-broken</c>.</returns>
    Outcome<ReceivedPdf> Open(ReadOnlyMemory<byte> file);
}

/// <param name="Xml">Contents of the embedded files that are XML.</param>
public sealed record ReceivedPdf(IReadOnlyList<byte[]> Xml, IReadOnlyList<ReceivedSignature> Signatures);

/// <summary>A signature of a received file.</summary>
/// <param name="Part">What was signed.</param>
/// <param name="Subject">Distinguished name of the certificate in the file; nobody has said that it is trusted.</param>
/// <param name="At">Time that the signer claims, or null.</param>
/// <param name="Holds">False when its kind is none that is checked here; one that is checked and broken is refused.</param>
public sealed record ReceivedSignature(ReceivedPart Part, string Subject, DateTimeOffset? At, bool Holds);

/// <summary>Parts of a received certificate that are signed for themselves.</summary>
public enum ReceivedPart
{
    Pages,
    Dcc,
}
