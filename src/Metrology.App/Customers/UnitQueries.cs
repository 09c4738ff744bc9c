using Metrology.App.Ledger;
using Metrology.App.Lists;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Customers;

public sealed class UnitQueries(Store store)
{
    /// <summary>Rows a list shows at once.</summary>
    public const int PageSize = 50;

    /// <summary>A page of a list and where the next begins, null on the last.</summary>
    public sealed record Page(IReadOnlyList<UnitUnderTest> Units, int? Next)
    {
        /// <summary>Those of them that, or the customers of which, are not what the ledger says.</summary>
        public IReadOnlySet<int> Unusable { get; init; } = new HashSet<int>();
    }

    public sealed record CustomerPage(IReadOnlyList<CustomerLine> Lines, int? Next);

    public sealed record CustomerLine(Customer Customer, int Units)
    {
        /// <summary>It is not what the ledger says.</summary>
        public bool IsUnusable { get; init; }
    }

    public Task<List<UnitUnderTest>> AllAsync(CancellationToken cancellation) =>
        store.ReadAsync(db => db.Units.Include(row => row.Customer).OrderBy(row => row.SerialNumber).ToListAsync(cancellation), cancellation);

    public Task<UnitUnderTest?> FindAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Units.Include(row => row.Customer).FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);

    /// <summary>The newest first; text looks in serial number, model, name and customer.</summary>
    /// <param name="before">Id at which the page before ended.</param>
    public async Task<Page> ListAsync(string? text, int? before, CancellationToken cancellation, int most = PageSize)
    {
        var (units, unusable) = await store.ReadAsync(
            async db =>
            {
                var page = new ListPage(ListSubject.Units, default, [], text ?? "", before, most + 1, Descending: true);
                var ids = await page.IdsAsync(db, db.Units.Select(row => row.Id), cancellation);
                var rows = await db.Units.Include(row => row.Customer).Where(row => EF.Parameter(ids).Contains(row.Id)).OrderByDescending(row => row.Id).ToListAsync(cancellation);
                return (rows, await PartOwners.UnusableAsync(db, [.. rows.SelectMany(row => new (object, int)[] { (row, row.Id), (row.Customer!, row.Id) })], [], cancellation));
            },
            cancellation);
        return (units.Count > most ? new Page(units[..most], units[most - 1].Id) : new(units, null)) with { Unusable = unusable };
    }

    /// <summary>Units with exactly this serial number; different manufacturers may use the same.</summary>
    public Task<List<UnitUnderTest>> WithSerialAsync(string serial, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Units.Include(row => row.Customer).Where(row => row.SerialNumber == serial).Take(PageSize).ToListAsync(cancellation), cancellation);

    /// <summary>A page of customers, the newest first; text looks in name and address.</summary>
    /// <param name="before">Id at which the page before ended.</param>
    public async Task<CustomerPage> CustomersAsync(string? text, int? before, CancellationToken cancellation, int most = PageSize)
    {
        var lines = await store.ReadAsync(
            async db =>
            {
                var page = new ListPage(ListSubject.Customers, default, [], text ?? "", before, most + 1, Descending: true);
                var ids = await page.IdsAsync(db, db.Customers.Select(row => row.Id), cancellation);
                var rows = await db.Customers.Where(row => EF.Parameter(ids).Contains(row.Id)).OrderByDescending(row => row.Id)
                    .Select(row => new CustomerLine(row, db.Units.Count(unit => unit.CustomerId == row.Id))).ToListAsync(cancellation);
                var unusable = await PartOwners.UnusableAsync(db, [.. rows.Select(row => ((object)row.Customer, row.Customer.Id))], [], cancellation);
                return rows.ConvertAll(row => row with { IsUnusable = unusable.Contains(row.Customer.Id) });
            },
            cancellation);
        return lines.Count > most ? new(lines[..most], lines[most - 1].Customer.Id) : new(lines, null);
    }

    /// <summary>All of them, by name.</summary>
    public Task<List<CustomerLine>> CustomersAsync(CancellationToken cancellation) =>
        store.ReadAsync(
            db => db.Customers.OrderBy(row => row.Name)
                .Select(row => new CustomerLine(row, db.Units.Count(unit => unit.CustomerId == row.Id))).ToListAsync(cancellation),
            cancellation);

    public Task<Customer?> CustomerAsync(int id, CancellationToken cancellation) =>
        store.ReadAsync(db => db.Customers.FirstOrDefaultAsync(row => row.Id == id, cancellation), cancellation);
}
