using System.Text.Json;
using Metrology.Station.Benches;

namespace Metrology.Web.Host;

/// <summary>
/// station.json in the data folder: how the benches of the register are wired, and the key of each instrument that may publish over MQTT. Without the file
/// there are no benches and nobody gets in.
/// </summary>
public sealed record StationFile(IReadOnlyDictionary<string, BenchWiring> Benches, IReadOnlyDictionary<string, string> Instruments)
{
    private static readonly StationFile Empty = new(new Dictionary<string, BenchWiring>(), new Dictionary<string, string>());

    /// <exception cref="InvalidDataException">The file is there and is no such JSON.</exception>
    public static StationFile Load(string path)
    {
        if (!File.Exists(path))
            return Empty;
        try
        {
            return JsonSerializer.Deserialize<StationFile>(File.ReadAllBytes(path), new JsonSerializerOptions(JsonSerializerDefaults.Web)
            {
                UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
                RespectRequiredConstructorParameters = true,
            }) ?? Empty;
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path}: {fault.Message}", fault);
        }
    }
}
