using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Host;

namespace Metrology.Web.Access.Oidc;

/// <summary>The sign-in service of the institution (OpenID Connect), by the environment, as the signing key is. None unless one is named.</summary>
/// <param name="Issuer">Exactly as the service calls itself.</param>
/// <param name="Name">What the button says.</param>
/// <param name="GroupsClaim">Claim of the ID token in which groups stand.</param>
/// <param name="Roles">Roles by group; null where roles are given here.</param>
internal sealed record OidcSettings(string Issuer, string ClientId, string Secret, string Name, string GroupsClaim, IReadOnlyDictionary<string, Role>? Roles)
{
    public const string IssuerVariable = "METROLOGY_OIDC_ISSUER";
    internal const string ClientVariable = "METROLOGY_OIDC_CLIENT";
    internal const string SecretVariable = "METROLOGY_OIDC_SECRET";
    internal const string SecretFileVariable = "METROLOGY_OIDC_SECRET_FILE";
    internal const string NameVariable = "METROLOGY_OIDC_NAME";
    internal const string GroupsVariable = "METROLOGY_OIDC_GROUPS_CLAIM";
    internal const string RolesVariable = "METROLOGY_OIDC_ROLES";

    internal const string StrengthVariable = "METROLOGY_OIDC_ACR";
    internal const string AgeVariable = "METROLOGY_OIDC_MAX_AGE";

    /// <summary>How the person must have shown there who he is: the token says one of these in "acr"; empty asks for nothing.</summary>
    public IReadOnlyList<string> Strength { get; init; } = [];

    /// <summary>How long ago the person may have signed in there; null asks for nothing.</summary>
    public TimeSpan? MostAge { get; init; }

    private const int LongestStrength = 190, MostSeconds = 86_400;

    /// <summary>What most services call it; no standard names it.</summary>
    private const string UsualGroups = "groups";

    /// <summary>Characters: the history of the settings keeps them whole.</summary>
    private const int LongestName = 40, LongestClient = 190, LongestRoles = 390;

    /// <summary>Null where none is named.</summary>
    public static Outcome<OidcSettings?> From(Func<string, string?> setting)
    {
        if (setting(IssuerVariable) is not { Length: > 0 } issuer)
            return (OidcSettings?)null;
        if (issuer.Length > ProviderIdentity.LongestIssuer || !Uri.TryCreate(issuer, UriKind.Absolute, out var address) || !IsSafe(address) || address.Query.Length > 0 || address.Fragment.Length > 0)
            return Bad(IssuerVariable, "登录服务的 https 地址（issuer），最多 200 个字符", "the https address of the service (its issuer), at most 200 characters");
        if (setting(ClientVariable) is not { Length: > 0 and <= LongestClient } client)
            return Bad(ClientVariable, "在登录服务上登记的客户端标识（client_id）", "the client_id that the service knows this server by");
        string? secret;
        try
        {
            secret = Secrets.Find(setting, SecretVariable, SecretFileVariable);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            secret = null;
        }

        if (string.IsNullOrEmpty(secret))
            return Bad(SecretFileVariable, "可读的文件，其中是客户端密钥", "a file that can be read, with the secret of the client");
        var name = setting(NameVariable) is { Length: > 0 } called ? called : address.Host;
        if (name.Length > LongestName && setting(NameVariable) is { Length: > 0 })
            return Bad(NameVariable, $"最多 {LongestName} 个字符的名称", $"a name of at most {LongestName} characters");
        var roles = RolesOf(setting(RolesVariable));
        var strength = setting(StrengthVariable) ?? "";
        if (strength.Length > LongestStrength)
            return Bad(StrengthVariable, $"用空格隔开的认证等级，共 {LongestStrength} 字以内", $"values of acr with blanks between, {LongestStrength} characters in all");
        int? age = null;
        if (setting(AgeVariable) is { Length: > 0 } said)
        {
            if (!int.TryParse(said, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seconds) || seconds > MostSeconds)
                return Bad(AgeVariable, $"0 到 {MostSeconds} 的秒数", $"a number of seconds from 0 to {MostSeconds}");
            age = seconds;
        }

        return roles.Refusal is { } wrong ? wrong : new OidcSettings(issuer, client, secret, name, setting(GroupsVariable) is { Length: > 0 } claim ? claim : UsualGroups, roles.Value)
        {
            Strength = strength.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            MostAge = age is { } most ? TimeSpan.FromSeconds(most) : null,
        };
    }

    /// <summary>Encrypted, or on this machine; with no name and password in it.</summary>
    internal static bool IsSafe(Uri address) => address.UserInfo.Length == 0 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static Outcome<IReadOnlyDictionary<string, Role>?> RolesOf(string? said)
    {
        if (string.IsNullOrWhiteSpace(said))
            return (Dictionary<string, Role>?)null;
        if (said.Length > LongestRoles)
            return BadRoles;
        var roles = new Dictionary<string, Role>(StringComparer.Ordinal);
        foreach (var pair in said.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.LastIndexOf('=');
            if (at <= 0 || !Enum.GetNames<Role>().Contains(pair[(at + 1)..].Trim(), StringComparer.Ordinal) || !roles.TryAdd(pair[..at].Trim(), Enum.Parse<Role>(pair[(at + 1)..].Trim())))
                return BadRoles;
        }

        return roles;
    }

    private static Refusal BadRoles => Bad(
        RolesVariable, $"“组=角色”，逗号分隔，每组一次，共 {LongestRoles} 字以内；角色为 {string.Join('、', Enum.GetNames<Role>())}",
        $"GROUP=ROLE separated by commas, each group once, {LongestRoles} characters in all; roles are {string.Join(", ", Enum.GetNames<Role>())}");

    private static Refusal Bad(string variable, string zh, string en) => Refusal.Of("serve.bad-setting", $"{variable} 须为{zh}。", $"{variable} takes {en}.");
}
