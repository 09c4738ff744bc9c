using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text;
using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Metrology.App.Ledger;

/// <summary>A row of a legal table as the ledger knows it: its kind, its key, and a hash of everything it says. The same on every provider.</summary>
internal static class LegalRow
{
    private static readonly FrozenSet<string> SoughtKinds = KindsOf(type => type.IsDefined(typeof(SoughtInLedgerAttribute)));

    private static readonly FrozenSet<string> RememberedKinds = KindsOf(type => type.IsDefined(typeof(SoughtInLedgerAttribute)) || type.IsDefined(typeof(NeverSetBackAttribute)));

    /// <summary>Rows that never change, and rows that say themselves where the ledger speaks of them.</summary>
    private static readonly FrozenSet<string> UnplacedKinds = KindsOf(type =>
        type.IsAssignableTo(typeof(IProvable)) || type.GetCustomAttribute<AppendOnlyAttribute>() is { GoesWhen: null });

    private static FrozenSet<string> KindsOf(Func<Type, bool> which) =>
        typeof(MetrologyDb).Assembly.GetTypes().Where(which).Select(type => type.Name).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Where the ledger speaks of such rows last is kept (<see cref="LedgerPlace"/>): every legal row that can change, so that it is compared whenever it is used or changed.</summary>
    public static bool IsPlaced(string kind) => !UnplacedKinds.Contains(kind);

    /// <summary>Which entry speaks last of such rows is remembered beside the key: ends of certificates and orders, and whatever lets somebody in.</summary>
    public static bool IsRemembered(string kind) => RememberedKinds.Contains(kind);

    /// <summary>A row as it has been read.</summary>
    public static Said Of(MetrologyDb db, object row)
    {
        var type = db.Model.FindEntityType(row.GetType())!;
        object? ValueOf(IReadOnlyProperty property) => ((IProperty)property).GetGetter().GetClrValue(row);
        return new(KindOf(type), KeyOf(type, ValueOf), TextOf(type, ValueOf));
    }

    /// <summary>What a row is, which one, and what it says.</summary>
    public sealed record Said(string Kind, string Key, byte[] Text)
    {
        public byte[] Hash { get; } = SHA256.HashData(Text);
    }

    /// <summary>Every table but those that are no legal records.</summary>
    public static bool IsLegal(IReadOnlyEntityType type) => !NotLedgered.Contains(type.ClrType);

    private static readonly FrozenSet<Type> NotLedgered = typeof(MetrologyDb).Assembly.GetTypes().Where(type => type.IsDefined(typeof(NotLedgeredAttribute))).ToFrozenSet();

    public static string KindOf(IReadOnlyEntityType type) => type.ClrType.Name;

    public static string KeyOf(IReadOnlyEntityType type, Func<IReadOnlyProperty, object?> valueOf) =>
        string.Join(',', type.FindPrimaryKey()!.Properties.Select(part => Uri.EscapeDataString(TextOf(part, valueOf(part)) ?? "")));

    /// <summary>What an entry with these lines is found by (<see cref="SoughtInLedgerAttribute"/>): nothing, or one.</summary>
    public static IEnumerable<string> SoughtIn(IEnumerable<LedgerLine> lines) =>
        lines.Where(line => line.Act == RowAct.Added && SoughtKinds.Contains(line.Kind)).Select(line => Sought(line.Kind, line.Key));

    /// <summary>As <see cref="LedgerEntry.Sought"/> says it.</summary>
    public static string Sought(string kind, string key) => $"{kind} {key}";

    /// <summary>SHA-256 of <see cref="TextOf(IReadOnlyEntityType, Func{IReadOnlyProperty, object?})"/>.</summary>
    public static byte[] HashOf(IReadOnlyEntityType type, Func<IReadOnlyProperty, object?> valueOf) => SHA256.HashData(TextOf(type, valueOf));

    /// <summary>The columns as a JSON object in the order of their names, UTF-8. What people cannot see change, such as a concurrency token, is no part.</summary>
    public static byte[] TextOf(IReadOnlyEntityType type, Func<IReadOnlyProperty, object?> valueOf) => JsonOf(type, property => TextOf(property, valueOf(property)));

    /// <summary>The same of texts that each are as <see cref="TextOf(IReadOnlyProperty, object?)"/> makes them.</summary>
    public static byte[] JsonOf(IReadOnlyEntityType type, Func<IReadOnlyProperty, string?> textOf)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            foreach (var property in Parts.GetValue(type, type => [.. type.GetProperties().Where(IsPart).OrderBy(property => property.Name, StringComparer.Ordinal)]))
                json.WriteString(property.Name, textOf(property) ?? Null);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>What an entry hashes of each type, in order.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyEntityType, IReadOnlyProperty[]> Parts = new();

    /// <summary>Properties of which only the hash is entered.</summary>
    private static readonly FrozenSet<PropertyInfo> Hashed = typeof(MetrologyDb).Assembly.GetTypes().SelectMany(type => type.GetProperties())
        .Where(property => property.IsDefined(typeof(HashedInLedgerAttribute))).ToFrozenSet();

    /// <summary>No value; a text column cannot hold it.</summary>
    private const string Null = "\0";

    private static bool IsPart(IReadOnlyProperty property) =>
        property.PropertyInfo?.GetCustomAttribute<NotLedgeredAttribute>() is null
        && !(property.Name == nameof(IVersioned.Version) && property.DeclaringType.ClrType.IsAssignableTo(typeof(IVersioned)));

    /// <summary>One value as it stands in <see cref="TextOf(IReadOnlyEntityType, Func{IReadOnlyProperty, object?})"/>; null is no value.</summary>
    public static string? TextOf(IReadOnlyProperty property, object? value) =>
        (value is not null && property.GetValueConverter() is { } converter ? converter.ConvertToProvider(value) : value) switch
        {
            null => null,
            string text when property.PropertyInfo is { } info && Hashed.Contains(info) => Hash(Encoding.UTF8.GetBytes(text)),
            string text => text,
            byte[] bytes => Hash(bytes),
            bool yes => yes ? "true" : "false",
            Enum name => name.ToString(),
            Guid id => id.ToString("D", CultureInfo.InvariantCulture),
            DateTimeOffset at => at.UtcTicks.ToString(CultureInfo.InvariantCulture),
            DateOnly day => day.Iso(),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            var other => throw new NotSupportedException($"{property.DeclaringType.Name()}.{property.Name} holds a {other.GetType().Name}, which has no form in the ledger."),
        };

    /// <summary>How bytes and long texts are entered.</summary>
    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Name(this IReadOnlyTypeBase type) => type.ClrType.Name;
}
