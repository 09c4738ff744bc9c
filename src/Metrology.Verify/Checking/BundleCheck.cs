using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Certificates;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Dcc.Checking;
using Metrology.Dcc.Reading;

namespace Metrology.Verify.Checking;

/// <summary>Computes everything again from the record and compares it with the certificate.</summary>
internal static class BundleCheck
{
    /// <param name="zip">The bundle.</param>
    /// <param name="dcc">What the certificate at hand says.</param>
    /// <param name="file">SHA-256 of its PDF, and the bytes of its XML.</param>
    /// <param name="trusted">Certificates of those who may have signed.</param>
    public static (BundleReading? Reading, IReadOnlyList<CheckFinding> Findings) Run(byte[] zip, ReadDcc dcc, (string Hash, byte[] Dcc) file, IReadOnlyList<X509Certificate2> trusted)
    {
        var bundle = RecordBundle.Read(zip);
        if (bundle.Refusal is { } refusal)
            return (null, [new(refusal.Code, "", refusal.Text)]);
        var load = bundle.Value.Load();
        if (load.Content is not { } content)
            return (null, [.. load.Problems.Take(3).Select(one => new CheckFinding("bundle.malformed", one.Part, one.Problem.Text))]);
        var reading = BundleReading.Of(content, trusted);
        return (reading, [.. reading.Findings, .. Belongs(reading.Result, content, dcc), .. Differences(reading.Result), .. Values(reading.Result, dcc), .. Files(content, dcc, file)]);
    }

    /// <summary>The bundle speaks of this very file: of its XML byte for byte, and of its PDF by the hash that was issued.</summary>
    private static IEnumerable<CheckFinding> Files(BundleContent content, ReadDcc dcc, (string Hash, byte[] Dcc) file)
    {
        if (content.Certificates.FirstOrDefault(one => one.Parts.Number == dcc.UniqueIdentifier) is not { } own)
        {
            yield return content.Certificates.Count == 0
                ? new(
                    "bundle.no-certificate", "", new("记录包导出时还没有出具证书：重新计算了结果，没有重建数字校准证书。", "The bundle was exported before a certificate was issued: results were computed again, and no digital certificate was rebuilt."),
                    IsBroken: false)
                : new("bundle.other-record", "number", new($"记录包中没有证书 {dcc.UniqueIdentifier}。", $"The bundle holds no certificate {dcc.UniqueIdentifier}."));
            yield break;
        }

        if (own.Parts.Dcc is null || !own.Parts.Dcc.AsSpan().SequenceEqual(file.Dcc))
            yield return new("bundle.other-dcc", own.Parts.DccName, new("文件中的数字校准证书不是记录包中的那一份。", "The digital certificate in the file is not the one in the bundle."));
        if (own.Facts.Pdf != file.Hash)
            yield return new("bundle.other-file", own.Parts.ParticularsName, new($"出具的文件 SHA-256 为 {own.Facts.Pdf}，手中文件为 {file.Hash}。", $"The file that was issued has SHA-256 {own.Facts.Pdf}, this one {file.Hash}."));
    }

    /// <summary>The record is the one that the certificate was made of.</summary>
    private static IEnumerable<CheckFinding> Belongs(Recomputation result, BundleContent content, ReadDcc dcc)
    {
        var record = result.Record;
        foreach (var (where, ofRecord, ofCertificate) in new[]
        {
            ("procedure", $"sha256:{content.Procedure.ContentHash}", dcc.Methods.FirstOrDefault(one => one.Id == "procedure")?.References.FirstOrDefault()),
            ("serial-number", record.Unit.SerialNumber, dcc.Items[0].SerialNumber),
            ("work-date", Phrases.Date(record.WorkDate).En, Phrases.Date(dcc.EndedOn).En),
        })
        {
            if (ofRecord != ofCertificate)
            {
                yield return new(
                    "bundle.other-record", where,
                    new($"记录包不属于这份证书：{where} 记录为「{ofRecord}」，证书为「{ofCertificate}」。", $"The record is not that of the certificate: {where} is “{ofRecord}” in the record and “{ofCertificate}” on the certificate."));
            }
        }
    }

    private static IEnumerable<CheckFinding> Differences(Recomputation result) =>
        result.Differences.Take(5).Select(one => new CheckFinding(
            "bundle.differs", one.Path, new($"{one.Path}：应为 {one.Expected ?? "无"}，实为 {one.Found ?? "无"}", one.ToString())));

    private static IEnumerable<CheckFinding> Values(Recomputation result, ReadDcc dcc)
    {
        if (result is not { Plan: { } plan, Evaluation: { } evaluation })
            return [];
        // Records made before the terms of a calibration were among them leave it to the certificate whether it judges.
        var terms = result.Record.Calibration ?? (CalibrationTerms.AppliesTo(plan.Procedure) ? new CalibrationTerms(dcc.Conformities.Any(one => one.Reference?.EndsWith("/conforms", StringComparison.Ordinal) == false)) : null);
        var (items, conditions) = CertificateComposer.Values(plan, evaluation, terms);
        return RecomputedValues.Check(items, conditions, dcc).Select(one => new CheckFinding(
            "bundle.value", one.Path,
            new($"{one.Path}：重新计算为 {one.Paper ?? "无"}，证书为 {one.Xml ?? "无"}", $"{one.Path}: computed {one.Paper ?? "nothing"}, certificate {one.Xml ?? "nothing"}")));
    }
}
