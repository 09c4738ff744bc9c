namespace Metrology.Mqtt.Packets;

/// <summary>The properties of an MQTT 5 packet or will, in the order of the wire.</summary>
public sealed record PropertyList(IReadOnlyList<Property> Items)
{
    public static PropertyList Empty { get; } = new([]);

    public static PropertyList Of(params Property[] items) => new(items);

    public uint? Number(PropertyId id) => Items.OfType<NumberProperty>().FirstOrDefault(p => p.Id == id)?.Value;

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
