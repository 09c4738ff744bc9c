using Metrology.Web.Host;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Metrology.Web.Ui;

/// <summary>Base of every component: the texts as <c>T</c>, the person as <c>Me</c>. Inherited by <c>_Imports.razor</c>.</summary>
public abstract class View : ComponentBase
{
    [Inject]
    public required Words T { get; set; }

    [Inject]
    public required CurrentActor Me { get; set; }

    /// <summary>A page, or a fragment for htmx, as the answer of an endpoint. Parameters are the properties of an anonymous object.</summary>
    public static IResult Of<TComponent>(object? parameters = null, int status = StatusCodes.Status200OK)
        where TComponent : IComponent =>
        new RazorComponentResult<TComponent>(parameters ?? new { }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>A page with a form: 422 when something in it is wrong, so that programs and htmx know.</summary>
    public static IResult OfForm<TComponent>(FieldErrors errors, object parameters)
        where TComponent : IComponent =>
        errors.Any
            ? new RefusedResult(errors.All.Select(error => error.Code).FirstOrDefault(code => code is not null) ?? "web.form", Of<TComponent>(parameters, StatusCodes.Status422UnprocessableEntity))
            : Of<TComponent>(parameters);
}
