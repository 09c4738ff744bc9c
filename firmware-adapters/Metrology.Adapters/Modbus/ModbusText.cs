using System.Globalization;
using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Modbus;

/// <summary>Frames written as hexadecimal text.</summary>
public static class ModbusText
{
    /// <summary>
    /// Describes every frame and every stretch of bytes that is none; a reply is judged by the request before it, when there is one. Refuses with "bad-hex".
    /// </summary>
    /// <param name="map">What the registers mean; only a reply to a request in the text has addresses to look up.</param>
    public static Outcome<IReadOnlyList<FrameDescription>> Describe(string hex, RegisterMap? map = null)
    {
        var bytes = HexText.Parse(hex);
        if (bytes.Refusal is { } refusal)
            return refusal;
        ModbusRequest? asked = null;
        return FrameScan.Describe(
            bytes.Value, ModbusRtu.LookEither,
            frame =>
            {
                var isReply = ModbusRtu.LookReply(frame.Span, out var length) is null && length == frame.Length;
                var description = isReply ? Reply(frame.Span, asked, map) : Request(frame.Span);
                asked = isReply ? null : ModbusRequest.OfFrame(frame.Span);
                return description;
            },
            gap => ModbusRtu.CheckReply(gap.Span));
    }

    private static FrameDescription Request(ReadOnlySpan<byte> frame)
    {
        List<FrameFact> head = [.. Head(frame, "request")];
        if (ModbusRequest.OfFrame(frame) is { } request)
        {
            head.Add(new("start", new("起始地址", "start"), Text(request.Start)));
            head.Add(new("count", new("数量", "count"), Text(request.Count)));
        }

        return new(HexText.Of(frame), head, [], null);
    }

    private static FrameDescription Reply(ReadOnlySpan<byte> frame, ModbusRequest? asked, RegisterMap? map)
    {
        var head = Head(frame, "reply");
        if (ModbusFunction.IsWrite(frame[1]))
            return new(HexText.Of(frame), head, [], null);
        ModbusReply reply;
        var refusal = asked is { } request ? ModbusReply.Read(frame, request, out reply) : ModbusReply.Read(frame, out reply);
        if (refusal is not null)
            return new(HexText.Of(frame), head, [], refusal);
        if (map is not null && asked is { } known)
        {
            var readings = map.Read(known, reply);
            return readings.Refusal is { } unread
                ? new(HexText.Of(frame), head, [], unread)
                : new(HexText.Of(frame), head, [.. readings.Value.Select(reading => new FrameFact(reading.Register.Key, reading.Register.Name, reading.Text, reading.Register.Unit))], null);
        }

        return new(HexText.Of(frame), head, Raw(reply, asked), null);
    }

    private static List<FrameFact> Raw(ModbusReply reply, ModbusRequest? asked)
    {
        var facts = new List<FrameFact>();
        var start = asked?.Start ?? 0;
        if (ModbusFunction.ReadsBits(reply.Function))
        {
            for (var i = 0; i < (asked?.Count ?? 8 * reply.DataLength); i++)
                facts.Add(new(Text(start + i), BilingualText.Same(Text(start + i)), reply.Bit(i) ? "1" : "0"));
            return facts;
        }

        for (var i = 0; i < reply.Registers.Count; i++)
            facts.Add(new(Text(start + i), BilingualText.Same(Text(start + i)), Text(reply.Registers[i])));
        return facts;
    }

    private static FrameFact[] Head(ReadOnlySpan<byte> frame, string direction) =>
    [
        new("slave", new("从站", "slave"), Text(frame[0])),
        new("direction", new("方向", "direction"), direction),
        new("function", new("功能", "function"), ModbusFunction.NameOf(frame[1])),
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
