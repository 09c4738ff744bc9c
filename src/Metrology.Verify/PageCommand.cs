using Metrology.VerifierPage;

namespace Metrology.Verify;

/// <summary>page [FILE]: the verifier as one HTML file that works from a disk, for those who install nothing.</summary>
internal static class PageCommand
{
    public const string Name = "page";

    public static int Run(IReadOnlyList<string> words, Terminal terminal)
    {
        switch (words.Where(word => !word.StartsWith("--lang", StringComparison.Ordinal) && word is not ("zh" or "en")).ToList())
        {
            case []:
                terminal.Out.Write(OfflinePage.Html);
                return Terminal.Done;
            case [var file] when !file.StartsWith('-'):
                return Write(file, terminal);
            default:
                return Terminal.UsedWrongly;
        }
    }

    private static int Write(string file, Terminal terminal)
    {
        try
        {
            File.WriteAllText(file, OfflinePage.Html);
            return Terminal.Done;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            terminal.Error.WriteLine(terminal.Say($"无法写入文件 {file}。 [file.unwritable]", $"The file {file} cannot be written. [file.unwritable]"));
            return Terminal.Refused;
        }
    }
}
