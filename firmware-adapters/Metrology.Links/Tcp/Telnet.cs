namespace Metrology.Links.Tcp;

/// <summary>
/// Data and commands of a Telnet connection (RFC 854): IAC is written twice in data, and stands before every command. What comes out depends on the bytes alone, never on the
/// chunks they came in; memory is bounded.
/// </summary>
internal sealed class Telnet
{
    public const byte Iac = 255, Dont = 254, Do = 253, Wont = 252, Will = 251, Sub = 250, EndOfSub = 240;

    /// <summary>Options: binary transmission (RFC 856), suppress go-ahead (RFC 858), COM port (RFC 2217).</summary>
    public const byte Binary = 0, SuppressGoAhead = 3, ComPort = 44;

    /// <summary>Longest parameter that is kept; no command of RFC 2217 has more than a signature's text.</summary>
    private const int LongestSub = 256;

    private readonly List<byte> sub = [];
    private State state;
    private byte verb;

    private enum State
    {
        Data,
        Command,
        Option,
        Parameter,
        ParameterCommand,
    }

    /// <summary>The bytes as they go over the wire.</summary>
    public static ReadOnlyMemory<byte> Encode(ReadOnlyMemory<byte> data)
    {
        var doubled = data.Span.Count(Iac);
        if (doubled == 0)
            return data;
        var bytes = new byte[data.Length + doubled];
        var at = 0;
        foreach (var value in data.Span)
        {
            bytes[at++] = value;
            if (value == Iac)
                bytes[at++] = value;
        }

        return bytes;
    }

    /// <summary>A parameter of an option.</summary>
    public static byte[] Parameter(byte option, params byte[] value) => [Iac, Sub, option, .. Encode(value).Span, Iac, EndOfSub];

    /// <summary>Takes the next bytes: data goes to the list, commands come back in order.</summary>
    public List<TelnetCommand> Push(ReadOnlySpan<byte> bytes, Queue<byte> data)
    {
        var commands = new List<TelnetCommand>();
        foreach (var value in bytes)
            Take(value, data, commands);
        return commands;
    }

    private void Take(byte value, Queue<byte> data, List<TelnetCommand> commands)
    {
        switch (state)
        {
            case State.Data when value == Iac:
                state = State.Command;
                break;
            case State.Data:
                data.Enqueue(value);
                break;
            case State.Command when value == Iac:
                data.Enqueue(value);
                state = State.Data;
                break;
            case State.Command:
                verb = value;
                sub.Clear();
                state = value == Sub ? State.Parameter : value is Will or Wont or Do or Dont ? State.Option : State.Data;
                break;
            case State.Option:
                commands.Add(new(verb, value, []));
                state = State.Data;
                break;
            case State.Parameter when value == Iac:
                state = State.ParameterCommand;
                break;
            case State.Parameter:
                Keep(value);
                break;
            case State.ParameterCommand when value == Iac:
                Keep(value);
                state = State.Parameter;
                break;
            default:
                if (value == EndOfSub && sub.Count > 0)
                    commands.Add(new(Sub, sub[0], [.. sub.Skip(1)]));
                state = State.Data;
                break;
        }
    }

    private void Keep(byte value)
    {
        if (sub.Count < LongestSub)
            sub.Add(value);
    }
}

/// <param name="Verb">WILL, WONT, DO, DONT or SB.</param>
/// <param name="Value">Of SB.</param>
internal readonly record struct TelnetCommand(byte Verb, byte Option, byte[] Value);
