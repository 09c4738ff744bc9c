using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Laboratory;

/// <summary>Something that changed how a person gets in or what the person may do: who did it, when and what.</summary>
[AppendOnly, WrittenAlways]
public sealed class AccountEvent
{
    /// <summary>An identity at a sign-in service, and why.</summary>
    private const int LongestDetail = ProviderIdentity.LongestIssuer + ProviderIdentity.LongestSubject + Parameters.ParameterChange.LongestReason + 10;

    public int Id { get; set; }

    /// <summary>Whose account; null where it is a rule for all.</summary>
    public int? AccountId { get; set; }

    public AccountAct Act { get; set; }
    public int ById { get; set; }

    /// <summary>The name as it was then.</summary>
    public required string ByName { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Roles before and after, where a session was from, the name of a passkey, or why.</summary>
    public string? Detail { get; set; }

    /// <summary>How an administrator knew who asked for it; null where nobody asked.</summary>
    public IdentityCheck? Identity { get; set; }

    public Account? Account { get; set; }

    internal static AccountEvent Of(AccountAct act, int? account, Actor by, DateTimeOffset at, string? detail = null, IdentityCheck? identity = null) =>
        new() { Act = act, AccountId = account, ById = by.AccountId, ByName = by.Name, At = at, Detail = detail, Identity = identity };

    internal sealed class Mapping : IEntityTypeConfiguration<AccountEvent>
    {
        public void Configure(EntityTypeBuilder<AccountEvent> happened)
        {
            happened.HasIndex(row => row.AccountId);
            happened.Property(row => row.Detail).HasMaxLength(LongestDetail);
            happened.HasOne(row => row.Account).WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>What was done to an account.</summary>
public enum AccountAct
{
    Created,
    RolesChanged,
    Disabled,
    Enabled,

    /// <summary>The password was taken away, and a one-time code was given.</summary>
    PasswordReset,

    /// <summary>With a one-time code.</summary>
    PasswordChosen,
    PasswordChanged,
    SecondFactorEnrolled,
    SecondFactorRemoved,
    SecondFactorReset,
    RecoveryCodesDrawn,
    RecoveryCodeUsed,
    PasskeyAdded,
    PasskeyRemoved,
    SessionEnded,

    /// <summary>With an identity at the sign-in service.</summary>
    ProviderLinked,
    ProviderUnlinked,

    /// <summary>For which roles a second factor is required.</summary>
    SecondFactorRule,
}
