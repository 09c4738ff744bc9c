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
        var standards = await context.RequestServices.GetRequiredService<StandardQueries>().OnAsync(today, cancellation);
        var standard = chosen is null ? null : standards.FirstOrDefault(line => line.Standard.Equipment.Exists(link => link.EquipmentId == chosen.Bench.ReferenceId));
        return await PageAsync(context, new()
        {
            // A name of this form's one record, ordered by time like every other.
            Key = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
            UnitId = known?.Id.ToString(CultureInfo.InvariantCulture),
            SerialNumber = known?.SerialNumber,
            BenchId = chosen?.Bench.Id.ToString(CultureInfo.InvariantCulture),
            StandardId = standard?.Standard.Id.ToString(CultureInfo.InvariantCulture),
            Kind = VerificationKind.First.ToString(),
            WorkDate = today.Iso(),
        }, FieldErrors.None);
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
        if (await form.CheckAsync(errors, units, context.RequestAborted) is { } request)
        {
            var opened = await open.ExecuteAsync(me.Required, request, context.RequestAborted);
            if (opened.Refusal is not { } refusal)
                return Results.LocalRedirect(WorkPlaces.Bench(opened.Value));
            errors.Add(refusal, OpenForm.FieldOf(refusal));
        }

        return await PageAsync(context, form, errors);
    }

    private static async Task<IResult> PageAsync(HttpContext context, OpenForm form, FieldErrors errors)
    {
        var (services, cancellation) = (context.RequestServices, context.RequestAborted);
        var today = Today(services.GetRequiredService<TimeProvider>());
        var benches = await services.GetRequiredService<BenchBoard>().OnAsync(today, cancellation);
        var references = benches.Select(line => line.Bench.ReferenceId).ToHashSet();
        var standards = await services.GetRequiredService<StandardQueries>().OnAsync(today, cancellation);
        return View.OfForm<OpenPage>(errors, new
        {
            Form = form,
            Units = (await services.GetRequiredService<UnitQueries>().ListAsync(null, null, cancellation, Suggested)).Units,
            Benches = benches,
            // Those that a bench has a reference of come first.
            Standards = standards.OrderBy(line => line.Standard.Equipment.Exists(link => references.Contains(link.EquipmentId)) ? 0 : 1).ToList(),
            Tariffs = services.GetRequiredService<Metrology.Procedures.TariffShelf>().All,
            Errors = errors,
        });
    }

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
}
