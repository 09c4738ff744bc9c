using System.Globalization;
using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.Documents;

/// <summary>The few words that belong to the page itself, in the language of the paper.</summary>
internal sealed class DocumentWords(Language language)
{
    public string Tag => language == Language.Zh ? "zh-CN" : "en";

    public string CertificateNumber => language == Language.Zh ? "证书编号：" : "Certificate No. ";

    public string CheckHint => language == Language.Zh ? "扫码核验" : "Scan to check";

    public string Of(BilingualText text) => text.In(language);

    public string PageOf(int page, int total) => language == Language.Zh ? $"第 {page} 页 共 {total} 页" : $"Page {page} of {total}";

    public string RoleOf(SignatureRole role) => (role, language) switch
    {
        (SignatureRole.Verifier, Language.Zh) => "检定员",
        (SignatureRole.Checker, Language.Zh) => "核验员",
        (SignatureRole.Approver, Language.Zh) => "批准人",
        (SignatureRole.Verifier, _) => "Verifier",
        (SignatureRole.Checker, _) => "Checker",
        (SignatureRole.Approver, _) => "Approver",
    };

    public string DateOf(DateOnly date) => language == Language.Zh
        ? date.ToString("yyyy年MM月dd日", CultureInfo.InvariantCulture)
        : date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
