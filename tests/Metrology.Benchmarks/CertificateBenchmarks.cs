using BenchmarkDotNet.Attributes;
using Metrology.Core.Certificates;
using Metrology.Documents;
using Metrology.Documents.Tests;

namespace Metrology.Benchmarks;

/// <summary>The product's own certificate: three pages from the composed document to the bytes that are issued. Every document has another number.</summary>
[MemoryDiagnoser]
public class CertificateBenchmarks
{
    private const int Variants = 64;

    private readonly CertificateRenderer renderer = new(DocumentFonts.Stack);
    private CertificateDocument[] documents = [];
    private int next;

    [GlobalSetup]
    public void Compose() => documents = [.. Enumerable.Range(1, Variants).Select(number => SampleDocument.Of(number: number))];

    [Benchmark]
    public byte[] Render() => renderer.Render(documents[next++ % Variants]).Value;
}
