using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Customers;

/// <summary>Changes name or address of a customer. Certificates that were issued keep what was printed on them.</summary>
public sealed class SaveCustomer(Store store, ICertificateRenderer paper)
{
    public sealed record Request(int Id, string Name, string Address);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if ((actor.Deny(Permission.Measure) ?? paper.Wrong((nameof(request.Name), request.Name), (nameof(request.Address), request.Address))) is { } refusal)
                return refusal;
            if (await db.Customers.FindAsync([request.Id], cancellation) is not { } customer)
                return CustomerErrors.NotFound;
            var name = request.Name.Trim();
            if (await db.Customers.AnyAsync(row => row.Name == name && row.Id != request.Id, cancellation))
                return CustomerErrors.NameTaken;
            (customer.Name, customer.Address) = (name, request.Address.Trim());
            return customer.Id;
        }, cancellation);
}
