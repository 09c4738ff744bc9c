using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>What stands on every page outside of the content: the number at its head and the number of the page at its foot.</summary>
public static class RunningTexts
{
    public static string Head(CertificateKind kind, string number, Language language, bool isBilingual)
    {
        BilingualText label = kind == CertificateKind.TestReport ? new("报告编号", "Report No.") : new("证书编号", "Certificate No.");
        return isBilingual ? $"{label.Zh} {label.En} {number}" : language == Language.Zh ? $"{label.Zh}：{number}" : $"{label.En} {number}";
    }

    public static string Page(int page, int total, Language language, bool isBilingual)
    {
        BilingualText text = new($"第 {page} 页 共 {total} 页", $"Page {page} of {total}");
        return isBilingual ? $"{text.Zh}　{text.En}" : text.In(language);
    }
}
