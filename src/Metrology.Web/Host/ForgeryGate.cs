using Microsoft.AspNetCore.Antiforgery;

namespace Metrology.Web.Host;

/// <summary>
/// Every request that changes something carries the antiforgery token, in a form field or in the header that htmx sends. Nothing is exempt unless its endpoint says
/// <c>DisableAntiforgery()</c>.
/// </summary>
internal static class ForgeryGate
{
    public const string Header = "RequestVerificationToken";

    public static void UseForgeryGate(this WebApplication app) => app.Use(async (context, next) =>
    {
        var endpoint = context.GetEndpoint();
        var exempt = endpoint?.Metadata.GetMetadata<IAntiforgeryMetadata>()?.RequiresValidation == false;
        // The router's own answers to a wrong method or media type have no route and change nothing.
        if (endpoint is RouteEndpoint && !exempt && IsUnsafe(context.Request.Method) && !await IsValidAsync(context))
        {
            if (context.Response.StatusCode == StatusCodes.Status413PayloadTooLarge)
                return;
            context.Items[ErrorPages.CodeItem] = ErrorPages.IsApi(context.Request) ? "web.no-form-token" : "web.form-expired";
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await next(context);
    });

    /// <summary>The token stands in the form, so a form that is larger than its endpoint takes is noticed here first.</summary>
    private static async Task<bool> IsValidAsync(HttpContext context)
    {
        try
        {
            // Also where the token stands in a header: a form that cannot be read is told here and is no fault of the endpoint.
            if (context.Request.HasFormContentType)
                await context.Request.ReadFormAsync();
            return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        }
        catch (InvalidDataException problem) when (problem.InnerException is InvalidOperationException)
        {
            // A value that nobody can type, such as one with U+0000.
            return false;
        }
        catch (AntiforgeryValidationException problem) when (problem.InnerException is InvalidDataException)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        }
        catch (InvalidDataException)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        }

        return false;
    }

    private static bool IsUnsafe(string method) =>
        !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method));
}
