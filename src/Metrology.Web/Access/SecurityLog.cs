namespace Metrology.Web.Access;

/// <summary>Lines of the log about who gets in and what is refused. Neither passwords nor codes, names as typed, addresses as typed or anything of a session stands in them.</summary>
internal static partial class SecurityLog
{
    [LoggerMessage(LogLevel.Information, "Account {Account} signed in from {Address} by {Method}")]
    public static partial void SignedIn(this ILogger log, int account, string address, App.Laboratory.SignInMethod method);

    [LoggerMessage(LogLevel.Warning, "Account {Account}: a wrong password or code")]
    public static partial void WrongProof(this ILogger log, int account);

    [LoggerMessage(LogLevel.Warning, "An answer of the sign-in service was refused: {Fault}")]
    public static partial void ProviderRefused(this ILogger log, Oidc.OidcFault fault);

    /// <param name="route">The pattern of the endpoint, not what was asked for.</param>
    [LoggerMessage(LogLevel.Warning, "Refused {Code} {Status}: {Method} {Route} of account {Account} from {Address}, {Trace}")]
    public static partial void Refused(this ILogger log, string code, int status, string method, string route, string account, string address, string trace);
}
