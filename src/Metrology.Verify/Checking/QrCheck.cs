using Metrology.Dcc.Reading;
using Metrology.Pdf.Reading;
using Metrology.Verify.Checking.Qr;

namespace Metrology.Verify.Checking;

/// <summary>The code on the cover, read from its drawing: it must lead to the address of the certificate, with its number and its check code.</summary>
internal static class QrCheck
{
    public static IEnumerable<CheckFinding> Run(ReadDocument file, ReadDcc dcc)
    {
        var address = dcc.Check?.Address ?? "";
        foreach (var (index, page) in file.Pages.Index())
        {
            var modules = page.Content.Shapes.Where(PageShapes.IsModule).ToList();
            if (index > 0 ? modules.Count > 0 : (modules.Count > 0) != (address.Length > 0))
                yield return new("qr.misplaced", $"page {index + 1}", new($"第 {index + 1} 页的二维码多余或缺失。", $"A QR code of page {index + 1} is missing or too many."));
            else if (index == 0 && modules.Count > 0 && Compare(QrGrid.Of(modules) is { } grid ? QrText.Of(grid) : null, address) is { } other)
                yield return other;
        }

        if (address.Length > 0 && !Leads(address, dcc.UniqueIdentifier, dcc.Check!.Value.Code))
            yield return new("qr.other-certificate", "check/address", new($"核查地址 {address} 不属于本证书编号和校验码。", $"The address of the check page, {address}, is not of this number and check code."));
    }

    private static CheckFinding? Compare(string? said, string address) => said switch
    {
        null => new("qr.unreadable", "page 1", new("二维码不能按印制的图形读出，或含有错误。", "The QR code cannot be read from its drawing, or has errors.")),
        _ when said != address => new("qr.other-content", "page 1", new($"二维码指向 {said}，证书的核查地址是 {address}。", $"The QR code leads to {said}, and the address of the certificate is {address}.")),
        _ => null,
    };

    /// <summary>".../check/NUMBER?code=CODE".</summary>
    private static bool Leads(string address, string number, string code)
    {
        var parts = address.Split('?');
        return Uri.UnescapeDataString(parts[0].Split('/')[^1]) == number && (code.Length == 0 || (parts.Length == 2 && parts[1] == $"code={code}"));
    }
}
