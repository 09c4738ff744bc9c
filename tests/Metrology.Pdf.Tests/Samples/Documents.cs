namespace Metrology.Pdf.Tests.Samples;

/// <summary>Short documents for tests.</summary>
public static class Documents
{
    public static DocumentInformation Information { get; } = new("测试", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(8)));

    public static PdfDocument Of(params IReadOnlyList<Block> body) =>
        new() { Fonts = SampleFonts.Stack, Information = Information, Body = body };

    /// <summary>A page whose body is 100 pt wide and as high as asked; the default line is 10 pt on 20 pt.</summary>
    public static PdfDocument Small(double height, params IReadOnlyList<Block> body) => Of(body) with
    {
        Page = new PageSetup(180, height + 80) { Margins = Margins.All(40), Gap = 0 },
        Style = new() { Size = 10, LineHeight = 2 },
    };

    /// <summary>The file with nothing compressed, so that its operators and dictionaries can be read.</summary>
    public static string Expanded(this PdfDocument document)
    {
        using var pdf = new TemporaryFile(document.ToBytes());
        var (exit, output, error) = Testing.ForeignProgram.Run("qpdf", "--qdf", "--object-streams=disable", pdf.Path, "-");
        return exit == 0 ? output : throw new InvalidOperationException(error);
    }
}

/// <summary>A file that foreign tools can read, deleted with the test.</summary>
public sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(byte[] content) => File.WriteAllBytes(Path, content);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"metrology-{Guid.NewGuid():N}.pdf");

    public void Dispose() => File.Delete(Path);
}
