using Metrology.App.Laboratory;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Laboratory;

/// <summary>A new account as typed.</summary>
public sealed record AccountForm
{
    private const int LongestName = 64;

    private static readonly BilingualText BadUserName = new(
        "用户名只能用字母、数字、汉字和 . _ -，不能有空格。", "A user name has letters, digits, Chinese characters and . _ - only, no spaces.");

    private static readonly BilingualText NotTheSame = new("两次输入的密码不一致。", "The two passwords differ.");

    public string? UserName { get; init; }
    public string? DisplayName { get; init; }

    /// <summary>Of the first administrator only: everybody else chooses the own one.</summary>
    public string? Password { get; init; }

    public string? PasswordAgain { get; init; }

    /// <summary>The binder puts null where nothing is ticked.</summary>
    public string[] Roles { get => field ?? []; init; } = [];

    internal NewAccount Check(FieldErrors errors)
    {
        var userName = errors.Text(nameof(UserName), UserName, LongestName);
        if (userName.Any(character => !char.IsLetterOrDigit(character) && character is not ('.' or '_' or '-')))
            errors.Add(nameof(UserName), BadUserName, "account.bad-user-name");
        return new(userName, errors.Text(nameof(DisplayName), DisplayName, LongestName), new RolesForm { Roles = Roles }.Parse());
    }

    internal static string CheckPassword(FieldErrors errors, string? password, string? again, string userName, KnownAround around)
    {
        errors.Add(PasswordPolicy.Check(password ?? "", userName, around), nameof(Password));
        if (password != again)
            errors.Add(nameof(PasswordAgain), NotTheSame, "account.passwords-differ");
        return password ?? "";
    }
}

/// <summary>Ticked roles.</summary>
public sealed record RolesForm
{
    /// <summary>The binder puts null where nothing is ticked.</summary>
    public string[] Roles { get => field ?? []; init; } = [];

    /// <summary>What is no role is passed over.</summary>
    public Role[] Parse() => [.. Enum.GetValues<Role>().Where(role => Roles.Contains(role.ToString()))];
}
