using System.Security.Cryptography;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Pdf.Reading;

namespace Metrology.Documents.Sealing;

/// <summary>Looks at what a seal service gave back before anybody relies on it: the same file, with one good signature more that shows nothing else.</summary>
internal static class SealReading
{
    public static Outcome<SealFacts> Read(string service, byte[] pdf, byte[] answer)
    {
        if (!answer.AsSpan().StartsWith(pdf))
            return Refusal.Of(
                "seal.changed-file", $"签章服务「{service}」返回的文件改动了原文件，没有签发。签章须以增量更新追加。请联系管理员。",
                $"The seal service “{service}” gave back a file that is not the one it was given, so nothing was issued. A seal is appended (incremental update). Tell an administrator.");
        try
        {
            var (before, after) = (PdfReader.Open(pdf).Signatures, PdfReader.Open(answer).Signatures);
            var last = after.Count > 0 ? after[^1] : null;
            if (after.Count != before.Count + 1 || last is not { CoversWholeFile: true, Certificate: { } own } || after.Any(signature => !signature.IsGood))
                return NotSealed(service, after.SelectMany(one => one.Faults).Select(one => one.ToString()).Concat(after.SelectMany(one => one.LaterChanges).Select(one => one.What)).FirstOrDefault() ?? $"{after.Count}");
            return new SealFacts(service, own.Subject, own.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant());
        }
        catch (PdfFormatException unreadable)
        {
            return NotSealed(service, unreadable.Message);
        }
    }

    private static Refusal NotSealed(string service, string why) => Refusal.Of(
        "seal.not-sealed", $"签章服务「{service}」返回的文件没有多出恰好一个有效签名（{why}），没有签发。请联系管理员。",
        $"What the seal service “{service}” gave back has not exactly one good signature more ({why}), so nothing was issued. Tell an administrator.");
}
