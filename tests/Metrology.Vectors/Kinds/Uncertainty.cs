using System.Text;
using Metrology.Core.Uncertainty;
using Metrology.Core.Uncertainty.Files;
using Metrology.Core.Uncertainty.Numerics;
using Metrology.Core.Words;

namespace Metrology.Vectors.Kinds;

public sealed class Uncertainty : VectorKind
{
    public override string Name => "uncertainty";

    public override void Run(VectorCase vector)
    {
        vector.PassOver("published"); // printed by the source, for information
        switch (vector.Text("kind"))
        {
            case "model":
                new UncertaintyModelCase(vector).Run();
                break;
            case "welch-satterthwaite":
                WelchSatterthwaite(vector);
                break;
            case "t-factor":
                vector.ExpectDigits("expect.k", StudentLaw.CoverageFactor(Number(vector, "inputs.coverage"), Number(vector, "inputs.dof")));
                break;
            case "type-b":
                TypeB(vector);
                break;
            case "least-squares":
                Line(vector);
                break;
            case var kind:
                vector.Differs("kind", "a known kind of case", kind ?? "none");
                break;
        }
    }

    private static void WelchSatterthwaite(VectorCase vector)
    {
        var rows = new List<UncertaintyComponent>();
        foreach (var item in vector.Items("inputs"))
        {
            item.PassOver("name");
            var freedom = item["dof"] is { } dof ? PrintedNumber.Value(dof) : double.PositiveInfinity;
            var sensitivity = item["c"] is { } c ? PrintedNumber.Value(c) : 1;
            rows.Add(new($"x{rows.Count + 1}", BilingualText.Same(""), "B", "normal", Number(item, "u"), sensitivity, freedom));
            foreach (var difference in item.Differences())
                vector.Differs("inputs", "known fields", difference);
        }

        var probability = vector["expect.coverage"] ?? vector["coverage"];
        var budget = FirstOrder.Combine("", rows, Coverage.Fixed(1));
        vector.ExpectDigits("expect.u_c", budget.Combined);
        vector.ExpectDigits("expect.dof", budget.EffectiveDegreesOfFreedom);
        vector.ExpectDigits("expect.dof_truncated", Coverage.Truncated(budget.EffectiveDegreesOfFreedom));
        if (probability is not { } p)
            return;
        var k = Coverage.Of(PrintedNumber.Value(p)).FactorFor(budget.EffectiveDegreesOfFreedom);
        vector.ExpectDigits("expect.k", k);
        vector.ExpectDigits("expect.U", FirstOrder.Combine("", rows, Coverage.Fixed(k)).Expanded);
    }

    private static void TypeB(VectorCase vector)
    {
        var read = UncertaintyFile.LoadComponent(Encoding.UTF8.GetBytes(vector.Need("inputs").GetRawText()));
        foreach (var problem in read.Problems)
            vector.Differs("inputs", "a component that the product reads", problem.ToString());
        vector.ExpectDigits("expect.u", read.Value?.StandardUncertainty);
        vector.ExpectDigits("expect.dof", read.Value?.DegreesOfFreedom);
    }

    private static void Line(VectorCase vector)
    {
        vector.PassOver("model"); // says in symbols what is fitted
        var origin = vector["inputs.x0"] is { } x0 ? PrintedNumber.Value(x0) : 0;
        var fit = StraightLine.Fit(Numbers(vector, "inputs.x"), Numbers(vector, "inputs.y"), origin);
        if (fit.IsRefused)
        {
            vector.Expect("expect.refused", fit.Refusal!.Code);
            if (vector["expect.refused"] is null)
                vector.Differs("inputs", "points of a line", fit.Refusal.Text.En);
            return;
        }

        var line = fit.Value;
        vector.ExpectDigits("expect.a", line.A);
        vector.ExpectDigits("expect.u_a", line.UncertaintyOfA);
        vector.ExpectDigits("expect.b", line.B);
        vector.ExpectDigits("expect.u_b", line.UncertaintyOfB);
        vector.ExpectDigits("expect.r_ab", line.Correlation);
        vector.ExpectDigits("expect.s", line.ResidualDeviation);
        vector.ExpectDigits("expect.dof", (double)line.DegreesOfFreedom);
        if (vector["inputs.predict_at"] is not { } at)
            return;
        var (value, u) = line.At(PrintedNumber.Value(at));
        vector.ExpectDigits("expect.predicted", value);
        vector.ExpectDigits("expect.u_predicted", u);
    }

    private static double Number(VectorCase vector, string path) =>
        PrintedNumber.Value(vector[path] ?? throw new FormatException($"{path} is missing"));

    private static IReadOnlyList<double> Numbers(VectorCase vector, string path) =>
        [.. (vector[path] ?? throw new FormatException($"{path} is missing")).EnumerateArray().Select(PrintedNumber.Value)];
}
