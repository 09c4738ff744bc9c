using System.Text.Json;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Antiforgery;

namespace Metrology.Web.Ui.Forms;

/// <summary>The antiforgery token of this answer, as htmx sends it.</summary>
internal static class FormToken
{
    public static string AsHeaders(HttpContext context) =>
        JsonSerializer.Serialize(new Dictionary<string, string> { [ForgeryGate.Header] = Of(context).RequestToken! });

    public static AntiforgeryTokenSet Of(HttpContext context) => context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
}
