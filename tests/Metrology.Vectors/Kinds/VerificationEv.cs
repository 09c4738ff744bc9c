using System.Globalization;
using Metrology.Core.Decisions;
using Metrology.Core.Errors;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Vectors.Kinds;

public sealed class VerificationEv : VectorKind
{
    /// <summary>Six decimals, as the files print unrounded errors.</summary>
    private static readonly RoundingInterval Display = new(0.000001m);

    public override string Name => "verification-ev";

    public override void Run(VectorCase vector)
    {
        var kind = vector.Text("kind");
        if (kind is "pulse" or "energy" or "average-given" && !HasRule(vector))
            return;
        switch (kind)
        {
            case "pulse":
                Pulse(vector);
                break;
            case "energy":
                Energy(vector);
                break;
            case "average-given":
                Judge(vector, vector.Decimal("inputs.average_percent"));
                break;
            case "payment":
                Payment(vector);
                break;
            case "clock":
                vector.PassOver("inputs.verification_kind"); // the case gives the limit itself
                var limit = vector.Decimal("inputs.limit_s");
                vector.ExpectList("expect.verdicts", [.. vector.Decimals("inputs.errors_s").Select(error => Said(Conformity.Judge(error, limit)))]);
                break;
            case "standard-uncertainty-guard":
                vector.Expect("expect.ok", UncertaintyGuard.Holds(vector.Decimal("inputs.U_k2_percent"), vector.Decimal("inputs.mpe_percent")));
                break;
            case "resolution-gate":
                Gate(vector);
                break;
            case "reject":
                Reject(vector);
                break;
            default:
                vector.Differs("kind", "a known kind of case", kind ?? "none");
                break;
        }
    }

    /// <summary>The rule pack lists the class; a class that it does not list is refused, as the product refuses such a nameplate.</summary>
    private static bool HasRule(VectorCase vector)
    {
        if (!vector.File.TryGetProperty("rule_pack", out var pack) || !pack.TryGetProperty("limit_percent", out var limits) || !pack.TryGetProperty("rounding_interval_percent", out var intervals))
            throw new FormatException("rule_pack with limit_percent and rounding_interval_percent is missing");
        var accuracyClass = vector.NeedText("class");
        if (limits.TryGetProperty(accuracyClass, out _) && intervals.TryGetProperty(accuracyClass, out _))
            return true;
        vector.PassOver("inputs");
        vector.Expect("expect.verdict", null);
        if (vector["expect.error"] is null)
            vector.Differs("class", $"one of {string.Join(", ", limits.EnumerateObject().Select(row => row.Name))}", accuracyClass);
        vector.Expect("expect.error", "unknown-class");
        return false;
    }

    private static void Pulse(VectorCase vector)
    {
        var method = Method(vector);
        vector.Expect("expect.m0", Plain(method.ExpectedPulses().Value));
        Errors(vector, [.. vector.Decimals("inputs.m_standard_pulses").Select(counted => method.ErrorPercent(counted))]);
    }

    private static PulseMethod Method(VectorCase vector) => new(
        vector.Decimal("inputs.C0_imp_per_kWh"), vector.Decimal("inputs.CL_imp_per_kWh"), vector.Decimal("inputs.N_pile_pulses"),
        vector.Decimal("inputs.KI"), vector.Decimal("inputs.KU"));

    private static void Energy(VectorCase vector)
    {
        var (indicated, reference) = (vector.Decimals("inputs.pile_energy_kWh"), vector.Decimals("inputs.standard_energy_kWh"));
        if (indicated.Count != reference.Count)
            throw new FormatException("a pile reading belongs to each standard reading");
        if (vector["inputs.start_kWh"] is not null)
        {
            var fromRegister = ReadingMethod.Energy(vector.Decimal("inputs.start_kWh"), vector.Decimal("inputs.end_kWh")).Value;
            vector.ExpectList("inputs.pile_energy_kWh", [Plain(fromRegister)]);
        }

        Errors(vector, [.. indicated.Zip(reference, ReadingMethod.ErrorPercent)]);
        if (vector["inputs.register_resolution_kWh"] is null)
            return;
        var row = RuleOf(vector);
        var gate = ResolutionGate.Of(vector.Decimal("inputs.register_resolution_kWh"), reference[0], row.Limit, share: 1m);
        vector.Expect("expect.resolution_bound_percent", Fixed(gate.Value.BoundPercent));
    }

