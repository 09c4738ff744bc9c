using System.Collections;
using System.Reflection;

namespace Metrology.Mqtt.Tests.Support;

/// <summary>Writes a packet with everything in it, so that two packets are equal when their texts are.</summary>
static class PacketText
{
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
        Enum or IFormattable or bool => $"{value}",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Of))}]",
        _ => $"{value.GetType().Name}({string.Join(", ", Fields(value))})",
    };

    static IEnumerable<string> Fields(object value) =>
        value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => $"{property.Name}={Of(property.GetValue(value))}");
}
