using System.Text.RegularExpressions;
using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Words;

namespace Metrology.Dcc.Linting;

/// <summary>Signatures, limits, results and texts of a document of ours.</summary>
internal static partial class ContentLint
{
    public static void Check(FindingList findings, CertificateDocument document)
    {
        foreach (var role in Enum.GetValues<SignatureRole>().Where(role => !document.Signatures.Any(one => one.Role == role && one.Name.Trim().Length > 0)))
        {
            var name = Writing.Administration.RoleOf(role);
            findings.Add(LintRules.SignatoryMissing, name, $"缺少{name}的签字。请完成签字。", $"The signature of {name} is missing. Have it signed.");
        }

        if (document.Data is { } data)
            Data(findings, document.Kind, data);
        foreach (var (where, text) in Texts(document).Where(one => Placeholder().IsMatch(one.Text.Zh) || Placeholder().IsMatch(one.Text.En)))
        {
            findings.Add(
                LintRules.PagePlaceholder, where, $"「{Short(text.Zh)}」中有未填的页码。请改正文字。", $"“{Short(text.En)}” has an unfilled page number. Correct the text.");
        }
    }

    private static void Data(FindingList findings, CertificateKind kind, CertificateData data)
    {
        foreach (var fact in data.Unconfirmed)
        {
            findings.Add(
                LintRules.LimitUnconfirmed, fact.Path, $"{fact.Text.Zh}：未经对照规程文本确认。请由有权限的人员确认。",
                $"{fact.Text.En}: not confirmed against the text of the regulation. Have it confirmed by somebody who may.");
        }

        foreach (var item in data.Items)
        {
            foreach (var column in item.Results)
                Column(findings, kind, item, column);
        }

        var purpose = data.Procedure.StatedPurpose ?? Procedure.PurposeOf(data.Procedure.Citation);
        if (purpose != PurposeWords.Of(kind))
            findings.Add(LintRules.WrongKind, data.Procedure.Citation, WrongKind(purpose, data.Procedure.Citation).Zh, WrongKind(purpose, data.Procedure.Citation).En);
    }

    private static BilingualText WrongKind(ProcedurePurpose purpose, string citation) => purpose switch
    {
        ProcedurePurpose.Verification => new(
            $"依据检定规程 {citation} 不出具校准证书或检测报告。请改出检定证书。", $"A verification regulation, {citation}, gives no calibration certificate or test report. Issue a verification certificate."),
        ProcedurePurpose.Calibration => new(
            $"{citation} 不是检定规程，也没有声明用于检测，不能出具检定证书或检测报告。请改出校准证书。",
            $"{citation} is no verification regulation (JJG) and does not say that it is for tests, so there is no verification certificate or test report. Issue a calibration certificate."),
        ProcedurePurpose.Test => new(
            $"{citation} 是检测方法，只出具检测报告。请改出检测报告。", $"{citation} is a test method and gives test reports only. Issue a test report."),
    };

    private static void Column(FindingList findings, CertificateKind kind, ItemData item, PrintedColumn column)
    {
        if (column.Role != ColumnRole.MeanError)
            return;
        var uncertainties = column.Uncertainty ?? [];
        if (kind == CertificateKind.CalibrationCertificate && (uncertainties.Count == 0 || uncertainties.Any(one => one.Digits is null)))
        {
            findings.Add(
                LintRules.UncertaintyMissing, item.Item, $"「{item.Title.Zh}」有结果没有扩展不确定度。请补全标准器证书后重新评定。",
                $"A result of “{item.Title.En}” has no expanded uncertainty. Complete the certificates of the references and evaluate again.");
        }

        // One row may agree by chance; more than one does not.
        var rows = column.Numbers.Zip(uncertainties).Where(row => row.First.Digits is not null && row.Second.Digits is not null).ToList();
        if (rows.Count > 1 && rows.TrueForAll(row => Math.Abs(Reading.DsiText.Number(row.First.Digits!) ?? 0m) == Reading.DsiText.Number(row.Second.Digits!)))
        {
            findings.Add(
                LintRules.ErrorEqualsUncertainty, item.Item, $"「{item.Title.Zh}」的误差与不确定度逐行相同，疑为填错列。请核对。",
                $"In “{item.Title.En}” every error equals its uncertainty; a column seems to be copied. Check it.");
        }
    }

    private static IEnumerable<(string Where, BilingualText Text)> Texts(CertificateDocument document) =>
    [
        .. document.Cover.Select(field => (field.Id, field.Value)),
        .. document.Sections.SelectMany(section => section.Blocks.SelectMany(Texts).Select(text => (section.Id, text))),
    ];

    private static IEnumerable<BilingualText> Texts(Block block) => block switch
    {
        Paragraph paragraph => [paragraph.Text],
        FieldList fields => fields.Fields.Select(field => field.Value),
        Table table => table.Rows.SelectMany(row => row).Select(cell => cell.Text),
        _ => [],
    };

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    [GeneratedRegex(@"page\s+\S{1,6}\s+of\s+[?？X_]+|[?？]{2,}|[共第]\s*[?？X_]+\s*页", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
