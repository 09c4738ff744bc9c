using Metrology.Core.Words;

namespace Metrology.Verify;

/// <summary>The commands of <c>metrology-verify</c>. It needs no server, no database and no network.</summary>
public static class CommandLine
{
    /// <summary>A new command is one line here.</summary>
    private static readonly Dictionary<string, (Func<Arguments, Terminal, int> Run, string[] Options)> Commands = new()
    {
        ["check"] = (CheckCommand.Run, [CheckCommand.Bundle, CheckCommand.Trust, CheckCommand.Proof, CheckCommand.LedgerKey]),
        ["ledger"] = (LedgerCommand.Run, [LedgerCommand.Witness, LedgerCommand.Key]),
        ["recompute"] = (RecomputeCommand.Run, [TrustFile.Option]),
    };

    /// <returns>0 everything agrees, 1 refused or found different, 2 used wrongly.</returns>
    public static int Run(string[] args, Terminal terminal)
    {
        if (args.Contains("--help") || args.Contains("-h"))
        {
            terminal.Out.WriteLine(Usage(terminal));
            return Terminal.Done;
        }

        if (args is [PageCommand.Name, .. var words] && PageCommand.Run(words, terminal) is var ran && ran != Terminal.UsedWrongly)
            return ran;
        if (args is [var name, .. var rest] && Commands.TryGetValue(name, out var command) && Arguments.Of(rest, command.Options) is { } arguments)
            return command.Run(arguments, terminal);
        terminal.Error.WriteLine(Usage(terminal));
        return Terminal.UsedWrongly;
    }

    private static string Usage(Terminal terminal) => terminal.Say(
        """
        用法：metrology-verify check 证书.pdf [--bundle 记录包.zip] [--trust 证书.pem]
                                    [--proof 台账证明.txt] [--ledger-key 公钥.pem] [--json] [--lang zh|en]
          核对签名、附带的数字校准证书（DCC）、页面与 DCC 的每一项、合理性；给出记录包时重新计算全部结果；
          给出台账证明（或记录包中有证明）时，由文件的 SHA-256 算到台账检查点的根，并核对检查点的签名。
              metrology-verify recompute 记录包.zip [--trust 证书.pem] [--json] [--lang zh|en]
          核对记录包的签名；由原始观测数据、规程和标准器数据重新计算全部结果、不确定度和结论，重建已出具证书的
          数字校准证书（DCC），并逐字节比较。
              metrology-verify ledger 目录 [--witness 目录] [--key 公钥.pem] [--json] [--lang zh|en]
          逐条核对导出的台账，并与已签名的检查点比较。
              metrology-verify page [文件.html]
          写出一个 HTML 文件：在浏览器里离线核对证书，不需要安装本程序。
        """,
        """
        usage: metrology-verify check FILE.pdf [--bundle BUNDLE.zip] [--trust CERTIFICATES.pem]
                                     [--proof PROOF.txt] [--ledger-key KEY.pem] [--json] [--lang zh|en]
          Checks signatures, the digital certificate (DCC) inside, every fact of the pages against it, and plausibility; with a bundle it computes every result again.
          With a proof of the ledger (or one in the bundle) it computes from the SHA-256 of the file up to the root of the checkpoint, and checks who signed it.
               metrology-verify recompute BUNDLE.zip [--trust CERTIFICATES.pem] [--json] [--lang zh|en]
          Checks who signed the bundle; computes every result, uncertainty and verdict again from the raw observations, the procedure and the references, writes the
          digital certificate (DCC) of what was issued again, and compares byte for byte.
               metrology-verify ledger DIR [--witness DIR] [--key KEY.pem] [--json] [--lang zh|en]
          Follows an exported ledger entry by entry and compares it with the checkpoints that were signed.
               metrology-verify page [FILE.html]
          Writes one HTML file that checks certificates in a browser, offline, without this program.
        """);
}
