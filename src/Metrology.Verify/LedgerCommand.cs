using System.Security.Cryptography;
using System.Text;
using Metrology.Core.Ledger;
using Metrology.Core.Words;

namespace Metrology.Verify;

/// <summary>ledger DIR: an exported ledger entry by entry, against the checkpoints that were signed.</summary>
internal static class LedgerCommand
{
    public const string Witness = "--witness";
    public const string Key = "--key";

    private static readonly byte[] Between = "\n\n"u8.ToArray();

    public static int Run(Arguments arguments, Terminal terminal)
    {
        try
        {
            var trusted = arguments.Option(Key);
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(trusted ?? Path.Combine(arguments.File, "key.pem")));
            var notes = new[] { arguments.File, arguments.Option(Witness) }.OfType<string>()
                .SelectMany(folder => Directory.EnumerateFiles(folder, "checkpoint-*.txt").Order(StringComparer.Ordinal)).Select(File.ReadAllText);
            var chain = LedgerChain.Of([.. notes], null, key);
            foreach (var entry in Entries(File.ReadAllBytes(Path.Combine(arguments.File, "ledger.txt"))))
                chain.Next(entry, null);
            chain.End();
            Write(terminal, arguments.AsJson, chain, trusted is not null);
            return chain.Findings.Count == 0 && chain.Checkpoints > 0 ? Terminal.Done : Terminal.Refused;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            terminal.Error.WriteLine(terminal.Say(
                $"{arguments.File} 不是导出的台账：须有 ledger.txt、checkpoint-*.txt 和 key.pem（P-256 公钥）。 [ledger.no-files]",
                $"{arguments.File} is no exported ledger: it takes ledger.txt, checkpoint-*.txt and key.pem (a public key on P-256). [ledger.no-files]"));
            return Terminal.Refused;
        }
    }

    /// <summary>Entries end with a line feed and have an empty line behind them.</summary>
    private static IEnumerable<byte[]> Entries(byte[] file)
    {
        for (var from = 0; from < file.Length;)
        {
            var length = file.AsSpan(from).IndexOf(Between);
            var to = length < 0 ? file.Length : from + length + 1;
            yield return file[from..to];
            from = to + 1;
        }
    }

    private static void Write(Terminal terminal, bool asJson, LedgerChain chain, bool isTrusted)
    {
        var root = Convert.ToHexStringLower(chain.Root);
        var holds = chain.Findings.Count == 0 && chain.Checkpoints > 0;
        if (asJson)
        {
            terminal.WriteJson(new
            {
                holds,
                entries = chain.Size,
                root,
                checkpoints = chain.Checkpoints,
                keyIsTrusted = isTrusted,
                findings = chain.Findings.Select(one => new { code = one.Code, where = one.Where, text = one.Text.In(terminal.Language) }),
            });
            return;
        }

        foreach (var finding in chain.Findings)
            terminal.Out.WriteLine($"{finding.Where}: {finding.Text.In(terminal.Language)} [{finding.Code}]");
        if (chain.Checkpoints == 0)
            terminal.Out.WriteLine(terminal.Say("没有已签名的检查点：条目前后相接，但没有人为它签名。 [ledger.unsigned]", "There is no signed checkpoint: the entries follow each other, but nobody signed for them. [ledger.unsigned]"));
        var key = isTrusted ? "" : terminal.Say("（密钥随台账而来，未核实）", " (the key came with the ledger and was not checked)");
        terminal.Out.WriteLine(terminal.Say(
            $"{(holds ? "一致" : "不一致")}：{chain.Size} 条，{chain.Checkpoints} 个已签名检查点{key}；{root}",
            $"{(holds ? "agrees" : "does not agree")}: {chain.Size} entries, {chain.Checkpoints} signed checkpoints{key}; {root}"));
    }
}
