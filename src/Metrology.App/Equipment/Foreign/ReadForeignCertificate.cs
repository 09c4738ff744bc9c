using System.Net.Mime;
using System.Security.Cryptography;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Signing;

namespace Metrology.App.Equipment.Foreign;

/// <summary>Reads a digital calibration certificate of anybody: XML, or a PDF that carries it. Signatures must hold; that there is none is only said. Saves nothing.</summary>
public sealed class ReadForeignCertificate(IReceivedPdf pdf)
{
    /// <summary>Largest file that is taken, bytes.</summary>
    public const int LargestFile = 6 * 1024 * 1024;

    public Outcome<ForeignCertificate> Read(ReadOnlyMemory<byte> file)
    {
        if (file.IsEmpty)
            return ForeignErrors.NoFile;
        if (file.Length > LargestFile)
            return ForeignErrors.TooLarge;
        var isPdf = file.Span.StartsWith("%PDF-"u8);
        var unpacked = isPdf ? Unpack(file) : (Xml: file, Signatures: (IReadOnlyList<ReceivedSignature>)[]);
        if (unpacked.Refusal is { } notOpened)
            return notOpened;
        var read = DccReader.Read(unpacked.Value.Xml);
        if (read.Refusal is { } unreadable)
            return unreadable;
        var signed = Signatures(unpacked.Value.Xml, read.Value.HasSignature);
        if (signed.Refusal is { } broken)
            return broken;
        return ForeignReading.Of(read.Value) with
        {
            Hash = Convert.ToHexStringLower(SHA256.HashData(file.Span)),
            MediaType = isPdf ? MediaTypeNames.Application.Pdf : MediaTypeNames.Application.Xml,
            Signatures = [.. signed.Value, .. unpacked.Value.Signatures],
        };
    }

    private Outcome<(ReadOnlyMemory<byte> Xml, IReadOnlyList<ReceivedSignature> Signatures)> Unpack(ReadOnlyMemory<byte> file)
    {
        var opened = pdf.Open(file);
        if (opened.Refusal is { } refusal)
            return refusal;
        // A PDF may carry any XML; what says that it is a certificate is one, and its own faults are told when it is read.
        var certificates = opened.Value.Xml.Where(xml => DccReader.Read(xml).Refusal is not { Code: "dcc.not-a-dcc" }).ToList();
        return certificates.Count switch
        {
            1 => (certificates[0], opened.Value.Signatures),
            0 => ForeignErrors.NoDcc,
            _ => ForeignErrors.SeveralDccs,
        };
    }

    private static Outcome<IReadOnlyList<ReceivedSignature>> Signatures(ReadOnlyMemory<byte> xml, bool isSigned)
    {
        if (!isSigned)
            return new List<ReceivedSignature>();
        var checks = DccSignature.Check(xml);
        return checks.Refusal is { } broken
            ? broken
            : checks.Value.Select(one => new ReceivedSignature(ReceivedPart.Dcc, one.Signer.Subject, one.SignedAt, Holds: true)).ToList();
    }
}
