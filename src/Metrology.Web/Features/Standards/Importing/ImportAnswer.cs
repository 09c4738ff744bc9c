using Metrology.App.Standards.Importing;
using Metrology.Core.Procedures;
using Metrology.Core.Registers;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Standards.Importing;

/// <summary>What an import would enter, for programs; the same over the API and from the command line.</summary>
/// <param name="Refusal">Code of what is wrong with the file as a whole.</param>
public sealed record ImportAnswer(
    int? Id, string? State, IReadOnlyList<ImportAnswer.Heading> Columns, int Rows, int Refused, string? Refusal, IReadOnlyList<ImportAnswer.Note> Notes, IReadOnlyList<ImportAnswer.Row> Items)
{
    /// <param name="Column">What the column is taken for; null when it is not used.</param>
    public sealed record Heading(string Text, StandardColumn? Column);

    /// <summary>What of the file is left out: columns, rows, sheets.</summary>
    public sealed record Note(string Code, int? Line, string Text);

    /// <param name="Number">From 1 below the heading.</param>
    /// <param name="Line">Number of the row in the file.</param>
    /// <param name="Parameters">Range and accuracy as numbers, where nothing is left to guess; a quantity that the file does not say is empty.</param>
    /// <param name="OfParameters">What is still to be said of them, or why there are none.</param>
    /// <param name="Raw">The cells as they were written, by column.</param>
    public sealed record Row(
        int Number, int Line, string Decision, string? Code, string NameZh, string NameEn, string Place, string? OwnerClass, string RangeText, IReadOnlyList<WrittenRange> Ranges,
        string? RangeUnitRaw, string? UnitSuggestion, string Accuracy, string? AccuracyInColumn, IReadOnlyList<StandardParameter> Parameters, Remark? OfParameters, IReadOnlyList<ImportedCertificate> Certificates,
        DateOnly? SuspendedFrom, DateOnly? SuspendedUntil, DateOnly? WithdrawnOn,
        string Institution, bool? IsHighest, decimal? OriginalValue, IReadOnlyList<Remark> Remarks, IReadOnlyDictionary<StandardColumn, string> Raw);

    /// <param name="Asks">A person confirms it before the file is taken (confirmed=true).</param>
    public sealed record Remark(string Code, StandardColumn? Column, string Text, bool Refuses, bool Asks);

    /// <summary>Whether it was looked for certificates that are registered already; null where that goes without saying.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsComparedWithRegister { get; init; }

    public static ImportAnswer Of(StandardImportPlan plan, Language language, StandardImport? import = null) => new(
        import?.Id, import is null ? null : KebabCase.Of(import.State), [.. plan.Table.Headings.Zip(plan.Columns, (text, column) => new Heading(text, column))],
        plan.Rows.Count, plan.Refused, plan.Refusal?.Code,
        [.. plan.Notes.Select(note => new Note(note.Code, note.Line, note.Text.In(language)))], [.. plan.Rows.Select(row => Of(row, language))]);

    private static Row Of(ImportedStandard row, Language language) => new(
        row.Row, row.Line, KebabCase.Of(row.Decision), row.Code, row.NameZh, row.NameEn, row.Place, row.OwnerClass, row.RangeText, row.Ranges, row.UnknownUnit, row.UnitSuggestion,
        row.Accuracy, row.AccuracyInColumn, row.Parameters, row.OfParameters is { } of ? Of(of, language) : null, row.Certificates, row.SuspendedFrom, row.SuspendedUntil, row.WithdrawnOn, row.Institution, row.IsHighest, row.OriginalValue,
        [.. row.Remarks.Select(remark => Of(remark, language))], row.Raw);

    private static Remark Of(ImportRemark remark, Language language) => new(remark.Code, remark.Column, remark.Text.In(language), remark.Refuses, remark.Asks);
}
