using System.Globalization;
using Metrology.Adapters.Dlt645;

namespace Metrology.Vectors.Kinds;

/// <summary>Frames, values, sessions and streams of DL/T 645-2007. Reasons of rejection are advisory: any rejection passes.</summary>
public sealed class Dlt645Frames : VectorKind
{
    public override string Name => "dlt645-frames";

    public override void Run(VectorCase vector)
    {
        vector.PassOver("reject_reason", "also_acceptable_reasons");
        switch (vector.Text("kind"))
        {
            case "frame":
                Frame(vector);
                break;
            case "value":
                Value(vector);
                break;
            case "session":
                Session(vector);
                break;
            case "stream":
                Stream(vector);
                break;
            case var other:
                vector.Differs("kind", "frame, value, session or stream", other ?? "none");
                break;
        }
    }

    private static void Frame(VectorCase vector)
    {
        var parsed = Dlt645Parser.Parse(Bytes(vector.NeedText("hex")));
        var described = parsed.IsRefused ? null : Dlt645Text.Describe(parsed.Value);
        // A meter that refuses sends a valid frame; the refusal is its content.
        vector.Expect("valid", described is { Frame: { } frame } && (described.Refusal is null || frame.IsError));
        if (described?.Frame is not { } good)
            return;
        vector.Expect("expect.preamble", Text(good.Preamble));
        vector.Expect("expect.address", good.Address);
        vector.Expect("expect.control", good.Control.ToString("X2", CultureInfo.InvariantCulture));
        vector.Expect("expect.direction", good.IsReply ? "reply" : "request");
        vector.Expect("expect.error", good.IsError);
        vector.Expect("expect.more_follows", good.MoreFollows);
        vector.Expect("expect.function", Dlt645Function.NameOf(good.Function));
        vector.Expect("expect.data_length", Text(good.Data.Length));
        vector.Expect("expect.checksum", good.Checksum.ToString("X2", CultureInfo.InvariantCulture));
        vector.Expect("expect.di", good.Identifier?.ToString("X8", CultureInfo.InvariantCulture));
        vector.Expect("expect.name", described.Identifier?.Name.Zh);
        vector.Expect("expect.raw", Hex(good.Content.Span));
        vector.Expect("expect.error_byte", good.Error?.ToString("X2", CultureInfo.InvariantCulture));
        Value(vector, described.Value);
    }

    private static void Value(VectorCase vector)
    {
        var code = uint.Parse(vector.NeedText("di"), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var data = Bytes(vector.NeedText("raw_after_minus_33"));
        var value = DataIdentifiers.Find(code) is { } identifier ? Dlt645Value.Decode(identifier, data) : null as Metrology.Core.Words.Outcome<Dlt645Value>?;
        vector.Expect("valid", value is { IsRefused: false });
        Value(vector, value is { IsRefused: false } decoded ? decoded.Value : null);
    }

    private static void Value(VectorCase vector, Dlt645Value? value)
    {
        vector.Expect("expect.value", value?.Text);
        vector.Expect("expect.unit", value?.Unit);
        vector.Expect("expect.weekday", value?.Weekday is { } weekday ? Text(weekday) : null);
    }

    private static void Session(VectorCase vector)
    {
        var function = vector.Text("context.sent.function") ?? "read-data";
        var address = vector.NeedText("context.sent.address");
        var request = function switch
        {
            "read-data" => Dlt645Request.Read(address, Identifier(vector)),
            "read-next" => Dlt645Request.ReadNext(address, Identifier(vector), byte.Parse(vector.Text("context.sent.sequence") ?? "1", NumberStyles.None, CultureInfo.InvariantCulture)),
            "read-address" => Dlt645Request.ReadAddress(address),
            _ => throw new FormatException($"{function} is no function that is ever sent"),
        };
        var parsed = Dlt645Parser.Parse(Bytes(vector.NeedText("hex")));
        vector.Expect("accept", !parsed.IsRefused && request.WhyNotAnsweredBy(parsed.Value) is null);
    }

    private static uint Identifier(VectorCase vector) => uint.Parse(vector.NeedText("context.sent.di"), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static void Stream(VectorCase vector)
    {
        var framer = new Dlt645Framer();
        var frames = framer.Push(Bytes(vector.NeedText("hex"))).Select(frame => Hex(frame.Raw.Span)).ToList();
        vector.ExpectList("expect_frames", frames);
        vector.Expect("expect_unconsumed", Hex(framer.Unconsumed));
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static string Hex(ReadOnlySpan<byte> bytes) => string.Join(' ', Convert.ToHexString(bytes).Chunk(2).Select(pair => new string(pair)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
