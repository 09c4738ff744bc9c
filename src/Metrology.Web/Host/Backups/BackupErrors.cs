using Metrology.Core.Words;

namespace Metrology.Web.Host.Backups;

internal static class BackupErrors
{
    public static readonly Refusal NotConfigured = Refusal.Of(
        "backup.not-configured",
        $"没有配置备份。请把 {BackupSettings.FolderVariable} 设为另一块磁盘或另一台机器上的文件夹，并用 {BackupSettings.PassphraseFileVariable} 给出口令文件。",
        $"No backup is configured. Set {BackupSettings.FolderVariable} to a folder on another disk or machine, and {BackupSettings.PassphraseFileVariable} to a file with the passphrase.");

    public static readonly Refusal NoPassphrase = Refusal.Of(
        "backup.no-passphrase",
        $"备份须加密：请用 {BackupSettings.PassphraseFileVariable} 给出口令文件（至少 {BackupSettings.ShortestPassphrase} 个字符），并把口令另存一处。",
        $"Backups are encrypted: give a file with the passphrase ({BackupSettings.ShortestPassphrase} characters or more) by {BackupSettings.PassphraseFileVariable}, and keep the passphrase in another place too.");

    public static readonly Refusal NoFolder = Refusal.Of(
        "backup.no-folder", "备份文件夹不存在或不能写入。请建立该文件夹并检查权限。", "The folder for backups is not there or cannot be written to. Make it and check its permissions.");

    public static readonly Refusal ByServer = Refusal.Of(
        "backup.by-server",
        "数据库在 SQL Server 上：请用它自己的备份（BACKUP DATABASE），并另外备份数据目录中的 keys。",
        "The database is on SQL Server: use its own backups (BACKUP DATABASE), and keep the folder keys of the data folder as well.");

    public static readonly Refusal NoBackup = Refusal.Of(
        "backup.not-one", "这个文件不是本系统的备份。请核对文件。", "This file is no backup of this product. Check the file.");

    public static readonly Refusal WrongPassphrase = Refusal.Of(
        "backup.wrong-passphrase", "口令不对，或文件开头的 51 个字节已损坏。什么都没有恢复。", "The passphrase is not that of the backup, or one of the first 51 bytes of the file is damaged. Nothing was restored.");

    public static readonly Refusal Damaged = Refusal.Of(
        "backup.damaged", "备份文件已损坏或被改动。什么都没有恢复；请用另一份备份。", "The backup is damaged or was changed. Nothing was restored; use another one.");

    public static readonly Refusal CutOff = Refusal.Of(
        "backup.cut-off", "备份文件不完整，后面缺了一部分。什么都没有恢复；请用另一份备份。", "The backup is not whole: its end is missing. Nothing was restored; use another one.");

    public static Refusal NoFile(string file) => Refusal.Of("backup.no-file", $"没有这个文件：{file}。", $"There is no such file: {file}.");

    public static readonly Refusal NoWitness = Refusal.Of(
        "backup.no-witness", "没有 --witness 所指的文件夹。", "There is no folder that --witness names.");

    public static readonly Refusal NotEmpty = Refusal.Of(
        "backup.data-there", "数据目录中已有数据库，没有恢复。请用 --data 给一个空目录。", "There is a database in the data folder already; nothing was restored. Give an empty folder with --data.");

    /// <summary>What is in the backup does not agree with itself or with what was signed.</summary>
    public static Refusal NotSound(int findings, string where, BilingualText text) => Refusal.Of(
        "backup.not-sound",
        $"备份中的台账与记录不一致，共 {findings} 处。第一处：{where}，{text.Zh}请用另一份备份，并查明原因。",
        $"The ledger and the rows of the backup do not agree, {findings} times. The first: {where}. {text.En} Use another backup, and find out why.");
}
