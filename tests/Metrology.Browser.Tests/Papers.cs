using Metrology.Core.Certificates;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Procedures;
using Metrology.Verify.Tests;

namespace Metrology.Browser.Tests;

/// <summary>Good papers: one of each golden run that ends in a certificate, in turn in Chinese, in English, bilingual, and without a check address.</summary>
internal static class Papers
{
    public static CertificateDocument Bilingual(CertificateDocument document) => document with
    {
        Design = new("示例", 1, new string('a', 64), PaperLanguages.Bilingual, [new("示例声明。", "An example statement."), BilingualText.Same("ISO/IEC 17025")], null, null),
    };

    public static IEnumerable<(string Name, byte[] File)> All()
    {
        Func<CertificateDocument, CertificateDocument>[] ways = [one => one, one => one with { Language = Language.En }, Bilingual, one => one with { CheckAddress = "" }];
        foreach (var (i, (name, document)) in Documents().Index())
            yield return (name, SampleCertificate.Make(ways[i % ways.Length](document), null));
        foreach (var (i, way) in ways.Index())
            yield return ($"receipt and sampling {i}", SampleCertificate.Make(way(MethodPapers.Of(i % 2 == 0 ? "test" : "calibration", MethodPapers.Provenance)), null));
        foreach (var languages in Enum.GetValues<PaperLanguages>())
        {
            yield return ($"bar code, {languages}", SampleCertificate.Make(SampleCertificate.Compose("MN-JD-2026-00001", template: new() { Name = "码", Barcode = true, Languages = languages }), SampleCertificate.Key));
            yield return ($"plots, {languages}", SampleCertificate.Make(PlotForgery.Document(true, languages), null));
            foreach (var (purpose, states) in new[] { ("calibration", true), ("calibration", false), ("test", true), ("test", false) })
                yield return ($"{purpose}, {languages}", SampleCertificate.Make(MethodPapers.Of(purpose, new(states, null), new() { Name = "图", Columns = new(Chart: true), Languages = languages }), null));
        }
    }

    private static IEnumerable<(string, CertificateDocument)> Documents()
    {
        foreach (var (shipped, path) in ProcedureCatalog.All.SelectMany(shipped => shipped.GoldenRuns.Select(path => (shipped, path))))
        {
            var file = RunFile.Load(ProcedureCatalog.Bytes(path));
            var state = file.Replay(shipped.Procedure).Value;
            var evaluation = RunEvaluation.Of(state, file.References);
            if (!evaluation.IsRefused && CertificateComposer.IsFinal(evaluation.Value))
                yield return (path, CertificateComposer.Compose(state.Plan, evaluation.Value, SampleCertificate.Particulars("MN-JD-2026-00001", Language.Zh)));
        }
    }
}
