using System.Diagnostics;
using System.Text.Json;
using Metrology.App.Faults;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;

namespace Metrology.Web.Host;

/// <summary>What a person or a program is told when there is no answer: a code, a trace id and what to do; never how the program is built.</summary>
internal static class ErrorPages
{
    /// <summary>Key of <see cref="HttpContext.Items"/> under which a stable code may be left before the status is set.</summary>
    public const string CodeItem = "metrology.error-code";

    /// <summary>Key of a refusal that was left with its words.</summary>
    private const string RefusalItem = "metrology.refusal";

    public static bool IsApi(HttpRequest request) => IsApi(request.Path);

    public static void Use(WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = WriteAsync,
            StatusCodeSelector = static fault => fault switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                RefusedSaveException refused => StatusOf(refused.Refusal),
                _ => StatusCodes.Status500InternalServerError,
            },
            // What a sender did wrong is told to the sender; it is no fault of the program.
            SuppressDiagnosticsCallback = static fault => fault.Exception is BadHttpRequestException or RefusedSaveException,
        });
        app.UseStatusCodePages(context => WriteAsync(context.HttpContext));
    }

    /// <summary>The name of a field or parameter as programs write it; a place in JSON is written already.</summary>
    public static string WireName(string name) => name.StartsWith('$') ? name : string.Join('.', name.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));

    /// <summary>Ends a request that reached no handler; the answer is written on the way out.</summary>
    public static void Refuse(HttpContext context, int status, Refusal refusal)
    {
        (context.Items[RefusalItem], context.Items[CodeItem]) = (refusal, refusal.Code);
        context.Response.StatusCode = status;
    }

    private static async Task WriteAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        // A row that was read and is not what it was: said as by every page that compares rows.
        if (context.Features.Get<IExceptionHandlerPathFeature>()?.Error is RefusedSaveException { Refusal: var unusable })
        {
            await context.RequestServices.GetRequiredService<RecordFault>().ExecuteAsync(unusable.Code, RowCheck.WhereOf(unusable), unusable.Text, CancellationToken.None);
            Refuse(context, status, unusable);
        }

        var code = CodeOf(context);
        var words = new Words(LanguageChoice.Of(context.Request));
        var fault = context.Features.Get<IExceptionHandlerPathFeature>();
        var refusal = context.Items[RefusalItem] as Refusal;
        var isApi = IsApi(fault is not null ? fault.Path : context.Request.Path);
        var said = refusal?.Text.In(words.Language) ?? (isApi && fault?.Error is BadHttpRequestException && code == CodeOf(StatusCodes.Status400BadRequest) ? WrongBody(fault, words) : words.Errors.Said(code));
        if (fault is not null && status == StatusCodes.Status500InternalServerError)
            await RecordAsync(context, fault);
        IResult answer = isApi
            ? WrongPlace(fault?.Error) is { } place
                ? Problem(status, code, IsTwice(fault!.Error)
                    ? words.Errors.FieldTwice(place)
                    : words.Errors.WrongField(place, BodyField.TypeOf(fault.Endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType, place)), place)
                : Problem(status, code, said, refusal?.Field)
            : View.Of<ErrorPage>(new { Code = code, Said = said, Trace = TraceOf(context), Status = status }, status);
        await answer.ExecuteAsync(context);
    }

    /// <summary>A fault of the program is a failure that somebody looks at; by the trace it is found in the log.</summary>
    private static Task RecordAsync(HttpContext context, IExceptionHandlerPathFeature fault)
    {
        var trace = TraceOf(context);
        return context.RequestServices.GetRequiredService<RecordFault>().ExecuteAsync(
            CodeOf(StatusCodes.Status500InternalServerError), $"{context.Request.Method} {(fault.Endpoint as RouteEndpoint)?.RoutePattern.RawText}",
            new($"处理请求时发生程序错误；日志中的追踪号为 {trace}。", $"The program failed at a request; its trace in the log is {trace}."), CancellationToken.None);
    }

    /// <summary>Where in a body the value is that could not be understood, "$.workDate"; null when the body is no JSON at all.</summary>
    private static string? WrongPlace(Exception? fault) => fault?.InnerException is JsonException { Path: { Length: > 1 } path } ? path : null;

    /// <summary>What a program is told of a body that has no field to name: from where on it is no JSON, or that there is none.</summary>
    private static string WrongBody(IExceptionHandlerPathFeature fault, Words words) => fault switch
    {
        { Error.InnerException: JsonException { LineNumber: { } line, BytePositionInLine: { } column } } => words.Errors.BrokenBody(line + 1, column + 1),
        { Endpoint: { } endpoint } when endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null => words.Errors.NoBody,
        _ => words.Errors.BadCall,
    };

    /// <summary>The JSON reader tells a field that comes twice from one of a wrong type in its sentence alone.</summary>
    private static bool IsTwice(Exception fault) => fault.InnerException?.Message.StartsWith("Duplicate property", StringComparison.Ordinal) == true;

    /// <summary>Finds the request in the logs.</summary>
    public static string TraceOf(HttpContext context) => Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;

    /// <summary>RFC 9457, with the stable code and the trace id as extensions.</summary>
    /// <param name="field">The input that is wrong, when it is one.</param>
    /// <param name="problems">Everything that is wrong, when there is more than one thing.</param>
    /// <param name="see">Address in the API of what stands in the way.</param>
    public static IResult Problem(int status, string code, string detail, string? field = null, object? problems = null, string? see = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        if (field is not null)
            extensions["field"] = WireName(field);
        if (problems is not null)
            extensions["problems"] = problems;
        if (see is not null)
            extensions["see"] = see;
        return new RefusedResult(code, Results.Problem(statusCode: status, title: ReasonPhrases.GetReasonPhrase(status), detail: detail, extensions: extensions));
    }

    /// <summary>The code that was left for the answer of this request, else that of its status.</summary>
    public static string CodeOf(HttpContext context) => context.Items[CodeItem] as string ?? CodeOf(context.Response.StatusCode);

    /// <summary>The refusal of a use case as an answer of the API.</summary>
    public static IResult Problem(Refusal refusal, Language language, object? problems = null) =>
        Problem(StatusOf(refusal), refusal.Code, refusal.Text.In(language), refusal.Field, problems, refusal.See is { } there ? "/api/v1" + there : null);

    /// <summary>Read from the code's last part, so that slices need not know HTTP.</summary>
    public static int StatusOf(Refusal refusal) => refusal.Code switch
    {
        _ when refusal.See is not null => StatusCodes.Status409Conflict,
        var code when code.EndsWith("not-found", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
        var code when code.EndsWith("not-allowed", StringComparison.Ordinal) => StatusCodes.Status403Forbidden,
        "access.administration-elsewhere" => StatusCodes.Status403Forbidden,
        "ledger.unusable" or "ledger.fault-open" or "proof.damaged" => StatusCodes.Status409Conflict,
        var code when code.EndsWith("moved-on", StringComparison.Ordinal) => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static bool IsApi(PathString path) => path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static string CodeOf(int status) => status switch
    {
        400 => "web.bad-request",
        401 => "web.not-signed-in",
        403 => "web.not-allowed",
        404 => "web.not-found",
        405 => "web.wrong-method",
        409 => "storage.moved-on",
        422 => "web.form",
        413 => "web.too-large",
        415 => "web.wrong-media-type",
        429 => "web.too-many-requests",
        _ => "web.unexpected",
    };
}
