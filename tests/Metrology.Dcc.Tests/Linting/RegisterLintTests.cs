using Metrology.Core.Certificates;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Traceability;
using Metrology.Dcc.Linting;
using Metrology.Dcc.Tests.Checking;

namespace Metrology.Dcc.Tests.Linting;

/// <summary>What the registers of the laboratory say of a paper before it is approved.</summary>
public sealed class RegisterLintTests
{
    private const string Energy = "energy.active.import";

    private static readonly (RunPlan Plan, Evaluation Evaluation, CertificateDocument Document) Calibration = CalibrationTests.Calibrated(new());

    private static IReadOnlyList<StatedUncertainty> Stated { get; } = StatedUncertainty.Of(Calibration.Plan, Calibration.Evaluation);

    private static string[] Found(CertificateDocument document, LintBasis basis) => [.. Lint.Check(document, basis).Select(one => one.Rule.Id).Distinct()];

    private static MeasuringCapability Capability(decimal u, string unit, CapabilityRange? range = null, decimal k = 2m, string measurand = Energy) => new(measurand, range, u, Units.Find(unit)!, k, "SL-1");

    [Fact]
    public void Every_stated_U_says_of_what_it_is()
    {
        Assert.Equal(2, Stated.Count);
        Assert.All(Stated, one => Assert.Equal((Energy, 2m, "%"), (one.Measurand, one.CoverageFactor, one.Unit)));
        Assert.Equal(["energy-error/full/uncertainty", "energy-error/half/uncertainty"], Stated.Select(one => one.Id));
        Assert.Equal([32m, 16m], Stated.Select(one => one.At["current"].Value));
        Assert.All(Stated, one => Assert.Equal(10m, one.At[Energy].Value, 1));
    }

    [Fact]
    public void A_U_below_the_capability_blocks_and_one_as_large_as_it_does_not()
    {
        var smallest = Stated.Min(one => one.Digits);
        Assert.Equal(["below-cmc"], Found(Calibration.Document, new LintBasis(Stated, [Capability(smallest + 0.001m, "%")], false)));
        Assert.Empty(Found(Calibration.Document, new LintBasis(Stated, [Capability(smallest, "%")], false)));
        // The laboratory relies on the best that covers the point.
        Assert.Empty(Found(Calibration.Document, new LintBasis(Stated, [Capability(5m, "%"), Capability(smallest, "%")], false)));
        var finding = Lint.Check(Calibration.Document, new LintBasis(Stated, [Capability(5m, "%")], false))[0];
        Assert.Equal(LintSeverity.Block, finding.Rule.Severity);
        Assert.All([finding.Text.Zh, finding.Text.En], text => Assert.Contains("5 % (k = 2)", text, StringComparison.Ordinal));
    }

    /// <summary>U = 0.05 % of 10 kWh is 5 Wh, with k = 2 as with k = 3 of half as much again.</summary>
    [Theory]
    [InlineData("0.05", "%", "2")]
    [InlineData("0.075", "%", "3")]
    [InlineData("0.0005", "1", "2")]
    [InlineData("0.005", "kWh", "2")]
    [InlineData("5", "Wh", "2")]
    public void Amounts_and_shares_are_compared_in_whatever_unit(string u, string unit, string factor)
    {
        var (amount, k) = (decimal.Parse(u, System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(factor, System.Globalization.CultureInfo.InvariantCulture));
        StatedUncertainty one = new("a/b/uncertainty", new("甲", "a"), Energy, 0.05m, 2m, "%", new Dictionary<string, Quantity> { [Energy] = new(10m, Units.KilowattHour) });
        var absolute = one with { Digits = 0.005m, Unit = "kWh" };
        foreach (var stated in new[] { one, absolute })
        {
            Assert.Empty(Found(Calibration.Document, new LintBasis([stated], [Capability(amount, unit, k: k)], false)));
            Assert.Equal(["below-cmc"], Found(Calibration.Document, new LintBasis([stated], [Capability(amount * 1.01m, unit, k: k)], false)));
            Assert.Empty(Found(Calibration.Document, new LintBasis([stated], [Capability(amount * 0.99m, unit, k: k)], false)));
        }
    }

    [Fact]
    public void What_no_capability_covers_warns()
    {
        string[] missing = ["cmc-missing"];
        Assert.Equal(missing, Found(Calibration.Document, new LintBasis(Stated, [], false)));
        Assert.Equal(missing, Found(Calibration.Document, new LintBasis(Stated, [Capability(0.001m, "%", measurand: "voltage")], false)));
        Assert.Equal(missing, Found(Calibration.Document, new LintBasis(Stated, [Capability(0.001m, "%", new(null, 0m, 5m, Units.KilowattHour))], false)));
        Assert.Equal(LintSeverity.Warn, LintRules.CapabilityMissing.Severity);
        // Half of the range: one point of the two lies outside.
        var findings = Lint.Check(Calibration.Document, new LintBasis(Stated, [Capability(0.001m, "%", new("current", 20m, 100m, Units.Amp))], false));
        Assert.Equal("energy-error/half/uncertainty", Assert.Single(findings).Where);
    }

    [Fact]
    public void Verifications_state_what_their_regulation_wants()
    {
        var document = Calibration.Document with { Kind = CertificateKind.VerificationCertificate };
        Assert.Empty(Found(document, new LintBasis(Stated, [Capability(5m, "%")], true)));
        Assert.Equal(["check-address-missing"], Found(document, new LintBasis(Stated, [], true) { HasCheckAddress = false }));
    }

    [Fact]
    public void An_instrument_under_compulsory_verification_is_not_calibrated_and_a_test_says_so()
    {
        Assert.Contains("compulsory-instrument", Found(Calibration.Document, new LintBasis([], [], true)));
        Assert.Equal(LintSeverity.Block, LintRules.CompulsoryInstrument.Severity);
        Assert.Equal(["test-of-compulsory"], Found(Calibration.Document with { Kind = CertificateKind.TestReport }, new LintBasis(Stated, [], true)));
    }
}
