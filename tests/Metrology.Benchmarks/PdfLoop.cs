using System.Diagnostics;
using System.Globalization;
using Metrology.Pdf.Tests.Samples;

namespace Metrology.Benchmarks;

/// <summary>Documents per second on one thread, without the minutes a full benchmark takes.</summary>
static class PdfLoop
{
    const int WarmUp = 200;

    public static void Run(int seconds)
    {
        var cold = Stopwatch.StartNew();
        var size = SampleCertificate.Describe().ToBytes().Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first document, font and compilation included: {cold.ElapsedMilliseconds} ms"));
        for (var i = 0; i < WarmUp; i++)
            SampleCertificate.Describe(i).ToBytes();
        var process = Process.GetCurrentProcess();
        var (wall, cpu, allocated) = (Stopwatch.StartNew(), process.TotalProcessorTime, GC.GetTotalAllocatedBytes());
        var count = 0;
        while (wall.Elapsed.TotalSeconds < seconds)
            SampleCertificate.Describe(count++).ToBytes();
        var elapsed = wall.Elapsed.TotalSeconds;
        process.Refresh();
        var used = (process.TotalProcessorTime - cpu).TotalSeconds;
        var perDocument = (GC.GetTotalAllocatedBytes() - allocated) / count / 1024;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count / elapsed:0} documents/s ({elapsed / count * 1000:0.00} ms wall, {used / count * 1000:0.00} ms CPU each), {size} bytes each, {perDocument} KiB allocated each"));
    }
}
