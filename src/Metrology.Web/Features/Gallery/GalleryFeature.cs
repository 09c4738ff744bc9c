using Metrology.Web.Host;

namespace Metrology.Web.Features.Gallery;

/// <summary>Every piece of the kit on one page, for reviewers and screenshots. Only in a demonstration or in development.</summary>
internal sealed class GalleryFeature : IFeature
{
    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        var services = pages.ServiceProvider;
        if (services.GetRequiredService<ServeOptions>().IsDemo || services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            pages.MapGet("/ui", () => View.Of<GalleryPage>()).NeedsSignIn();
    }
}
