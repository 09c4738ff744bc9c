using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Documents.Sealing;
using Metrology.Documents.TimeStamps;

namespace Metrology.Web.Host;

/// <summary>Who stamps and who seals what is issued: by the environment, as the signing key is.</summary>
internal static class FinishingSettings
{
    public const string StampAddress = "METROLOGY_TSA_URL";
    internal const string StampRequired = "METROLOGY_TSA_REQUIRED";
    internal const string StampTimeout = "METROLOGY_TSA_TIMEOUT";
    internal const string StampTrusted = "METROLOGY_TSA_CERTIFICATES";
    public const string SealAddress = "METROLOGY_SEAL_URL";
    public const string SealFolder = "METROLOGY_SEAL_FOLDER";
    internal const string SealName = "METROLOGY_SEAL_NAME";
    internal const string SealTimeout = "METROLOGY_SEAL_TIMEOUT";

    private const double LongestSeconds = 600;

    /// <param name="setting">The value of a variable, or null.</param>
    /// <param name="isSigned">A signing key is configured.</param>
    public static Outcome<ITimeStampAuthority> Stamps(Func<string, string?> setting, bool isSigned)
    {
        if (setting(StampAddress) is not { Length: > 0 } address)
            return new NoTimeStamps();
        if (!IsWeb(address, out var url))
            return Bad(StampAddress, "网址，例如 http://tsa.example/", "a web address, for example http://tsa.example/");
        if (!isSigned)
        {
            return Refusal.Of(
                "timestamp.no-signature", $"配置了 {StampAddress} 而没有签名密钥：没有签名，时间戳无处可加。请设置 {SigningKey.FileVariable}，或去掉 {StampAddress}。",
                $"{StampAddress} is set and no signing key is: there is no signature to stamp. Set {SigningKey.FileVariable}, or leave {StampAddress} out.");
        }

        if (setting(StampRequired) is { Length: > 0 } required && !bool.TryParse(required, out _))
            return Bad(StampRequired, "true 或 false", "true or false");
        if (Seconds(setting(StampTimeout), TimeStampSettings.UsualTimeout) is not { } timeout)
            return Bad(StampTimeout, "秒数（0 至 600）", "seconds, up to 600");
        var trusted = Certificates(setting(StampTrusted));
        return trusted.Refusal is { } unreadable
            ? unreadable
            : new HttpTimeStamps(new(url!, setting(StampRequired) is not { Length: > 0 } said || bool.Parse(said), timeout, trusted.Value), TimeProvider.System);
    }

    public static Outcome<ISealService> Seals(Func<string, string?> setting)
    {
        var (address, folder) = (setting(SealAddress), setting(SealFolder));
        if (string.IsNullOrEmpty(address) && string.IsNullOrEmpty(folder))
            return new NoSealService();
        if (!string.IsNullOrEmpty(address) && !string.IsNullOrEmpty(folder))
            return Bad(SealAddress, $"不能与 {SealFolder} 同时设置", $"nothing while {SealFolder} is set: choose one");
        if (Seconds(setting(SealTimeout), TimeSpan.FromSeconds(30)) is not { } timeout)
            return Bad(SealTimeout, "秒数（0 至 600）", "seconds, up to 600");
        if (setting(SealName) is not { Length: > 0 and <= 100 } name)
            return Bad(SealName, "签章服务的名称，印在页面上（100 字以内）", "the name of the seal service, shown on pages (up to 100 characters)");
        if (!string.IsNullOrEmpty(folder))
            return Directory.Exists(folder) ? new FolderSealService(name, folder, timeout) : Bad(SealFolder, "已有的文件夹", "a folder that exists");
        return IsWeb(address!, out var url) ? new HttpSealService(name, url!, timeout) : Bad(SealAddress, "网址", "a web address");
    }

    private static bool IsWeb(string text, out Uri? url) => Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme is "http" or "https";

    private static TimeSpan? Seconds(string? text, TimeSpan usual) => string.IsNullOrEmpty(text)
        ? usual
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static Outcome<List<X509Certificate2>> Certificates(string? file)
    {
        if (string.IsNullOrEmpty(file))
            return new List<X509Certificate2>();
        try
        {
            var all = new X509Certificate2Collection();
            all.ImportFromPemFile(file);
            return all.Count > 0 ? all.ToList() : Bad(StampTrusted, "含有证书的 PEM 文件", "a PEM file with certificates");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Bad(StampTrusted, "可读的 PEM 证书文件", "a readable PEM file with certificates");
        }
    }

    private static Refusal Bad(string name, string zh, string en) => Refusal.Of("serve.bad-finishing", $"{name} 须为{zh}。", $"{name} takes {en}.");
}
