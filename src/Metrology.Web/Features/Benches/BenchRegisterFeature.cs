using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Stations;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Metrology.Links.Tty;
using Metrology.Simulators.Room;
using Metrology.Station.Benches;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Stations;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;
using BenchRow = Metrology.App.Verifications.Bench;

namespace Metrology.Web.Features.Benches;

/// <summary>The register of benches: what each verifies, its instruments, and the way to each of them.</summary>
internal sealed class BenchRegisterFeature : IFeature
{
    public const string Path = "/laboratory/benches";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.BenchRegister.Title, "adjustments", Path, Permission.SeeRegistry)];

    public void AddServices(IServiceCollection services) => services.AddScoped<BenchPages>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, async (BenchQueries benches, CancellationToken cancellation) =>
        {
            var all = await benches.AllAsync(cancellation);
            return View.Of<BenchRegisterPage>(new { Benches = all, Unusable = await benches.UnusableAsync(all, cancellation) });
        }).Needs(Permission.SeeRegistry).Lists(nameof(App.Verifications.Bench), nameof(BenchPart));
        pages.MapGet(Path + ListExport.Route, Export).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + "/new", (BenchPages show, CancellationToken cancellation) => show.EditAsync(null, new(), FieldErrors.None, cancellation)).Needs(Permission.EditBenches);
        pages.MapPost(Path + "/new", (HttpContext context, SaveBench save, BenchPages show) => SaveAsync(null, context, save, show)).Needs(Permission.EditBenches);
        pages.MapGet(Path + "/{id:int}", (int id, BenchPages show, CancellationToken cancellation) => show.BenchAsync(id, FieldErrors.None, cancellation)).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + "/{id:int}/edit", async (int id, BenchQueries benches, BenchPages show, CancellationToken cancellation) =>
            await benches.FindAsync(id, cancellation) is { } bench ? await show.EditAsync(bench, BenchForm.Of(bench), FieldErrors.None, cancellation) : Results.NotFound()).Needs(Permission.EditBenches);
        pages.MapPost(Path + "/{id:int}/edit", (int id, HttpContext context, SaveBench save, BenchPages show) => SaveAsync(id, context, save, show)).Needs(Permission.EditBenches);
        pages.MapPost(Path + "/{id:int}/close", (int id, [FromForm] string? reason, HttpContext context, CloseBench close, BenchPages show, CurrentActor me) =>
            AnswerAsync(id, context, show, close.ExecuteAsync(me.Required, id, reason ?? "", context.RequestAborted))).Needs(Permission.EditBenches);
        pages.MapPost(Path + "/{id:int}/reopen", (int id, [FromForm] string? why, HttpContext context, CloseBench close, BenchPages show, CurrentActor me) =>
            AnswerAsync(id, context, show, close.ReopenAsync(me.Required.Saying(why), id, context.RequestAborted), nameof(why))).Needs(Permission.EditBenches);
        pages.MapPost(Path + "/{id:int}/try/{role:alpha}", TryAsync).Needs(Permission.TryBenches);
        pages.MapPost(Path + "/{id:int}/command/{act:alpha}", CommandAsync).Needs(Permission.EditBenches);
        pages.MapPost(Path + "/{id:int}/key/{role:alpha}", DrawKeyAsync).Needs(Permission.EditBenches).Signs(SignatureMeaning.Access);
        BenchRegisterApi.Map(api);
    }

    private static Task<IResult> Export(string format, HttpContext context, BenchQueries benches, Words t, CancellationToken cancellation) => ListExport.AnswerAsync(context, format, async () =>
    {
        var all = await benches.AllAsync(cancellation);
        var unusable = await benches.UnusableAsync(all, cancellation);
        return new(
            "benches",
            [
                ("code", t.BenchRegister.Code), ("nameZh", t.Planning.NameZh), ("nameEn", t.Planning.NameEn), ("place", t.BenchRegister.Place), ("reference", t.BenchRegister.Role(BenchRole.Reference)), ("link", t.BenchRegister.Link),
                ("verifies", t.BenchRegister.Verifies), ("state", t.BenchRegister.State), ("reads", t.BenchRegister.ReadBy), ("marks", t.Exports.Marks),
            ],
            [
                .. all.Select(bench => (IReadOnlyList<string>)
                [
                    bench.Code, bench.Name.Zh, bench.Name.En, bench.Place, $"{bench.Reference!.Code} · {bench.Reference.SerialNumber}", bench[BenchRole.Reference]?.Link ?? "",
                    bench.Procedures.Length == 0 ? t.BenchRegister.Any : string.Join(", ", bench.Procedures),
                    bench.ClosedAt is not null ? t.BenchRegister.Closed : bench.LeasedBy is not null ? t.Work.Busy : t.BenchRegister.Open,
                    bench.IsDriven ? t.BenchRegister.DrivenMark : t.BenchRegister.ByHandMark, t.MarksOf(bench.IsSimulated, false, unusable.Contains(bench.Id)),
                ]),
            ]);
    });

    private static async Task<IResult> SaveAsync(int? id, HttpContext context, SaveBench save, BenchPages show)
    {
        var (me, t, benches) = (context.RequestServices.GetRequiredService<CurrentActor>(), context.RequestServices.GetRequiredService<Words>(), context.RequestServices.GetRequiredService<BenchQueries>());
        var bench = id is { } known ? await benches.FindAsync(known, context.RequestAborted) : null;
        if (id is not null && bench is null)
            return Results.NotFound();
        var form = BenchForm.Of(await context.Request.ReadFormAsync(context.RequestAborted));
        if (await Sought.OfAsync(context) is var sought && sought.IsAsked)
            return await show.EditAsync(bench, form, FieldErrors.None, context.RequestAborted, sought);
        var saved = await save.ExecuteAsync(me.Required.Saying(form.Because), form.Request(id), context.RequestAborted);
        return saved.Refusal is { } refusal
            ? await show.EditAsync(bench, form, new FieldErrors().Add(refusal), context.RequestAborted, sought)
            : NoticeCookie.Redirect(context, $"{Path}/{saved.Value}", t.BenchRegister.Saved(form.Code!.Trim()));
    }

    private static async Task<IResult> AnswerAsync(int id, HttpContext context, BenchPages show, Task<Outcome<int>> change, string? why = null) => (await change).Refusal is { } refusal
        ? await show.BenchAsync(id, new FieldErrors().Add(refusal, refusal.Field == "Because" ? why : null), context.RequestAborted)
        : NoticeCookie.Redirect(context, $"{Path}/{id}", context.RequestServices.GetRequiredService<Words>().Frame.Done);

    private static async Task<IResult> TryAsync(int id, string role, LinkTrial trial, BenchPages show, CurrentActor me, CancellationToken cancellation)
    {
        if (!Enum.TryParse<BenchRole>(role, ignoreCase: true, out var asked))
            return Results.NotFound();
        var tried = await trial.ExecuteAsync(me.Required, id, asked, cancellation);
        return tried.Refusal is { } refusal
            ? await show.BenchAsync(id, new FieldErrors().Add(refusal, ""), cancellation)
            : await show.BenchAsync(id, FieldErrors.None, cancellation, trial: tried.Value);
    }

    private static async Task<IResult> CommandAsync(int id, string act, HttpContext context, CommandMeters meters, BenchPages show, CurrentActor me, CancellationToken cancellation)
    {
        if (!Enum.TryParse<MeterAct>(act, ignoreCase: true, out var asked))
            return Results.NotFound();
        var done = await meters.ExecuteAsync(me.Required.Saying((await context.Request.ReadFormAsync(cancellation))[$"{asked}Because"]), id, asked, cancellation);
        return done.Refusal is { } refusal
            ? await show.BenchAsync(id, new FieldErrors().Add(refusal, refusal.Field == "Because" ? $"{asked}Because" : ""), cancellation)
            : await show.BenchAsync(id, FieldErrors.None, cancellation, trial: done.Value);
    }

    private static async Task<IResult> DrawKeyAsync(int id, string role, BenchQueries benches, StationQueries stations, GatewayKeys keys, BenchPages show, CancellationToken cancellation)
    {
        if (!Enum.TryParse<BenchRole>(role, ignoreCase: true, out var asked) || await benches.FindAsync(id, cancellation) is not { } bench
            || bench[asked] is not { } part || BenchProtocols.GatewayOf(part.Link) is not { } name)
            return Results.NotFound();
        return await stations.OwnerOfAsync(name, cancellation) is { } station
            ? await show.BenchAsync(id, new FieldErrors().Add(StationErrors.NameReserved(station, name, null), ""), cancellation)
            : await show.BenchAsync(id, FieldErrors.None, cancellation, drawn: new(name, keys.Draw(name)));
    }
}

