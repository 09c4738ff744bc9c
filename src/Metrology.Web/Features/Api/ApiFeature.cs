using System.Text.Json.Serialization;
using Metrology.Web.Access;

namespace Metrology.Web.Features.Api;

/// <summary>What holds for every address of the API: a body is understood whole or refused with the place that is wrong.</summary>
internal sealed class ApiFeature : IFeature
{
    public void AddServices(IServiceCollection services)
    {
        services.AddOpenApi("v1", ApiDescription.Describe);
        // A field that nobody reads is a mistake of the sender, who would believe that it was stored; so is a field that comes twice.
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.AllowDuplicateProperties = false;
        });
        // Only the exception knows where in the body the mistake is; ErrorPages tells it.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api) => pages.MapOpenApi("/api/{documentName}/openapi.json").NeedsSignIn();
}
