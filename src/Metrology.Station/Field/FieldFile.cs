using Metrology.Adapters.Modbus;
using Metrology.Adapters.Protocols;
using Metrology.App.Stations;
using Metrology.Core.Files;
using Metrology.Core.Words;
using Metrology.Links;
using Metrology.Station.Benches;

namespace Metrology.Station.Field;

/// <summary>An instrument that a station reads: its name in the topics and the key of that name, how it is reached, who must answer, how often it is read.</summary>
public sealed record FieldInstrument(string Name, string Key, string Protocol, string Link, string Address, string Manufacturer, string Model, string SerialNumber, TimeSpan Every)
{
    /// <summary>PEM file of its certificate and key, shown to a server that asks; null shows none.</summary>
    public string? Certificate { get; init; }
}

/// <summary>instruments.json in the data folder of a station (<c>docs/formats/field-station.md</c>).</summary>
public sealed record FieldFile(IReadOnlyList<FieldInstrument> Instruments)
{
    /// <summary>PEM file of the authority that the certificate of the server is of; null speaks plain TCP.</summary>
    public string? Authority { get; init; }

    /// <summary>What benches of the server may use beside the serial ports that are found: paths, and "tcp:HOST:PORT".</summary>
    public IReadOnlyList<string> Ports { get; init; } = [];

    private const int LargestFile = 256 * 1024, MostInstruments = 64, MostPorts = 64;
    private const decimal ShortestSeconds = 0.05m, LongestSeconds = 86_400m;

    /// <summary>Those that a station reads by itself.</summary>
    private static readonly InstrumentProtocol[] Polled = [.. InstrumentProtocols.All.Where(one => one.IsPolled)];

    /// <summary>All problems of the file at once, each with its place.</summary>
    /// <param name="station">Name by which the station is enrolled, where it sends under that name: its instruments are named after it and have no keys. Null where each has a key.</param>
    public static FileLoad<FieldFile> Load(ReadOnlySpan<byte> file, RegisterMapShelf maps, TimeProvider clock, string? station = null) => StrictJson.Load(
        file,
        LargestFile,
        cursor => cursor.Object(root => new FieldFile(root.Required("instruments", list => list.List(MostInstruments), []).Select(at => at.Object(one => Instrument(one, maps, clock, station))).ToList())
        {
            Authority = root.Optional("authority")?.AsText(),
            Ports = [.. root.Optional("ports")?.List(MostPorts).Select(at => Port(at, clock)) ?? []],
        }),
        read => read.Instruments.GroupBy(one => one.Name).Where(same => same.Count() > 1)
            .Select(same => new FileProblem("instruments", new($"名称“{same.Key}”出现了两次", $"the name “{same.Key}” comes twice"))));

    private static FieldInstrument Instrument(JsonCursor at, RegisterMapShelf maps, TimeProvider clock, string? station)
    {
        var read = new FieldInstrument(
            at.Required("name", name => Name(name, station), ""), station is null ? at.Text("key") : at.Optional("key")?.AsText() ?? "", at.Required("protocol", Protocol, ""), at.Required("link", link => Link(link, clock), ""), at.Text("address"),
            at.Optional("manufacturer")?.AsText() ?? "", at.Text("model"), at.Text("serialNumber"), at.Required("everySeconds", Every, TimeSpan.FromSeconds(1)))
        {
            Certificate = at.Optional("certificate")?.AsText(),
        };
        // A member that is missing or wrong is said at its own place, not once more here.
        if (Polled.FirstOrDefault(one => one.Id == read.Protocol) is not { } protocol)
            return read;
        if (read.Address.Length > 0 && protocol.Address?.WhyNot(read.Address) is not null)
        {
            var forms = Polled.Select(one => one.Address?.Words).OfType<BilingualText>().Distinct().ToList();
            at.Problem($"address 与协议不符：{string.Join("，", forms.Select(form => form.Zh))}", $"address does not fit the protocol: {string.Join(", ", forms.Select(form => form.En))}");
        }

        if (protocol.NeedsMap && read.Model.Length > 0 && maps.Of(read.Manufacturer, read.Model) is null)
            at.Problem($"没有 {read.Manufacturer} {read.Model} 的寄存器表", $"there is no register map of {read.Manufacturer} {read.Model}");
        return read;
    }

    private static string Name(JsonCursor at, string? station)
    {
        var name = at.AsText();
        if (StationFile.WhyNoName(name) is { } wrong)
            at.Problem(wrong);
        else if (station is not null && !EnrolledStation.SpeaksFor(station, name))
            at.Problem($"本站以 {station} 为名登记，仪器须名为 {station} 或 {station}.…", $"the station is enrolled as {station}; its instruments are named {station} or {station}.…");
        return name;
    }

    private static string Protocol(JsonCursor at)
    {
        var protocol = at.AsText();
        var known = Polled.Select(one => one.Id);
        if (!known.Contains(protocol))
            at.Problem($"协议须为 {string.Join("、", known)} 之一", $"the protocol is one of {string.Join(", ", known)}");
        return protocol;
    }

    private static string Link(JsonCursor at, TimeProvider clock)
    {
        var link = at.AsText();
        if (LinkFactory.Of(clock).Create(link).Refusal is { } refusal)
            at.Problem(refusal.Text);
        return link;
    }

    private static string Port(JsonCursor at, TimeProvider clock)
    {
        var port = at.AsText();
        if (port.Length > 0 && LinkFactory.Of(clock).Create(port.StartsWith('/') ? $"tty:{port}" : port) is var made && (made.IsRefused || port.Contains('?') || !(port.StartsWith('/') || port.StartsWith("tcp:", StringComparison.Ordinal))))
            at.Problem("端口写作路径（/dev/…）或 tcp:主机:端口，不带参数", "a port is a path (/dev/…) or tcp:HOST:PORT, without settings");
        return port;
    }

    private static TimeSpan Every(JsonCursor at)
    {
        var seconds = at.AsDecimal();
        if (seconds is < ShortestSeconds or > LongestSeconds)
            at.Problem("间隔须为 0.05 至 86400 秒", "the interval is 0.05 to 86400 seconds");
        return TimeSpan.FromSeconds((double)Math.Clamp(seconds, ShortestSeconds, LongestSeconds));
    }
}
