using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Laboratory;

/// <summary>One sign-in, from the password to its end. That somebody else ended it is an <see cref="AccountEvent"/>.</summary>
[NotLedgered]
public sealed class SignInSession
{
    private const int LongestChallenge = 100;

    public Guid Id { get; set; }
    public int AccountId { get; set; }

    /// <summary>Stamp of the account when it began: another one now means that it is over.</summary>
    public required string Stamp { get; set; }

    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>When the person last gave the password, and the code where there is one. Then a session has another id and the beginning that it had.</summary>
    public DateTimeOffset ConfirmedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Network address, as far as the server sees it.</summary>
    public required string Address { get; set; }

    /// <summary>What the browser or program calls itself.</summary>
    public required string Browser { get; set; }

    public SignInMethod Method { get; set; }

    /// <summary>What a passkey or the sign-in service has signed to begin it. Unique: no answer begins two.</summary>
    public string? Challenge { get; set; }

    public Account? Account { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<SignInSession>
    {
        public void Configure(EntityTypeBuilder<SignInSession> session)
        {
            session.Property(row => row.Id).ValueGeneratedNever();
            session.Property(row => row.Stamp).HasMaxLength(64);
            session.Property(row => row.Address).HasMaxLength(64);
            session.Property(row => row.Browser).HasMaxLength(SignInSessions.LongestBrowser);
            session.Property(row => row.Challenge).HasMaxLength(LongestChallenge);
            session.HasIndex(row => row.Challenge).IsUnique();
            session.HasIndex(row => new { row.AccountId, row.StartedAt });
            session.HasOne(row => row.Account).WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>How somebody got in.</summary>
public enum SignInMethod
{
    Password,
    PasswordAndCode,
    PasswordAndRecoveryCode,

    /// <summary>Whose authenticator has verified the person: two factors by itself.</summary>
    Passkey,

    /// <summary>The sign-in service of the institution; it says nothing of when the person was last seen there, so signing asks here.</summary>
    Provider,
    ProviderAndCode,
    ProviderAndRecoveryCode,
}

/// <summary>How long a sign-in is good for what.</summary>
public static class SessionLimits
{
    /// <summary>Without a request (NIST SP 800-63B-4 2.2.3: at most an hour at AAL2).</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    /// <summary>In all, a working day with its breaks (NIST SP 800-63B-4 2.2.3: at most 24 hours at AAL2).</summary>
    public static readonly TimeSpan Absolute = TimeSpan.FromHours(12);

    /// <summary>Who signs has given the password no longer ago.</summary>
    public static readonly TimeSpan Confirmed = TimeSpan.FromMinutes(5);

    /// <summary>How exactly the last request of a session is known.</summary>
    public static readonly TimeSpan Seen = TimeSpan.FromMinutes(1);
}
