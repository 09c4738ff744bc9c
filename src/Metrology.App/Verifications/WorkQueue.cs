using System.Globalization;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Verifications;

/// <summary>Verifications as a list of work: the person's own first, each group from the newest to the oldest, page by page.</summary>
public sealed class WorkQueue(Store store)
{
    public sealed record Item(VerificationQueries.Line Line, int VerifierId);

    /// <param name="Next">Where the next page begins; null on the last.</param>
    public sealed record Page(IReadOnlyList<Item> Items, Cursor? Next);

    /// <summary>The last row of a page.</summary>
    public sealed record Cursor(bool IsMine, DateTimeOffset OpenedAt, string Number)
    {
        public static Cursor? Parse(string? text) =>
            text?.Split('_', 3) is [var mine and ("0" or "1"), var ticks, var number]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.Ticks
                ? new(mine == "1", new(at, TimeSpan.Zero), number)
                : null;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsMine ? 1 : 0)}_{OpenedAt.UtcTicks}_{Number}");
    }

    /// <param name="states">Empty means all.</param>
    /// <param name="text">Looked for in number, serial number, model and customer.</param>
    public async Task<Page> ListAsync(
        Actor person, IReadOnlyCollection<VerificationState> states, string? text, Cursor? after, CancellationToken cancellation, int most = VerificationQueries.PageSize)
    {
        var me = person.AccountId;
        var items = await store.ReadAsync(
            db =>
            {
                var rows = db.Verifications.AsQueryable();
                if (states.Count > 0)
                    rows = rows.Where(row => states.Contains(row.State));
                if (!string.IsNullOrWhiteSpace(text))
                {
                    var like = LikePattern.Containing(text);
                    rows = rows.Where(row => EF.Functions.Like(row.Number, like, LikePattern.Escape) || EF.Functions.Like(row.Unit!.SerialNumber, like, LikePattern.Escape)
                        || EF.Functions.Like(row.Unit.Model, like, LikePattern.Escape) || EF.Functions.Like(row.Unit.Customer!.Name, like, LikePattern.Escape));
                }

                if (after is not null)
                {
                    var (mine, at, number) = (after.IsMine, after.OpenedAt, after.Number);
                    rows = rows.Where(row => (mine && row.VerifierId != me)
                        || ((row.VerifierId == me) == mine && (row.OpenedAt < at || (row.OpenedAt == at && string.Compare(row.Number, number) < 0))));
                }

                return rows.OrderBy(row => row.VerifierId == me ? 0 : 1).ThenByDescending(row => row.OpenedAt).ThenByDescending(row => row.Number).Take(most + 1)
                    .Select(row => new Item(
                        new(
                            row.Id, row.Number, row.State, row.Unit!.NameZh, row.Unit.NameEn, row.Unit.Model, row.Unit.SerialNumber, row.Unit.Customer!.Name,
                            row.ProcedureDesignation, row.WorkDate, row.Verifier!.DisplayName, row.IsSimulated, row.IsDemonstration, row.OpenedAt),
                        row.VerifierId))
                    .ToListAsync(cancellation);
            },
            cancellation);
        if (items.Count <= most)
            return new(items, null);
        var last = items[most - 1];
        return new(items[..most], new(last.VerifierId == me, last.Line.OpenedAt, last.Line.Number));
    }
}
