using Metrology.App.Notifications;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Customers;

/// <summary>Whose instruments are verified (送检单位).</summary>
public sealed class Customer
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public required string Address { get; set; }

    /// <summary>Where the owner is told what touches its instruments; null when nobody said it.</summary>
    public string? Mail { get; set; }

    public bool IsDemonstration { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Customer>
    {
        public void Configure(EntityTypeBuilder<Customer> customer) => customer.Property(row => row.Mail).HasMaxLength(MailAddressText.Longest);
    }
}

/// <summary>An instrument of a customer (被检器具).</summary>
public sealed class UnitUnderTest : IVersioned
{
    public const int LongestSerial = 100;

    /// <summary>Characters of a key of any curve, with room.</summary>
    public const int LongestKey = 1000;

    public int Id { get; set; }
    public int CustomerId { get; set; }
    public required string NameZh { get; set; }
    public required string NameEn { get; set; }
    public required string Model { get; set; }
    public required string SerialNumber { get; set; }
    public required string Manufacturer { get; set; }
    public required string Location { get; set; }

    /// <summary>Designation of the procedure that applies, for example "JJG 1148-2022".</summary>
    public required string Procedure { get; set; }

    /// <summary>Nameplate field id → text, as the procedure asks for it.</summary>
    public Dictionary<string, string> Nameplate { get; set; } = [];

    /// <summary>The law wants it verified (强制检定): a calibration does not take the place of that.</summary>
    public bool IsUnderCompulsoryVerification { get; set; }

    /// <summary>Public key of the meter inside it that signs (SubjectPublicKeyInfo as base64, hexadecimal or PEM); null where none signs or nobody entered it.</summary>
    public string? MeterKey { get; set; }

    /// <summary>Number of that meter as its records say it (OCMF MS, or GS of what signs for it); null where nobody entered it, and then only the key says which meter it is.</summary>
    public string? MeterNumber { get; set; }

    public bool IsDemonstration { get; set; }
    public Customer? Customer { get; set; }
    public int Version { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<UnitUnderTest>
    {
        public void Configure(EntityTypeBuilder<UnitUnderTest> unit)
        {
            unit.HasOne(row => row.Customer).WithMany().HasForeignKey(row => row.CustomerId).OnDelete(DeleteBehavior.Restrict);
            unit.Property(row => row.SerialNumber).HasMaxLength(LongestSerial);
            unit.HasIndex(row => row.SerialNumber);
            unit.Property(row => row.MeterKey).HasMaxLength(LongestKey);
            unit.Property(row => row.MeterNumber).HasMaxLength(LongestSerial);
            unit.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}
