using System.Net.Sockets;
using System.Text.RegularExpressions;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Connections;

namespace Metrology.Web.Commands;

/// <summary>What a machine refuses a command: said with a code and what to do, because it is nobody's bug.</summary>
internal static partial class CommandFaults
{
    public static readonly Refusal Interrupted = Refusal.Of("command.interrupted", "已中断。", "Interrupted.");

    /// <summary>Null when it is a bug.</summary>
    public static Refusal? RefusalOf(Exception fault) => fault switch
    {
        IOException { InnerException: AddressInUseException } or AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => Refusal.Of(
            "serve.address-in-use", "监听的地址或端口已被另一个程序占用。请停止那个程序，或用 --urls、--mqtt 换一个端口。",
            "Another program listens on the address or port already. Stop it, or choose another port with --urls or --mqtt."),
        SocketException => Refusal.Of(
            "serve.address", "不能监听这个地址。请检查 --urls 和 --mqtt 是不是本机的地址。", "The address cannot be listened on. Check that --urls and --mqtt are addresses of this machine."),
        NewerDatabaseException => NewerDatabaseException.Newer,
        WrongFileException wrong => wrong.Refusal,
        InvalidDataException => Refusal.Of("command.bad-file", $"文件内容不对：{fault.Message}", $"A file is wrong: {fault.Message}"),
        FileNotFoundException or DirectoryNotFoundException => File("command.no-file", fault, "不存在，也不能在那里创建。请核对名称", "is not there and cannot be made there. Check its name"),
        UnauthorizedAccessException => File("command.no-access", fault, "不准读写。请检查权限，或换一个", "may not be read or written. Check its permissions, or give another"),
        IOException { HResult: NoSpace } => File("command.disk-full", fault, "所在磁盘已满。请腾出空间再试", "is on a full disk. Make room and try again"),
        IOException => File("command.file", fault, "不能使用。请检查它是文件还是目录，或换一个", "cannot be used. Check whether it is a file or a folder, or give another"),
        _ => Databases.RefusalOf(fault),
    };

    /// <summary>ENOSPC, as .NET puts an errno of Unix into <see cref="Exception.HResult"/>.</summary>
    private const int NoSpace = 28;

    /// <summary>Names the file, which the system puts between quotes; its sentence is in the language of the runtime.</summary>
    private static Refusal File(string code, Exception fault, string zh, string en)
    {
        var name = Quoted().Match(fault.Message) is { Success: true } match ? match.Groups[1].Value : fault.Message;
        return Refusal.Of(code, $"“{name}”{zh}。", $"“{name}” {en}.");
    }

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
