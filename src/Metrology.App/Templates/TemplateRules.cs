using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.App.Templates;

/// <summary>What the content of a template must be before anybody may publish it.</summary>
internal static class TemplateRules
{
    public const int LongestName = 60;
    private const int LongestStatement = 300;
    private const int LongestInstitution = 200;
    private const int MostStatements = 8;

    public static Refusal? Wrong(CertificateTemplate template, ICertificateRenderer renderer)
    {
        if (string.IsNullOrWhiteSpace(template.Name) || template.Name.Length > LongestName)
            return TemplateErrors.Name(LongestName);
        if (renderer.CannotPrint(template.Name) is { } unprintable)
            return unprintable with { Field = nameof(template.Name) };
        // ISO/IEC 17025:2017 7.8.4.1 a): a calibration certificate states the uncertainty of its results.
        if (template is { Scope: TemplateScope.All or TemplateScope.Calibration, Columns.Uncertainty: false })
            return TemplateErrors.UncertaintyRequired;
        if (template.Statements.Count > MostStatements)
            return TemplateErrors.TooManyStatements(MostStatements);
        return Texts(template).Select(one => OfText(one.Field, one.Text, one.Longest, template.Languages, renderer)).FirstOrDefault(refusal => refusal is not null);
    }

    private static IEnumerable<(string Field, BilingualText Text, int Longest)> Texts(CertificateTemplate template)
    {
        if (template.InstitutionName is { } name)
            yield return ("InstitutionName", name, LongestInstitution);
        foreach (var statement in template.Statements)
            yield return ("Statements", statement, LongestStatement);
    }

    private static Refusal? OfText(string field, BilingualText text, int longest, PaperLanguages languages, ICertificateRenderer renderer)
    {
        var (needsZh, needsEn) = (languages != PaperLanguages.En, languages != PaperLanguages.Zh);
        if ((needsZh && string.IsNullOrWhiteSpace(text.Zh)) || (needsEn && string.IsNullOrWhiteSpace(text.En)))
            return TemplateErrors.LanguageMissing(field);
        if (text.Zh.Length > longest || text.En.Length > longest)
            return TemplateErrors.TooLong(field, longest);
        return (renderer.CannotPrint(text.Zh) ?? renderer.CannotPrint(text.En)) is { } unprintable ? unprintable with { Field = field } : null;
    }
}
