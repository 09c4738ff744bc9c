using System.Globalization;
using Metrology.Core.Decisions;
using Metrology.Core.Errors.Taximeters;
using Metrology.Core.Quantities;

namespace Metrology.Vectors.Kinds;

public sealed class VerificationTaximeter : VectorKind
{
    private const string SharePrefix = "percent_of_";
    private const string ShareSuffix = "_m";

    private static readonly ErrorLimits Installed = TaximeterRules.InstalledDistance.Value;

    public override string Name => "verification-taximeter";

    public override void Run(VectorCase vector)
    {
        switch (vector.Text("kind"))
        {
            case "installed-distance":
                Distance(vector);
                break;
            case "multi-jump":
                Jumps(vector);
                break;
            case "k-adjustment":
                Adjustment(vector);
                break;
            case "bench":
                Bench(vector);
                break;
            case "roller-circumference":
                Roller(vector);
                break;
            case "counter-limit":
                vector.ExpectDigits("expect.limit_rev", TaximeterRules.RollerCounter.Value.At(vector.Decimal("inputs.reading_rev")));
                break;
            case "latency":
                Latency(vector);
                break;
            case "mid-limit-time":
                Mid(vector, MidLimits.Time, "time_s", "error_s", "limit_s");
                break;
            case "mid-limit-distance":
                Mid(vector, MidLimits.Distance, "distance_m", "error_m", "limit_m");
                break;
            case "mid-limit-fare":
                Mid(vector, MidLimits.Fare(vector.Decimal("inputs.least_digit_yuan")), "fare_yuan", "error_yuan", "limit_yuan");
                break;
            case "speed":
                vector.ExpectDigits("expect.rpm", RollerSpeed.RevolutionsPerMinute(vector.Decimal("inputs.speed_kmh"), vector.Decimal("inputs.C_m")).Value);
                break;
            case var kind:
                vector.Differs("kind", "a known kind of case", kind ?? "none");
                break;
        }
    }

    private static void Distance(VectorCase vector)
    {
        var error = Optional(vector, "inputs.D_m") is { } reference
            ? InstalledDistanceError.Against(vector.Decimal("inputs.Q_m"), reference)
            : new(vector.Decimal("inputs.Q_m"), vector.Decimal("inputs.N_rev"), vector.Decimal("inputs.C_m"));
        var tyre = Optional(vector, "inputs.tyre_correction_percent") ?? 0m;
        var (byReference, byIndicated) = (error.Percent(ErrorDenominator.Reference, tyre), error.Percent(ErrorDenominator.Indicated, tyre));
        vector.ExpectDigits("expect.D_m", error.Reference);
        vector.Expect("expect.error", byReference.Refusal?.Code);
        if (byReference.IsRefused || byIndicated.IsRefused)
            return;
        var (d, q, rounding) = (byReference.Value, byIndicated.Value, new RoundingInterval(TaximeterRules.InstalledRounding.Value));
        vector.ExpectDigits("expect.error_percent_denominator_D", d);
        vector.ExpectDigits("expect.error_percent_denominator_Q", q);
        vector.Expect("expect.rounded_0.1_percent", rounding.Print(d));
        vector.Expect("expect.verdict_unrounded_D", Said(Installed.Judge(d)));
        vector.Expect("expect.verdict_rounded_D", Said(Installed.JudgeRounded(d, rounding)));
        vector.Expect("expect.verdict_unrounded_Q", Said(Installed.Judge(q)));
        vector.Expect("expect.verdict_rounded_Q", Said(Installed.JudgeRounded(q, rounding)));
    }

    private static void Jumps(VectorCase vector)
    {
        var jumps = vector.Decimals("inputs.Q_m").Zip(vector.Decimals("inputs.N_rev")).ToList();
        var outcome = JumpErrors.Of(jumps, vector.Decimal("inputs.C_m"));
        vector.Expect("expect.error", outcome.Refusal?.Code);
        if (outcome.IsRefused)
            return;
        vector.ExpectDigits("expect.cumulative_percent", outcome.Value.Cumulative);
        vector.ExpectDigits("expect.increment_percent", outcome.Value.Increments);
        vector.ExpectDigits("expect.mean_of_cumulative_percent", outcome.Value.MeanOfCumulative);
        vector.Expect("expect.verdict", Said(Installed.Judge(outcome.Value.MeanOfCumulative)));
    }

