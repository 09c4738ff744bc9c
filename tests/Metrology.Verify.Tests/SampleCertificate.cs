using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Documents;
using Metrology.Documents.Signing;
using Metrology.Dcc.Writing;
using Metrology.Procedures;

namespace Metrology.Verify.Tests;

/// <summary>A certificate of the golden run that <see cref="SampleRecord"/> has the record of, made as the product makes it; 示例.</summary>
internal static class SampleCertificate
{
    public static readonly DateTimeOffset SignedAt = new(2026, 8, 22, 10, 0, 0, TimeSpan.FromHours(8));

    public static LocalSigner Key { get; } = NewKey();

    public static CertificateDocument Document { get; } = Compose("MN-JD-2026-00001");

    /// <summary>The file with both signatures.</summary>
    public static byte[] Signed { get; } = Make(Document, Key);

    /// <summary>The same without any.</summary>
    public static byte[] Unsigned { get; } = Make(Document, null);

    public static LocalSigner NewKey() => LocalSigner.Load(DemonstrationKey.NewPfx(), null, isDemonstration: true).Value;

    public static byte[] Xml(CertificateDocument document) => DccWriter.Write(document).Value;

    /// <param name="key">Null signs nothing.</param>
    /// <param name="dcc">Other XML than the document's own.</param>
    public static byte[] Make(CertificateDocument document, LocalSigner? key, byte[]? dcc = null)
    {
        dcc ??= Xml(document);
        if (key is not null)
            dcc = key.SignDcc(dcc, SignedAt).Value;
        return Bind(document, key, dcc);
    }

    /// <summary>Pages with this XML as it is.</summary>
    public static byte[] Bind(CertificateDocument document, LocalSigner? key, byte[]? dcc)
    {
        var pages = new CertificateRenderer(DocumentFonts.Stack).Render(document, dcc).Value;
        return key is null ? pages : key.SignPdf(pages, SignedAt).Value;
    }

    public static CertificateDocument Compose(string number, Language language = Language.Zh, CertificateTemplate? template = null)
    {
        var shipped = ProcedureCatalog.All.Single(one => one.Path == "electricity/jjg-1148/2022.json");
        var run = RunFile.Load(ProcedureCatalog.Bytes(shipped.GoldenRuns.Single(path => path.EndsWith("/class-1-first.json", StringComparison.Ordinal))));
        var state = run.Replay(shipped.Procedure).Value;
        return CertificateComposer.Compose(state.Plan, RunEvaluation.Of(state, run.References).Value, Particulars(number, language) with
        {
            Template = template is null ? null : new(new string('a', 64), 1, template),
        });
    }

    public static CertificateParticulars Particulars(string number, Language language = Language.Zh) => new()
    {
        Number = number,
        Language = language,
        Institution = new(
            new("示例市计量检定测试所（示例）", "Example Institute of Metrology"), new("示例省示例市计量路1号", "1 Metrology Road, Example City"), "000-00000000",
            new("本机构为演示数据，不具有法定计量检定授权。", "Demonstration data without legal authorisation.")),
        Customer = new("示例充电运营有限公司", "示例市新能源路8号"),
        Item = new(new("电动汽车交流充电桩（示例）", "AC charging pile (example)"), "SIM-AC-7kW", "SIM-0001", "示例制造厂", "1 号车位"),
        Standards = [new(new("电动汽车交流充电桩检定装置（示例）", "Verification facility (example)"), "AC 220 V，(1～63) A", "0.05 级", "〔2021〕示量标法证字第0001号", "〔2021〕示社量标法证字第0001号", new(2028, 4, 25))],
        Equipment =
        [
            new(new("标准电能表（示例）", "Reference meter (example)"), "SIM-REF-645", "000000000001", "U = 0.05 % (k = 2)", "示例-DC-0001", "示例省计量科学研究院（示例）", new(2027, 5, 10)),
            new(new("标准时钟（示例）", "Reference clock (example)"), "SIM-CLK", "000000000002", "", "示例-DC-0002", "示例省计量科学研究院（示例）", new(2027, 5, 11)),
        ],
        Place = new("示例市计量检定测试所 充电桩实验室", "Charging laboratory"),
        WorkDate = DateOnly.FromDateTime(SampleRecord.At.DateTime),
        IssuedOn = new(2026, 8, 22),
        Signatures =
        [
            new(SignatureRole.Verifier, "示例检定员", SignedAt), new(SignatureRole.Checker, "示例核验员", SignedAt), new(SignatureRole.Approver, "示例批准人", SignedAt),
        ],
        CheckAddress = $"https://example.org/check/{number}?code=ABCDEFGHJKMN2345",
        CheckCode = "ABCDEFGHJKMN2345",
        IsDemonstration = true,
        IsSimulated = true,
        Software = EvaluatingSoftware.Text,
        Ledger = new("metrology-ledger/0123456789abcdef0123456789abcdef", 41, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
        Replaces = new("MN-JD-2026-00000", "示例：地址写错"),
    };
}
