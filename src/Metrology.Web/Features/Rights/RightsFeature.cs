namespace Metrology.Web.Features.Rights;

/// <summary>The table of rights, for everybody who is signed in.</summary>
internal sealed class RightsFeature : IFeature
{
    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet("/permissions", (EndpointDataSource endpoints) => View.Of<RightsPage>(new { Lines = RightsLine.Of(endpoints) })).NeedsSignIn();
        api.MapGet("/permissions", (EndpointDataSource endpoints) => Results.Ok(RightsLine.Of(endpoints).Select(line =>
            new RightsJson(line.Method, line.Path, line.Permission?.ToString(), [.. RolesOf(line)], line.IsOpen, line.IsSigned)))).Produces<IEnumerable<RightsJson>>().NeedsSignIn();
    }

    /// <param name="Permission">Null where being signed in is enough, or nothing is asked.</param>
    internal sealed record RightsJson(string Method, string Path, string? Permission, string[] Roles, bool IsOpen, bool IsSigned);

    private static IEnumerable<string> RolesOf(RightsLine line) =>
        (line.Permission is { } permission ? App.Laboratory.Permissions.RolesOf(permission) : RightsTable.Roles).Select(role => role.ToString());
}
