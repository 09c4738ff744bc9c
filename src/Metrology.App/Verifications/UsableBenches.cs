using System.Globalization;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

/// <summary>Compares benches with their parts with the ledger. A part that was removed counts as one that was changed.</summary>
internal static class UsableBenches
{
    /// <summary>Those of some benches that, or a part of which, are not what the ledger says.</summary>
    public static Task<HashSet<int>> UnusableAsync(MetrologyDb db, IReadOnlyCollection<Bench> benches, CancellationToken cancellation) =>
        PartOwners.UnusableAsync(db, [.. benches.SelectMany(bench => RowsOf(bench).Select(row => (row, bench.Id)))], [.. benches.Select(WholeOf)], cancellation);

    /// <summary>Why a bench is not changed, or null.</summary>
    /// <param name="bench">As it was loaded, with its parts.</param>
    public static Task<Refusal?> WrongAsync(MetrologyDb db, Bench bench, CancellationToken cancellation) => db.UnusableAsync(RowsOf(bench), cancellation, WholeOf(bench));

    private static IEnumerable<object> RowsOf(Bench bench) => [bench, .. bench.Parts];

    private static string WholeOf(Bench bench) => RegisterParts.Of(nameof(BenchPart), bench.Id.ToString(CultureInfo.InvariantCulture));
}
