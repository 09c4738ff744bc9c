using System.Text;
using Metrology.Core.Words;

namespace Metrology.Web.Commands;

/// <summary>A file that a person names on the command line, whole and bounded.</summary>
internal static class InputFile
{
    /// <summary>Larger than any record of a run.</summary>
    private const long LargestBytes = 256 << 20;

    public static async Task<Outcome<byte[]>> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestBytes })
                return Refusal.Of("file.too-large", $"文件 {path} 超过 256 MiB。", $"The file {path} is larger than 256 MiB.");
            return await File.ReadAllBytesAsync(path, cancellation);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refusal.Of("file.missing", $"没有文件 {path}。请核对文件名。", $"There is no file {path}. Check its name.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of("file.unreadable", $"不能读取 {path}。请核对权限，并确认它是文件。", $"{path} cannot be read. Check its rights and that it is a file.");
        }
    }

    public static async Task<Outcome<string>> ReadTextAsync(string path, CancellationToken cancellation)
    {
        var bytes = await ReadAsync(path, cancellation);
        // UTF-8 with or without its mark.
        return bytes.Refusal is { } refusal ? refusal : Encoding.UTF8.GetString(bytes.Value).TrimStart('\uFEFF');
    }
}
