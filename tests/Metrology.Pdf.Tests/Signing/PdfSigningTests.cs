using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Pdf.Reading;
using Metrology.Pdf.Signing;
using Metrology.Pdf.Tests.Samples;

namespace Metrology.Pdf.Tests.Signing;

public class PdfSigningTests
{
    [Theory]
    [InlineData(SignatureScheme.RsaPkcs1)]
    [InlineData(SignatureScheme.RsaPss)]
    [InlineData(SignatureScheme.EcdsaP256)]
    public void A_signature_reads_back_as_good(SignatureScheme scheme)
    {
        var signed = SignedSample.Sign(SignedSample.Unsigned, scheme);
        Assert.True(signed.AsSpan().StartsWith(SignedSample.Unsigned));
        var signature = SignedSample.Read(signed);
        Assert.Empty(signature.Faults);
        Assert.True(signature.CoversWholeFile);
        Assert.True(signature.IsGood);
        Assert.Equal(("Signature1", "ETSI.CAdES.detached"), (signature.FieldName, signature.SubFilter));
        Assert.Equal(("赵　敏", "批准 / approved", "示例市"), (signature.Name, signature.Reason, signature.Location));
        Assert.Equal(Signers.Time, signature.Time);
        Assert.Equal(Signers.Of(scheme).Chain[0].RawData, signature.Certificate!.RawData);
        Assert.Equal(2, signature.Certificates.Count);
    }

    [Fact]
    public void The_chain_leads_to_the_root_that_is_trusted_and_to_no_other()
    {
        var signature = SignedSample.Read(SignedSample.Sign(SignedSample.Unsigned));
        Assert.True(signature.CheckChain([Signers.Root], Signers.Time).IsTrusted);
        var late = signature.CheckChain([Signers.Root], Signers.Time.AddYears(20));
        Assert.False(late.IsTrusted);
        Assert.Contains("NotTimeValid", late.Problems);
        using var key = RSA.Create(2048);
        using var other = new CertificateRequest("CN=other", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Signers.Time.AddYears(-1), Signers.Time.AddYears(1));
        Assert.False(signature.CheckChain([other], Signers.Time).IsTrusted);
    }

    [Fact]
    public void A_second_signature_leaves_the_first_good()
    {
        var once = SignedSample.Sign(SignedSample.Unsigned);
        var twice = SignedSample.Sign(once, SignatureScheme.RsaPkcs1);
        Assert.True(twice.AsSpan().StartsWith(once));
        var signatures = PdfReader.Open(twice).Signatures;
        Assert.Equal(["Signature1", "Signature2"], signatures.Select(signature => signature.FieldName));
        Assert.Equal([false, true], signatures.Select(signature => signature.CoversWholeFile));
        Assert.Equal([once.Length, twice.Length], signatures.Select(signature => signature.SignedLength));
        Assert.All(signatures, signature => Assert.True(signature.IsGood, string.Join("; ", signature.LaterChanges)));
    }

    [Fact]
    public void The_same_key_makes_the_same_bytes_when_its_scheme_has_no_random_number() =>
        Assert.Equal(SignedSample.Sign(SignedSample.Unsigned, SignatureScheme.RsaPkcs1), SignedSample.Sign(SignedSample.Unsigned, SignatureScheme.RsaPkcs1));

    [Fact]
    public void A_key_file_signs_with_its_chain()
    {
        var certificates = new X509Certificate2Collection { X509CertificateLoader.LoadCertificate(Signers.Root.RawData), Signers.Rsa.Chain[0] };
        var pfx = certificates.Export(X509ContentType.Pkcs12, "secret")!;
        using var signer = PfxSigner.Load(pfx, "secret");
        Assert.Equal(Signers.Rsa.Chain.Select(certificate => certificate.Subject), signer.Chain.Select(certificate => certificate.Subject));
        Assert.True(SignedSample.Read(PdfSigning.Sign(SignedSample.Unsigned, SignedSample.Statement, signer)).IsGood);
        Assert.Equal(SigningRefusal.KeyFileUnreadable, Refusal(() => PfxSigner.Load(pfx, "wrong")));
        Assert.Equal(SigningRefusal.KeyFileUnreadable, Refusal(() => PfxSigner.Load(pfx.AsSpan(0, pfx.Length / 2), "secret")));
        var withoutKey = new X509Certificate2Collection { X509CertificateLoader.LoadCertificate(Signers.Root.RawData) }.Export(X509ContentType.Pkcs12, "secret")!;
        Assert.Equal(SigningRefusal.KeyFileUnreadable, Refusal(() => PfxSigner.Load(withoutKey, "secret")));
    }

