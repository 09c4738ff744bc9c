using Metrology.App.Parameters;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Laboratory;

/// <summary>A person who can sign in. The password hash is opaque here; the host makes and checks it.</summary>
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

    public string? PasswordHash { get; set; }

    /// <summary>Changes when sign-ins made so far must end.</summary>
    public required string SecurityStamp { get; set; }

    [Parameter("角色", "Roles")]
    public required Role[] Roles { get; set; }
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
                .HasConversion(roles => string.Join(' ', roles), text => ParseRoles(text), new JsonComparer<Role[]>())
                .HasMaxLength(200);
            account.Property(row => row.Version).IsConcurrencyToken();
        }

        private static Role[] ParseRoles(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Role>)];
    }
}
