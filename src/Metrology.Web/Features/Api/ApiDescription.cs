using Metrology.Web.Access;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.OpenApi;

namespace Metrology.Web.Features.Api;

/// <summary>The description of the API for programs: what each address takes and answers, and how it refuses.</summary>
internal static class ApiDescription
{
    private const string Refusal = "Refusal";
    private const string ProblemJson = "application/problem+json";

    public static void Describe(OpenApiOptions api)
    {
        // Pages and their forms are for people.
        api.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        api.AddOperationTransformer(AddRefusalsAsync);
        api.AddSchemaTransformer(static (schema, context, _) =>
        {
            foreach (var property in context.JsonTypeInfo.Properties.Where(property => property.IsSetNullable))
                schema.Required?.Remove(property.Name);
            return Task.CompletedTask;
        });
    }

    private static async Task AddRefusalsAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        context.Document!.AddComponent(Refusal, await context.GetOrCreateSchemaAsync(typeof(RefusalAnswer), null, cancellation));
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var changes = !HttpMethods.IsGet(context.Description.HttpMethod!);
        Add(400, true, "The query, the body or the token of the form is wrong; code and field say what.");
        Add(401, changes || !metadata.OfType<IAllowAnonymous>().Any(), "Nobody is signed in, or name and password are wrong.");
        Add(403, metadata.OfType<NeedsPermission>().Any() || metadata.OfType<NeedsConfirmation>().Any(),
            metadata.OfType<NeedsConfirmation>().Any() ? "The role of the person does not have the permission, or the password was not given lately (access.confirm-first)." : "The role of the person does not have the permission.");
        Add(404, context.Description.RelativePath!.Contains('{', StringComparison.Ordinal), "There is no such thing.");
        Add(409, changes, "Somebody else has changed it meanwhile.");
        Add(422, changes, "The use case refuses; code, field and problems say what to mend.");
        if (changes)
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = RepeatGate.Header,
                In = ParameterLocation.Header,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Description = "A value of your own: a call that is repeated with it does its work once and gets the same answer.",
            });
        Add(429, metadata.OfType<EnableRateLimitingAttribute>().Any(), "Too many requests from this address.");

        void Add(int status, bool isPossible, string says)
        {
            if (isPossible)
                operation.Responses![$"{status}"] = new OpenApiResponse
                {
                    Description = says,
                    Content = new Dictionary<string, OpenApiMediaType> { [ProblemJson] = new() { Schema = new OpenApiSchemaReference(Refusal, context.Document) } },
                };
        }
    }
}

/// <summary>How every address refuses (RFC 9457).</summary>
/// <param name="Detail">What is wrong and what to do, in the language of the request.</param>
/// <param name="Code">Stable; programs decide by it.</param>
/// <param name="Field">The field or query parameter that is wrong, when it is one.</param>
/// <param name="Problems">Everything that is wrong, when there is more than one thing.</param>
/// <param name="TraceId">Finds the request in the logs of the server.</param>
internal sealed record RefusalAnswer(string Type, string Title, int Status, string Detail, string Code, string? Field, IReadOnlyList<object>? Problems, string TraceId);
