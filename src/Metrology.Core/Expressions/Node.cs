namespace Metrology.Core.Expressions;

/// <summary>Syntax tree of a formula. Positions count characters from 1.</summary>
internal abstract record Node(int Position)
{
    public sealed record Number(int Position, decimal Value) : Node(Position);

    public sealed record Variable(int Position, string Name) : Node(Position);

    public sealed record Negation(int Position, Node Operand) : Node(Position);

    public sealed record Binary(int Position, string Operator, Node Left, Node Right) : Node(Position);

    public sealed record Call(int Position, string Function, IReadOnlyList<Node> Arguments) : Node(Position);

    public IEnumerable<Node> Children => this switch
    {
        Negation negation => [negation.Operand],
        Binary binary => [binary.Left, binary.Right],
        Call call => call.Arguments,
        _ => [],
    };
}
