using System.Text;
using System.Text.Json;
using Metrology.Core.Certificates;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Verify.Checking;

namespace Metrology.Verify.Tests;

/// <summary>From raw observations and pinned particulars to the digital certificate, byte for byte; and what is named when one of them was changed.</summary>
public sealed class RebuiltTests
{
    private const string Parts = "certificates/MN-JD-2026-00001/";

    [Fact]
    public void The_certificate_comes_out_of_the_record_byte_for_byte_signed_or_not()
    {
        foreach (var bundle in new[] { SampleBundle.Signed, SampleBundle.Unsigned })
        {
            var reading = Read(RecordBundle.Read(bundle.ToZip()).Value);
            Assert.Empty(reading.Result.Differences);
            Assert.Equal(["MN-JD-2026-00001"], reading.Rebuilt);
            Assert.True(reading.Agrees);
        }
    }

    /// <summary>Somebody edits what no observation says, and writes the manifest anew.</summary>
    [Fact]
    public void Every_particular_that_was_changed_is_named()
    {
        (string Path, Func<CertificateParticulars, CertificateParticulars> Change)[] forgeries =
        [
            ("customer/name", one => one with { Customer = one.Customer with { Name = "别的公司" } }),
            ("customer/location", one => one with { Customer = one.Customer with { Address = "别处" } }),
            ("calibrationLaboratory/contact/name", one => one with { Institution = one.Institution with { Name = BilingualText.Same("别的所") } }),
            ("particulars.item.serialNumber", one => one with { Item = one.Item with { SerialNumber = "SIM-0002" } }),
            ("particulars.workDate", one => one with { WorkDate = one.WorkDate.AddDays(1) }),
            ("coreData/issueDate", one => one with { IssuedOn = one.IssuedOn.AddDays(1) }),
            ("particulars.signatures[0]", one => one with { Signatures = [one.Signatures[0] with { Name = "别人" }, .. one.Signatures.Skip(1)] }),
            ("respPersons/respPerson[3]", one => one with { Signatures = [.. one.Signatures.Take(2), one.Signatures[2] with { Name = "别人" }] }),
            ("particulars.place", one => one with { Place = BilingualText.Same("别处") }),
            ("measuringEquipment", one => one with { Equipment = [one.Equipment[0] with { CertificateNumber = "FAKE-1" }, .. one.Equipment.Skip(1)] }),
            ("measuringEquipments", one => one with { Standards = [] }),
            ("comment/check", one => one with { CheckCode = "0000000000000000" }),
            ("dccSoftware", one => one with { Software = "Metrology 9.9.9" }),
            ("particulars.isSimulated", one => one with { IsSimulated = false }),
            ("particulars.calibration", one => one with { Calibration = new(true) }),
            ("particulars.number", one => one with { Number = "JD-2026-00001" }),
            ("statement", one => one with { Ledger = one.Ledger! with { Size = 42 } }),
            ("replacedUniqueIdentifier", one => one with { Replaces = one.Replaces! with { Number = "X" } }),
        ];
        foreach (var (path, change) in forgeries)
        {
            var reading = Read(SampleBundle.Unsigned.With(change).WithManifest(null));
            Assert.Contains(path, reading.Result.Differences[0].Path, StringComparison.Ordinal);
            Assert.StartsWith(Parts, reading.Result.Differences[0].Path, StringComparison.Ordinal);
            Assert.False(reading.Agrees);
        }
    }

