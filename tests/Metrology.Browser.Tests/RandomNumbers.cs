using System.Globalization;
using Metrology.Core.Expressions;
using Metrology.Core.Quantities;

namespace Metrology.Browser.Tests;

/// <summary>An operation, what it is done with, and its result as text; "none" where there is no result.</summary>
internal sealed record NumberCase(string Operation, string A, string B, string Expected);

/// <summary>Random decimals and formulas with the results of this program, always the same ones.</summary>
internal static class RandomNumbers
{
    /// <summary>The same in the page.</summary>
    public const string Script = """
        const operations = {
          plus: (a, b) => a.plus(b), minus: (a, b) => a.minus(b), times: (a, b) => a.times(b), over: (a, b) => a.over(b), modulo: (a, b) => a.modulo(b),
          round: (a, b) => a.rounded(Number(b.magnitude().toString().replace(/[^0-9]/g, "").slice(-1))), interval: (a, b) => roundedDecimal(b, a), bare: (a) => a.withoutTrailingZeros(),
          double: (a) => significant(a.toDouble(), 15), compare: (a, b) => a.compare(b),
        };
        const run = ([operation, a, b]) => {
          try {
            if (operation === "significant") return significant(Number(a), Number(b));
            if (operation === "ofDouble") return Decimal.ofDouble(Number(a)).toString();
            if (!operation.startsWith("formula")) return String(operations[operation](Decimal.parse(a), Decimal.parse(b)));
            const names = new Map(b.split(";").map((pair) => pair.split("=")));
            const tree = formulaOf(a);
            if (operation === "formula") return evaluateDecimal(tree, (name) => names.has(name) ? Decimal.parse(names.get(name)) : null).toString();
            if (operation === "formula double") return significant(evaluateDouble(tree, (name) => names.has(name) ? Number(names.get(name)) : null), 10);
            const slope = derivativeOf(tree, "x");
            return slope ? significant(evaluateDouble(slope, (name) => names.has(name) ? Number(names.get(name)) : null), 10) : "none";
          } catch (error) {
            if (error instanceof Overflow || error instanceof FormulaRefusal) return "none";
            throw error;
          }
        };
        return cases.map(run);
        """;

    private static readonly string[] Operations = ["plus", "minus", "times", "over", "modulo", "round", "interval", "bare", "double", "compare"];

    public static IEnumerable<NumberCase> Cases(int count)
    {
        var random = new Random(5);
        for (var i = 0; i < count; i++)
        {
            var (a, b, operation) = (Number(random), Number(random), Operations[i % Operations.Length]);
            if (operation == "interval")
                (a, b) = (Math.Round(a % 100_000m, 10), new decimal(random.Next(1, 30), 0, 0, false, (byte)random.Next(0, 9)));
            yield return new(operation, Text(a), Text(b), Try(() => Of(operation, a, b)));
        }

        for (var i = 0; i < count / 4; i++)
        {
            var value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-25, 27));
            yield return new("ofDouble", value.ToString("R", CultureInfo.InvariantCulture), "", Try(() => Text((decimal)value)));
            var digits = random.Next(1, 16);
            yield return new("significant", value.ToString("R", CultureInfo.InvariantCulture), $"{digits}", value.ToString($"G{digits}", CultureInfo.InvariantCulture));
        }
    }

    public static IEnumerable<NumberCase> Formulas(int count)
    {
        var random = new Random(7);
        for (var i = 0; i < count; i++)
        {
            var text = Term(random, 3);
            var values = new Dictionary<string, decimal> { ["x"] = Small(random), ["y"] = Small(random), ["z"] = Small(random) };
            var said = string.Join(';', values.Select(pair => $"{pair.Key}={Text(pair.Value)}"));
            if (Formula.Parse(text) is not { IsRefused: false, Value: var formula })
                continue;
            var value = formula.Evaluate(values);
            yield return new("formula", text, said, value.IsRefused ? "none" : Text(value.Value));
            var doubles = values.ToDictionary(pair => pair.Key, pair => double.Parse(Text(pair.Value), CultureInfo.InvariantCulture));
            yield return new("formula double", text, said, Said(formula.Evaluate(doubles)));
            yield return new("formula slope", text, said, formula.Derivative("x") is { IsRefused: false, Value: var slope } ? Said(slope.Evaluate(doubles)) : "none");
        }
    }

    private static string Said(Metrology.Core.Words.Outcome<double> value) => value.IsRefused ? "none" : (value.Value == 0 ? 0 : value.Value).ToString("G10", CultureInfo.InvariantCulture);

    private static string Of(string operation, decimal a, decimal b) => operation switch
    {
        "plus" => Text(a + b),
        "minus" => Text(a - b),
        "times" => Text(a * b),
        "over" => Text(a / b),
        "modulo" => Text(a % b),
        "round" => Text(Math.Round(a, Text(b)[^1] - '0')),
        "interval" => Text(new RoundingInterval(b).Round(a)),
        "bare" => Text(a / 1.0000000000000000000000000000m),
        "double" => ((double)a).ToString("G15", CultureInfo.InvariantCulture),
        _ => a.CompareTo(b).ToString(CultureInfo.InvariantCulture),
    };

    private static string Term(Random random, int depth)
    {
        if (depth == 0 || random.Next(5) == 0)
            return random.Next(4) switch { 0 => "x", 1 => "y", 2 => "z", _ => Text(Math.Abs(Small(random))) };
        var (a, b) = (Term(random, depth - 1), Term(random, depth - 1));
        return random.Next(16) switch
        {
            0 or 1 => $"({a} + {b})",
            2 or 3 => $"({a} - {b})",
            4 or 5 => $"({a} * {b})",
            6 => $"({a} / {b})",
            7 => $"({a})^{random.Next(0, 4)}",
            8 => $"-({a})",
            9 => $"mean({a}, {b}, x)",
            10 => $"min({a}, {b})",
            11 => $"max({a}, {b})",
            12 => $"abs({a})",
            13 => $"if({a} < {b} and not({a} == x), {a}, {b})",
            14 => $"round({a}, 0.001)",
            _ => $"interp(x, -100, {a}, 0, {b}, 100, y)",
        };
    }

    private static decimal Small(Random random) => new(random.Next(0, 100_000), 0, 0, random.Next(2) == 0, (byte)random.Next(2, 6));

    private static decimal Number(Random random)
    {
        var parts = random.Next(3);
        return new(random.Next(), parts > 0 ? random.Next() : 0, parts > 1 ? random.Next() : 0, random.Next(2) == 0, (byte)random.Next(0, 29));
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Try(Func<string> compute)
    {
        try
        {
            return compute();
        }
        catch (Exception none) when (none is OverflowException or DivideByZeroException)
        {
            return "none";
        }
    }
}
