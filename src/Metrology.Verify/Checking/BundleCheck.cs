using Metrology.Adapters.Transcripts;
using Metrology.Core.Certificates;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Dcc.Checking;
using Metrology.Dcc.Reading;

namespace Metrology.Verify.Checking;

/// <summary>Computes everything again from the record and compares it with the certificate.</summary>
internal static class BundleCheck
{
    public static IEnumerable<CheckFinding> Run(byte[] zip, ReadDcc dcc)
    {
        var bundle = RecordBundle.Read(zip);
        if (bundle.Refusal is { } refusal)
            return [new(refusal.Code, "", refusal.Text)];
        var load = bundle.Value.Load();
        if (load.Content is not { } content)
            return [.. load.Problems.Take(3).Select(one => new CheckFinding("bundle.malformed", one.Part, one.Problem.Text))];
        var result = Recompute.Run(content, TranscriptCodecs.All);
        return [.. Belongs(result, content, dcc), .. Differences(result), .. Values(result, dcc)];
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
