using System.Globalization;
using System.Security.Cryptography;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Ledger;

/// <summary>
/// Notices that the database was set back, and takes from a person which numbers were the last that were given: the ranges go on after them, and what was given stays given once.
/// </summary>
public sealed class SettleNumbers(Store store, TimeProvider clock, ILedgerWitness? witness = null)
{
    private const int LongestReason = 400;

    /// <summary>Keeps that a backup was restored.</summary>
    /// <param name="witness">Entries that a checkpoint outside of the backup knows of.</param>
    public Task<Outcome<int>> NoteAsync(string source, long entries, long? witness, CancellationToken cancellation) => store.WriteAsync<int>(
        db =>
        {
            db.Add(new Restoration { Source = source, At = clock.GetUtcNow(), Entries = entries, WitnessEntries = witness });
            return Task.FromResult<Outcome<int>>(1);
        },
        cancellation);

    /// <summary>At a start: a witness that knows more entries than there are says that somebody put an older database in place.</summary>
    /// <returns>Entries that are missing; 0 when none, or when that was noticed before.</returns>
    public async Task<long> LookAsync(ILedgerWitness witness, CancellationToken cancellation)
    {
        var known = LargestOf(await witness.ReadAsync(cancellation), witness.Key);
        var noticed = await store.WriteAsync<long>(
            async db =>
            {
                var size = await db.LedgerHeads.Select(row => row.Size).FirstOrDefaultAsync(cancellation);
                if (known <= size || await db.Restorations.AnyAsync(row => row.WitnessEntries >= known, cancellation))
                    return 0L;
                db.Add(new Restoration { Source = "checkpoints", At = clock.GetUtcNow(), Entries = size, WitnessEntries = known });
                return known - size;
            },
            cancellation);
        return noticed.IsRefused ? 0 : noticed.Value;
    }

    public Task<Restoration?> OpenAsync(CancellationToken cancellation) => store.ReadAsync(
        db => db.Restorations.OrderBy(row => row.Id).FirstOrDefaultAsync(row => row.SettledAt == null, cancellation), cancellation);

    /// <param name="lastNumbers">The last number of each range that gave any after the state that was restored, as on paper: "JD-2026-00042". Empty says that none was given.</param>
    /// <returns>How many ranges were moved on.</returns>
    public async Task<Outcome<int>> ExecuteAsync(Actor actor, IReadOnlyList<string> lastNumbers, string? because, CancellationToken cancellation)
    {
        var settled = await SettleAsync(actor, lastNumbers, because, cancellation);
        if (settled.Refusal is { } refusal)
            return refusal;
        // What was signed in the past that is gone is known to be gone from now on.
        if (witness is not null)
        {
            witness.Forget();
            witness.Remember(settled.Value.Rows.Aggregate(witness.Signed, (state, row) => state.Settled(row.Entries, row.WitnessEntries)));
        }

        return settled.Value.Moved;
    }

    private Task<Outcome<(int Moved, IReadOnlyList<Restoration> Rows)>> SettleAsync(Actor actor, IReadOnlyList<string> lastNumbers, string? because, CancellationToken cancellation) => store.WriteAsync<(int Moved, IReadOnlyList<Restoration> Rows)>(
        async db =>
        {
            if (actor.Deny(Permission.Administer) is { } denied)
                return denied;
            var open = await db.Restorations.Where(row => row.SettledAt == null).ToListAsync(cancellation);
            if (open.Count == 0)
                return NumberErrors.NothingOpen;
            if (string.IsNullOrWhiteSpace(because) || because.Trim().Length > LongestReason)
                return NumberErrors.NoReason;
            var moved = 0;
            foreach (var number in lastNumbers.Select(one => one.Trim()).Where(one => one.Length > 0))
            {
                if (NumberRange.Parse(number) is not var (prefix, year, last))
                    return NumberErrors.NotANumber(number);
                var range = await db.NumberRanges.FindAsync([prefix, year], cancellation);
                if (range is null)
                    db.Add(range = new() { Prefix = prefix, Year = year, Next = 1 });
                if (last < range.Next - 1)
                    return NumberErrors.GivenBeyond(number, NumberRange.Text(prefix, year, range.Next - 1));
                moved += range.Next == last + 1 ? 0 : 1;
                range.Next = last + 1;
            }

            foreach (var row in open)
                (row.LastNumbers, row.SettledBy, row.SettledAt, row.SettledBecause) = (string.Join('\n', lastNumbers), actor.Name, clock.GetUtcNow(), because.Trim());
            return (moved, open);
        },
        cancellation);

    /// <summary>Entries that the furthest of some checkpoints speaks of; 0 without one. What this key did not sign says nothing: anybody could stop a laboratory by it.</summary>
    public static long LargestOf(IEnumerable<string> notes, ECDsa key) => notes.Select(note => Checkpoint.SignedBy(key, note)?.Size ?? 0).DefaultIfEmpty(0).Max();

    /// <summary>Entries that a checkpoint speaks of, whoever signed it; 0 of a text that is none.</summary>
    internal static long SizeOf(string note) => note.Split('\n') is [_, var size, ..] && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var entries) ? entries : 0;
}

public static class NumberErrors
{
    public static readonly Refusal Unsettled = Refusal.Of(
        "numbers.unsettled",
        "数据库被恢复到较早的状态，之后给出的编号可能已经印在证书上。请管理员核对已发出的证书，在“运行状况”页或用“metrology numbers settle”写明各号段最后的编号，然后再编号。",
        "The database was set back to an earlier state; numbers given since may stand on papers that are out. An administrator compares the papers, says the last number of each range on the page “Operation” or with “metrology numbers settle”, and numbers are drawn again.");

    public static readonly Refusal NothingOpen = Refusal.Of("numbers.nothing-open", "没有待确认的恢复，没有做更改。", "No restoration waits to be settled; nothing was done.");

    public static readonly Refusal NoReason = new("numbers.no-reason", new("请写明是怎样核对的（最多 400 字）。", "Say how the numbers were compared (at most 400 characters)."), "Because");

    public static Refusal NotANumber(string text) => new(
        "numbers.not-a-number", new($"“{text}”不是编号。请照证书或记录上的写，例如 JD-2026-00042。", $"“{text}” is no number. Write it as on the paper or record, for example JD-2026-00042."), "LastNumbers");

    public static Refusal GivenBeyond(string said, string given) => new(
        "numbers.given-beyond", new($"“{said}”小于数据库中已给出的 {given}。请核对。", $"“{said}” is below {given}, which the database has given. Check it."), "LastNumbers");
}
