using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Authorization;

namespace Metrology.Web.Access;

/// <summary>What an endpoint declares. An endpoint that declares nothing is closed to everybody.</summary>
public static class PermissionGate
{
    /// <summary>Only people whose role grants the permission.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.WithMetadata(new NeedsPermission(permission));
        return endpoint.RequireAuthorization(policy => policy.RequireAuthenticatedUser().AddRequirements(new NeedsPermission(permission)));
    }

    /// <summary>Everybody who is signed in, whatever the role: the own home, the own session.</summary>
    public static TBuilder NeedsSignIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new NeedsOnlySignIn()).RequireAuthorization(policy => policy.RequireAuthenticatedUser());

    /// <summary>Strangers too. The reason stands in the code, and a test holds the list of such endpoints.</summary>
    public static TBuilder OpenTo<TBuilder>(this TBuilder endpoint, string reason)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new OpenToStrangers(reason)).AllowAnonymous();

    /// <summary>From where administration is done; from everywhere where it is not set.</summary>
    public const string NetworksVariable = "METROLOGY_ADMINISTRATION_NETWORKS";

    /// <summary>Whether a request comes from where administration is not done.</summary>
    public static bool IsElsewhere(HttpContext context)
    {
        var networks = context.RequestServices.GetRequiredService<ServeOptions>().AdministrationNetworks;
        return networks.Count > 0 && !(context.Connection.RemoteIpAddress is { } from && networks.Any(network => network.Contains(from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from)));
    }

    /// <summary>Administration from an address outside of the networks that whoever runs the server has named: role, factor and password are not enough.</summary>
    public static void UseAdministrationNetworks(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<NeedsPermission>() is not { Permission: Permission.Administer } || !IsElsewhere(context))
                return next(context);
            ErrorPages.Refuse(context, StatusCodes.Status403Forbidden, LaboratoryErrors.AdministeredElsewhere);
            return Task.CompletedTask;
        });
    }

    internal sealed class Handler : AuthorizationHandler<NeedsPermission>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsPermission requirement)
        {
            if (CurrentActor.Of(context.User)?.Allows(requirement.Permission) == true)
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}

internal sealed record NeedsPermission(Permission Permission) : IAuthorizationRequirement;

internal sealed record NeedsOnlySignIn;

internal sealed record OpenToStrangers(string Reason);
