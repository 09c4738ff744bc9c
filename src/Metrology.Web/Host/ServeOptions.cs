namespace Metrology.Web.Host;

/// <summary>What <c>serve</c> was asked for.</summary>
/// <param name="Urls">Addresses to listen on, separated by semicolons; null is <see cref="DefaultUrls"/>.</param>
public sealed record ServeOptions(DataFolder Data, bool IsDemo = false, string? Urls = null)
{
    public const string DefaultUrls = "http://127.0.0.1:5080";
}
