using System.Globalization;
using Metrology.App.Equipment;
using Metrology.App.Ledger;
using Metrology.App.Standards;
using Metrology.App.Storage;
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
        if (ErrorPages.IsApi(context.Request) && MissingIn(context) is > 0 and var missing)
            context.Response.Headers[MissingHeader] = missing.ToString(CultureInfo.InvariantCulture);
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

    /// <summary>In the answer of a list for programs: how many of its rows the ledger knows that are not there; without it, none.</summary>
    public const string MissingHeader = "Metrology-Missing-Rows";

    /// <summary>The endpoint lists rows of these kinds: how many of them are missing is said on the page, and for programs in a header.</summary>
    public static TBuilder Lists<TBuilder>(this TBuilder endpoint, params string[] kinds)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ListsRegister(kinds));

    /// <summary>Rows that this list lacks.</summary>
    public static int MissingIn(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ListsRegister>() is { } listed ? context.RequestServices.GetRequiredService<MissingRows>().Of(listed.Kinds) : 0;

    /// <summary>What this page shows was in doubt when the audit looked: the failure that says so; null when there is none.</summary>
    public static async Task<int?> DoubtAboutAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ShowsRegister>() is { Register: Register.Standard or Register.Equipment } shown && context.Request.RouteValues["id"]?.ToString() is { } id
            ? await DoubtfulRows.FaultOfAsync(context.RequestServices.GetRequiredService<Store>(), shown.Register == Register.Standard ? nameof(MeasurementStandard) : nameof(EquipmentItem), id, context.RequestAborted) : null;

    private sealed record ListsRegister(string[] Kinds);

    private sealed record ShowsRegister(Register Register);
}
