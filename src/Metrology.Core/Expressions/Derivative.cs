using Metrology.Core.Words;

namespace Metrology.Core.Expressions;

/// <summary>Partial derivative of a formula by rule; it gives the sensitivities of a budget (JCGM 100:2008 5.1.3).</summary>
internal sealed class Derivative(string variable)
{
    public Outcome<Node> Of(Node node) => node switch
    {
        Node.Number => Constant(node, 0m),
        Node.Variable name => Constant(node, name.Name == variable ? 1m : 0m),
        Node.Negation negation => Then(Of(negation.Operand), inner => Negate(inner)),
        Node.Binary binary => Binary(binary),
        Node.Call call => Call(call),
        _ => throw new InvalidOperationException($"No derivative rule for {node.GetType().Name}."),
    };

    private Outcome<Node> Binary(Node.Binary node)
    {
        var (f, g) = (node.Left, node.Right);
        var left = Of(f);
        if (left.IsRefused)
            return left;
        var right = Of(g);
        if (right.IsRefused)
            return right;
        var (df, dg) = (left.Value, right.Value);
        return node.Operator switch
        {
            "+" => Sum(df, dg),
            "-" => Sum(df, Negate(dg)),
            "*" => Sum(Product(df, g), Product(f, dg)),
            "/" => Quotient(Sum(Product(df, g), Negate(Product(f, dg))), Product(g, g)),
            "^" when IsZero(dg) => Product(Product(g, Raised(f, g)), df),
            "^" => Product(node, Sum(Product(dg, Apply("ln", f)), Quotient(Product(g, df), f))),
            _ => Constant(node, 0m), // a condition is constant but for its edge
        };
    }

    private Outcome<Node> Call(Node.Call call)
    {
        if (call.Function == "round")
        {
            return FormulaRefusal.At(
                "formula.derivative", call.Position, $"函数「{call.Function}」没有导数规则", $"“{call.Function}” has no rule of differentiation");
        }

        var derivatives = new List<Node>();
        foreach (var argument in call.Arguments)
        {
            var derivative = Of(argument);
            if (derivative.IsRefused)
                return derivative;
            derivatives.Add(derivative.Value);
        }

        var (x, dx) = (call.Arguments, derivatives);
        if (dx.TrueForAll(IsZero))
            return Constant(call, 0m);
        return call.Function switch
        {
            "mean" => Mean(call, dx),
            "sd" => Deviation(call, dx),
            "interp" => DerivativeOfInterpolation.Of(call, dx),
            "min" => Extreme(call, dx, "<="),
            "max" => Extreme(call, dx, ">="),
            "abs" => If(new Node.Binary(call.Position, "<", x[0], Negate(x[0])), Negate(dx[0]), dx[0]),
            "sqrt" => Quotient(dx[0], Product(Constant(call, 2m), call)),
            "sin" => Product(Apply("cos", x[0]), dx[0]),
            "cos" => Negate(Product(Apply("sin", x[0]), dx[0])),
            "exp" => Product(call, dx[0]),
            "ln" => Quotient(dx[0], x[0]),
            "if" => If(x[0], dx[1], dx[2]),
            _ => Constant(call, 0m),
        };
    }

    /// <summary>The derivative of whichever argument is the extreme one.</summary>
    private static Node Extreme(Node.Call call, List<Node> dx, string comparison)
    {
        var slope = dx[0];
        for (var i = 1; i < dx.Count; i++)
        {
            // The extreme of the first arguments as a call, not as nested conditions, whose evaluation would double with every argument.
            var best = new Node.Call(call.Position, call.Function, [.. call.Arguments.Take(i)]);
            slope = If(new Node.Binary(call.Position, comparison, best, call.Arguments[i]), slope, dx[i]);
        }

        return slope;
    }

    private static Node Mean(Node at, List<Node> x) => Quotient(x.Aggregate(Sum), Constant(at, x.Count));

    // s² = Σ(x − x̄)²/(n − 1), hence ds = Σ(x − x̄)·(dx − dx̄)/((n − 1)·s).
    private static Node Deviation(Node.Call call, List<Node> dx)
    {
        var mean = new Node.Call(call.Position, "mean", call.Arguments);
        var meanSlope = Mean(call, dx);
        var terms = call.Arguments.Select((x, i) => Product(Sum(x, Negate(mean)), Sum(dx[i], Negate(meanSlope))));
        return Quotient(terms.Aggregate(Sum), Product(Constant(call, dx.Count - 1), call));
    }

    private static Node Raised(Node f, Node exponent) => TypeCheck.WholeExponent(exponent) is { } n
        ? n - 1 < 0
            ? new Node.Binary(f.Position, "^", f, new Node.Negation(f.Position, Constant(f, 1 - n)))
            : new Node.Binary(f.Position, "^", f, Constant(f, n - 1))
        : new Node.Binary(f.Position, "^", f, Sum(exponent, Constant(f, -1m)));

    private static Outcome<Node> Then(Outcome<Node> outcome, Func<Node, Node> next) => outcome.IsRefused ? outcome : next(outcome.Value);

    private static Node Constant(Node at, decimal value) => new Node.Number(at.Position, value);

    internal static bool IsZero(Node node) => node is Node.Number { Value: 0m };

    private static bool IsOne(Node node) => node is Node.Number { Value: 1m };

    internal static Node Negate(Node node) => IsZero(node) ? node : new Node.Negation(node.Position, node);

    internal static Node Sum(Node a, Node b) => IsZero(a) ? b : IsZero(b) ? a : new Node.Binary(a.Position, "+", a, b);

    internal static Node Product(Node a, Node b) => IsZero(a) || IsZero(b)
        ? Constant(a, 0m)
        : IsOne(a) ? b : IsOne(b) ? a : new Node.Binary(a.Position, "*", a, b);

    internal static Node Quotient(Node a, Node b) => IsZero(a) ? a : new Node.Binary(a.Position, "/", a, b);

    private static Node Apply(string function, Node x) => new Node.Call(x.Position, function, [x]);

    internal static Node If(Node condition, Node a, Node b) => new Node.Call(condition.Position, "if", [condition, a, b]);
}
