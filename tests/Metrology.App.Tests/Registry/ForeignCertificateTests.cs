using System.Text;
using Metrology.App.Certificates;
using Metrology.App.Equipment;
using Metrology.App.Equipment.Foreign;
using Metrology.App.Tests.Certificates;
using Metrology.App.Tests.Support;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Reading;
using Metrology.Documents;
using Metrology.Pdf;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Registry;

public sealed class ForeignCertificateTests
{
    private const string Reference = "000000000001";

    [Fact]
    public void Prefixes_languages_lists_and_hybrids_of_others_are_read()
    {
        var read = new ReadForeignCertificate(new ReceivedPdfReader()).Read(ForeignFiles.Xml(ForeignFiles.Hybrid + ForeignFiles.List)).Value;

        Assert.Equal(("FL-2026-17", new DateOnly(2026, 3, 3), new DateOnly(2026, 3, 2), null), (read.Number, read.IssuedOn, read.PerformedOn, read.ValidUntil));
        Assert.Equal(new BilingualText("示例校准实验室", "Example Laboratory"), read.Issuer);
        // No Chinese in the file: English is the better fallback, not what comes first.
        Assert.Equal(new BilingualText("Reference meter", "Reference meter"), read.Item);
        Assert.Equal(["K", "°C", "%"], read.Quantities.Select(one => one.Symbol));
        var errors = read.Quantities[2];
        Assert.Equal(("Relative error", "basic_measurementError", 3), (errors.Name.En, errors.RefType, errors.Values.Count));
        Assert.Equal("Errors", errors.Within[^1].En);
        Assert.Equal((0.05m, 2m), (errors.Worst!.U, errors.Worst.K));
        Assert.Empty(read.Signatures);
        Assert.Equal([Reference], read.Identifications);
    }

    [Fact]
    public async Task What_a_person_confirms_is_registered_with_its_file_and_our_certificates_carry_the_digest()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var file = ForeignFiles.Signed(ForeignFiles.Xml(ForeignFiles.Hybrid + ForeignFiles.List));
        var item = await ItemAsync(laboratory);
        var ids = (await ImportAsync(laboratory, item.Id, file, [new(2, "energy.active.import")])).Value;

        var row = (await laboratory.The<EquipmentQueries>().FindAsync(item.Id, default))!.Certificates.Single(one => one.Id == Assert.Single(ids));
        Assert.Equal(
            ("FL-2026-17", "示例校准实验室", "energy.active.import", 0.05m, 2m, "%", "U ≤ 0.05 % (k = 2)"),
            (row.Number, row.Issuer, row.Measurand, row.ExpandedUncertainty, row.CoverageFactor, row.Unit, row.UncertaintyText));
        var kept = (await laboratory.The<EquipmentQueries>().FileAsync(item.Id, row.FileHash!, default))!;
        Assert.Equal(file, kept.Content);
        Assert.Equal(("application/xml", "messung.xml"), (kept.MediaType, kept.Name));
        var signature = Assert.Single(kept.Signatures);
        Assert.Equal((ReceivedPart.Dcc, "CN=Example Laboratory 示例", true), (signature.Part, signature.Subject, signature.Holds));

