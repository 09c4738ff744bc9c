using Metrology.Core.Certificates;
using Metrology.Core.Runs;
using Metrology.Core.Tests.Runs;
using Metrology.Core.Words;
using Metrology.Procedures;

namespace Metrology.Dcc.Tests.Samples;

/// <summary>Certificates composed as the product does: one of a pile, and one of every golden run that has a verdict; 示例.</summary>
internal static class Certificates
{
    private static readonly DateTimeOffset SignedAt = new(2026, 8, 22, 10, 0, 0, TimeSpan.FromHours(8));

    public static CertificateParticulars Particulars { get; } = new()
    {
        Number = "MN-JD-2026-00001",
        Language = Language.Zh,
        Institution = new(
            new("示例市计量检定测试所（示例）", "Example Institute of Metrology"), new("示例省示例市计量路1号", "1 Metrology Road, Example City"), "000-00000000",
            new("本机构为演示数据，不具有法定计量检定授权。", "Demonstration data without legal authorisation.")),
        Customer = new("示例充电运营有限公司 <&>", "示例市新能源路8号"),
        Item = new(new("电动汽车交流充电桩（示例）", "AC charging pile (example)"), "SIM-AC-7kW", "SIM-EV-0001", "示例制造厂", "1 号车位"),
        Standards = [new(new("电动汽车交流充电桩检定装置（示例）", "Verification facility (example)"), "AC 220 V，(1～63) A", "0.05 级", "〔2021〕示量标法证字第0001号", "〔2021〕示社量标法证字第0001号", new(2028, 4, 25))],
        Equipment =
        [
            new(new("标准电能表（示例）", "Reference meter (example)"), "SIM-REF-645", "000000000001", "U = 0.05 % (k = 2)", "示例-DC-0001", "示例省计量科学研究院（示例）", new(2027, 5, 10)),
            new(new("标准时钟（示例）", "Reference clock (example)"), "SIM-CLK", "000000000002", "", "示例-DC-0002", "示例省计量科学研究院（示例）", new(2027, 5, 11))
            {
                CertificateHash = new string('a', 64),
            },
        ],
        Place = new("示例市计量检定测试所 充电桩实验室", "Charging laboratory"),
        WorkDate = new(2026, 8, 21),
        IssuedOn = new(2026, 8, 22),
        Signatures =
        [
            new(SignatureRole.Verifier, "示例检定员", SignedAt), new(SignatureRole.Checker, "示例核验员", SignedAt), new(SignatureRole.Approver, "示例批准人", SignedAt),
        ],
        CheckAddress = "https://example.org/check/MN-JD-2026-00001?code=ABCDEFGHJKMN2345",
        CheckCode = "ABCDEFGHJKMN2345",
        IsDemonstration = true,
        IsSimulated = true,
        Software = "Metrology 0.1.0",
    };

    /// <summary>10.05 kWh shown for 10 kWh pass class 1, 10.2 fail.</summary>
    public static CertificateDocument Pile(decimal indicated = 10.05m) => Of(Example.Finished(indicated), [Example.Reference]);

    /// <summary>The same with everything that a certificate may have.</summary>
    public static CertificateDocument Full()
    {
        var state = Example.Finished(10.05m);
        return CertificateComposer.Compose(state.Plan, RunEvaluation.Of(state, [Example.Reference]).Value, Particulars with { Replaces = new("MN-JD-2026-00000", "示例：地址写错") });
    }

    public static CertificateDocument Of(RunState state, IReadOnlyList<ReferenceCapability> references) =>
        CertificateComposer.Compose(state.Plan, RunEvaluation.Of(state, references).Value, Particulars);

    /// <summary>Names of the golden runs that end in a certificate or a notice.</summary>
    public static TheoryData<string> GoldenRuns() => [.. Golden.Value.Keys];

    public static CertificateDocument OfGolden(string run) => Golden.Value[run];

    private static readonly Lazy<Dictionary<string, CertificateDocument>> Golden = new(() =>
    {
        var documents = new Dictionary<string, CertificateDocument>();
        foreach (var shipped in ProcedureCatalog.All)
        {
            foreach (var run in shipped.GoldenRuns)
            {
                var file = RunFile.Load(ProcedureCatalog.Bytes(run));
                var state = file.Replay(shipped.Procedure).Value;
                if (RunEvaluation.Of(state, file.References) is { IsRefused: false } evaluation && CertificateComposer.IsFinal(evaluation.Value))
                    documents.Add(run, Of(state, file.References));
            }
        }

        return documents;
    });
}
