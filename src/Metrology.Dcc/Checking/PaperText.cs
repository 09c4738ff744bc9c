using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.Dcc.Checking;

/// <summary>A text of the paper with the id of what it shows, in the language of the paper.</summary>
/// <param name="Heading">Title of the column that it stands in; empty elsewhere.</param>
public sealed record PaperText(string Id, string Text, string Heading = "");

/// <summary>The texts of a document that is not yet printed. Read from the pages alone, never from the data beside them.</summary>
internal static class PaperTexts
{
    public static IEnumerable<PaperText> Of(CertificateDocument document)
    {
        List<PaperText> first = [.. Of(document, document.Language)];
        if (document.Design?.Languages != PaperLanguages.Bilingual)
            return first;
        var second = Of(document, document.Language == Language.Zh ? Language.En : Language.Zh);
        return [.. first, .. first.Zip(second).Where(pair => pair.First.Text != pair.Second.Text).Select(pair => pair.Second with { Id = PaperIds.Second(pair.Second.Id) })];
    }

    private static IEnumerable<PaperText> Of(CertificateDocument document, Language language)
    {
        yield return new(PaperIds.Title, document.Title.In(language));
        yield return new(PaperIds.Institution, document.Institution.Name.In(language));
        yield return new(PaperIds.Contact, Phrases.Contact(document.Institution.Address, document.Institution.Telephone).In(language));
        yield return new(PaperIds.CheckCode, document.CheckCode);
        yield return new(PaperIds.CheckHint, Phrases.CheckHint(document.CheckAddress).In(language));
        yield return new(PaperIds.Watermarks, string.Join(' ', document.Watermarks.Select(mark => mark.In(language))));
        if (document.Ledger is { } ledger)
            yield return new(PaperIds.Ledger, Phrases.Ledger(ledger).In(language));
        foreach (var (i, statement) in (document.Design?.Statements ?? []).Index())
            yield return new(PaperIds.Statement(i), statement.In(language));
        foreach (var field in document.Cover)
            yield return new(PaperIds.Cover(field.Id), field.Value.In(language));
        foreach (var signature in document.Signatures)
            yield return new(PaperIds.Signature(signature.Role), signature.Name);
        foreach (var text in document.Sections.SelectMany(section => section.Blocks).SelectMany(block => Of(block, language)))
            yield return text;
    }

    private static IEnumerable<PaperText> Of(Block block, Language language) => block switch
    {
        Paragraph { ValueId: { } id } paragraph => [new(id, paragraph.Text.In(language))],
        FieldList fields => fields.Fields.Select(field => new PaperText(field.Id, Said(field.Id, field.Value, language))),
        Table table => table.Rows.SelectMany(row => row.Zip(table.Columns)).Where(cell => cell.First.ValueId is not null)
            .Select(cell => new PaperText(cell.First.ValueId!, Said(cell.First.ValueId!, cell.First.Text, language), cell.Second.Title.In(language))),
        _ => [],
    };

    /// <summary>The language that the paper is in; a number that differs between the two languages is shown as both.</summary>
    private static string Said(string id, BilingualText text, Language language)
    {
        var (own, other) = (text.In(language), text.In(language == Language.Zh ? Language.En : Language.Zh));
        return own != other && Shown.IsNumber(id) && own.Any(char.IsAsciiDigit) ? $"{own} ≠ {other}" : own;
    }
}
