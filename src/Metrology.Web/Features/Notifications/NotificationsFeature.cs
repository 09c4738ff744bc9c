using System.Globalization;
using Metrology.App.Laboratory;
using Metrology.App.Notifications;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Notifications;

/// <summary>Messages of a person, how the person wants to be told, and for administrators what left the system.</summary>
internal sealed class NotificationsFeature : IFeature
{
    public const string Path = "/notifications", DeliveryPath = Path + "/deliveries";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.Notifications.Channels, "bell", DeliveryPath, Permission.Administer)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, (HttpContext context, CancellationToken cancellation) => PageAsync(context, null, FieldErrors.None, cancellation)).NeedsSignIn();
        pages.MapPost(Path + "/{id:int}/read", Read).NeedsSignIn();
        pages.MapPost(Path + "/read-all", async (HttpContext context, ReadNotices read, CurrentActor me, Words t, CancellationToken cancellation) =>
        {
            await read.ReadAllAsync(me.Required, cancellation);
            return NoticeCookie.Redirect(context, Path, t.Frame.Done);
        }).NeedsSignIn();
        pages.MapPost(Path + "/choice", Choose).NeedsSignIn();
        pages.MapGet(DeliveryPath, ([FromQuery] string? state, HttpContext context, CancellationToken cancellation) => DeliveriesAsync(state, context, FieldErrors.None, cancellation))
            .Takes("state", Enum.GetNames<DeliveryState>()).Needs(Permission.Administer);
        pages.MapGet(DeliveryPath + ListExport.Route, Export).Takes("state", Enum.GetNames<DeliveryState>()).Needs(Permission.Administer);
        pages.MapPost(DeliveryPath + "/{id:int}/retry", async (int id, HttpContext context, AdministerDeliveries deliveries, CurrentActor me, CancellationToken cancellation) =>
            await AnswerAsync(context, await deliveries.RetryAsync(me.Required, id, cancellation), cancellation)).Needs(Permission.Administer);
        pages.MapPost(DeliveryPath + "/test-mail", async (HttpContext context, AdministerDeliveries deliveries, CurrentActor me, [FromForm(Name = "Address")] string? address, CancellationToken cancellation) =>
            await AnswerAsync(context, await deliveries.TestAsync(me.Required, address ?? "", cancellation), cancellation)).Needs(Permission.Administer);
        pages.MapPost(DeliveryPath + "/test-webhooks", async (HttpContext context, AdministerDeliveries deliveries, CurrentActor me, CancellationToken cancellation) =>
            await AnswerAsync(context, await deliveries.TestAsync(me.Required, null, cancellation), cancellation)).Needs(Permission.Administer);
        api.MapGet(Path, async (NoticeQueries notices, CurrentActor me, CancellationToken cancellation) =>
            Results.Ok((await notices.OfAsync(me.Required.AccountId, cancellation)).Select(NoticeAnswer.Of))).Produces<IEnumerable<NoticeAnswer>>().NeedsSignIn();
        api.MapPost(Path + "/{id:int}/read", async (int id, ReadNotices read, CurrentActor me, Words t, CancellationToken cancellation) =>
            (await read.ReadAsync(me.Required, id, cancellation)).Answer(t, _ => Results.NoContent())).Produces(StatusCodes.Status204NoContent).NeedsSignIn();
        api.MapGet(DeliveryPath, async (string? state, NoticeQueries notices, CancellationToken cancellation) =>
            Results.Ok((await notices.DeliveriesAsync(StateOf(state), cancellation)).Select(DeliveryAnswer.Of)))
            .Takes("state", Enum.GetNames<DeliveryState>()).Produces<IEnumerable<DeliveryAnswer>>().Needs(Permission.Administer);
    }

    private static async Task<IResult> Read(int id, HttpContext context, ReadNotices read, CurrentActor me, [FromForm(Name = "open")] string? open, Words t, CancellationToken cancellation)
    {
        var done = await read.ReadAsync(me.Required, id, cancellation);
        return done.IsRefused ? Results.NotFound() : open is null ? NoticeCookie.Redirect(context, Path, t.Frame.Done) : Results.LocalRedirect(done.Value);
    }

    private static async Task<IResult> Choose(HttpContext context, ReadNotices read, CurrentActor me, Words t, Typed<NoticeChoiceForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        var errors = new FieldErrors();
        int? lead = string.IsNullOrWhiteSpace(form.LeadDays) ? null : int.TryParse(form.LeadDays.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0;
        var language = errors.Choice<Language>(nameof(form.Language), form.Language);
        // What is half wrong is not half saved.
        if (!errors.Any)
            errors.Add((await read.ChooseAsync(me.Required, language, form.Mail, lead, cancellation)).Refusal);
        return errors.Any ? await PageAsync(context, form, errors, cancellation) : NoticeCookie.Redirect(context, Path, t.Notifications.Saved);
    }

    private static async Task<IResult> PageAsync(HttpContext context, NoticeChoiceForm? form, FieldErrors errors, CancellationToken cancellation)
    {
        var (notices, me) = (context.RequestServices.GetRequiredService<NoticeQueries>(), context.RequestServices.GetRequiredService<CurrentActor>().Required.AccountId);
        return View.OfForm<NotificationsPage>(errors, new
        {
            Notices = await notices.OfAsync(me, cancellation),
            Form = form ?? NoticeChoiceForm.Of(await notices.ChoiceAsync(me, cancellation)),
            HasMail = context.RequestServices.GetRequiredService<IMessageChannels>().HasMail,
            Errors = errors,
        });
    }

    private static async Task<IResult> DeliveriesAsync(string? state, HttpContext context, FieldErrors errors, CancellationToken cancellation)
    {
        var notices = context.RequestServices.GetRequiredService<NoticeQueries>();
        return View.OfForm<DeliveriesPage>(errors, new
        {
            State = StateOf(state),
            Rows = await notices.DeliveriesAsync(StateOf(state), cancellation),
            Counts = await notices.CountsAsync(cancellation),
            Channels = context.RequestServices.GetRequiredService<IMessageChannels>(),
            Errors = errors,
        });
    }

    private static Task<IResult> Export(string format, [FromQuery] string? state, HttpContext context, NoticeQueries notices, TimeProvider clock, Words t, CancellationToken cancellation) => ListExport.AnswerAsync(context, format, async () => new(
        "deliveries",
        [
            ("at", t.Notifications.At), ("channel", t.Notifications.Channel), ("to", t.Notifications.To), ("kind", t.Notifications.Kind), ("subject", t.Notifications.What), ("state", t.Notifications.State),
            ("attempts", t.Notifications.Attempts), ("sent", t.Notifications.SentAt), ("next", t.Notifications.Next), ("why", t.Notifications.Why), ("code", t.Faults.Code),
        ],
        [
            .. (await notices.DeliveriesAsync(StateOf(state), cancellation, ListExport.MostRows + 1)).Select(row => (IReadOnlyList<string>)
            [
                row.CreatedAt.Iso(clock.LocalTimeZone), t.Notifications.ChannelName(row.Channel), Shown(row), t.Notifications.KindName(row.Kind), row.Subject, t.Notifications.StateName(row.State),
                row.Attempts.ToString(CultureInfo.InvariantCulture), row.SentAt?.Iso(clock.LocalTimeZone) ?? "", row.NextAt?.Iso(clock.LocalTimeZone) ?? "", row.Fail is { } fail ? t[fail] : "", row.FailCode ?? "",
            ]),
        ]));

    /// <summary>Where it went, as a screen or a file may say it.</summary>
    internal static string Shown(Delivery row) => row.Channel == DeliveryChannel.Webhook ? Shown(row.Address) : row.Address;

    /// <summary>Without its query, which may hold a key of the receiver.</summary>
    internal static string Shown(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Query.Length > 0 ? url.GetLeftPart(UriPartial.Path) + "?…" : address;

    private static async Task<IResult> AnswerAsync(HttpContext context, Outcome<int> done, CancellationToken cancellation) => done.Refusal is { } refusal
        ? await DeliveriesAsync(null, context, new FieldErrors().Add(refusal), cancellation)
        : NoticeCookie.Redirect(context, DeliveryPath, context.RequestServices.GetRequiredService<Words>().Notifications.Queued);

    private static DeliveryState? StateOf(string? state) => Enum.TryParse<DeliveryState>(state, ignoreCase: true, out var one) ? one : null;
}

/// <summary>How a person wants to be told, as typed.</summary>
public sealed record NoticeChoiceForm
{
    public string? Language { get; init; }
    public string? Mail { get; init; }
    public string? LeadDays { get; init; }

    internal static NoticeChoiceForm Of(NoticeChoice choice) => new() { Language = choice.Language.ToString(), Mail = choice.Mail, LeadDays = choice.LeadDays?.ToString(CultureInfo.InvariantCulture) };
}

public sealed record NoticeAnswer(int Id, NoticeKind Kind, BilingualText Subject, BilingualText Text, string Path, DateTimeOffset At, DateTimeOffset? ReadAt)
{
    internal static NoticeAnswer Of(App.Notifications.Notice row) => new(row.Id, row.Kind, row.Subject, row.Text, row.Path, row.At, row.ReadAt);
}

public sealed record DeliveryAnswer(
    int Id, DeliveryChannel Channel, string Address, NoticeKind Kind, string Key, string Subject, DeliveryState State, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? NextAt, DateTimeOffset? SentAt,
    string? FailCode, BilingualText? Fail)
{
    internal static DeliveryAnswer Of(Delivery row) => new(
        row.Id, row.Channel, row.Address, row.Kind, row.Key, row.Subject, row.State, row.Attempts, row.CreatedAt, row.NextAt, row.SentAt, row.FailCode, row.Fail);
}