/// <summary>A key as it is shown once.</summary>
public sealed record DrawnKey(string Name, string Key);

/// <summary>The pages of one bench with what they show.</summary>
internal sealed class BenchPages(BenchQueries benches, EquipmentQueries equipment, ProcedureQueries procedures, IBenchReach reach, SimulatorRoom simulators, StationPlaces places)
{
    public async Task<IResult> EditAsync(BenchRow? bench, BenchForm form, FieldErrors errors, CancellationToken cancellation, Sought? sought = null) => View.OfForm<BenchEditPage>(errors, new
    {
        Bench = bench,
        Form = form,
        Errors = errors,
        Equipment = await equipment.ChoicesAsync((sought ?? Sought.Nothing).Typed, Sought.Chosen(form.Parts.Values.Select(part => part.EquipmentId)), cancellation),
        Procedures = await procedures.CurrentAsync(cancellation),
        reach.Protocols,
        Ports = (IReadOnlyList<string>)[.. TtyPorts.Found(), .. simulators.Running.Select(one => one.Device), .. await places.LinksAsync(cancellation)],
    });

    public async Task<IResult> BenchAsync(int id, FieldErrors errors, CancellationToken cancellation, LinkTrial.Answer? trial = null, DrawnKey? drawn = null) =>
        await benches.FindAsync(id, cancellation) is { } bench
            ? View.OfForm<BenchPage>(errors, new { Bench = bench, Errors = errors, reach.Protocols, Trial = trial, Drawn = drawn })
            : Results.NotFound();
}
