using System.Security.Cryptography;
using Metrology.Core.Certificates;
using Metrology.Core.Records;
using Metrology.Dcc.Writing;
using Metrology.Documents.Signing;
using Metrology.Pdf.Reading;

namespace Metrology.Verify.Tests;

/// <summary>The bundle of the record that <see cref="SampleCertificate"/> was issued of, with that certificate, as the product exports it; 示例.</summary>
internal static class SampleBundle
{
    private static readonly string[] Acts = ["submit", "check", "approve"], States = ["evaluated", "submitted", "checked", "approved"];

    public static RecordBundle Signed { get; } = Of(SampleCertificate.Signed, PdfReader.Open(SampleCertificate.Signed).Attachments[0].Content()).SignedBy(SampleCertificate.Key);

    /// <summary>No key anywhere.</summary>
    public static RecordBundle Unsigned { get; } = Of(SampleCertificate.Unsigned, SampleCertificate.Xml(SampleCertificate.Document));

    public static RecordBundle SignedBy(this RecordBundle bundle, LocalSigner key)
    {
        var named = bundle.WithManifest(new(key.Identity!.Subject, key.Identity.Fingerprint, null));
        return named with { Signature = key.SignManifest(named.Manifest, SampleCertificate.SignedAt).Value };
    }

    /// <summary>The one certificate with other particulars and the same XML, or other XML.</summary>
    public static RecordBundle With(this RecordBundle bundle, Func<CertificateParticulars, CertificateParticulars>? change = null, Func<byte[], byte[]>? xml = null)
    {
        var own = bundle.Certificates[0];
        var facts = own.Load().Value!;
        return bundle with
        {
            Certificates = [own with { Particulars = (facts with { Particulars = (change ?? (one => one))(facts.Particulars) }).ToBytes(), Dcc = (xml ?? (one => one))(own.Dcc!) }],
        };
    }

    private static RecordBundle Of(byte[] pdf, byte[] dcc)
    {
        var said = SampleCertificate.Particulars(SampleCertificate.Document.Number);
        var bundle = SampleRecord.Bundle();
        var record = RecordDocument.Load(bundle.Record).Value! with
        {
            Unit = new(said.Item.Name.Zh, said.Item.Model, said.Item.SerialNumber, said.Item.Manufacturer),
            Place = said.Place.Zh,
            Signatures = [.. said.Signatures.Select((one, i) => new RecordedSignature(i + 1, Acts[i], States[i], States[i + 1], one.Name, one.SignedAt, null))],
        };
        var facts = new CertificateFacts(CertificateFacts.CurrentFormat, new(DccWriter.Version, DccWriter.Edition), Convert.ToHexStringLower(SHA256.HashData(pdf)), said);
        return RecordBundle.Of(record, bundle.Procedure, bundle.Evaluation, [new(said.Number, facts.ToBytes(), dcc)]);
    }
}
