namespace Metrology.Pdf.Signing;

/// <summary>What a signature says about itself. The time is the signer's claim (/M); only a time stamp proves one.</summary>
public sealed record PdfSignature(DateTimeOffset Time)
{
    public string? Name { get; init; }
    public string? Reason { get; init; }
    public string? Location { get; init; }

    /// <summary>The name of the form field; the first free of Signature1, Signature2 … when it is not given.</summary>
    public string? FieldName { get; init; }

    /// <summary>Bytes kept in the file for the signature; computed from the certificates when it is not given.</summary>
    public int? ReservedBytes { get; init; }

    /// <summary>Gets the RFC 3161 token over the SHA-256 of the signature value, for a PAdES-B-T signature.</summary>
    public Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? TimeStamp { get; init; }
}
