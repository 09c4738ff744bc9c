using System.Globalization;
using System.Security.Claims;
using Metrology.App.Laboratory;

namespace Metrology.Web.Access;

/// <summary>Who sends this request.</summary>
public sealed class CurrentActor(IHttpContextAccessor context)
{
    /// <summary>Null before sign-in.</summary>
    public Actor? Actor { get; } = context.HttpContext is { } http && Of(http.User) is { } actor ? actor with { IsElsewhere = PermissionGate.IsElsewhere(http) } : null;

    /// <summary>The signed-in person, to be handed to a use case.</summary>
    /// <exception cref="InvalidOperationException">The endpoint let a stranger in.</exception>
    public Actor Required => Actor ?? throw new InvalidOperationException("Nobody is signed in.");

    public bool Can(Permission permission) => Actor?.Allows(permission) == true;

    internal static Actor? Of(ClaimsPrincipal? principal)
    {
        if (principal?.Identity?.IsAuthenticated != true || principal.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id)
            return null;
        return new(
            int.Parse(id, CultureInfo.InvariantCulture),
            principal.FindFirstValue(AccountClaims.DisplayName) ?? "",
            [.. principal.FindAll(ClaimTypes.Role).Select(role => Enum.Parse<Role>(role.Value))]);
    }
}
