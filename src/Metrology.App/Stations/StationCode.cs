using System.Security.Cryptography;
using System.Text;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Stations;

/// <summary>
/// A code by which one station is enrolled once. It goes from person to person and never over the line: both sides prove that they know it. The server keeps what the proofs are made
/// with until the code is used or another is drawn in its place.
/// </summary>
[NeverSetBack]
[WrittenAlways]
public sealed class StationCode
{
    /// <summary>Long enough to walk to the station.</summary>
    public static readonly TimeSpan Good = TimeSpan.FromHours(1);

    public int Id { get; set; }

    /// <summary>Of the station that will be enrolled.</summary>
    public required string Name { get; set; }

    /// <summary>By which the code is found; it says nothing of the code.</summary>
    public required string Lookup { get; set; }

    /// <summary>Null when it is of no use any more.</summary>
    [NotLedgered]
    public byte[]? Secret { get; set; }

    public required string DrawnBy { get; set; }
    public DateTimeOffset DrawnAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? UsedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<StationCode>
    {
        public void Configure(EntityTypeBuilder<StationCode> code)
        {
            code.Property(row => row.Name).HasMaxLength(EnrolledStation.LongestName);
            code.Property(row => row.Lookup).HasMaxLength(32);
            code.HasIndex(row => row.Lookup).IsUnique();
            code.Property(row => row.Secret).HasMaxLength(32);
        }
    }
}

/// <summary>A code as people read and type it, and what both sides make of it.</summary>
public static class StationCodeText
{
    /// <summary>Without letters and digits that look alike.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>About 99 bits: nobody tries them out, not even with the proofs at hand.</summary>
    private const int Length = 20;

    private const int Group = 5;

    public static string Draw() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, Length).Chunk(Group).Select(part => new string(part)));

    /// <summary>32 bytes that both sides know; null when the text is no code.</summary>
    public static byte[]? SecretOf(string? typed)
    {
        var code = new string([.. (typed ?? "").ToLowerInvariant().Where(character => character is not ('-' or ' '))]);
        return code.Length == Length && code.All(Alphabet.Contains) ? SHA256.HashData(Encoding.ASCII.GetBytes("metrology-station-code-1\n" + code)) : null;
    }

    public static string LookupOf(byte[] secret) => Convert.ToHexStringLower(HMACSHA256.HashData(secret, "metrology-station-lookup-1"u8)[..16]);
}
