using System.Globalization;
using System.Security.Cryptography;
using Metrology.Adapters.Framing;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Adapters.Modbus;

/// <summary>
/// Replies as readings of measurands; the same when a meter is asked and when its bytes are decoded again. A reply does not say which registers it holds: the
/// bytes of a reading are request and reply together.
/// </summary>
internal static class ModbusReading
{
    private const decimal Ten = 10m;

    /// <summary>The reading that an exchange carries, or why it carries none.</summary>
    public static Outcome<Reading> Of(RegisterMap map, in ModbusRequest request, ReadOnlyMemory<byte> exchange, ReadOnlySpan<byte> body, Reading wanted)
    {
        if (ModbusReply.ReadBody(body, request, out var reply) is { } noAnswer)
            return noAnswer;
        var read = map.Read(request, reply);
        if (read.Refusal is { } refusal)
            return refusal;
        if (read.Value.FirstOrDefault(one => one.Register.Measurand == wanted.Measurand && one.Register.IsMeasured) is not { } found)
            return ModbusRefusal.NotMapped;
        var text = TextOf(found);
        return wanted with
        {
            Text = text,
            Value = decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
            Unit = found.Register.Unit,
            Resolution = ResolutionOf(found),
            RawHash = Convert.ToHexStringLower(SHA256.HashData(exchange.Span)),
            DeviceTime = null,
        };
    }

    /// <summary>What is asked for, before anything is known of it.</summary>
    public static Reading Wanted(string instrument, string measurand, DateTimeOffset at) => new(instrument, measurand, "", 0m, "", 0m, "", null, at);

    /// <summary>An integer with all its digits; a float with as many as name it among its neighbours, because the others say nothing.</summary>
    private static string TextOf(RegisterReading found) => found.Number.Type switch
    {
        RegisterType.Float32 => DecimalText.Shift(DecimalText.Shortest((float)found.Number.Double), found.Shift),
        RegisterType.Float64 => DecimalText.Shift(DecimalText.Shortest(found.Number.Double), found.Shift),
        _ => found.Text,
    };

    /// <summary>The step that the map states, but no finer than the number itself can be.</summary>
    private static decimal ResolutionOf(RegisterReading found)
    {
        var step = found.Number.Type switch
        {
            RegisterType.Float32 => Step(MathF.BitIncrement(MathF.Abs((float)found.Number.Double)) - MathF.Abs((float)found.Number.Double)),
            RegisterType.Float64 => Step(Math.BitIncrement(Math.Abs(found.Number.Double)) - Math.Abs(found.Number.Double)),
            _ => 1m,
        };
        for (var i = 0; i < Math.Abs(found.Shift); i++)
            step = found.Shift > 0 ? step * Ten : step / Ten;
        return Math.Max(step, found.Register.Resolution ?? step);
    }

    private static decimal Step(double step) => decimal.Parse(DecimalText.Exact(step), NumberStyles.Float, CultureInfo.InvariantCulture);
}
