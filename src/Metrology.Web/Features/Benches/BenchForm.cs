using System.Globalization;
using Metrology.App.Verifications;
using Metrology.Links;
using Metrology.Links.Mqtt;
using Metrology.Links.Station;
using Metrology.Station.Benches;
using BenchRow = Metrology.App.Verifications.Bench;

namespace Metrology.Web.Features.Benches;

/// <summary>A bench as typed.</summary>
public sealed record BenchForm
{
    public string? Code { get; init; }
    public string? NameZh { get; init; }
    public string? NameEn { get; init; }
    public string? Place { get; init; }
    public IReadOnlyList<string> Procedures { get; init; } = [];
    public bool IsSimulated { get; init; }

    /// <summary>Of the row that was edited, so that two people do not overwrite each other.</summary>
    public string? Version { get; init; }

    /// <summary>Why it is changed.</summary>
    public string? Because { get; init; }

    public IReadOnlyDictionary<BenchRole, PartForm> Parts { get; init; } = Enum.GetValues<BenchRole>().ToDictionary(role => role, PartForm.New);

    public static BenchForm Of(BenchRow bench) => new()
    {
        Code = bench.Code,
        NameZh = bench.NameZh,
        NameEn = bench.NameEn,
        Place = bench.Place,
        Procedures = bench.Procedures,
        IsSimulated = bench.IsSimulated,
        Version = bench.Version.ToString(CultureInfo.InvariantCulture),
        Parts = Enum.GetValues<BenchRole>().ToDictionary(role => role, role => PartForm.Of(bench, role)),
    };

    public static BenchForm Of(IFormCollection form) => new()
    {
        Code = form["Code"],
        NameZh = form["NameZh"],
        NameEn = form["NameEn"],
        Place = form["Place"],
        Procedures = [.. form["Procedures"].OfType<string>().Where(one => one.Length > 0)],
        IsSimulated = form["IsSimulated"] == "true",
        Version = form["Version"],
        Because = form["Because"],
        Parts = Enum.GetValues<BenchRole>().ToDictionary(role => role, role => PartForm.Of(form, role)),
    };

    public SaveBench.Request Request(int? id) => new(
        id, Code ?? "", NameZh ?? "", NameEn ?? "", Place ?? "", Procedures, IsSimulated,
        [.. Parts.Where(pair => pair.Value.IsThere).Select(pair => pair.Value.Part(pair.Key))],
        int.TryParse(Version, CultureInfo.InvariantCulture, out var version) ? version : null);
}

/// <summary>One instrument of a bench as typed; the link without its scheme, the settings of a serial line beside it.</summary>
public sealed record PartForm
{
    /// <summary>No instrument of the register; a select cannot say nothing.</summary>
    public const string NoEquipment = "none";

    public const string DefaultBaud = "2400", DefaultFormat = "8E1";

    private const string Tty = "tty:", Tcp = "tcp:", BaudSetting = "baud", FormatSetting = "format";

    private const string OfStation = $"{StationLink.Scheme}:";

    private static readonly string[] WholeLinks = [Tty, Tcp, OfStation, $"{MessageByteLink.Scheme}:"];

    public string Protocol { get; init; } = "";
    public string Link { get; init; } = "";
    public string Baud { get; init; } = DefaultBaud;
    public string Format { get; init; } = DefaultFormat;
    public string Address { get; init; } = "";
    public string EquipmentId { get; init; } = "";
    public bool IsKnownByPlate { get; init; }

    /// <summary>An instrument that nobody reads and that is none of the register is not there.</summary>
    public bool IsThere => Protocol != BenchPart.ByHand || EquipmentId.Length > 0;

    public static PartForm New(BenchRole role) => new()
    {
        Protocol = BenchProtocols.UsualOf(role),
        Baud = BaudOf(role),
        Format = FormatOf(role),
    };

    /// <summary>Receivers of satellites come with 9600 8N1, meters of DL/T 645 with 2400 8E1.</summary>
    private static string BaudOf(BenchRole role) => role is BenchRole.Reference or BenchRole.Environment ? DefaultBaud : "9600";

    private static string FormatOf(BenchRole role) => role is BenchRole.Reference or BenchRole.Environment ? DefaultFormat : "8N1";

