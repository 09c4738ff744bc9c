using System.Text;

namespace Metrology.Adapters.Payloads;

/// <summary>What a host application may ask of a Sparkplug edge node (Sparkplug 3.0, chapter 6.4.19: Node Control/Rebirth).</summary>
public static class SparkplugCommand
{
    private const string Rebirth = "Node Control/Rebirth";
    private const int NodeLevel = 3;

    /// <summary>Tags of protobuf: timestamp and metrics of a payload; name, timestamp, type and boolean of a metric. Boolean is type 11.</summary>
    private const byte PayloadTime = 0x08, Metric = 0x12, Name = 0x0A, MetricTime = 0x18, Type = 0x20, Boolean = 11, BooleanValue = 0x70;

    /// <summary>Where the node of a data topic listens for commands; null when it is none of Sparkplug.</summary>
    public static string? TopicFor(string dataTopic) =>
        dataTopic.Split('/') is { Length: > NodeLevel } levels ? $"{levels[0]}/{levels[1]}/NCMD/{levels[NodeLevel]}" : null;

    /// <summary>Whether a filter asks for the commands to one node and its devices, and which data of that node stands for it.</summary>
    public static string? DataOfCommands(string filter) =>
        filter.Split('/') is [var root, var group, "NCMD" or "DCMD", var node, ..] and { Length: <= NodeLevel + 2 } && !$"{root}{group}{node}".Contains('+', StringComparison.Ordinal) && node != "#"
            ? $"{root}/{group}/NDATA/{node}"
            : null;

    /// <summary>A payload that asks the node to say its birth again.</summary>
    public static byte[] AskRebirth(DateTimeOffset at)
    {
        var time = Varint((ulong)at.ToUnixTimeMilliseconds());
        var name = Encoding.UTF8.GetBytes(Rebirth);
        byte[] metric = [Name, (byte)name.Length, .. name, MetricTime, .. time, Type, Boolean, BooleanValue, 1];
        return [PayloadTime, .. time, Metric, (byte)metric.Length, .. metric];
    }

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 0x7F; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }
}