    [Fact]
    public void A_certificate_out_of_its_time_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var time = Signers.Time;
        Assert.Equal(SigningRefusal.CertificateExpired, RefusalOf(Signers.Issue("CN=old", key, (time.AddYears(-1), time.AddSeconds(-1)))));
        Assert.Equal(SigningRefusal.CertificateNotYetValid, RefusalOf(Signers.Issue("CN=new", key, (time.AddSeconds(1), time.AddYears(1)))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(X509KeyUsageFlags.KeyEncipherment)]
    public void A_certificate_that_is_not_for_signing_is_refused(X509KeyUsageFlags? usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(SigningRefusal.CertificateNotForSigning, RefusalOf(Signers.Issue("CN=tls", key, usage: usage)));
    }

    [Fact]
    public void A_key_this_library_does_not_sign_with_is_refused()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Equal(SigningRefusal.KeyNotSupported, RefusalOf(Signers.Issue("CN=p384", curve)));
        using var weak = RSA.Create(1024);
        Assert.Equal(SigningRefusal.KeyNotSupported, RefusalOf(Signers.Issue("CN=weak", weak)));
    }

    [Theory]
    [InlineData(SignatureScheme.RsaPkcs1)]
    [InlineData(SignatureScheme.RsaPss)]
    [InlineData(SignatureScheme.EcdsaP256)]
    public void A_key_of_somebody_else_is_refused(SignatureScheme scheme)
    {
        var stranger = new Token(Signers.Of(scheme), digest => scheme == SignatureScheme.EcdsaP256
            ? ECDsa.Create(ECCurve.NamedCurves.nistP256).SignHash(digest, DSASignatureFormat.Rfc3279DerSequence)
            : RSA.Create(2048).SignHash(digest, HashAlgorithmName.SHA256, scheme == SignatureScheme.RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1));
        Assert.Equal(SigningRefusal.KeyNotOfCertificate, Refusal(() => PdfSigning.Sign(SignedSample.Unsigned, SignedSample.Statement, stranger)));
        var silent = new Token(Signers.Of(scheme), _ => []);
        Assert.Equal(SigningRefusal.KeyNotOfCertificate, Refusal(() => PdfSigning.Sign(SignedSample.Unsigned, SignedSample.Statement, silent)));
    }

    [Fact]
    public void A_signature_that_fits_its_place_exactly_is_written_and_a_larger_one_refused()
    {
        var signer = Signers.Rsa;
        var length = SignedSample.Cms(SignedSample.Sign(SignedSample.Unsigned, SignatureScheme.RsaPkcs1)).Length;
        Assert.True(SignedSample.Read(PdfSigning.Sign(SignedSample.Unsigned, SignedSample.Statement with { ReservedBytes = length }, signer)).IsGood);
        Assert.Equal(SigningRefusal.PlaceTooSmall, Refusal(() => PdfSigning.Sign(SignedSample.Unsigned, SignedSample.Statement with { ReservedBytes = length - 1 }, signer)));
    }

    [Fact]
    public void A_field_name_that_is_taken_or_no_name_is_refused()
    {
        var signed = PdfSigning.Sign(SignedSample.Unsigned, SignedSample.Statement with { FieldName = "批准" }, Signers.Ecdsa);
        Assert.Equal("批准", SignedSample.Read(signed).FieldName);
        foreach (var name in (string[])["批准", "", "a.b"])
            Assert.Equal(SigningRefusal.DocumentUnsuitable, Refusal(() => PdfSigning.Sign(signed, SignedSample.Statement with { FieldName = name }, Signers.Ecdsa)));
    }

    [Fact]
    public void What_is_no_PDF_file_is_not_signed() =>
        Assert.Throws<PdfFormatException>(() => PdfSigning.Sign("%PDF-1.7 but no more"u8.ToArray(), SignedSample.Statement, Signers.Ecdsa));

    static SigningRefusal RefusalOf(X509Certificate2 certificate) =>
        Refusal(() => PdfSigning.Sign(SignedSample.Unsigned, SignedSample.Statement, PfxSigner.Of(certificate, [])));

    static SigningRefusal Refusal(Func<object> act) => Assert.Throws<PdfSigningException>(act).Refusal;

    /// <summary>A key behind a function, as PKCS#11 or a seal service would give it.</summary>
    sealed class Token(ISigner claimed, Func<byte[], byte[]> sign) : ISigner
    {
        public IReadOnlyList<X509Certificate2> Chain => claimed.Chain;
        public SignatureScheme Scheme => claimed.Scheme;
        public byte[] SignDigest(ReadOnlyMemory<byte> sha256) => sign(sha256.ToArray());
    }
}
