using System.Security.Cryptography;
using Metrology.Pdf.Objects;
using Metrology.Pdf.Signing;

namespace Metrology.Pdf.Reading;

/// <summary>The signature fields of the form (ISO 32000-1 12.7.4.5, 12.8) and their check.</summary>
internal static class SignatureReader
{
    const int MaximumFields = 5000;
    const int MaximumSignatures = 64;

    public static IReadOnlyList<ReadSignature> Read(ObjectTable objects, PdfDictionary catalog)
    {
        var form = objects.Dictionary(catalog.Find("AcroForm"));
        var found = new List<ReadSignature>();
        foreach (var (name, value) in Fields(objects, form))
            found.Add(found.Count < MaximumSignatures ? Check(objects, name, value) : throw new PdfFormatException($"The file has more than {MaximumSignatures} signatures."));
        return [.. found.OrderBy(signature => signature.SignedLength)];
    }

    static IEnumerable<(string Name, PdfDictionary Value)> Fields(ObjectTable objects, PdfDictionary? form)
    {
        var visited = new HashSet<int>();
        var pending = new Queue<(PdfValue Field, string Name, bool IsSignature)>(objects.Items(form?.Find("Fields")).Select(item => (item, "", false)));
        for (var count = 0; pending.TryDequeue(out var top); count++)
        {
            if (count == MaximumFields || top.Field is PdfReference reference && !visited.Add(reference.Number))
                throw new PdfFormatException("The form has too many fields or one of them twice.");
            if (objects.Dictionary(top.Field) is not { } field)
                continue;
            var own = objects.Text(field.Find("T"));
            var name = top.Name == "" || own is null ? own ?? top.Name : $"{top.Name}.{own}";
            var isSignature = objects.Resolve(field.Find("FT")) is PdfName type ? type.Value == "Sig" : top.IsSignature;
            foreach (var kid in objects.Items(field.Find("Kids")))
                pending.Enqueue((kid, name, isSignature));
            if (isSignature && objects.Dictionary(field.Find("V")) is { } value)
                yield return (name, value);
        }
    }

    static ReadSignature Check(ObjectTable objects, string field, PdfDictionary value)
    {
        var range = SignedRange.Of(objects, value);
        var data = objects.Resolve(value.Find("Contents")) is PdfBytes contents ? CmsSignedData.Parse(contents.Value) : null;
        var time = TextStrings.Date(objects.Text(value.Find("M")));
        var subFilter = objects.Resolve(value.Find("SubFilter")).NameText();
        var faults = new List<SignatureFault>();
        if (subFilter is not ("ETSI.CAdES.detached" or "adbe.pkcs7.detached"))
            faults.Add(SignatureFault.KindUnknown);
        if (range is null)
            faults.Add(SignatureFault.RangeWrong);
        if (data is null)
            faults.Add(SignatureFault.Unreadable);
        else if (range is not null && CheckContent(data, hash => range.Digest(hash), subFilter) is { } fault)
            faults.Add(fault);
        var stamp = data?.Signer.TimeStamp is { } token ? TimeStampToken.Check(token, data.Signer.Signature) : default;
        if (stamp.Fault is not null)
            faults.Add(SignatureFault.TimeStampWrong);
        var certificate = data?.SignerCertificate;
        if (certificate is not null && !SigningChecks.IsForSigning(certificate))
            faults.Add(SignatureFault.CertificateNotForSigning);
        if (certificate is not null && (stamp.Time ?? time) is { } moment && (moment < certificate.NotBefore || moment > certificate.NotAfter))
            faults.Add(SignatureFault.CertificateOutOfDate);
        var (changes, pictures) = range?.Later() ?? ([], []);
        return new ReadSignature
        {
            FieldName = field,
            SubFilter = subFilter,
            Name = objects.Text(value.Find("Name")),
            Reason = objects.Text(value.Find("Reason")),
            Location = objects.Text(value.Find("Location")),
            Time = time,
            StampedTime = stamp.Time,
            StampCertificates = stamp.Chain ?? [],
            SignedLength = range?.End ?? 0,
            CoversWholeFile = range?.End == objects.File.Length,
            LaterChanges = changes,
            LaterPictures = pictures,
            Faults = faults,
            Certificate = certificate,
            Certificates = data?.Certificates ?? [],
        };
    }

    // 12.8.3.3: the content stays outside of the CMS structure.
    static SignatureFault? CheckContent(CmsSignedData data, Func<HashAlgorithmName, byte[]> digest, string? subFilter) =>
        data.Content is not null || data.ContentType != Oids.Data
            ? SignatureFault.AttributesWrong
            : CmsVerification.Check(data, digest, needsSigningCertificate: subFilter == "ETSI.CAdES.detached");
}
