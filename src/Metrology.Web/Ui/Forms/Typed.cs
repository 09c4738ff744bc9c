using System.Reflection;

namespace Metrology.Web.Ui.Forms;

/// <summary>
/// A form as it was typed: every text under the name of its property, nothing understood yet; what was not sent keeps the value of a new form. The framework's own
/// binding of such types is compiled at run time, which costs every start a quarter of a second.
/// </summary>
/// <typeparam name="T">Has texts, and lists of texts for what is ticked.</typeparam>
public sealed class Typed<T> : IBindableFromHttpContext<Typed<T>>
    where T : class, new()
{
    private static readonly PropertyInfo[] Fields = [.. typeof(T).GetProperties().Where(one => one.SetMethod is { IsPublic: true }).Select(Checked)];

    private Typed(T value) => Value = value;

    public T Value { get; }

    public static async ValueTask<Typed<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var value = new T();
        var form = context.Request.HasFormContentType ? await ReadAsync(context) : FormCollection.Empty;
        foreach (var field in Fields)
        {
            if (form.TryGetValue(field.Name, out var texts))
                field.SetValue(value, field.PropertyType == typeof(string[]) ? texts.ToArray() : texts[0]);
        }

        return new(value);
    }

    private static PropertyInfo Checked(PropertyInfo field) => field.PropertyType == typeof(string) || field.PropertyType == typeof(string[])
        ? field
        : throw new InvalidOperationException($"{typeof(T).Name}.{field.Name} is neither a text nor a list of texts.");

    private static async Task<IFormCollection> ReadAsync(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException damaged)
        {
            throw new BadHttpRequestException("The form cannot be read.", damaged);
        }
    }
}
