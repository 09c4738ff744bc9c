using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Web.Host.Backups;

/// <summary>Where backups go and what they are encrypted with, by the environment.</summary>
/// <param name="Keep">Newest backups that stay; older ones are removed once a new one has been checked.</param>
internal sealed record BackupSettings(string Folder, string Passphrase, int Keep)
{
    public const string FolderVariable = "METROLOGY_BACKUP_FOLDER";
    public const string PassphraseVariable = "METROLOGY_BACKUP_PASSPHRASE";
    public const string PassphraseFileVariable = "METROLOGY_BACKUP_PASSPHRASE_FILE";
    public const string KeepVariable = "METROLOGY_BACKUP_KEEP";

    /// <summary>Shorter ones are guessed.</summary>
    public const int ShortestPassphrase = 12;

    /// <summary>A month of nights.</summary>
    private const int UsualKeep = 31;

    /// <summary>Null when no folder is named.</summary>
    public static Outcome<BackupSettings?> From(Func<string, string?> setting)
    {
        if (setting(FolderVariable) is not { Length: > 0 } folder)
            return (BackupSettings?)null;
        var passphrase = PassphraseFrom(setting);
        if (passphrase.Refusal is { } none)
            return none;
        var keep = UsualKeep;
        if (setting(KeepVariable) is { Length: > 0 } said && !(int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out keep) && keep > 0))
            return Refusal.Of("backup.bad-keep", $"{KeepVariable} 须为正整数。", $"{KeepVariable} takes a positive integer.");
        return new BackupSettings(folder, passphrase.Value, keep);
    }

    public static Outcome<string> PassphraseFrom(Func<string, string?> setting)
    {
        try
        {
            var said = Secrets.Find(setting, PassphraseVariable, PassphraseFileVariable);
            return said is { Length: >= ShortestPassphrase } ? said : BackupErrors.NoPassphrase;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return BackupErrors.NoPassphrase;
        }
    }
}
