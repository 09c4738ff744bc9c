using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Wire;
using Metrology.Core.Files;
using Metrology.Links;
using Metrology.Station.Ingest;

namespace Metrology.Station.Benches;

/// <summary>
/// station.json in the data folder: how the benches of the register are wired, and the key of each instrument that may publish over MQTT
/// (<c>docs/formats/station.md</c>). Nothing is reached while it is read; what could never be reached is found all the same.
/// </summary>
public sealed record StationFile(IReadOnlyDictionary<string, BenchWiring> Benches, IReadOnlyDictionary<string, string> Instruments)
{
    /// <summary>Bytes; a laboratory has some benches.</summary>
    public const int LargestFile = 256 * 1024;

    /// <summary>No benches, and nobody gets in.</summary>
    public static StationFile Empty { get; } = new(new Dictionary<string, BenchWiring>(), new Dictionary<string, string>());

    /// <summary>All problems of the file at once, each with its place.</summary>
    public static FileLoad<StationFile> Load(ReadOnlySpan<byte> file) => StrictJson.Load(
        file,
        LargestFile,
        cursor => cursor.Object(root => new StationFile(
            root.Required("benches", benches => benches.Map(Wiring), Empty.Benches), root.Required("instruments", Keys, Empty.Instruments))),
        Unreachable);

    private static BenchWiring Wiring(JsonCursor at) => at.Object(bench => new BenchWiring(
        bench.Required("referenceLink", Link, ""), bench.Required("referenceAddress", Address, ""), bench.Required("unitWireId", WireId, ""), bench.Required("loadWireId", WireId, "")));

    private static string Link(JsonCursor at)
    {
        var text = at.AsText();
        if (text.Length > 0 && LinkFactory.Of(TimeProvider.System).Create(text).Refusal is { } refusal)
            at.Problem(refusal.Text);
        return text;
    }

    private static string Address(JsonCursor at)
    {
        var text = at.AsText();
        if (text.Length > 0 && !Dlt645Frame.IsMeterAddress(text))
            at.Problem("此处应为 DL/T 645 通信地址：十二位数字，不能是广播地址", "a DL/T 645 address is expected here: twelve digits, and not the broadcast address");
        return text;
    }

    private static string WireId(JsonCursor at)
    {
        var text = at.AsText();
        if (text.Length > 0)
            Named(text, at);
        return text;
    }

    private static IReadOnlyDictionary<string, string> Keys(JsonCursor at)
    {
        var keys = new Dictionary<string, string>();
        foreach (var (name, key) in at.Members())
        {
            Named(name, key);
            keys[name] = key.AsText();
        }

        return keys;
    }

    private static void Named(string name, JsonCursor at)
    {
        if (!WireTopics.IsInstrument(name))
            at.Problem($"“{name}”不能作为主题中的名称：1 至 64 个字母、数字或 . _ -", $"“{name}” cannot be a name in topics: 1 to 64 letters, digits or . _ -");
        else if (name == BrokerAccess.StationName)
            at.Problem($"“{name}”是本程序自己的名称，请换一个", $"“{name}” is the name of this program itself; choose another");
    }

    /// <summary>What each value alone does not tell; nothing that only follows from a value that could not be read.</summary>
    private static IEnumerable<FileProblem> Unreachable(StationFile file, IReadOnlyList<FileProblem> found)
    {
        var hasKeys = found.All(problem => problem.Path != "instruments");
        foreach (var (code, bench) in file.Benches)
        {
            if (code.Length == 0)
                yield return new("benches", new("检定台编号不能为空", "the code of a bench cannot be empty"));
            if (bench.UnitWireId == bench.LoadWireId && bench.UnitWireId.Length > 0)
            {
                yield return new($"benches.{code}.loadWireId", new(
                    $"与 unitWireId 相同：同一名称“{bench.LoadWireId}”不能既是充电桩又是负载", $"the same as unitWireId: “{bench.LoadWireId}” cannot be both the pile and the load"));
            }

            foreach (var (member, name) in new[] { ("unitWireId", bench.UnitWireId), ("loadWireId", bench.LoadWireId) })
            {
                if (hasKeys && name.Length > 0 && !file.Instruments.ContainsKey(name))
                    yield return new($"benches.{code}.{member}", new($"instruments 中没有“{name}”的密钥，它连接不上", $"instruments has no key of “{name}”, so it could never connect"));
            }
        }
    }
}
