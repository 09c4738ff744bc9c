using System.Globalization;
using Metrology.Core.Words;
using Microsoft.AspNetCore.Http.Metadata;

namespace Metrology.Web.Host;

/// <summary>
/// A query is understood or refused with the name of what is wrong: a list that passed over a filter would look like its answer. Programs are also told of names
/// that an address does not take; an address that people share may carry marks of others, so a list only says that it passed over them.
/// </summary>
internal static class QueryGate
{
    public const string Code = "web.query";

    private const int MostNamed = 5;

    /// <summary>Says what may stand in a query; a type other than text says so itself.</summary>
    public static TBuilder Takes<TBuilder>(this TBuilder endpoint, string name, params IReadOnlyList<string> values)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new QueryValues(name, values, text => values.Contains(text, StringComparer.OrdinalIgnoreCase)));

    /// <summary>Takes a value that is written by the program itself, such as where the next page begins.</summary>
    public static TBuilder Takes<TBuilder>(this TBuilder endpoint, string name, Func<string, bool> isOne)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new QueryValues(name, [], isOne));

    private const string PassedOverItem = "query.passed-over";

    /// <summary>Names that a list of a page does not take, as they came; empty where it takes all, or does not say what it takes.</summary>
    public static IReadOnlyList<string> PassedOver(HttpContext context) => context.Items[PassedOverItem] as IReadOnlyList<string> ?? [];

    public static void UseQueryGate(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint || !HttpMethods.IsGet(context.Request.Method) || Wrong(context.Request, endpoint) is not { } refusal)
            return next(context);
        ErrorPages.Refuse(context, StatusCodes.Status400BadRequest, refusal);
        return Task.CompletedTask;
    });

    private static Refusal? Wrong(HttpRequest request, RouteEndpoint endpoint)
    {
        var parameters = endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(parameter => IsValue(parameter.ParameterInfo.ParameterType) && !endpoint.RoutePattern.Parameters.Any(part => Same(part.Name, parameter.Name)))
            .ToList();
        var values = endpoint.Metadata.GetOrderedMetadata<QueryValues>();
        if (values.Count > 0 && !ErrorPages.IsApi(request))
            request.HttpContext.Items[PassedOverItem] = request.Query.Keys.Where(name => !name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) && !parameters.Exists(one => Same(one.Name, name)) && !values.Any(one => Same(one.Name, name))).Take(MostNamed).ToList();
        foreach (var (name, given) in request.Query)
        {
            var parameter = parameters.FirstOrDefault(one => Same(one.Name, name));
            var known = values.FirstOrDefault(one => Same(one.Name, name));
            if (ErrorPages.IsApi(request) && parameter is null && known is null)
                return Refused(name, words => words.NoQuery(name, [.. parameters.Select(one => ErrorPages.WireName(one.Name))]));
            if (ErrorPages.IsApi(request) && given.Count > 1)
                return Refused(name, words => words.QueryTwice(name));
            if (given.ToString() is not { Length: > 0 } text)
                continue;
            if (known is not null && !known.IsOne(text))
                return Refused(name, words => words.WrongQuery(name, text, known.Values));
            if (parameter is not null && !Reads(parameter.ParameterInfo.ParameterType, text))
                return Refused(name, words => words.WrongQuery(name, text, Inner(parameter.ParameterInfo.ParameterType)));
        }

        return null;
    }

    private static Refusal Refused(string name, Func<ErrorWords, string> said) =>
        new(Code, new(said(new(Language.Zh)), said(new(Language.En))), ErrorPages.WireName(name));

    /// <summary>What a query can say; the other parameters of a handler are services and what came with the request.</summary>
    private static bool IsValue(Type type) =>
        Inner(type) is { IsEnum: true } or { IsPrimitive: true } || Inner(type) == typeof(string) || Inner(type) == typeof(Guid) || Inner(type) == typeof(DateOnly);

    private static bool Reads(Type type, string text) => Inner(type) switch
    {
        { IsEnum: true } choices => Enum.GetNames(choices).Contains(text, StringComparer.OrdinalIgnoreCase),
        var one when one == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        var one when one == typeof(bool) => bool.TryParse(text, out _),
        var one when one == typeof(Guid) => Guid.TryParse(text, out _),
        var one when one == typeof(DateOnly) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => true,
    };

    private static Type Inner(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private sealed record QueryValues(string Name, IReadOnlyList<string> Values, Func<string, bool> IsOne);
}
