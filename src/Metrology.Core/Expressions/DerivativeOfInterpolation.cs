namespace Metrology.Core.Expressions;

/// <summary>Derivative of interp(x, x1, y1, x2, y2, …): that of the segment which holds x, also when the points themselves depend on the variable.</summary>
internal static class DerivativeOfInterpolation
{
    public static Node Of(Node.Call call, List<Node> derivatives)
    {
        var (x, last) = (call.Arguments, call.Arguments.Count - 4);
        var slope = Segment(call, derivatives, last);
        for (var i = last - 2; i >= 1; i -= 2)
            slope = Derivative.If(new Node.Binary(call.Position, "<=", x[0], x[i + 2]), Segment(call, derivatives, i), slope);
        return slope;
    }

    // y = y0 + r·h with r = (x − x0)/(x1 − x0) and h = y1 − y0.
    private static Node Segment(Node.Call call, List<Node> d, int i)
    {
        var x = call.Arguments;
        var width = Minus(x[i + 2], x[i]);
        var ratio = Derivative.Quotient(Minus(x[0], x[i]), width);
        var ratioSlope = Derivative.Quotient(Minus(Minus(d[0], d[i]), Derivative.Product(ratio, Minus(d[i + 2], d[i]))), width);
        return Derivative.Sum(
            d[i + 1], Derivative.Sum(Derivative.Product(ratioSlope, Minus(x[i + 3], x[i + 1])), Derivative.Product(ratio, Minus(d[i + 3], d[i + 1]))));
    }

    private static Node Minus(Node a, Node b) => Derivative.Sum(a, Derivative.Negate(b));
}
