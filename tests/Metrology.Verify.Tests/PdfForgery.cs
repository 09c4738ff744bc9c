using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Metrology.Verify.Tests;

/// <summary>What a forger does with foreign tools: the file is written out as text by qpdf, changed, and its table mended; nobody signs it.</summary>
internal sealed partial class PdfForgery
{
    private readonly Dictionary<string, string> glyphs = new(StringComparer.Ordinal);

    /// <summary>The objects of the file, one byte a character.</summary>
    private readonly string text;

    public PdfForgery(byte[] file)
    {
        text = Encoding.Latin1.GetString(Run("qpdf", "--qdf --object-streams=disable --compress-streams=n {in} {out}", file));
        // The maps of our writer: a range of glyphs, and what each of them means.
        foreach (Match range in Ranges().Matches(text))
        {
            var code = int.Parse(range.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            foreach (var meaning in Meanings().Matches(range.Groups[2].Value).Select(one => one.Value))
                glyphs[Encoding.BigEndianUnicode.GetString(Convert.FromHexString(meaning))] = code++.ToString("x4", CultureInfo.InvariantCulture);
        }
    }

    public static string? Missing { get; } = Exists("qpdf") && Exists("fix-qdf") ? null : "skipped: qpdf is not installed";

    /// <summary>The file as it was, by way of the tools.</summary>
    public byte[] Same() => Mended(text);

    public byte[] With(string what, string other)
    {
        var at = text.IndexOf(what, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the file has no “{what}”");
        return Mended(text[..at] + other + text[(at + what.Length)..]);
    }

    /// <summary>Glyphs of words exchanged for those of others; the font has them all.</summary>
    /// <param name="which">Which of several places, from 0.</param>
    public byte[] Reworded(string words, string others, int which = 0)
    {
        var (codes, with) = (Codes(words), Codes(others));
        var at = -1;
        for (var i = 0; i <= which; i++)
            at = text.IndexOf(codes, at + 1, StringComparison.OrdinalIgnoreCase);
        Assert.True(at >= 0, $"no page shows “{words}”");
        return Mended(text[..at] + with + text[(at + codes.Length)..]);
    }

    /// <summary>Operators put at the end of the first page's content.</summary>
    public byte[] Painted(string operators)
    {
        var page = text.IndexOf("/Contents", StringComparison.Ordinal);
        var number = Contents().Match(text[page..]).Groups[1].Value;
        var start = text.IndexOf($"\n{number} 0 obj", StringComparison.Ordinal);
        var end = text.IndexOf("endstream", start, StringComparison.Ordinal);
        return Mended(text[..end] + operators + "\n" + text[end..]);
    }

    public string Codes(string words) => string.Concat(words.Select(letter => glyphs[letter.ToString()]));

    public bool Has(string words) => words.All(letter => glyphs.ContainsKey(letter.ToString()));

    private static byte[] Mended(string changed) => Run("qpdf", "{in} {out}", Run("fix-qdf", "{in}", Encoding.Latin1.GetBytes(changed)));

    private static byte[] Run(string program, string arguments, byte[] input)
    {
        var folder = Directory.CreateTempSubdirectory("forgery");
        try
        {
            var (source, target) = (Path.Combine(folder.FullName, "in.pdf"), Path.Combine(folder.FullName, "out.pdf"));
            File.WriteAllBytes(source, input);
            using var process = Process.Start(new ProcessStartInfo(program, arguments.Replace("{in}", source, StringComparison.Ordinal).Replace("{out}", target, StringComparison.Ordinal)) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var problem = process.StandardError.ReadToEndAsync();
            var said = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(said);
            process.WaitForExit();
            // qpdf ends with 3 when it only warns.
            Assert.True(process.ExitCode is 0 or 3, problem.Result);
            return File.Exists(target) ? File.ReadAllBytes(target) : said.ToArray();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool Exists(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    [GeneratedRegex(@"<([0-9A-F]{4})><[0-9A-F]{4}>\[([^\]]*)\]")]
    private static partial Regex Ranges();

    [GeneratedRegex("(?<=<)[0-9A-F]+(?=>)")]
    private static partial Regex Meanings();

    [GeneratedRegex("/Contents ([0-9]+) 0 R")]
    private static partial Regex Contents();
}
