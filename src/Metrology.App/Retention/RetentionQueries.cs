using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Retention;

/// <summary>What is past its period, what of it is held and why, and what may be done with the rest; at one moment.</summary>
public sealed record RetentionLook(DateOnly On, IReadOnlyList<KindLook> Kinds, IReadOnlyList<LegalHold> Holds)
{
    public IEnumerable<KindLook> Disposable => Kinds.Where(one => one.Facts.IsDisposable && one.Due > 0);

    /// <summary>Of everything that would be disposed of; who disposes repeats it.</summary>
    public string Digest => DigestOf([.. Disposable.Select(one => one.Line)]);

    /// <summary>Lower-case hexadecimal SHA-256 over a line for each kind: name, first day that is kept, rows, digest.</summary>
    public static string DigestOf(IReadOnlyList<DisposedKind> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
        lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Kind}\t{line.Before:yyyy-MM-dd}\t{line.Rows}\t{line.Digest}\n"))))));
}

/// <summary>One kind.</summary>
/// <param name="Before">First day that is kept; null when everything is, for ever.</param>
/// <param name="Past">Older than that.</param>
/// <param name="Used">Of these, messages that a record was made from: they stay.</param>
/// <param name="Held">Of these, held.</param>
/// <param name="Due">The rest: to be archived, or, of bulk data, to be disposed of.</param>
/// <param name="HeldThings">The first that are held, and by what.</param>
/// <param name="DueThings">Names of the first that are due.</param>
/// <param name="Digest">Of the rows that would be disposed of; null of what is archived.</param>
public sealed record KindLook(
    KeptKindFacts Facts, RetentionPeriod? Period, DateOnly? Before, int Past, int Used, int Held, int Due, IReadOnlyList<HeldThing> HeldThings, IReadOnlyList<string> DueThings, string? Digest)
{
    public DisposedKind Line => new(Facts.Kind.ToString(), Before!.Value, Due, Digest!);
}

public sealed record HeldThing(string Name, LegalHold By);

/// <summary>Retention as it stands.</summary>
public sealed class RetentionQueries(Store store, TimeProvider clock)
{
    /// <summary>Of each kind of bulk data in one act, oldest first; the next act takes the next.</summary>
    public const int MostAtOnce = 20_000;

    /// <summary>Named in answers.</summary>
    private const int Named = 20;

    public Task<RetentionLook> LookAsync(CancellationToken cancellation) => store.ReadAsync(async db => (await LookAsync(db, clock, cancellation)).Look, cancellation);

    public Task<List<Disposal>> DisposalsAsync(CancellationToken cancellation) => store.ReadAsync(db => db.Disposals.OrderByDescending(row => row.Id).Take(100).ToListAsync(cancellation), cancellation);

    /// <summary>The look, and the rows that it would dispose of.</summary>
    internal static async Task<(RetentionLook Look, List<object> Rows)> LookAsync(MetrologyDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var periods = await db.RetentionPeriods.AsNoTracking().ToDictionaryAsync(row => row.Kind, cancellation);
        var holds = await db.LegalHolds.AsNoTracking().Include(row => row.Release).OrderByDescending(row => row.Id).ToListAsync(cancellation);
        var held = await HeldThings.LoadAsync(db, cancellation);
        var (today, rows, kinds) = (DateOnly.FromDateTime(clock.GetLocalNow().DateTime), new List<object>(), new List<KindLook>());
        foreach (var facts in KeptKindFacts.All)
        {
            var period = periods.GetValueOrDefault(facts.Kind);
            kinds.Add((period is null ? facts.Months : period.Months) is { } months
                ? await KindAsync(db, facts, period, today.AddMonths(-months), clock, held, rows, cancellation)
                : new(facts, period, null, 0, 0, 0, 0, [], [], null));
        }

        return (new(today, kinds, holds), rows);
    }

    private static async Task<KindLook> KindAsync(
        MetrologyDb db, KeptKindFacts facts, RetentionPeriod? period, DateOnly before, TimeProvider clock, HeldThings held, List<object> rows, CancellationToken cancellation)
    {
        var midnight = before.ToDateTime(TimeOnly.MinValue);
        var (past, used, kept, due) = (0, 0, 0, 0);
        var (heldThings, dueThings) = (new List<HeldThing>(), new List<string>());
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var thing in KeptThings.Of(db, facts.Kind, new DateTimeOffset(midnight, clock.LocalTimeZone.GetUtcOffset(midnight))).WithCancellation(cancellation))
        {
            if (facts.IsDisposable && due == MostAtOnce)
                break;
            past++;
            if (thing.IsUsed)
            {
                used++;
            }
            else if (held.HoldOf(thing) is { } hold)
            {
                kept++;
                if (heldThings.Count < Named)
                    heldThings.Add(new(thing.Name, hold));
            }
            else
            {
                due++;
                if (dueThings.Count < Named)
                    dueThings.Add(thing.Name);
                if (thing.Row is { } row && facts.IsDisposable)
                {
                    var said = LegalRow.Of(db, row);
                    digest.AppendData(Encoding.UTF8.GetBytes(said.Key + "\t"));
                    digest.AppendData(said.Text);
                    digest.AppendData("\n"u8);
                    rows.Add(row);
                }
            }
        }

        return new(facts, period, before, past, used, kept, due, heldThings, dueThings, facts.IsDisposable ? Convert.ToHexStringLower(digest.GetHashAndReset()) : null);
    }
}
