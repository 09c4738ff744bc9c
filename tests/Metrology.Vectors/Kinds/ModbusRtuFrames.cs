using System.Globalization;
using Metrology.Adapters.Framing;
using Metrology.Adapters.Modbus;
using Metrology.Core.Words;

namespace Metrology.Vectors.Kinds;

/// <summary>Requests, replies, exceptions and check sums of Modbus RTU. Reasons of rejection are advisory: any rejection passes.</summary>
public sealed class ModbusRtuFrames : VectorKind
{
    public override string Name => "modbus-rtu";

    public override void Run(VectorCase vector)
    {
        vector.PassOver("reject_reason", "also_acceptable_reasons");
        switch (vector.Text("kind"))
        {
            case "request":
                Request(vector);
                break;
            case "request-reject":
                vector.PassOver("expect.error");
                vector.Compared();
                if (!Asked(vector, "").IsRefused)
                    vector.Differs("expect.error", vector.Text("expect.error") ?? "a refusal", "a request");
                break;
            case "reply":
                Reply(vector);
                break;
            case "exception":
                Exception(vector);
                break;
            case "crc":
                Crc(vector);
                break;
            case var other:
                vector.Differs("kind", "request, request-reject, reply, exception or crc", other ?? "none");
                break;
        }
    }

    private static void Request(VectorCase vector)
    {
        var request = Asked(vector, "");
        vector.Expect("valid", !request.IsRefused);
        byte[] frame = request.IsRefused ? [] : request.Value.ToRtu();
        Expect(vector, "hex", frame);
        Expect(vector, "pdu_without_crc", request.IsRefused ? [] : frame[..^Crc16.Length]);
    }

    private static void Reply(VectorCase vector)
    {
        vector.Expect("valid", Read(vector, HexBytes.Of(vector.NeedText("hex"))) is null);
    }

    /// <summary>Compares what the reply reads, or says why it reads nothing.</summary>
    private static Refusal? Read(VectorCase vector, byte[] frame)
    {
        // Settings are asked for in any case: a frame that is refused has them too.
        var (type, order, map) = (vector.Text("request.type"), vector.Text("request.word_order"), vector.Text("request.map"));
        var unit = vector.Text("request.unit");
        ModbusReply reply;
        var built = vector["request"] is null ? null : Asked(vector, "request.") as Outcome<ModbusRequest>?;
        if (built?.Refusal is { } impossible)
            return impossible;
        var asked = built?.Value;
        if ((asked is { } request ? ModbusReply.Read(frame, request, out reply) : ModbusReply.Read(frame, out reply)) is { } refusal)
            return refusal;
        if (map is not null)
            return Mapped(vector, map, asked!.Value, reply);
        var registers = reply.Registers;
        if (type is null)
        {
            var values = new List<string?>();
            for (var i = 0; i < registers.Count; i++)
                values.Add(registers[i].ToString(CultureInfo.InvariantCulture));
            vector.ExpectList("expect.registers", values);
            var bits = new List<string?>();
            for (var i = 0; ModbusFunction.ReadsBits(reply.Function) && i < asked?.Count; i++)
                bits.Add(reply.Bit(i) ? "1" : "0");
            vector.ExpectList("expect.bits", bits);
            return null;
        }

        return Typed(vector, registers, Enum.Parse<RegisterType>(type, ignoreCase: true), OrderOf(order), unit);
    }

    private static Refusal? Typed(VectorCase vector, ModbusRegisters registers, RegisterType type, WordOrder order, string? unit)
    {
        var read = registers.Numbers(type, order);
        if (read.Refusal is { } refusal)
            return refusal;
        var texts = read.Value.Select(number => number.ExactText).ToList();
        vector.Expect("expect.value", texts[0]);
        vector.Expect("expect.value_exact", texts[0]);
        vector.ExpectList("expect.values", [.. texts]);
        vector.Expect("expect.unit", unit);
        return null;
    }

    private static Refusal? Mapped(VectorCase vector, string name, in ModbusRequest request, ModbusReply reply)
    {
        var map = RegisterMaps.Find(name) ?? throw new FormatException($"there is no register map {name}");
        var readings = map.Read(request, reply);
        foreach (var reading in readings.IsRefused ? [] : readings.Value)
            vector.Expect($"expect.{reading.Register.Key}", reading.Text);
        return readings.Refusal;
    }

    private static void Exception(VectorCase vector)
    {
        var frame = HexBytes.Of(vector.NeedText("hex"));
        var refusal = vector["request"] is null ? ModbusReply.Read(frame, out _) : ModbusReply.Read(frame, Asked(vector, "request.").Value, out _);
        var code = refusal is { Code: "meter-exception" } ? ModbusReply.ExceptionOf(frame) : null;
        vector.Expect("valid", code is not null);
        vector.Expect("expect.exception_code", code?.ToString(CultureInfo.InvariantCulture));
        vector.Expect("expect.meaning", code is { } known ? ModbusException.MeaningOf(known).En : null);
    }

    private static void Crc(VectorCase vector)
    {
        var crc = Crc16.Of(HexBytes.Of(vector.NeedText("input_hex")));
        Expect(vector, "expect.crc_on_wire", [(byte)crc, (byte)(crc >> 8)]);
        vector.Expect("expect.crc_value", crc.ToString("X4", CultureInfo.InvariantCulture));
    }

    private static Outcome<ModbusRequest> Asked(VectorCase vector, string prefix) => ModbusRequest.Of(
        (int)vector.Decimal(prefix + "slave"), (int)vector.Decimal(prefix + "function"), (int)vector.Decimal(prefix + "start"), (int)vector.Decimal(prefix + "count"));

    private static WordOrder OrderOf(string? text) => text switch
    {
        null or "high-word-first" => WordOrder.HighWordFirst,
        "low-word-first" => WordOrder.LowWordFirst,
        _ => throw new FormatException($"{text} is no word order"),
    };

    private static void Expect(VectorCase vector, string path, byte[] got)
    {
        if (vector[path] is { } expected && !HexBytes.Of(expected.ToString()).AsSpan().SequenceEqual(got))
            vector.Differs(path, expected.ToString(), Convert.ToHexString(got));
        vector.Compared();
    }
}

/// <summary>Bytes of a file, with spaces or without.</summary>
internal static class HexBytes
{
    public static byte[] Of(string hex) => Convert.FromHexString(string.Concat(hex.Where(c => !char.IsWhiteSpace(c))));
}
