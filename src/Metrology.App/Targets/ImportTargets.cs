using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Targets;

/// <summary>Takes the targets of a file into the database. The whole file or nothing; a target that is there keeps the reading that was chosen.</summary>
public sealed class ImportTargets(Store store, TimeProvider clock)
{
    /// <summary>Bytes of a file.</summary>
    public const int LargestFile = 4 * 1024 * 1024;

    /// <summary>Entries of a file.</summary>
    public const int MostEntries = 1000;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What becomes of an entry.</summary>
    public enum Decision
    {
        Enter,

        /// <summary>The very same facts are there under this id.</summary>
        Present,

        /// <summary>A planned project or figures beside targets; they are passed over.</summary>
        NotATarget,

        Refuse,
    }

    /// <param name="Index">Place in the list, from 1.</param>
    public sealed record Row(int Index, string Id, Decision Decision, Target? Target, Refusal? Refusal);

    /// <summary>What an import of the file would do.</summary>
    public sealed record Plan(IReadOnlyList<Row> Rows)
    {
        public int Entered => Rows.Count(row => row.Decision == Decision.Enter);

        public int Refused => Rows.Count(row => row.Decision == Decision.Refuse);

        /// <summary>Why nothing of the file is taken; null when it would be.</summary>
        public Refusal? Refusal => Refused > 0
            ? new Refusal("target.file-refused", new($"{Refused} 个条目不能接受，整个文件都没有导入。请按各条说明更正后再试。", $"{Refused} entries are not acceptable, so nothing of the file is taken. Correct them as said and try again."), "file")
            : Rows.All(row => row.Decision == Decision.NotATarget) ? TargetErrors.FileWithoutTargets : null;
    }