        var issued = await IssueTests.IssueAsync(laboratory, await laboratory.ApprovedAsync());
        var dcc = DccReader.Read(issued.Dcc).Value;
        Assert.Equal(row.FileHash, Assert.Single(dcc.Equipment, one => one.Certificate?.Number == "FL-2026-17").Certificate!.Digest);
    }

    [Fact]
    public async Task Our_own_certificate_comes_back_from_its_pdf_with_both_signatures()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var issued = await IssueTests.IssueAsync(laboratory, id);
        var read = laboratory.The<ReadForeignCertificate>().Read(issued.Pdf).Value;

        Assert.Equal((issued.Number, issued.IssuedOn, issued.ValidUntil, issued.PdfHash, "application/pdf"), (read.Number, read.IssuedOn, read.ValidUntil, read.Hash, read.MediaType));
        Assert.Equal([ReceivedPart.Dcc, ReceivedPart.Pages], read.Signatures.Select(one => one.Part));
        Assert.All(read.Signatures, one => Assert.True(one.Holds));
        Assert.Contains(read.Marks, mark => mark.Zh == "模拟");
        Assert.Equal(issued.Number, laboratory.The<ReadForeignCertificate>().Read(issued.Dcc!).Value.Number);

        var mean = read.Quantities.Index().First(one => one.Item is { Symbol: "%", Worst: not null }).Index;
        var item = await ItemAsync(laboratory);
        // A simulation belongs to the simulated instrument that it names, whatever somebody confirms.
        Assert.Equal("received.simulated", (await ImportAsync(laboratory, item.Id, issued.Pdf, [new(mean, "energy.active.import")], issued.ValidUntil, accepts: true)).Refusal?.Code);
        var serial = Assert.Single(read.Identifications);
        await laboratory.TamperAsync(db => db.Equipment.Where(row => row.Id == item.Id).EditAsync(one => (one.SerialNumber, one.IsSimulated) = (serial, false)));
        Assert.Equal("received.simulated", (await ImportAsync(laboratory, item.Id, issued.Pdf, [new(mean, "energy.active.import")], issued.ValidUntil)).Refusal?.Code);
        await laboratory.TamperAsync(db => db.Equipment.Where(row => row.Id == item.Id).EditAsync(one => one.IsSimulated = true));
        var id2 = Assert.Single((await ImportAsync(laboratory, item.Id, issued.Pdf, [new(mean, "energy.active.import")], issued.ValidUntil)).Value);
        Assert.Equal((true, true), await laboratory.AskAsync(db => db.TraceabilityCertificates.Where(row => row.Id == id2).Select(row => ValueTuple.Create(row.IsSimulated, row.IsDemonstration)).SingleAsync()));
        await laboratory.TamperAsync(db => db.Equipment.Where(row => row.Id == item.Id).EditAsync(one => (one.IsDemonstration, one.IsSimulated) = (false, false)));
        Assert.Equal("received.demonstration", (await ImportAsync(laboratory, item.Id, issued.Pdf, [new(mean, "energy.active.import")], accepts: true)).Refusal?.Code);
    }

    [Fact]
    public async Task Of_several_quantities_the_largest_standard_uncertainty_counts_in_whatever_unit()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var item = await ItemAsync(laboratory);
        var id = Assert.Single((await ImportAsync(laboratory, item.Id, ForeignFiles.Xml(ForeignFiles.TwoUnits), [new(0, "voltage"), new(1, "voltage")])).Value);
        var row = (await laboratory.The<EquipmentQueries>().FindAsync(item.Id, default))!.Certificates.Single(one => one.Id == id);
        Assert.Equal((0.0015m, 1m, "V", "U ≤ 0.0015 V (k = 1)"), (row.ExpandedUncertainty, row.CoverageFactor, row.Unit, row.UncertaintyText));
    }

    [Theory]
    [InlineData("", "received.nothing-chosen")]
    [InlineData("0", "received.no-uncertainty")]
    [InlineData("1", "received.unknown-unit")]
    [InlineData("99", "received.no-quantity")]
    [InlineData("2,4", "received.mixed-units")]
    [InlineData("3", "equipment.unknown-unit")]
    public async Task A_wrong_choice_saves_nothing(string choices, string code)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var item = await ItemAsync(laboratory);
        var file = ForeignFiles.Xml(ForeignFiles.Odd + ForeignFiles.Hybrid + "<c:list>" + ForeignFiles.List + "</c:list>");
        // 2 is a temperature in K, 4 a percentage, 3 a temperature in °C that is no energy.
        var chosen = choices.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => new ImportForeignCertificate.Choice(int.Parse(text, System.Globalization.CultureInfo.InvariantCulture), text == "3" ? "energy.active.import" : "environment.temperature"));
        Assert.Equal(code, (await ImportAsync(laboratory, item.Id, file, [.. chosen])).Refusal?.Code);
        await AssertNothingKeptAsync(laboratory);
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "dtd", "xml.document-type" }, { "bomb", "xml.document-type" }, { "space", "dcc.not-a-dcc" }, { "version-2", "dcc.version" }, { "version-4", "dcc.version" }, { "html", "dcc.not-a-dcc" },
        { "huge", "received.too-large" }, { "empty", "received.no-file" }, { "changed", "signature.digest" }, { "pdf-without", "received.no-dcc" }, { "pdf-two", "received.several-dccs" },
        { "pdf-broken", "received.pdf-unreadable" }, { "pdf-changed", "received.signature-broken" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Hostile_and_damaged_files_are_refused_with_their_code(string kind, string code)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var good = ForeignFiles.Xml(ForeignFiles.List);
        byte[] file = kind switch
        {
            "dtd" => ForeignFiles.Xml(ForeignFiles.List, head: "<!DOCTYPE x SYSTEM \"http://example.org/x.dtd\">"),
            "bomb" => ForeignFiles.Xml(ForeignFiles.List, head: "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY d \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>"),
            "space" => ForeignFiles.Xml(ForeignFiles.List, space: "https://example.org/dcc"),
            "version-2" => ForeignFiles.Xml(ForeignFiles.List, version: "2.4.0"),
            "version-4" => ForeignFiles.Xml(ForeignFiles.List, version: "4.0.0"),
            "html" => "<html><body/></html>"u8.ToArray(),
            "huge" => new byte[50 * 1024 * 1024],
            "empty" => [],
            "changed" => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(ForeignFiles.Signed(good)).Replace("0.02 0.05 0.03", "0.02 0.01 0.03", StringComparison.Ordinal)),
            "pdf-without" => PdfWith([]),
            "pdf-two" => PdfWith([good, ForeignFiles.Xml(ForeignFiles.Hybrid)]),
            "pdf-broken" => [.. PdfWith([good])[..^200]],
            _ => Changed(Signing.Demonstration.SignPdf(PdfWith([good]), SettableClock.Start).Value),
        };
        var item = await ItemAsync(laboratory);
        var refusal = (await ImportAsync(laboratory, item.Id, file, [new(0, "energy.active.import")])).Refusal;
        Assert.Equal(code, refusal?.Code);
        Assert.NotEqual(refusal!.Text.Zh, refusal.Text.En);
        await AssertNothingKeptAsync(laboratory);
    }

    [Fact]
    public void A_pdf_of_somebody_else_is_read_and_its_page_signature_said()
    {
        var read = new ReadForeignCertificate(new ReceivedPdfReader()).Read(Signing.Demonstration.SignPdf(PdfWith([ForeignFiles.Xml(ForeignFiles.List), "<other/>"u8.ToArray()]), SettableClock.Start).Value).Value;
        Assert.Equal(("FL-2026-17", ReceivedPart.Pages), (read.Number, Assert.Single(read.Signatures).Part));
    }

    [Fact]
    public async Task The_same_file_serves_two_instruments_and_is_registered_once_for_each()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var file = ForeignFiles.Xml(ForeignFiles.List);
        var items = await laboratory.AskAsync(db => db.Equipment.OrderBy(row => row.Id).Select(row => row.Id).Take(2).ToListAsync());
        foreach (var id in items)
        {
            Assert.False((await ImportAsync(laboratory, id, file, [new(0, "energy.active.import")], accepts: true)).IsRefused);
            Assert.Equal("equipment.certificate-exists", (await ImportAsync(laboratory, id, file, [new(0, "energy.active.import")], accepts: true)).Refusal?.Code);
        }

        Assert.Equal(1, await laboratory.AskAsync(db => db.TraceabilityFiles.CountAsync()));
        Assert.Equal("laboratory.not-allowed", (await laboratory.The<ImportForeignCertificate>().ExecuteAsync(laboratory.People.Technician, new(items[0], file, "x.xml", null, []), default)).Refusal?.Code);
    }

    private static Task<EquipmentItem> ItemAsync(Support.Laboratory laboratory) => laboratory.AskAsync(db => db.Equipment.FirstAsync(row => row.SerialNumber == Reference));

    private static Task<Outcome<IReadOnlyList<int>>> ImportAsync(
        Support.Laboratory laboratory, int item, byte[] file, IReadOnlyList<ImportForeignCertificate.Choice> choices, DateOnly? until = null, bool accepts = false) =>
        laboratory.The<ImportForeignCertificate>().ExecuteAsync(
            laboratory.People.Planner, new(item, file, "C:\\temp\\messung.xml", until ?? new DateOnly(2027, 3, 2), choices, accepts), TestContext.Current.CancellationToken);

    private static async Task AssertNothingKeptAsync(Support.Laboratory laboratory)
    {
        Assert.Equal(0, await laboratory.AskAsync(db => db.TraceabilityFiles.CountAsync()));
        Assert.Equal(0, await laboratory.AskAsync(db => db.TraceabilityCertificates.CountAsync(row => row.Number == "FL-2026-17")));
    }

    private static byte[] PdfWith(IReadOnlyList<byte[]> xml) => new PdfDocument
    {
        Fonts = DocumentFonts.Stack,
        Information = new("示例 Example", SettableClock.Start),
        Page = PageSetup.A4,
        Attachments = [.. xml.Select((content, i) => new Attachment($"certificate-{i}.xml", "application/xml", content)), new Attachment("notes.txt", "text/plain", "notes"u8.ToArray())],
        Body = [new Metrology.Pdf.Paragraph("示例")],
    }.ToBytes();

    /// <summary>The year in which the document says it was made.</summary>
    private static byte[] Changed(byte[] pdf)
    {
        var place = pdf.AsSpan().IndexOf("D:2026"u8);
        Assert.True(place > 0);
        var changed = pdf.ToArray();
        changed[place + 5] = (byte)'5';
        return changed;
    }
}
