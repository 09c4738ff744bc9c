using System.Text;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Payloads;
using Metrology.Adapters.Types;
using Metrology.Core.Fares;
using Metrology.Core.Files;
using Metrology.Core.Words;
using Metrology.Procedures;

namespace Metrology.Web.Host;

/// <summary>Data files that a laboratory puts into folders of its data folder: one more meter or device is one more file, and holds without a restart.</summary>
internal sealed class OwnFolders
{
    public const string MapFolder = "maps", MappingFolder = "payloads", TariffFolder = "tariffs", TypeFolder = "types";

    private readonly OwnFiles<RegisterMap> maps;
    private readonly OwnFiles<PayloadMapping> mappings;
    private readonly OwnFiles<ShippedTariff> tariffs;
    private readonly OwnFiles<InstrumentType> types;

    /// <exception cref="WrongFileException">A file is not what its folder is for; later such a file is passed over and named on the pages.</exception>
    public OwnFolders(DataFolder data)
    {
        var folder = Path.GetFullPath(data.Path);
        maps = new(Path.Combine(folder, MapFolder), (_, bytes) => RegisterMaps.Parse(bytes));
        mappings = new(Path.Combine(folder, MappingFolder), (_, bytes) => PayloadMappings.Parse(bytes));
        types = new(Path.Combine(folder, TypeFolder), (_, bytes) => InstrumentTypes.Parse(bytes));
        tariffs = new(Path.Combine(folder, TariffFolder), TariffOf);
        if (Wrong is [var (file, why), ..])
            throw new WrongFileException(file, [new FileProblem("", why)]);
    }

    /// <summary>Register maps of Modbus meters.</summary>
    public RegisterMapShelf Maps => new(() => maps.Now().Good);

    /// <summary>Types of instruments that say by which words they are asked.</summary>
    public InstrumentTypeShelf Types => new(() => types.Now().Good);

    /// <summary>Mappings of MQTT payloads.</summary>
    public PayloadShelf Mappings => new(() => mappings.Now().Good);

    /// <summary>Tariffs that runs of taximeters are opened with, beside those that are shipped.</summary>
    public TariffShelf Tariffs => new(() => tariffs.Now().Good);

    /// <summary>Files that are not taken as they are now.</summary>
    public IReadOnlyList<(string File, BilingualText Why)> Wrong => [.. maps.Now().Wrong, .. mappings.Now().Wrong, .. tariffs.Now().Wrong, .. types.Now().Wrong];

    private static Outcome<ShippedTariff> TariffOf(string file, byte[] bytes)
    {
        var load = TariffFile.Load(bytes);
        return load.Value is { } tariff && !load.IsRefused
            ? new ShippedTariff(Path.GetFileNameWithoutExtension(file), tariff, Encoding.UTF8.GetString(bytes))
            : Refusal.Of("fare.tariff", string.Join("；", load.Problems), string.Join("; ", load.Problems));
    }
}

/// <summary>The files of one folder as they are now. A file that is wrong leaves what it said before: half a file that is being copied must not take a meter away.</summary>
internal sealed class OwnFiles<T>(string folder, Func<string, byte[], Outcome<T>> parse)
    where T : class
{
    /// <summary>More is no such file.</summary>
    public const int LargestFile = 256 * 1024;

    private readonly Lock gate = new();
    private Dictionary<string, Read> known = [];

    private sealed record Read(DateTime Changed, long Length, T? Good, BilingualText? Wrong);

    public (IReadOnlyList<T> Good, IReadOnlyList<(string File, BilingualText Why)> Wrong) Now()
    {
        lock (gate)
        {
            known = Directory.Exists(folder)
                ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).ToDictionary(file => file, Look)
                : [];
            var read = known.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
            return ([.. read.Select(pair => pair.Value.Good).OfType<T>()], [.. read.Where(pair => pair.Value.Wrong is not null).Select(pair => (pair.Key, pair.Value.Wrong!))]);
        }
    }

    private Read Look(string file)
    {
        var before = known.GetValueOrDefault(file);
        var at = new FileInfo(file);
        if (before is not null && (before.Changed, before.Length) == (at.LastWriteTimeUtc, at.Length))
            return before;
        if (at.Length > LargestFile)
            return new(at.LastWriteTimeUtc, at.Length, before?.Good, new($"文件超过 {LargestFile} 字节", $"the file is larger than {LargestFile} bytes"));
        try
        {
            var parsed = parse(file, File.ReadAllBytes(file));
            return new(at.LastWriteTimeUtc, at.Length, parsed.Refusal is null ? parsed.Value : before?.Good, parsed.Refusal?.Text);
        }
        catch (IOException)
        {
            return new(default, -1, before?.Good, new("文件读不出来", "the file cannot be read"));
        }
    }
}
