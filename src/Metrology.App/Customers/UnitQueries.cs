using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Customers;

public sealed class UnitQueries(Store store)
{
    /// <summary>Rows a list shows at once.</summary>
    public const int PageSize = 50;

    /// <summary>A page of a list and where the next begins, null on the last.</summary>
    public sealed record Page(IReadOnlyList<UnitUnderTest> Units, int? Next);

    public sealed record CustomerLine(Customer Customer, int Units);

    public Task<List<UnitUnderTest>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.Units.Include(row => row.Customer).OrderBy(row => row.SerialNumber).ToListAsync(cancellation), cancellation);

    public Task<UnitUnderTest?> FindAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Units.Include(row => row.Customer).FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);

    /// <summary>The newest first; text looks in serial number, model, name and customer.</summary>
    /// <param name="before">Id at which the page before ended.</param>
    public async Task<Page> ListAsync(string? text, int? before, CancellationToken cancellation, int most = PageSize)
    {
        var units = await store.ReadAsync(
            db =>
            {
                var rows = db.Units.Include(row => row.Customer).AsQueryable();
                if (!string.IsNullOrWhiteSpace(text))
                {
                    var like = LikePattern.Containing(text);
                    rows = rows.Where(row => EF.Functions.Like(row.SerialNumber, like, LikePattern.Escape) || EF.Functions.Like(row.Model, like, LikePattern.Escape)
                        || EF.Functions.Like(row.NameZh, like, LikePattern.Escape) || EF.Functions.Like(row.NameEn, like, LikePattern.Escape)
                        || EF.Functions.Like(row.Customer!.Name, like, LikePattern.Escape));
                }

                if (before is { } id)
                    rows = rows.Where(row => row.Id < id);
                return rows.OrderByDescending(row => row.Id).Take(most + 1).ToListAsync(cancellation);
            },
            cancellation);
        return units.Count > most ? new(units[..most], units[most - 1].Id) : new(units, null);
    }

    /// <summary>Units with exactly this serial number; different manufacturers may use the same.</summary>
    public Task<List<UnitUnderTest>> WithSerialAsync(string serial, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Units.Include(row => row.Customer).Where(row => row.SerialNumber == serial).Take(PageSize).ToListAsync(cancellation), cancellation);

    public Task<List<CustomerLine>> CustomersAsync(CancellationToken cancellation) =>
        store.ReadAsync(
            db => db.Customers.OrderBy(row => row.Name)
                .Select(row => new CustomerLine(row, db.Units.Count(unit => unit.CustomerId == row.Id))).ToListAsync(cancellation),
            cancellation);

    public Task<Customer?> CustomerAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Customers.FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);
}
