using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Notifications;

/// <summary>What a message is about. The names stand in stored rows and in what programs receive.</summary>
public enum NoticeKind
{
    /// <summary>Certificates of standards and instruments that lapse or have lapsed.</summary>
    Expiry,

    /// <summary>Tests of standards that are due.</summary>
    KeepingDue,

    /// <summary>Days that no certificate covers.</summary>
    ChainGap,

    /// <summary>A failure of the system.</summary>
    Fault,
    ProjectAtRisk,
    TargetAtRisk,

    /// <summary>To the owner of an instrument that a case touches.</summary>
    Case,

    /// <summary>A periodic report was made.</summary>
    Report,

    /// <summary>Somebody else changed how the person gets in.</summary>
    Access,

    /// <summary>Sent by an administrator to see whether it arrives.</summary>
    Test,
}

/// <summary>A message to one person, as the pages show it. What is read stays for the record of what was said.</summary>
[NotLedgered]
public sealed class Notice
{
    public int Id { get; set; }
    public int AccountId { get; set; }
    public NoticeKind Kind { get; set; }

    /// <summary>The same key is said to a person once.</summary>
    public required string Key { get; set; }

    public required string SubjectZh { get; set; }
    public required string SubjectEn { get; set; }
    public required string TextZh { get; set; }
    public required string TextEn { get; set; }

    /// <summary>Page that it is about.</summary>
    public required string Path { get; set; }

    public DateTimeOffset At { get; set; }
    public DateTimeOffset? ReadAt { get; set; }

    public BilingualText Subject => new(SubjectZh, SubjectEn);

    public BilingualText Text => new(TextZh, TextEn);

    internal sealed class Mapping : IEntityTypeConfiguration<Notice>
    {
        public void Configure(EntityTypeBuilder<Notice> notice)
        {
            notice.Property(row => row.Key).HasMaxLength(200);
            notice.Property(row => row.TextZh).HasMaxLength(-1);
            notice.Property(row => row.TextEn).HasMaxLength(-1);
            notice.Ignore(row => row.Subject).Ignore(row => row.Text);
            notice.HasIndex(row => new { row.AccountId, row.Key }).IsUnique();
            notice.HasIndex(row => new { row.AccountId, row.ReadAt });
            notice.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId);
        }
    }
}

/// <summary>How a person wants to be told: language, address of mail, and how many days before something lapses.</summary>
[NotLedgered]
public sealed class NoticeChoice
{
    public int AccountId { get; set; }
    public Language Language { get; set; }

    /// <summary>Null sends no mail.</summary>
    public string? Mail { get; set; }

    /// <summary>Null takes the default.</summary>
    public int? LeadDays { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<NoticeChoice>
    {
        public void Configure(EntityTypeBuilder<NoticeChoice> choice)
        {
            choice.HasKey(row => row.AccountId);
            choice.Property(row => row.AccountId).ValueGeneratedNever();
            choice.Property(row => row.Mail).HasMaxLength(MailAddressText.Longest);
            choice.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId);
        }
    }
}

/// <summary>That a warning was said, so that the next day does not say it again.</summary>
[NotLedgered]
public sealed class WarningMark
{
    /// <summary>To whom, of what, at which stage.</summary>
    public required string Key { get; set; }

    public DateTimeOffset At { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<WarningMark>
    {
        public void Configure(EntityTypeBuilder<WarningMark> mark)
        {
            mark.HasKey(row => row.Key);
            mark.Property(row => row.Key).HasMaxLength(200);
        }
    }
}
