using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Laboratory;

/// <summary>A key pair that an authenticator made for one account and one address of the server (WebAuthn); the server knows the public half. Rows are never removed, keys are.</summary>
[NeverSetBack]
public sealed class Passkey : IRegisterPart
{
    public const int LongestName = 64;

    /// <summary>Bytes (WebAuthn 3, 4: at most 1023).</summary>
    public const int LongestCredential = 1023;

    private const int LongestDomain = 253;

    public int Id { get; set; }
    public int AccountId { get; set; }

    /// <summary>What the authenticator calls it.</summary>
    public required byte[] CredentialId { get; set; }

    /// <summary>As the authenticator gave it (COSE_Key, RFC 9052).</summary>
    public required byte[] PublicKey { get; set; }

    /// <summary>Name of the server for which it was made: it counts nowhere else.</summary>
    public required string Domain { get; set; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; set; }

    /// <summary>How the browser reaches the authenticator, with a space between.</summary>
    public required string Transports { get; set; }

    /// <summary>The authenticator may keep copies of it elsewhere.</summary>
    public bool IsBackupEligible { get; set; }

    public DateTimeOffset AddedAt { get; set; }

    /// <summary>Null while it counts.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    [NotLedgered]
    public bool IsBackedUp { get; set; }

    /// <summary>Uses that the authenticator has counted; 0 where it counts none.</summary>
    [NotLedgered]
    public long SignCount { get; set; }

    [NotLedgered]
    public DateTimeOffset? UsedAt { get; set; }

    public bool IsStanding => RemovedAt is null;

    string IRegisterPart.Owner => AccountId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal sealed class Mapping : IEntityTypeConfiguration<Passkey>
    {
        public void Configure(EntityTypeBuilder<Passkey> passkey)
        {
            passkey.Property(row => row.CredentialId).HasMaxLength(LongestCredential);
            passkey.HasIndex(row => row.CredentialId).IsUnique();
            passkey.Property(row => row.Domain).HasMaxLength(LongestDomain);
            passkey.Property(row => row.Name).HasMaxLength(LongestName);
            passkey.Property(row => row.Transports).HasMaxLength(200);
        }
    }
}
