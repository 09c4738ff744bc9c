using Metrology.Core.Certificates;
using Metrology.Core.Runs;
using Metrology.Core.Tests.Runs;
using Metrology.Core.Words;

namespace Metrology.Documents.Tests;

/// <summary>A certificate and a notice with every particular, composed from a run as the product does; 示例.</summary>
internal static class SampleDocument
{
    public const string Address = "https://example.org/check/MN-JD-2026-00001?code=ABCDEFGHJKMN2345";

    private static readonly DateTimeOffset SignedAt = new(2026, 8, 22, 10, 0, 0, TimeSpan.FromHours(8));

    private static readonly CertificateParticulars Particulars = new()
    {
        Number = "MN-JD-2026-00001",
        Language = Language.Zh,
        Institution = new(
            new("示例市计量检定测试所（示例）", "Example Institute of Metrology"), new("示例省示例市计量路1号", "1 Metrology Road, Example City"), "000-00000000",
            new("本机构为演示数据，不具有法定计量检定授权。", "Demonstration data without legal authorisation.")),
        Customer = new("示例充电运营有限公司", "示例市新能源路8号"),
        Item = new(new("电动汽车交流充电桩（示例）", "AC charging pile (example)"), "SIM-AC-7kW", "SIM-EV-0001", "示例制造厂", "1 号车位"),
        Standards = [new(new("电动汽车交流充电桩检定装置（示例）", "Verification facility (example)"), "AC 220 V，(1～63) A", "0.05 级", "〔2021〕示量标法证字第0001号", "〔2021〕示社量标法证字第0001号", new(2028, 4, 25))],
        Equipment =
        [
            .. Enumerable.Range(1, 3).Select(i => new EquipmentParticulars(
                new("标准电能表（示例）", "Reference meter (example)"), "SIM-REF-645", $"00000000000{i}", "U = 0.05 % (k = 2)", $"示例-DC-000{i}", "示例省计量科学研究院（示例）", new(2027, 5, 10))),
        ],
        Place = new("示例市计量检定测试所 充电桩实验室", "Charging laboratory"),
        WorkDate = new(2026, 8, 21),
        IssuedOn = new(2026, 8, 22),
        Signatures =
        [
            new(SignatureRole.Verifier, "示例检定员", SignedAt), new(SignatureRole.Checker, "示例核验员", SignedAt), new(SignatureRole.Approver, "示例批准人", SignedAt),
        ],
        CheckAddress = Address,
        CheckCode = "ABCDEFGHJKMN2345",
        IsDemonstration = true,
        IsSimulated = true,
        Software = "Metrology 0.1.0",
    };

    /// <param name="indicated">Energy that the pile shows for 10 kWh: 10.05 passes class 1, 10.2 fails.</param>
    /// <param name="number">The last digits of the certificate number, so that no two need be alike.</param>
    public static CertificateDocument Of(decimal indicated = 10.05m, Language language = Language.Zh, int number = 1)
    {
        var state = Example.Finished(indicated);
        var particulars = Particulars with { Language = language, Number = FormattableString.Invariant($"MN-JD-2026-{number:00000}") };
        return CertificateComposer.Compose(state.Plan, RunEvaluation.Of(state, [Example.Reference]).Value, particulars);
    }

    public static CertificateDocument Notice() => Of(indicated: 10.2m);
}