    private static void Errors(VectorCase vector, IReadOnlyList<Outcome<decimal>> outcomes)
    {
        var errors = outcomes.Select(outcome => outcome.Value).ToList();
        vector.ExpectList("expect.errors_percent", [.. errors.Select(Fixed)]);
        Judge(vector, ErrorOfIndication.Mean(errors).Value);
    }

    private static void Judge(VectorCase vector, decimal mean)
    {
        var (limit, interval) = RuleOf(vector);
        vector.Expect("expect.average_percent", Fixed(mean));
        vector.Expect("expect.rounded_percent", interval.Print(mean));
        vector.Expect("expect.rounded_half_away_from_zero", interval.Print(mean, MidpointRounding.AwayFromZero));
        vector.Expect("expect.verdict", Said(Conformity.Judge(mean, limit, interval, DecisionValue.Rounded)));
        vector.Expect("expect.verdict_if_unrounded_rule", Said(Conformity.Judge(mean, limit, interval, DecisionValue.Unrounded)));
    }

    private static void Payment(VectorCase vector)
    {
        var periods = vector.Items("inputs.periods").Select(period => new PricePeriod(period.Decimal("energy_kWh"), period.Decimals("prices_yuan_per_kWh")));
        var payment = new PaymentError([.. periods]);
        var limit = vector.Decimal("inputs.limit_yuan");
        vector.Expect("expect.due_yuan", Plain(payment.Due));
        vector.ExpectList("expect.period_amounts_yuan", [.. payment.Periods.Select(period => Plain(period.Amount))]);
        foreach (var display in vector.Items("expect.displays"))
        {
            var error = payment.Of(display.Decimal("display_yuan"));
            display.Expect("error_yuan", Plain(error));
            display.Expect("verdict", Said(Conformity.Judge(error, limit)));
            vector.Include(display);
        }
    }

    private static void Gate(VectorCase vector)
    {
        var gate = ResolutionGate.Of(
            vector.Decimal("inputs.register_resolution_kWh"), vector.Decimal("inputs.standard_energy_kWh"), vector.Decimal("inputs.mpe_percent"),
            vector.Decimal("inputs.share_of_mpe")).Value;
        vector.Expect("expect.bound_percent", Fixed(gate.BoundPercent));
        vector.ExpectNumber("expect.allowed_percent", gate.AllowedPercent);
        vector.Expect("expect.accept", gate.IsOpen);
    }

    private static void Reject(VectorCase vector)
    {
        var error = vector["inputs.m_standard_pulses"] is null
            ? vector.Decimals("inputs.pile_energy_kWh").Zip(vector.Decimals("inputs.standard_energy_kWh"), ReadingMethod.ErrorPercent)
            : vector.Decimals("inputs.m_standard_pulses").Select(Method(vector).ErrorPercent);
        vector.Expect("expect.error", error.Select(one => one.Refusal?.Code).FirstOrDefault(code => code is not null) switch
        {
            "error.division-by-zero" => "division-by-zero",
            "reading.failed" => "read-failure",
            var code => code,
        });
        vector.Expect("expect.verdict", error.Any(one => one.IsRefused) ? null : "judged");
    }

    /// <summary>Limit and rounding interval of the class, from the rule pack that the file states.</summary>
    private static (decimal Limit, RoundingInterval Interval) RuleOf(VectorCase vector)
    {
        var pack = vector.File.GetProperty("rule_pack");
        var accuracyClass = vector.NeedText("class");
        return (VectorCase.Decimal(pack.GetProperty("limit_percent").GetProperty(accuracyClass)),
            new(VectorCase.Decimal(pack.GetProperty("rounding_interval_percent").GetProperty(accuracyClass))));
    }

    private static string Said(Verdict verdict) => verdict.ToString().ToUpperInvariant();

    private static string Plain(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Fixed(decimal value) => Display.Print(value);
}
