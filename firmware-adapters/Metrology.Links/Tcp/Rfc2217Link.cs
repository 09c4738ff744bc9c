using System.Buffers.Binary;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links.Tty;

namespace Metrology.Links.Tcp;

/// <summary>
/// A serial port behind a device server that speaks RFC 2217 (Telnet COM port control): rate, format, flow control, RTS and DTR are negotiated on opening and the buffers of the server
/// purged. Faults beside those of <see cref="TcpLink"/>: "link.no-rfc2217" when the peer does not speak it, "link.rfc2217-refused" when it sets something else than was asked for.
/// </summary>
public sealed class Rfc2217Link(TcpLink inner, TtySettings settings, TtyLines lines, TimeProvider time) : ILink
{

    private const byte SetBaudRate = 1, SetDataSize = 2, SetParity = 3, SetStopSize = 4, SetControl = 5, PurgeData = 12, AnswerOffset = 100;
    private const byte NoFlow = 1, SoftwareFlow = 2, HardwareFlow = 3, DtrOn = 8, DtrOff = 9, RtsOn = 11, RtsOff = 12, PurgeBoth = 3;
    private const int ReadSize = 4096;

    private readonly Telnet telnet = new();
    private readonly Queue<byte> received = new();
    private readonly SemaphoreSlim writing = new(1);
    private readonly HashSet<(byte Verb, byte Option)> said = [];
    private readonly byte[] buffer = new byte[ReadSize];

    /// <summary>For the whole negotiation; a server that takes longer is none.</summary>
    public TimeSpan NegotiationLimit { get; init; } = TimeSpan.FromSeconds(3);

    public string Address => $"{inner.Address}?rfc2217=on&baud={settings.Baud}&format={settings.Format}{lines.Text}";

    public TimeSpan CharacterTime => settings.CharacterTime;

    public async ValueTask OpenAsync(CancellationToken cancellation)
    {
        await inner.OpenAsync(cancellation).ConfigureAwait(false);
        using var timeout = new CancellationTokenSource(NegotiationLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            foreach (var (verb, option) in new[] { (Telnet.Will, Telnet.ComPort), (Telnet.Will, Telnet.Binary), (Telnet.Do, Telnet.Binary), (Telnet.Will, Telnet.SuppressGoAhead), (Telnet.Do, Telnet.SuppressGoAhead) })
                await SayAsync(verb, option, either.Token).ConfigureAwait(false);
            await UntilAsync(command => command is { Verb: Telnet.Do, Option: Telnet.ComPort }, either.Token).ConfigureAwait(false);
            foreach (var (code, value) in Wanted())
            {
                await SendAsync(Telnet.Parameter(Telnet.ComPort, [code, .. value]), either.Token).ConfigureAwait(false);
                var answer = await UntilAsync(command => IsAnswer(command, code), either.Token).ConfigureAwait(false);
                if (!answer.Value.AsSpan(1).SequenceEqual(value))
                    throw LinkFault.Rfc2217Refused(Address, Name(code));
            }

            // What came before the port was as it should be is nobody's answer.
            received.Clear();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw LinkFault.NoRfc2217(Address);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => await SendAsync(Telnet.Encode(bytes), cancellation).ConfigureAwait(false);

    public async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        while (received.Count == 0)
            await PumpAsync(cancellation).ConfigureAwait(false);
        var count = Math.Min(into.Length, received.Count);
        for (var i = 0; i < count; i++)
            into.Span[i] = received.Dequeue();
        return count;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private IEnumerable<(byte Code, byte[] Value)> Wanted()
    {
        var rate = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(rate, (uint)settings.Baud);
        yield return (SetBaudRate, rate);
        yield return (SetDataSize, [(byte)(settings.Format[0] - '0')]);
        yield return (SetParity, [(byte)(settings.Format[1] switch { 'O' => 2, 'E' => 3, _ => 1 })]);
        yield return (SetStopSize, [(byte)(settings.Format[2] - '0')]);
        yield return (SetControl, [lines.Flow switch { FlowControl.Hardware => HardwareFlow, FlowControl.Software => SoftwareFlow, _ => NoFlow }]);
        if (lines.Dtr is { } dtr)
            yield return (SetControl, [dtr ? DtrOn : DtrOff]);
        if (lines.Rts is { } rts)
            yield return (SetControl, [rts ? RtsOn : RtsOff]);
        yield return (PurgeData, [PurgeBoth]);
    }

    private static string Name(byte code) => code switch
    {
        SetBaudRate => "SET-BAUDRATE",
        SetDataSize => "SET-DATASIZE",
        SetParity => "SET-PARITY",
        SetStopSize => "SET-STOPSIZE",
        SetControl => "SET-CONTROL",
        _ => "PURGE-DATA",
    };

    private static bool IsAnswer(TelnetCommand command, byte code) =>
        command is { Verb: Telnet.Sub, Option: Telnet.ComPort, Value.Length: > 0 } && command.Value[0] == code + AnswerOffset;

    /// <summary>Reads until a command is the one that is waited for. A refusal of the COM port itself ends it.</summary>
    private async ValueTask<TelnetCommand> UntilAsync(Func<TelnetCommand, bool> isIt, CancellationToken cancellation)
    {
        while (true)
        {
            foreach (var command in await PumpAsync(cancellation).ConfigureAwait(false))
            {
                if (command is { Verb: Telnet.Dont or Telnet.Wont, Option: Telnet.ComPort })
                    throw LinkFault.NoRfc2217(Address);
                if (isIt(command))
                    return command;
            }
        }
    }

    /// <summary>Takes what comes and answers what the peer asks for: binary and no go-ahead, nothing else.</summary>
    private async ValueTask<List<TelnetCommand>> PumpAsync(CancellationToken cancellation)
    {
        var count = await inner.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        var commands = telnet.Push(buffer.AsSpan(0, count), received);
        foreach (var (verb, option, _) in commands)
        {
            var isKnown = option is Telnet.Binary or Telnet.SuppressGoAhead or Telnet.ComPort;
            if (verb is Telnet.Do or Telnet.Will)
                await SayAsync((verb, isKnown) switch { (Telnet.Do, true) => Telnet.Will, (Telnet.Do, _) => Telnet.Wont, (_, true) => Telnet.Do, _ => Telnet.Dont }, option, cancellation).ConfigureAwait(false);
        }

        return commands;
    }

    /// <summary>Once only: two that answer each answer never end (RFC 1143).</summary>
    private async ValueTask SayAsync(byte verb, byte option, CancellationToken cancellation)
    {
        if (said.Add((verb, option)))
            await SendAsync(new[] { Telnet.Iac, verb, option }, cancellation).ConfigureAwait(false);
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            await inner.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        }
        finally
        {
            writing.Release();
        }
    }
}
