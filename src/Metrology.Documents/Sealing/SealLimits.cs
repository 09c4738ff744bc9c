using Metrology.Core.Words;

namespace Metrology.Documents.Sealing;

/// <summary>How long a seal may take and how large its file may be, and what is said when it does not come.</summary>
internal static class SealLimits
{
    /// <summary>Unless the institution says otherwise: some services ask a person.</summary>
    public static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(30);

    /// <summary>What a seal may add, bytes.</summary>
    public const int LargestGrowth = 2 * 1024 * 1024;

    public static Refusal Unreachable(string service, string why) => Refusal.Of(
        "seal.unreachable", $"签章服务「{service}」没有给出盖章的文件（{why}），没有签发。请稍后再试，或联系管理员。",
        $"The seal service “{service}” gave no sealed file ({why}), so nothing was issued. Try again later, or tell an administrator.");

    public static Refusal TooLarge(string service) => Refusal.Of(
        "seal.too-large", $"签章服务「{service}」返回的文件过大，没有签发。请联系管理员。", $"What the seal service “{service}” gave back is too large, so nothing was issued. Tell an administrator.");
}
