using System.Text.Json;

namespace Metrology.Web.Tests;

/// <summary>Calls of the API by a program that is signed in and takes its form token first.</summary>
internal static class TokenApi
{
    public static async Task<HttpResponseMessage> SendAsync(Visitor visitor, HttpMethod method, string path, HttpContent content)
    {
        using var token = JsonDocument.Parse(await visitor.ReadAsync("/api/v1/session"));
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add(token.RootElement.GetProperty("header").GetString()!, token.RootElement.GetProperty("token").GetString());
        return await visitor.SendAsync(request);
    }
}
