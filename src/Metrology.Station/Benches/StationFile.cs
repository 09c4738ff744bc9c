using Metrology.Adapters.Wire;
using Metrology.Core.Files;
using Metrology.Core.Words;
using Metrology.Station.Ingest;

namespace Metrology.Station.Benches;

/// <summary>
/// station.json in the data folder: the key of each instrument that may publish over MQTT (<c>docs/formats/station.md</c>). The benches and their links are in
/// the register; keys are not, so that a copy of the records carries none.
/// </summary>
public sealed record StationFile(IReadOnlyDictionary<string, string> Instruments)
{
    /// <summary>Bytes; a laboratory has some gateways.</summary>
    public const int LargestFile = 256 * 1024;

    /// <summary>Nobody gets in.</summary>
    public static StationFile Empty { get; } = new(new Dictionary<string, string>());

    /// <summary>All problems of the file at once, each with its place.</summary>
    public static FileLoad<StationFile> Load(ReadOnlySpan<byte> file) => StrictJson.Load(
        file,
        LargestFile,
        cursor => cursor.Object(root =>
        {
            // Files of earlier days wired the benches, too; their links would be passed over in silence.
            root.Optional("benches")?.Problem(
                "检定台及其链路现在在“检定台登记”页面登记，请删去这一项并在那里登记", "benches and their links are registered on the page “Bench register” now; take this member out and enter them there");
            return new StationFile(root.Required("instruments", Keys, Empty.Instruments));
        }),
        _ => []);

    /// <summary>What is wrong with a name that stands in topics, or null.</summary>
    public static BilingualText? WhyNoName(string name) =>
        !WireTopics.IsInstrument(name) ? new($"“{name}”不能作为主题中的名称：1 至 64 个字母、数字或 . _ -", $"“{name}” cannot be a name in topics: 1 to 64 letters, digits or . _ -")
        : name == BrokerAccess.StationName ? new($"“{name}”是本程序自己的名称，请换一个", $"“{name}” is the name of this program itself; choose another")
        : null;

    private static Dictionary<string, string> Keys(JsonCursor at)
    {
        var keys = new Dictionary<string, string>();
        foreach (var (name, key) in at.Members())
        {
            if (WhyNoName(name) is { } wrong)
                key.Problem(wrong);
            keys[name] = key.AsText();
        }

        return keys;
    }
}
