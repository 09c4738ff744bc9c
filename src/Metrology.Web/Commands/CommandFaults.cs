using System.Data.Common;
using System.Net.Sockets;
using Metrology.Core.Words;
using Microsoft.AspNetCore.Connections;

namespace Metrology.Web.Commands;

/// <summary>What a machine refuses a command: said with a code and what to do, because it is nobody's bug.</summary>
internal static class CommandFaults
{
    public static readonly Refusal Interrupted = Refusal.Of("command.interrupted", "已中断。", "Interrupted.");

    /// <summary>Null when it is a bug.</summary>
    public static Refusal? RefusalOf(Exception fault) => fault switch
    {
        IOException { InnerException: AddressInUseException } or AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => Refusal.Of(
            "serve.address-in-use", $"地址或端口已被占用：{fault.Message}。请停止另一个程序，或用 --urls、--mqtt 换一个端口。",
            $"An address is in use: {fault.Message} Stop the other program, or choose another port with --urls or --mqtt."),
        SocketException => Refusal.Of(
            "serve.address", $"不能监听这个地址：{fault.Message}。请检查 --urls 和 --mqtt。", $"The address cannot be listened on: {fault.Message}. Check --urls and --mqtt."),
        DbException => Refusal.Of(
            "storage.unusable", $"数据库不能使用：{fault.Message}。请检查数据目录中的文件，或用 --data 换一个目录。",
            $"The database cannot be used: {fault.Message} Check the file in the data folder, or give another folder with --data."),
        InvalidDataException => Refusal.Of("command.bad-file", $"文件内容不对：{fault.Message}", $"A file is wrong: {fault.Message}"),
        IOException or UnauthorizedAccessException => Refusal.Of(
            "command.file", $"文件或目录不能使用：{fault.Message}", $"A file or folder cannot be used: {fault.Message}"),
        _ => null,
    };
}
