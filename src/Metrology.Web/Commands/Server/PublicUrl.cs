using System.CommandLine;
using Metrology.Core.Words;

namespace Metrology.Web.Commands.Server;

/// <summary>The option that says where strangers reach the check page, the same for every command that issues papers.</summary>
internal static class PublicUrl
{
    private static readonly Refusal Bad = Refusal.Of(
        "serve.bad-public-url", "--public-url 须为网址，例如 https://lab.example/。", "--public-url takes a web address, for example https://lab.example/.");

    public static Option<string?> Option(Terminal terminal) => new("--public-url")
    {
        Description = terminal.Say("证书上印的核验网址（二维码），须是外部可以访问的；不给出则证书只印编号和校验码", "Address printed on certificates for checking (QR code), one that strangers reach; without it certificates bear number and check code alone"),
    };

    /// <summary>Null when none was given.</summary>
    public static Outcome<Uri?> Of(string? given)
    {
        if (given is null)
            return (Uri?)null;
        return Uri.TryCreate(given, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : Bad;
    }
}
