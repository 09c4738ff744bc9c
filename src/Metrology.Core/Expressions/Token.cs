namespace Metrology.Core.Expressions;

internal enum TokenKind
{
    Number,
    Name,
    Operator,
    Open,
    Close,
    Comma,
    End,
}

/// <param name="Position">Character of the text, from 1.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position);
