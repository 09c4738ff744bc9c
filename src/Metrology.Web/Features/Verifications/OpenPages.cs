using System.Globalization;
using Metrology.App.Customers;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Verifications;
using Metrology.Core.Procedures;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Verifications;

/// <summary>The form that opens a verification.</summary>
internal static class OpenPages
{
    /// <summary>Serial numbers that the field suggests; any other may be typed.</summary>
    private const int Suggested = 300;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(WorkPlaces.Records + "/new", New).Needs(Permission.Measure);
        pages.MapPost(WorkPlaces.Records + "/new", Open).Needs(Permission.Measure);
    }

    private static async Task<IResult> New(HttpContext context, int? unit, int? bench, UnitQueries units, BenchBoard board, TimeProvider clock)
    {
        var cancellation = context.RequestAborted;
        var today = Today(clock);
        var known = unit is { } id ? await units.FindAsync(id, cancellation) : null;
        var benches = await board.OnAsync(today, cancellation);
        var chosen = benches.Find(line => line.Bench.Id == bench) ?? Suggest(benches, known?.Procedure);
        int[] standard = chosen is null ? [] : [.. (await context.RequestServices.GetRequiredService<StandardQueries>().OfEquipmentAsync([chosen.Bench.ReferenceId], cancellation)).Take(1)];
        return await PageAsync(context, new()
        {
            // A name of this form's one record, ordered by time like every other.
            Key = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
            UnitId = known?.Id.ToString(CultureInfo.InvariantCulture),
            SerialNumber = known?.SerialNumber,
            BenchId = chosen?.Bench.Id.ToString(CultureInfo.InvariantCulture),
            StandardId = standard is [var first] ? first.ToString(CultureInfo.InvariantCulture) : null,
            Kind = VerificationKind.First.ToString(),
            WorkDate = today.Iso(),
        }, FieldErrors.None, Sought.Nothing);
    }

    /// <summary>A bench that is free and may verify the unit, one that is for its procedure before one that is for any.</summary>
    private static BenchBoard.Line? Suggest(List<BenchBoard.Line> benches, string? procedure)
    {
        var serving = benches.Where(line => line.Bench.Procedures.Length == 0 || line.Bench.Procedures.Contains(procedure)).OrderBy(line => line.Bench.Procedures.Length == 0).ToList();
        return serving.Find(line => line is { IsReferenceValid: true, Holder: null }) ?? serving.FirstOrDefault() ?? benches.FirstOrDefault();
    }

    private static async Task<IResult> Open(HttpContext context, OpenVerification open, UnitQueries units, CurrentActor me, Typed<OpenForm> typed)
    {
        var form = typed.Value;
        var errors = new FieldErrors();
        if (await Sought.OfAsync(context) is var sought && sought.IsAsked)
            return await PageAsync(context, form, errors, sought);
        if (await form.CheckAsync(errors, units, context.RequestAborted) is { } request)
        {
            var opened = await open.ExecuteAsync(me.Required, request, context.RequestAborted);
            if (opened.Refusal is not { } refusal)
                return Results.LocalRedirect(WorkPlaces.Bench(opened.Value));
            errors.Add(refusal, OpenForm.FieldOf(refusal));
        }

        return await PageAsync(context, form, errors, sought);
    }

    private static async Task<IResult> PageAsync(HttpContext context, OpenForm form, FieldErrors errors, Sought sought)
    {
        var (services, cancellation) = (context.RequestServices, context.RequestAborted);
        var today = Today(services.GetRequiredService<TimeProvider>());
        var benches = await services.GetRequiredService<BenchBoard>().OnAsync(today, cancellation);
        var queries = services.GetRequiredService<StandardQueries>();
        // Those that a bench has a reference of are offered in any case, and come first.
        var ofBenches = await queries.OfEquipmentAsync([.. benches.Select(line => line.Bench.ReferenceId)], cancellation);
        var standards = await queries.ChoicesAsync(sought.Typed, [.. ofBenches, .. Sought.Chosen(form.StandardId)], cancellation);
        return View.OfForm<OpenPage>(errors, new
        {
            Form = form,
            Units = (await services.GetRequiredService<UnitQueries>().ListAsync(null, null, cancellation, Suggested)).Units,
            Benches = benches,
            Standards = standards with { Rows = [.. standards.Rows.OrderBy(row => ofBenches.Contains(row.Id) ? 0 : 1)] },
            Today = today,
            Tariffs = services.GetRequiredService<Metrology.Procedures.TariffShelf>().All,
            Errors = errors,
        });
    }

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
}
