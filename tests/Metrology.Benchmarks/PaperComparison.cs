using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Metrology.Dcc.Writing;
using Metrology.Documents;
using Metrology.Documents.Signing;
using Metrology.Documents.Tests;

namespace Metrology.Benchmarks;

/// <summary>
/// The same certificates by our writer, by pdfkit and by WeasyPrint, in turns of one run, so that whatever else the machine does burdens all alike. Ours also signed
/// with a digital certificate inside. A program that is not there is left out and named.
/// </summary>
static class PaperComparison
{
    const int Warm = 300;
    const double Share = 0.25;

    static readonly DateTimeOffset Today = new(2026, 8, 22, 10, 0, 0, TimeSpan.FromHours(8));
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="seconds">For each of ours; a quarter of it goes to each foreign program a turn.</param>
    /// <param name="pdfkit">Folder in which pdfkit was installed by npm.</param>
    /// <param name="python">An interpreter that has WeasyPrint.</param>
    public static void Run(int seconds, string pdfkit, string python)
    {
        var dcc = DccWriter.Write(SampleDocument.Of()).Value;
        using var key = LocalSigner.Load(DemonstrationKey.NewPfx(), null).Value;
        var folder = Directory.CreateTempSubdirectory("metrology-papers-").FullName;
        var seal = Path.Combine(folder, "seal.png");
        File.WriteAllBytes(seal, SealPicture.Png);
        Console.WriteLine($"{CertificateContent.Of(0).DifferentHanzi} different Hanzi, {CertificateContent.RowCount} rows, QR code, seal; files in {folder}");

        List<Contender> all =
        [
            new("ours", Ours(i => ContentPaper.Of(CertificateContent.Of(i)).ToBytes(), Path.Combine(folder, "ours.pdf"))),
            new("ours, signed, with DCC", Ours(
                i => key.SignPdf(ContentPaper.Of(CertificateContent.Of(i), key.SignDcc(dcc, Today).Value).ToBytes(), Today).Value, Path.Combine(folder, "signed.pdf"))),
        ];
        var scripts = Path.Combine(AppContext.BaseDirectory, "Foreign");
        using var node = Start("node", Path.Combine(scripts, "pdfkit_paper.cjs"), pdfkit, DocumentFonts.Path, seal, Path.Combine(folder, "pdfkit.pdf"));
        using var weasy = Start(python, Path.Combine(scripts, "weasy_paper.py"), DocumentFonts.Path, seal, Path.Combine(folder, "weasyprint.pdf"));
        Add("pdfkit", node);
        Add("WeasyPrint", weasy);

        for (var i = 0; i < Warm; i++)
        {
            foreach (var one in all.Where(one => i < 3 || one.IsOurs))
                one.Make(i);
        }

        for (var turn = 0; turn < 4; turn++)
        {
            foreach (var one in all)
                one.Turn(seconds * Share);
        }

        foreach (var one in all)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.Name,-24} {one.PerSecond,7:0.0} a second, best turn {one.Best,7:0.0}, {one.Size} bytes, ratio {all[0].PerSecond / one.PerSecond:0.0}"));

        void Add(string name, Process? process)
        {
            if (process is null || Ask(process, 0) is not { } first)
                Console.WriteLine($"{name} is not there and was left out.");
            else
                all.Add(new(name, i => Ask(process, i) ?? throw new InvalidOperationException($"{name} ended.")) { Size = first.Bytes });
        }
    }

    static Func<int, (double, int)> Ours(Func<int, byte[]> make, string sample)
    {
        File.WriteAllBytes(sample, make(1));
        return i =>
        {
            var watch = Stopwatch.StartNew();
            var length = make(i).Length;
            return (watch.Elapsed.TotalMilliseconds, length);
        };
    }

    static Process? Start(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    static (double Milliseconds, int Bytes)? Ask(Process process, int variant)
    {
        var content = CertificateContent.Of(variant);
        var modules = QrMatrix.Of(content.CheckAddress);
        string[] rows = [.. Enumerable.Range(0, modules.GetLength(0)).Select(row => string.Concat(Enumerable.Range(0, modules.GetLength(1)).Select(column => modules[row, column] ? '1' : '0')))];
        try
        {
            process.StandardInput.WriteLine(JsonSerializer.Serialize(new { content, modules = rows }, Json));
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            return null;
        }

        return process.StandardOutput.ReadLine()?.Split(' ') is [var time, var size] ? (double.Parse(time, CultureInfo.InvariantCulture), int.Parse(size, CultureInfo.InvariantCulture)) : null;
    }

    sealed record Contender(string Name, Func<int, (double Milliseconds, int Bytes)> Work)
    {
        int count;
        double spent;

        public bool IsOurs => Name.StartsWith("ours", StringComparison.Ordinal);
        public int Size { get; set; }
        public double Best { get; private set; }
        public double PerSecond => 1000 * count / spent;

        public void Make(int variant) => Size = Work(variant).Bytes;

        public void Turn(double seconds)
        {
            var (made, used) = (0, 0.0);
            while (used < 1000 * seconds)
            {
                var (time, size) = Work(++count);
                (made, used, Size) = (made + 1, used + time, size);
            }

            spent += used;
            Best = Math.Max(Best, 1000 * made / used);
        }
    }
}
