namespace Metrology.Mqtt.Packets;

/// <summary>The properties of an MQTT 5 packet or will, in the order of the wire.</summary>
public sealed record PropertyList(IReadOnlyList<Property> Items)
{
    public static PropertyList Empty { get; } = new([]);

    public static PropertyList Of(params Property[] items) => new(items);

    public uint? Number(PropertyId id) => Items.OfType<NumberProperty>().FirstOrDefault(p => p.Id == id)?.Value;

    /// <summary>The same with one number set, in its place or at the end.</summary>
    public PropertyList With(PropertyId id, uint value) => new([.. Items.Where(item => item.Id != id), new NumberProperty(id, value)]);

    public PropertyList Without(params PropertyId[] ids) => Items.Any(item => ids.Contains(item.Id)) ? new([.. Items.Where(item => !ids.Contains(item.Id))]) : this;

    public string? Text(PropertyId id) => Items.OfType<TextProperty>().FirstOrDefault(p => p.Id == id)?.Value;
}

/// <summary>One property; its kind is fixed by its identifier.</summary>
public abstract record Property(PropertyId Id);

/// <summary>A byte, a two-byte, a four-byte or a variable-byte integer.</summary>
public sealed record NumberProperty(PropertyId Id, uint Value) : Property(Id);

public sealed record TextProperty(PropertyId Id, string Value) : Property(Id);

public sealed record BinaryProperty(PropertyId Id, ReadOnlyMemory<byte> Value) : Property(Id);

/// <summary>A user property: a name and a value; names may repeat.</summary>
public sealed record PairProperty(PropertyId Id, string Name, string Value) : Property(Id);
