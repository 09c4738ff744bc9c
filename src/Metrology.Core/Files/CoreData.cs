namespace Metrology.Core.Files;

/// <summary>Data files that are part of the core itself.</summary>
internal static class CoreData
{
    public delegate FileLoad<T> Loader<T>(ReadOnlySpan<byte> file)
        where T : class;

    /// <exception cref="InvalidDataException">The file is wrong, which is a bug of the build.</exception>
    public static T Of<T>(string name, Loader<T> load)
        where T : class
    {
        var loaded = load(Bytes(name));
        return loaded.Value ?? throw new InvalidDataException($"{name} is wrong: {string.Join("; ", loaded.Problems)}");
    }

    public static byte[] Bytes(string name)
    {
        using var stream = typeof(CoreData).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