    private static void Adjustment(VectorCase vector)
    {
        var target = Optional(vector, "inputs.target_percent") ?? TaximeterRules.AdjustmentTarget.Value;
        var outcome = ConstantAdjustment.Of(vector.Decimal("inputs.k_r_per_km"), vector.Decimal("inputs.error_percent"), target);
        vector.Expect("expect.error", outcome.Refusal?.Code);
        if (outcome.IsRefused)
            return;
        vector.ExpectDigits("expect.k_new", outcome.Value.Exact);
        vector.ExpectDigits("expect.nearest", outcome.Value.Nearest.Constant);
        vector.ExpectDigits("expect.predicted_error_nearest_percent", outcome.Value.Nearest.PredictedErrorPercent);
        vector.ExpectDigits("expect.ceiling", outcome.Value.Ceiling.Constant);
        vector.ExpectDigits("expect.predicted_error_ceiling_percent", outcome.Value.Ceiling.PredictedErrorPercent);
    }

    private static void Bench(VectorCase vector)
    {
        var error = new BenchDistanceError(vector.Decimal("inputs.k_r_per_km"), vector.Decimal("inputs.Q_km"), vector.Decimal("inputs.R_rev"));
        vector.ExpectDigits("expect.Rw_rev", error.Error);
        vector.Expect("expect.error", error.PercentOfCount.Refusal?.Code ?? error.PercentOfExpected.Refusal?.Code);
        if (error.PercentOfCount.IsRefused || error.PercentOfExpected.IsRefused)
            return;
        vector.ExpectDigits("expect.relative_to_R_percent", error.PercentOfCount.Value);
        vector.ExpectDigits("expect.relative_to_kQ_percent", error.PercentOfExpected.Value);
        vector.ExpectDigits("expect.tester_mpe_rev", TaximeterRules.BenchCounter.Value.At(error.Revolutions));
        // No limit of the bench error is known, so the product gives a verdict only under a limit that is stated.
        vector.Expect("expect.verdict", Optional(vector, "inputs.limit_percent") is { } limit ? Said(ErrorLimits.Symmetric(limit).Judge(error.PercentOfCount.Value)) : null);
    }

    private static void Roller(VectorCase vector)
    {
        var error = Core.Errors.ErrorOfIndication.RelativePercent(vector.Decimal("inputs.C_mm"), vector.Decimal("inputs.nominal_mm"));
        var limit = Optional(vector, "inputs.limit_percent") ?? TaximeterRules.RollerCircumferencePercent.Value;
        vector.ExpectDigits("expect.error_percent", error.Value);
        vector.Expect("expect.verdict", Said(ErrorLimits.Symmetric(limit).Judge(error.Value)));
    }

    private static void Latency(VectorCase vector)
    {
        var latency = SamplingLatency.Of(vector.Decimal("inputs.speed_kmh"), vector.Decimal("inputs.latency_s"));
        vector.ExpectDigits("expect.distance_m", latency.Metres);
        foreach (var name in vector.Names("expect").Where(name => name.StartsWith(SharePrefix, StringComparison.Ordinal) && name.EndsWith(ShareSuffix, StringComparison.Ordinal)))
            vector.ExpectDigits($"expect.{name}", latency.PercentOf(decimal.Parse(name[SharePrefix.Length..^ShareSuffix.Length], CultureInfo.InvariantCulture)));
    }

    private static void Mid(VectorCase vector, FlooredLimit limit, string value, string error, string expected)
    {
        var at = vector.Decimal($"inputs.{value}");
        vector.ExpectDigits($"expect.{expected}", limit.At(at));
        if (Optional(vector, $"inputs.{error}") is { } signed)
            vector.Expect("expect.verdict", Said(limit.LimitsAt(at).Judge(signed)));
    }

    private static decimal? Optional(VectorCase vector, string path) => vector[path] is { ValueKind: not System.Text.Json.JsonValueKind.Null } ? vector.Decimal(path) : null;

    private static string Said(Verdict verdict) => verdict.ToString().ToUpperInvariant();
}
