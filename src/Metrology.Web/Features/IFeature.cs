namespace Metrology.Web.Features;

/// <summary>A folder of pages: its services, its endpoints and its places in the navigation.</summary>
internal interface IFeature
{
    void AddServices(IServiceCollection services)
    {
    }

    /// <summary>Every endpoint says who may use it: <c>Needs(Permission)</c>, <c>NeedsSignIn()</c> or <c>OpenTo(reason)</c>; otherwise nobody may.</summary>
    /// <param name="api">The group under <c>/api/v1</c>.</param>
    void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api);

    IEnumerable<NavEntry> Navigation => [];
}
