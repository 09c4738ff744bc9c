using Metrology.App.Laboratory;
using Metrology.App.Notifications;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Customers;

/// <summary>Changes name, address or mail of a customer. Certificates that were issued keep what was printed on them.</summary>
public sealed class SaveCustomer(Store store, ICertificateRenderer paper)
{
    /// <param name="Mail">Null or empty: none.</param>
    public sealed record Request(int Id, string Name, string Address, string? Mail = null);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if ((actor.Deny(Permission.Measure) ?? paper.Wrong((nameof(request.Name), request.Name), (nameof(request.Address), request.Address))) is { } refusal)
                return refusal;
            if (await db.Customers.FindAsync([request.Id], cancellation) is not { } customer)
                return CustomerErrors.NotFound;
            var mail = MailAddressText.Parse(request.Mail, nameof(request.Mail));
            if (mail.Refusal is { } wrong)
                return wrong;
            var name = request.Name.Trim();
            if (await db.Customers.AnyAsync(row => row.Name == name && row.Id != request.Id, cancellation))
                return CustomerErrors.NameTaken;
            (customer.Name, customer.Address, customer.Mail) = (name, request.Address.Trim(), mail.Value);
            return customer.Id;
        }, cancellation);
}
