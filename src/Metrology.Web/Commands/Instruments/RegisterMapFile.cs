using Metrology.Adapters.Modbus;
using Metrology.Core.Words;

namespace Metrology.Web.Commands.Instruments;

/// <summary>A register map as a person names it: one that comes with the program, otherwise one of a file.</summary>
internal static class RegisterMapFile
{
    public static async Task<Outcome<RegisterMap>> FindAsync(string name, CancellationToken cancellation)
    {
        if (RegisterMaps.Find(name) is { } known)
            return known;
        var models = string.Join(", ", RegisterMaps.All.Select(map => map.Id));
        if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return Refusal.Of("map.unknown", $"没有寄存器表“{name}”。已有：{models}；或给出 .json 文件。", $"There is no register map “{name}”. There are: {models}; or give a .json file.");
        var read = await InputFile.ReadAsync(name, cancellation);
        return read.Refusal is { } unreadable ? unreadable : RegisterMaps.Parse(read.Value);
    }
}
