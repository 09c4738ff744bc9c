using System.Globalization;
using Metrology.App.Chains.Impact;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Notifications;
using Metrology.App.Standards;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Planning;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Chains;

/// <summary>The question of a case as typed.</summary>
public sealed record ImpactForm
{
    public string? Standard { get; init; }
    public string? Equipment { get; init; }
    public string? Measurand { get; init; }
    public string? From { get; init; }
    public string? Until { get; init; }
    public string? Shift { get; init; }
    public string? ShiftUnit { get; init; } = "%";
    public string? Reason { get; init; }

    /// <summary>"look" shows what it would touch, "open" opens the case.</summary>
    public string? Act { get; init; }

    public OpenImpactCase.Request Check(FieldErrors errors) => new(
        ChainFeature.Number(Standard), ChainFeature.Number(Equipment), Measurand ?? "", errors.Day(nameof(From), From), errors.Day(nameof(Until), Until),
        string.IsNullOrWhiteSpace(Shift) ? null : errors.Number(nameof(Shift), Shift), ShiftUnit ?? "", Reason ?? "");
}

/// <summary>Asking what a bad standard touches, and working the case off.</summary>
internal static class ImpactPages
{
    private const string Path = "/impact";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, async (ImpactQueries impact, CancellationToken cancellation) => View.Of<ImpactListPage>(new { Lines = await impact.AllAsync(cancellation) })).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + ListExport.Route, Export).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + "/new", (HttpContext context, [FromQuery] string? standard, [FromQuery] string? equipment, CancellationToken cancellation) =>
            NewAsync(new() { Standard = standard, Equipment = equipment }, FieldErrors.None, null, context, cancellation)).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/new", Ask).Needs(Permission.EditRegistry);
        pages.MapGet(Path + "/{id:int}", (int id, HttpContext context, CancellationToken cancellation) => ShowAsync(id, FieldErrors.None, context, cancellation)).Needs(Permission.SeeRegistry);
        pages.MapPost(Path + "/{id:int}/lines/{line:int}/notify", (int id, int line, HttpContext context, WorkImpactCase work, CurrentActor me, [FromForm(Name = "Text")] string? text, CancellationToken cancellation) =>
            AnswerAsync(id, context, work.NotifyAsync(me.Required, id, line, text ?? "", cancellation))).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/lines/{line:int}/close", (int id, int line, HttpContext context, WorkImpactCase work, CurrentActor me, [FromForm(Name = "Text")] string? text, CancellationToken cancellation) =>
            AnswerAsync(id, context, work.CloseLineAsync(me.Required, id, line, text ?? "", cancellation))).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/mail", (int id, HttpContext context, MailOwners mail, CurrentActor me, CancellationToken cancellation) =>
            AnswerAsync(id, context, mail.ExecuteAsync(me.Required, id, Letter, cancellation))).Needs(Permission.EditRegistry);
        pages.MapPost(Path + "/{id:int}/close", (int id, HttpContext context, WorkImpactCase work, CurrentActor me, CancellationToken cancellation) =>
            AnswerAsync(id, context, work.CloseAsync(me.Required, id, cancellation))).Needs(Permission.EditRegistry);
    }

    private static Task<IResult> Export(string format, HttpContext context, ImpactQueries impact, TimeProvider clock, Words t, CancellationToken cancellation) => ListExport.AnswerAsync(context, format, async () => new(
        "impact",
        [
            ("number", "#"), ("reason", t.Chains.Reason), ("shift", t.Chains.Shift), ("unit", t.Sharing.Unit), ("from", t.Chains.From), ("until", t.Chains.Until), ("certificates", t.Chains.Certificate),
            ("changed", t.Chains.Changed), ("open", t.Chains.OpenLines), ("openedBy", t.CountedThings.EnteredBy), ("openedAt", t.Notifications.At), ("state", t.Planning.Standing), ("marks", t.Exports.Marks),
        ],
        [
            .. (await impact.AllAsync(cancellation)).Select(line => (IReadOnlyList<string>)
            [
                Count(line.Case.Id), line.Case.Reason, line.Case.Shift.Signed(), line.Case.ShiftUnit, line.Case.From.Iso(), line.Case.Until.Iso(), Count(line.Certificates), Count(line.Changed), Count(line.Open),
                line.Case.OpenedBy, line.Case.OpenedAt.Iso(clock.LocalTimeZone), line.Case.ClosedAt is null ? t.Chains.OpenWord : t.Chains.Closed, t.MarksOf(false, line.Case.IsDemonstration),
            ]),
        ]));

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<IResult> Ask(HttpContext context, OpenImpactCase open, CurrentActor me, Typed<ImpactForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        var errors = new FieldErrors();
        var request = form.Check(errors);
        if (errors.Any)
            return await NewAsync(form, errors, null, context, cancellation);
        if (form.Act != "open")
        {
            var looked = await open.LookAsync(me.Required, request, cancellation);
            return await NewAsync(form, errors.Add(looked.Refusal), looked.IsRefused ? null : looked.Value, context, cancellation);
        }

        var opened = await open.ExecuteAsync(me.Required, request, cancellation);
        return opened.Refusal is { } refusal
            ? await NewAsync(form, errors.Add(refusal), null, context, cancellation)
            : NoticeCookie.Redirect(context, $"{Path}/{opened.Value}", context.RequestServices.GetRequiredService<Words>().Frame.Done);
    }

    private static async Task<IResult> NewAsync(ImpactForm form, FieldErrors errors, IReadOnlyList<ImpactLine>? lines, HttpContext context, CancellationToken cancellation)
    {
        var services = context.RequestServices;
        var standard = ChainFeature.Number(form.Standard) is { } id ? await services.GetRequiredService<StandardQueries>().FindAsync(id, cancellation) : null;
        var item = ChainFeature.Number(form.Equipment) is { } number ? await services.GetRequiredService<EquipmentQueries>().FindAsync(number, cancellation) : null;
        if (standard is null && item is null && !errors.Any)
            return Results.NotFound();
        IEnumerable<EquipmentItem> items = item is not null ? [item] : standard?.Equipment.Select(link => link.Item!) ?? [];
        return View.OfForm<ImpactNewPage>(errors, new
        {
            Form = form,
            Errors = errors,
            Lines = lines,
            Standard = standard,
            Item = item,
            Measurands = items.SelectMany(one => one.Certificates).Select(one => one.Measurand).Distinct().Order(StringComparer.Ordinal).ToArray(),
        });
    }

    private static async Task<IResult> AnswerAsync(int id, HttpContext context, Task<Outcome<int>> change) => (await change).Refusal is { } refusal
        ? await ShowAsync(id, new FieldErrors().Add(refusal), context, context.RequestAborted)
        : NoticeCookie.Redirect(context, $"{Path}/{id}", context.RequestServices.GetRequiredService<Words>().Frame.Done);

    private static async Task<IResult> ShowAsync(int id, FieldErrors errors, HttpContext context, CancellationToken cancellation) =>
        await context.RequestServices.GetRequiredService<ImpactQueries>().FindAsync(id, cancellation) is { } one
            ? View.OfForm<ImpactPage>(errors, new { Case = one, Mails = await context.RequestServices.GetRequiredService<NoticeQueries>().ByKeyAsync(MailOwners.KeysOf(id), cancellation), Errors = errors })
            : Results.NotFound();

    internal static (BilingualText Subject, BilingualText Text) Letter(ImpactCase one, ImpactLine line)
    {
        var (zh, en) = (new Words(Language.Zh), new Words(Language.En));
        return (new(zh.Chains.Subject(line.CertificateNumber), en.Chains.Subject(line.CertificateNumber)), new(Letter(one, line, zh), Letter(one, line, en)));
    }

    internal static string Letter(ImpactCase one, ImpactLine line, Words t) =>
        t.Chains.Letter(one, line, line.Before is { } before ? t.Kit.Verdict(before) : "—", line.After is { } after ? t.Kit.Verdict(after) : "—");
}
