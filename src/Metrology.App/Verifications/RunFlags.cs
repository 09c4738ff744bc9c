using System.Globalization;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

/// <summary>What a run has that is no part of its verdict and that nobody may pass over: on its page, its record and before a signature.</summary>
public static class RunFlags
{
    public const string Certified = "certified-value", Fares = "fare", Clocks = "clock-apart", Corrections = "typed-correction";

    public static IReadOnlyList<Finding> Of(RunRecord record) =>
        [.. new[] { OfCertificates(CertifiedDifference.Of(record.State, record.Verification.References)), OfFares(TripFares.Of(record.State, record.Verification.Tariff)), OfClocks(ClockComparison.FarApart(record.State)), OfCorrections(TypedCorrection.Of(record.State, record.Verification.References)) }.OfType<Finding>()];

    private static Finding? OfCertificates(IReadOnlyList<CertifiedDifference> differences) => differences.Count == 0 ? null : new(
        Certified, FindingWeight.Warning,
        new("填写的标准器值与其证书不一致，差值超过证书的 U。", "A value of a reference was typed that differs from its certificate by more than its U."), [.. differences.Select(one => one.Text)]);

    private static Finding? OfFares(IReadOnlyList<TripFares> trips)
    {
        List<BilingualText> details =
        [
            .. trips.Where(trip => trip.Wrong is not null).Select(trip => trip.Wrong!.Text),
            .. trips.SelectMany(trip => trip.Jumps.Where(jump => !jump.Agrees).Select(jump => new BilingualText(
                $"{trip.Step.Label.Zh}：第 {jump.Jump.Number} 次跳字显示 {Yuan(jump.Jump.Shown)}，按运价应为 {Range(jump.Least, jump.Most)}",
                $"{trip.Step.Label.En}: jump {jump.Jump.Number} showed {Yuan(jump.Jump.Shown)}; by the tariff it is {Range(jump.Least, jump.Most)}"))),
        ];
        return details.Count == 0 ? null : new(
            Fares, FindingWeight.Warning, new("跳字时显示的金额与所选运价不一致（不属于结论）。", "Fares shown at jumps are not those of the chosen tariff (no part of the verdict)."), details);
    }

    private static Finding? OfClocks(IReadOnlyList<Observation> apart) => apart.Count == 0 ? null : new(
        Clocks, FindingWeight.Warning,
        new($"服务器时钟与标准时钟相差超过 {ClockComparison.LargestOffset} s：其中一个不对，时钟示值误差可能不可信。", $"The clock of the server and the reference clock are more than {ClockComparison.LargestOffset} s apart: one of them is wrong, and an error of a clock by them may be, too."),
        [.. apart.Select(one => new BilingualText($"服务器减标准时钟 {one.Reading.Instrument}：{one.Reading.Text} s", $"server less reference clock {one.Reading.Instrument}: {one.Reading.Text} s"))]);

    private static Finding? OfCorrections(IReadOnlyList<TypedCorrection> corrections) => corrections.Count == 0 ? null : new(
        Corrections, FindingWeight.Warning,
        new("误差中含有人工填写的修正值，没有证书或规程说明其不确定度。核验时请核对它的依据。", "An error holds a correction that was typed, and neither a certificate nor the procedure states its uncertainty. Look for what it rests on before you sign."), [.. corrections.Select(one => one.Text)]);

    public static string Range(decimal least, decimal most) => least == most ? Yuan(least) : $"{Yuan(least)}～{Yuan(most)}";

    private static string Yuan(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);
}
