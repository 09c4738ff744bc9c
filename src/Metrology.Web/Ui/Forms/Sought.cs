using System.Globalization;

namespace Metrology.Web.Ui.Forms;

/// <summary>What a person types to find what a choice of a form does not show (ChoiceFinder).</summary>
/// <param name="Answered">What the form shows was found by this.</param>
/// <param name="IsPressed">The form was sent by the button beside what is typed, or by Enter there.</param>
public sealed record Sought(string Typed, string Answered, bool IsPressed = false)
{
    public const string TypedField = "Find", AnsweredField = "Found", PressedField = "Seek";

    /// <summary>Characters that are looked for.</summary>
    public const int Longest = 100;

    public static readonly Sought Nothing = new("", "");

    /// <summary>Typed and not answered yet, or asked once more: the form comes back with what is found, and nothing is saved.</summary>
    public bool IsAsked => Typed != Answered || IsPressed && Typed.Length > 0;

    public static async Task<Sought> OfAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return Nothing;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return Of(form[TypedField], form[AnsweredField]) with { IsPressed = form.ContainsKey(PressedField) };
    }

    public static Sought Of(string? typed, string? answered = null) => new(Short(typed), Short(answered));

    /// <summary>Ids that are chosen in the form, to stay among what it offers; what is no number is none.</summary>
    public static int[] Chosen(params IEnumerable<string?> ids) => [.. ids.Select(id => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(id => id > 0).Distinct()];

    private static string Short(string? text) => text?.Trim() is { } typed ? typed.Length > Longest ? typed[..Longest] : typed : "";
}