    [Theory]
    [InlineData("示例充电运营有限公司", "别的公司", "administrativeData/customer/name/content")]
    [InlineData("uniqueIdentifier>MN-JD-2026-00001<", "uniqueIdentifier>MN-JD-2026-00002<", "coreData/uniqueIdentifier")]
    [InlineData("<dcc:conformity>pass</dcc:conformity>", "<dcc:conformity>fail</dcc:conformity>", "/conformity")]
    [InlineData("</dcc:customer>", "</dcc:customer>\n", ": byte ")]
    [InlineData("<dcc:customer>", "<dcc:customer id=\"a\">", "customer/@id")]
    [InlineData("</dcc:digitalCalibrationCertificate>", "<!-- more --></dcc:digitalCalibrationCertificate>", "#comment")]
    public void A_changed_certificate_is_named_by_its_place(string old, string other, string path)
    {
        var forged = SampleBundle.Unsigned.With(xml: bytes => Encoding.UTF8.GetBytes(Replaced(Encoding.UTF8.GetString(bytes), old, other))).WithManifest(null);
        Assert.Contains(path, Assert.Single(Read(forged).Result.Differences).Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signed_certificate_that_was_changed_breaks_its_signature_first()
    {
        var forged = SampleBundle.Signed.With(xml: bytes => Encoding.UTF8.GetBytes(Replaced(Encoding.UTF8.GetString(bytes), "示例充电运营有限公司", "别的公司"))).WithManifest(null);
        var differences = Read(forged).Result.Differences;
        Assert.Equal([$"{Parts}dcc.xml: signature.digest", $"{Parts}dcc.xml: administrativeData/customer/name/content"], differences.Select(one => one.Path));
    }

    [Fact]
    public void What_is_missing_or_of_another_edition_is_said()
    {
        var own = SampleBundle.Unsigned.Certificates[0];
        var facts = own.Load().Value!;
        Assert.Equal($"{Parts}dcc.xml", Read((SampleBundle.Unsigned with { Certificates = [own with { Dcc = null }] }).WithManifest(null)).Result.Differences[0].Path);
        var other = own with { Particulars = (facts with { Dcc = facts.Dcc! with { Writer = 99 } }).ToBytes() };
        Assert.Equal($"{Parts}particulars.json: dcc", Assert.Single(Read((SampleBundle.Unsigned with { Certificates = [other] }).WithManifest(null)).Result.Differences).Path);
        // The bundle without the particulars is no bundle.
        var parts = SampleBundle.Unsigned with { Certificates = [] };
        Assert.Contains(Read(parts).Result.Differences, one => one.Path == $"manifest.parts.{Parts}dcc.xml");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"format\":\"metrology-particulars/1\",\"dcc\":null,\"pdf\":\"\",\"particulars\":null}")]
    [InlineData("no json")]
    public void Particulars_of_another_form_are_refused_with_their_place(string text)
    {
        var own = SampleBundle.Unsigned.Certificates[0] with { Particulars = Encoding.UTF8.GetBytes(text) };
        var problem = Assert.Single((SampleBundle.Unsigned with { Certificates = [own] }).WithManifest(null).Load().Problems);
        Assert.Equal(own.ParticularsName, problem.Part);
    }

    [Fact]
    public void An_unknown_or_empty_member_of_the_particulars_is_refused()
    {
        var text = Encoding.UTF8.GetString(SampleBundle.Unsigned.Certificates[0].Particulars);
        foreach (var (old, other) in new[] { ("\"customer\":", "\"more\": 1, \"customer\":"), ("\"standards\": [", "\"standards\": [ null,"), ("\"role\": \"verifier\"", "\"role\": 1") })
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            Assert.NotEmpty(CertificateFacts.Load(Encoding.UTF8.GetBytes(text.Replace(old, other, StringComparison.Ordinal))).Problems);
        }
    }

    [Fact]
    public void The_versions_are_in_the_manifest_and_must_be_those_of_the_record()
    {
        using var manifest = JsonDocument.Parse(SampleBundle.Signed.Manifest);
        var versions = manifest.RootElement.GetProperty("versions");
        Assert.Equal((EvaluatingSoftware.Text, RecordDocument.CurrentFormat, 3, CertificateFacts.CurrentFormat), (versions.GetProperty("software").GetString(), versions.GetProperty("record").GetString(), versions.GetProperty("evaluation").GetInt32(), versions.GetProperty("certificates").GetString()));
        var other = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(SampleBundle.Unsigned.Manifest).Replace("\"evaluation\": 3", "\"evaluation\": 2", StringComparison.Ordinal));
        Assert.Equal("manifest.versions.evaluation", Assert.Single(Read(SampleBundle.Unsigned with { Manifest = other }).Result.Differences).Path);
    }

    private static string Replaced(string text, string old, string other)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return text[..at] + other + text[(at + old.Length)..];
    }

    private static BundleReading Read(RecordBundle bundle) => BundleReading.Of(bundle.Load().Content!, []);
}