    public static PartForm Of(BenchRow bench, BenchRole role)
    {
        var equipment = role == BenchRole.Reference ? bench.ReferenceId : bench[role]?.EquipmentId;
        if (bench[role] is not { } part)
            return new() { Protocol = BenchPart.ByHand, EquipmentId = Text(equipment), Baud = BaudOf(role), Format = FormatOf(role) };
        var link = LinkAddress.Parse(part.Link) is { IsRefused: false, Value: var parsed } ? parsed : null;
        return new()
        {
            Protocol = part.Protocol,
            // What the fields beside it cannot say stays in the link itself; what they say does not stand there, too.
            Link = link is null || link.Scheme == MessageByteLink.Scheme ? part.Link : link.Settings.Keys.Any(IsOther) ? Others(link) : link.Scheme == StationLink.Scheme ? OfStation + link.Target : link.Target,
            Baud = link?.Settings.GetValueOrDefault(BaudSetting) ?? BaudOf(role),
            Format = link?.Settings.GetValueOrDefault(FormatSetting) ?? FormatOf(role),
            Address = part.Address,
            EquipmentId = Text(equipment),
            IsKnownByPlate = part.IsKnownByPlate,
        };
    }

    public static PartForm Of(IFormCollection form, BenchRole role)
    {
        return new()
        {
            // A field that the form does not have for this instrument: persons read it.
            Protocol = Field(nameof(Protocol)) is { Length: > 0 } protocol ? protocol : BenchPart.ByHand,
            Link = Field(nameof(Link)),
            Baud = Field(nameof(Baud)) is { Length: > 0 } baud ? baud : DefaultBaud,
            Format = Field(nameof(Format)) is { Length: > 0 } format ? format : DefaultFormat,
            Address = Field(nameof(Address)),
            EquipmentId = Field(nameof(EquipmentId)) is var id and not NoEquipment ? id : "",
            IsKnownByPlate = Field(nameof(IsKnownByPlate)) == "true",
        };

        string Field(string name) => form[$"{role}.{name}"].ToString().Trim();
    }

    /// <summary>What is no number is no instrument: 0, which the use case refuses.</summary>
    public SaveBench.Part Part(BenchRole role) => new(
        role, new(Protocol, LinkText, Address, IsKnownByPlate),
        EquipmentId.Length == 0 ? null : int.TryParse(EquipmentId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0);

    /// <summary>The link address: a path is a serial port, a name at a gateway's protocol is a gateway, anything else a host and port.</summary>
    private string LinkText => Link switch
    {
        "" => "",
        ['/', ..] => WithLine(Tty + Link),
        _ when Protocol == BenchProtocols.Wire => Link.StartsWith(BenchProtocols.Gateway, StringComparison.Ordinal) ? Link : BenchProtocols.Gateway + Link,
        _ when WholeLinks.Any(scheme => Link.StartsWith(scheme, StringComparison.Ordinal)) => WithLine(Link),
        _ => WithLine(Tcp + Link),
    };

    private static bool IsOther(string setting) => setting is not (BaudSetting or FormatSetting);

    private static string Others(LinkAddress link) => $"{link.Scheme}:{link.Target}?{string.Join('&', link.Settings.Where(pair => IsOther(pair.Key)).Select(pair => $"{pair.Key}={pair.Value}"))}";

    /// <summary>A serial line has the rate and format of the fields beside it, as far as the link does not say them itself.</summary>
    private string WithLine(string text)
    {
        if (LinkAddress.Parse(text) is not { IsRefused: false, Value: var link })
            return text;
        var isLine = link.Scheme switch
        {
            "tty" => true,
            StationLink.Scheme => StationLink.PlaceOf(text) is { Port: ['/', ..] },
            _ => link.Settings.GetValueOrDefault("rfc2217") == "on",
        };
        var missing = isLine ? new (string Name, string Value)[] { (BaudSetting, Baud), (FormatSetting, Format) }.Where(one => !link.Settings.ContainsKey(one.Name)).Select(one => $"{one.Name}={one.Value}").ToList() : [];
        return missing.Count == 0 ? text : $"{text}{(text.Contains('?') ? '&' : '?')}{string.Join('&', missing)}";
    }

    private static string Text(int? id) => id?.ToString(CultureInfo.InvariantCulture) ?? "";
}