    /// <summary>The targets that come with the product, from five published plans.</summary>
    public static byte[] Shipped()
    {
        using var stream = typeof(ImportTargets).Assembly.GetManifestResourceStream("seed/targets.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The plan of a file against the targets that are there; nothing is written.</summary>
    /// <param name="present">Rows of the register; empty compares the file with itself alone.</param>
    public static Outcome<Plan> PlanOf(ReadOnlyMemory<byte> file, IReadOnlyCollection<TargetRow> present)
    {
        var entries = Entries(file);
        if (entries.Refusal is { } unreadable)
            return unreadable;
        var known = present.ToDictionary(row => row.Id, TargetView.EntryOf);
        var same = new Dictionary<string, string>();
        foreach (var row in present.Where(row => !row.IsWithdrawn))
            same.TryAdd(TargetIdentity.Of(known[row.Id]), row.Id);
        var (rows, ids) = (new List<Row>(), new HashSet<string>());
        foreach (var json in entries.Value)
        {
            var entry = TargetFile.Read(Encoding.UTF8.GetBytes(json));
            var (id, place) = (entry.IsRefused ? IdIn(json) : entry.Value.Id, rows.Count + 1);
            rows.Add(entry.Refusal is { } refusal ? new(place, id, Decision.Refuse, null, refusal)
                : entry.Value is not Target target ? new(place, id, Decision.NotATarget, null, null)
                : known.TryGetValue(id, out var there) ? ids.Add(id) && TargetFile.Write(there) == TargetFile.Write(target) ? new(place, id, Decision.Present, target, null) : new(place, id, Decision.Refuse, target, TargetErrors.Exists(id))
                : !ids.Add(id) ? new(place, id, Decision.Refuse, target, TargetErrors.Exists(id))
                : EnterTarget.Problem(target) is { } wrong ? new(place, id, Decision.Refuse, target, wrong)
                : !same.TryAdd(TargetIdentity.Of(target), id) ? new(place, id, Decision.Refuse, target, TargetErrors.Same(same[TargetIdentity.Of(target)]))
                : new(place, id, Decision.Enter, target, null));
        }

        return new Plan(rows);
    }

    /// <summary>What would be entered; nothing is written.</summary>
    public async Task<Outcome<Plan>> CheckAsync(ReadOnlyMemory<byte> file, CancellationToken cancellation) =>
        PlanOf(file, await store.ReadAsync(db => db.Targets.ToListAsync(cancellation), cancellation));

    /// <summary>Enters the targets of a person's file.</summary>
    /// <returns>How many were new.</returns>
    public Task<Outcome<int>> ExecuteAsync(Actor actor, ReadOnlyMemory<byte> file, CancellationToken cancellation) =>
        store.WriteAsync<int>(actor, async db =>
        {
            if (actor.Deny(Permission.EditTargets) is { } denied)
                return denied;
            var plan = PlanOf(file, await db.Targets.AsNoTracking().ToListAsync(cancellation));
            if ((plan.Refusal ?? plan.Value.Refusal) is { } refusal)
                return refusal;
            var at = clock.GetUtcNow();
            db.AddRange(plan.Value.Rows.Where(row => row.Decision == Decision.Enter).Select(row => EnterTarget.RowOf(row.Target!, actor, at)));
            return plan.Value.Entered;
        }, cancellation);

    /// <summary>Takes the targets that come with the product. One that is there stays as it is, corrected or not.</summary>
    /// <param name="file">A JSON object with "entries", each an entry of <see cref="TargetFile"/>.</param>
    /// <returns>How many targets were new.</returns>
    public Task<Outcome<int>> ExecuteAsync(ReadOnlyMemory<byte> file, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            var entries = Entries(file);
            if (entries.Refusal is { } unreadable)
                return unreadable;
            var added = 0;
            foreach (var json in entries.Value)
            {
                var entry = TargetFile.Read(Encoding.UTF8.GetBytes(json));
                if (entry.Refusal is { } refusal)
                    return refusal;
                if (entry.Value is not Target target || await db.Targets.FindAsync([target.Id], cancellation) is not null)
                    continue;
                db.Add(new TargetRow { Id = target.Id, FactsJson = json, Reading = target.DefaultKind });
                added++;
            }

            return added;
        }, cancellation);

    /// <summary>The targets as a file that the import takes; what was decided beside them is no part of it.</summary>
    public static byte[] Write(IEnumerable<TargetView> targets)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Indented))
        {
            json.WriteStartObject();
            json.WriteStartArray("entries");
            foreach (var view in targets)
            {
                using var entry = JsonDocument.Parse(TargetFile.Write(TargetView.EntryOf(view.Row)));
                entry.RootElement.WriteTo(json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static readonly string[] FileMembers = ["entries", "note"];

    private static Outcome<string[]> Entries(ReadOnlyMemory<byte> file)
    {
        if (file.Length > LargestFile)
            return TargetErrors.FileTooLarge;
        if (!Utf8.IsValid(file.Span))
            return TargetErrors.FileEncoding;
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(file), new() { MaxDepth = 16, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("entries", out var entries) || entries.ValueKind != JsonValueKind.Array)
                return TargetErrors.FileForm;
            if (document.RootElement.EnumerateObject().FirstOrDefault(member => !FileMembers.Contains(member.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
                return TargetErrors.FileMember(unknown.Name);
            return entries.GetArrayLength() > MostEntries ? TargetErrors.FileTooLarge : (Outcome<string[]>)entries.EnumerateArray().Select(entry => entry.GetRawText()).ToArray();
        }
        catch (Exception wrong) when (wrong is JsonException or DecoderFallbackException or InvalidOperationException)
        {
            return TargetErrors.FileForm;
        }
    }

    /// <summary>Editors put a byte order mark in front.</summary>
    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> file) => file.Span.StartsWith(Encoding.UTF8.Preamble) ? file[Encoding.UTF8.Preamble.Length..] : file;

    private static string IdIn(string json)
    {
        using var entry = JsonDocument.Parse(json);
        return entry.RootElement.ValueKind == JsonValueKind.Object && entry.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 and <= TargetRules.LongestId } text ? text : "—";
    }
}
