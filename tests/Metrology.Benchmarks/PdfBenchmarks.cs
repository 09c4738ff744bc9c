using BenchmarkDotNet.Attributes;
using Metrology.Pdf.Fonts;
using Metrology.Pdf.Tests.Samples;

namespace Metrology.Benchmarks;

/// <summary>A three-page certificate from its description to the bytes of its file, and the one-time cost of reading the font.</summary>
[MemoryDiagnoser]
public class PdfBenchmarks
{
    byte[] font = [];
    int variant;

    [GlobalSetup]
    public void ReadFontFile() => font = File.ReadAllBytes(SampleFonts.Path);

    [Benchmark]
    public byte[] Certificate() => SampleCertificate.Describe(variant++ % 1000).ToBytes();

    [Benchmark]
    public TrueTypeFont ParseFont() => TrueTypeFont.Parse(font);
}
