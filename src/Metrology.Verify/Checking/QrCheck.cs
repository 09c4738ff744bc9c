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
        // A long cover goes on to the second page, and the code with it.
        var codes = file.Pages.Select(page => page.Content.Shapes.Where(PageShapes.IsModule).ToList()).Where(modules => modules.Count > 0).ToList();
        if (codes.Count != (address.Length > 0 ? 1 : 0))
            yield return new("qr.missing", "", new($"文件有 {codes.Count} 页带二维码，应为一个核查地址的一个。", $"{codes.Count} pages of the file have a QR code, where one address has one."));
        foreach (var modules in codes.Take(1))
        {
            var page = file.Pages.First(one => one.Content.Shapes.Contains(modules[0]));
            if (Compare(QrGrid.Of(modules) is { } grid ? QrText.Of(grid) : null, address) is { } other)
                yield return other;
            else if (page.Content.Shapes.Any(shape => !PageShapes.IsModule(shape) && Lies(shape, modules)))
                yield return new("qr.covered", "check/address", new("二维码被别的图形遮盖。", "The QR code is covered by another shape."));
        }

        if (address.Length > 0 && !Leads(address, dcc.UniqueIdentifier, dcc.Check!.Value.Code))
            yield return new("qr.other-certificate", "check/address", new($"核查地址 {address} 不属于本证书编号和校验码。", $"The address of the check page, {address}, is not of this number and check code."));
    }

    private static bool Lies(PaintedShape shape, List<PaintedShape> modules) =>
        shape.Left < modules.Max(one => one.Right) && shape.Right > modules.Min(one => one.Left) && shape.Bottom < modules.Max(one => one.Top) && shape.Top > modules.Min(one => one.Bottom);

    private static CheckFinding? Compare(string? said, string address) => said switch
    {
        null => new("qr.unreadable", "check/address", new("二维码不能按印制的图形读出，或含有错误。", "The QR code cannot be read from its drawing, or has errors.")),
        _ when said != address => new("qr.other-content", "check/address", new($"二维码指向 {said}，证书的核查地址是 {address}。", $"The QR code leads to {said}, and the address of the certificate is {address}.")),
        _ => null,
    };

    /// <summary>".../check/NUMBER?code=CODE".</summary>
    private static bool Leads(string address, string number, string code)
    {
        var parts = address.Split('?');
        return Uri.UnescapeDataString(parts[0].Split('/')[^1]) == number && (code.Length == 0 || (parts.Length == 2 && parts[1] == $"code={code}"));
    }
}
