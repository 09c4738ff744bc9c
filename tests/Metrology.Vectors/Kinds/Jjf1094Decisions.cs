using System.Text.Json;
using Metrology.Core.Decisions;

namespace Metrology.Vectors.Kinds;

public sealed class Jjf1094Decisions : VectorKind
{
    public override string Name => "jjf1094-decisions";

    public override void Run(VectorCase vector)
    {
        switch (vector.Text("kind"))
        {
            case "jjf1094":
                ThreeWay(vector);
                break;
            case "ilac-g8":
                Ilac(vector);
                break;
            case "one-sided-false-accept":
                vector.ExpectDigits("expect.max_specific_false_accept", ConformanceProbability.LargestSpecificFalseAccept(Number(vector, "inputs.guard_band_in_u")));
                break;
            case "guard-band-factor":
                Factors(vector);
                break;
            case "conformance-probability":
                Conformance(vector);
                break;
            case "global-risk":
                Global(vector);
                break;
            case var kind:
                vector.Differs("kind", "a known kind of case", kind ?? "none");
                break;
        }
    }

    private static void ThreeWay(VectorCase vector)
    {
        vector.PassOver("inputs.unit"); // one unit for all three
        var decided = Jjf1094.Decide(vector.Decimal("inputs.error"), vector.Decimal("inputs.U95"), vector.Decimal("inputs.MPEV"));
        vector.Expect("expect.branch", decided.UncertaintyIsNegligible ? "simple" : "with-uncertainty");
        vector.Expect("expect.decision", decided.Verdict switch { Verdict.Pass => "合格", Verdict.Fail => "不合格", _ => "待定" });
        vector.ExpectNumber("expect.accept_limit", decided.AcceptanceLimit);
        vector.ExpectNumber("expect.reject_limit", decided.RejectionLimit);
    }

    private static void Ilac(VectorCase vector)
    {
        vector.PassOver("inputs.unit");
        var limits = Limits(vector, "inputs.lower_limit", "inputs.upper_limit");
        var result = vector.Decimal("inputs.result");
        var w = Optional(vector, "inputs.guard_band_w_equals_U") ?? Optional(vector, "inputs.guard_band_w") ?? Optional(vector, "inputs.w");
        if (w is null)
        {
            var width = GuardBand.Width(GuardBandRule.Expanded, limits, vector.Decimal("inputs.U"), Optional(vector, "inputs.r") ?? 1m);
            w = width.Value;
        }

        vector.Expect("expect.simple_acceptance", Said(IlacG8.SimpleAcceptance(result, limits)));
        vector.Expect("expect.binary_guard_band", Said(IlacG8.Binary(result, limits, w.Value)));
        vector.Expect("expect.non_binary", Camel(IlacG8.NonBinary(result, limits, w.Value).ToString()));
        var acceptance = limits.Guarded(w.Value);
        ExpectLimit(vector, "expect.acceptance_upper", acceptance.Upper);
        ExpectLimit(vector, "expect.acceptance_lower", acceptance.Lower);
    }

    private static void Factors(VectorCase vector)
    {
        var tur = vector["inputs.TUR"] is { } given
            ? PrintedNumber.Value(given)
            : (double)(vector.Decimal("inputs.tolerance") / vector.Decimal("inputs.U95"));
        foreach (var (field, rule) in new[]
        {
            ("RSS", GuardBandRule.RootSumSquare), ("U95", GuardBandRule.Expanded), ("RP10", GuardBandRule.Rp10), ("Dobbert", GuardBandRule.Dobbert),
        })
        {
            var factor = GuardBand.Factor(rule, tur);
            if (vector[$"expect.{field}"] is { ValueKind: JsonValueKind.Null } && factor.IsRefused)
                continue;
            vector.ExpectDigits($"expect.{field}", factor.IsRefused ? null : factor.Value);
        }
    }

    private static void Conformance(VectorCase vector)
    {
        vector.PassOver("inputs.unit");
        var limits = Limits(vector, "inputs.lower_limit", "inputs.upper_limit");
        var freedom = vector["inputs.dof"] is { } dof ? PrintedNumber.Value(dof) : double.PositiveInfinity;
        var p = ConformanceProbability.Of(Number(vector, "inputs.y"), Number(vector, "inputs.u"), limits, freedom).Value;
        vector.ExpectDigits("expect.p_conform", p);
        vector.ExpectDigits("expect.p_nonconform", 1 - p);
    }

    private static void Global(VectorCase vector)
    {
        var limits = Pair(vector, "inputs.limits");
        var acceptance = Pair(vector, "inputs.acceptance");
        var sigma = vector["inputs.sigma_process"] is { } given
            ? PrintedNumber.Value(given)
            : GlobalRisk.DeviationFor(Number(vector, "inputs.in_tolerance_probability"), limits).Value;
        var test = vector["inputs.sigma_test"] is { } own ? PrintedNumber.Value(own) : sigma * Number(vector, "inputs.sigma_test_over_sigma_process");
        var mean = vector["inputs.process_mean"] is { } center ? PrintedNumber.Value(center) : 0;
        var risk = GlobalRisk.Of(limits, acceptance, new(mean, sigma), test).Value;
        vector.ExpectDigits("expect.pfa", risk.FalseAccept);
        vector.ExpectDigits("expect.pfa_conditional", risk.FalseAcceptOfAccepted);
        vector.ExpectDigits("expect.pfr", risk.FalseReject);
        vector.ExpectDigits("expect.pfr_conditional", risk.FalseRejectOfRejected);
        vector.ExpectDigits("expect.p_accept", risk.Accepted);
        vector.ExpectDigits("expect.p_conform", risk.Conforming);
        vector.ExpectDigits("expect.sigma_process", sigma);
    }

    private static ToleranceLimits Limits(VectorCase vector, string lower, string upper) =>
        ToleranceLimits.Of(Optional(vector, lower), Optional(vector, upper)).Value;

    private static ToleranceLimits Pair(VectorCase vector, string path)
    {
        var ends = vector[path] ?? throw new FormatException($"{path} is missing");
        return ToleranceLimits.Of(End(ends[0]), End(ends[1])).Value;
    }

    private static decimal? End(JsonElement end) => end.ValueKind == JsonValueKind.Null ? null : VectorCase.Decimal(end);

    private static decimal? Optional(VectorCase vector, string path) =>
        vector[path] is { ValueKind: not JsonValueKind.Null } value ? VectorCase.Decimal(value) : null;

    private static double Number(VectorCase vector, string path) =>
        PrintedNumber.Value(vector[path] ?? throw new FormatException($"{path} is missing"));

    private static void ExpectLimit(VectorCase vector, string path, decimal? got)
    {
        if (got is { } limit)
            vector.ExpectNumber(path, limit);
        else
            vector.Expect(path, null);
    }

    private static string Said(Verdict verdict) => Camel(verdict.ToString());

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
