namespace Metrology.Web.Features.Planning;

/// <summary>Addresses with a query; what is empty is left out.</summary>
internal static class QueryText
{
    public static string Path(string path, params IReadOnlyList<(string Name, string? Value)> query)
    {
        var parts = query.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}").ToArray();
        return parts.Length == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }
}
