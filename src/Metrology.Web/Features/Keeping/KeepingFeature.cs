using System.Text;
using Metrology.App.Keeping;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Keeping;

/// <summary>Keeping a standard: its tests with what came of them, what is due, and entering them.</summary>
internal sealed class KeepingFeature : IFeature
{
    private const string Path = "/standards/{id:int}/keeping";
    private const int LargestFile = 200_000;

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, Show).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + "/new", New).Needs(Permission.SeeRegistry);
        // Whoever measures may enter, and so may the planner: the use case says who may not.
        pages.MapPost(Path + "/new", Enter).Needs(Permission.SeeRegistry);
        KeepingApi.Map(api);
    }

    private static async Task<IResult> Show(int id, [FromQuery] string? on, StandardQueries standards, KeepingQueries keeping, TimeProvider clock, CancellationToken cancellation)
    {
        var chosen = ChosenDate.Of(on, clock);
        if (await standards.FindAsync(id, cancellation) is not { } standard)
            return Results.NotFound();
        var runs = await keeping.RunsAsync(id, cancellation);
        return View.OfForm<KeepingPage>(chosen.Errors, new { Standard = standard, On = chosen, Runs = runs, Due = KeepingDue.Of(standard, runs, chosen.Day) });
    }

    private static async Task<IResult> New(int id, [AsParameters] Started started, StandardQueries standards, KeepingQueries keeping, CancellationToken cancellation)
    {
        if (await standards.FindAsync(id, cancellation) is not { } standard)
            return Results.NotFound();
        var candidates = await keeping.CandidatesAsync(id, cancellation);
        var chosen = candidates.FirstOrDefault(one => KeyOf(one) == started.Record);
        var form = new KeepingForm
        {
            Kind = started.Kind,
            Record = chosen is null ? null : started.Record,
            On = chosen?.WorkDate.Iso(),
            Subject = chosen?.Subject ?? started.Subject,
            Point = chosen?.Label.Zh ?? started.Point,
            Unit = chosen?.Unit ?? started.Unit,
            Deviation = started.Deviation,
        };
        return Page(standard, form, FieldErrors.None, candidates, await keeping.DeviationsAsync(id, cancellation));
    }

    private static async Task<IResult> Enter(
        int id, HttpContext context, RecordKeeping record, StandardQueries standards, Typed<KeepingForm> typed, CancellationToken cancellation)
    {
        // As a parameter it would refuse every form that comes without a file part.
        var file = context.Request.Form.Files.GetFile("file");
        var (me, t, keeping) = (context.RequestServices.GetRequiredService<CurrentActor>(), context.RequestServices.GetRequiredService<Words>(), context.RequestServices.GetRequiredService<KeepingQueries>());
        var form = typed.Value;
        if (await standards.FindAsync(id, cancellation) is not { } standard)
            return Results.NotFound();
        var errors = new FieldErrors();
        string? text = null;
        if (file is { Length: > LargestFile })
            errors.Add(nameof(form.Readings), KeepingWords.TooLarge, "keeping.too-large");
        else if (file is { Length: > 0 })
            text = Encoding.UTF8.GetString(await FileUpload.ReadAsync(file.OpenReadStream(), LargestFile, cancellation));
        var request = form.Check(id, text, errors);
        if (!errors.Any)
            errors.Add((await record.ExecuteAsync(me.Required, request, cancellation)).Refusal);
        return errors.Any
            ? Page(standard, text is null ? form : form with { Readings = text }, errors, await keeping.CandidatesAsync(id, cancellation), await keeping.DeviationsAsync(id, cancellation))
            : NoticeCookie.Redirect(context, $"/standards/{id}/keeping", t.Keeping.Entered);
    }

    internal static string KeyOf(KeepingQueries.Candidate one) => $"{one.Record} {one.Item} {one.Point}";

    private static IResult Page(MeasurementStandard standard, KeepingForm form, FieldErrors errors, IReadOnlyList<KeepingQueries.Candidate> candidates, IReadOnlyList<KeepingQueries.EarlierDeviation> earlier) =>
        View.OfForm<KeepingEditPage>(errors, new { Standard = standard, Form = form, Errors = errors, Candidates = candidates, Earlier = earlier });

    /// <summary>With what a form begins: the query of its address.</summary>
    public sealed record Started
    {
        public string? Kind { get; init; }
        public string? Record { get; init; }
        public string? Deviation { get; init; }
        public string? Subject { get; init; }
        public string? Point { get; init; }
        public string? Unit { get; init; }
    }
}
