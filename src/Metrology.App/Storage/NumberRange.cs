using System.Globalization;
using System.Text.RegularExpressions;
using Metrology.App.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Storage;

/// <summary>The next free number of a prefix in a year. Drawn inside the transaction that uses it: no gap on rollback, none twice.</summary>
public sealed partial class NumberRange : IVersioned
{
    public required string Prefix { get; set; }
    public int Year { get; set; }
    public int Next { get; set; }
    public int Version { get; set; }

    /// <summary>For example "JD-2026-00001".</summary>
    public static async Task<string> DrawAsync(MetrologyDb db, string prefix, int year, CancellationToken cancellation)
    {
        var range = await db.NumberRanges.FindAsync([prefix, year], cancellation);
        if (await db.Restorations.AnyAsync(row => row.SettledAt == null, cancellation))
            throw new RefusedSaveException(NumberErrors.Unsettled);
        if (range is null)
        {
            range = new() { Prefix = prefix, Year = year, Next = 1 };
            db.Add(range);
        }

        var drawn = range.Next++;
        return Text(prefix, year, drawn);
    }

    public static string Text(string prefix, int year, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{year}-{number:00000}");

    /// <summary>Prefix, year and number of a text that has that form; null of another one.</summary>
    public static (string Prefix, int Year, int Number)? Parse(string text) => Form().Match(text) is { Success: true } parts
        ? (parts.Groups[1].Value, int.Parse(parts.Groups[2].Value, CultureInfo.InvariantCulture), int.Parse(parts.Groups[3].Value, CultureInfo.InvariantCulture)) : null;

    [GeneratedRegex(@"^([A-Za-z0-9-]{1,20})-(\d{4})-(\d{5,9})$")]
    private static partial Regex Form();

    internal sealed class Mapping : IEntityTypeConfiguration<NumberRange>
    {
        public void Configure(EntityTypeBuilder<NumberRange> range)
        {
            range.HasKey(row => new { row.Prefix, row.Year });
            range.Property(row => row.Prefix).HasMaxLength(20);
            range.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}
