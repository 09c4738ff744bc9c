using System.Buffers.Binary;
using System.Globalization;
using Metrology.Adapters.Framing;
using Metrology.Adapters.Modbus;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Simulators.Charging;

namespace Metrology.Simulators.Meter;

/// <summary>
/// A reference meter that speaks Modbus as its register map says, RTU or TCP: any map makes a meter. Its numbers are the true ones with its own error, cut off
/// after the last digit as a register does.
/// </summary>
public sealed class SimulatedModbusMeter : IAsyncDisposable
{
    private const int HeadLength = 6, LongestRequest = 260;
    private const byte ExceptionBit = 0x80, IllegalFunction = 1, IllegalAddress = 2;

    private readonly ILink link;
    private readonly SimulatedModbusSettings settings;
    private readonly ModbusImage image;
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;
    private long answers;

    public SimulatedModbusMeter(ILink link, SimulatedModbusSettings settings, ChargingProcess process, MeterFaults? faults = null)
    {
        (this.link, this.settings, image) = (link, settings, new(settings, process));
        Faults = faults ?? MeterFaults.None;
        running = RunAsync();
    }

    /// <summary>May be changed while it runs; holds from the next request on.</summary>
    public MeterFaults Faults { get; set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        var buffer = new byte[LongestRequest];
        var pending = new List<byte>();
        try
        {
            while (true)
            {
                var count = await link.ReadAsync(buffer, stop.Token).ConfigureAwait(false);
                pending.AddRange(buffer.AsSpan(0, count));
                while (Take(pending) is { } request)
                {
                    if (Answer(request) is { Length: > 0 } answer)
                        await link.WriteAsync(answer, stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or InstrumentFault { Kind: FaultKind.Unreachable })
        {
            // Switched off, or the plug was pulled.
        }
    }

    /// <summary>The next whole request; what can begin none is thrown away.</summary>
    private byte[]? Take(List<byte> pending)
    {
        while (pending.Count > 0)
        {
            var bytes = pending.ToArray();
            var length = 0;
            var refusal = settings.IsTcp ? null : ModbusRtu.LookRequest(bytes, out length);
            if (settings.IsTcp)
                length = bytes.Length < HeadLength ? int.MaxValue : HeadLength + BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(4));
            if (refusal is { Code: "incomplete" } || length > bytes.Length)
                return null;
            if (refusal is null)
            {
                pending.RemoveRange(0, length);
                return bytes[..length];
            }

            pending.RemoveAt(0);
        }

        return null;
    }

    private byte[] Answer(byte[] request)
    {
        var faults = Faults;
        var body = settings.IsTcp ? request.AsSpan(HeadLength) : request.AsSpan(..^Crc16.Length);
        if (faults.Silent || body.Length < 6 || body[0] != settings.Slave)
            return [];
        var (function, start, count) = (body[1], BinaryPrimitives.ReadUInt16BigEndian(body[2..]), BinaryPrimitives.ReadUInt16BigEndian(body[4..]));
        byte? exception = faults.RefusesWith ?? (!image.Knows(function) ? IllegalFunction : !image.Has(function, start, count) ? IllegalAddress : null);
        var slave = byte.TryParse(faults.AnswersAs, NumberStyles.None, CultureInfo.InvariantCulture, out var other) ? other : settings.Slave;
        byte[] answer = exception is { } code ? [slave, (byte)(function | ExceptionBit), code] : [slave, function, (byte)(2 * count), .. image.Read(function, start, count, faults)];
        return Wrapped(request, answer, Interlocked.Increment(ref answers) is var n && faults.BadChecksumEvery > 0 && n % faults.BadChecksumEvery == 0, faults.Noise);
    }

    private byte[] Wrapped(byte[] request, byte[] body, bool isDamaged, bool isNoisy)
    {
        if (settings.IsTcp)
        {
            byte[] head = [request[0], request[1], 0, 0, 0, (byte)body.Length];
            return [.. head, .. body];
        }

        byte[] frame = [.. body, 0, 0];
        Crc16.Close(frame);
        if (isDamaged)
            frame[^1] ^= 0x01;
        return isNoisy ? [0xFF, 0x00, .. frame] : frame;
    }
}

/// <summary>A simulated meter on Modbus.</summary>
/// <param name="Number">Serial number, told where the map has a place for it.</param>
/// <param name="RelativeError">Its own error, for example 0.0001 for +0.01 %.</param>
public sealed record SimulatedModbusSettings(byte Slave, string Number, decimal RelativeError, RegisterMap Map, bool IsTcp)
{
    /// <summary>What else than the charge the instrument measures: measurand → value in the unit of its register.</summary>
    public Func<string, decimal?> Beside { get; init; } = _ => null;
}
