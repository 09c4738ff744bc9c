namespace Metrology.Core.Expressions;

/// <summary>Trees → tape. Terms that stand in the trees more than once are computed once; functions of many arguments become steps of two.</summary>
internal sealed class TapeCompiler
{
    private readonly Dictionary<Node, int> columnOf = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<double, int> constants = [];
    private readonly List<TapeStep> steps = [];
    private readonly IReadOnlyList<string> variables;
    private int columns;

    private TapeCompiler(IReadOnlyList<string> variables) => (this.variables, columns) = (variables, variables.Count);

    /// <param name="variables">Names of the input columns in order; all that the trees use.</param>
    public static FormulaTape Compile(IEnumerable<Node> trees, IReadOnlyList<string> variables)
    {
        var compiler = new TapeCompiler(variables);
        int[] results = [.. trees.Select(compiler.Of)];
        return new(compiler.steps, variables.Count, compiler.columns, results);
    }

    private int Of(Node node)
    {
        if (!columnOf.TryGetValue(node, out var column))
            columnOf[node] = column = New(node);
        return column;
    }

    private int New(Node node) => node switch
    {
        Node.Number number => Constant((double)number.Value),
        Node.Variable variable => Variable(variable),
        Node.Negation negation => Step(TapeOperation.Negate, Of(negation.Operand)),
        Node.Binary binary => Binary(binary),
        Node.Call call => Call(call.Function, [.. call.Arguments.Select(Of)]),
        _ => throw new InvalidOperationException($"No tape rule for {node.GetType().Name}."),
    };

    private int Variable(Node.Variable variable)
    {
        for (var i = 0; i < variables.Count; i++)
        {
            if (variables[i] == variable.Name)
                return i;
        }

        return variable.Name == TypeCheck.PiName ? Constant(Math.PI) : throw new InvalidOperationException($"No column for {variable.Name}.");
    }

    private int Binary(Node.Binary binary)
    {
        var a = Of(binary.Left);
        if (binary.Operator == "^" && TypeCheck.WholeExponent(binary.Right) is { } exponent)
            return WholePower(a, exponent);
        var b = Of(binary.Right);
        return binary.Operator switch
        {
            "+" => Step(TapeOperation.Add, a, b),
            "-" => Step(TapeOperation.Subtract, a, b),
            "*" => Step(TapeOperation.Multiply, a, b),
            "/" => Step(TapeOperation.Divide, a, b),
            "^" => Step(TapeOperation.Power, a, b),
            "<" => Step(TapeOperation.Less, a, b),
            "<=" => Step(TapeOperation.LessOrEqual, a, b),
            ">" => Step(TapeOperation.Less, b, a),
            ">=" => Step(TapeOperation.LessOrEqual, b, a),
            "==" => Step(TapeOperation.Equal, a, b),
            "!=" => Not(Step(TapeOperation.Equal, a, b)),
            "and" => Step(TapeOperation.Select, b, a, a), // the second does not count where the first decides
            "or" => Step(TapeOperation.Select, a, b, a),
            _ => throw new InvalidOperationException($"No tape rule for operator {binary.Operator}."),
        };
    }

    private int WholePower(int a, int exponent)
    {
        if (exponent == 0)
            return Constant(1);
        var product = a;
        for (var i = 1; i < Math.Abs(exponent); i++)
            product = Step(TapeOperation.Multiply, product, a);
        return exponent > 0 ? product : Step(TapeOperation.Divide, Constant(1), product);
    }

    private int Call(string function, int[] x) => function switch
    {
        "mean" => Mean(x),
        "sd" => Deviation(x),
        "min" => x.Aggregate((a, b) => Step(TapeOperation.Min, a, b)),
        "max" => x.Aggregate((a, b) => Step(TapeOperation.Max, a, b)),
        "abs" => Step(TapeOperation.Abs, x[0]),
        "not" => Not(x[0]),
        "round" => Step(TapeOperation.Round, x[0], x[1]),
        "interp" => Interpolate(x),
        "if" => Step(TapeOperation.Select, x[1], x[2], x[0]),
        "sqrt" => Step(TapeOperation.Sqrt, x[0]),
        "sin" => Step(TapeOperation.Sin, x[0]),
        "cos" => Step(TapeOperation.Cos, x[0]),
        "exp" => Step(TapeOperation.Exp, x[0]),
        "ln" => Step(TapeOperation.Ln, x[0]),
        _ => throw new InvalidOperationException($"No tape rule for function {function}."),
    };

    private int Not(int x) => Step(TapeOperation.Equal, x, Constant(0));

    private int Mean(int[] x) => Step(TapeOperation.Divide, x.Aggregate((a, b) => Step(TapeOperation.Add, a, b)), Constant(x.Length));

    private int Deviation(int[] x)
    {
        var mean = Mean(x);
        var squares = x.Select(one => Step(TapeOperation.Subtract, one, mean)).Select(d => Step(TapeOperation.Multiply, d, d)).ToArray();
        var sum = squares.Aggregate((a, b) => Step(TapeOperation.Add, a, b));
        return Step(TapeOperation.Sqrt, Step(TapeOperation.Divide, sum, Constant(x.Length - 1)));
    }

    /// <summary>The leftmost segment that holds the argument; none is NaN, and so is one before it that does not increase.</summary>
    private int Interpolate(int[] x)
    {
        var result = Constant(double.NaN);
        for (var i = x.Length - 4; i >= 1; i -= 2)
        {
            var (x0, y0, x1, y1) = (x[i], x[i + 1], x[i + 2], x[i + 3]);
            var rise = Step(TapeOperation.Multiply, Step(TapeOperation.Subtract, y1, y0), Step(TapeOperation.Subtract, x[0], x0));
            var value = Step(TapeOperation.Add, y0, Step(TapeOperation.Divide, rise, Step(TapeOperation.Subtract, x1, x0)));
            var isInside = Step(TapeOperation.Multiply, Step(TapeOperation.LessOrEqual, x0, x[0]), Step(TapeOperation.LessOrEqual, x[0], x1));
            result = Step(TapeOperation.Select, value, result, isInside);
            result = Step(TapeOperation.Select, result, Constant(double.NaN), Step(TapeOperation.Less, x0, x1));
        }

        return result;
    }

    private int Constant(double value)
    {
        if (!constants.TryGetValue(value, out var column))
        {
            constants[value] = column = columns++;
            steps.Add(new(TapeOperation.Constant, column, 0, Constant: value));
        }

        return column;
    }

    private int Step(TapeOperation operation, int a, int b = 0, int c = 0)
    {
        var column = columns++;
        steps.Add(new(operation, column, a, b, c));
        return column;
    }
}
