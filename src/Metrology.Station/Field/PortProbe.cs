using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Scpi;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;
using Metrology.Links;

namespace Metrology.Station.Field;

/// <summary>Who answered at a port, and the link and address by which.</summary>
public sealed record FoundInstrument(string Protocol, string Link, string Address, Identity Identity, string? Map);

/// <summary>
/// Asks at a serial port who is there, in the protocols of the adapters and at their usual settings, one after the other, until somebody answers. Only identities are read; still it writes to whatever is
/// plugged in, so it is done when a person asks for it and never by itself.
/// </summary>
public sealed class PortProbe(RegisterMapShelf maps, TimeProvider clock)
{
    /// <summary>Of one question: opening, answer at 2400 bit/s, no repetition.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly ExchangeLimits Once = new(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), Attempts: 1);

    /// <summary>Factory settings of most meters.</summary>
    private static readonly string[] Dlt645Lines = ["baud=2400&format=8E1", "baud=9600&format=8E1"];

    private const string PlainLine = "baud=9600&format=8N1", UsualSlave = "1";

    /// <summary>Null when nobody answered in a protocol that is known here.</summary>
    /// <exception cref="InstrumentFault">There is no such port, it is none, or it may not be opened.</exception>
    /// <param name="port">Path of a port, as <see cref="Metrology.Links.Tty.TtyPorts"/> names it.</param>
    public async Task<FoundInstrument?> AskAsync(string port, CancellationToken cancellation)
    {
        foreach (var line in Dlt645Lines)
        {
            if (await TryAsync($"tty:{port}?{line}", AskDlt645Async, cancellation) is { } meter)
                return meter;
        }

        foreach (var map in maps.All.Where(map => map.Identity is not null))
        {
            if (await TryAsync($"tty:{port}?{PlainLine}", (link, stop) => AskModbusAsync(link, map, stop), cancellation) is { } meter)
                return meter;
        }

        return await TryAsync($"tty:{port}?{PlainLine}", AskScpiAsync, cancellation);
    }

    /// <summary>Nobody, or somebody who speaks otherwise, is no fault here.</summary>
    private async Task<FoundInstrument?> TryAsync(string address, Func<ILink, CancellationToken, Task<FoundInstrument?>> ask, CancellationToken cancellation)
    {
        var link = LinkFactory.Of(clock).Create(address);
        if (link.IsRefused)
            return null;
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await ask(link.Value, either.Token);
        }
        catch (InstrumentFault fault) when (fault.Code is not ("link.missing" or "link.not-a-port" or "link.no-permission"))
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>A meter says its address to the wildcard when it is alone on the line (protocol.md).</summary>
    private async Task<FoundInstrument?> AskDlt645Async(ILink link, CancellationToken cancellation)
    {
        await using var held = link;
        using var exchange = new FrameExchange<Dlt645Frame>(link, new Dlt645Framer(), Once, clock);
        await link.OpenAsync(cancellation);
        var request = Dlt645Request.ReadAddress();
        var frame = await exchange.AskAsync(new(request.Encode(), frame => request.WhyNotAnsweredBy(frame) is null ? FrameFit.Answer : FrameFit.Unrelated, IsReadOnly: true), cancellation);
        return new(Dlt645Meter.Codec, link.Address, frame.Address, new("", "DL/T 645-2007", frame.Address, null), null);
    }

    private async Task<FoundInstrument?> AskModbusAsync(ILink link, RegisterMap map, CancellationToken cancellation)
    {
        var settings = ModbusMeterSettings.Of("", ModbusMeter.RtuCodec, ModbusMeter.SlaveOf(UsualSlave)!.Value, map) with { Limits = Once };
        await using var meter = new ModbusMeter(link, settings, clock);
        var who = await meter.IdentifyAsync(cancellation);
        return who.SerialNumber.Length == 0 ? null : new(ModbusMeter.RtuCodec, link.Address, UsualSlave, who, map.Id);
    }

    private async Task<FoundInstrument?> AskScpiAsync(ILink link, CancellationToken cancellation)
    {
        await using var meter = new ScpiMultimeter(link, new("", Once), clock);
        return new(ScpiMultimeter.Codec, link.Address, "", await meter.IdentifyAsync(cancellation), null);
    }
}
