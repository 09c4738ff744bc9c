using Metrology.App.Parameters;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Laboratory;

/// <summary>A person who can sign in. The password hash is opaque here; the host makes and checks it.</summary>
[NeverSetBack]
[ParametersOf(ParameterSubject.Account, "账户", "Account")]
public sealed class Account : IVersioned
{
    public int Id { get; set; }
    [Parameter("用户名", "User name")]
    public required string UserName { get; set; }
    public required string NormalizedUserName { get; set; }

    /// <summary>The name that stands on a certificate.</summary>
    [Parameter("姓名", "Name")]
    public required string DisplayName { get; set; }

    /// <summary>Null until the person has chosen one.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Of the code with which the person chooses a password; null when there is none to be used.</summary>
    [HashedInLedger]
    public string? OneTimeCodeHash { get; set; }

    public DateTimeOffset? OneTimeCodeUntil { get; set; }

    /// <summary>Changes when sign-ins made so far must end.</summary>
    public required string SecurityStamp { get; set; }

    [Parameter("角色", "Roles")]
    public required Role[] Roles { get; set; }

    /// <summary>Shared secret of the second factor, sealed by the host; null when there is none.</summary>
    [HashedInLedger]
    public string? SecondFactorKey { get; set; }

    public DateTimeOffset? SecondFactorSince { get; set; }

    /// <summary>Time step of the last code that was taken: no code is taken twice (RFC 6238 5.2).</summary>
    [NotLedgered]
    public long LastCodeStep { get; set; }

    /// <summary>Hashes of the recovery codes that are left, with a space between. Who has lost the authenticator gets in also while no record is written.</summary>
    [HashedInLedger, WrittenAlways]
    public string RecoveryHashes { get; set; } = "";

    /// <summary>Those that were removed too; read with every account.</summary>
    public List<Passkey> Passkeys { get; } = [];

    public IEnumerable<Passkey> StandingPasskeys => Passkeys.Where(passkey => passkey.IsStanding);

    /// <summary>Nobody gets in with the password alone.</summary>
    public bool HasSecondFactor => SecondFactorKey is not null || StandingPasskeys.Any();

    /// <summary>Sign-in service at which the person is known, exactly as it calls itself; null where none is linked.</summary>
    public string? ProviderIssuer { get; set; }

    /// <summary>What the service calls the person, for ever.</summary>
    public string? ProviderSubject { get; set; }

    public DateTimeOffset? ProviderSince { get; set; }

    [NotLedgered]
    public int AccessFailedCount { get; set; }
    [NotLedgered]
    public DateTimeOffset? LockoutEnd { get; set; }
    [Parameter("停用", "Disabled")]
    public bool IsDisabled { get; set; }
    public int Version { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Account>
    {
        public void Configure(EntityTypeBuilder<Account> account)
        {
            account.Property(row => row.UserName).HasMaxLength(64);
            account.Property(row => row.NormalizedUserName).HasMaxLength(64);
            account.HasIndex(row => row.NormalizedUserName).IsUnique();
            account.Property(row => row.Roles)
                .HasConversion(roles => string.Join(' ', roles), text => RoleText.Parse(text), new JsonComparer<Role[]>())
                .HasMaxLength(200);
            account.Property(row => row.OneTimeCodeHash).HasMaxLength(64);
            account.Property(row => row.SecondFactorKey).HasMaxLength(1000);
            account.Property(row => row.RecoveryHashes).HasMaxLength(1000);
            account.Property(row => row.ProviderIssuer).HasMaxLength(ProviderIdentity.LongestIssuer);
            account.Property(row => row.ProviderSubject).HasMaxLength(ProviderIdentity.LongestSubject);
            account.HasIndex(row => new { row.ProviderIssuer, row.ProviderSubject }).IsUnique();
            account.Property(row => row.Version).IsConcurrencyToken();
            account.Ignore(row => row.StandingPasskeys);
            // Whoever forgot them would let people in without their second factor.
            account.HasMany(row => row.Passkeys).WithOne().HasForeignKey(passkey => passkey.AccountId).OnDelete(DeleteBehavior.Restrict);
            account.Navigation(row => row.Passkeys).AutoInclude();
        }
    }
}

/// <summary>Roles as a column keeps them.</summary>
internal static class RoleText
{
    public static Role[] Parse(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>)];
}
