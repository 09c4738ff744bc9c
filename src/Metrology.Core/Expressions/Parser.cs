using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Core.Expressions;

/// <summary>Pratt parser of the formula language, bounded in depth and size so that no text can exhaust the stack.</summary>
internal sealed class Parser(IReadOnlyList<Token> tokens)
{
    public const int DeepestNesting = 64;
    public const int MostNodes = 1000;

    private const int AboveUnaryMinus = 7;
    private int at;
    private int depth;
    private int nodes;

    public static Outcome<Node> Parse(IReadOnlyList<Token> tokens)
    {
        var parser = new Parser(tokens);
        var tree = parser.Expression(0);
        if (tree.IsRefused)
            return tree;
        return parser.Current.Kind == TokenKind.End ? tree : parser.Unexpected();
    }

    private Token Current => tokens[at];

    private Outcome<Node> Expression(int minimumPower)
    {
        if (++depth > DeepestNesting)
            return FormulaRefusal.At("formula.too-deep", Current.Position, $"嵌套超过 {DeepestNesting} 层", $"nested deeper than {DeepestNesting} levels");
        var left = Operand();
        while (!left.IsRefused && Power(Current) is var power && power > minimumPower)
        {
            if (++nodes > MostNodes)
                return TooLarge();
            var op = tokens[at++];
            var right = Expression(op.Text == "^" ? power - 1 : power); // ^ binds to the right
            if (right.IsRefused)
                return right;
            left = new Node.Binary(op.Position, op.Text, left.Value, right.Value);
        }

        depth--;
        return left;
    }

    private Outcome<Node> Operand()
    {
        if (++nodes > MostNodes)
            return TooLarge();
        var token = tokens[at];
        switch (token.Kind)
        {
            case TokenKind.Number:
                at++;
                return Number(token);
            case TokenKind.Name when tokens[at + 1].Kind == TokenKind.Open:
                at += 2;
                return Call(token);
            case TokenKind.Name when token.Text is not ("and" or "or"):
                at++;
                return new Node.Variable(token.Position, token.Text);
            case TokenKind.Open:
                at++;
                var inner = Expression(0);
                return inner.IsRefused ? inner : Closed(inner.Value);
            case TokenKind.Operator when token.Text == "-":
                at++;
                var operand = Expression(AboveUnaryMinus);
                return operand.IsRefused ? operand : new Node.Negation(token.Position, operand.Value);
            default:
                return Unexpected();
        }
    }

    private static Outcome<Node> Number(Token token)
    {
        if (!decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value))
            return FormulaRefusal.At("formula.number", token.Position, "数字超出范围", "the number is out of range");

        // A decimal has 28 places; what it silently drops, 1e-30 above all, would make another formula.
        return DigitsOf(token.Text) == DigitsOf(value.ToString(CultureInfo.InvariantCulture))
            ? new Node.Number(token.Position, value)
            : FormulaRefusal.At(
                "formula.number", token.Position, "数字的位数超过 28 位小数，请作为变量给出", "the number needs more than 28 decimals; give it as a variable");
    }

    private static string DigitsOf(string number)
    {
        var end = number.IndexOfAny(['e', 'E']);
        return (end < 0 ? number : number[..end]).Replace(".", "", StringComparison.Ordinal).Trim('0');
    }

    private Outcome<Node> Call(Token name)
    {
        var arguments = new List<Node>();
        while (Current.Kind != TokenKind.Close)
        {
            if (arguments.Count > 0 && tokens[at++].Kind != TokenKind.Comma)
            {
                at--;
                return Unexpected();
            }

            var argument = Expression(0);
            if (argument.IsRefused)
                return argument;
            arguments.Add(argument.Value);
        }

        if (Function.Find(name.Text) is not { } function)
            return FormulaRefusal.At("formula.function", name.Position, $"未知的函数「{name.Text}」", $"unknown function “{name.Text}”");
        return function.Takes(arguments.Count)
            ? Closed(new Node.Call(name.Position, function.Name, arguments))
            : FormulaRefusal.At("formula.arguments", name.Position, $"函数「{name.Text}」的参数个数不对", $"wrong number of arguments for “{name.Text}”");
    }

    private Outcome<Node> Closed(Node node)
    {
        if (Current.Kind != TokenKind.Close)
            return Unexpected();
        at++;
        return node;
    }

    private static int Power(Token token) => token.Text switch
    {
        "or" => 1,
        "and" => 2,
        "<" or "<=" or ">" or ">=" or "==" or "!=" => 3,
        "+" or "-" => 4,
        "*" or "/" => 5,
        "^" => 9,
        _ => 0,
    };

    private Refusal Unexpected() => Current.Kind == TokenKind.End
        ? FormulaRefusal.At("formula.syntax", Current.Position, "公式不完整", "the formula is not complete")
        : FormulaRefusal.At("formula.syntax", Current.Position, $"此处不应出现「{Current.Text}」", $"“{Current.Text}” is not expected here");

    private Refusal TooLarge() =>
        FormulaRefusal.At("formula.too-large", Current.Position, $"公式超过 {MostNodes} 项", $"the formula has more than {MostNodes} terms");
}
