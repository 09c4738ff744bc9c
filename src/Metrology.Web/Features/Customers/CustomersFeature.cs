using System.Globalization;
using Metrology.App.Customers;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Verifications;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Search;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Customers;

/// <summary>Customers; one is entered together with its first unit.</summary>
internal sealed class CustomersFeature : IFeature
{
    public const string Path = "/customers";

    private const int Longest = 400;
    private const int RowsOfRead = 1000;

    public void AddServices(IServiceCollection services) => services.AddScoped<ISearchSource, CustomerSearch>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, async (string? q, int? before, UnitQueries units, CancellationToken cancellation) => View.Of<CustomersPage>(new
        {
            Page = await units.CustomersAsync(q?.Trim(), before, cancellation),
            Text = q?.Trim() ?? "",
            IsFirst = before is null,
        })).Needs(Permission.SeeWork).Lists(nameof(App.Customers.Customer));
        pages.MapGet(Path + ListExport.Route, Export).Needs(Permission.SeeWork);
        pages.MapGet(Path + "/{id:int}", Show).Needs(Permission.SeeWork).Shows(Register.Customer);
        pages.MapPost(Path + "/{id:int}", Save).Needs(Permission.Measure);
    }

    private static Task<IResult> Export(string format, string? q, HttpContext context, UnitQueries units, Words t, CancellationToken cancellation) => ListExport.AnswerAsync(context, format, async () =>
    {
        var rows = await ListExport.AllAsync<UnitQueries.CustomerLine, int?>(async before =>
        {
            var page = await units.CustomersAsync(q?.Trim(), before, cancellation, RowsOfRead);
            return (page.Lines, page.Next);
        });
        return new("customers",
            [("name", t.Customers.Name), ("address", t.Customers.Address), ("units", t.Customers.UnitCount), ("marks", t.Exports.Marks)],
            [.. rows.Select(line => (IReadOnlyList<string>)[line.Customer.Name, line.Customer.Address, line.Units.ToString(CultureInfo.InvariantCulture), t.MarksOf(false, line.Customer.IsDemonstration, line.IsUnusable)])]);
    });

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

/// <summary>Finds customers by name and address.</summary>
internal sealed class CustomerSearch(UnitQueries units, Words t) : ISearchSource
{
    public Permission Permission => Permission.SeeWork;

    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, int most, CancellationToken cancellation) =>
        [.. (await units.CustomersAsync(text, null, cancellation, most)).Lines.Select(line => new SearchHit(t.Customers.Customer, line.Customer.Name, $"{CustomersFeature.Path}/{line.Customer.Id}"))];
}
