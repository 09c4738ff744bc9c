using System.Text;
using System.Text.Json;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Metrology.Core.Words;

namespace Metrology.App.Targets;

/// <summary>Takes the targets of a file into the database. The whole file or nothing; a target that is there keeps the reading that was chosen.</summary>
public sealed class ImportTargets(Store store)
{
    /// <summary>The targets that come with the product, from five published plans.</summary>
    public static byte[] Shipped()
    {
        using var stream = typeof(ImportTargets).Assembly.GetManifestResourceStream("seed/targets.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <param name="file">A JSON object with "entries", each an entry of <see cref="TargetFile"/>.</param>
    /// <returns>How many targets were new.</returns>
    public Task<Outcome<int>> ExecuteAsync(ReadOnlyMemory<byte> file, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            using var document = JsonDocument.Parse(file);
            var added = 0;
            foreach (var element in document.RootElement.GetProperty("entries").EnumerateArray())
            {
                var entry = TargetFile.Read(Encoding.UTF8.GetBytes(element.GetRawText()));
                if (entry.Refusal is { } refusal)
                    return refusal;
                if (entry.Value is not Target target || await db.Targets.FindAsync([target.Id], cancellation) is not null)
                    continue;
                db.Add(new TargetRow { Id = target.Id, FactsJson = element.GetRawText(), Reading = target.DefaultKind });
                added++;
            }

            return added;
        }, cancellation);
}
