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
    public static Outcome<IReadOnlyList<FrameDescription>> Describe(string hex, RegisterMap? map = null) =>
        Describe(hex, map, new(ModbusRtu.LookEither, ModbusRtu.LookReply, ModbusRequest.OfFrame, frame => frame[..^2], gap => ModbusRtu.CheckReply(gap.Span)));

    /// <summary>The same of Modbus TCP: a head of six bytes, no CRC.</summary>
    public static Outcome<IReadOnlyList<FrameDescription>> DescribeTcp(string hex, RegisterMap? map = null) =>
        Describe(hex, map, new(ModbusTcp.LookEither, ModbusTcp.LookReply, ModbusRequest.OfTcp, frame => frame[ModbusTcp.HeadLength..], gap => ModbusTcp.LookReply(gap.Span, out _) ?? ModbusRefusal.BadLength)
        {
            Belongs = (question, reply) => question[..sizeof(ushort)].SequenceEqual(reply[..sizeof(ushort)]),
        });

    private static Outcome<IReadOnlyList<FrameDescription>> Describe(string hex, RegisterMap? map, Envelope envelope)
    {
        var bytes = HexText.Parse(hex);
        if (bytes.Refusal is { } refusal)
            return refusal;
        ModbusRequest? asked = null;
        ReadOnlyMemory<byte> question = default;
        return FrameScan.Describe(
            bytes.Value, envelope.Look,
            frame =>
            {
                var isReply = envelope.LookReply(frame.Span, out var length) is null && length == frame.Length;
                var body = envelope.Body(frame).Span;
                var request = envelope.Request(frame.Span);
                if (!isReply)
                {
                    (asked, question) = (request, frame);
                    return Request(frame.Span, body, request);
                }

                var description = asked is null || envelope.Belongs(question.Span, frame.Span)
                    ? Reply(frame.Span, body, asked, map)
                    : new(HexText.Of(frame.Span), Head(body, "reply"), [], ModbusRefusal.TransactionMismatch);
                asked = null;
                return description;
            },
            envelope.WhyNone);
    }

    private static FrameDescription Request(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> body, ModbusRequest? known)
    {
        List<FrameFact> head = [.. Head(body, "request")];
        if (known is { } request)
        {
            head.Add(new("start", new("起始地址", "start"), Text(request.Start)));
            head.Add(new("count", new("数量", "count"), Text(request.Count)));
        }

        return new(HexText.Of(frame), head, [], null);
    }

    private static FrameDescription Reply(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> body, ModbusRequest? asked, RegisterMap? map)
    {
        var head = Head(body, "reply");
        if (ModbusFunction.IsWrite(body[1]))
            return new(HexText.Of(frame), head, [], null);
        ModbusReply reply;
        var refusal = asked is { } request ? ModbusReply.ReadBody(body, request, out reply) : ModbusReply.ReadBody(body, out reply);
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

    private static FrameFact[] Head(ReadOnlySpan<byte> body, string direction) =>
    [
        new("slave", new("从站", "slave"), Text(body[0])),
        new("direction", new("方向", "direction"), direction),
        new("function", new("功能", "function"), ModbusFunction.NameOf(body[1])),
    ];

    /// <summary>What stands around address, function and data.</summary>
    private sealed record Envelope(
        FrameLook Look, FrameLook LookReply, ModbusTransport.Reader Request, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Body, Func<ReadOnlyMemory<byte>, Refusal?> WhyNone)
    {
        /// <summary>The reply is to this question; on a serial line only the order says so.</summary>
        public Func<ReadOnlySpan<byte>, ReadOnlySpan<byte>, bool> Belongs { get; init; } = (_, _) => true;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
