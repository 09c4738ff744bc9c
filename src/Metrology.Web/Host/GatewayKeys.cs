using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Metrology.Web.Host;

/// <summary>
/// The key of each gateway that may connect over MQTT, as station.json has them. A key that is drawn here holds at once and is written there; the file is
/// nobody else's while the server runs.
/// </summary>
/// <param name="file">Where they are kept.</param>
/// <param name="read">Those of the file.</param>
/// <param name="drawnAtStart">Those of simulated instruments, which no file keeps.</param>
internal sealed class GatewayKeys(string file, IReadOnlyDictionary<string, string> read, IReadOnlyDictionary<string, string> drawnAtStart)
{
    private const int KeyBytes = 24;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, string> kept = new(read.ToDictionary(), StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> all = new(read.Concat(drawnAtStart).DistinctBy(pair => pair.Key));

    /// <summary>By name; changes when a key is drawn.</summary>
    public IReadOnlyDictionary<string, string> All => all;

    public bool Has(string name) => all.ContainsKey(name);

    /// <summary>A new key for the name; the one before does not open any more.</summary>
    public string Draw(string name)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        lock (gate)
        {
            kept[name] = key;
            // Beside it first: a full disk must not take the keys of the others.
            var fresh = file + ".new";
            PrivateFiles.Write(fresh, JsonSerializer.Serialize(new { instruments = kept }, Readable) + "\n");
            File.Move(fresh, file, overwrite: true);
            all[name] = key;
        }

        return key;
    }
}
