using Metrology.Pdf.Fonts;

namespace Metrology.Documents;

/// <summary>The fonts of printed documents, parsed once.</summary>
public static class DocumentFonts
{
    /// <summary>Noto Sans SC (OFL 1.1), restored by the build beside the program.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "fonts", "NotoSansSC-Regular.ttf");

    private static readonly Lazy<FontStack> Parsed = new(() => new FontStack(TrueTypeFont.Parse(File.ReadAllBytes(Path))));

    /// <exception cref="FileNotFoundException">The font is not beside the program: the build did not restore it.</exception>
    public static FontStack Stack => Parsed.Value;
}
