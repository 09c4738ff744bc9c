namespace Metrology.Documents.Signing.Tokens;

/// <summary>What a token did not do.</summary>
internal enum TokenFault
{
    /// <summary>The file is no PKCS #11 module of this machine.</summary>
    Module,

    /// <summary>No token of that label is there.</summary>
    Token,

    /// <summary>The PIN is wrong or locked.</summary>
    Pin,

    /// <summary>The token has no such key, or two, or one without certificate.</summary>
    Key,

    /// <summary>It was asked to sign and did not.</summary>
    Signing,
}

/// <summary>A token refused. What it holds or was told is never in the message.</summary>
internal sealed class TokenException(TokenFault fault, string what) : Exception($"{fault}: {what}")
{
    public TokenFault Fault => fault;

    public string What => what;
}
