using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Notifications;

public enum DeliveryChannel
{
    Mail,
    Webhook,
}

public enum DeliveryState
{
    /// <summary>To be sent, or to be tried again.</summary>
    Waiting,

    /// <summary>Under way. Where a server died meanwhile nobody knows whether it arrived: it is tried again.</summary>
    Trying,
    Sent,

    /// <summary>Given up after the last attempt.</summary>
    Failed,
}

/// <summary>
/// A message that leaves the system, written in the transaction of what it speaks of (outbox): it is lost with that or not at all. It is tried at most <see cref="Attempts"/> of
/// <see cref="DeliveryLimits.Attempts"/> times, and each attempt is counted before it is made.
/// </summary>
[NotLedgered]
public sealed class Delivery
{
    public int Id { get; set; }
    public DeliveryChannel Channel { get; set; }

    /// <summary>Address of mail, or of the web.</summary>
    public required string Address { get; set; }

    public NoticeKind Kind { get; set; }

    /// <summary>The same key goes to an address once; it is part of the message, so that a receiver knows a repeat.</summary>
    public required string Key { get; set; }

    public required string Subject { get; set; }

    /// <summary>The mail, or the body of the webhook (JSON).</summary>
    public required string Text { get; set; }

    public DeliveryState State { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Null when it is sent or given up.</summary>
    public DateTimeOffset? NextAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }
    public string? FailCode { get; set; }
    public string? FailZh { get; set; }
    public string? FailEn { get; set; }

    public BilingualText? Fail => FailZh is null || FailEn is null ? null : new(FailZh, FailEn);

    internal sealed class Mapping : IEntityTypeConfiguration<Delivery>
    {
        public void Configure(EntityTypeBuilder<Delivery> delivery)
        {
            delivery.Property(row => row.Address).HasMaxLength(MailAddressText.LongestWeb);
            delivery.Property(row => row.Key).HasMaxLength(200);
            delivery.Property(row => row.Text).HasMaxLength(-1);
            delivery.Property(row => row.FailCode).HasMaxLength(80);
            delivery.Ignore(row => row.Fail);
            delivery.HasIndex(row => new { row.Channel, row.Address, row.Key }).IsUnique();
            delivery.HasIndex(row => row.NextAt);
        }
    }
}

/// <summary>How often and when a delivery is tried.</summary>
public static class DeliveryLimits
{
    public const int Attempts = 6;

    /// <summary>From an attempt to the next. Nobody waits longer than this for a server that died while it sent.</summary>
    private static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6)];

    /// <param name="attempt">From 1: the one that is made.</param>
    public static TimeSpan WaitAfter(int attempt) => Waits[Math.Min(attempt, Waits.Length) - 1];
}
