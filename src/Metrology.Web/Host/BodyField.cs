using System.Reflection;
using System.Text.RegularExpressions;

namespace Metrology.Web.Host;

/// <summary>A field of a request's body, found by its place in JSON, so that a refusal can say what the field takes.</summary>
internal static partial class BodyField
{
    /// <summary>Type of the field, nullability and collections taken off; null when the body has no such field.</summary>
    /// <param name="place">As the JSON reader names it: "$.workDate", "$.readings[0].value".</param>
    public static Type? TypeOf(Type? body, string place)
    {
        var type = body;
        foreach (Match name in Names().Matches(place))
        {
            var property = type?.GetProperty(name.Value, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            type = property is null ? null : Inner(property.PropertyType);
        }

        return type == body ? null : type;
    }

    private static Type Inner(Type type) =>
        Nullable.GetUnderlyingType(type) ?? (type != typeof(string) && type.IsGenericType ? type.GetGenericArguments()[^1] : type);

    [GeneratedRegex(@"(?<=\.)\w+")]
    private static partial Regex Names();
}
