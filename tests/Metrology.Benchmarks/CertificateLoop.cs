using System.Diagnostics;
using System.Globalization;
using Metrology.Core.Certificates;
using Metrology.Dcc.Writing;
using Metrology.Documents;
using Metrology.Documents.Signing;
using Metrology.Documents.Tests;
using Metrology.Verify.Checking;

namespace Metrology.Benchmarks;

/// <summary>The product's own certificate on one thread: pages alone, pages with digital certificate and both signatures, and the check of such a file.</summary>
static class CertificateLoop
{
    const int Variants = 16;

    static readonly DateTimeOffset Today = new(2026, 8, 22, 10, 0, 0, TimeSpan.FromHours(8));

    public static void Run(int seconds)
    {
        CertificateDocument[] documents = [.. Enumerable.Range(1, Variants).Select(number => SampleDocument.Of(number: number))];
        var renderer = new CertificateRenderer(DocumentFonts.Stack);
        using var key = LocalSigner.Load(DemonstrationKey.NewPfx(), null).Value;
        var signed = Signed(documents[0]);
        Say("pages, unsigned", i => renderer.Render(documents[i % Variants]).Value.Length);
        Say("pages with DCC, both signed (ECDSA P-256)", i => Signed(documents[i % Variants]).Length);
        Say("check of a signed file", _ => CertificateCheck.Run(signed).Broken is null ? signed.Length : throw new InvalidOperationException("The file does not hold."));

        byte[] Signed(CertificateDocument document) =>
            key.SignPdf(renderer.Render(document, key.SignDcc(DccWriter.Write(document).Value, Today).Value).Value, Today).Value;

        void Say(string what, Func<int, int> work)
        {
            for (var i = 0; i < 2 * Variants; i++)
                work(i);
            var process = Process.GetCurrentProcess();
            var (wall, cpu) = (Stopwatch.StartNew(), process.TotalProcessorTime);
            var (count, bytes) = (0, 0L);
            for (; wall.Elapsed.TotalSeconds < seconds; count++)
                bytes += work(count);
            var elapsed = wall.Elapsed.TotalSeconds;
            process.Refresh();
            var used = (process.TotalProcessorTime - cpu).TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {count / elapsed:0} a second ({1000 * elapsed / count:0.00} ms wall, {1000 * used / count:0.00} ms CPU each), {bytes / count} bytes"));
        }
    }
}
