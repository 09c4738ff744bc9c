using Metrology.Core.Procedures;

namespace Metrology.Procedures;

/// <summary>The procedures that come with the product, each in its edition with its golden runs.</summary>
public static class ProcedureCatalog
{
    private static readonly Lazy<IReadOnlyList<ShippedProcedure>> Loaded = new(() => [.. Names().Where(IsProcedure).Order(StringComparer.Ordinal).Select(Load)]);

    public static IReadOnlyList<ShippedProcedure> All => Loaded.Value;

    /// <summary>The procedure of a designation such as "JJG 1148-2022", or null.</summary>
    public static Procedure? Find(string designation) =>
        All.FirstOrDefault(shipped => shipped.Procedure.Designation == designation)?.Procedure;

    /// <summary>Bytes of a shipped file by its path.</summary>
    /// <exception cref="FileNotFoundException">Nothing of this path is shipped.</exception>
    public static byte[] Bytes(string path)
    {
        using var stream = typeof(ProcedureCatalog).Assembly.GetManifestResourceStream(path) ?? throw new FileNotFoundException(path);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string[] Names() => typeof(ProcedureCatalog).Assembly.GetManifestResourceNames();

    private static bool IsProcedure(string name) => name.EndsWith(".json", StringComparison.Ordinal) && !name.Contains(".golden/", StringComparison.Ordinal);

    private static ShippedProcedure Load(string path)
    {
        var load = ProcedureFile.Load(Bytes(path));
        if (load.Procedure is null)
            throw new InvalidDataException($"The shipped procedure {path} is wrong: {string.Join("; ", load.Problems)}");
        var golden = path[..^".json".Length] + ".golden/";
        return new(path, load.Procedure, [.. Names().Where(name => name.StartsWith(golden, StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);
    }
}

/// <param name="Path">"electricity/jjg-1148/2022.json".</param>
/// <param name="GoldenRuns">Paths of nameplate, observations and expected results beside the edition.</param>
public sealed record ShippedProcedure(string Path, Procedure Procedure, IReadOnlyList<string> GoldenRuns);
