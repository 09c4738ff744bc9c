using Metrology.Pdf.Fonts;

namespace Metrology.Pdf.Tests.Samples;

/// <summary>The document font, restored by npm at the root of the repository; read once.</summary>
public static class SampleFonts
{
    const string InModules = "node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf";

    static readonly Lazy<TrueTypeFont> Shared = new(() => TrueTypeFont.Load(Find()));

    public static string Path => Find();

    public static TrueTypeFont NotoSansSc => Shared.Value;

    public static FontStack Stack { get; } = new(NotoSansSc);

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Metrology.sln")))
            folder = folder.Parent;
        var path = System.IO.Path.Combine(folder?.FullName ?? "", InModules);
        return File.Exists(path) ? path : throw new FileNotFoundException("The document font is missing: run `npm ci` at the root of the repository.", path);
    }
}
