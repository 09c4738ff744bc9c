using Metrology.Core.Words;

namespace Metrology.App.Laboratory;

/// <summary>
/// With which a person chooses the first password, or another one that was forgotten: drawn by the server, shown to the administrator once, good once and for a short time. No administrator knows a password
/// of somebody else, and a second factor is asked for all the same.
/// </summary>
public static class OneTimeCode
{
    /// <summary>From hand to hand or by telephone, within the next working day.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    internal static bool IsRight(Account account, string code, DateTimeOffset now) =>
        account is { OneTimeCodeHash: { } hash, OneTimeCodeUntil: { } until } && SecretCode.AreSame(hash, SecretCode.HashOf(code)) && until > now && !account.IsDisabled;

    /// <summary>Draws another one; what the person had before, password or code, is good no longer.</summary>
    internal static string Give(Account account, DateTimeOffset now)
    {
        var code = SecretCode.Draw();
        (account.PasswordHash, account.OneTimeCodeHash, account.OneTimeCodeUntil) = (null, SecretCode.HashOf(code), now + Life);
        return code;
    }

    internal static void End(Account account) => (account.OneTimeCodeHash, account.OneTimeCodeUntil) = (null, null);
}

/// <summary>A code that was drawn for somebody; nobody can show it again.</summary>
public sealed record GivenCode(Account Account, string Code);

/// <summary>How an administrator knows who asks for a way in.</summary>
public enum IdentityCheck
{
    /// <summary>Present, with an identity document.</summary>
    Document,

    /// <summary>Present, and known to the administrator.</summary>
    Known,

    /// <summary>Called back at the number that the institution has.</summary>
    CalledBack,

    /// <summary>As the reason says.</summary>
    Otherwise,
}

public static class OneTimeCodeErrors
{
    public static readonly Refusal Refused = Refusal.Of(
        "access.code-refused",
        "用户名或一次性代码不对，代码已经用过或过期，或者账户已停用或锁定。请让管理员重新给一个代码。",
        "The user name or the one-time code is wrong, the code was used or has ended, or the account is disabled or locked. Ask an administrator for another code.");

    public static readonly Refusal NotChecked = new(
        "access.identity-not-checked",
        new("请写明怎样核实了本人身份：这会留在账户的历史中。", "Say how you made sure who is asking: it stays in the history of the account."), "Identity");
}
