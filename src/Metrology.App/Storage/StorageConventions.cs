using System.Globalization;
using System.Text.Json;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Metrology.App.Storage;

/// <summary>How values are kept, the same way on every provider.</summary>
internal static class StorageConventions
{
    /// <summary>Length of a text column unless its entity says otherwise.</summary>
    private const int OrdinaryTextLength = 400;

    public static void Apply(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<string>().HaveMaxLength(OrdinaryTextLength);
        conventions.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        conventions.Properties<DateOnly>().HaveConversion<IsoDate>().HaveMaxLength(10);
        conventions.Properties<decimal>().HaveConversion<DecimalText>().HaveMaxLength(40);
        conventions.Properties<Dictionary<string, string>>().HaveConversion<JsonText<Dictionary<string, string>>, JsonComparer<Dictionary<string, string>>>().HaveMaxLength(-1);
    }

    /// <summary>UTC ticks order the same on every server; the offset is not kept because every stored instant is UTC.</summary>
    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(value => value.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private sealed class IsoDate() : ValueConverter<DateOnly, string>(
        value => value.Iso(),
        text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Decimals as written: a column type would add or drop trailing zeros, and those are significant digits.</summary>
    private sealed class DecimalText() : ValueConverter<decimal, string>(
        value => value.ToString(CultureInfo.InvariantCulture),
        text => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture));
}

internal sealed class JsonText<T>() : ValueConverter<T, string>(
    value => JsonSerializer.Serialize(value, (JsonSerializerOptions?)null),
    text => JsonSerializer.Deserialize<T>(text, (JsonSerializerOptions?)null)!);

internal sealed class JsonComparer<T>() : ValueComparer<T>(
    (a, b) => JsonSerializer.Serialize(a, (JsonSerializerOptions?)null) == JsonSerializer.Serialize(b, (JsonSerializerOptions?)null),
    value => JsonSerializer.Serialize(value, (JsonSerializerOptions?)null).GetHashCode(StringComparison.Ordinal),
    value => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, (JsonSerializerOptions?)null), (JsonSerializerOptions?)null)!);
