using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.Core.Words;

namespace Metrology.App.Retention;

/// <summary>Kinds of what is kept. The names stand in stored rows and in what programs receive.</summary>
public enum KeptKind
{
    OriginalRecord,
    Certificate,
    Transcript,
    Ledger,
    Upload,
    Report,
    Snapshot,
    AccountHistory,
    ParameterHistory,
    Fault,
    InstrumentMessage,
    RefusedMessage,
    Notice,
    Delivery,
    SignIn,
    JobRun,
}

/// <summary>What the product says of a kind, as data with its source (db/seed/retention-kinds.json).</summary>
/// <param name="From">What its period is counted from.</param>
/// <param name="IsDisposable">Bulk data that is no legal record; everything else is archived and stays.</param>
/// <param name="Months">Period that holds without anybody setting one; null keeps for ever.</param>
public sealed record KeptKindFacts(KeptKind Kind, BilingualText Name, BilingualText From, bool IsDisposable, int? Months, bool IsConfirmed, string Source)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly Lazy<IReadOnlyList<KeptKindFacts>> Loaded = new(() =>
    {
        using var stream = typeof(KeptKindFacts).Assembly.GetManifestResourceStream("seed/retention-kinds.json")!;
        return [.. JsonSerializer.Deserialize<KindFile>(stream, Form)!.Kinds.Select(one => new KeptKindFacts(one.Kind, new(one.Zh, one.En), new(one.From.Zh, one.From.En), one.Disposable, one.Months, one.Confirmed, one.Source))];
    });

    public static IReadOnlyList<KeptKindFacts> All => Loaded.Value;

    private sealed record KindFile(int Edition, IReadOnlyList<Line> Kinds);

    private sealed record Line(KeptKind Kind, string Zh, string En, Said From, bool Disposable, int? Months, bool Confirmed, string Source);

    private sealed record Said(string Zh, string En);
}
