using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.App.Storage;

/// <summary>The one check of what people type and papers show: nothing is saved that a paper cannot say, and the field that it was typed in is named.</summary>
internal static class Printable
{
    /// <summary>Texts that must be there.</summary>
    public static Refusal? Wrong(this ICertificateRenderer paper, params (string Field, string? Text)[] texts) => paper.EachWrong(texts).FirstOrDefault();

    /// <summary>Every text that is missing, too long, or has a character that cannot be printed.</summary>
    public static IEnumerable<Refusal> EachWrong(this ICertificateRenderer paper, params (string Field, string? Text)[] texts) =>
        Validation.EachRequired(texts).Concat(Validation.EachOneLine(texts)).Concat(texts.Select(pair => paper.Unprintable(pair.Field, pair.Text)).OfType<Refusal>()).DistinctBy(refusal => refusal.Field);

    /// <summary>Texts that may be empty.</summary>
    public static Refusal? WrongIfGiven(this ICertificateRenderer paper, params (string Field, string? Text)[] texts) =>
        Validation.Optional(texts) ?? paper.FirstUnprintable(texts);

    /// <summary>The first of texts that cannot be printed, whatever their length.</summary>
    public static Refusal? FirstUnprintable(this ICertificateRenderer paper, params IEnumerable<(string Field, string? Text)> texts) =>
        texts.Select(pair => paper.Unprintable(pair.Field, pair.Text)).FirstOrDefault(refusal => refusal is not null);

    public static Refusal? Unprintable(this ICertificateRenderer paper, string field, string? text) =>
        string.IsNullOrEmpty(text) ? null : paper.CannotPrint(text) is { } refusal ? refusal with { Field = field } : null;
}
