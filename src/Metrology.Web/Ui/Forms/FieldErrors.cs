using Metrology.Core.Words;

namespace Metrology.Web.Ui.Forms;

/// <summary>What is wrong with a form, by field name; the empty name is the form as a whole.</summary>
public sealed class FieldErrors
{
    private readonly List<(string Field, BilingualText Text, string? Code)> errors = [];

    public static FieldErrors None => new();

    public bool Any => errors.Count > 0;

    public IReadOnlyList<(string Field, BilingualText Text, string? Code)> All => errors;

    public BilingualText? Of(string field) => errors.Find(error => error.Field == field).Text;

    /// <summary>Stable code of what is wrong with a field, when it has one.</summary>
    public string? CodeOf(string field) => errors.Find(error => error.Field == field).Code;

    public FieldErrors Add(string field, BilingualText text, string? code)
    {
        errors.Add((field, text, code));
        return this;
    }

    /// <summary>The refusal of a use case, at the field that is at fault: the one given, else the one that the refusal names.</summary>
    public FieldErrors Add(Refusal? refusal, string? field = null) => refusal is null ? this : Add(field ?? refusal.Field ?? "", refusal.Text, refusal.Code);

    /// <summary>The same of a form whose reason for a change has a name of its own.</summary>
    public FieldErrors AddWhy(Refusal? refusal, string why) => Add(refusal, refusal?.Field == "Because" ? why : null);

    /// <summary>Trimmed text of a field that must be filled, at most <paramref name="longest"/> characters.</summary>
    public string Text(string field, string? value, int longest)
    {
        var text = value?.Trim() ?? "";
        if (text.Length == 0)
            Add(field, new("请填写。", "Please fill this in."), "input.required");
        else if (text.Length > longest)
            Add(field, new($"最多 {longest} 个字符。", $"At most {longest} characters."), "input.too-long");
        return text;
    }
}
