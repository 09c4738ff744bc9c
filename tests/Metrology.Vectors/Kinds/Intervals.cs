using System.Text;
using Metrology.Core.Intervals;

namespace Metrology.Vectors.Kinds;

/// <summary>The inputs of a case are a request as the product reads it; every expected field is a figure of the answer.</summary>
public sealed class Intervals : VectorKind
{
    public override string Name => "intervals";

    public override void Run(VectorCase vector)
    {
        var method = vector.Text("kind") ?? "";
        if (!IntervalFile.Methods.Contains(method, StringComparer.OrdinalIgnoreCase))
        {
            vector.Differs("kind", "a known method", method);
            return;
        }

        var request = IntervalFile.Load(method, Encoding.UTF8.GetBytes(vector["inputs"]?.GetRawText() ?? ""));
        vector.ExpectList("expect.problems", [.. request.Problems.Select(problem => problem.Path)]);
        if (request.Value is null)
            return;
        var findings = IntervalAnalysis.Run(request.Value);
        vector.Expect("expect.refusal", findings.Refusal?.Code);
        if (!findings.IsRefused)
            Compare(vector, findings.Value);
        else if (vector["expect.refusal"] is null)
            vector.Differs("expect", "findings", findings.Refusal!.Code);
    }

    private static void Compare(VectorCase vector, IntervalFindings findings)
    {
        foreach (var name in vector.Names("expect"))
        {
            var path = $"expect.{name}";
            switch (findings.Find(name))
            {
                case FigureValue.Real real:
                    vector.ExpectDigits(path, real.Value);
                    break;
                case FigureValue.Exact exact:
                    vector.ExpectDigits(path, exact.Value);
                    break;
                case FigureValue.Series series:
                    vector.ExpectDigits(path, series.Values);
                    break;
                case FigureValue.Flag flag:
                    vector.Expect(path, flag.Value);
                    break;
                case FigureValue.Word word:
                    vector.Expect(path, word.Value);
                    break;
                case FigureValue.None:
                    vector.Expect(path, null);
                    break;
            }
        }
    }
}
