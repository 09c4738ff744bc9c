using Metrology.Core.Files;
using Metrology.Core.Words;

namespace Metrology.Web.Commands;

/// <summary>Files that a command is given, and what is said about wrong ones.</summary>
internal static class CommandInput
{
    public static async Task<Outcome<byte[]>> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var why = Why(path, error);
            return Refusal.Of("input.unreadable", $"无法读取文件 {path}：{why.Zh}。", $"The file {path} cannot be read: {why.En}.");
        }
    }

    /// <summary>In the language of the person; the words of the system would be in another.</summary>
    private static BilingualText Why(string path, Exception error) => error switch
    {
        _ when Directory.Exists(path) => new("它是一个目录", "it is a folder"),
        FileNotFoundException or DirectoryNotFoundException => new("没有这个文件", "there is no such file"),
        UnauthorizedAccessException => new("没有读取权限", "you are not allowed to read it"),
        PathTooLongException => new("路径过长", "the path is too long"),
        _ => new("读取时出错，请检查磁盘或网络", "reading failed; check the disk or the network"),
    };

    /// <summary>Every problem of a file on a line of its own: file:line:column path: what.</summary>
    public static int Refuse(Terminal terminal, string path, IReadOnlyList<FileProblem> problems)
    {
        foreach (var problem in problems)
            terminal.Error.WriteLine(Line(terminal, path, problem));
        return terminal.Refuse(NotUsed(problems.Count));
    }

    /// <summary>One problem as editors and compilers write it.</summary>
    public static string Line(Terminal terminal, string path, FileProblem problem) => $"{path}:{problem.In(terminal.Language)}";

    public static Refusal NotUsed(int problems) => Refusal.Of(
        "input.problems", $"文件有 {problems} 处问题，未被采用。", problems == 1 ? "The file has 1 problem and was not used." : $"The file has {problems} problems and was not used.");
}
