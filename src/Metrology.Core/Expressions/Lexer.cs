using Metrology.Core.Words;

namespace Metrology.Core.Expressions;

/// <summary>Text → tokens; one refusal at the first character that means nothing.</summary>
internal static class Lexer
{
    private static readonly string[] Operators = ["<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "^"];

    public static Outcome<IReadOnlyList<Token>> Read(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] is ' ' or '\t' or '\n' or '\r')
            {
                at++;
                continue;
            }

            if (Next(text, at) is not { } token)
                return FormulaRefusal.At("formula.character", at + 1, $"不认识的字符「{Shown(text, at)}」", $"unknown character “{Shown(text, at)}”");
            tokens.Add(token);
            at += token.Text.Length;
        }

        tokens.Add(new(TokenKind.End, "", text.Length + 1));
        return tokens;
    }

    private static Token? Next(string text, int at) => text[at] switch
    {
        '(' => new(TokenKind.Open, "(", at + 1),
        ')' => new(TokenKind.Close, ")", at + 1),
        ',' => new(TokenKind.Comma, ",", at + 1),
        var c when char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) => Number(text, at),
        var c when char.IsAsciiLetter(c) || c == '_' => Name(text, at),
        _ => Operators.FirstOrDefault(op => string.CompareOrdinal(text, at, op, 0, op.Length) == 0) is { } op
            ? new(TokenKind.Operator, op, at + 1)
            : null,
    };

    private static Token Name(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            end++;
        return new(TokenKind.Name, text[at..end], at + 1);
    }

    private static Token Number(string text, int at)
    {
        var end = Digits(text, at);
        if (end < text.Length && text[end] == '.')
            end = Digits(text, end + 1);
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var exponent = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            if (Digits(text, exponent) > exponent)
                end = Digits(text, exponent);
        }

        return new(TokenKind.Number, text[at..end], at + 1);
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }

    // Surrogates and control characters are shown by their code.
    private static string Shown(string text, int at) =>
        char.IsSurrogate(text[at]) || char.IsControl(text[at]) ? $"U+{(int)text[at]:X4}" : text[at].ToString();
}
