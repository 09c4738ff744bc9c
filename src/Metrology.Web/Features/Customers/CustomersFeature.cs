using Metrology.App.Customers;
using Metrology.App.Laboratory;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Customers;

/// <summary>Customers; one is entered together with its first unit.</summary>
internal sealed class CustomersFeature : IFeature
{
    public const string Path = "/customers";

    private const int Longest = 400;

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, async (UnitQueries units, CancellationToken cancellation) =>
            View.Of<CustomersPage>(new { Customers = await units.CustomersAsync(cancellation) })).Needs(Permission.SeeWork);
        pages.MapGet(Path + "/{id:int}", Show).Needs(Permission.SeeWork);
        pages.MapPost(Path + "/{id:int}", Save).Needs(Permission.Measure);
    }

    private static async Task<IResult> Show(int id, UnitQueries units, CancellationToken cancellation) =>
        await units.CustomerAsync(id, cancellation) is { } customer ? Page(customer, customer.Name, customer.Address, customer.Mail, FieldErrors.None) : Results.NotFound();

    private static async Task<IResult> Save(
        int id, HttpContext context, SaveCustomer save, UnitQueries units, [FromForm] string? name, [FromForm] string? address, [FromForm] string? mail, CancellationToken cancellation)
    {
        if (await units.CustomerAsync(id, cancellation) is not { } customer)
            return Results.NotFound();
        var errors = new FieldErrors();
        var request = new SaveCustomer.Request(id, errors.Text("Name", name, Longest), errors.Text("Address", address, Longest), mail);
        var services = context.RequestServices;
        if (!errors.Any && (await save.ExecuteAsync(services.GetRequiredService<CurrentActor>().Required, request, cancellation)).Refusal is { } refusal)
            errors.Add(refusal, refusal.Field ?? "");
        return errors.Any
            ? Page(customer, name ?? "", address ?? "", mail, errors)
            : NoticeCookie.Redirect(context, Path, services.GetRequiredService<Words>().Frame.Done);
    }

    private static IResult Page(Customer customer, string name, string address, string? mail, FieldErrors errors) =>
        View.OfForm<CustomerPage>(errors, new { customer.Id, Title = customer.Name, Name = name, Address = address, Mail = mail, Errors = errors });
}
