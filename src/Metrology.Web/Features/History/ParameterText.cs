using Metrology.App.Parameters;
using Metrology.App.Targets;
using Metrology.Core.Planning;
using Metrology.Web.Features.Targets;

namespace Metrology.Web.Features.History;

/// <summary>Values of parameters as people read them; what is kept is the word of the program.</summary>
internal static class ParameterText
{
    /// <summary>Between the values of a row that came or went as a whole.</summary>
    private const string Between = "; ";

    public static string? Of(ParameterChange change, string? kept, Words t) => kept is null ? null
        : change is { Kind: nameof(TargetRow), Property: nameof(TargetRow.FactsJson), Before: { } before, After: { } after } ? TargetFactsText.Changed(before, after, kept, t)
        : change.Property.Length > 0 ? Value(change.Kind, change.Property, kept, t)
        : string.Join(Between, kept.Split(Between).Select(part => Part(change.Kind, part, t)));

    /// <summary>"口径 Reading: stock-at-date" in one language; a text that itself has the mark between stays as it is.</summary>
    private static string Part(string kind, string part, Words t)
    {
        foreach (var known in ParameterNames.All.Where(one => one.Kind == kind))
        {
            var name = $"{known.Name.Zh} {known.Name.En}: ";
            if (part.StartsWith(name, StringComparison.Ordinal))
                return $"{t[known.Name]}: {Value(kind, known.Property, part[name.Length..], t)}";
        }

        return part;
    }

    private static string Value(string kind, string property, string kept, Words t) => (kind, property) switch
    {
        (nameof(TargetRow), nameof(TargetRow.Reading)) => TargetReadings.Label(kept) is { } label ? t[label] : kept,
        (nameof(TargetRow), nameof(TargetRow.FactsJson)) => TargetFactsText.Whole(kept, t),
        (nameof(App.Laboratory.Account), nameof(App.Laboratory.Account.Roles)) =>
            string.Join(", ", kept.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(role => Enum.TryParse<App.Laboratory.Role>(role, out var known) ? t.Frame.Role(known) : role)),
        _ when kept is "True" or "true" => t.Customers.Yes,
        _ when kept is "False" or "false" => t.Customers.No,
        _ => kept,
    };
}
