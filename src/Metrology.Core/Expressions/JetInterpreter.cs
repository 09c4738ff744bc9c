namespace Metrology.Core.Expressions;

/// <summary>A formula over <see cref="Jet"/>: value and derivatives up to the third along two directions of its variables. Conditions are decided by the values.</summary>
internal sealed class JetInterpreter(
    IReadOnlyDictionary<string, double> variables, IReadOnlyDictionary<string, double> first, IReadOnlyDictionary<string, double> second)
{
    private readonly Dictionary<Node, Jet> known = new(ReferenceEqualityComparer.Instance);

    public Jet Of(Node node)
    {
        if (!known.TryGetValue(node, out var jet))
            known[node] = jet = New(node);
        return jet;
    }

    private Jet New(Node node) => node switch
    {
        Node.Number number => Jet.Constant((double)number.Value),
        Node.Variable variable => variables.TryGetValue(variable.Name, out var value)
            ? Jet.Variable(value, first.GetValueOrDefault(variable.Name), second.GetValueOrDefault(variable.Name))
            : Jet.Constant(Math.PI),
        Node.Negation negation => -Of(negation.Operand),
        Node.Binary binary => Binary(binary),
        Node.Call call => Call(call),
        _ => throw new InvalidOperationException($"No rule for {node.GetType().Name}."),
    };

    private Jet Binary(Node.Binary binary)
    {
        var (a, b) = (Of(binary.Left), Of(binary.Right));
        return binary.Operator switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => a / b,
            "^" => TypeCheck.WholeExponent(binary.Right) is { } n ? a.Power(n) : binary.Right is Node.Number real ? a.Power((double)real.Value) : (b * a.Ln()).Exp(),
            "and" => a.Value == 0 || IsNone(a) ? a : b,
            "or" => a.Value == 0 ? b : a,
            _ when IsNone(a) || IsNone(b) => None,
            "<" => Truth(a.Value < b.Value),
            "<=" => Truth(a.Value <= b.Value),
            ">" => Truth(a.Value > b.Value),
            ">=" => Truth(a.Value >= b.Value),
            "==" => Truth(a.Value == b.Value),
            "!=" => Truth(a.Value != b.Value),
            _ => throw new InvalidOperationException($"No rule for operator {binary.Operator}."),
        };
    }

    private Jet Call(Node.Call call)
    {
        Jet[] x = [.. call.Arguments.Select(Of)];
        return call.Function switch
        {
            "if" => IsNone(x[0]) ? None : x[0].Value != 0 ? x[1] : x[2],
            "mean" => Mean(x),
            "sd" => Deviation(x),
            "min" => x.Aggregate((a, b) => b.Value < a.Value || IsNone(b) ? b : a),
            "max" => x.Aggregate((a, b) => b.Value > a.Value || IsNone(b) ? b : a),
            "abs" => x[0].Value < 0 ? -x[0] : x[0],
            "not" => IsNone(x[0]) ? None : Truth(x[0].Value == 0),
            "round" => Jet.Constant(FormulaTape.Round(x[0].Value, x[1].Value)),
            "interp" => Interpolate(x),
            "sqrt" => x[0].Sqrt(),
            "sin" => x[0].Sin(),
            "cos" => x[0].Cos(),
            "exp" => x[0].Exp(),
            "ln" => x[0].Ln(),
            _ => throw new InvalidOperationException($"No rule for function {call.Function}."),
        };
    }

    private static Jet Mean(Jet[] x) => x.Aggregate((a, b) => a + b).Times(1.0 / x.Length);

    private static Jet Deviation(Jet[] x)
    {
        var mean = Mean(x);
        return x.Select(one => (one - mean) * (one - mean)).Aggregate((a, b) => a + b).Times(1.0 / (x.Length - 1)).Sqrt();
    }

    private static Jet Interpolate(Jet[] x)
    {
        for (var i = 1; i + 3 < x.Length; i += 2)
        {
            if (x[0].Value >= x[i].Value && x[0].Value <= x[i + 2].Value)
                return x[i + 1] + ((x[i + 3] - x[i + 1]) * (x[0] - x[i]) / (x[i + 2] - x[i]));
        }

        return None;
    }

    /// <summary>No value: what hangs on it has none either, so that no branch is taken that the value would not have taken.</summary>
    private static Jet None => Jet.Constant(double.NaN);

    private static bool IsNone(Jet jet) => double.IsNaN(jet.Value);

    private static Jet Truth(bool holds) => Jet.Constant(holds ? 1 : 0);
}
