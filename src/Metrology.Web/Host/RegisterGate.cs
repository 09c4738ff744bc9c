using Metrology.App.Ledger;
using Metrology.App.Verifications;

namespace Metrology.Web.Host;

/// <summary>An address that shows a thing of the registers shows none that is not what the ledger says of it: red on the page, 409 for programs.</summary>
internal static class RegisterGate
{
    /// <summary>The endpoint shows what its route calls "id".</summary>
    public static TBuilder Shows<TBuilder>(this TBuilder endpoint, Register register)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ShowsRegister(register));

    public static void UseRegisterGate(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ShowsRegister>() is not { } shown || context.Request.RouteValues["id"]?.ToString() is not { } id
            || await context.RequestServices.GetRequiredService<RegisterReads>().UnusableAsync(shown.Register, id, context.RequestAborted) is not { } refusal)
        {
            await next(context);
            return;
        }

        var answer = ErrorPages.IsApi(context.Request)
            ? ErrorPages.Problem(refusal, context.RequestServices.GetRequiredService<Words>().Language)
            : View.Of<RefusalPage>(new { Refusal = refusal, Trace = ErrorPages.TraceOf(context) }, ErrorPages.StatusOf(refusal));
        await answer.ExecuteAsync(context);
    });

    private sealed record ShowsRegister(Register Register);
}
