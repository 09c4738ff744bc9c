namespace Metrology.Pdf.Signing;

/// <summary>What a signature says about itself. The time is the signer's claim (/M); only a time stamp proves one.</summary>
public sealed record PdfSignature(DateTimeOffset Time)
{
    public string? Name { get; init; }
    public string? Reason { get; init; }
    public string? Location { get; init; }

    /// <summary>The name of the form field; the first free of Signature1, Signature2 … when it is not given.</summary>
    public string? FieldName { get; init; }

    /// <summary>A picture of the signature on the first page; null shows nothing.</summary>
    public SignatureAppearance? Appearance { get; init; }

    /// <summary>Bytes kept in the file for the signature; computed from the certificates when it is not given.</summary>
    public int? ReservedBytes { get; init; }

    /// <summary>Gets the RFC 3161 token over the SHA-256 of the signature value, for a PAdES-B-T signature.</summary>
    public Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? TimeStamp { get; init; }
}

/// <summary>What a signature shows on the first page, as a seal does. It states nothing that is compared with anything.</summary>
/// <param name="Left">Points from the left edge of the page.</param>
/// <param name="Bottom">Points from its lower edge.</param>
/// <param name="Content">Operators of a content stream in points, from the lower left corner of the picture; they use no resources.</param>
public sealed record SignatureAppearance(double Left, double Bottom, double Width, double Height, ReadOnlyMemory<byte> Content);
